"""Calendars: days without school, as facilitators enter them, and the hours of a network."""

from dataclasses import replace
from datetime import date, time

from bot.domain.calendars import Closure, ClosureKind
from bot.domain.hours import OwnHours
from bot.services.rhythms import rhythm_of
from storage.store import Store
from tests.storage.cast import NOW, Cast, add_network

BREAK = Closure(since=date(2026, 10, 12), until=date(2026, 10, 16), name="Fall break")
TESTS = Closure(
    since=date(2027, 3, 1), until=date(2027, 3, 5), name="State tests", kind=ClosureKind.TESTING
)
MONDAY_OF_BREAK = date(2026, 10, 12)


def test_a_network_is_read_with_its_closures_the_earliest_first(store: Store, cast: Cast) -> None:
    """Issue 4: closures for each network come with it."""
    with store.write() as tx:
        later = tx.calendars.add(cast.network.id, TESTS)
        earlier = tx.calendars.add(cast.network.id, BREAK)

    with store.read() as tx:
        network = tx.networks.get(cast.network.id)

    assert network is not None
    assert network.own_closures == (earlier, later)
    assert not network.rhythm.works(MONDAY_OF_BREAK)
    assert network.rhythm.why_not(MONDAY_OF_BREAK) == "Fall break"


def test_closures_of_one_network_do_not_reach_another(store: Store, cast: Cast) -> None:
    """Each network has a calendar of its own, also where many are read at once."""
    with store.write() as tx:
        other = add_network(tx, "teachers", channel_id="C2")
        mine = tx.calendars.add(cast.network.id, BREAK)

    with store.read() as tx:
        running = {one.id: one.own_closures for one in tx.networks.running()}

    assert running == {cast.network.id: (mine,), other.id: ()}


def test_a_member_rests_on_days_off_of_their_own_school_only(store: Store, cast: Cast) -> None:
    """Tomás's school is closed; Maria, who belongs to none, works."""
    with store.write() as tx:
        school = tx.members.schools(cast.network.id)[0]
        tx.calendars.add(cast.network.id, replace(BREAK, school_id=school.id))

    with store.read() as tx:
        network = tx.networks.get(cast.network.id)
        assert network is not None
        tomas = rhythm_of(tx, network, cast.tomas)
        maria = rhythm_of(tx, network, cast.maria)

    assert not tomas.works(MONDAY_OF_BREAK)
    assert maria.works(MONDAY_OF_BREAK)
    assert network.rhythm.works(MONDAY_OF_BREAK)


def test_days_are_taken_out_of_the_own_calendar_only(store: Store, cast: Cast) -> None:
    """A number out of somebody else's calendar removes nothing."""
    with store.write() as tx:
        other = add_network(tx, "teachers", channel_id="C2")
        kept = tx.calendars.add(cast.network.id, BREAK)

    with store.write() as tx:
        assert not tx.calendars.remove(other.id, kept.id)
        assert tx.calendars.of_network(cast.network.id) == (kept,)
        assert tx.calendars.remove(cast.network.id, kept.id)

    with store.read() as tx:
        assert tx.calendars.of_network(cast.network.id) == ()


def test_hours_of_a_facilitator_are_kept_and_win(store: Store, cast: Cast) -> None:
    """Issue 4: defaults that a network can change."""
    own = OwnHours(
        quiet_start=time(18, 0),
        working_days=("sunday", "monday", "tuesday"),
        prompt_at=time(9, 15),
        most_nudges=2,
        region="KE",
    )
    with store.write() as tx:
        tx.networks.update(replace(cast.network, own_hours=own))

    with store.read() as tx:
        network = tx.networks.get(cast.network.id)

    assert network is not None
    assert network.own_hours == own
    assert network.rhythm.working_days == {6, 0, 1}
    assert (network.rhythm.quiet.start, network.rhythm.quiet.end) == (time(18, 0), time(7, 0))
    assert (network.rhythm.prompt_at, network.region) == (time(9, 15), "KE")
    assert network.most_nudges == 2


def test_a_network_that_changed_nothing_has_the_defaults(cast: Cast) -> None:
    """Architecture 5: Monday to Friday, prompts at 08:30, silence from 19:00 to 07:00, three."""
    rhythm = cast.network.rhythm

    assert cast.network.created_at == NOW
    assert rhythm.working_days == {0, 1, 2, 3, 4}
    assert (rhythm.quiet.start, rhythm.quiet.end) == (time(19, 0), time(7, 0))
    assert (rhythm.prompt_at, rhythm.region) == (time(8, 30), None)
    assert (cast.network.most_nudges, cast.network.late_by.total_seconds()) == (3, 4 * 3600)
