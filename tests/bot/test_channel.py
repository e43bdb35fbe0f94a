"""A channel by Graph, over HTTP with the sandbox; and the trial that an administrator runs."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import typer

from bot.commands import rooms as command
from bot.commands.bydel import read_bydel
from bot.commands.surroundings import Surroundings
from bot.connector import Connector, ConnectorError
from bot.credential import StaticCredential, TokenCache
from bot.pace import Held, Pace
from bot.rooms.channel import Channel
from bot.rooms.graph import Graph
from bot.rooms.port import NameTaken
from bot.rooms.selftest import SelfTest
from bot.settings import SettingsError, load_settings
from sandbox.app import running
from sandbox.client import Client
from sandbox.settings import Settings as SandboxSettings

BYDEL = read_bydel()
HOME, NEXT = BYDEL.tenants
[TEAM] = BYDEL.teams
APP = "5afe77b0-0000-4000-8000-000000003978"
OID = {one.name.split()[0].lower(): one.subject for one in BYDEL.colleagues}
TOR = "0b7d5c10-3a41-4c58-8a11-5d2e9f100009"


class Unhurried(Pace):
    """Lets everything go at once; the real one has tests of its own."""

    async def go(self, *counted: object) -> None:
        return None


@dataclass
class Network:
    """The sandbox's Graph and Connector, and the way to them."""

    url: str
    session: aiohttp.ClientSession
    teams: Client

    def graph(self, token: str = "token", pace: Pace | None = None) -> Graph:
        cache = TokenCache(StaticCredential(token))
        url = f"{self.url}graph/v1.0"
        return Graph(self.session, cache, Unhurried() if pace is None else pace, url=url)

    def channels(self, kind: str = "delt", **more: str) -> Channel:
        given = {"tenant": HOME, "owner": TEAM.owner, "app": APP}
        return Channel(self.graph(**more), kind, **given)

    def connector(self) -> Connector:
        made = Connector(self.session, TokenCache(StaticCredential("token")), app_id=APP)
        made.trust(HOME, self.url)
        return made


@pytest.fixture
async def network(tmp_path: Path, session: aiohttp.ClientSession) -> AsyncIterator[Network]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    nobody = "http://127.0.0.1:1/api/messages"
    settings = SandboxSettings(
        port=port, bot_url=nobody, app_id=APP, app_token="token", data=tmp_path
    )
    async with running(settings) as real, Client(real.service_url) as teams:
        yield Network(real.service_url, session, teams)


async def test_a_shared_channel_is_made_in_its_own_time_and_found_again_by_name_and_mark(network):
    channels = network.channels()
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "Chatten er ikke loggen. [abc]")
    assert await channels.find(TEAM.id, "Stafett 7F3K", "[abc]") == spot
    assert await channels.find(TEAM.id, "Stafett 7F3K", "[xyz]") is None
    assert await channels.find(TEAM.id, "Stafett 'X'", "[abc]") is None
    assert await channels.exists(spot)


async def test_a_name_is_taken_also_by_a_channel_that_was_deleted(network):
    channels = network.channels()
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "")
    with pytest.raises(NameTaken):
        await channels.make(TEAM.id, "Stafett 7F3K", "")
    await channels.delete(spot)
    await channels.delete(spot)
    assert not await channels.exists(spot)
    with pytest.raises(NameTaken):
        await channels.make(TEAM.id, "Stafett 7F3K", "")


async def test_the_app_is_added_once_and_messages_go_from_then_on(network):
    channels, connector = network.channels(), network.connector()
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "")
    message = {"type": "message", "text": "Hei"}
    with pytest.raises(ConnectorError, match="403"):
        await connector.send(network.url, spot.channel, message)
    for _ in range(2):
        await channels.enable(spot)
    assert await connector.send(network.url, spot.channel, message)


async def test_members_come_from_both_tenants_over_several_pages_and_go_again(network):
    channels = network.channels()
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "")
    people = [(HOME, OID[name]) for name in ("kari", "nora", "bjørn", "ellen", "samir")]
    people.append((NEXT, OID["per"]))
    for account in people:
        for _ in range(2):
            await channels.add(spot, *account)
    members = await channels.members(spot)
    assert {one.account for one in members if not one.owner} == set(people)
    assert [one.subject for one in members if one.owner] == [TEAM.owner]
    nora = next(one for one in members if one.subject == OID["nora"])
    for _ in range(2):
        await channels.remove(spot, nora)
    assert nora.account not in {one.account for one in await channels.members(spot)}


async def test_somebody_whom_the_network_does_not_know_is_a_no_that_stays(network):
    channels = network.channels()
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "")
    with pytest.raises(ConnectorError, match="404"):
        await channels.add(spot, HOME, "0b7d5c10-3a41-4c58-8a11-5d2e9f109999")
    with pytest.raises(ConnectorError, match="400"):
        await channels.add(spot, HOME, TOR)  # of the other tenant


