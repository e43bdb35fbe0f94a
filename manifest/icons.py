"""Draws the icons: `python -m manifest.icons`. Two strokes side by side: a baton changes hands.

Everything is drawn many times too large and brought down by whole numbers, so that the pictures
come out the same everywhere.
"""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from manifest.builder import ACCENT, COLOR, COLOR_SMALL, OUTLINE

FOLDER = Path(__file__).parent
GRID = 36
"""The side of the square in which the drawing is thought."""
FINER = 16
"""How many times finer it is drawn than it is kept."""
WHITE, AMBER = "#ffffff", "#f2b544"
GIVEN, TAKEN = ((6.8, 24.2), (18.0, 13.0)), ((18.0, 23.0), (29.2, 11.8))
"""The two hands' strokes, side by side while the baton is in both."""
THICK = 5.4
Spot = tuple[float, float]
Stroke = tuple[Spot, Spot]


class Sheet:
    """A sheet of one colour mode on which the drawing's units are laid out."""

    def __init__(self, mode: str, ground: str | int | tuple[int, ...], side: int) -> None:
        self._image = Image.new(mode, (side * FINER, side * FINER), ground)
        self._draw = ImageDraw.Draw(self._image)
        self._unit = side * FINER / GRID

    def stroke(self, ends: Stroke, ink: str | int) -> None:
        """Draw a stroke with round ends."""
        (x1, y1), (x2, y2) = ends
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        across = (y1 - y2) / length * THICK / 2, (x2 - x1) / length * THICK / 2
        sides = [(x1, y1, 1), (x2, y2, 1), (x2, y2, -1), (x1, y1, -1)]
        corners = [(x + sign * across[0], y + sign * across[1]) for x, y, sign in sides]
        self._draw.polygon([self._at(corner) for corner in corners], fill=ink)
        for x, y in ends:
            radius = THICK / 2
            box = [*self._at((x - radius, y - radius)), *self._at((x + radius, y + radius))]
            self._draw.ellipse(box, fill=ink)

    def done(self) -> Image.Image:
        """Give the drawing in its own size."""
        return self._image.reduce(FINER)

    def _at(self, spot: Spot) -> Spot:
        return spot[0] * self._unit, spot[1] * self._unit


def color(side: int = 192) -> Image.Image:
    """Draw the icon of the app's page: on the app's own ground, to the edges."""
    sheet = Sheet("RGB", ACCENT, side)
    sheet.stroke(GIVEN, WHITE)
    sheet.stroke(TAKEN, AMBER)
    return sheet.done()


def outline(side: int = 32) -> Image.Image:
    """Draw the icon of Teams' own bar: white on nothing."""
    return _on_nothing(side, (GIVEN, TAKEN), WHITE)


def color_small(side: int = 32) -> Image.Image:
    """Draw the coloured icon without a ground."""
    whole = _on_nothing(side, (GIVEN,), ACCENT)
    whole.alpha_composite(_on_nothing(side, (TAKEN,), AMBER))
    return whole


def _on_nothing(side: int, strokes: tuple[Stroke, ...], ink: str) -> Image.Image:
    mask = Sheet("L", 0, side)
    for ends in strokes:
        mask.stroke(ends, 255)
    alpha = mask.done()
    image = Image.new("RGBA", alpha.size, ink)
    image.putalpha(alpha)
    return image


ICONS: dict[str, Callable[[], Image.Image]] = {
    COLOR: color,
    OUTLINE: outline,
    COLOR_SMALL: color_small,
}


def main() -> None:
    """Write the icons beside this file."""
    for name, draw in ICONS.items():
        draw().save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
