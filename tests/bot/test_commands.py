"""The command line: a sentence and an exit code for everything that can be wrong."""

import logging
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine, text

from bot import __main__ as command_line
from bot.commands import bydel, docs, words
from bot.commands.grant import NotGranted, Wanted, first_leader
from dialogs.base import discover
from domain.clock import oslo_day
from storage import memberships, people, schema
from storage.master import load_master_key
from tests.support import databases
from tests.support.made_logs import active_log, write


@pytest.fixture
def run(monkeypatch, capsys):
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["stafett", *words])
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return command


@pytest.fixture
def data(tmp_path: Path, monkeypatch) -> Path:
    """Give a folder with a master key, and settings that point at it."""
    load_master_key(tmp_path / "hovednokkel")
    monkeypatch.setenv("STAFETT_KEY_URL", f"file:{tmp_path / 'hovednokkel'}")
    monkeypatch.setenv("STAFETT_DATABASE_URL", f"sqlite:///{tmp_path / 'stafett.db'}")
    monkeypatch.setenv("STAFETT_ANCHOR_DIR", str(tmp_path / "anker"))
    return tmp_path


@pytest.fixture
def filled(data: Path, clock, monkeypatch) -> Path:
    """Give the folder with a log in its database."""
    url = f"sqlite:///{data / 'stafett.db'}"
    schema.upgrade(url, None)
    monkeypatch.setattr(databases, "MASTER_KEY", load_master_key(data / "hovednokkel"))
    with databases.opened(url, clock) as database:
        logg = database.do(lambda unit: active_log(unit, "SL-7F3K"))
        for _ in range(3):
            database.do(lambda unit: write(unit, logg))
    return data


def tampered(data: Path, *statements: str) -> None:
    """Do what somebody does who holds the database's file."""
    engine = create_engine(f"sqlite:///{data / 'stafett.db'}")
    with engine.begin() as db:
        found = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in db.execute(text(found)).scalars().all():
            db.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            db.execute(text(statement))
    engine.dispose()


def test_a_wrong_setting_is_one_sentence_and_exit_code_2(run, monkeypatch):
    monkeypatch.setenv("STAFETT_LISTEN", "tull")
    code, out, err = run("serve")
    assert (code, out) == (2, "")
    assert err.startswith("STAFETT_LISTEN is wrong: ")
    assert err.count("\n") == 1


def test_without_a_master_key_nothing_is_opened_and_none_is_made(run, data):
    (data / "hovednokkel").unlink()
    code, _, err = run("verify")
    assert code == 2
    assert "stafett key" in err
    assert not (data / "hovednokkel").exists()


def test_a_database_that_is_behind_names_the_command_that_upgrades_it(run, data):
    code, _, err = run("verify")
    assert (code, err.count("\n")) == (2, 1)
    assert "stafett db upgrade" in err
    assert run("db", "upgrade")[0] == 0
    assert run("verify")[0] == 0
    assert (data / "stafett.db").stat().st_size


@pytest.mark.usefixtures("data")
def test_a_server_that_does_not_answer_is_one_sentence(run, monkeypatch):
    monkeypatch.setenv("STAFETT_DATABASE_URL", "postgresql+psycopg://x@127.0.0.1:1/x")
    code, _, err = run("verify")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("STAFETT_DATABASE_URL: ")


def test_a_key_is_made_once_and_never_shown(run, data):
    (data / "hovednokkel").unlink()
    _, made, _ = run("key")
    _, again, _ = run("key")
    assert "was made" in made
    assert "is there" in again
    assert made.split("mark is ")[1] == again.split("mark is ")[1]
    assert (data / "hovednokkel").read_bytes().hex() not in made


@pytest.mark.usefixtures("filled")
def test_a_whole_log_is_verified(run):
    code, out, _ = run("verify")
    assert code == 0
    assert out.startswith("Whole: 1 log, 11 entries")
    assert run("verify", "--logg", "SL-7F3K")[0] == 0
    assert run("rebuild", "--check")[0] == 0


def test_a_broken_log_names_the_first_broken_entry_and_ends_with_1(run, filled):
    tampered(filled, "UPDATE entry SET at = at + 1 WHERE seq = 9")
    code, out, _ = run("verify", "--logg", "SL-7F3K")
    assert code == 1
    assert out.startswith("Entry 9 of log ")
    assert "is not protected" in out


def test_a_changed_anchor_is_named(run, filled):
    run("anchor")
    [file] = (filled / "anker").glob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(b'"seq":11', b'"seq":10'))
    code, out, _ = run("verify")
    assert (code, out.strip()) == (1, f"{file.name} was changed: its signature does not fit.")


