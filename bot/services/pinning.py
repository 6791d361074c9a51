"""Pinning: the charter that holds stands at the top of the channel, and only that one (S29).

A pin is a row of the outbox like a message: what a crash interrupts is done afterwards, and doing
it twice does no harm. Taking back an adopted charter takes its message, and the pin with it. One
whose words were changed is let go until two thirds have said yes to the new ones.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.entries import Entry
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.i18n import mark
from bot.services.channel import adoption_needs
from storage.transaction import Transaction


def pin_when_adopted(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Plan the pin of a charter that two thirds have said yes to; an earlier one leaves its place.

    Twice is once: the key of the row is the message that is pinned, and the version that it shows.
    """
    if entry.form_id != network.programme.places.charter:
        return
    needed = adoption_needs(tx, network)
    shown = _message_of(tx, network, entry)
    if shown is None or not needed or tx.agreements.count(entry) < needed:
        return
    rows = [_row(network, shown, Action.PIN, now=now, why=_which(shown, entry))]
    for other in tx.entries.of_network(network.id, form_id=entry.form_id):
        message = _message_of(tx, network, other) if other.id != entry.id else None
        if message is not None and tx.agreements.count(other):
            rows.append(
                _row(network, message, Action.UNPIN, now=now, why=f"for/{_which(shown, entry)}")
            )
    tx.outbox.plan(rows, at=now)


def ask_again(
    tx: Transaction, network: Network, entry: Entry, *, before: Entry, now: datetime
) -> None:
    """Plan the end of a pin when the words are others than those that were agreed to (S29).

    A pin that still waits, because Slack was away, is not to come after it.
    """
    if entry.answers == before.answers:
        tx.agreements.keep(entry)
        return
    shown = _message_of(tx, network, entry)
    is_charter = entry.form_id == network.programme.places.charter
    if is_charter and shown is not None and tx.agreements.count(before):
        for one in tx.outbox.pending(network_id=network.id, kind=shown.kind, thing=shown.thing):
            if one.action is Action.PIN:
                tx.outbox.settle(one.id, state=DeliveryState.DROPPED, at=now, outcome="overtaken")
        row = _row(network, shown, Action.UNPIN, now=now, why=_which(shown, entry))
        tx.outbox.plan([replace(row, reason=mark("The charter was changed."))], at=now)


def _which(shown: Delivery, entry: Entry) -> str:
    return f"{shown.id}/{entry.version}"


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
