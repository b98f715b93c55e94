"""The GOV.UK macros, called from Python with the parameters of the Design System."""

from functools import cache
from typing import Any

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Template
from markupsafe import Markup

MACROS = {
    "button": "govukButton",
    "character-count": "govukCharacterCount",
    "checkboxes": "govukCheckboxes",
    "date-input": "govukDateInput",
    "error-summary": "govukErrorSummary",
    "fieldset": "govukFieldset",
    "file-upload": "govukFileUpload",
    "input": "govukInput",
    "password-input": "govukPasswordInput",
    "radios": "govukRadios",
    "select": "govukSelect",
    "textarea": "govukTextarea",
}


@cache
def environment() -> Any:
    """The Jinja environment of the house."""
    return next(e for e in engines.all() if isinstance(e, Jinja2)).env


@cache
def template(name: str) -> Template:
    """A compiled template by name."""
    found: Template = environment().get_template(name)
    return found


@cache
def _module(name: str) -> Any:
    return template(name).module


def component(name: str, params: dict[str, Any]) -> Markup:
    """One GOV.UK component, drawn."""
    module = _module(f"govuk_frontend_jinja/components/{name}/macro.html")
    return Markup(getattr(module, MACROS[name])(params))


def render(name: str, **context: Any) -> Markup:
    """One of our own small templates, drawn."""
    return Markup(template(name).render(**context))
