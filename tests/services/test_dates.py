"""Dates: a facilitator adds another one, for all or for the people of one school."""

from datetime import date, time, timedelta

import pytest

from bot.domain.calendars import Closure
from bot.domain.gatherings import Rsvp
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.tallies import Tally
from bot.errors import Invalid, NotAllowed
from bot.services.dates import Added
from bot.services.redating import redate
from bot.simulator.cast import FACILITATOR
from tests.services.office import JAMES, LEILANI, MARIA, Office

SCHOOLS = "leading-equitable-schools"
TUESDAY, AT = date(2026, 9, 15), time(10, 0)
DISTANT = date(2027, 3, 2)
DAY = timedelta(days=1)


def begin(office: Office) -> Network:
    """Begin a network of three principals of three schools, whose programme embeds learning."""
    network = office.begin(programme=SCHOOLS, members=(MARIA, JAMES, LEILANI))
    office.settle()
    return network


def school_id(office: Office, network: Network, name: str = MARIA.school) -> int:
    """Return the id of a school of the network."""
    found = office.services.dates.to_add(office.actor(FACILITATOR), network.id).schools
    return next(key for key, one in found.items() if one == name)


def add(
    office: Office, network: Network, *, school: int | None, day: date = TUESDAY, at: time = AT
) -> Added:
    """Add a learning walk, as the facilitator does."""
    return office.services.dates.add(
        office.actor(FACILITATOR),
        network.id,
        series_id="learning_walk",
        day=day,
        at=at,
        school_id=school,
    )


def about(office: Office, network: Network, gathering_id: int) -> set[tuple[Kind, str]]:
    """Return what was sent about a gathering, and to whom."""
    rows = office.deliveries(network, f"gathering:{gathering_id}")
    return {(one.kind, one.recipient) for one in rows}


def test_embedded_experiences_are_scheduled_for_each_school(each_office: Office) -> None:
    """S89: its own people are announced to, invited, reminded and counted, and nobody else."""
    office, network = each_office, begin(each_office)
    harbor = school_id(office, network)

    (walk,) = add(office, network, school=harbor).gatherings
    office.jump_to(walk.starts_at + timedelta(minutes=1))
    office.services.gatherings.arrive(office.actor(MARIA), walk.id)
    office.jump_to(walk.ends_at + DAY)

    maria = f"person:{office.actor(MARIA).id}"
    tally = next(one for one in _tallies(office, network) if one.count.by_school)
    (announced,) = [one for one in office.board(network) if f"({MARIA.school})" in one.text]
    private = {who for _, who in about(office, network, walk.id) if who.startswith("person")}
    assert walk.title == f"Learning walk 2 ({MARIA.school})"
    assert f"This date is for the people of *{MARIA.school}*." in str(announced.blocks)
    assert private == {maria}
    assert {name: done for name, done in tally.schools.items() if done} == {MARIA.school: 1}


def test_people_of_other_schools_are_not_asked(each_office: Office) -> None:
    """S89: their next date is another one, their list leaves it out, an answer is not taken."""
    office, network = each_office, begin(each_office)
    gatherings = office.services.gatherings
    (walk,) = add(
        office, network, school=school_id(office, network), day=date(2026, 9, 2)
    ).gatherings

    nexts = {
        who.name: found.gathering.id == walk.id
        for who in (MARIA, JAMES, FACILITATOR)
        if (found := gatherings.next(office.actor(who), network.id)) is not None
    }

    assert nexts == {MARIA.name: True, JAMES.name: False, FACILITATOR.name: True}
    assert walk not in gatherings.calendar(office.actor(JAMES), network.id)
    assert gatherings.see(office.actor(JAMES), walk.id).is_elsewhere
    with pytest.raises(Invalid, match="for others"):
        gatherings.answer(office.actor(JAMES), walk.id, rsvp=Rsvp.YES)
    assert gatherings.answer(office.actor(MARIA), walk.id, rsvp=Rsvp.YES).invited == 1


def test_a_date_of_one_school_is_moved_and_cancelled_for_it_alone(each_office: Office) -> None:
    """S89: the news reaches those it is for."""
    office, network = each_office, begin(each_office)
    daniel, gatherings = office.actor(FACILITATOR), office.services.gatherings
    (walk,) = add(office, network, school=school_id(office, network)).gatherings
    before = {who.name: len(office.inbox(who)) for who in (MARIA, JAMES)}

    gatherings.move(daniel, walk.id, day=TUESDAY + DAY, at=AT, place=None)
    office.jump(DAY)
    gatherings.cancel(daniel, walk.id, note=None)
    office.jump(DAY)

    told = {
        who.name: [text for text in office.inbox(who)[before[who.name] :] if "walk" in text]
        for who in (MARIA, JAMES)
    }
    assert len(told[MARIA.name]) == 2
    assert told[JAMES.name] == []


