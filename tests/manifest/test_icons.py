"""The icons that lie in the package are what the script draws, in the way Teams wants them."""

from pathlib import Path

import pytest
from PIL import Image

from manifest import icons
from manifest.builder import ACCENT

DRAWN = {name: draw() for name, draw in icons.ICONS.items()}


@pytest.mark.parametrize("name", icons.ICONS)
def test_what_is_kept_is_what_is_drawn(name):
    with Image.open(icons.FOLDER / name) as kept:
        assert (kept.mode, kept.size) == (DRAWN[name].mode, DRAWN[name].size)
        assert kept.tobytes() == DRAWN[name].tobytes()


def test_the_outline_is_white_on_nothing():
    pixels = set(icons.outline().get_flattened_data())
    assert {pixel[:3] for pixel in pixels if pixel[3]} == {(255, 255, 255)}
    assert {0, 255} <= {pixel[3] for pixel in pixels}


def test_the_colour_icon_fills_its_square_and_keeps_to_its_middle():
    drawn = icons.color()
    ground = tuple(bytes.fromhex(ACCENT[1:]))
    edges = (0, 30, 161, 191)
    assert all(drawn.getpixel((at, edge)) == ground for at in edges for edge in (0, 191))
    box = Image.eval(drawn.convert("L"), lambda value: value).point(
        lambda value: 255 if value > 120 else 0
    )
    left, top, right, bottom = box.getbbox()
    assert min(left, top, 192 - right, 192 - bottom) > 15


def test_they_are_written_where_the_package_finds_them(tmp_path, monkeypatch):
    monkeypatch.setattr(icons, "FOLDER", tmp_path)
    icons.main()
    assert {one.name for one in Path(tmp_path).iterdir()} == set(icons.ICONS)
