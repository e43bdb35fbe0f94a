"""What is said of a consent outside its forms: posted cards without content, and short answers."""

from cards.kit import Json, launcher, open_button, para
from cards.words import N_, Words

Said = tuple[str, str, str]
"""A posted card in bokmål: its title, its sentence, the words on its button."""

ASKED: Said = (
    N_("Du er spurt om samtykke"),
    N_("Det gjelder logg {code}."),
    N_("Se hva det gjelder"),
)
ANSWERED: Said = (
    N_("Noen har svart på samtykket"),
    N_("Det gjelder logg {code}."),
    N_("Se samtykket"),
)
CHANGED: Said = (
    N_("Samtykket er endret"),
    N_("Det gjelder logg {code}."),
    N_("Se samtykket"),
)
FILED: Said = (
    N_("Svaret ditt på samtykket er ført inn"),
    N_("Det gjelder logg {code}. Se over at det stemmer."),
    N_("Se samtykket"),
)
OPENED: Said = (N_("Loggen er åpnet"), N_("Det gjelder logg {code}."), N_("Åpne loggen"))
DRAFT: Said = (
    N_("Utkastet ditt kan sendes nå"),
    N_("Det gjelder logg {code}."),
    N_("Åpne utkastet"),
)
NOT_OPENED = (N_("Loggen ble ikke åpnet"), N_("Det gjelder logg {code}. Utkastet er slettet."))


def posted(t: Words, said: Said, code: str, dialog: str, **data: str | int) -> Json:
    """Draw a posted card: the log's code and one button."""
    title, text, button = said
    actions = [open_button(t(button), dialog, code, **data)]
    return launcher(t(title), para(t(text, code=code)), actions=actions)


def not_opened(t: Words, code: str) -> Json:
    """Draw the posted card that a draft is gone; there is nothing left to open."""
    title, text = NOT_OPENED
    return launcher(t(title), para(t(text, code=code)), actions=[])


def given(t: Words, opened: bool | None) -> str:
    """Thank for a yes; `opened` None says nothing of the log."""
    thanks = t("Takk. Svaret ditt er lagret. Du kan endre eller trekke det når som helst.")
    return _with_state(t, thanks, opened)


def refused(t: Words, discarded: bool) -> str:
    """Say that a no is kept, and what became of the log."""
    if discarded:
        return t("Du har sagt nei. Utkastet er slettet. Du får hjelp uansett.")
    return t("Du har sagt nei, og det er lagret. Du får hjelp uansett.")


def filed(t: Words, opened: bool | None) -> str:
    """Say that it is filed; `opened` None says nothing of the log."""
    return _with_state(t, t("Svaret er ført inn."), opened)


def _with_state(t: Words, done: str, opened: bool | None) -> str:
    if opened is None:
        return done
    state = t("Loggen er åpen.") if opened else t("Loggen åpner når alle har svart ja.")
    return f"{done} {state}"


def filed_and_gone(t: Words) -> str:
    """Say that a no was filed and the draft is gone."""
    return t("Svaret er nei. Utkastet er slettet.")
