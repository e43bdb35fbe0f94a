"""What was said and done on a log, kept in the model's own way as it happens.

It knows nothing of entries, projections or the gate: a test does a thing for real and tells it
here, and then asks the model who may read and write.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from domain.asking import Intent, Item
from tests.support import gate_model as model
from tests.support.gate_model import Somebody, World, Yes

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
PURPOSE = "samordning"
Cell = tuple[str, str]
"""(category, right)."""


@dataclass
class Told:
    """The world of one log, and the entries that stand in it by number."""

    world: World
    entries: dict[int, Item] = field(default_factory=dict[int, Item])
    hangs_on: dict[int, int] = field(default_factory=dict[int, int])

    def joins(self, somebody: Somebody) -> None:
        """Let somebody be on the log (or be invited, or out) from now on."""
        self.world.people[somebody.no] = somebody

    def moves(self, no: int, state: str) -> None:
        """Let a participant's state change."""
        self.joins(replace(self.world.people[no], state=state))

    def says_yes(
        self,
        giver: int,
        about: int,
        service: str,
        cells: Collection[Cell],
        period: tuple[date, date],
        now: datetime,
        *,
        before: bool = False,
        holder: bool = False,
    ) -> None:
        """Let a yes stand in place of what the giver said of the service before."""
        earlier = {
            (yes.category, yes.right): yes
            for yes in self.world.yeses
            if (yes.giver, yes.about, yes.service) == (giver, about, service)
        }
        self.takes_back(giver, about, service)
        for category, right in cells:
            old = earlier.get((category, right))
            back_to = now
            if before:
                back_to = BEGINNING
            elif old is not None and period[0] <= old.last + timedelta(days=1):
                back_to = old.back_to
            self.world.yeses.append(
                Yes(giver, about, service, category, PURPOSE, right, *period, back_to, holder)
            )
        self._open_if_all_agree(now)

    def takes_back(
        self, giver: int, about: int, service: str = "", categories: Collection[str] = ()
    ) -> None:
        """Let everything a giver said about somebody go, or one service, or some topics of it."""

        def goes(yes: Yes) -> bool:
            theirs = (yes.giver, yes.about) == (giver, about)
            named = service in ("", yes.service) and (not categories or yes.category in categories)
            return theirs and named

        self.world.yeses = [yes for yes in self.world.yeses if not goes(yes)]

    def runs_out(self, giver: int, about: int, service: str, now: datetime) -> None:
        """Let what is past its last day be swept away."""
        day = model.norwegian_day(now)
        self.world.yeses = [
            yes
            for yes in self.world.yeses
            if (yes.giver, yes.about, yes.service) != (giver, about, service) or yes.last >= day
        ]

    def _open_if_all_agree(self, now: datetime) -> None:
        """Make a draft active once all who must have said yes to one thing that is the same."""
        day, person = model.norwegian_day(now), self.world.person
        said = {
            giver: {
                (yes.service, yes.category, yes.right)
                for yes in self.world.yeses
                if (yes.giver, yes.about) == (giver, person) and yes.first <= day <= yes.last
            }
            for giver in model.who_must_say_yes(self.world, person, day)
        }
        if self.world.state == "utkast" and said and set.intersection(*said.values()):
            self.world.state = "aktiv"

    def wrote(self, item: Item, to: int | None = None) -> None:
        """Let an entry stand."""
        self.entries[item.seq] = item
        if to is not None:
            self.hangs_on[item.seq] = to

    def misfiled(self, seq: int) -> None:
        """Let an entry be gone with all that hangs on it."""
        self.entries[seq] = replace(self.entries[seq], gone=True)
        for reply, to in self.hangs_on.items():
            if to == seq:
                self.misfiled(reply)

    def may_read(self, no: int, seq: int, now: datetime) -> bool:
        """Ask the model whether a participant may read an entry."""
        return model.may_read(self.world, no, self.entries[seq], now)

    def may_write(self, no: int, intent: Intent, now: datetime) -> bool:
        """Ask the model whether a participant may write."""
        return model.may_write(self.world, no, intent, now)
