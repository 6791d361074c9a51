"""Partnerships: every matching of a network is remembered, the last one as it is now."""

from datetime import date

from bot.domain.partners import Matching, matchings, met
from storage.store import Store
from tests.storage.cast import Cast

SEPTEMBER, MARCH = date(2026, 9, 7), date(2027, 3, 1)


def test_matchings_are_remembered_one_by_one(store: Store, cast: Cast) -> None:
    """S26: who met before is known when partners are drawn anew."""
    maria, tomas = cast.maria.id, cast.tomas.id
    with store.write() as tx:
        place, network = tx.partnerships.place, cast.network.id
        place(network, (maria, tomas), number=1, place=1, since=SEPTEMBER)
        place(network, (maria,), number=2, place=2, since=MARCH)
        place(network, (tomas,), number=2, place=3, since=MARCH)

    with store.read() as tx:
        found = matchings(tx.partnerships.of_network(cast.network.id))

    assert found == (
        Matching(number=1, since=SEPTEMBER, groups=((maria, tomas),)),
        Matching(number=2, since=MARCH, groups=((maria,), (tomas,))),
    )
    assert met(found) == {frozenset((maria, tomas)): 1}


def test_who_moves_within_a_matching_has_one_place(store: Store, cast: Cast) -> None:
    """A swap after the beginning is no second matching."""
    maria, tomas = cast.maria.id, cast.tomas.id
    with store.write() as tx:
        for people, place in (((maria,), 1), ((tomas,), 2), ((maria,), 2)):
            tx.partnerships.place(cast.network.id, people, number=1, place=place, since=SEPTEMBER)

    with store.read() as tx:
        (found,) = matchings(tx.partnerships.of_network(cast.network.id))

    assert found.groups == ((maria, tomas),)
