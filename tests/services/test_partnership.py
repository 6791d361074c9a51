"""The gradual release partnership: teams of schools, a year, an institute (S18, S20)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.gatherings import Rsvp, dates_of
from bot.domain.networks import Network
from bot.errors import Invalid
from bot.i18n import translator
from bot.simulator.cast import FACILITATOR, Character
from tests.services.office import MARIA, TWELVE, Office

DISTANT = date(2027, 8, 31)
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
    (visit,) = office.services.dates.add(
        office.actor(FACILITATOR),
        partnership.id,
        series_id="exit_visit",
        day=date(2027, 8, 24),
        at=time(9),
    ).gatherings

    with pytest.raises(Invalid, match="for others in the network"):
        gatherings.answer(maria, visit.id, rsvp=Rsvp.YES)

    assert gatherings.see(maria, visit.id).coming == 0


def test_training_takes_place_in_the_holidays_and_meetings_do_not(
    office: Office, partnership: Network
) -> None:
    """Fifteen days in April, three in August; nothing else while schools are closed (S18)."""
    calendar = office.services.gatherings.calendar(office.actor(FACILITATOR), partnership.id)
    dated = [(one.series_id, one.starts_at.date()) for one in calendar]

    closed = {one for one, day in dated if partnership.rhythm.closed_by(day)}
    april = [day for one, day in dated if one == "institute"]
    august = [day for one, day in dated if one == "holiday_workshop"]

    view = office.services.calendars.see(office.actor(FACILITATOR), partnership.id)
    assert closed == {"institute", "holiday_workshop"}
    assert view.clashes == ()
    assert [one.since for one in view.closures] == [
        date(2026, 12, 1), date(2027, 4, 3), date(2027, 8, 1),
    ]  # fmt: skip
    assert (april[0], april[-1], len(april)) == (date(2027, 4, 5), date(2027, 4, 23), 15)
    assert august == [date(2027, 8, 9), date(2027, 8, 10), date(2027, 8, 11)]


def test_nobody_is_asked_for_anything_while_schools_are_closed(
    office: Office, partnership: Network
) -> None:
    """The holidays come back every year, also in the one after the file was written (S18)."""
    december = date(2026, 12, 14)

    office.jump_to(datetime(2026, 12, 2, 12, tzinfo=UTC))
    before = len(office.letters(MARIA))
    office.jump_to(datetime(2027, 1, 2, 12, tzinfo=UTC))

    assert partnership.rhythm.closed_by(december) == "Long holiday"
    assert len(office.letters(MARIA)) == before


def test_a_coach_comes_to_one_school_and_the_channel_hears_nothing(
    office: Office, partnership: Network
) -> None:
    """Dates are added by hand; the people of that school are reminded in private (S10)."""
    office.settle()
    series = partnership.programme.one_series("coaching_visit")
    daniel = office.actor(FACILITATOR)
    schools = office.services.dates.to_add(daniel, partnership.id).schools
    lake = next(key for key, name in schools.items() if name == "Lake")
    before = len(office.board(partnership))

    (visit,) = office.services.dates.add(
        daniel,
        partnership.id,
        series_id=series.id,
        day=date(2026, 9, 10),
        at=time(9),
        school_id=lake,
    ).gatherings
    office.jump_to(visit.starts_at)

    told = {one.recipient for one in office.deliveries(partnership, f"gathering:{visit.id}")}
    fellows = [office.actor(who) for who in TEAMS if who.school == "Lake"]
    assert told == {f"person:{one.id}" for one in fellows}
    assert len(office.board(partnership)) == before
    assert dates_of(series, since=date(2026, 9, 1), until=DISTANT, rhythm=partnership.rhythm) == ()


def test_visits_of_a_coach_are_dated_until_the_phase_ends(
    office: Office, partnership: Network
) -> None:
    """Every second week, and on no day off: nobody enters them one by one (S10)."""
    daniel = office.actor(FACILITATOR)
    schools = office.services.dates.to_add(daniel, partnership.id).schools

    added = office.services.dates.add(
        daniel,
        partnership.id,
        series_id="coaching_visit",
        day=date(2026, 9, 10),
        at=time(9),
        school_id=next(iter(schools)),
        every_weeks=2,
    )

    days = [one.starts_at.date() for one in added.gatherings]
    assert added.times == len(days) == 6
    assert (days[0], days[-1]) == (date(2026, 9, 10), date(2026, 11, 19))
    assert added.gatherings[5].title.startswith("Coaching visit 6 (")
