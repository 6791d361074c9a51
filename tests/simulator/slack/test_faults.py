"""Trouble comes when it is ordered, and only then."""

import json
import socket
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.simulator.slack import Channel, LocalSlack
from tests.simulator.slack.tiny_bot import client_of


def texts(slack: LocalSlack, channel: Channel) -> list[str]:
    """Return what stands in a channel."""
    return [message.text for message in slack.messages(channel.id)]


@pytest.mark.parametrize(("kind", "kept"), [("lost_before", []), ("lost_after", ["Hi"])])
def test_a_lost_connection_tells_nothing_of_the_effect(
    slack: LocalSlack, room: Channel, kind: Any, kept: list[str]
) -> None:
    """It may have come before it, or after."""
    client = client_of(slack)
    slack.faults.add(method="chat.postMessage", kind=kind)

    with pytest.raises(OSError, match=r"[Rr]emote end closed|reset"):
        client.chat_postMessage(channel=room.id, text="Hi")

    assert texts(slack, room) == kept
    assert client.chat_postMessage(channel=room.id, text="Again")["ok"]


def test_slack_sdk_posts_twice_when_a_connection_is_lost(slack: LocalSlack, room: Channel) -> None:
    """Its default retry handler does; that is why the bot's sender has none."""
    slack.faults.add(method="chat.postMessage", kind="lost_after")
    client = WebClient(token=slack.workspace.bot_token, base_url=slack.api_url)

    client.chat_postMessage(channel=room.id, text="Hi")

    assert texts(slack, room) == ["Hi", "Hi"]


def test_a_busy_slack_says_how_long_to_wait(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """429, Retry-After, and nothing posted."""
    slack.faults.add(method="chat.postMessage", kind="ratelimited", seconds=7)

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel=room.id, text="Hi")

    response = refusal.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "7"
    assert texts(slack, room) == []


@pytest.mark.parametrize("status", [500, 503])
def test_a_broken_slack_answers_with_an_error_page(
    slack: LocalSlack, client: WebClient, room: Channel, status: int
) -> None:
    """Nothing is posted."""
    slack.faults.add(method="chat.postMessage", kind="server_error", status=status)

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel=room.id, text="Hi")

    assert refusal.value.response.status_code == status
    assert texts(slack, room) == []


def test_a_gateway_that_lost_patience_hides_a_success(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """An error page, and the message stands there all the same."""
    slack.faults.add(method="chat.postMessage", kind="late_error", status=504)

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel=room.id, text="Hi")

    assert refusal.value.response.status_code == 504
    assert texts(slack, room) == ["Hi"]


def test_a_malformed_answer_hides_a_success(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """The message stands there all the same."""
    slack.faults.add(method="chat.postMessage", kind="malformed")

    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=room.id, text="Hi")

    assert texts(slack, room) == ["Hi"]


def test_a_slow_answer_outlasts_a_short_patience(slack: LocalSlack, room: Channel) -> None:
    """The effect is there at once, the answer is not."""
    slack.faults.add(method="chat.postMessage", kind="slow", seconds=0.3)
    token = slack.workspace.bot_token
    hasty = WebClient(token=token, base_url=slack.api_url, retry_handlers=[], timeout=0.1)  # type: ignore[arg-type]  # it takes fractions

    with pytest.raises((TimeoutError, socket.timeout)):
        hasty.chat_postMessage(channel=room.id, text="Hi")

    began = time.monotonic()
    slack.wait_idle()
    assert texts(slack, room) == ["Hi"]
    assert time.monotonic() - began > 0.1


def test_trouble_can_wait_and_choose(slack: LocalSlack, client: WebClient, room: Channel) -> None:
    """After two fitting calls, for one, where the arguments match; and it can be called off."""
    slack.faults.add(
        method="chat.postMessage",
        kind="ratelimited",
        after=1,
        match=lambda arguments: "remind" in arguments["text"],
    )
    outcomes = []
    for text in ("remind 1", "hello", "remind 2", "remind 3"):
        try:
            client.chat_postMessage(channel=room.id, text=text)
            outcomes.append("ok")
        except SlackApiError as refusal:
            outcomes.append(refusal.response["error"])
    slack.faults.add(method="*", kind="server_error", times=99)
    slack.faults.clear()

    assert outcomes == ["ok", "ok", "ratelimited", "ok"]
    assert client.auth_test()["ok"]


def test_a_response_url_can_be_lost_too(slack: LocalSlack, room: Channel) -> None:
    """Nothing is said, nothing is used up."""
    who = slack.person(room.members[0])
    who.command("/checkin", channel=room.id)
    url = slack.log[-1].arguments["response_url"]
    slack.faults.add(method="response_url", kind="lost_before")
    webhook = WebhookClient(url, retry_handlers=[])

    with pytest.raises(OSError, match=r"[Rr]emote end closed|reset"):
        webhook.send(text="Hi")

    assert webhook.send(text="Hi").status_code == 200
    assert [message.text for message in who.ephemerals] == ["Hi"]


def test_the_log_holds_every_call_in_order_and_no_secret(
    slack: LocalSlack, room: Channel, tmp_path: Path
) -> None:
    """Deliveries and calls, as lines of JSON."""
    slack.person(room.members[0]).command("/checkin", channel=room.id)
    client_of(slack).chat_postMessage(channel=room.id, text="Hi")
    client_of(slack).api_call("auth.test", params={"token": slack.workspace.bot_token})

    slack.dump_jsonl(tmp_path / "log.jsonl")

    content = (tmp_path / "log.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in content.splitlines()]
    shown = [(line["direction"], line["name"], line["outcome"]) for line in lines]
    assert shown == [
        ("delivery", "/checkin", "unreachable"),
        ("call", "chat.postMessage", "ok"),
        ("call", "auth.test", "ok"),
    ]
    assert slack.workspace.bot_token not in content


def test_an_upload_can_fail(slack: LocalSlack, client: WebClient, room: Channel) -> None:
    """Then nothing is shared."""
    slack.faults.add(method="upload", kind="server_error")

    with pytest.raises(HTTPError) as failure:
        client.files_upload_v2(channel=room.id, filename="x.txt", content="x")
    failure.value.close()

    assert texts(slack, room) == []
