"""Telling honestly what came of a message when the network or Slack fails."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.deliveries import Action
from bot.domain.outcomes import Outcome, Verdict
from bot.simulator.slack.faults import FaultKind
from handlers.messenger import SlackMessenger
from tests.handlers.talk import DELIVERY, LATER_REMINDER, REMINDER, Talk, clients_of, talking


@pytest.fixture
def talk() -> Iterator[Talk]:
    """Run a Slack in which Ana can be written to."""
    with talking() as running:
        yield running


@pytest.mark.parametrize("fault", ["lost_after", "malformed"])
def test_a_post_whose_answer_is_lost_is_found_again(talk: Talk, fault: FaultKind) -> None:
    """Nobody knows whether it arrived; the token in its metadata tells."""
    talk.slack.faults.add(method="chat.postMessage", kind=fault)

    outcome = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    found = talk.messenger.find(DELIVERY, talk.to_ana)

    (message,) = talk.said
    assert outcome.verdict is Verdict.UNKNOWN
    assert found == Outcome(verdict=Verdict.SENT, channel=talk.to_ana.channel, ts=message.ts)
    assert talk.calls("chat.postMessage") == 1


@pytest.mark.parametrize("fault", ["lost_before", "server_error"])
def test_a_post_that_never_arrived_is_not_found(talk: Talk, fault: FaultKind) -> None:
    """Then it may be sent again; by itself it is not."""
    talk.slack.faults.add(method="chat.postMessage", kind=fault)

    outcome = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    found = talk.messenger.find(DELIVERY, talk.to_ana)

    assert outcome.verdict is Verdict.UNKNOWN
    assert found is None
    assert talk.calls("chat.postMessage") == 1


def test_a_post_that_slack_answers_too_late_is_unknown(talk: Talk) -> None:
    """Whoever waits no longer does not know."""
    talk.slack.faults.add(method="chat.postMessage", kind="slow", seconds=1.5)

    outcome = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)

    assert outcome == Outcome(verdict=Verdict.UNKNOWN, why="TimeoutError", heard=False)


def test_another_delivery_in_the_same_conversation_is_not_mistaken_for_it(talk: Talk) -> None:
    """Each has a token of its own."""
    other = replace(DELIVERY, id=2, token="delivery-2")
    first = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    second = talk.messenger.send(other, LATER_REMINDER, talk.to_ana)

    found = [
        talk.messenger.find(one, talk.to_ana)
        for one in (DELIVERY, other, replace(other, token="unsent"))
    ]

    assert found == [first, second, None]


def test_messages_from_before_the_attempt_are_not_looked_at(talk: Talk) -> None:
    """The look-up is small: from a few minutes before the attempt on, for clocks differ."""
    talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    talk.clock.step(timedelta(minutes=6))

    found = talk.messenger.find(replace(DELIVERY, attempted_at=talk.clock.now()), talk.to_ana)

    assert found is None


def test_a_post_in_a_thread_is_found_there(talk: Talk) -> None:
    """History shows only the heads of threads."""
    head = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    thread = replace(talk.to_ana, thread_ts=head.ts)
    reply = replace(DELIVERY, id=2, token="delivery-2")

    sent = talk.messenger.send(reply, LATER_REMINDER, thread)
    found = talk.messenger.find(reply, thread)

    assert found is not None
    assert found.ts == sent.ts


def test_too_many_posts_wait_as_long_as_slack_says(talk: Talk) -> None:
    """Nothing was posted, and the wait is handed on."""
    talk.slack.faults.add(method="chat.postMessage", kind="ratelimited", seconds=7)

    outcome = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)

    expected = Outcome(verdict=Verdict.PASSING, why="ratelimited", wait=timedelta(seconds=7))
    assert outcome == expected
    assert talk.said == ()


@pytest.mark.parametrize("fault", ["lost_before", "lost_after", "server_error", "malformed"])
@pytest.mark.parametrize("action", [Action.UPDATE, Action.SHORTEN, Action.WITHDRAW])
def test_changing_a_message_may_be_tried_again(
    talk: Talk, action: Action, fault: FaultKind
) -> None:
    """Doing it twice does no harm, so nothing has to be looked up, and at last it is done."""
    posted = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    change = replace(DELIVERY, action=action)
    talk.slack.faults.add(method="*", kind=fault)

    outcomes = [
        talk.messenger.send(change, REMINDER, replace(talk.to_ana, ts=posted.ts)).verdict
        for _ in range(2)
    ]

    assert outcomes == [Verdict.PASSING, Verdict.SENT]


def test_a_look_up_that_slack_refuses_is_told(talk: Talk) -> None:
    """A failed look-up is not the same as nothing found."""
    talk.slack.faults.add(method="conversations.history", kind="server_error")
    talk.slack.faults.add(method="conversations.history", kind="malformed")

    outcomes = [talk.messenger.find(DELIVERY, talk.to_ana) for _ in range(2)]

    assert [one.verdict for one in outcomes if one] == [Verdict.PASSING, Verdict.PASSING]


def test_a_slack_that_cannot_be_reached_got_nothing(talk: Talk) -> None:
    """A refused connection carried no message, so it may simply be sent again."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    unreachable = clients_of(talk.slack, base_url=f"http://127.0.0.1:{port}/api/")

    outcome = SlackMessenger(clients=unreachable).send(DELIVERY, REMINDER, talk.to_ana)

    why = "ConnectionRefusedError"
    assert outcome == Outcome(verdict=Verdict.PASSING, why=why, heard=False)
