"""Why something came, or did not, in words: every rule has its sentence."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.door import Dropped
from bot.domain.kinds import Kind
from bot.domain.local_time import Rhythm
from bot.domain.messages import CheckinPrompt
from bot.services.why import Explained
from handlers.blocks.why import explanation, latest
from tests.handlers.blocks import samples
from tests.handlers.blocks.drawn import words_of
from tests.handlers.blocks.said import of_kind

CAME = Delivery(
    id=9,
    token="delivery-9",
    team_id="T0ROUNDS",
    kind=Kind.CHECKIN_PROMPT,
    thing="checkin:weekly",
    occurrence="2026-11-16",
    recipient="person:7",
    due_at=samples.NOW,
    reason="Your programme asks for a short check-in on this day.",
    state=DeliveryState.SENT,
    settled_at=samples.NOW,
)
(ASKED,) = (one for one in of_kind("CheckinPrompt")[:1] if isinstance(one, CheckinPrompt))


def explained(delivery: Delivery = CAME, **changed: object) -> Explained:
    """Return one delivery with what explains it, with a change."""
    usual = Explained(
        delivery=delivery,
        network=samples.network(),
        message=ASKED,
        rhythm=Rhythm(zone=ZoneInfo("America/New_York")),
        zone_is_chosen=False,
        why_not=None,
        cap=3,
    )
    return replace(usual, **changed)  # type: ignore[arg-type]  # any of its fields


def dropped(outcome: str) -> Delivery:
    """Return a delivery that was not sent."""
    return replace(CAME, state=DeliveryState.DROPPED, outcome=outcome)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (explained(), "It came <!date^1795010400^"),
        (explained(), "Why you: Your programme asks for a short check-in on this day."),
        (explained(), "New York time, as in your profile"),
        (explained(zone_is_chosen=True), "New York time, which you chose"),
        (explained(message=None), "A check-in. Why you"),
        (
            explained(replace(CAME, settled_at=samples.NOW + timedelta(hours=1))),
            "It was planned for <!date^1795010400^",
        ),
        (
            explained(
                replace(CAME, refs={"moved_from": "2026-11-16", "moved_by": "Storm & flood"})
            ),
            "It was meant for Mon, Nov 16, but that is Storm &amp; flood.",
        ),
        (explained(dropped("undone")), "Your facilitator took it back before it was sent."),
        (explained(dropped("moved")), "It was not needed any more."),
        (explained(dropped("AWAY"), why_not=Dropped.AWAY), "You were away."),
        (
            explained(dropped("CAP"), why_not=Dropped.CAP),
            "I had already written to you often enough: 3 messages in seven days.",
        ),
        (
            explained(dropped("CAP"), why_not=Dropped.CAP, counted=((CAME, ASKED),)),
            "These came before it: Weekly check-in of ",
        ),
        (
            explained(replace(CAME, state=DeliveryState.FAILED)),
            "Slack did not take it. Your facilitator was told.",
        ),
    ],
)
def test_every_rule_has_its_sentence(one: Explained, expected: str) -> None:
    """Issue 4: answered from the stored reason, naming the rule."""
    look = explanation(one, samples.NEW_YORK)

    assert expected in f"{look.text}\n{words_of(look)}"


def test_the_list_says_what_was_not_sent() -> None:
    """One row for each, with its button."""
    found = (explained(), explained(dropped("AWAY"), why_not=Dropped.AWAY, message=None))

    shown = words_of(latest(found, samples.NEW_YORK))

    assert shown.count("not sent") == 1
    assert shown.count("Why?") == 2
    assert "Only you see this." in shown


def test_a_network_with_another_cap_says_its_own_number() -> None:
    """A facilitator may let one prompt a week through."""
    one = explained(dropped("CAP"), why_not=Dropped.CAP, cap=1)

    assert "often enough: 1 message in seven days." in explanation(one, samples.NEW_YORK).text


def test_in_a_phase_that_asks_for_nothing_home_keeps_what_is_open() -> None:
    """S12: a programme that has stepped back writes to nobody by itself."""
    one = explained(dropped("CAP"), why_not=Dropped.CAP, cap=0)

    assert "In this phase nothing comes to you by itself" in explanation(one, samples.NEW_YORK).text
