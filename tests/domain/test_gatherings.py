"""Gatherings: the dates of a series, and whom it is for."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.gatherings import dates_of, is_invited, series_of
from tests.domain.samples import connect_lead_succeed, gathering, member

PROGRAMME = connect_lead_succeed()
(CONFERENCE,) = PROGRAMME.series
NEW_YORK = ZoneInfo("America/New_York")


def test_the_conference_is_monthly_during_the_school_year() -> None:
    """On the third Wednesday at nine, across both clock changes, and not in summer (S54)."""
    instants = dates_of(CONFERENCE, since=date(2026, 9, 1), until=date(2027, 9, 30), zone=NEW_YORK)

    found = [one.astimezone(NEW_YORK) for one in instants]

    assert [f"{one:%b}" for one in found] == [
        "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Sep",
    ]  # fmt: skip
    assert {f"{one:%a %H:%M}" for one in found} == {"Wed 09:00"}
    assert all(15 <= one.day <= 21 for one in found)


def test_a_gathering_is_over_when_its_last_minute_has_passed() -> None:
    """Four hours after it began."""
    conference = gathering()

    at = [conference.starts_at + timedelta(minutes=minutes) for minutes in (0, 239, 240)]

    assert [conference.is_over(one) for one in at] == [False, False, True]


def test_a_series_for_some_roles_invites_those_and_the_facilitator() -> None:
    """Without a role named, everybody is invited."""
    some = CONFERENCE.model_copy(update={"roles": ("principal",)})
    people = [member(1), member(2, role="teacher_leader"), member(3, role=None, facilitates=True)]

    assert [is_invited(one, some) for one in people] == [True, False, True]
    assert [is_invited(one, CONFERENCE) for one in people] == [True, True, True]


def test_a_gathering_knows_its_series() -> None:
    """By the id in the programme that the network began with."""
    moved = replace(gathering(), title="Another title")

    assert series_of(moved, PROGRAMME) is CONFERENCE
