"""Who suggests fellows, and how many a school needs to carry a change."""

from datetime import UTC, datetime

import pytest

from bot.domain.candidates import Readiness, masses, may_suggest
from bot.domain.networks import Member
from bot.services.catalogue import Catalogue

PARTNERSHIP = Catalogue().get("gradual-release-partnership")
PRINCIPALS = Catalogue().get("connect-lead-succeed")


def member(number: int, *, school: str | None = "Harbor", role: str = "principal") -> Member:
    """Return a member of a school."""
    return Member(
        id=number,
        network_id=1,
        person_id=number,
        name=f"Person {number}",
        slack_id=f"U{number}",
        school=school,
        role=role,
        joined_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def test_a_school_of_two_needs_one_more() -> None:
    """S8: under the critical mass, whoever is asked besides; with the mean of their readiness."""
    felt = [Readiness(school="Harbor", mean=mean) for mean in (3, 4, 3.5, 3, 4)]

    (harbor,) = masses(
        PARTNERSHIP, members=[member(1), member(2)], asked=["Harbor"], readiness=felt
    )

    assert (harbor.members, harbor.asked, harbor.missing, harbor.room) == (2, 1, 1, 2)
    assert (harbor.readiness, harbor.answered) == (3.5, 5)


def test_how_ready_four_feel_is_not_told() -> None:
    """S8: a head would soon know what a colleague answered; who leads reads each answer."""
    felt = [Readiness(school="Harbor", mean=mean) for mean in (2, 4, 4, 3)]

    (harbor,) = masses(PARTNERSHIP, members=[member(1), member(2)], asked=[], readiness=felt)

    assert (harbor.readiness, harbor.answered) == (None, 4)


def test_a_school_that_is_only_asked_stands_there_too() -> None:
    """S8: nobody of it has joined yet."""
    found = masses(PARTNERSHIP, members=[member(1), member(2, school=None)], asked=["Acacia"])

    assert [(one.school, one.members, one.asked) for one in found] == [
        ("Acacia", 0, 1),
        ("Harbor", 1, 0),
    ]


def test_where_schools_send_one_leader_there_is_no_mass() -> None:
    """S20 says how many belong together; other programmes do not."""
    assert masses(PRINCIPALS, members=[member(1)], asked=[]) == ()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (member(1), True),
        (member(2, role="assistant_principal"), True),
        (member(3, role="teacher_leader"), False),
        (member(4, school=None), False),
    ],
)
def test_those_who_hold_an_office_suggest_fellows(who: Member, *, may: bool) -> None:
    """S8, S19: a head or a deputy, for the school that is known of them."""
    assert may_suggest(who, PARTNERSHIP) is may
