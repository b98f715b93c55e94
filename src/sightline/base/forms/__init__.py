"""The engine that turns a declared page into questions on a screen and answers in typed rows."""

from sightline.base.forms.page_form import PageForm, from_draft, texts_of
from sightline.base.forms.parts import Child, Problem

__all__ = ["Child", "PageForm", "Problem", "from_draft", "texts_of"]
