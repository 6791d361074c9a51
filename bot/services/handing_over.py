"""Handing over: one delivery at the door, then to Slack, then settled."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.deliveries import (
    LEASE,
    Action,
    Delivery,
    DeliveryState,
    is_too_late,
)
from bot.domain.door import Dropped, waits_for_morning
from bot.domain.kinds import Before
from bot.domain.messages import AnyMessage
from bot.domain.networks import Network
from bot.domain.outcomes import Outcome, Verdict
from bot.domain.people import Person
from bot.services.addresses import address_of
from bot.services.composing import compose
from bot.services.messenger import Address, Messenger
from bot.services.pacing import lane_of
from bot.services.rhythms import rhythm_around
from bot.services.scene import Scene
from bot.services.settling import Settling
from storage.store import Store
from storage.transaction import Transaction

_OPEN = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.UNKNOWN})
_NO_ADDRESS = Outcome(verdict=Verdict.PERMANENT, why="no_address")
_TARGET_OPEN = Outcome(verdict=Verdict.PASSING, why="target_open")


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """What passed the door: the words, for whom and where; a withdrawal has none."""

    message: AnyMessage | None
    person: Person | None
    to: Address


@dataclass(frozen=True, kw_only=True, slots=True)
class HandingOver:
    """Hands over one delivery that is claimed; several threads may, each another one."""

    store: Store
    clock: Clock
    messenger: Messenger
    settling: Settling

    def hand_over(self, delivery: Delivery) -> DeliveryState:
        """Return what the delivery is afterwards.

        That it begins is committed before anybody speaks. Whoever lost the claim meanwhile says
        nothing: it is another worker's by then.
        """
        now = self.clock.now()
        with self.store.read() as tx:
            answer = _at_the_door(tx, delivery, now)
        begun = replace(delivery, attempted_at=now, lease_until=now + LEASE)
        if isinstance(answer, Errand) and self._begin(begun, now):
            outcome = self.messenger.send(begun, answer.message, answer.to)
            self.settling.learn(lane_of(begun.team_id, begun.action), outcome)
            return self.settling.settle(begun, outcome, person=answer.person)
        self.settling.spare(delivery)
        match answer:
            case Dropped():
                return self.settling.drop(delivery, answer)
            case datetime():
                return self.settling.wait(delivery, answer)
            case Outcome():
                return self.settling.settle(delivery, answer)
            case Errand():
                return DeliveryState.PENDING

    def _begin(self, delivery: Delivery, now: datetime) -> bool:
        with self.store.write() as tx:
            return tx.outbox.begin(delivery, now=now, lease_until=now + LEASE)


def _at_the_door(
    tx: Transaction, delivery: Delivery, now: datetime
) -> Errand | Dropped | datetime | Outcome:
    """Return the errand; or why it is not wanted, until when it waits, or what is in its way."""
    network = tx.networks.get(delivery.network_id) if delivery.network_id else None
    person = tx.people.get(delivery.person_id) if delivery.person_id else None
    if network is None or (delivery.person_id is not None and person is None):
        return Dropped.GONE
    if is_too_late(delivery, now, late_by=network.late_by):
        return Dropped.TOO_LATE
    message = _message(tx, delivery, network, person, now=now)
    if isinstance(message, Dropped):
        return message
    if person is not None and delivery.action is Action.POST:
        rhythm = rhythm_around(tx, network, person, refs=delivery.refs)
        before = delivery.refs.get("before")
        reminder = Before(str(before)) if before else None
        later = waits_for_morning(delivery.kind, now, rhythm, before=reminder)
        if later is not None:
            return later
    if _target_is_on_its_way(tx, delivery):
        return _TARGET_OPEN
    to = address_of(tx, delivery, network=network, person=person)
    if to is None:
        return _NO_ADDRESS if delivery.target_id is None else Dropped.GONE
    return Errand(message=message, person=person, to=to)


def _message(
    tx: Transaction, delivery: Delivery, network: Network, person: Person | None, *, now: datetime
) -> AnyMessage | Dropped | None:
    if not delivery.action.needs_words:
        return None
    subject = delivery
    if delivery.action is Action.SHORTEN and delivery.target_id is not None:
        earlier = tx.outbox.get(delivery.target_id) or delivery
        subject = replace(earlier, action=Action.SHORTEN)
    return compose(Scene(tx=tx, network=network, delivery=subject, person=person, now=now))


def _target_is_on_its_way(tx: Transaction, delivery: Delivery) -> bool:
    """Whether the message to be changed is not settled itself yet."""
    target = tx.outbox.get(delivery.target_id) if delivery.target_id is not None else None
    return target is not None and target.state in _OPEN
