"""Taking back: what somebody wrote, or their name under what a team wrote together."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.entries import Entry, FormRef
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.errors import NotFound
from bot.services.drafts import discard
from bot.services.networks import the_network
from bot.services.withdrawing import take_name_off, withdraw
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class TakingBack:
    """Verbs about what somebody no longer wants to have written."""

    store: Store
    clock: Clock

    def entry(self, actor: Actor, entry_id: int) -> Entry:
        """Take back an entry of one's own: it is in no list, export or channel any more.

        The copies in private messages go, too. Whoever has left the network still can; so can who
        typed it in from paper, until its author changes it. Raises NotFound for one that is gone
        already.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            entry = _there(tx, entry_id)
            demand(
                actor,
                Verb.WITHDRAW_ENTRY,
                network_id=entry.network_id,
                owner_id=entry.author_id,
                entry=entry,
            )
            network = the_network(tx, entry.network_id, team_id=actor.person.team_id)
            withdraw(tx, network, entry, now=now)
            discard(tx, actor, FormRef.to_edit(entry))
        return entry

    def name(self, actor: Actor, entry_id: int) -> Entry:
        """Take one's own name off what a team wrote; the entry stays with its author (S20)."""
        now = self.clock.now()
        with self.store.write() as tx:
            entry = _there(tx, entry_id)
            demand(actor, Verb.TAKE_NAME_OFF, network_id=entry.network_id, entry=entry)
            network = the_network(tx, entry.network_id, team_id=actor.person.team_id)
            return take_name_off(tx, network, entry, actor.id, now=now)


def _there(tx: Transaction, entry_id: int) -> Entry:
    entry = tx.entries.get(entry_id)
    if entry is None or entry.withdrawn_at is not None:
        raise NotFound
    return entry
