"""Gradual release: a year in three phases, teams of one school, and letting go."""

import pytest

from bot.domain.programme import Lead, Programme
from bot.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def partnership() -> Programme:
    """Read the partnership of gradual release."""
    return Catalogue().get("gradual-release-partnership")


def test_the_partnership_takes_a_year_and_lets_go(partnership: Programme) -> None:
    """52 weeks in three phases: the programme leads, both lead, the school leads (S4, S18)."""
    leads = [phase.lead for phase in partnership.phases]

    assert partnership.weeks == 52 == sum(phase.weeks for phase in partnership.phases)
    assert leads == [Lead.PROGRAMME, Lead.JOINT, Lead.SCHOOL]


def test_three_to_five_fellows_of_a_school_belong_together(partnership: Programme) -> None:
    """The unit of a cohort is a team of leaders from one school (S20)."""
    team = partnership.members_per_school

    assert team is not None
    assert [number for number in range(8) if team.holds(number)] == [3, 4, 5]
