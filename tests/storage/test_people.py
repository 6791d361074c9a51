"""People: found again, changed, counted among leads, and forgotten."""

from dataclasses import replace
from datetime import date, time

from bot.domain.entries import NOTHING_SPECIAL, Draft
from bot.domain.people import Membership, Person, Settings
from bot.domain.phases import Tick
from bot.domain.programme import Scope
from bot.domain.visibility import Visibility
from storage.store import Store
from tests.storage.cast import NOW, TEAM, Cast, reminder


def test_a_person_is_found_by_every_name_they_have(store: Store, cast: Cast) -> None:
    """By id, by Slack id, and by e-mail address in any case; only in their own workspace."""
    with store.read() as tx:
        found = [
            tx.people.get(cast.maria.id),
            tx.people.by_slack(TEAM, "U1"),
            tx.people.by_email(TEAM, " maria@LAKE.org "),
        ]
        strangers = [tx.people.by_slack("T2", "U1"), tx.people.by_email("T2", "maria@lake.org")]

    assert found == [cast.maria] * 3
    assert strangers == [None, None]


def test_somebody_who_is_known_is_not_added_twice(store: Store, cast: Cast) -> None:
    """Meeting a person again returns the person."""
    with store.write() as tx:
        again = tx.people.add(team_id=TEAM, slack_id="U1", name="Somebody else")

    assert again == cast.maria


def test_everything_about_a_person_is_remembered(store: Store, cast: Cast) -> None:
    """Profile, roles and own settings survive."""
    full = Person(
        id=cast.maria.id,
        team_id=TEAM,
        slack_id="U1",
        name="María",
        email="maria@shore.org",
        slack_zone="Africa/Nairobi",
        locale="sw-KE",
        dm_channel="D1",
        is_active=False,
        is_programme_lead=True,
        is_facilitator=True,
        home_opened_at=NOW,
        settings=Settings(
            zone="America/Lima",
            quiet_start=time(20, 30),
            quiet_end=time(6, 15),
            paused=True,
            paused_until=date(2026, 10, 1),
        ),
    )

    with store.write() as tx:
        tx.people.update(full)

    with store.read() as tx:
        assert tx.people.get(cast.maria.id) == full
        assert tx.people.leads(TEAM) == (full,)
        assert tx.people.of_team(TEAM) == (full, cast.tomas)


def test_an_actor_has_the_networks_they_have_not_left(store: Store, cast: Cast) -> None:
    """Who left a network is a stranger to it."""
    with store.write() as tx:
        tomas = tx.members.get(cast.network.id, cast.tomas.id)
        maria = tx.members.get(cast.network.id, cast.maria.id)
        assert tomas
        assert maria
        tx.members.update(replace(tomas, left_at=NOW))

        actors = [tx.people.actor(one) for one in (cast.maria, cast.tomas)]

    membership = Membership(
        network_id=cast.network.id, member_id=maria.id, is_facilitator=True, trio=None
    )
    assert [actor.memberships for actor in actors] == [(membership,), ()]


def test_a_forgotten_person_leaves_no_words(store: Store, cast: Cast) -> None:
    """What they wrote and were sent is erased; what others have stays, without the name."""
    mine, hers = f"person:{cast.tomas.id}", f"person:{cast.maria.id}"
    with store.write() as tx:
        network_id = cast.network.id
        written = tx.entries.add(
            network_id=network_id,
            author_id=cast.tomas.id,
            form_id="reflection",
            about=NOTHING_SPECIAL,
            visibility=Visibility.NETWORK,
            answers={"learnt": "Listening"},
            created_at=NOW,
            token="a",
        )
        assert written
        tx.agreements.agree(written, cast.maria.id, at=NOW)
        tx.drafts.save(
            Draft(
                network_id=network_id,
                author_id=cast.tomas.id,
                form_id="reflection",
                about=NOTHING_SPECIAL,
                answers={},
                saved_at=NOW,
            )
        )
        cycles = [
            tx.cycles.add(
                network_id=network_id,
                phase_id="connect",
                scope=Scope.COMMON,
                owner_id=owner_id,
                host_id=cast.tomas.id,
                step_id="problem",
                on=NOW.date(),
                at=NOW,
            )
            for owner_id in (None, cast.tomas.id)
        ]
        tick = Tick(
            network_id=network_id,
            phase_id="connect",
            criterion_id="trust",
            met=True,
            by_id=cast.tomas.id,
            at=NOW,
        )
        tx.phases.tick(tick)
        tx.outbox.plan([reminder(1, recipient=mine), reminder(1, recipient=hers)], at=NOW)

    with store.write() as tx:
        tx.people.forget(cast.tomas.id)

    with store.read() as tx:
        assert tx.people.of_team(TEAM) == (cast.maria,)
        assert [one.person_id for one in tx.members.of_network(network_id)] == [cast.maria.id]
        assert tx.entries.of_network(network_id) == ()
        assert tx.drafts.of_author(cast.tomas.id) == ()
        assert tx.cycles.of_network(network_id) == (replace(cycles[0], host_id=None),)
        assert tx.phases.ticks(network_id, "connect") == (replace(tick, by_id=None),)
        assert [one.recipient for one in tx.outbox.pending()] == [hers]
