"""Filing what a giver answered on paper or aloud: who, what, and where the proof is."""

from dataclasses import dataclass

from cards import samtykke_parts as parts
from cards.fields import Options, choice, group, line
from cards.form import Choice, Form, OptionalLine, ShortLine, Typed
from cards.kit import (
    Json,
    card,
    facts,
    form_error,
    heading,
    link_step,
    para,
    plain,
    quoted,
    submit,
)
from cards.samtykke_linjer import three_lines
from cards.words import N_, Words
from domain.consenting import Chosen, Question
from domain.policy import Policy

TITLE = N_("Svar på papir eller muntlig")
ABOUT = N_("Før inn det en foresatt eller personen selv har svart på papir eller muntlig.")
ANSWERS = (
    ("ja", N_("Sier ja")),
    ("nei", N_("Sier nei")),
    ("trekker", N_("Trekker tilbake")),
)
METHODS = (("papir", N_("På papir")), ("muntlig", N_("Muntlig")))
LANGUAGES = (
    ("nb", N_("Bokmål")),
    ("nn", N_("Nynorsk")),
    ("en", N_("Engelsk")),
    ("annet", N_("Et annet språk, med tolk")),
)


class Filed(Form):
    """Who answered, what, how, and where the signed sheet lies or who heard it."""

    giver: Choice
    svar: Choice
    metode: Choice
    bevis: ShortLine
    sprak: Choice
    tjeneste: OptionalLine = ""
    utkast: OptionalLine = ""

    def kept(self) -> dict[str, str]:
        """Give the answers for a draft."""
        return self.model_dump(exclude={"utkast"})


class Ticked(parts.Scopes):
    """What the giver said yes to; the draft knows who it is."""

    utkast: Choice


def form(t: Words, givers: Options, typed: Typed, sent: dict[str, str]) -> Json:
    """Draw the first form: who answered, and how."""
    filled = Typed({"sprak": "nb", "metode": "papir", **typed.values}, typed.errors)
    fields = [
        choice(t, "giver", t("Hvem har svart?"), givers, filled, compact=len(givers) > 4),
        choice(t, "svar", t("Hva er svaret?"), _said(t, ANSWERS), filled),
        choice(t, "metode", t("Hvordan?"), _said(t, METHODS), filled),
        line(
            t,
            "bevis",
            t("Hvor ligger arket, eller hvem hørte det?"),
            filled,
            hint=t("Som elevmappa, eller rektor"),
        ),
        choice(t, "sprak", t("På hvilket språk?"), _said(t, LANGUAGES), filled, compact=True),
    ]
    button = submit(t("Neste"), "samtykke_papir", "neste", style="positive", **sent)
    return card(form_error(typed), group(*fields), actions=[button])


def _said(t: Words, pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(code, t(name)) for code, name in pairs]


def scopes(
    t: Words, policy: Policy, question: Question, name: str, typed: Typed, sent: dict[str, str]
) -> Json:
    """Draw the same questions that a giver is asked in their own chat."""
    button = submit(t("Neste"), "samtykke_papir", "omfang", style="positive", **sent)
    return card(
        form_error(typed),
        heading(t("Hva har {name} sagt ja til?", name=plain(name))),
        *parts.scope_fields(t, policy, question, typed),
        actions=[button],
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """Who answered what, how, and the proof, as it was typed."""

    name: str
    answer: str
    method: str
    evidence: str
    language: str
    discards: bool = False


def read_back(
    t: Words, policy: Policy, proof: Proof, chosen: Chosen | None, sent: dict[str, str]
) -> Json:
    """Read a yes (`chosen`) or a no back before it is filed."""
    lines = three_lines(t, policy, chosen) if chosen else []
    back = {name: value for name, value in sent.items() if name != "nonce"}
    return card(
        heading(t("Stemmer dette?")),
        *proven(t, proof),
        *lines,
        actions=[
            file_button(t, sent, "destructive" if proof.discards else "positive"),
            link_step(t("Endre svarene"), "samtykke_papir", "apne", **back),
        ],
    )


def proven(t: Words, proof: Proof) -> list[Json]:
    """Draw who answered what, and the proof of it."""
    rows = [
        (t("Hvem"), proof.name),
        (t("Svar"), t(dict(ANSWERS)[proof.answer])),
        (t("Hvordan"), t(dict(METHODS)[proof.method])),
        (t("Språk"), t(dict(LANGUAGES)[proof.language])),
    ]
    warning = para(t("Da blir utkastet slettet for godt."), color="Attention")
    where = para(t("Hvor arket ligger, eller hvem som hørte det:"), subtle=True)
    pieces = [facts(rows), where, quoted(proof.evidence, spacing="None")]
    return [*pieces, warning] if proof.discards else pieces


def file_button(t: Words, sent: dict[str, str], style: str = "positive") -> Json:
    """Draw the button that files what was read back."""
    return submit(t("Før inn svaret"), "samtykke_papir", "lagre", style=style, **sent)


def nothing(t: Words) -> Json:
    """Say that there is nothing that the giver could take back."""
    return card(para(t("Det er ikke gitt noe samtykke som gjelder nå.")))
