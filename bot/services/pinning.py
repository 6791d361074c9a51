"""Pinning: the charter that holds stands at the top of the channel, and only that one (S29).

A pin is a row of the outbox like a message: what a crash interrupts is done afterwards, and doing
it twice does no harm. Taking back an adopted charter takes its message, and the pin with it.
"""

from datetime import datetime

from bot.domain.deliveries import Action, Delivery, NewDelivery
from bot.domain.entries import Entry
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.i18n import mark
from bot.services.channel import adoption_needs
from storage.transaction import Transaction


def pin_when_adopted(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Plan the pin of a charter that two thirds have said yes to; an earlier one leaves its place.

    Twice is once: the key of the row is the message that is pinned.
    """
    if entry.form_id != network.programme.places.charter:
        return
    needed = adoption_needs(tx, network)
    shown = _message_of(tx, network, entry)
    if shown is None or not needed or tx.agreements.count(entry.id) < needed:
        return
    rows = [_row(network, shown, Action.PIN, now=now, why=f"{shown.id}")]
    for other in tx.entries.of_network(network.id, form_id=entry.form_id):
        message = _message_of(tx, network, other) if other.id != entry.id else None
        if message is not None and tx.agreements.count(other.id):
            rows.append(_row(network, message, Action.UNPIN, now=now, why=f"for/{shown.id}"))
    tx.outbox.plan(rows, at=now)


def _message_of(tx: Transaction, network: Network, entry: Entry) -> Delivery | None:
    recipient = f"channel:{network.channel_id}"
    return tx.outbox.shown(recipient, kind=Kind.SHARED_ENTRY, thing=f"entry:{entry.id}")


def _row(
    network: Network, shown: Delivery, action: Action, *, now: datetime, why: str
) -> NewDelivery:
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.SHARED_ENTRY,
        action=action,
        thing=shown.thing,
        occurrence=f"{action.value}/{why}",
        recipient=shown.recipient,
        due_at=now,
        reason=mark("The network has adopted its charter."),
        refs=shown.refs,
        target_id=shown.id,
    )
