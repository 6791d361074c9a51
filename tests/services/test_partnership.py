"""The gradual release partnership: teams of schools, a year, an institute (S18, S20)."""

from dataclasses import replace

import pytest

from bot.domain.gatherings import Rsvp
from bot.domain.networks import Network
from bot.errors import Invalid
from bot.i18n import translator
from bot.simulator.cast import FACILITATOR, Character
from tests.services.office import MARIA, TWELVE, Office

TEAMS: tuple[Character, ...] = tuple(
    replace(
        who,
        school=("Lake", "Hill", "Shore")[number % 3],
        level="primary",
        role="principal" if number < len(TWELVE) // 2 else "teacher_leader",
    )
    for number, who in enumerate(TWELVE)
)


@pytest.fixture
def partnership(office: Office) -> Network:
    """Lend a partnership of three schools with four fellows each."""
    return office.begin("partners", programme="gradual-release-partnership", members=TEAMS)


def test_a_year_of_the_partnership_is_dated(office: Office, partnership: Network) -> None:
    """Its gatherings lie between the start and the last of fifty-two weeks (S18)."""
    calendar = office.services.gatherings.calendar(office.actor(FACILITATOR), partnership.id)

    dates = [one.starts_at.date() for one in calendar]
    assert partnership.programme.weeks == 52
    assert dates
    assert partnership.starts_on <= dates[0]
    assert (dates[-1] - partnership.starts_on).days <= 52 * 7


def test_four_fellows_of_a_school_learn_together(office: Office, partnership: Network) -> None:
    """Nothing is missing (S20)."""
    roster = office.services.networks.roster(office.actor(FACILITATOR), partnership.id)

    assert roster.gaps == ()


def test_a_school_that_sends_two_is_named(office: Office, partnership: Network) -> None:
    """To the facilitator, with what the programme asks for (S20)."""
    for who in TEAMS[3:9:3]:
        office.services.networks.channel_left(
            office.team, partnership.channel_id, office.id_of(who)
        )

    roster = office.services.networks.roster(office.actor(FACILITATOR), partnership.id)

    sentences = [gap.tell(translator()) for gap in roster.gaps]
    assert sentences == ["Lake sends 2; 3 to 5 from a school learn together."]


def test_who_is_not_invited_to_a_gathering_has_nothing_to_answer(
    office: Office, partnership: Network
) -> None:
    """The exit visit is for principals: a teacher leader who presses a button there is told so."""
    networks, gatherings = office.services.networks, office.services.gatherings
    maria = office.actor(MARIA)
    _, member = networks.place(maria, partnership.id, maria.id)
    networks.fill_place(maria, member, school="Lake", role="teacher_leader", level=None)
    calendar = gatherings.calendar(maria, partnership.id)
    visit = next(one for one in calendar if one.series_id == "exit_visit")

    with pytest.raises(Invalid, match="for others in the network"):
        gatherings.answer(maria, visit.id, rsvp=Rsvp.YES)

    assert gatherings.see(maria, visit.id).coming == 0
