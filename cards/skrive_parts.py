"""What oppdatering and lysglimt share: the form, who will read it, and what is said afterwards."""

from dataclasses import dataclass

from cards.fields import Options, choice, group, prose, tick
from cards.form import Choice, Form, Many, OptionalLine, Prose, Tick, Typed
from cards.kit import (
    Json,
    box,
    buttons,
    card,
    execute,
    form_error,
    heading,
    launcher,
    open_button,
    para,
    quoted,
    submit,
)
from cards.words import Words

SOMEBODY_ELSE = "andre"
"""The choice for a person who is not on the log and so cannot consent."""


class Answers(Form):
    """A text, what it is about, whom else it is about; `sett` is who was said to read it."""

    tekst: Prose
    tema: Choice
    om: Many = ()
    skjul: Tick = False
    sett: OptionalLine = ""
    utkast: OptionalLine = ""


class OneClick(Form):
    """The one click that adds a text which waits as a draft."""

    utkast: Choice
    tema: Choice
    sett: OptionalLine = ""


def readers(t: Words, services: list[str], family: bool, everybody: bool) -> str:
    """Say who will read: «familien, Helsestasjonen», or that nobody else does; never why."""
    names = ([t("familien")] if family else []) + services
    if not names:
        return t("bare deg")
    said = t.listing(names)
    return said if everybody else t("{names} (ikke alle i loggen)", names=said)


def about_log(t: Words, name: str) -> Json:
    """Say at the head of a form which log it is, so that nobody writes in the wrong one."""
    return quoted(t("Logg: {name}", name=name), subtle=True, spacing="None")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks, in the words of its kind and with what this log allows."""

    log_name: str
    label: str
    hint: str
    topics: Options
    family: Options
    may_hide: bool


def form(t: Words, dialog: str, typed: Typed, asked: Asked, sent: dict[str, str]) -> Json:
    """Draw the form: the text, the topic with its readers, and whether others are in it."""
    others = [*asked.family, (SOMEBODY_ELSE, t("Noen som ikke er med i loggen"))]
    about = t("Handler dette også om andre?")
    fields = [
        prose(t, "tekst", asked.label, typed, hint=asked.hint),
        choice(t, "tema", t("Tema, og hvem som får lese"), asked.topics, typed),
        choice(t, "om", about, others, typed, many=True, required=False),
    ]
    if asked.may_hide:
        fields.append(tick(t, "skjul", t("Ikke til foresatte"), typed))
    button = submit(t("Legg i loggen"), dialog, "send", style="positive", **sent)
    return card(about_log(t, asked.log_name), form_error(typed), group(*fields), actions=[button])


def missing(t: Words, dialog: str, topic: str, sent: dict[str, str], others: bool) -> Json:
    """Draw what is said when the consent does not reach: the text is safe, and what to do."""
    why = (
        t("Den andre det handler om, har ikke samtykket til dette.")
        if others
        else t("Samtykket dekker ikke at tjenesten din skriver om «{topic}».", topic=topic)
    )
    return card(
        heading(t("Vi mangler samtykke")),
        para(why),
        para(t("Teksten er ikke i loggen. Den ligger som et utkast som bare du ser, i sju dager.")),
        actions=[
            submit(t("Be om samtykke"), "be_om_samtykke", "apne", style="positive", **sent),
            submit(
                t("Endre teksten") if others else t("Velg et annet tema"),
                dialog,
                "apne",
                logg=sent.get("logg"),
                utkast=sent.get("utkast"),
            ),
        ],
    )


def kept(t: Words, said: str) -> str:
    """Say that it stands in the log, and who may read it."""
    return t("Det står i loggen nå. Dette leses av {who}.", who=said)


def waiting(t: Words, dialog: str, title: str, draft: str) -> Json:
    """Draw the posted card of a text that waits for one click; the text is not on it."""
    return launcher(
        title,
        para(t("Teksten din ligger klar. Den er ikke i loggen ennå.")),
        actions=[open_button(t("Se over og legg i loggen"), dialog, utkast=draft)],
        refresh=refresh(t, dialog, "vis", utkast=draft),
    )


def refresh(t: Words, dialog: str, action: str, **data: str | int) -> Json:
    """Give the refresh by which a client asks for its viewer's own view."""
    return {"action": execute(t("Oppdater"), dialog, action, **data)}


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
