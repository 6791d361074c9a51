"""Figures: what is counted of a network by month, and where it goes; nobody is named."""

from collections import Counter
from datetime import date

import pytest

from bot.domain.figures import (
    LedMonth,
    Meeting,
    StrandCount,
    SupportMonth,
    Trend,
    by_strand,
    led,
    months_between,
    support,
    trend,
)
from bot.domain.series import AgendaBlock, Lead, Series

SEPTEMBER, OCTOBER = date(2026, 9, 16), date(2026, 10, 21)


def block(minutes: int, lead: Lead | None, *, kind: str = "plan") -> AgendaBlock:
    """Return a part of an agenda."""
    return AgendaBlock.model_validate(
        {"id": "part", "type": kind, "minutes": minutes, "what": "We plan", "lead": lead}
    )


def meeting(
    on: date, *agenda: AgendaBlock, lead: Lead = Lead.PROGRAMME, number: int = 1,
    strands: tuple[str, ...] = (),
) -> Meeting:  # fmt: skip
    """Return a conference that took place."""
    series = Series.model_validate(
        {
            "id": "conference",
            "kind": "conference",
            "name": "Conference",
            "minutes": 60,
            "strands": strands,
            "when": {"week": 3, "weekday": "wednesday", "months": [9, 10], "at": "09:00"},
        }
    )
    return Meeting(gathering_id=number, series=series, on=on, agenda=agenda, lead=lead)


def test_what_schools_lead_is_counted_in_minutes_of_each_month() -> None:
    """S4: by block, and where a block names nobody, by who leads the phase; breaks are nobody's."""
    first = meeting(
        SEPTEMBER,
        block(60, Lead.PROGRAMME),
        block(15, Lead.SCHOOL, kind="break"),
        block(20, Lead.SCHOOL),
    )
    second = meeting(OCTOBER, block(30, None), block(30, Lead.JOINT), lead=Lead.SCHOOL)

    months = led([second, first])

    assert months == (
        LedMonth(month=date(2026, 9, 1), programme=60, school=20),
        LedMonth(month=date(2026, 10, 1), joint=30, school=30),
    )
    assert [(one.share, one.joint_share) for one in months] == [(25, 0), (50, 50)]


def test_a_month_without_an_agenda_has_no_share() -> None:
    """Nothing is said of it: no share would be as wrong as a hundred."""
    assert led([meeting(SEPTEMBER), meeting(OCTOBER, block(10, None, kind="break"))]) == ()
    assert LedMonth(month=date(2026, 9, 1)).share == 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), Trend.TOO_EARLY),
        ((40,), Trend.TOO_EARLY),
        ((20, 60), Trend.RISING),
        ((60, 20), Trend.FALLING),
        ((20, 90, 22), Trend.STEADY),
        ((10, 20, 40, 60), Trend.RISING),
        ((50, 50, 50), Trend.STEADY),
        ((42, 42, 42, 42, 8, 42), Trend.STEADY),
        ((58, 42, 100, 42, 100, 45), Trend.FALLING),
    ],
)
def test_the_later_half_is_held_against_the_earlier(
    values: tuple[int, ...], expected: Trend
) -> None:
    """S4: one odd month makes no trend, and one month alone neither."""
    assert trend(values, by=5) is expected


def test_support_falls_while_members_write_more() -> None:
    """S12: month by month, and a month in which nothing happened is there with nothing."""
    asked = [SEPTEMBER, SEPTEMBER, SEPTEMBER, date(2026, 11, 2)]
    written = [date(2026, 11, 3), date(2026, 11, 4)]

    months = support(asked, written, since=date(2026, 9, 1), today=date(2026, 11, 30))

    assert months == (
        SupportMonth(month=date(2026, 9, 1), asked=3, written=0),
        SupportMonth(month=date(2026, 10, 1), asked=0, written=0),
        SupportMonth(month=date(2026, 11, 1), asked=1, written=2),
    )


def test_months_go_on_over_the_new_year() -> None:
    """None is left out, and a network that has not begun has none."""
    over = list(months_between(date(2026, 11, 30), date(2027, 2, 1)))

    assert over == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert list(months_between(date(2027, 1, 1), date(2026, 12, 31))) == []


def test_activity_is_counted_by_strand() -> None:
    """S1: a meeting may serve two strands, and counts for both."""
    both = meeting(SEPTEMBER, number=1, strands=("leading", "coaching"))
    one = meeting(OCTOBER, number=2, strands=("coaching",))

    counts = by_strand(["leading", "coaching", "quiet"], [both, one], Counter({1: 4, 2: 3, 9: 8}))

    assert counts == (
        StrandCount(strand_id="leading", meetings=1, written=4),
        StrandCount(strand_id="coaching", meetings=2, written=7),
        StrandCount(strand_id="quiet", meetings=0, written=0),
    )
