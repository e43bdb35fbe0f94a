"""Input fields: each has a label, its limit, what was typed before, and its error beside it."""

from collections.abc import Sequence
from datetime import date

from cards.form import Typed
from cards.kit import Json, error
from cards.words import Words
from domain.body import LINE_LIMIT, TEXT_LIMIT

Options = Sequence[tuple[str, str]]
"""What can be chosen: (code, what it is called)."""


def _field(made: Json, name: str, typed: Typed, *, required: bool, t: Words) -> list[Json]:
    made |= {"id": name, "isRequired": required, "spacing": "Medium"}
    if required:
        made["errorMessage"] = t("Dette må fylles ut.")
    wrong = error(name, typed)
    return [made] if wrong is None else [made, wrong]


def group(*fields: list[Json]) -> Json:
    """Hold fields and their errors together."""
    items = [piece for field in fields for piece in field]
    return {"type": "Container", "items": items, "spacing": "Medium"}


def prose(
    t: Words, name: str, label: str, typed: Typed, *, required: bool = True, hint: str = ""
) -> list[Json]:
    """Draw a field for a text of several lines (at most 4 000 characters)."""
    made: Json = {
        "type": "Input.Text",
        "label": label,
        "isMultiline": True,
        "maxLength": TEXT_LIMIT,
        "value": typed.value(name),
    }
    if hint:
        made["placeholder"] = hint
    return _field(made, name, typed, required=required, t=t)


def line(
    t: Words,
    name: str,
    label: str,
    typed: Typed,
    *,
    required: bool = True,
    limit: int = LINE_LIMIT,
    hint: str = "",
) -> list[Json]:
    """Draw a field for one line."""
    made: Json = {
        "type": "Input.Text",
        "label": label,
        "maxLength": limit,
        "value": typed.value(name),
    }
    if hint:
        made["placeholder"] = hint
    return _field(made, name, typed, required=required, t=t)


def choice(
    t: Words,
    name: str,
    label: str,
    options: Options,
    typed: Typed,
    *,
    many: bool = False,
    required: bool = True,
    compact: bool = False,
) -> list[Json]:
    """Draw a choice of one or (`many`) several; long lists read better `compact`."""
    made: Json = {
        "type": "Input.ChoiceSet",
        "label": label,
        "choices": [{"title": title, "value": value} for value, title in options],
        "style": "compact" if compact else "expanded",
        "isMultiSelect": many,
        "value": typed.value(name),
        "wrap": True,
    }
    return _field(made, name, typed, required=required, t=t)


def day(
    t: Words,
    name: str,
    label: str,
    typed: Typed,
    *,
    required: bool = True,
    span: tuple[date | None, date | None] = (None, None),
) -> list[Json]:
    """Draw a field for a day, between the days of `span` where they are given."""
    made: Json = {"type": "Input.Date", "label": label, "value": typed.value(name)}
    for key, bound in zip(("min", "max"), span, strict=True):
        if bound is not None:
            made[key] = bound.isoformat()
    return _field(made, name, typed, required=required, t=t)


def tick(t: Words, name: str, title: str, typed: Typed, label: str = "") -> list[Json]:
    """Draw one box to tick, never ticked beforehand; its title is what it is called."""
    made: Json = {"type": "Input.Toggle", "title": title, "value": typed.value(name, "false")}
    made["wrap"] = True
    if label:
        made["label"] = label
    return _field(made, name, typed, required=False, t=t)
