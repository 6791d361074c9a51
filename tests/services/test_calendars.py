"""Calendars: days off are seen by all, changed by few, and prompts keep clear of them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendars import Closure, ClosureKind
from bot.domain.hours import OwnHours
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.errors import Invalid, NotAllowed
from bot.services.rhythms import rhythm_of
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import JAMES, MARIA, TWELVE, Office

BREAK = Closure(since=date(2026, 10, 12), until=date(2026, 10, 16), name="Fall break")


def test_members_see_the_calendar_and_do_not_change_it(office: Office, network: Network) -> None:
    """Strangers see nothing of it."""
    calendars, maria = office.services.calendars, office.actor(MARIA)
    calendars.add(office.actor(FACILITATOR), network.id, BREAK)

    view = calendars.see(maria, network.id)

    assert [one.name for one in view.closures] == ["Fall break"]
    assert not view.can_edit
    with pytest.raises(NotAllowed):
        calendars.add(maria, network.id, BREAK)
    with pytest.raises(NotAllowed):
        calendars.see(office.actor(STRANGER), network.id)


def test_the_programme_lead_changes_every_calendar(office: Office, network: Network) -> None:
    """As with the roster."""
    view = office.services.calendars.add(office.actor(LEAD), network.id, BREAK)

    assert view.can_edit
    assert [one.name for one in view.closures] == ["Fall break"]


def test_days_that_cannot_be_are_said_beside_their_field(office: Office, network: Network) -> None:
    """Nothing is kept of them."""
    daniel = office.actor(FACILITATOR)
    wrong = {
        replace(BREAK, name=""): "name",
        replace(BREAK, until=date(2026, 10, 1)): "until",
        replace(BREAK, until=date(2027, 10, 1)): "until",
        replace(BREAK, since=date(2026, 8, 3), until=date(2026, 8, 7)): "until",
        replace(BREAK, school_id=999): "school",
    }

    refused = {one: field_of_refusal(office, network, one) for one in wrong}

    assert refused == wrong
    assert office.services.calendars.see(daniel, network.id).closures == ()


def test_the_same_days_are_added_once(office: Office, network: Network) -> None:
    """Whoever presses twice is told."""
    daniel = office.actor(FACILITATOR)
    office.services.calendars.add(daniel, network.id, BREAK)

    with pytest.raises(Invalid, match="in the calendar already"):
        office.services.calendars.add(daniel, network.id, BREAK)


def test_nobody_is_asked_on_a_day_off(office: Office, network: Network) -> None:
    """Issue 4: what would fall on a day off comes on a working day."""
    until = office.clock.now() + timedelta(days=30)
    usual = asked_on(office, until)
    day = next(iter(usual))

    office.services.calendars.add(
        office.actor(FACILITATOR), network.id, Closure(since=day, until=day, name="Storm day")
    )

    assert day not in asked_on(office, until)
    assert sum(asked_on(office, until).values()) == sum(usual.values())


def test_what_waits_knows_the_day_off_that_moved_it(office: Office, network: Network) -> None:
    """A storm day is added in the evening before: "Why this?" can name it the day after."""
    office.jump_to(datetime(2026, 9, 6, 22, tzinfo=UTC))
    storm = Closure(since=date(2026, 9, 7), until=date(2026, 9, 7), name="Storm day")

    office.services.calendars.add(office.actor(FACILITATOR), network.id, storm)
    office.settle()

    waiting = office.deliveries(network, "checkin:checkin")
    assert waiting
    assert {one.refs.get("moved_by") for one in waiting} == {"Storm day"}


def test_a_school_on_holiday_rests_alone(office: Office, network: Network) -> None:
    """Maria's school has its break in another week than James's."""
    calendars, daniel = office.services.calendars, office.actor(FACILITATOR)
    schools = calendars.see(daniel, network.id).schools
    of_maria = next(key for key, name in schools.items() if name == MARIA.school)

    calendars.add(daniel, network.id, replace(BREAK, school_id=of_maria))

    with office.store.read() as tx:
        fresh = tx.networks.get(network.id)
        assert fresh is not None
        maria = rhythm_of(tx, fresh, office.actor(MARIA).person)
        james = rhythm_of(tx, fresh, office.actor(JAMES).person)
    assert (maria.works(BREAK.since), james.works(BREAK.since)) == (False, True)
    assert maria.zone.key == MARIA.zone


def test_gatherings_on_days_off_are_named_to_who_can_move_them(
    office: Office, network: Network
) -> None:
    """A day off of everybody and one school's own day; members have nothing to move."""
    calendars, daniel = office.services.calendars, office.actor(FACILITATOR)
    first, second, *_ = office.services.gatherings.calendar(daniel, network.id)
    day, other = (one.starts_at.date() for one in (first, second))
    school = next(iter(calendars.see(daniel, network.id).schools))
    calendars.add(daniel, network.id, Closure(since=day, until=day, name="Storm day"))

    view = calendars.add(
        daniel, network.id, Closure(since=other, until=other, name="Fair", school_id=school)
    )

    found = {one.gathering.id: (one.name, one.school_id) for one in view.clashes}
    assert found == {first.id: ("Storm day", None), second.id: ("Fair", school)}
    assert calendars.see(office.actor(MARIA), network.id).clashes == ()


