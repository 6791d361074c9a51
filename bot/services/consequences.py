"""Consequences of a delivery: the older message shortened, its thread, a word about trouble."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.deliveries import Action, Delivery, NewDelivery
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.outcomes import Outcome, cause_of
from bot.i18n import mark
from storage.transaction import Transaction

_PARENTS: Mapping[str, tuple[Kind, str]] = {
    "gathering": (Kind.ANNOUNCEMENT, "gathering"),
    "step": (Kind.INQUIRY_BOARD, "cycle"),
}


def thread(tx: Transaction, network: Network, delivery: Delivery) -> str | None:
    """Return the thread a shared entry belongs in, so that the channel stays quiet.

    What is about a gathering goes below its announcement, what answers a step below the board.
    """
    if delivery.kind is not Kind.SHARED_ENTRY:
        return None
    entry = tx.entries.get(int(delivery.refs["entry"]))
    if entry is None or entry.about.kind not in _PARENTS:
        return None
    kind, thing = _PARENTS[entry.about.kind]
    first = entry.about.which.partition("/")[0]
    recipient = f"channel:{network.channel_id}"
    posted = tx.outbox.shown(recipient, kind=kind, thing=f"{thing}:{first}")
    return posted.ts if posted else None


def shortening(tx: Transaction, delivery: Delivery, now: datetime) -> list[NewDelivery]:
    """Return the shortening of the message before this one about the same thing, if any."""
    if not delivery.kind.is_shortened or delivery.action is not Action.POST:
        return []
    earlier = tx.outbox.last_sent(
        delivery.recipient, kind=delivery.kind, thing=delivery.thing, before_id=delivery.id
    )
    if earlier is None or earlier.ts is None:
        return []
    return [
        NewDelivery(
            team_id=delivery.team_id,
            network_id=delivery.network_id,
            kind=delivery.kind,
            action=Action.SHORTEN,
            thing=delivery.thing,
            occurrence=f"{earlier.id}",
            recipient=delivery.recipient,
            due_at=now,
            reason=mark("A newer message about it was sent."),
            refs=earlier.refs,
            target_id=earlier.id,
        )
    ]


def trouble(
    tx: Transaction, delivery: Delivery, outcome: Outcome, now: datetime
) -> list[NewDelivery]:
    """Return one private word to each facilitator about a failure; once for a reason and a day.

    What is no fault of this recipient is told once for everybody. Nobody hears that the receipt of
    an anonymous answer could not be sent: it would tell who took part, and when.
    """
    network = tx.networks.get(delivery.network_id) if delivery.network_id else None
    if network is None or delivery.kind in {Kind.TROUBLE, Kind.TOOK_PART}:
        return []
    members = tx.members.of_network(network.id)
    leaders = [one for one in members if one.is_facilitator]
    why = outcome.why or "unknown"
    whose = delivery.recipient if cause_of(why).is_of_the_recipient else "everybody"
    recipient = next((one for one in members if one.person_id == delivery.person_id), None)
    return [
        NewDelivery(
            team_id=delivery.team_id,
            network_id=network.id,
            kind=Kind.TROUBLE,
            thing=f"trouble:{why}/{whose}",
            occurrence=now.date().isoformat(),
            recipient=f"person:{leader.person_id}",
            due_at=now,
            reason=mark("Something could not be sent."),
            refs={
                "what": recipient.name if recipient else f"#{network.name}",
                "why": why,
            },
        )
        for leader in leaders
        if leader.person_id != delivery.person_id
    ]
