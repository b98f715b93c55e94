"""No page without a permission: every address of the product says who may come in."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# the sign-in pages are allauth's own, and are for people who have not come in yet
LIBRARIES = ("allauth.", "django.")


def addresses(patterns, before=""):
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.callback


def pages():
    return [
        pytest.param(view, id=where or "/")
        for where, view in addresses(get_resolver().url_patterns)
        if not view.__module__.startswith(LIBRARIES)
    ]


@pytest.mark.parametrize("view", pages())
def test_every_page_says_who_may_come_in(view):
    assert getattr(view, "permission", None) is not None, (
        f"{view.__module__}.{view.__name__} has neither @permission, @child_page nor @open_to_all"
    )
