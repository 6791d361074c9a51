"""The channel: the few messages it shows, kept in step with what is true."""

from datetime import datetime
from secrets import token_hex

from bot.domain.charters import adopting
from bot.domain.deliveries import Action, Delivery, NewDelivery
from bot.domain.entries import Entry
from bot.domain.gatherings import Gathering
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.i18n import mark
from bot.services.invitations import days_of
from storage.transaction import Transaction


def adoption_needs(tx: Transaction, network: Network) -> int:
    """Return how many yes adopt a charter: two thirds of the members (S29)."""
    members = [one for one in tx.members.of_network(network.id) if not one.is_facilitator]
    return adopting(len(members))


def anew(now: datetime) -> str:
    """Return an occurrence of its own: two changes within one moment are two changes."""
    return f"{now.isoformat()}/{token_hex(4)}"


def withdrawal(said: Delivery, *, reason: str, now: datetime) -> NewDelivery:
    """Return what deletes a message that was said, in the channel or in private."""
    return NewDelivery(
        team_id=said.team_id,
        network_id=said.network_id,
        kind=said.kind,
        action=Action.WITHDRAW,
        thing=said.thing,
        occurrence=anew(now),
        recipient=said.recipient,
        due_at=now,
        reason=reason,
        target_id=said.id,
    )


def show_or_hide(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Plan what the channel needs: the message of a shared entry, its update, or its withdrawal.

    1. Shared, and something waits in the outbox to show it: that is drawn when it goes.
    2. Else what waits is overtaken, a withdrawal too, and is dropped; a pin that waits beside it
       stays as long as the entry is shared.
    3. Shared and not shown yet: post it. Shared and shown: update it.
    4. Not shared (any more) and shown: take it back.
    """
    thing, recipient = f"entry:{entry.id}", f"channel:{network.channel_id}"
    kind = Kind.SHARED_ENTRY
    is_shared = entry.visibility is Visibility.NETWORK and entry.withdrawn_at is None
    waiting = tx.outbox.pending(network_id=network.id, kind=kind, thing=thing)
    if is_shared and any(one.action.needs_words for one in waiting):
        return
    if not is_shared or any(one.action is Action.WITHDRAW for one in waiting):
        tx.outbox.drop_pending(
            network_id=network.id, kind=kind, thing=thing, reason="overtaken", at=now
        )
    shown = tx.outbox.shown(recipient, kind=kind, thing=thing)
    action = _needed(shown, is_shared=is_shared)
    if action is None:
        return
    row = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=kind,
        action=action,
        thing=thing,
        occurrence=anew(now),
        recipient=recipient,
        due_at=now,
        reason=mark("Its author shares it with the network."),
        refs={"entry": entry.id},
        target_id=shown.id if shown else None,
    )
    tx.outbox.plan([row], at=now)


def _needed(shown: Delivery | None, *, is_shared: bool) -> Action | None:
    if is_shared:
        return Action.POST if shown is None else Action.UPDATE
    return None if shown is None else Action.WITHDRAW


def refresh_announcement(
    tx: Transaction, network: Network, gathering: Gathering, *, now: datetime
) -> None:
    """Plan an update of the announcement, unless it is not posted yet or one waits already.

    Of several days one is announced, and names the others.
    """
    for gathering_id in {one.id for one in (gathering, *days_of(tx, network, gathering))}:
        refresh(
            tx,
            network,
            kind=Kind.ANNOUNCEMENT,
            thing=f"gathering:{gathering_id}",
            refs={"gathering": gathering_id},
            now=now,
        )


def refresh(
    tx: Transaction,
    network: Network,
    *,
    kind: Kind,
    thing: str,
    refs: dict[str, str | int],
    now: datetime,
) -> None:
    """Plan an update in place of the one message a channel has about a thing; twice is once."""
    recipient = f"channel:{network.channel_id}"
    posted = tx.outbox.shown(recipient, kind=kind, thing=thing)
    waiting = tx.outbox.pending(network_id=network.id, kind=kind, thing=thing)
    if posted is None or waiting:
        return
    update = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=kind,
        action=Action.UPDATE,
        thing=thing,
        occurrence=anew(now),
        recipient=recipient,
        due_at=now,
        reason=mark("Something about it changed."),
        refs=refs,
        target_id=posted.id,
    )
    tx.outbox.plan([update], at=now)
