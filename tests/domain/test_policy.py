"""The policies: what ships is whole, and a wrong file is one sentence that names it."""

import re
from importlib import resources
from pathlib import Path

import pytest

from domain.policy import FILES, Policy, PolicyError, load_policy

SHIPPED = {
    name: resources.files("domain.defaults").joinpath(f"{name}.toml").read_text("utf-8")
    for name in FILES
}


def changed(folder: Path, name: str, was: str, becomes: str) -> Path:
    """Put a policy file in a folder with one change to what ships."""
    assert was in SHIPPED[name]
    (folder / f"{name}.toml").write_text(SHIPPED[name].replace(was, becomes, 1), "utf-8")
    return folder


def test_what_ships_is_read_and_nobody_has_signed_it():
    policy = load_policy()
    assert policy.unsigned() == [
        "oslo-standard",
        "temaer",
        "tjenester",
        "samtykke",
        "opprettelse",
    ]
    assert policy.purpose in policy.purposes
    assert all(len(service.temaer) <= 6 for service in policy.services.values())


def test_every_name_that_ships_is_there_in_three_languages():
    policy = load_policy()
    named = [
        *policy.services.values(),
        *policy.topics.values(),
        *policy.purposes.values(),
        *policy.opprettelse.kriterium,
    ]
    assert all({"nb", "nn", "en"} == one.navn.keys() for one in named)
    assert all(all(one.navn.values()) for one in named)


def test_a_language_without_a_name_is_answered_in_bokmal():
    assert load_policy().services["skole"].name("so") == "Skolen"


def test_every_age_has_one_rule_and_some_giver():
    rows = load_policy().aldersregler.rad
    assert [row.fra for row in rows] == [0, 12, 15, 16, 18]
    assert all(row.givere for row in rows)


def test_a_kommunes_own_file_stands_before_the_one_that_ships(tmp_path: Path):
    folder = changed(tmp_path, "samtykke", 'godkjent_av = ""', 'godkjent_av = "Kari Jurist"')
    assert "samtykke" not in load_policy(folder).unsigned()
    assert len(load_policy(folder).unsigned()) == 4


@pytest.mark.parametrize(
    ("name", "was", "becomes"),
    [
        ("aldersregler", "fra = 12", "fra = 16"),
        ("aldersregler", "fra = 0", "fra = 1"),
        ("aldersregler", "fra = 12", "fra = -1"),
        ("aldersregler", 'kode = "barn_hort"', 'kode = "barn"'),
        ("aldersregler", 'givere = ["foresatte", "personen"]', 'givere = ["naboen"]'),
        ("aldersregler", 'givere = ["foresatte"]', "givere = []"),
        ("aldersregler", "foresatte_ser = true", 'foresatte_ser = "kanskje"'),
        ("aldersregler", "kan_skjules = false", ""),
        ("aldersregler", "version = 1", "version = 1\nukjent = 1"),
        ("temaer", 'kode = "skole"', 'kode = "Skole!"'),
        ("temaer", 'kode = "skole"', 'kode = "helse"'),
        ("temaer", 'nb = "Rus", ', ""),
        ("temaer", 'nb = "Rus"', 'nb = ""'),
        ("tjenester", 'temaer = ["forebygging"]', 'temaer = ["fotball"]'),
        ("tjenester", 'temaer = ["forebygging"]', "temaer = []"),
        ("tjenester", 'temaer = ["forebygging"]', "temaer = [1]"),
        ("tjenester", 'kode = "politi"', 'kode = "skole"'),
        ("tjenester", 'kode = "politi"', 'kode = "familien"'),
        ("tjenester", '"hjem", "fritid"]', '"hjem", "fritid", "rus"]'),
        ("samtykke", "hoyst_maneder = 12", "hoyst_maneder = 25"),
        ("samtykke", "hoyst_maneder = 12", "hoyst_maneder = 0"),
        ("samtykke", "kode_dager = 14", "kode_dager = 1.5"),
        ("samtykke", "utkast_dager = 30", ""),
        ("opprettelse", "[[kriterium]]", "[[kriterier]]"),
        ("opprettelse", "version = 1", "version ="),
        ("opprettelse", "version = 1", "version = 1\nversion = 2"),
    ],
)
def test_a_wrong_file_is_one_sentence_that_names_it(
    tmp_path: Path, name: str, was: str, becomes: str
):
    with pytest.raises(PolicyError) as error:
        load_policy(changed(tmp_path, name, was, becomes))
    said = str(error.value)
    assert name in said
    assert re.fullmatch(r"[^\n]+\.", said)


def test_a_file_that_is_not_text_or_not_a_readable_file_is_one_sentence(tmp_path: Path):
    (tmp_path / "temaer.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match=r"^The policy file temaer.toml is not UTF-8.$"):
        load_policy(tmp_path)


def test_a_folder_that_is_not_there_is_not_passed_over(tmp_path: Path):
    with pytest.raises(PolicyError, match=r"^The policy folder .* is not there.$"):
        load_policy(tmp_path / "retningslinjer")


def test_a_policy_is_not_changed_in_use():
    policy: Policy = load_policy()
    with pytest.raises(ValueError, match="frozen"):
        policy.aldersregler.rad[0].foresatte_ser = False
