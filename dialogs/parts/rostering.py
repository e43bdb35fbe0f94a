"""Who is on a log, said in words, and telling the stafettholder that somebody has answered."""

from cards import deltaker_parts as parts
from cards.deltaker_parts import Shown
from cards.ny_logg import relation_name
from dialogs.logview import LogView
from dialogs.parts.reach import service_name, service_title
from dialogs.turn import Turn
from domain.codes import FAMILY, ParticipantState
from storage.log_rows import Member


def name_of(turn: Turn, member: Member) -> str:
    """Name a participant to another: helpers by full name, family by first name."""
    card = turn.logg.card_of(member.no)
    name = card.first_name if member.role in FAMILY else card.full_name or card.first_name
    return name or turn.t("Uten navn")


def shown(turn: Turn, member: Member) -> Shown:
    """Give a participant as the roster shows them."""
    t = turn.t
    holds, role = _holds(turn.logg, member), parts.role_name(t, member.role)
    if member.role in FAMILY:
        said = [relation_name(t, member.relation) or role]
    else:
        service = service_title(turn, member.service) if member.service else ""
        said = [service] if holds else [service, role]
    if member.no == turn.me:
        said.append(t("deg"))
    invited = member.state is ParticipantState.INVITERT
    day = t.short_day(member.since)
    said.append(t("invitert {day}", day=day) if invited else t("siden {day}", day=day))
    return Shown(name_of(turn, member), " · ".join(said), holds, invited)


def _service(turn: Turn, member: Member) -> str:
    return service_name(turn, member.service) if member.service else ""


def _holds(view: LogView, member: Member) -> bool:
    return member.no == view.summary.stafettholder_no


def holder_said(turn: Turn) -> str:
    """Say who the stafettholder is: name and service."""
    member = turn.logg.member(turn.logg.summary.stafettholder_no)
    if member is None:
        return turn.t("ingen akkurat nå")
    return turn.t("{name}, {service}", name=name_of(turn, member), service=_service(turn, member))


def tell_holder(turn: Turn, notice: str, seq: int) -> None:
    """Have the stafettholder told in their own chat that the entry `seq` has come."""
    view = turn.logg
    holder = view.member(view.summary.stafettholder_no)
    if holder is not None and holder.no != turn.me:
        turn.tell(holder.person, notice, f"{notice}:{view.id}:{seq}")


def takes_part(turn: Turn) -> bool:
    """Tell whether whoever is shown this still takes part in the log."""
    viewer = turn.logg.viewer
    return viewer is not None and viewer.state is ParticipantState.MED
