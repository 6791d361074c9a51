"""Holding: what follows when something is not said one by one, and what counts as having been."""

from datetime import datetime, timedelta

from bot.domain.deliveries import Action, Delivery, NewDelivery
from bot.domain.door import Dropped, counts
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Digest, Person, Silence
from bot.i18n import mark
from bot.services.catching_up import plan_digest
from bot.services.rhythms import rhythm_of
from storage.transaction import Transaction

ASK_AGAIN_AFTER = timedelta(weeks=4)
"""How long a check-in is not asked for after three silent rounds, where nobody says otherwise."""
_AWAY = frozenset({Dropped.PAUSED, Dropped.AWAY})
_FOR_WHO_CHOSE_A_DIGEST = frozenset({Dropped.DIGEST, Dropped.CAP, Dropped.TOO_LATE})


def after_drop(
    tx: Transaction, delivery: Delivery, why: Dropped, now: datetime
) -> list[NewDelivery]:
    """Return what is to be said instead of a delivery that was dropped.

    1. What was held back while somebody was away or paused waits for their return.
    2. Whoever chose a digest hears of the rest there. A digest that came too late comes again.
    3. After three silent rounds the question is whether to go on asking; unless its reader says
       otherwise, the asking rests for four weeks from now.
    """
    network = tx.networks.get(delivery.network_id) if delivery.network_id else None
    person = tx.people.get(delivery.person_id) if delivery.person_id else None
    if network is None or person is None or not delivery.kind.is_prompt:
        return []
    if why is Dropped.ASKED_INSTEAD:
        return [_ask_whether(tx, delivery, network, person, now=now)]
    has_digest = person.settings.digest is not Digest.OFF or delivery.kind is Kind.DIGEST
    if why in _AWAY or (has_digest and why in _FOR_WHO_CHOSE_A_DIGEST):
        is_return = why in _AWAY or "return" in delivery.refs
        return plan_digest(tx, person, network, now=now, is_return=is_return)
    return []


def is_counted(tx: Transaction, delivery: Delivery) -> bool:
    """Whether a message that was sent counts towards its reader's weekly cap."""
    if delivery.action is not Action.POST or delivery.person_id is None:
        return False
    if delivery.kind is not Kind.REMINDER:
        return counts(delivery.kind)
    answer = tx.gatherings.invitation(int(delivery.refs["gathering"]), delivery.person_id)
    return counts(delivery.kind, rsvp=answer.rsvp if answer else None)


def _ask_whether(
    tx: Transaction, delivery: Delivery, network: Network, person: Person, *, now: datetime
) -> NewDelivery:
    today = local_date(now, zone=rhythm_of(tx, network, person).zone)
    tx.silences.keep(
        Silence(
            person_id=person.id,
            network_id=network.id,
            prompt=delivery.thing,
            until=today + ASK_AGAIN_AFTER,
            at=now,
        )
    )
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.STILL_HERE,
        thing=delivery.thing,
        occurrence=f"instead/{delivery.id}",
        recipient=delivery.recipient,
        due_at=now,
        reason=mark("Three rounds of it stayed without an answer."),
        refs=delivery.refs,
    )
