"""Deliveries: what an outcome means, how long to wait, when it is too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.deliveries import (
    Action,
    Delivery,
    Outcome,
    Verdict,
    is_too_late,
    outcome_of_refusal,
    wait_before_retry,
)
from bot.domain.messages import Kind
from tests.domain.samples import NOW, TEAM

HOUR = timedelta(hours=1)
DELIVERY = Delivery(
    id=1,
    token="it",
    team_id=TEAM,
    kind=Kind.RECEIPT,
    thing="entry:1",
    occurrence="1",
    recipient="person:7",
    due_at=NOW,
    reason="You sent an answer.",
)


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("ratelimited", Verdict.PASSING),
        ("a_code_of_tomorrow", Verdict.PASSING),
        ("fatal_error", Verdict.UNKNOWN),
        ("internal_error", Verdict.UNKNOWN),
        ("service_unavailable", Verdict.UNKNOWN),
        ("request_timeout", Verdict.UNKNOWN),
        ("not_in_channel", Verdict.PERMANENT),
        ("is_archived", Verdict.PERMANENT),
        ("token_revoked", Verdict.PERMANENT),
        ("missing_scope", Verdict.PERMANENT),
        ("user_not_found", Verdict.PERMANENT),
        ("message_not_found", Verdict.PERMANENT),
    ],
)
def test_a_refusal_passes_stays_or_leaves_open_what_happened(code: str, verdict: Verdict) -> None:
    """What Slack says in its own words; a word we do not know passes until it is too late."""
    outcome = outcome_of_refusal(code)

    assert (outcome.verdict, outcome.why) == (verdict, code)


def test_the_wait_is_what_slack_asks_for() -> None:
    """A second where it asks for nothing in particular."""
    asked = outcome_of_refusal("ratelimited", wait=timedelta(seconds=42))
    unasked = outcome_of_refusal("ratelimited")

    waits = [wait_before_retry(3, one).total_seconds() for one in (asked, unasked)]

    assert waits == [42, 1]


def test_without_a_word_from_slack_the_wait_doubles() -> None:
    """From ten seconds to a quarter of an hour and no further."""
    refused = Outcome(verdict=Verdict.PASSING, why="timeout")

    waits = [wait_before_retry(n, refused).total_seconds() for n in (1, 2, 3, 7, 8, 500)]

    assert waits == [10, 20, 40, 640, 900, 900]


@pytest.mark.parametrize(
    ("kind", "worth_it", "too_late"),
    [
        (Kind.REMINDER, 4 * HOUR, 4.1 * HOUR),
        (Kind.CHECKIN_PROMPT, 4 * HOUR, 4.1 * HOUR),
        (Kind.NUDGE, 4 * HOUR, 4.1 * HOUR),
        (Kind.RECEIPT, 24 * HOUR, 24.1 * HOUR),
        (Kind.GATHERING_CHANGED, 24 * HOUR, 24.1 * HOUR),
    ],
)
def test_a_prompt_is_worth_four_hours_and_an_answer_a_day(
    kind: Kind, worth_it: timedelta, too_late: timedelta
) -> None:
    """Late is better than never, up to a point (architecture.md 5)."""
    delivery = replace(DELIVERY, kind=kind)

    found = [is_too_late(delivery, NOW + late) for late in (-HOUR, worth_it, too_late)]

    assert found == [False, False, True]


def test_nothing_is_said_of_a_date_that_has_passed() -> None:
    """The deadline ends a reminder within its four hours, and an announcement whenever it is."""
    for kind in (Kind.REMINDER, Kind.ANNOUNCEMENT):
        delivery = replace(DELIVERY, kind=kind, deadline_at=NOW + HOUR)

        found = [is_too_late(delivery, NOW + late) for late in (0.9 * HOUR, HOUR)]

        assert found == [False, True]


def test_an_announcement_is_posted_as_long_as_the_date_is_to_come() -> None:
    """The bot was away for two days: the channel still hears of a conference in three weeks."""
    announcement = replace(DELIVERY, kind=Kind.ANNOUNCEMENT, deadline_at=NOW + 21 * 24 * HOUR)

    assert not is_too_late(announcement, NOW + 48 * HOUR)


def test_what_somebody_takes_back_is_taken_back_however_late() -> None:
    """A text that is no longer shared must not stand because Slack was away for a day."""
    for kind in (Kind.SHARED_ENTRY, Kind.NUDGE):
        withdrawal = replace(DELIVERY, kind=kind, action=Action.WITHDRAW)

        assert not is_too_late(withdrawal, NOW + 100 * HOUR)


def test_a_delivery_knows_whom_it_is_for() -> None:
    """A person or a channel, never both."""
    to_channel = replace(DELIVERY, recipient="channel:C1")

    found = [(one.person_id, one.channel_id) for one in (DELIVERY, to_channel)]

    assert found == [(7, None), (None, "C1")]
