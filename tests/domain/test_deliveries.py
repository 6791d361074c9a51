"""Deliveries: whom they are for, and when it is too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.deliveries import Action, Delivery, is_too_late
from bot.domain.kinds import Kind
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
    ("kind", "worth_it", "too_late"),
    [
        (Kind.REMINDER, 4 * HOUR, 4.1 * HOUR),
        (Kind.CHECKIN_PROMPT, 4 * HOUR, 4.1 * HOUR),
        (Kind.NUDGE, 4 * HOUR, 4.1 * HOUR),
        (Kind.RECEIPT, 24 * HOUR, 24.1 * HOUR),
        (Kind.GATHERING_CHANGED, 24 * HOUR, 24.1 * HOUR),
        (Kind.WELCOME, 168 * HOUR, 168.1 * HOUR),
        (Kind.SHARED_ENTRY, 168 * HOUR, 168.1 * HOUR),
    ],
)
def test_a_prompt_is_worth_four_hours_an_answer_a_day_a_welcome_a_week(
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
