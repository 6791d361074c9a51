"""Gatherings: by date, moved, cancelled, and answered."""

from dataclasses import replace
from datetime import datetime

from bot.domain.gatherings import Gathering, GatheringState, Invitation, Presence, Rsvp
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import DAY, HOUR, MINUTE, NOW, Cast


def test_gatherings_are_listed_by_their_start(store: Store, cast: Cast) -> None:
    """All of them, or those that start in a window whose end is left out."""
    with store.write() as tx:
        later, sooner, last = (add(tx, cast, NOW + n * DAY) for n in (2, 1, 3))

    with store.read() as tx:
        whole = tx.gatherings.of_network(cast.network.id)
        window = tx.gatherings.between(cast.network.id, since=NOW + DAY, until=NOW + 3 * DAY)

    assert whole == (sooner, later, last)
    assert window == (sooner, later)


def test_the_next_gathering_is_the_first_that_is_not_over(store: Store, cast: Cast) -> None:
    """It is next while it lasts, and not when it was cancelled."""
    with store.write() as tx:
        cancelled = add(tx, cast, NOW - MINUTE)
        tx.gatherings.update(replace(cancelled, state=GatheringState.CANCELLED))
        first, second = add(tx, cast, NOW), add(tx, cast, NOW + DAY)

    with store.read() as tx:
        instants = [NOW - DAY, NOW + 59 * MINUTE, NOW + HOUR, NOW + 2 * DAY]
        found = [tx.gatherings.next(cast.network.id, after=at) for at in instants]

    assert found == [first, first, second, None]


def test_the_next_gathering_of_a_school_is_its_own_or_one_for_all(store: Store, cast: Cast) -> None:
    """S89: those of other schools are passed over, however many there are."""
    with store.write() as tx:
        tx.members.add(
            network_id=cast.network.id, person_id=cast.maria.id, joined_at=NOW, school="Harbor"
        )
        first, second = (one.id for one in tx.members.schools(cast.network.id))
        others = [add(tx, cast, NOW + n * HOUR) for n in range(1, 13)]
        for one in others:
            tx.gatherings.update(replace(one, school_id=second))
        own, of_all = add(tx, cast, NOW + DAY), add(tx, cast, NOW + 2 * DAY)
        tx.gatherings.update(replace(own, school_id=first))

    with store.read() as tx:
        found = [
            tx.gatherings.next(cast.network.id, after=NOW, school_id=one) for one in (first, None)
        ]
        any_school = tx.gatherings.next_of_any(cast.network.id, after=NOW)

    assert [one.id for one in found if one] == [own.id, of_all.id]
    assert any_school is not None
    assert any_school.id == others[0].id


def test_everything_about_a_gathering_can_change(store: Store, cast: Cast) -> None:
    """Moved, renamed, cancelled, with a note."""
    with store.write() as tx:
        planned = add(tx, cast, NOW)
        changed = replace(
            planned,
            title="Autumn conference",
            starts_at=NOW + DAY,
            minutes=90,
            place="https://meet.example/secret",
            state=GatheringState.CANCELLED,
            revision=2,
            note="Snow.",
        )
        tx.gatherings.update(changed)

    with store.read() as tx:
        assert tx.gatherings.get(planned.id) == changed


def test_the_last_answer_counts(store: Store, cast: Cast) -> None:
    """A second answer stands in the place of the first; others keep theirs."""
    with store.write() as tx:
        gathering = add(tx, cast, NOW)
        silent = tx.gatherings.invitation(gathering.id, cast.tomas.id)
        hers = Invitation(gathering_id=gathering.id, person_id=cast.maria.id, rsvp=Rsvp.YES)
        first = replace(hers, person_id=cast.tomas.id, answered_at=NOW)
        last = replace(
            first, rsvp=Rsvp.NO, reason="Exams", presence=Presence.EXCUSED, marked_at=NOW
        )

        for answer in (hers, first, last):
            tx.gatherings.answer(answer)

    with store.read() as tx:
        assert silent is None
        assert tx.gatherings.invitation(gathering.id, cast.tomas.id) == last
        assert tx.gatherings.invitations(gathering.id) == (hers, last)


def add(tx: Transaction, cast: Cast, starts_at: datetime) -> Gathering:
    """Plan an hour's conference."""
    return tx.gatherings.add(
        network_id=cast.network.id,
        series_id="conference",
        number=1,
        title="Conference",
        starts_at=starts_at,
        minutes=60,
        zone="America/Chicago",
    )
