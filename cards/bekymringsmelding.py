"""What to do when you are gravely worried about a child: the duty, the way, the numbers.

Sources: barnevernsloven § 13-2, straffeloven § 196, and the pages of Bufdir, barnevernvakten.no and
116111.no. There is no field here, and nothing is kept.
"""

from cards.kit import Json, box, card, heading, link, para, subheading
from cards.words import N_, Words

TITLE = N_("Er du alvorlig bekymret?")
ABOUT = N_("Slik melder du fra til barnevernet. Det skjer utenfor Stafett, som ikke lagrer noe.")
AS_WORKER = "https://www.bufdir.no/barnevern/melde-fra-offentlig-melder/"
AS_ANYBODY = "https://www.bufdir.no/barnevern/melde-fra-privatperson/"
DUTY_OFFICE = "https://www.barnevernvakten.no/"


def way(t: Words, *, written: bool) -> Json:
    """Draw the whole way; `written` when it answers a message that stays in the chat."""
    now = t("Er noen i fare nå? **Ring politiet på 112.**")
    return card(
        heading(t("Er du alvorlig bekymret for et barn?")) if written else None,
        box(para(now, spacing="None"), style="attention"),
        subheading(t("Tror du det er vold eller overgrep?")),
        para(t("Snakk ikke med foreldrene først. Ring barnevernet eller politiet og få råd.")),
        subheading(t("Hit kan du ringe, hele døgnet")),
        para(t("**112** – politiet, når det haster")),
        para(t("**116 111** – barnevernvakta og Alarmtelefonen")),
        para(t("Er du ung selv, kan du også ringe 116 111. Det er gratis.")),
        *_duties(t),
        para(_kept(t, written), subtle=True, spacing="Medium"),
        actions=[
            link(t("Meld fra som ansatt"), AS_WORKER),
            link(t("Meld fra som privatperson"), AS_ANYBODY),
            link(t("Finn barnevernvakta"), DUTY_OFFICE),
        ],
    )


def _duties(t: Words) -> list[Json]:
    inform = t(
        "Arbeider du i det offentlige, eller har du taushetsplikt i yrket ditt? Da må du melde fra "
        "til barnevernet når du har grunn til å tro at et barn blir mishandlet, utsatt for "
        "overgrep eller lever med alvorlig omsorgssvikt. Det heter opplysningsplikt. Bufdir "
        "forteller hva mer den gjelder."
    )
    own = t(
        "Plikten er din egen. Du kan ikke overlate den til en kollega, og ingen leder kan nekte "
        "deg. Den går foran taushetsplikten, og du trenger ikke samtykke."
    )
    avert = t(
        "Alle har avvergeplikt: Kan du hindre vold eller overgrep, må du gjøre det, for eksempel "
        "ved å ringe 112."
    )
    return [
        subheading(t("Du har selv plikt til å melde fra")),
        para(inform),
        para(own),
        para(avert),
    ]


def _kept(t: Words, written: bool) -> str:
    nothing = t(
        "Stafett lagrer ikke at du har lest dette. Skriv ikke om barnet her. Det du har sett og "
        "gjort, fører du i fagsystemet ditt."
    )
    stays = t("Meldingen du skrev til Stafett, ligger i chatten din til du sletter den.")
    return f"{nothing} {stays}" if written else nothing
