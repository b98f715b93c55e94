"""Puts a page drawn by allauth into the frame of every other page."""

from typing import Any

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag(takes_context=True)
def frame(context: Any, content: str, title: str = "") -> str:
    """Draw the frame around what the block holds."""
    inside = {"title": title.strip(), "drawn": content}
    return render_to_string("sign_in/framed.jinja", inside, request=context.get("request"))
