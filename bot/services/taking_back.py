"""Taking back: what somebody wrote, or their name under what a team wrote together."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.deliveries import Action, NewDelivery
from bot.domain.entries import Entry, FormRef
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.errors import NotFound
from bot.i18n import mark
from bot.services.channel import anew, show_or_hide
from bot.services.drafts import discard
from bot.services.following import refresh_receipt
from bot.services.networks import the_network
from bot.services.occasions import clear_away, on_entry
from storage.store import Store
from storage.transaction import Transaction

_ABOUT_IT = (Kind.RECEIPT, Kind.CREDITED)


@dataclass(frozen=True, kw_only=True, slots=True)
class TakingBack:
    """Verbs about what somebody no longer wants to have written."""

    store: Store
    clock: Clock

    def entry(self, actor: Actor, entry_id: int) -> Entry:
        """Take back an entry of one's own: it is in no list, export or channel any more.

        The copies in private messages go, too. Whoever has left the network still can; so can who
        typed it in from paper. Raises NotFound for one that is gone already.
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
            tx.entries.uncredit(entry.id, actor.id)
            without = replace(entry, people=entry.people - {actor.id})
            show_or_hide(tx, network, without, now=now)
            on_entry(tx, network, without, now=now)
            refresh_receipt(tx, network, without, now=now)
        return without


def withdraw(
    tx: Transaction, network: Network, entry: Entry, *, now: datetime, again: bool = False
) -> None:
    """Take an entry back, with what the channel shows of it and the copies of its writers.

    ``again`` lets the very same be sent anew.
    """
    tx.entries.withdraw(entry.id, at=now, again=again)
    clear_away(tx, network, entry, now=now)
    tx.outbox.plan(_copies(tx, network, entry, now), at=now)


def _there(tx: Transaction, entry_id: int) -> Entry:
    entry = tx.entries.get(entry_id)
    if entry is None or entry.withdrawn_at is not None:
        raise NotFound
    return entry


def _copies(tx: Transaction, network: Network, entry: Entry, now: datetime) -> list[NewDelivery]:
    """Return what deletes the copies that its writers have in their private messages."""
    thing = f"entry:{entry.id}"
    shown = (
        tx.outbox.shown(f"person:{writer}", kind=kind, thing=thing)
        for writer in sorted(entry.writers)
        for kind in _ABOUT_IT
    )
    return [
        NewDelivery(
            team_id=network.team_id,
            network_id=network.id,
            kind=one.kind,
            action=Action.WITHDRAW,
            thing=thing,
            occurrence=anew(now),
            recipient=one.recipient,
            due_at=now,
            reason=mark("Its author took it back."),
            target_id=one.id,
        )
        for one in shown
        if one is not None
    ]
