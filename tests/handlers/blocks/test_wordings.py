"""Days of a programme as inputs: what is shown is what is read, whichever way they are said."""

from typing import Any

import pytest

from bot.domain.wording_places import Chapter, Manner, Saying
from bot.domain.wordings import Place
from bot.simulator.slack.blockkit import check_view
from handlers.blocks.ids import Callback
from handlers.blocks.modals import modal, value_of
from handlers.blocks.wording_days import days_inputs, days_read, days_said, kind_of
from tests.handlers.blocks import samples
from tests.handlers.blocks.drawn import drawn

RULES: dict[str, dict[str, Any]] = {
    "month": {"weekday": "wednesday", "week": -1, "months": [1, 9], "at": "09:00"},
    "week": {"weekday": "monday", "every_weeks": 2},
    "weeks": {"weekday": "friday", "weeks": [1, 8, 15]},
    "days": {"days": ["2026-10-01", "2027-02-11"], "at": "14:30"},
    "term": {"weekday": "tuesday", "term_week": 20},
    "full": {"weekday": "tuesday", "first_full_week_of": 1, "at": "08:30"},
}


def place(rule: dict[str, Any]) -> Place:
    """Return the days of some series."""
    saying = Saying(key="when", manner=Manner.DAYS)
    return Place(
        path="series/meeting/when",
        chapter=Chapter.GATHERINGS,
        of="Meeting",
        saying=saying,
        now=rule,
    )


def shown(rule: dict[str, Any], kind: str = "") -> list[dict[str, Any]]:
    """Return the inputs for a rule, as Slack gets them."""
    return [dict(one) for one in drawn(days_inputs(place(rule), samples.NEW_YORK, kind=kind))]


def left_alone(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the inputs hold when nobody touches them."""
    held: dict[str, Any] = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            state = {
                key.replace("initial_", "" if key.endswith("value") else "selected_"): value
                for key, value in element.items()
                if key.startswith("initial_")
            }
            held[block["block_id"]] = value_of(state)
    return held


@pytest.mark.parametrize("kind", RULES)
def test_days_that_nobody_changes_stay_as_they_are(kind: str) -> None:
    """S58: whoever only looks changes nothing."""
    rule = RULES[kind]

    read = days_read(left_alone(shown(rule)), kind=kind)

    assert kind_of(rule) == kind
    assert read == rule


@pytest.mark.parametrize("kind", RULES)
def test_every_way_to_say_days_can_become_another_one(kind: str) -> None:
    """Slack takes the form of each, and what its inputs hold names them of that way."""
    for rule in RULES.values():
        blocks = days_inputs(place(rule), samples.NEW_YORK, kind=kind)
        view = modal(
            "Days", blocks, callback=Callback.WORDING, reader=samples.NEW_YORK, submit="Keep it"
        )

        assert check_view(view.to_dict()) == []


def test_days_are_said_in_words() -> None:
    """With the time of day where they have one."""
    words = [days_said(rule, samples.NEW_YORK) for rule in RULES.values()]

    assert words[0].startswith("The last Wednesday of the month (Jan, Sep), 9:00")
    assert words[1] == "Every 2 weeks on Monday"