def test_an_anchor_shows_a_cut_tail(run, filled):
    assert run("anchor")[1].strip().endswith(".jsonl")
    tampered(
        filled,
        "DELETE FROM entry WHERE seq = 11",
        "UPDATE head SET seq = 10, hash = (SELECT hash FROM entry WHERE seq = 10)",
    )
    code, out, _ = run("verify")
    assert code == 1
    assert "was cut: entry 11 is gone" in out


@pytest.mark.usefixtures("filled")
def test_a_log_that_does_not_exist_is_a_sentence(run):
    code, _, err = run("verify", "--logg", "SL-XXXX")
    assert (code, err.strip()) == (2, "There is no log SL-XXXX.")


def test_projections_that_differ_are_named_and_made_anew(run, filled):
    engine = create_engine(f"sqlite:///{filled / 'stafett.db'}")
    with engine.begin() as db:
        db.execute(text("UPDATE item SET category = 'helse' WHERE seq = 9"))
    engine.dispose()
    code, out, _ = run("rebuild", "--check")
    assert code == 1
    assert "differs in category." in out
    assert run("rebuild")[0] == 0
    assert run("rebuild", "--check")[0] == 0


def test_a_service_gets_its_first_leader_from_the_command_line_and_no_other(sqlite):
    wanted = Wanted("home", "oid-1", "skole", "Ellen Moe")
    sqlite.do(lambda unit: first_leader(unit, wanted))

    def look(unit):
        person = people.find(unit, "home", "oid-1")
        return memberships.is_leader(unit, person.id, "skole", oslo_day(unit.now))

    assert sqlite.do(look)
    with pytest.raises(NotGranted, match="has a leader"):
        sqlite.do(lambda unit: first_leader(unit, Wanted("home", "oid-2", "skole", "Ola Moe")))
    with pytest.raises(NotGranted, match="--name"):
        sqlite.do(lambda unit: first_leader(unit, Wanted("home", "oid-3", "nav", "")))


@pytest.mark.usefixtures("filled")
def test_a_grant_for_an_unknown_service_is_a_sentence(run, monkeypatch):
    monkeypatch.setenv("STAFETT_TENANTS", "home")
    code, _, err = run("grant", "oid-1", "tull")
    assert (code, err.strip()) == (2, "There is no service «tull» in tjenester.toml.")
    assert run("grant", "oid-1", "skole", "--name", "Ellen Moe")[0] == 0


def test_the_made_up_bydel_is_filled_in_once(sqlite):
    known = bydel.read_bydel()
    assert sqlite.do(lambda unit: bydel.fill(unit, known)) == len(known.colleagues) > 4
    assert sqlite.do(lambda unit: bydel.fill(unit, known)) == 0
    kari = next(one for one in known.colleagues if one.name == "Kari Lærer")

    def look(unit):
        person = people.find(unit, kari.tenant, kari.subject)
        return memberships.services_of(unit, person.id, oslo_day(unit.now))

    assert sqlite.do(look) == ("skole",)
    assert all(one.services for one in known.colleagues)


def test_words_are_found_kept_and_dropped(tmp_path):
    (tmp_path / "cards").mkdir()
    (tmp_path / "dialogs").mkdir()
    card = tmp_path / "cards" / "x.py"
    card.write_text('T = N_("Hei")\nt("Mor " "og far", n=1)\nt.plural("{n} dag", "{n} dager", 2)\n')
    (tmp_path / "dialogs" / "x.py").write_text('turn.t("Takk")\n')
    file = tmp_path / "nn.po"
    made = words.updated(file, "nn", words.extracted(tmp_path))
    assert words.untranslated(made) == ["Hei", "Mor og far", "{n} dag", "Takk"]
    said = (
        words.written(made).decode().replace('msgid "Takk"\nmsgstr ""', 'msgid "Takk"\nmsgstr "T"')
    )
    file.write_text(said, encoding="utf-8")
    card.write_text("")
    after = words.updated(file, "nn", words.extracted(tmp_path))
    assert words.untranslated(after) == []
    assert b"Hei" not in words.written(after)


def test_a_catalogue_is_written_the_same_way_each_time(tmp_path):
    template = words.extracted(words.ROOT)
    file = tmp_path / "en.po"
    file.write_bytes(words.written(words.updated(file, "en", template)))
    assert words.written(words.updated(file, "en", template)) == file.read_bytes()


def test_every_dialog_stands_in_the_documentation():
    dialogs = discover()
    text_ = docs.rendered(dialogs.values())
    assert [line[3:] for line in text_.splitlines() if line.startswith("## ")] == sorted(dialogs)
    assert "`tekst`" in text_
