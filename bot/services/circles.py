"""Circles: who is whose partner in a network, read within a transaction (S26)."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from bot.domain.matching import Seeker, talking_hours
from bot.domain.networks import Member, Network
from bot.domain.partners import Matching, matchings
from bot.services.rhythms import rhythm_of
from storage.transaction import Transaction


def partners_of(tx: Transaction, network: Network, person_id: int) -> tuple[Member, ...]:
    """Return with whom a member looks back at present; nobody, where they have no partner."""
    mine = tx.members.get(network.id, person_id)
    if mine is None or mine.left_at is not None or mine.trio is None:
        return ()
    others = tx.members.of_network(network.id)
    return tuple(one for one in others if one.trio == mine.trio and one.person_id != person_id)


def with_whom(tx: Transaction, network: Network) -> dict[int, frozenset[int]]:
    """Return with whom each is together now; nobody is together with themselves alone."""
    groups = circles(tx.members.of_network(network.id))
    return {
        one.person_id: frozenset(other.person_id for other in group) - {one.person_id}
        for group in groups
        if len(group) > 1
        for one in group
    }


def to_be_matched(tx: Transaction, network: Network) -> tuple[Member, ...]:
    """Return those who can have a partner: members who do not lead, with an active account."""
    return tuple(
        one
        for one in tx.members.of_network(network.id)
        if not one.is_facilitator and _is_active(tx, one)
    )


def circles(members: Iterable[Member]) -> tuple[tuple[Member, ...], ...]:
    """Return the groups of those who are placed, also groups of one."""
    placed = sorted((one for one in members if one.trio is not None), key=_by_circle)
    return tuple(tuple(group) for _, group in groupby(placed, key=lambda one: one.trio))


def alone_among(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return those without a partner: not placed, or left by the others of their group."""
    everybody = tuple(members)
    together = {one.person_id for group in circles(everybody) if len(group) > 1 for one in group}
    return tuple(one for one in everybody if one.person_id not in together)


def past_matchings(tx: Transaction, network: Network) -> tuple[Matching, ...]:
    """Return every matching of a network in order, the last one as it is now."""
    return matchings(tx.partnerships.of_network(network.id))


def numbered(past: Sequence[Matching], *, amends: bool) -> int:
    """Return the number of the matching that begins, or of the one that is changed."""
    last = past[-1].number if past else 0
    return last if amends and last else last + 1


def seekers(
    tx: Transaction, network: Network, members: Iterable[Member], *, on: date
) -> tuple[Seeker, ...]:
    """Return what matching looks at: school, and when each can talk on a day of the year."""
    found = []
    for one in members:
        person = tx.people.get(one.person_id)
        rhythm = rhythm_of(tx, network, person) if person else network.rhythm
        found.append(
            Seeker(
                person_id=one.person_id,
                school_id=one.school_id,
                hours=talking_hours(rhythm, on=on),
            )
        )
    return tuple(found)


def _is_active(tx: Transaction, member: Member) -> bool:
    person = tx.people.get(member.person_id)
    return person is not None and person.is_active


def _by_circle(member: Member) -> tuple[int, str, int]:
    return (member.trio or 0, member.name, member.person_id)
