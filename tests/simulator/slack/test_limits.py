"""Calls are counted as Slack counts them, on the movable clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack
from bot.simulator.slack.limits import Limits

START = datetime(2026, 9, 1, tzinfo=UTC)


def retry_after(call: Callable[..., object], **named: object) -> int:
    """Make a call; return Retry-After in seconds, 0 when it was taken."""
    try:
        call(**named)
    except SlackApiError as refusal:
        return int(refusal.response.headers["Retry-After"])
    return 0


def test_a_channel_takes_a_burst_and_then_one_post_a_second(
    slack: LocalSlack, clock: SteppedClock, client: WebClient, room: Channel
) -> None:
    """Who waits as long as Retry-After says is taken."""
    slack.limits_on = True

    burst = [retry_after(client.chat_postMessage, channel=room.id, text="Hi") for _ in range(4)]
    clock.step(timedelta(seconds=burst[-1]))
    after = retry_after(client.chat_postMessage, channel=room.id, text="Hi")
    outcomes = [entry.outcome for entry in slack.log]

    assert burst == [0, 0, 0, 1]
    assert after == 0
    assert outcomes == ["ok", "ok", "ok", "ratelimited", "ok"]
    assert len(slack.messages(room.id)) == 4


def test_a_workspace_takes_eight_posts_a_second(
    slack: LocalSlack, clock: SteppedClock, client: WebClient
) -> None:
    """However many channels they are spread over; another workspace is not touched."""
    rooms = [slack.add_channel(f"room-{number}") for number in range(12)]
    slack.limits_on = True

    first = [retry_after(client.chat_postMessage, channel=one.id, text="Hi") for one in rooms]
    clock.step(timedelta(seconds=1))
    second = [retry_after(client.chat_postMessage, channel=one.id, text="Hi") for one in rooms]

    assert first == [0] * 8 + [1] * 4
    assert second == [0] * 8 + [1] * 4


def test_limits_are_off_until_they_are_switched_on(client: WebClient, room: Channel) -> None:
    """A simulated year stands still for many calls."""
    answers = [retry_after(client.chat_postMessage, channel=room.id, text="Hi") for _ in range(20)]

    assert set(answers) == {0}


@pytest.mark.parametrize(
    ("method", "allowed"),
    [("conversations.list", 20), ("chat.update", 50), ("views.open", 100), ("auth.test", 600)],
)
def test_every_tier_has_its_minute(method: str, allowed: int) -> None:
    """Tier 2, 3, 4 and one of the special ones."""
    limits = Limits()

    taken = [limits.seconds_to_wait(method, team="T1", now=START) for _ in range(allowed)]
    refused = limits.seconds_to_wait(method, team="T1", now=START + timedelta(seconds=20))
    elsewhere = limits.seconds_to_wait(method, team="T2", now=START)
    later = limits.seconds_to_wait(method, team="T1", now=START + timedelta(minutes=1))

    assert set(taken) == {0}
    assert (refused, elsewhere, later) == (40, 0, 0)
