"""The tables of a run."""

from collections.abc import Iterable

from bench.cases import ECHO
from bench.grids import Grid, megabytes, ms, times
from bench.peering import SDKS, STOCK
from bench.rounds import Figures
from bench.verdicts import Found, Growth, Verdict

_COLUMNS = (
    *("server", "turn", "turns/s", "× stock", "× fastest SDK", "p50 ms", "p99 ms"),
    *("CPU ms", "+ database", "CPU × stock", "MB"),
)


def turns(found: Found, grown: Iterable[str]) -> Grid:
    """Draw every server but those with huge databases, the fastest first."""
    grid = Grid("Turns on one core", _COLUMNS, words=2)
    stock = found.get((STOCK.name, ECHO))
    echoes = [found[one.name, ECHO].rate for one in SDKS if (one.name, ECHO) in found]
    for (server, turn), one in sorted(found.items(), key=lambda each: -each[1].rate):
        if server not in grown:
            beside = times(one.rate / stock.rate) if stock else ""
            above = times(one.rate / max(echoes)) if echoes else ""
            cells = f"{one.rate:.0f}", beside, above, *_cost(one, stock)
            grid.rows.append((server, turn, *cells))
    return grid


def _cost(one: Figures, stock: Figures | None) -> tuple[str, ...]:
    behind = ms(one.behind) if one.behind else ""
    dearer = times(stock.cpu / one.cpu) if stock else ""
    return ms(one.p50), ms(one.p99), ms(one.cpu), behind, dearer, megabytes(one.memory)


def growth(found: Iterable[Growth]) -> Grid:
    """Draw what a million entries do to a turn."""
    columns = ("engine", "turn", "1 000: ms", "1 000 000: ms", "growth", "CPU growth")
    grid = Grid("The same turns with 1 000 and with 1 000 000 entries", columns, words=2)
    for one in found:
        each = ms(1 / one.small.rate), ms(1 / one.huge.rate)
        grid.rows.append((one.engine, one.turn, *each, times(one.took), times(one.cpu)))
    return grid


def judged(verdicts: Iterable[Verdict]) -> Grid:
    """Draw what is asked, and what was found."""
    grid = Grid("What is asked", ("what", "asked", "found", "by CPU", ""), words=1)
    for one in verdicts:
        bound = f"{'≥' if one.above else '≤'} {one.bound:g}×"
        asked = bound if one.required else f"aim {bound}"
        met = "yes" if one.met else "no"
        grid.rows.append((one.said, asked, times(one.ratio), times(one.cpu), met))
    return grid
