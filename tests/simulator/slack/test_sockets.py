"""Socket Mode, with slack_sdk's own client and a real Bolt app at the other end."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.simulator.slack import Channel, LocalSlack, NotPossibleError, Person
from tests.simulator.slack.kit import ask, modal, section, text_input
from tests.simulator.slack.tiny_bot import TinyBot, client_of

Json = dict[str, Any]
Ack = Callable[..., Any]


def events(slack: LocalSlack, name: str) -> list[int]:
    """Return the attempts at which an event was delivered."""
    return [entry.attempt for entry in slack.log if entry.name == name]


def test_a_command_travels_and_its_answer_is_private(
    slack: LocalSlack, bot: TinyBot, ana: Person, room: Channel
) -> None:
    """The acknowledgement's text is seen by who typed, and by nobody else."""
    seen: list[Json] = []

    @bot.app.command("/inquiry")
    def answer(ack: Ack, body: Json) -> None:
        seen.append(body)
        ack("Step 1")

    result = slack.person(ana.id).command("/inquiry", "ask @ben.reyes a < b", channel=room.id)

    ben = room.members[1]
    assert result.ok
    assert (seen[0]["channel_id"], seen[0]["user_id"]) == (room.id, ana.id)
    assert seen[0]["text"] == f"ask <@{ben}|ben.reyes> a &lt; b"
    assert [message.text for message in slack.person(ana.id).ephemerals] == ["Step 1"]
    assert slack.messages(room.id) == ()


def test_an_answer_in_the_channel_is_seen_by_all(
    slack: LocalSlack, bot: TinyBot, ana: Person, room: Channel
) -> None:
    """response_type decides."""

    @bot.app.command("/inquiry")
    def answer(ack: Ack) -> None:
        ack({"response_type": "in_channel", "text": "Ana began"})

    slack.person(ana.id).command("/inquiry", channel=room.id)

    assert [message.text for message in slack.messages(room.id)] == ["Ana began"]


def test_a_command_that_was_not_declared_is_no_command(
    slack: LocalSlack, bot: TinyBot, ana: Person
) -> None:
    """Slack says so, and the bot hears nothing."""
    result = slack.person(ana.id).command("/nowhere")

    assert (result.status, result.error) == ("failed", "/nowhere is not a valid command.")
    assert bot.slack.log == slack.log
    assert events(slack, "/nowhere") == []


def test_refused_blocks_in_an_answer_fail_the_command(
    slack: LocalSlack, bot: TinyBot, ana: Person
) -> None:
    """What Slack would not show is a failure and a violation."""

    @bot.app.command("/checkin")
    def answer(ack: Ack) -> None:
        ack({"text": "Hi", "blocks": [section("x" * 3001)]})

    result = slack.person(ana.id).command("/checkin")

    assert (result.status, result.error) == ("failed", "invalid_blocks")
    assert [found.kind for found in slack.violations] == ["blocks_refused"]


def test_silence_is_a_late_acknowledgement(slack: LocalSlack, bot: TinyBot, ana: Person) -> None:
    """After three real seconds the person sees a failure."""
    release = threading.Event()

    @bot.app.command("/checkin")
    def wait(ack: Ack) -> None:
        release.wait(10)
        ack()

    result = slack.person(ana.id).command("/checkin")
    release.set()

    assert (result.status, result.error) == ("failed", "operation_timeout")
    assert [found.kind for found in slack.violations] == ["late_ack"]


def test_without_a_bot_a_command_fails_and_nobody_is_to_blame(
    slack: LocalSlack, ana: Person
) -> None:
    """A bot that is away is not a bot that is slow."""
    result = slack.person(ana.id).command("/checkin")

    assert (result.status, result.error) == ("failed", "unreachable")
    assert slack.violations == ()


def test_any_connection_may_get_a_payload(slack: LocalSlack, bot: TinyBot, ana: Person) -> None:
    """Two connections share the work."""
    threads: set[str] = set()
    bot.listen()

    @bot.app.command("/checkin")
    def answer(ack: Ack) -> None:
        threads.add(threading.current_thread().name.rpartition("_")[0])
        ack()

    results = [slack.person(ana.id).command("/checkin").ok for _ in range(20)]

    assert slack.connections == 2
    assert all(results)
    assert len(threads) == 2


@pytest.mark.parametrize("warn", [False, True])
def test_a_refreshed_connection_is_replaced_without_loss(
    slack: LocalSlack, bot: TinyBot, ana: Person, warn: bool
) -> None:
    """slack_sdk opens the new one before it closes the old one."""

    @bot.app.command("/checkin")
    def answer(ack: Ack) -> None:
        ack()

    slack.refresh_sockets(warn=warn)
    results = [slack.person(ana.id).command("/checkin").ok for _ in range(5)]

    assert all(results)


def test_a_dropped_connection_comes_back(slack: LocalSlack, bot: TinyBot, ana: Person) -> None:
    """The client notices and connects again."""

    @bot.app.command("/checkin")
    def answer(ack: Ack) -> None:
        ack()

    slack.drop_sockets()
    slack.wait_connected()

    assert slack.person(ana.id).command("/checkin").ok


def test_an_app_has_at_most_ten_connections(slack: LocalSlack) -> None:
    """The eleventh is sent away."""
    client = client_of(slack, "")

    async def knock() -> list[str]:
        """Open eleven connections and return what each is greeted with."""
        async with aiohttp.ClientSession() as session:
            greetings, kept = [], []
            for _ in range(11):
                url = client.apps_connections_open(app_token=slack.app_token)["url"]
                websocket = await session.ws_connect(url)
                kept.append(websocket)
                greeting = await websocket.receive_json()
                greetings.append(greeting.get("reason", greeting["type"]))
            return greetings

    assert asyncio.run(knock()) == ["hello"] * 10 + ["too_many_websockets"]


def test_a_ticket_opens_one_connection(slack: LocalSlack) -> None:
    """The address of a websocket is good for one use."""
    client = client_of(slack, "")
    url = client.apps_connections_open(app_token=slack.app_token)["url"]

    async def knock() -> None:
        async with aiohttp.ClientSession() as session:
            await session.ws_connect(url)
            await session.ws_connect(url)

    with pytest.raises(aiohttp.WSServerHandshakeError):
        asyncio.run(knock())


def test_a_shortcut_starts_from_anywhere_or_from_a_message(
    slack: LocalSlack, bot: TinyBot, ana: Person, room: Channel
) -> None:
    """Declared ones only."""
    seen: list[Json] = []

    @bot.app.shortcut("today")
    def today(ack: Ack, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(ask(text_input())))
        ack()

    @bot.app.shortcut("keep")
    def keep(ack: Ack, body: Json, respond: Callable[..., Any]) -> None:
        seen.append(body)
        ack()
        respond("Kept")

    bot.hear("message")
    who = slack.person(ana.id)
    message = who.post(room.id, "Worth keeping")
    results = [who.shortcut("today").ok, who.message_shortcut("keep", message).ok]

    assert results == [True, True]
    assert who.modal is not None
    assert seen[0]["message"]["text"] == "Worth keeping"
    assert who.ephemerals[-1].text == "Kept"
    with pytest.raises(NotPossibleError):
        who.shortcut("keep")
