"""Saying something in Slack once: posts, changes, withdrawals."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.deliveries import Action
from bot.domain.outcomes import Outcome, Verdict
from handlers.messenger import EVENT_TYPE
from tests.handlers.blocks.said import of_kind
from tests.handlers.talk import DELIVERY, LATER_REMINDER, REMINDER, Talk, talking


@pytest.fixture
def talk() -> Iterator[Talk]:
    """Run a Slack in which Ana can be written to."""
    with talking() as running:
        yield running


def test_a_reminder_arrives_with_its_token(talk: Talk) -> None:
    """One post with blocks, a text and the opaque id; Slack has nothing against it."""
    outcome = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)

    (message,) = talk.said
    assert outcome == Outcome(verdict=Verdict.SENT, channel=talk.to_ana.channel, ts=message.ts)
    assert message.text.startswith("Conference 3 is coming up.")
    assert message.metadata == {"event_type": EVENT_TYPE, "event_payload": {"id": "delivery-1"}}
    assert talk.slack.violations == ()


def test_an_announcement_is_updated_in_place(talk: Talk) -> None:
    """The same message says something else, and nothing new is posted."""
    posted = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)

    outcome = talk.messenger.send(
        replace(DELIVERY, action=Action.UPDATE), LATER_REMINDER, replace(talk.to_ana, ts=posted.ts)
    )

    (message,) = talk.said
    assert outcome.verdict is Verdict.SENT
    assert outcome.ts == posted.ts
    assert message.text.startswith("Conference 3 is nearly here.")


def test_an_earlier_reminder_is_shortened(talk: Talk) -> None:
    """One line is left, without buttons."""
    posted = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)

    talk.messenger.send(
        replace(DELIVERY, action=Action.SHORTEN), REMINDER, replace(talk.to_ana, ts=posted.ts)
    )

    (message,) = talk.said
    assert message.text.startswith("Reminder: Conference 3")
    assert [block["type"] for block in message.blocks] == ["context"]


def test_a_message_is_taken_back_once_and_for_all(talk: Talk) -> None:
    """Taking it back a second time finds what was wanted: nothing."""
    posted = talk.messenger.send(DELIVERY, REMINDER, talk.to_ana)
    back = replace(DELIVERY, action=Action.WITHDRAW)

    verdicts = [
        talk.messenger.send(back, None, replace(talk.to_ana, ts=posted.ts)).verdict
        for _ in range(2)
    ]

    assert verdicts == [Verdict.SENT, Verdict.SENT]
    assert talk.said == ()


def test_a_channel_without_the_bot_is_a_permanent_failure(talk: Talk) -> None:
    """Trying again would change nothing; somebody has to invite it."""
    channel = talk.slack.add_channel("elsewhere", with_bot=False)

    outcome = talk.messenger.send(DELIVERY, REMINDER, talk.address(channel.id))

    assert outcome == Outcome(verdict=Verdict.PERMANENT, why="not_in_channel")


def test_a_workspace_without_the_bot_lets_nobody_in(talk: Talk) -> None:
    """There is no token to speak with."""
    nowhere = replace(talk.to_ana, team_id="T0NOWHERE")

    outcomes = (
        talk.messenger.send(DELIVERY, REMINDER, nowhere),
        talk.messenger.find(DELIVERY, nowhere),
    )

    assert outcomes == (Outcome(verdict=Verdict.SHUT_OUT, why="not_authed"),) * 2


def test_a_post_without_a_message_is_refused(talk: Talk) -> None:
    """Only a withdrawal says nothing."""
    with pytest.raises(ValueError, match="nothing to say"):
        talk.messenger.send(DELIVERY, None, talk.to_ana)


def test_no_text_of_a_message_reaches_the_log(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    """What somebody writes only for themselves appears nowhere else, whatever is logged."""
    caplog.set_level(logging.DEBUG)
    receipt = of_kind("Receipt")[0]
    talk.slack.faults.add(method="chat.postMessage", kind="malformed")

    for _ in range(2):
        talk.messenger.send(DELIVERY, receipt, talk.to_ana)

    assert len(talk.said) == 2
    assert "Then we listened" not in caplog.text
    assert '"ok": true' not in caplog.text
