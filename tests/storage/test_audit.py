"""Notes of what was done, events that came before, ticks that live."""

from storage.store import Store
from tests.storage.cast import HOUR, NOW, TEAM, Cast


def test_what_was_done_is_noted_for_good(store: Store, cast: Cast) -> None:
    """Newest first, and it outlives the person's data."""
    where, who = cast.network.id, cast.tomas.id
    with store.write() as tx:
        note = {"team_id": TEAM, "actor_id": who, "network_id": where}
        tx.audit.note(at=NOW, verb="export", what="reflections", **note)  # type: ignore[arg-type]  # spelled once
        tx.audit.note(at=NOW + HOUR, team_id=TEAM, actor_id=None, verb="appoint")
        tx.audit.note(at=NOW + HOUR, team_id=TEAM, actor_id=None, verb="nudge", network_id=where)
        tx.people.forget(who)

    with store.read() as tx:
        notes = tx.audit.of_network(where)

    assert [(one.verb, one.actor_id, one.what, one.at) for one in notes] == [
        ("nudge", None, "", NOW + HOUR),
        ("export", who, "reflections", NOW),
    ]


def test_an_event_that_comes_again_is_recognised(store: Store) -> None:
    """Until it is so old that Slack will not repeat it."""
    with store.write() as tx:
        first = [tx.events.first_time("Ev1", at=NOW), tx.events.first_time("Ev1", at=NOW)]
        tx.events.first_time("Ev2", at=NOW + HOUR)

        forgotten = tx.events.forget_before(NOW + HOUR)
        after = [tx.events.first_time(one, at=NOW) for one in ("Ev1", "Ev2")]

    assert first == [True, False]
    assert forgotten == 1
    assert after == [True, False]


def test_an_event_that_came_to_nothing_may_come_again(store: Store) -> None:
    """When the work it asked for was undone, its repetition is welcome; others are not."""
    with store.write() as tx:
        for name in ("Ev1", "Ev2"):
            tx.events.first_time(name, at=NOW)
        tx.events.forget("Ev1")

        again = [tx.events.first_time(name, at=NOW) for name in ("Ev1", "Ev2")]

    assert again == [True, False]


def test_a_tick_says_that_it_lives(store: Store) -> None:
    """The last heartbeat counts."""
    with store.write() as tx:
        before = tx.heartbeats.last("plan")
        for at in (NOW, NOW + HOUR):
            tx.heartbeats.beat("plan", at)

    with store.read() as tx:
        assert (before, tx.heartbeats.last("plan")) == (None, NOW + HOUR)