async def test_a_private_channel_takes_nobody_of_another_tenant(network):
    channels = network.channels("privat")
    assert not channels.abilities.other_tenants
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "")
    with pytest.raises(ConnectorError):
        await channels.add(spot, NEXT, OID["per"])


async def test_a_standard_channel_is_for_whoever_is_in_the_team(network):
    channels = network.channels("standard")
    spot = await channels.make(TEAM.id, "Stafett 7F3K", "")
    assert len(await channels.members(spot)) > 3
    assert (channels.abilities.own_members, channels.abilities.needs_app) == (False, False)


async def test_a_busy_graph_says_how_long_to_wait_and_is_left_alone_until_then(network):
    pace = Pace()
    channels = network.channels(pace=pace)
    await network.teams.fault(kind="429", count=1, seconds=7, scope="graph")
    with pytest.raises(ConnectorError) as caught:
        await channels.find(TEAM.id, "Stafett 7F3K", "")
    assert (caught.value.status, caught.value.retry_after) == (429, 7)
    with pytest.raises(Held):
        await channels.find(TEAM.id, "Stafett 7F3K", "")


async def test_calls_that_come_too_fast_wait_for_their_turn(network):
    channels = network.channels(pace=Pace())
    for _ in range(6):
        await channels.find(TEAM.id, "Stafett 7F3K", "")


async def test_a_wrong_token_is_a_no(network):
    with pytest.raises(ConnectorError, match="401 InvalidAuthenticationToken"):
        await network.channels(token="x").find(TEAM.id, "Stafett 7F3K", "")


async def test_the_token_is_shown_to_graph_alone(network):
    for link in ("https://graph.example/v1.0/teams", network.url, f"{network.url}graph/v1.0.x/"):
        with pytest.raises(ConnectorError, match="LinkElsewhere"):
            await network.graph().pages(TEAM.id, link)


async def test_a_graph_that_is_not_there_is_no_answer(network):
    graph = Graph(
        network.session,
        TokenCache(StaticCredential("token")),
        Unhurried(),
        url="http://127.0.0.1:1/graph",
    )
    with pytest.raises(ConnectorError) as caught:
        await graph.get(TEAM.id, "/teams")
    assert caught.value.status == 0


def trial(network: Network, **more: object) -> SelfTest:
    given = (network.channels(), network.connector(), TEAM.id, HOME, "Stafett prøve 1")
    return SelfTest(*given, guest=(NEXT, OID["per"]), **more)


async def test_the_trial_goes_through_it_all_and_leaves_nothing_behind(network):
    steps = [step async for step in trial(network).steps()]
    assert [step.fault for step in steps] == [""] * 9
    assert steps[-1].name == "the room is deleted again"
    assert await network.channels().find(TEAM.id, "Stafett prøve 1", "") is None


async def test_a_trial_that_fails_says_where_and_cleans_up(network):
    await network.teams.fault(kind="403", count=1)
    steps = [step async for step in trial(network).steps()]
    said = [(step.name, step.fault) for step in steps[-2:]]
    assert said == [
        ("a message is posted in it", "403 BotNotInConversationRoster"),
        ("the room is deleted again", ""),
    ]


async def test_a_trial_may_leave_the_room_to_be_tried_by_hand(network):
    steps = [step async for step in trial(network, keep=True).steps()]
    assert [step.fault for step in steps] == [""] * 8
    assert await network.channels().find(TEAM.id, "Stafett prøve 1", "prøve")


async def test_the_command_says_each_step(network, monkeypatch, capsys):
    around = Surroundings(Path(), 0, int(network.url.rstrip("/").rpartition(":")[2]))
    settings = load_settings(**around.settings("token", BYDEL.tenants, TEAM))
    monkeypatch.setattr(command, "begin", lambda: settings)
    await asyncio.to_thread(command.try_rooms, f"{OID['per']}@{NEXT}", network.url, keep=False)
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 9
    assert all(line.startswith("yes  ") for line in said)
    with pytest.raises(typer.Exit):
        await asyncio.to_thread(command.try_rooms, "", "http://127.0.0.1:1/", keep=False)
    assert "no   a message is posted in it: 0 ClientConnectorError" in capsys.readouterr().out


async def test_there_is_no_trial_where_logs_have_no_rooms(monkeypatch):
    around = Surroundings(Path(), 0, 1)
    settings = load_settings(**around.settings("token", BYDEL.tenants))
    monkeypatch.setattr(command, "begin", lambda: settings)
    with pytest.raises(SettingsError, match="STAFETT_ROOMS is missing"):
        command.try_rooms()
