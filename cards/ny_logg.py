"""Opening a log: the decision, whom it is for, who must consent, and who is asked."""

from dataclasses import dataclass

from cards.fields import Options, choice, day, group, line, tick
from cards.form import Choice, Day, Form, Many, OptionalLine, ShortLine, Tick, Typed
from cards.kit import (
    Json,
    box,
    card,
    facts,
    form_error,
    heading,
    link_step,
    para,
    plain,
    subheading,
    submit,
)
from cards.words import N_, Words

TITLE = N_("Ny logg")
ABOUT = N_("Vurder om det skal opprettes en stafettlogg, og åpne den sammen med familien.")
NAME_LIMIT = 80


class Decision(Form):
    """What speaks for a log."""

    kriterier: Many = ()


class Whom(Form):
    """Whom the log is for, and for which service it is opened."""

    fornavn: ShortLine
    fodt: Day
    tjeneste: Choice
    kriterier: Many = ()


class Family(Form):
    """Who must consent, and which services are to be asked for help."""

    utkast: Choice
    foresatt1: OptionalLine = ""
    relasjon1: OptionalLine = ""
    teams1: Tick = False
    foresatt2: OptionalLine = ""
    relasjon2: OptionalLine = ""
    teams2: Tick = False
    alene: Tick = False
    teams_selv: Tick = False
    tjenester: Many = ()


def decision(t: Words, criteria: Options, typed: Typed) -> Json:
    """Draw «Skal vi opprette logg?»."""
    return card(
        heading(t("Skal vi opprette logg?")),
        para(
            t(
                "En stafettlogg er frivillig. Familien bestemmer hvem som får vite hva, "
                "og hjelpen avhenger ikke av at de sier ja til loggen."
            )
        ),
        group(
            choice(
                t,
                "kriterier",
                t("Hva stemmer?"),
                criteria,
                typed,
                many=True,
                required=False,
            )
        ),
        para(
            t(
                "Stemmer lite av dette, kan det holde å følge med og snakke sammen "
                "en stund til. Er du alvorlig bekymret, skriver du «bekymringsmelding» til Stafett."
            ),
            subtle=True,
        ),
        actions=[
            submit(t("Ja, vi oppretter logg"), "ny_logg", "hvem", style="positive"),
            submit(t("Nei, ikke nå"), "ny_logg", "nei"),
        ],
    )


def whom(t: Words, services: Options, criteria: tuple[str, ...], typed: Typed) -> Json:
    """Draw the form for whom the log is for."""
    return card(
        form_error(typed),
        para(t("Bare de som er med i loggen, ser navnet. I varsler står det bare en kode.")),
        group(
            line(t, "fornavn", t("Fornavn"), typed, limit=NAME_LIMIT),
            day(t, "fodt", t("Fødselsdato"), typed),
            choice(t, "tjeneste", t("Du åpner loggen for"), services, typed, compact=True),
        ),
        actions=[
            submit(t("Neste"), "ny_logg", "familie", style="positive", kriterier=",".join(criteria))
        ],
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the last form needs to know: who gives consent at this age, and whom to ask."""

    first_name: str
    guardians: bool
    person: bool
    services: Options
    draft: str
    nonce: str


def family(t: Words, asked: Asked, typed: Typed) -> Json:
    """Draw the form for the guardians and the services."""
    pieces: list[Json | None] = [form_error(typed)]
    if asked.guardians:
        pieces += [
            para(t("Skriv inn alle som har foreldreansvar. Alle må samtykke før loggen åpner.")),
            _guardian(t, 1, typed),
            group(tick(t, "alene", t("Bare én har foreldreansvar"), typed)),
            _guardian(t, 2, typed),
        ]
    if asked.person:
        said = t("{name} gir samtykket selv.", name=plain(asked.first_name))
        also = t("{name} må også samtykke.", name=plain(asked.first_name))
        pieces.append(para(also if asked.guardians else said))
        title = t("{name} bruker Teams", name=asked.first_name)
        pieces.append(group(tick(t, "teams_selv", title, typed)))
    label = t("Hvilke tjenester trenger dere samtykke for?")
    pieces.append(group(choice(t, "tjenester", label, asked.services, typed, many=True)))
    button = submit(
        t("Opprett loggen"),
        "ny_logg",
        "opprett",
        style="positive",
        nonce=asked.nonce,
        utkast=asked.draft,
    )
    return card(*pieces, actions=[button])


def _guardian(t: Words, no: int, typed: Typed) -> Json:
    relations = [(code, t(name)) for code, name in RELATIONS]
    return box(
        subheading(t("Foresatt {n}", n=no)) | {"spacing": "None"},
        group(
            line(t, f"foresatt{no}", t("Navn"), typed, required=no == 1, limit=NAME_LIMIT),
            choice(
                t,
                f"relasjon{no}",
                t("Relasjon"),
                relations,
                typed,
                required=no == 1,
                compact=True,
            ),
            tick(t, f"teams{no}", t("Bruker Teams"), typed),
        ),
    )


RELATIONS = (
    ("mor", N_("mor")),
    ("far", N_("far")),
    ("medmor", N_("medmor")),
    ("verge", N_("verge eller fosterforelder")),
)


def relation_name(t: Words, code: str) -> str:
    """Say a relation."""
    return t(dict(RELATIONS).get(code, code))


def opened(t: Words, code: str, first_name: str, asked: Options, ways: tuple[bool, bool]) -> Json:
    """Draw what happens next: who must answer, and how each is reached, with a code or on paper."""
    with_code, paper = ways
    actions: list[Json] = []
    if with_code:
        actions.append(link_step(t("Lag koder"), "deltakere", "apne", logg=code))
    if paper:
        actions.append(link_step(t("Før inn svar på papir"), "samtykke_papir", "apne", logg=code))
    return card(
        heading(t("Loggen er opprettet som utkast")),
        facts([(t("Kode"), code), (t("For"), first_name)]),
        box(
            subheading(t("Dette gjenstår før loggen åpner")) | {"spacing": "None"},
            facts([(name, how) for name, how in asked]),
        ),
        para(
            t("Ingen andre tjenester ser loggen før alle har sagt ja. Sier noen nei, slettes den.")
        ),
        actions=actions,
    )


def not_opened(t: Words) -> Json:
    """Draw what is said when the answer is no."""
    return card(
        heading(t("Ingen logg er opprettet")),
        para(t("Ingenting er lagret. Du kan vurdere det på nytt når som helst.")),
    )
