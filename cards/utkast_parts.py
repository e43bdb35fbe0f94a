"""A text of one's own that waits: where it lies, and one click for each log it can go to."""

from cards.kit import (
    Json,
    box,
    buttons,
    card,
    execute,
    heading,
    launcher,
    open_button,
    para,
    quoted,
)
from cards.skrive_parts import refresh
from cards.words import Words


def waiting(t: Words, dialog: str, title: str, draft: str) -> Json:
    """Draw the posted card of a text that waits for one click; the text is not on it."""
    return launcher(
        title,
        para(t("Teksten din ligger klar. Den er ikke i loggen ennå.")),
        actions=[open_button(t("Se over og legg i loggen"), dialog, utkast=draft)],
        refresh=refresh(t, dialog, "vis", utkast=draft),
    )


def caught_in_room(t: Words, dialog: str, draft: str, code: str) -> Json:
    """Draw the private word to somebody who wrote in a room: who has read it, and the way on."""
    return launcher(
        t("Dette kan alle i kanalen lese"),
        para(t("Slett meldingen din. Teksten ligger klar her, og er ikke i loggen ennå.")),
        para(t("Neste gang: «+» under tekstfeltet, og velg Stafett."), subtle=True),
        actions=[open_button(t("Se over og legg i loggen"), dialog, code, utkast=draft)],
    )


def ready(t: Words, dialog: str, title: str, text: str, draft: str, places: list[Json]) -> Json:
    """Draw the writer's own view of a waiting text: the text, and one click for each log."""
    nowhere = None if places else para(t("Du har ingen åpen logg å legge det i nå."))
    change = t("Endre først") if places else t("Åpne")
    return card(
        heading(title),
        quoted(text),
        nowhere,
        *places,
        actions=[open_button(change, dialog, utkast=draft)],
        refresh=refresh(t, dialog, "vis", utkast=draft),
    )


def place(t: Words, dialog: str, name: str, topic: str, who: str, data: dict[str, str]) -> Json:
    """Draw one log that a waiting text can go to: who will read it there, and the click."""
    click = execute(t("Legg i loggen"), dialog, "legg", **data) | {"style": "positive"}
    return box(
        quoted(name, strong=True, spacing="None"),
        para(t("{topic} · leses av {who}", topic=topic, who=who)),
        buttons(click),
    )


def added(t: Words, title: str, code: str, said: str = "") -> Json:
    """Draw what is left of the card when the text stands in the log, or is gone."""
    done = said or t("Teksten ligger ikke her lenger.")
    actions = [open_button(t("Åpne loggen"), "logg", code)] if code else []
    return card(heading(title), para(done), actions=actions)
