"""The few pieces that cards are built from; every card is one `card(...)` of them."""

from typing import Any

from cards.form import Typed

Json = dict[str, Any]
VERSION = "1.5"
_MARKUP = str.maketrans("", "", "[]()<>*_`~#|\\")


def card(
    *body: Json | None, actions: list[Json] | None = None, refresh: Json | None = None
) -> Json:
    """Put pieces together as an Adaptive Card 1.5; a piece that is None is left out."""
    made: Json = {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "body": [piece for piece in body if piece is not None],
    }
    if actions:
        made["actions"] = actions
    if refresh:
        made["refresh"] = refresh
    return made


def heading(text: str) -> Json:
    """Draw a card's heading."""
    return {
        "type": "TextBlock",
        "text": text,
        "size": "Large",
        "weight": "Bolder",
        "wrap": True,
        "style": "heading",
    }


def subheading(text: str) -> Json:
    """Draw a heading inside a card."""
    return heading(text) | {"size": "Medium", "spacing": "Large"}


def para(text: str, *, subtle: bool = False, color: str = "", spacing: str = "Small") -> Json:
    """Draw a paragraph of our own words (markdown holds); for people's words use `quoted`."""
    made: Json = {"type": "TextBlock", "text": text, "wrap": True, "spacing": spacing}
    if subtle:
        made |= {"isSubtle": True}
    if color:
        made["color"] = color
    return made


def quoted(
    text: str, *, strong: bool = False, subtle: bool = False, spacing: str = "Small"
) -> Json:
    """Draw what somebody wrote, letter for letter: a RichTextBlock knows no markdown or links."""
    run: Json = {"type": "TextRun", "text": text}
    run |= ({"weight": "Bolder"} if strong else {}) | ({"isSubtle": True} if subtle else {})
    return {"type": "RichTextBlock", "inlines": [run], "spacing": spacing}


def plain(name: str) -> str:
    """Give a name for a sentence of ours, without the signs that markdown reads as its own."""
    return " ".join(name.translate(_MARKUP).split())


def box(*pieces: Json | None, style: str = "emphasis", spacing: str = "Medium") -> Json:
    """Draw pieces in a box of their own; style emphasis, good, attention, warning or accent."""
    return {
        "type": "Container",
        "style": style,
        "spacing": spacing,
        "items": [piece for piece in pieces if piece is not None],
    }


def facts(pairs: list[tuple[str, str]]) -> Json:
    """Draw names and values in two columns, without markdown: either may be a person's name."""
    rows = [{"title": plain(name), "value": plain(value)} for name, value in pairs]
    return {"type": "FactSet", "facts": rows, "spacing": "Medium"}


def buttons(*actions: Json) -> Json:
    """Draw a row of buttons inside the body."""
    return {"type": "ActionSet", "actions": list(actions), "spacing": "Medium"}


def error(name: str, typed: Typed) -> Json | None:
    """Draw the sentence that says what was wrong with a field."""
    said = typed.errors.get(name)
    return para(said, color="Attention") | {"size": "Small"} if said else None


def form_error(typed: Typed) -> Json | None:
    """Draw the sentence at the head of a form that came back."""
    said = typed.errors.get("")
    return box(para(said, spacing="None"), style="attention") if said else None


def open_button(title: str, dialog: str, logg: str = "", **data: str | int) -> Json:
    """Draw a button that opens a dialog."""
    sent: Json = {"msteams": {"type": "task/fetch"}, "dialog": dialog, **data}
    if logg:
        sent["logg"] = logg
    return {"type": "Action.Submit", "title": title, "data": sent}


def submit(title: str, dialog: str, step: str, *, style: str = "default", **data: Any) -> Json:
    """Draw a button that sends the dialog's form to one of its steps."""
    sent: Json = {"dialog": dialog, "steg": step}
    sent |= {name: value for name, value in data.items() if value not in ("", None)}
    made: Json = {"type": "Action.Submit", "title": title, "data": sent, "style": style}
    return made


def link_step(title: str, dialog: str, step: str, **data: Any) -> Json:
    """Draw a step button that sends nothing of the form, so that nothing need be filled in."""
    return {**submit(title, dialog, step, **data), "associatedInputs": "none"}


def link(title: str, url: str) -> Json:
    """Draw a button that opens a page outside Teams."""
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def unfold(title: str, *body: Json | None, actions: list[Json] | None = None) -> Json:
    """Draw a button that unfolds more of the card below it (Action.ShowCard)."""
    return {"type": "Action.ShowCard", "title": title, "card": card(*body, actions=actions)}


def execute(title: str, dialog: str, action: str, **data: Any) -> Json:
    """Draw a button that acts in place (Action.Execute)."""
    sent = {name: value for name, value in data.items() if value not in ("", None)}
    return {"type": "Action.Execute", "title": title, "verb": f"{dialog}.{action}", "data": sent}


def launcher(
    title: str, *pieces: Json | None, actions: list[Json], refresh: Json | None = None
) -> Json:
    """Draw a posted card: no names, no titles, no text of the log; buttons that open dialogs."""
    return card(heading(title), *pieces, actions=actions, refresh=refresh)
