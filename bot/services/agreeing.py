"""Saying yes: to a charter, to a question that somebody would like to work on (S29, S41)."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.entries import Entry
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.errors import NotFound
from bot.services.channel import show_or_hide
from bot.services.entries import Entries, EntryView
from bot.services.networks import the_network
from bot.services.pinning import pin_when_adopted
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Yes:
    """What came of a yes: whether it was to the words of today, and how many said so to them."""

    count: int
    is_counted: bool
    view: EntryView


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreeing:
    """The verb of those who agree."""

    store: Store
    clock: Clock
    entries: Entries

    def agree(self, actor: Actor, entry_id: int, *, version: int) -> Yes:
        """Say yes to an entry as it read in a version. Twice is once.

        A yes to other words than those of today is not counted: its message may have been pressed
        a moment before it was changed.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            entry = tx.entries.get(entry_id)
            if entry is None or entry.withdrawn_at is not None:
                raise NotFound
            demand(actor, Verb.AGREE, network_id=entry.network_id)
            demand(actor, Verb.READ_ENTRY, entry=entry)
            network = the_network(tx, entry.network_id, team_id=actor.person.team_id)
            is_counted = _reads_as(tx, entry, version=version)
            if is_counted and tx.agreements.agree(entry, actor.id, at=now):
                show_or_hide(tx, network, entry, now=now)
                pin_when_adopted(tx, network, entry, now=now)
            count = tx.agreements.count(entry)
        return Yes(count=count, is_counted=is_counted, view=self.entries.see(actor, entry_id))


def _reads_as(tx: Transaction, entry: Entry, *, version: int) -> bool:
    """Whether an entry says today what it said in a version; who reads it makes no difference."""
    if version == entry.version:
        return True
    earlier = {one.version: one.answers for one in tx.entries.versions(entry.id)}
    return earlier.get(version) == entry.answers
