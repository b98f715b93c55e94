"""An ordinary Django form drawn with GOV.UK fields and an error summary."""

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from markupsafe import Markup

from sightline.base.forms import govuk
from sightline.base.forms.days import Day
from sightline.base.forms.questions import Submitted


class DayWidget(forms.Widget):
    """The three boxes of a date; hands on what was typed, read."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Day:
        day = Day(name, name, name)
        texts = {box: [data[box]] for box in day.boxes() if box in data}
        day.read(Submitted(texts))
        return day

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in ("day", "month", "year"))


class DayField(forms.Field):
    """A date in a hand-made form: boxes, "today", or a date pasted whole."""

    widget = DayWidget
    default_error_messages: ClassVar = {
        "required": "Give the date, or “today” in the first box.",
    }

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, Day):
            return value
        if value.error:
            raise forms.ValidationError(value.error)
        return value.value


def draw(form: forms.BaseForm, *, summary: bool = True) -> Markup:
    """Every field of a form, hidden ones included, with what is wrong first."""
    wrong = _summary(form) if summary and form.is_bound and form.errors else Markup("")
    hidden = Markup("").join(Markup(str(field)) for field in form.hidden_fields())
    shown = Markup("").join(field(bound) for bound in form.visible_fields())
    return wrong + hidden + shown


def _summary(form: forms.BaseForm) -> Markup:
    listed = [{"text": error} for error in form.non_field_errors()]
    for bound in form.visible_fields():
        href = f"#{bound.auto_id}{'-day' if isinstance(bound.field, DayField) else ''}"
        listed += [{"text": f"{bound.label}: {error}", "href": href} for error in bound.errors]
    return govuk.component(
        "error-summary", {"titleText": "There is a problem", "errorList": listed}
    )


def field(bound: BoundField) -> Markup:
    """One field, by the GOV.UK component that suits its widget."""
    if isinstance(bound.field, DayField):
        return _day(bound)
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.Select):
        return _choice(bound, widget)
    if isinstance(widget, forms.CheckboxInput):
        return _tick(bound)
    given = _given(bound) | {"label": {"text": bound.label}, "value": _value(bound)}
    longest = getattr(bound.field, "max_length", None)
    if isinstance(widget, forms.Textarea):
        given |= {"rows": widget.attrs.get("rows", 5)}
        name = "character-count" if longest else "textarea"
        return govuk.component(name, given | ({"maxlength": longest} if longest else {}))
    if isinstance(widget, forms.PasswordInput):
        return govuk.component("password-input", given | {"value": ""})
    if isinstance(widget, forms.FileInput):
        return govuk.component("file-upload", given)
    kind = getattr(widget, "input_type", "text")
    # browsers' own number boxes lose text that is not a number
    return govuk.component("input", given | {"type": "text" if kind == "number" else kind})


def _given(bound: BoundField) -> dict[str, Any]:
    given: dict[str, Any] = {"id": bound.auto_id, "name": bound.html_name}
    if bound.help_text:
        given["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        given["errorMessage"] = {"text": " ".join(map(str, bound.errors))}
    for key in ("autocomplete", "spellcheck", "inputmode"):
        if key in bound.field.widget.attrs:
            given[key] = bound.field.widget.attrs[key]
    return given


def _value(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _choice(bound: BoundField, widget: forms.Widget) -> Markup:
    value = bound.value()
    several = isinstance(widget, forms.CheckboxSelectMultiple)
    chosen = [str(v) for v in (value or [])] if several else [_value(bound)]
    buttons = several or isinstance(widget, forms.RadioSelect)
    items = [
        {"value": str(code), "text": str(words), "selected": on, "checked": on}
        for code, words in bound.field.choices  # type: ignore[attr-defined]
        if not (buttons and code in ("", None))
        for on in [str(code) in chosen]
    ]
    given = _given(bound) | {"items": items}
    if not buttons:
        if "data-named" in widget.attrs:
            given["attributes"] = {"data-named": ""}
        return govuk.component("select", given | {"label": {"text": bound.label}})
    given["idPrefix"] = given.pop("id")
    given["fieldset"] = {"legend": {"text": bound.label}}
    return govuk.component("checkboxes" if several else "radios", given)


def _tick(bound: BoundField) -> Markup:
    given = _given(bound)
    item = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
    if "hint" in given:
        item["hint"] = given.pop("hint")
    given["idPrefix"] = given.pop("id")
    return govuk.component("checkboxes", given | {"items": [item]})


def _day(bound: BoundField) -> Markup:
    day = Day(bound.html_name, bound.name, str(bound.label), hint=str(bound.help_text))
    value = bound.value()
    if isinstance(value, Day):
        day.raw = value.raw
    elif value:
        day.raw = day.written(value)
    # the error is the form's own, which may say more than that the date was unreadable
    day.error, day.told = " ".join(map(str, bound.errors)), True
    return govuk.component("date-input", day.params() | {"id": bound.auto_id})
