"""Announcing decisions: the channel hears what was adopted, once, and the message follows it."""

from datetime import datetime

from bot.domain.deciding import Adopted, DecisionRound, plainly
from bot.domain.deliveries import Action, Delivery, NewDelivery
from bot.domain.gatherings import series_of
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.i18n import mark
from bot.services.adopted import asked_for
from bot.services.channel import anew, refresh_announcement
from storage.transaction import Transaction


def announce(
    tx: Transaction, network: Network, one: DecisionRound, *, at: datetime, now: datetime
) -> None:
    """Plan what the channel needs: the message where none stands or waits, else its update."""
    if tx.outbox.pending(network_id=network.id, kind=Kind.DECIDED, thing=one.thing):
        return
    shown = _shown(tx, network, one)
    action = Action.POST if shown is None else Action.UPDATE
    row = _row(network, one, action, due_at=at if shown is None else now, now=now, shown=shown)
    tx.outbox.plan([row], at=now)


def take_back(tx: Transaction, network: Network, one: DecisionRound, *, now: datetime) -> None:
    """Drop what waits and withdraw what stands; what was never said needs nothing."""
    tx.outbox.drop_pending(
        network_id=network.id, kind=Kind.DECIDED, thing=one.thing, reason="taken_back", at=now
    )
    shown = _shown(tx, network, one)
    if shown is not None:
        row = _row(network, one, Action.WITHDRAW, due_at=now, now=now, shown=shown)
        tx.outbox.plan([row], at=now)


def refresh_meetings(
    tx: Transaction, network: Network, adopted: Adopted | None, *, now: datetime
) -> None:
    """Plan updates of the announcements that name what was adopted, or name it no more (S58)."""
    words = {plainly(item.words) for item in adopted.items} if adopted is not None else set()
    for gathering in tx.gatherings.of_network(network.id):
        if gathering.is_on and not gathering.is_over(now):
            topic = series_of(gathering, network.programme).topic_of(gathering.number)
            found = asked_for(tx, network, gathering)
            named = found is not None and plainly(found.words) in words
            if named or (topic is not None and plainly(str(topic.what)) in words):
                refresh_announcement(tx, network, gathering, now=now)


def _shown(tx: Transaction, network: Network, one: DecisionRound) -> Delivery | None:
    recipient = f"channel:{network.channel_id}"
    return tx.outbox.shown(recipient, kind=Kind.DECIDED, thing=one.thing)


def _row(
    network: Network,
    one: DecisionRound,
    action: Action,
    *,
    due_at: datetime,
    now: datetime,
    shown: Delivery | None,
) -> NewDelivery:
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.DECIDED,
        action=action,
        thing=one.thing,
        occurrence=anew(now),
        recipient=f"channel:{network.channel_id}",
        due_at=due_at,
        reason=mark("The network has decided something."),
        refs={"decision_round": one.id},
        target_id=shown.id if shown else None,
    )
