"""Help: what I can do here, the command that was nearly written, and what to do with a worry."""

from cards.kit import Json, card, heading, link_step, open_button, para, subheading
from cards.words import N_, Words

TITLE = N_("Hjelp")
ABOUT = N_("Se hva du kan gjøre her.")

GREETINGS = {
    "ukjent": (
        N_("Jeg er Stafett. Jeg fører stafettlogger for barn, unge og voksne som flere tjenester "
           "hjelper sammen."),
        N_("Jeg kjenner deg ikke ennå. Arbeider du i en tjeneste, kan lederen din gi deg tilgang. "
           "Har du fått en kode, skriver du «kode» og koden."),
    ),
    "familie": (
        N_("Jeg er Stafett. Her ser du loggen du er med i, og bestemmer hvem som får vite hva."),
        N_("Skriv ett av ordene under. Bare du ser svaret."),
    ),
    "ansatt": (
        N_("Jeg er Stafett. Her skriver og leser du i loggene du er med i."),
        N_("Skriv ett av ordene under. Bare du ser svaret."),
    ),
}  # fmt: skip
"""Who we are and what to do first, for a stranger, for the family and for those who work."""

Lines = list[tuple[str, str]]
"""Commands, each with a sentence."""


def _button(title: str, dialog: str, *, posted: bool, **data: str) -> Json:
    """Draw a button that opens a dialog, from a posted card or from within a dialog."""
    if posted:
        return open_button(title, dialog, **data)
    return link_step(title, dialog, "apne", **data)


def overview(
    t: Words, who: str, lines: Lines, buttons: list[tuple[str, str]], *, posted: bool
) -> Json:
    """Draw what somebody can do; `buttons` are titles and dialogs."""
    first, then = GREETINGS[who]
    return card(
        heading(t("Hei!")),
        para(t(first)),
        para(t(then)),
        subheading(t("Dette kan du skrive")),
        *(para(f"**{command}**  \n{said}") for command, said in lines),
        actions=[_button(title, dialog, posted=posted) for title, dialog in buttons],
    )


def nearest(t: Words, command: str, title: str, dialog: str) -> Json:
    """Draw the question whether a command was meant."""
    return card(
        heading(t("Mente du «{command}»?", command=command)),
        para(t("Jeg kjente ikke igjen det du skrev. Ingenting er lagret.")),
        actions=[
            _button(title, dialog, posted=True),
            _button(t("Hva kan jeg gjøre her?"), "hjelp", posted=True),
        ],
    )


def worry(t: Words, *, posted: bool) -> Json:
    """Draw the choice between a wonder and a grave worry."""
    return card(
        heading(t("Hva slags bekymring er det?")),
        para(t("Skriv ikke om barnet her. Velg det som passer best.")),
        actions=[
            _button(t("Jeg undrer meg"), "hjelp", posted=posted, vis="undring"),
            _button(t("Jeg er alvorlig bekymret"), "bekymringsmelding", posted=posted),
        ],
    )


def wonder(t: Words) -> Json:
    """Draw the advice for a wonder: the talk that comes before any log."""
    advice = [
        t("Hva har du sett og hørt? Hvor lenge? Hold deg til det, ikke til hva det kan bety."),
        t("Snakk med barnet. Hva sier det selv, og hva trives det med?"),
        t("Snakk med foreldrene. De kjenner barnet best, og de skal vite at du undrer deg."),
        t("Snakk med en kollega eller lederen din uten å si hvem det gjelder."),
        t("Avtal når dere ser på det igjen, helst innen to uker."),
    ]
    return card(
        para(t("Undring er ikke en logg. Det begynner med en samtale.")),
        para("\n".join(f"- {one}" for one in advice)),
        para(t("Tror du det er vold eller overgrep, snakker du ikke med foreldrene først.")),
        actions=[link_step(t("Jeg er alvorlig bekymret"), "bekymringsmelding", "apne")],
    )
