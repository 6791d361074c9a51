"""Charters within a transaction: which proposals of one the network has adopted, and when (S29)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.charters import adopted_at
from bot.domain.entries import Entry
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class AdoptedCharter:
    """A charter that holds, or held until another one was adopted; ``at`` is in UTC."""

    entry: Entry
    at: datetime


def adopted_charters(tx: Transaction, network: Network) -> tuple[AdoptedCharter, ...]:
    """Return the charters that two thirds have said yes to, as they read now; the first one first.

    One that was taken back, or whose words were changed since, is not among them.
    """
    form_id = network.programme.places.charter
    if form_id is None:
        return ()
    members = tx.members.of_network(network.id, with_left=True)
    found = []
    for entry in tx.entries.of_network(network.id, form_id=form_id):
        at = adopted_at(tx.agreements.moments(entry), members)
        if entry.visibility is Visibility.NETWORK and at is not None:
            found.append(AdoptedCharter(entry=entry, at=at))
    return tuple(sorted(found, key=lambda one: one.at))
