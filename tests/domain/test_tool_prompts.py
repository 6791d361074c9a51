"""The toolkit speaks before a session and after it, once each, on a working day (S5)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.gatherings import Gathering
from bot.domain.local_time import Rhythm, local_date
from bot.domain.series import Series
from bot.domain.tool_prompts import Moment, moments_of, session_of, tool_instant
from bot.domain.toolkit import Tool, next_tool, tools_of
from tests.domain.samples import NETWORK

NEW_YORK = Rhythm(zone=ZoneInfo("America/New_York"))
TUESDAY = Gathering(
    id=5,
    network_id=NETWORK,
    series_id="session",
    number=1,
    title="Session 1",
    starts_at=datetime(2026, 10, 13, 19, 0, tzinfo=UTC),
    minutes=90,
    zone="America/New_York",
)


def series(**said: Any) -> Series:
    """Return a series of sessions."""
    when = {"week": 2, "weekday": "tuesday", "months": [10], "at": "15:00"}
    given = {"id": "session", "kind": "session", "name": "Session", "minutes": 90, "when": when}
    return Series.model_validate({**given, **said})


def tool(name: str, *phases: str) -> Tool:
    """Return an item of the toolkit for some phases."""
    said = {"id": name, "title": name, "minutes": 3, "text": "Ask.", "try_it": "Where?"}
    return Tool.model_validate({**said, "phases": phases})


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (13, date(2026, 10, 9), date(2026, 10, 19)),
        (15, date(2026, 10, 9), date(2026, 10, 19)),
        (16, date(2026, 10, 12), date(2026, 10, 20)),
    ],
)
def test_an_item_comes_four_days_before_and_its_question_four_days_after(
    day: int, before: date, after: date
) -> None:
    """S5: on working days, at the member's own hour, more than a week apart."""
    meeting = replace(TUESDAY, starts_at=TUESDAY.starts_at.replace(day=day))

    instants = [tool_instant(meeting, moment, NEW_YORK) for moment in Moment]

    assert [local_date(one, zone=NEW_YORK.zone) for one in instants] == [before, after]
    assert {one.astimezone(NEW_YORK.zone).strftime("%H:%M") for one in instants} == {"08:30"}


def test_an_institute_of_three_days_is_one_session() -> None:
    """Before its first day and after its last; nothing in between (S5)."""
    days = series(kind="institute", lasts_days=3)
    numbered = [replace(TUESDAY, number=number) for number in (1, 2, 3, 4)]

    moments = [list(moments_of(one, days)) for one in numbered]

    assert moments == [[Moment.BEFORE], [], [Moment.AFTER], [Moment.BEFORE]]
    assert [session_of(one, days) for one in numbered] == ["session/1"] * 3 + ["session/2"]


def test_a_visit_is_no_session() -> None:
    """What is learnt there comes from what is seen."""
    assert list(moments_of(TUESDAY, series(kind="visit"))) == []


def test_a_phase_has_its_own_items_and_those_of_all() -> None:
    """The next one is the first that was not given yet (S5)."""
    toolkit = (tool("first", "i_do"), tool("always"), tool("later", "we_do"))

    assert [one.id for one in tools_of(toolkit, "we_do")] == ["always", "later"]
    found = [
        next_tool(toolkit, "we_do", given=given) for given in ((), ("always",), ("always", "later"))
    ]
    assert [one.id if one else None for one in found] == ["always", "later", None]
