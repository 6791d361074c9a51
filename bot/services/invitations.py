"""Invitations within a transaction: whom a gathering is for, and what they answered."""

from collections import Counter

from bot.domain.gatherings import Gathering, Rsvp, is_invited, series_of
from bot.domain.networks import Member, Network
from storage.transaction import Transaction


def invited_members(tx: Transaction, network: Network, gathering: Gathering) -> list[Member]:
    """Return the members whom a gathering is for; facilitators are not counted among them."""
    series = series_of(gathering, network.programme)
    members = tx.members.of_network(network.id)
    return [one for one in members if not one.is_facilitator and is_invited(one, series)]


def answers_to(tx: Transaction, network: Network, gathering: Gathering) -> Counter[Rsvp | None]:
    """Count what those who are invited have answered; None for who has not said anything."""
    said = {one.person_id: one.rsvp for one in tx.gatherings.invitations(gathering.id)}
    return Counter(said.get(one.person_id) for one in invited_members(tx, network, gathering))


def absences(
    tx: Transaction, network: Network, gathering: Gathering
) -> tuple[tuple[Member, str | None], ...]:
    """Return who said that they cannot come, and why."""
    no = {a.person_id: a for a in tx.gatherings.invitations(gathering.id) if a.rsvp is Rsvp.NO}
    members = invited_members(tx, network, gathering)
    return tuple((one, no[one.person_id].reason) for one in members if one.person_id in no)
