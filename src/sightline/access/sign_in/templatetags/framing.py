"""Puts a page drawn by allauth into the frame of every other page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_block_tag(takes_context=True)
def frame(context: Any, content: str, title: str = "") -> str:
    """Draw the frame around what the block holds."""
    inside = {"title": title.strip(), "drawn": content}
    drawn = render_to_string("sign_in/framed.jinja", inside, request=context.get("request"))
    return mark_safe(drawn)  # noqa: S308 - both templates escape what they are given
