"""Networks: found by key, channel and person, and frozen with their programme."""

from dataclasses import replace

from bot.domain.networks import NetworkState
from storage.store import Store
from tests.storage.cast import NOW, PROGRAMME, TEAM, Cast, add_network


def test_a_network_is_found_by_id_key_and_channel(store: Store, cast: Cast) -> None:
    """All ways lead to the same network, programme included."""
    with store.read() as tx:
        found = [
            tx.networks.get(cast.network.id),
            tx.networks.by_key("principals"),
            tx.networks.by_channel(TEAM, "C1"),
        ]
        missing = [tx.networks.by_key("teachers"), tx.networks.by_channel("T2", "C1")]

    assert found == [cast.network] * 3
    assert missing == [None, None]


def test_a_channel_shows_its_running_network_before_a_closed_one(store: Store, cast: Cast) -> None:
    """A channel may see a second network after the first was closed."""
    with store.write() as tx:
        tx.networks.update(replace(cast.network, state=NetworkState.CLOSED))
        closed_only = tx.networks.by_channel(TEAM, "C1")
        second = add_network(tx, "principals-2")
        third = add_network(tx, "elsewhere", channel_id="C2")
        tx.networks.update(replace(third, state=NetworkState.CLOSED))

    with store.read() as tx:
        assert closed_only == replace(cast.network, state=NetworkState.CLOSED)
        assert tx.networks.by_channel(TEAM, "C1") == second
        assert tx.networks.running() == (second,)
        assert tx.networks.keys() == ("elsewhere", "principals", "principals-2")
        assert [one.id for one in tx.networks.of_team(TEAM)] == [
            cast.network.id,
            second.id,
            third.id,
        ]


def test_a_person_sees_running_networks_first(store: Store, cast: Cast) -> None:
    """Then the newest; networks they left are not among them."""
    with store.write() as tx:
        others = [add_network(tx, key) for key in ("older", "newer", "left", "closed")]
        for network in others:
            tx.members.add(network_id=network.id, person_id=cast.tomas.id, joined_at=NOW)
        member = tx.members.get(others[2].id, cast.tomas.id)
        assert member
        tx.members.update(replace(member, left_at=NOW))
        tx.networks.update(replace(others[3], state=NetworkState.CLOSED))

        found = tx.networks.of_person(cast.tomas.id)

    assert [one.key for one in found] == ["newer", "older", "principals", "closed"]


def test_everything_about_a_network_can_change(store: Store, cast: Cast) -> None:
    """Name, channel, zone, word, phase, and even the programme."""
    changed = replace(
        cast.network,
        name="Principals by the sea",
        channel_id="C9",
        zone="Europe/Madrid",
        member_word="principal",
        phase_id="lead",
        programme=PROGRAMME.model_copy(update={"version": 2}),
    )

    with store.write() as tx:
        tx.networks.get(cast.network.id)
        tx.networks.update(changed)

    with store.read() as tx:
        assert tx.networks.get(cast.network.id) == changed
