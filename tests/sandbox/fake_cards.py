"""Cards for the bot that the sandbox is tried with: every element that the product may use."""

from typing import Any

Json = dict[str, Any]
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def card(*body: Json, actions: list[Json] | None = None, **more: Any) -> Json:
    return {"$schema": SCHEMA, "type": "AdaptiveCard", "version": "1.5", "body": list(body)} | {
        "actions": actions or [],
        **more,
    }


def text(words: str, **more: Any) -> Json:
    return {"type": "TextBlock", "text": words, "wrap": True, **more}


def heading(words: str) -> Json:
    return text(words, size="Large", weight="Bolder", style="heading")


def opens(title: str, dialog: str, **more: Any) -> Json:
    data = {"msteams": {"type": "task/fetch"}, "dialog": dialog, "logg": "SL-7F3K"}
    return {"type": "Action.Submit", "title": title, "data": data, **more}


def execute(title: str, verb: str, **data: str) -> Json:
    return {"type": "Action.Execute", "title": title, "verb": verb, "data": data}


def help_card() -> Json:
    return card(
        heading("Hei! Dette kan jeg hjelpe deg med"),
        text("Stafettloggen samler det hjelperne og familien blir enige om."),
        {
            "type": "FactSet",
            "facts": [
                {"title": "Mine logger", "value": "2 åpne"},
                {"title": "Neste møte", "value": "Torsdag 26. november kl. 14.00"},
            ],
        },
        actions=[
            opens("Ny logg", "ny_logg", style="positive"),
            {"type": "Action.Submit", "title": "Mine logger", "data": {"dialog": "mine_logger"}},
            {
                "type": "Action.ShowCard",
                "title": "Hva er et lysglimt?",
                "card": card(text("Et lysglimt er noe fint som skjedde. *Ett* er nok.")),
            },
        ],
    )


def decision_card() -> Json:
    return card(
        heading("Skal vi opprette logg?"),
        text("Snakk med familien først. Ingen andre ser noe før alle har svart."),
        {
            "type": "ColumnSet",
            "columns": [
                {"type": "Column", "width": "auto", "items": [text("1.", weight="Bolder")]},
                {"type": "Column", "width": "stretch", "items": [text("Snakk med familien")]},
            ],
        },
        text("Loggen er et utkast til alle foresatte har samtykket.", id="mer", isVisible=False),
        actions=[
            opens("Åpne skjemaet", "ny_logg", style="positive"),
            {"type": "Action.ToggleVisibility", "title": "Les mer", "targetElements": ["mer"]},
            {
                "type": "Action.OpenUrl",
                "title": "Om BTI",
                "url": "https://example.org/bti",
            },
        ],
    )


def form(error: str = "", given: Json | None = None) -> Json:
    said = given or {}
    problem = [text(error, color="Attention", weight="Bolder")] if error else []
    return card(
        text("Loggen er et utkast som bare du ser til familien har samtykket.", isSubtle=True),
        *problem,
        {
            "type": "Input.Text",
            "id": "fornavn",
            "label": "Fornavn",
            "isRequired": True,
            "errorMessage": "Skriv fornavnet.",
            "maxLength": 80,
            "value": said.get("fornavn", ""),
        },
        {
            "type": "Input.Text",
            "id": "tekst",
            "label": "Hva undrer du deg over?",
            "isMultiline": True,
            "maxLength": 4000,
            "placeholder": "Skriv kort og vennlig.",
            "value": said.get("tekst", ""),
        },
        {"type": "Input.Date", "id": "fodt", "label": "Født", "value": said.get("fodt", "")},
        {"type": "Input.Time", "id": "kl", "label": "Når passer det å ringe?"},
        *_choices(),
        actions=[{"type": "Action.Submit", "title": "Opprett", "data": _sent()}],
    )


def _sent() -> Json:
    return {"dialog": "ny_logg", "steg": "opprett", "nonce": "n-1"}


def _choices() -> list[Json]:
    topics = [
        {"title": "Skole og læring", "value": "skole"},
        {"title": "Trivsel", "value": "trivsel"},
        {"title": "Fritid", "value": "fritid"},
    ]
    common = {"type": "Input.ChoiceSet", "choices": topics}
    return [
        common | {"id": "tema", "label": "Tema", "style": "compact", "value": "skole"},
        common
        | {
            "id": "deler",
            "label": "Hva kan deles?",
            "style": "expanded",
            "isMultiSelect": True,
            "isRequired": True,
            "errorMessage": "Velg minst ett tema.",
        },
        common | {"id": "sok", "label": "Tjeneste", "style": "filtered", "placeholder": "Søk"},
        {
            "type": "Input.Toggle",
            "id": "lest",
            "title": "Jeg har snakket med familien",
            "label": "Bekreft",
            "valueOn": "true",
            "valueOff": "false",
        },
    ]


def launcher(users: list[str] | None = None) -> Json:
    """Give a posted card without content, refreshed for each viewer."""
    refresh: Json = {"action": execute("Oppdater", "logg.vis", logg="SL-7F3K")}
    if users is not None:
        refresh["userIds"] = users
    return card(
        text("Nytt i loggen", weight="Bolder"),
        text("SL-7F3K · i dag kl. 09.41", isSubtle=True, spacing="None"),
        actions=[opens("Åpne", "logg")],
        refresh=refresh,
    )


def view(name: str) -> Json:
    """Give what one viewer sees in place of the launcher."""
    return card(
        text(f"Lysglimt for {name}", weight="Bolder"),
        text("Han kom hver dag denne uka."),
        {
            "type": "Input.Text",
            "id": "svar",
            "label": "Svar",
            "placeholder": "Én linje",
            "maxLength": 200,
        },
        actions=[execute("Takk", "logg.takk"), execute("Send svar", "logg.svar")],
        refresh={"action": execute("Oppdater", "logg.vis", logg="SL-7F3K")},
    )
