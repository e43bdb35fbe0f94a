"""What is asked of the figures, and whether they meet it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.cases import (
    ECHO,
    FETCH,
    LONG_FETCH,
    LONG_PAGE,
    LONG_SUBMIT,
    ONE_LOG,
    PAGE,
    SUBMIT,
)
from bench.dataset import POSTGRESQL, SQLITE
from bench.peering import SDKS, STOCK
from bench.rounds import Figures, Key
from bench.setting import GROWN, OURS

Found = Mapping[Key, Figures]
FACTOR = {SQLITE: 5.0, POSTGRESQL: 3.0}
"""How many times the stock SDK's echo our whole turn must be."""
MOST_GROWTH = 1.2
"""What a turn may cost with a million entries, beside what it costs with a thousand."""
PAIRS = (
    (SUBMIT, SUBMIT),
    (FETCH, FETCH),
    (PAGE, PAGE),
    (ONE_LOG, LONG_SUBMIT),
    (FETCH, LONG_FETCH),
    (PAGE, LONG_PAGE),
)
"""The turns whose growth is looked at: in the small database, and in the huge one."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One turn in a small database and in a huge one; `took` and `cpu` are how much dearer."""

    engine: str
    turn: str
    small: Figures
    huge: Figures

    @property
    def took(self) -> float:
        """Give how much more time a turn takes."""
        return self.small.rate / self.huge.rate

    @property
    def cpu(self) -> float:
        """Give how much more processor time it takes, the database's too."""
        small = self.small.cpu + self.small.behind
        return (self.huge.cpu + self.huge.behind) / small if small else 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One demand: the ratio found, the same by processor time, and the bound above or below it."""

    said: str
    ratio: float
    cpu: float
    bound: float
    above: bool
    required: bool = True

    @property
    def met(self) -> bool:
        """Tell whether it holds."""
        return self.ratio >= self.bound if self.above else self.ratio <= self.bound


def growths(found: Found) -> list[Growth]:
    """Give the growth of every turn that was measured in both."""
    return [
        Growth(engine, long, found[small, short], found[huge, long])
        for engine, small in OURS.items()
        for huge in [GROWN[engine]]
        for short, long in PAIRS
        if (small, short) in found and (huge, long) in found
    ]


def verdicts(found: Found) -> Iterator[Verdict]:
    """Judge whatever was measured."""
    stock = found.get((STOCK.name, ECHO))
    echoes = [found[one.name, ECHO] for one in SDKS if (one.name, ECHO) in found]
    for engine, name in OURS.items():
        submit = found.get((name, SUBMIT))
        if submit and stock:
            said = f"{name}: a whole {SUBMIT} beside botbuilder's echo"
            yield Verdict(said, *_faster(submit, stock), FACTOR[engine], above=True)
        if submit and echoes:
            said = f"{name}: a whole {SUBMIT} beside the fastest SDK's echo"
            fastest = max(echoes, key=lambda one: one.rate)
            yield Verdict(said, *_faster(submit, fastest), 1.0, above=True, required=False)
    for one in growths(found):
        said = f"{OURS[one.engine]}: {one.turn}, 1 000 000 entries beside 1 000"
        yield Verdict(said, one.took, one.cpu, MOST_GROWTH, above=False)


def _faster(one: Figures, other: Figures) -> tuple[float, float]:
    return one.rate / other.rate, other.cpu / one.cpu
