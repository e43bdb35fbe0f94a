"""What somebody owes a log: an answer on consent, and texts of their own that are not sent."""

from cards.mine_logger import Waiting
from dialogs.parts import consent_questions as consent
from dialogs.turn import Turn
from domain.consenting import Said
from storage import drafts


def asked(turn: Turn) -> bool:
    """Tell whether the actor is asked for a consent that they have not answered."""
    about = turn.logg.summary.person_no
    if turn.me not in consent.givers(turn, about):
        return False
    return consent.said(turn, turn.me, about) in (Said.IKKE_SVART, Said.UTLOPT)


def waiting(turn: Turn) -> dict[str, list[Waiting]]:
    """Give the actor's own texts that are not sent, by the log that they are for ("": none yet)."""
    titles = {offer.dialog: turn.t(offer.title) for offer in turn.commands}
    found: dict[str, list[Waiting]] = {}
    for draft in drafts.of_owner(turn.unit, turn.actor.person):
        if "tekst" in draft.data and draft.dialog in titles:
            one = Waiting(draft.dialog, titles[draft.dialog], draft.id)
            found.setdefault(draft.logg, []).append(one)
    return found
