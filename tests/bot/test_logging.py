"""Log lines hold constant words and listed keys; what people wrote cannot slip in."""

import asyncio
import gc
import io
import json
import logging
import subprocess
import sys

import pytest
import structlog

from bot.logging import set_up


@pytest.fixture
def lines():
    root, stream = logging.getLogger(), io.StringIO()
    level = root.level
    set_up("INFO", stream)
    [ours] = root.handlers
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(ours)
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_line_is_json_with_time_level_and_listed_keys_alone(lines):
    structlog.get_logger("bot.x").info("turn", reference="r1", tekst="hemmelig", name="Kari")
    [line] = lines()
    assert (line["event"], line["reference"], line["level"]) == ("turn", "r1", "info")
    assert line["dropped"] == 2
    assert "hemmelig" not in json.dumps(line)


def test_an_error_tells_where_and_what_kind_but_not_its_text(lines):
    try:
        raise ValueError("hemmelig")
    except ValueError:
        structlog.get_logger("bot.x").exception("fault")
    [line] = lines()
    assert line["error"] == "ValueError"
    assert line["where"][-1].startswith("test_logging.py:")
    assert "hemmelig" not in json.dumps(line)


def test_a_library_may_not_fill_in_its_words(lines):
    logging.getLogger("aiohttp.server").error("from %s: %s", "10.0.0.1", "hemmelig", exc_info=True)
    logging.getLogger("aiohttp.access").info("GET /")
    [line] = lines()
    assert line["event"] == "from %s: %s"


def test_what_a_library_has_filled_in_itself_is_told_by_its_place(lines):
    async def lose() -> None:
        async def fails() -> None:
            raise ValueError("hemmelig")

        task = asyncio.ensure_future(fails())
        await asyncio.sleep(0)
        del task
        gc.collect()

    asyncio.run(lose())
    logging.getLogger("somebodys.library").warning("hemmelig")
    lost, told = lines()
    assert (lost["logger"], lost["error"]) == ("asyncio", "ValueError")
    assert {lost["event"], told["event"]} == {"a library told"}
    assert told["where"][0].startswith("test_logging.py:")
    assert "hemmelig" not in json.dumps([lost, told])


def test_what_a_process_dies_of_is_told_without_its_words(tmp_path):
    script = tmp_path / "dies.py"
    script.write_text(
        "import gc, threading, warnings\n"
        "from bot.last_words import take_the_last_word\n"
        "from bot.logging import set_up\n"
        "set_up('INFO')\n"
        "take_the_last_word()\n"
        "class Last:\n"
        "    def __del__(self): raise ValueError('hemmelig')\n"
        "def fails(): raise ValueError('hemmelig')\n"
        "one = threading.Thread(target=fails)\n"
        "one.start()\n"
        "one.join()\n"
        "Last()\n"
        "warnings.warn('hemmelig')\n"
        "fails()\n"
    )
    died = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "."},
        check=False,
    )
    told = [json.loads(line) for line in died.stderr.splitlines()]
    assert died.returncode == 1
    assert [line["event"] for line in told] == ["uncaught", "uncaught", "warned", "uncaught"]
    assert told[-1]["where"][-1].endswith("fails")
    assert "hemmelig" not in died.stdout + died.stderr
