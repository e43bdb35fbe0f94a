"""What is drawn and judged of the figures."""

from pathlib import Path

import orjson

from bench import keeping, tables
from bench.calls import Bound, Calls, Template
from bench.cases import ECHO, PAGE, SUBMIT
from bench.dataset import SQLITE
from bench.grids import Grid
from bench.names import ID, NONCE
from bench.peering import AGENTS, STOCK
from bench.rounds import Figures
from bench.setting import GROWN, OURS
from bench.verdicts import growths, verdicts
from dialogs.nonce import Nonces
from domain.clock import system_clock


def figures(rate: float) -> Figures:
    return Figures(rate=rate, p50=0.01, p99=0.02, cpu=1 / rate, behind=0, memory=6e7, load=0.1)


FOUND = {
    (STOCK.name, ECHO): figures(100),
    (AGENTS.name, ECHO): figures(700),
    (OURS[SQLITE], SUBMIT): figures(600),
    (OURS[SQLITE], PAGE): figures(500),
    (GROWN[SQLITE], SUBMIT): figures(400),
    (GROWN[SQLITE], PAGE): figures(490),
}


def test_what_is_asked_is_judged_by_ratios() -> None:
    judged = [(one.ratio, one.met, one.required) for one in verdicts(FOUND)]
    assert judged[:2] == [(6.0, True, True), (600 / 700, False, False)]
    assert judged[2:] == [(1.5, False, True), (500 / 490, True, True)]


def test_the_growth_is_of_the_same_turns() -> None:
    assert [(one.turn, one.took) for one in growths(FOUND)] == [(SUBMIT, 1.5), (PAGE, 500 / 490)]


def test_the_table_has_the_fastest_first_and_no_huge_database() -> None:
    rows = tables.turns(FOUND, GROWN.values()).rows
    assert [row[0] for row in rows] == [AGENTS.name, OURS[SQLITE], OURS[SQLITE], STOCK.name]
    assert rows[1][2:5] == ("600", "6.00×", "0.86×")


def test_a_table_is_written_as_markdown() -> None:
    grid = Grid("T", ("what", "n"), words=1, rows=[("a", "1")])
    assert grid.markdown() == "**T**\n\n| what | n |\n| --- | ---: |\n| a | 1 |\n"


def test_the_docs_have_room_for_the_newest_tables(tmp_path: Path) -> None:
    result = tmp_path / "r.json"
    result.write_bytes(orjson.dumps({"said": "when and where", "tables": ["| t |\n"]}))
    docs = keeping.DOCS.read_text(encoding="utf-8")
    pasted = keeping.pasted(docs, result)
    assert "when and where\n\n| t |\n" in pasted
    assert keeping.pasted(pasted, result) == pasted


def test_every_call_has_an_id_and_a_nonce_of_its_own() -> None:
    key, bound = b"k" * 32, Bound("p1", "oppdatering", "SL-7F3K")
    template = Template(f'{{"id":"{ID}","nonce":"{NONCE}"}}'.encode(), b"", bound)
    calls = iter(Calls([template], "token", key, "run"))
    bodies = [next(calls)[0].split(b"\r\n\r\n")[1] for _ in range(3)]
    said = [orjson.loads(body) for body in bodies]
    assert len({one["id"] for one in said}) == len({one["nonce"] for one in said}) == 3
    assert all(len(body) == len(template.activity) for body in bodies)
    now = system_clock()
    nonces = Nonces(key)
    assert all(nonces.holds(one["nonce"], "p1", "oppdatering", "SL-7F3K", now) for one in said)