def test_another_date_for_all_is_numbered_after_those_there_are(office: Office) -> None:
    """Everybody is invited, and the next one of a school follows it."""
    network = begin(office)
    harbor = school_id(office, network)

    (walk,) = add(office, network, school=None).gatherings
    (own,) = add(office, network, school=harbor, day=TUESDAY + DAY).gatherings

    assert (walk.title, walk.school_id) == ("Learning walk 2", None)
    assert own.title == f"Learning walk 3 ({MARIA.school})"
    assert office.services.gatherings.see(office.actor(JAMES), walk.id).invited == 3
    assert "plan_gatherings" in office.audited(network)


def test_a_series_of_several_days_gets_all_of_them(office: Office) -> None:
    """On the working days that follow, each a gathering of its own."""
    network = office.begin(programme="leadership-institute-year", members=(MARIA, JAMES))
    series = next(one for one in network.programme.series if one.lasts_days > 1)

    added = office.services.dates.add(
        office.actor(FACILITATOR), network.id, series_id=series.id, day=date(2026, 10, 15), at=AT
    ).gatherings

    days = [one.starts_at.date() for one in added]
    assert len(days) == series.lasts_days
    assert days[:3] == [date(2026, 10, 15), date(2026, 10, 16), date(2026, 10, 19)]
    assert "day 2" in added[1].title


def test_a_moment_that_has_passed_and_a_date_that_is_there_are_said_beside_the_day(
    office: Office,
) -> None:
    """Nothing is added, and sending twice adds nothing twice."""
    network = begin(office)
    add(office, network, school=None)

    for day, words in ((date(2026, 8, 31), "has passed"), (TUESDAY, "there already")):
        with pytest.raises(Invalid, match=words) as caught:
            add(office, network, school=school_id(office, network), day=day)
        assert caught.value.field == "day"


@pytest.mark.parametrize(
    ("series", "school", "field"), [("none", None, "series_id"), ("", 0, "school")]
)
def test_what_is_not_on_the_list_is_said_beside_its_field(
    office: Office, series: str, school: int | None, field: str
) -> None:
    """Such as a school of another network."""
    network = begin(office)

    with pytest.raises(Invalid, match="from the list") as caught:
        office.services.dates.add(
            office.actor(FACILITATOR),
            network.id,
            series_id=series or "learning_walk",
            day=TUESDAY,
            at=AT,
            school_id=school,
        )

    assert caught.value.field == field


def test_a_day_off_is_taken_and_named(office: Office) -> None:
    """S89: a day without school of that school alone counts for its own dates only."""
    network = begin(office)
    harbor, daniel = school_id(office, network), office.actor(FACILITATOR)
    closure = Closure(name="Open house", since=TUESDAY, until=TUESDAY, school_id=harbor)
    office.services.calendars.add(daniel, network.id, closure)

    own = add(office, network, school=harbor)
    other = add(office, network, school=school_id(office, network, JAMES.school))

    clashes = office.services.calendars.see(daniel, network.id).clashes
    assert (own.closed_by, other.closed_by) == ("Open house", None)
    assert [one.gathering.id for one in clashes] == [own.gatherings[0].id]


def test_a_new_rule_for_a_series_leaves_the_dates_of_schools(office: Office) -> None:
    """What was set for one school is moved by hand only."""
    network = begin(office)
    (walk,) = add(office, network, school=school_id(office, network), day=DISTANT).gatherings

    with office.store.write() as tx:
        redate(tx, network, "learning_walk", now=office.clock.now())

    seen = office.services.gatherings.see(office.actor(FACILITATOR), walk.id)
    assert seen.gathering == walk


def test_a_reflection_is_asked_of_those_who_were_meant(office: Office) -> None:
    """Others are not led to a day that was none of theirs."""
    network = begin(office)
    (walk,) = add(office, network, school=school_id(office, network)).gatherings
    office.jump_to(walk.ends_at + timedelta(hours=1))

    current = {
        who.name: office.services.reflections.current(office.actor(who), network.id).about.which
        for who in (MARIA, JAMES)
    }

    assert current[MARIA.name] == str(walk.id)
    assert current[JAMES.name] != str(walk.id)


def test_only_who_leads_adds_a_date(office: Office) -> None:
    """Members find no way to it."""
    network = begin(office)

    with pytest.raises(NotAllowed):
        office.services.dates.to_add(office.actor(MARIA), network.id)
    with pytest.raises(NotAllowed):
        office.services.dates.add(
            office.actor(MARIA), network.id, series_id="learning_walk", day=TUESDAY, at=AT
        )


def _tallies(office: Office, network: Network) -> tuple[Tally, ...]:
    return office.services.figures.see(office.actor(FACILITATOR), network.id).tallies
