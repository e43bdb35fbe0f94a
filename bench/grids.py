"""Tables of text: drawn on the screen by rich, and written as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

_WIDTH = 150


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every column but the first `words` ones holds numbers."""

    title: str
    columns: tuple[str, ...]
    words: int
    rows: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])

    def show(self, console: Console) -> None:
        """Draw it."""
        table = Table(title=self.title, title_justify="left", title_style="bold", box=SIMPLE)
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="left" if number < self.words else "right")
        for row in self.rows:
            table.add_row(*row)
        console.print(table)

    def markdown(self) -> str:
        """Write it."""
        rule = ["---"] * self.words + ["---:"] * (len(self.columns) - self.words)
        lines = [_line(self.columns), _line(rule), *(_line(row) for row in self.rows)]
        return f"**{self.title}**\n\n" + "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def wide() -> Console:
    """Give a console that has room for the tables, also where there is no screen."""
    console = Console()
    return console if console.is_terminal else Console(width=_WIDTH)


def times(ratio: float) -> str:
    """Write a ratio."""
    return f"{ratio:.2f}×" if ratio < 10 else f"{ratio:.1f}×"


def ms(seconds: float) -> str:
    """Write seconds as milliseconds."""
    return f"{seconds * 1000:.2f}" if seconds < 0.01 else f"{seconds * 1000:.1f}"


def megabytes(amount: float) -> str:
    """Write bytes as megabytes."""
    return f"{amount / 1e6:.0f}"
