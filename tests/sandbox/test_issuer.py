"""The tokens that the bot gets, and the keys that prove them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import jwt

from sandbox.keys import KeyRing
from tests.sandbox.conftest import Town


async def fetched(url: str) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return await response.json()


async def test_the_metadata_names_the_issuer_and_the_keys(town: Town) -> None:
    url = town.settings.service_url
    metadata = await fetched(f"{url}.well-known/openidconfiguration")
    assert metadata["issuer"] == "https://api.botframework.com"
    assert metadata["id_token_signing_alg_values_supported"] == ["RS256"]
    keys = (await fetched(metadata["jwks_uri"]))["keys"]
    assert [key["endorsements"] for key in keys] == [["msteams"]]
    assert {"kty", "kid", "n", "e"} <= set(keys[0])
    assert "d" not in keys[0]


async def test_the_token_says_who_for_where_and_how_long(town: Town) -> None:
    claims = town.bot.claims[0]
    now = datetime.now(UTC).timestamp()
    assert claims["iss"] == town.settings.issuer
    assert claims["aud"] == town.settings.app_id
    assert claims["serviceurl"] == town.settings.service_url
    assert claims["nbf"] <= now < claims["exp"] <= now + 3600


async def test_after_a_key_roll_the_new_key_signs_and_the_old_one_is_still_published(
    town: Town,
) -> None:
    url = f"{town.settings.service_url}.well-known/keys"
    old = (await fetched(url))["keys"][0]["kid"]
    new = await town.teams.rotates_keys()
    assert [key["kid"] for key in (await fetched(url))["keys"]] == [old, new]
    before = len(town.bot.claims)
    assert (await town.teams.says("kari", "hjelp"))["kind"] == "nothing"
    assert len(town.bot.claims) == before + 1


def test_keys_outlive_a_restart_and_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    token = KeyRing(path).sign({"aud": "a"})
    key = jwt.PyJWKSet.from_dict(KeyRing(path).published()).keys[0]
    assert jwt.decode(token, key, algorithms=["RS256"], audience="a") == {"aud": "a"}
    assert path.stat().st_mode & 0o077 == 0


async def test_a_bot_that_does_not_know_the_audience_shows_as_a_clear_notice(town: Town) -> None:
    town.bot.app_id = "another-app"
    outcome = await town.teams.says("kari", "hjelp")
    assert outcome["kind"] == "problem"
    assert "401" in outcome["text"]
    assert outcome["raw"]["status"] == 401
