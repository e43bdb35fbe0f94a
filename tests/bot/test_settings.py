"""A wrong or missing setting is one sentence that names it; production asks for more."""

from pathlib import Path

import pytest

from bot.production import assert_may_serve, is_production, missing, refusals
from bot.settings import Settings, SettingsError, load_settings
from domain.policy import Policy, load_policy

GOOD = {"app_id": "bot", "app_token": "t", "tenants": "home,other"}


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"STAFETT_{name.upper()}", raising=False)


@pytest.fixture
def signed() -> Policy:
    policy = load_policy()
    by = {"godkjent_av": "Kommunedirektøren"}
    parts = {
        name: getattr(policy, name).model_copy(update=by) for name in type(policy).model_fields
    }
    return policy.model_copy(update=parts)


def production(**changed) -> Settings:
    given = {
        **GOOD,
        "listen": "0.0.0.0:443",
        "app_type": "userassignedmsi",
        "public_url": "https://stafett.kommune.no",
    }
    return load_settings(**(given | changed))


def test_the_environment_is_read_with_its_prefix(monkeypatch):
    monkeypatch.setenv("STAFETT_TENANTS", " a , b ,")
    monkeypatch.setenv("STAFETT_LISTEN", "[::1]:4000")
    settings = load_settings()
    assert settings.tenants == ("a", "b")
    assert (settings.host, settings.port) == ("::1", 4000)


def test_secrets_are_not_shown():
    assert "hemmelig" not in repr(load_settings(app_token="hemmelig", app_password="hemmelig"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("app_type", "multitenant"),
        ("database_url", "mysql://x"),
        ("keys_database_url", "x"),
        ("openid_metadata_url", "http://login.example/"),
        ("graph_url", "ftp://graph"),
        ("key_url", "https://vault"),
        ("listen", "3978"),
        ("listen", "127.0.0.1:mange"),
        ("listen", "127.0.0.1:99999"),
        ("lease_seconds", "0"),
        ("log_level", "HØYT"),
        ("policy_dir", "/finnes/ikke"),
        ("rooms", "shared"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(name, value):
    with pytest.raises(SettingsError) as caught:
        load_settings(**{name: value})
    said = str(caught.value)
    assert said.startswith(f"STAFETT_{name.upper()} is wrong: ")
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"app_id": ""}, "STAFETT_APP_ID"),
        ({"tenants": ""}, "STAFETT_TENANTS"),
        ({"app_token": ""}, "STAFETT_APP_TOKEN"),
        ({"app_type": "singletenant"}, "STAFETT_APP_PASSWORD"),
    ],
)
def test_a_missing_setting_is_one_sentence_that_names_it(changed, names):
    settings = load_settings(**(GOOD | changed))
    with pytest.raises(SettingsError, match=f"^{names} is missing"):
        assert_may_serve(settings, load_policy())


ROOMS = {
    "rooms": "delt",
    "room_tenant": "HOME",
    "room_teams": "team-1, team-2",
    "room_owner": "owner",
    "teams_app": "app",
}


def test_logs_have_rooms_when_all_of_it_is_said():
    settings = load_settings(**(GOOD | ROOMS))
    assert missing(settings) == []
    assert (settings.room_tenant, settings.room_teams) == ("home", ("team-1", "team-2"))


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"room_tenant": ""}, "STAFETT_ROOM_TENANT"),
        ({"room_tenant": "elsewhere"}, "STAFETT_ROOM_TENANT"),
        ({"room_teams": " , "}, "STAFETT_ROOM_TEAMS"),
        ({"room_owner": ""}, "STAFETT_ROOM_OWNER"),
        ({"teams_app": ""}, "STAFETT_TEAMS_APP"),
        ({"rooms": "privat"}, "STAFETT_GRAPH_URL"),
    ],
)
def test_rooms_are_not_kept_half(changed, names):
    [said] = missing(load_settings(**(GOOD | ROOMS | changed)))
    assert said.startswith(f"{names} ")


def test_private_rooms_and_standard_ones_ask_for_what_they_need():
    private = {"rooms": "privat", "graph_url": "https://graph.microsoft.com/beta"}
    assert missing(load_settings(**(GOOD | ROOMS | private))) == []
    standard = {"rooms": "standard", "room_owner": "", "teams_app": ""}
    assert missing(load_settings(**(GOOD | ROOMS | standard))) == []


def test_on_this_machine_alone_shipped_policies_and_a_local_key_will_do():
    settings = load_settings(**GOOD)
    assert not is_production(settings)
    assert_may_serve(settings, load_policy())


@pytest.mark.parametrize("listen", ["0.0.0.0:3978", "[::]:3978", "10.0.0.4:80", "bot.local:80"])
def test_whatever_does_not_listen_on_loopback_alone_is_production(listen):
    assert is_production(load_settings(listen=listen))


@pytest.mark.parametrize("listen", ["127.0.0.1:1", "127.8.8.8:1", "[::1]:1", "localhost:1"])
def test_loopback_is_not_production(listen):
    assert not is_production(load_settings(listen=listen))


def test_production_refuses_unsigned_policies(signed):
    assert any("signed" in said for said in refusals(production(), load_policy()))
    assert not any("signed" in said for said in refusals(production(), signed))


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"tenants": ""}, "STAFETT_TENANTS"),
        ({"openid_metadata_url": "https://login.example/x"}, "STAFETT_OPENID_METADATA_URL"),
        ({"token_issuer": "https://me.example"}, "STAFETT_TOKEN_ISSUER"),
        ({"public_url": "http://stafett.kommune.no"}, "STAFETT_PUBLIC_URL"),
        ({"public_url": ""}, "STAFETT_PUBLIC_URL"),
        ({"app_type": "statisk"}, "STAFETT_APP_TYPE"),
        ({"lease_seconds": 30}, "STAFETT_LEASE_SECONDS"),
    ],
)
def test_production_refuses_one_thing_at_a_time(signed, changed, names):
    whole, lacking = refusals(production(), signed), refusals(production(**changed), signed)
    assert [said for said in lacking if said not in whole] == [
        said for said in lacking if said.startswith(names)
    ]
    assert len(lacking) == len(whole) + 1


def test_production_refuses_the_local_master_key(signed):
    [said] = refusals(production(), signed)
    assert said.startswith("STAFETT_KEY_URL")
    assert load_settings().key_file == Path("data/hovednokkel")


def test_what_is_missing_anywhere_is_missing_in_production_too():
    assert missing(production(app_id=""))
