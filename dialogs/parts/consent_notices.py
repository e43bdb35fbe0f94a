"""Posted cards about consent: a code and a button, drawn when sent, and only if they still hold."""

from cards import samtykke_varsler as card
from cards.samtykke_varsler import Said
from dialogs.base import Ids, NoticeMaker
from dialogs.parts.consent_matter import mark
from dialogs.parts.consent_questions import givers
from dialogs.parts.reach import topics_of_actor
from dialogs.reply import Notice
from dialogs.rule import LIVE
from dialogs.turn import Turn
from domain.asking import Intent
from domain.codes import HELPERS, EntryType, LogState, ParticipantState
from domain.gate import Allow
from storage import drafts


def makers() -> dict[str, NoticeMaker]:
    """Give the notices of the dialog `samtykke` by name."""
    return {
        "be": _asked,
        "svar": _changed(card.ANSWERED),
        "endret": _changed(card.CHANGED),
        "fort": _changed(card.FILED),
        "apnet": _opened,
        "utkast": _draft,
        "ikke_apnet": _not_opened,
    }


def _posted(turn: Turn, said: Said, dialog: str, **data: str | int) -> Notice:
    drawn = card.posted(turn.t, said, turn.logg.code, dialog, **data)
    return Notice(drawn, turn.t(said[0]))


def _takes_part(turn: Turn) -> bool:
    viewer = turn.logg.viewer
    return viewer is not None and viewer.state is ParticipantState.MED


def _asked(turn: Turn, ids: Ids) -> Notice | None:
    about = int(ids.get("om") or turn.logg.summary.person_no)
    if not _takes_part(turn) or turn.me not in givers(turn, about):
        return None
    if turn.logg.summary.state not in LIVE:
        return None
    data = {"sak": mark(turn, str(ids["tjeneste"]), about)} if ids.get("tjeneste") else {}
    return _posted(turn, card.ASKED, "samtykke", **data)


def _changed(said: Said) -> NoticeMaker:
    def made(turn: Turn, ids: Ids) -> Notice | None:
        return _posted(turn, said, "samtykke") if _takes_part(turn) else None

    return made


def _opened(turn: Turn, ids: Ids) -> Notice | None:
    viewer = turn.logg.viewer
    helps = viewer is not None and viewer.role in HELPERS and _takes_part(turn)
    if not helps or turn.logg.summary.state is not LogState.AKTIV:
        return None
    return _posted(turn, card.OPENED, "logg")


def _draft(turn: Turn, ids: Ids) -> Notice | None:
    """Say that a draft can be sent, once the gate says so too."""
    draft = drafts.load(turn.unit, turn.actor.person, str(ids["utkast"]))
    if draft is None or draft.step != drafts.WAITING or draft.logg != turn.logg.id:
        return None
    about = tuple(int(no) for no in str(draft.data.get("om", "")).split(",") if no.isdecimal())
    topics = [str(draft.data["tema"])] if draft.data.get("tema") else topics_of_actor(turn)
    purpose, hidden = turn.logg.summary.purpose, draft.data.get("skjul") == "true"
    intents = [Intent(EntryType.OPPDATERING, one, purpose, hidden, about) for one in topics]
    if not any(isinstance(turn.decide(intent), Allow) for intent in intents):
        return None
    return _posted(turn, card.DRAFT, draft.dialog, utkast=draft.id)


def _not_opened(turn: Turn, ids: Ids) -> Notice:
    drawn = card.not_opened(turn.t, str(ids["kode"]))
    return Notice(drawn, turn.t(card.NOT_OPENED[0]))