def test_a_corrected_file_is_loaded_again(office: Office, network: Network) -> None:
    """What is there already is not added twice; a school goes by its name in any case."""
    calendars, daniel = office.services.calendars, office.actor(FACILITATOR)
    header = "since,until,name,kind,school\n"
    first = f"{header}2026-10-12,2026-10-16,Fall break,,\n2027-03-01,2027-03-05,Tests,testing,\n"
    calendars.load(daniel, network.id, first, name="days.csv")

    result = calendars.load(
        daniel,
        network.id,
        f"{first}2026-11-03,,Training day,,{MARIA.school.upper()}\n2026-11-04,,x,,Nowhere\n",
        name="days.csv",
    )

    assert (len(result.added), result.known) == (1, 2)
    assert [one.values["found"] for one in result.problems] == ["Nowhere"]
    kinds = {one.name: one.kind for one in result.view.closures}
    assert kinds["Tests"] is ClosureKind.TESTING
    assert result.view.schools[result.view.closures[1].school_id or 0] == MARIA.school


def test_a_wrong_file_is_taken_out_again(office: Office, network: Network) -> None:
    """What was there before stays."""
    calendars, daniel = office.services.calendars, office.actor(FACILITATOR)
    calendars.add(daniel, network.id, BREAK)
    wrong = "since,name\n2026-11-03,Another district\n2026-11-04,Another district\n"
    added = calendars.load(daniel, network.id, wrong).added

    view = calendars.unload(daniel, network.id, first=added[0], last=added[-1])

    assert [one.name for one in view.closures] == ["Fall break"]


def test_hours_of_a_network_hold_for_all_who_chose_none(office: Office, network: Network) -> None:
    """Architecture 5: defaults that a network can change; a person's own still win."""
    calendars, daniel = office.services.calendars, office.actor(FACILITATOR)
    maria = office.actor(MARIA)
    quiet_end = time(9, 0)
    office.services.people.change_settings(maria, zone=None, quiet_start=None, quiet_end=quiet_end)

    changed = calendars.change_hours(
        daniel, network.id, OwnHours(quiet_start=time(17, 0), prompt_at=time(7, 30), region="KE")
    )

    with office.store.read() as tx:
        own = rhythm_of(tx, changed, office.actor(MARIA).person)
        usual = rhythm_of(tx, changed, office.actor(JAMES).person)
    assert (own.quiet.start, own.quiet.end) == (time(17, 0), quiet_end)
    assert (usual.quiet.end, usual.prompt_at) == (time(7, 0), time(7, 30))
    assert usual.closed_by(date(2026, 12, 12)) is not None
    assert date(2026, 12, 25) in dict(calendars.see(daniel, network.id).holidays)


def test_hours_that_cannot_be_are_said_beside_their_field(office: Office, network: Network) -> None:
    """The hours stay as they were."""
    calendars, daniel = office.services.calendars, office.actor(FACILITATOR)
    wrong = {
        OwnHours(region="Atlantis"): "region",
        OwnHours(quiet_start=time(7, 0)): "quiet_end",
        OwnHours(prompt_at=time(6, 0)): "prompt_at",
    }

    for hours, field in wrong.items():
        with pytest.raises(Invalid) as refusal:
            calendars.change_hours(daniel, network.id, hours)
        assert refusal.value.field == field

    assert calendars.see(daniel, network.id).network.own_hours == OwnHours()


def field_of_refusal(office: Office, network: Network, closure: Closure) -> str | None:
    """Return beside which field days are refused."""
    with pytest.raises(Invalid) as refusal:
        office.services.calendars.add(office.actor(FACILITATOR), network.id, closure)
    return refusal.value.field


def asked_on(office: Office, until: datetime) -> Counter[date]:
    """Count what people are asked on each day of their own calendar."""
    zones: dict[str, ZoneInfo] = {}
    for one in (*TWELVE, FACILITATOR):
        actor = office.actor(one)
        zones[f"person:{actor.id}"] = ZoneInfo(one.zone)
    return Counter(
        local_date(row.due_at, zone=zones[row.recipient])
        for row in office.planning.foresee(until)
        if row.recipient in zones
    )
