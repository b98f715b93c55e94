"""The Jinja environment of every page: GOV.UK macros, words, addresses and the frame."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    Template,
)

from sightline.base import moments
from sightline.base.components import due, navigation, words
from sightline.base.components.addresses import address


class Page(Template):
    """A template whose macros are found at once by the templates that draw with them.

    A page of questions asks for macros two hundred times; each time Jinja compares every name that
    is known everywhere with those of the template that asks.
    """

    def _get_default_module(self, ctx: Any = None) -> Any:
        known = self.__dict__.get("_known")
        if known is not None and ctx is not None and ctx.globals_keys <= known:
            return self._module
        module = super()._get_default_module(ctx)
        if module is self._module:
            self._known = frozenset(self.globals)
        return module


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return address(name, *args, **kwargs)


def url_or(default: str, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page, or `default` where this installation has no such page."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return default


def demonstration() -> bool:
    """Whether this installation holds invented people only."""
    return bool(getattr(settings, "SIGHTLINE_DEMO", False))


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], govuk])
    # The GOV.UK macros reach through parameters nobody gave (params.label.classes).
    options["undefined"] = ChainableUndefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = Environment(**options)  # noqa: S701  Django's backend asks for autoescape
    made.template_class = Page
    made.globals.update(
        static=static,
        url=url,
        url_or=url_or,
        demonstration=demonstration,
        navigation_links=navigation.links,
        identity=navigation.identity,
        holds=navigation.holds,
        now=moments.now,
        today=moments.today,
        due_words=due.chip,
        due_notes=due.notes,
    )
    made.filters.update(
        day=words.day,
        short_day=words.short_day,
        clock_time=words.clock_time,
        moment=words.moment,
        plural=words.plural,
        absence=words.absence,
        age_words=words.age_words,
    )
    return made
