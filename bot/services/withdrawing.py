"""Withdrawing: take an entry, or a name under it, out of all that shows it, in a transaction."""

from dataclasses import replace
from datetime import datetime

from bot.domain.deliveries import NewDelivery
from bot.domain.entries import Entry
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.i18n import mark
from bot.services.channel import show_or_hide, withdrawal
from bot.services.following import refresh_receipt
from bot.services.occasions import clear_away, on_entry
from storage.transaction import Transaction

_ABOUT_IT = (Kind.RECEIPT, Kind.CREDITED)


def take_name_off(
    tx: Transaction, network: Network, entry: Entry, person_id: int, *, now: datetime
) -> Entry:
    """Name somebody no more under what a team wrote, wherever it is shown; returns it as it is."""
    tx.entries.uncredit(entry.id, person_id)
    without = replace(entry, people=entry.people - {person_id})
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
    tx.outbox.plan(_copies(tx, entry, now), at=now)


def _copies(tx: Transaction, entry: Entry, now: datetime) -> list[NewDelivery]:
    """Return what deletes the copies that its writers have in their private messages."""
    thing = f"entry:{entry.id}"
    shown = (
        tx.outbox.shown(f"person:{writer}", kind=kind, thing=thing)
        for writer in sorted(entry.writers)
        for kind in _ABOUT_IT
    )
    reason = mark("Its author took it back.")
    return [withdrawal(one, reason=reason, now=now) for one in shown if one is not None]
