"""Delivery: take what is due out of the outbox, ask whether it is still wanted, hand it over.

Exactly once as far as Slack allows. A row is claimed and that is committed before anybody speaks;
what came of it is committed after. A process that dies in between leaves an expired lease, and an
expired lease is *unknown*: it is looked for by the token in the message's metadata before it is
sent again. A channel cannot be looked into (the bot asks for no such scope), so the kind decides
which harm is smaller: ``Kind.rather_twice``.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import (
    LEASE,
    Action,
    Delivery,
    DeliveryState,
    Outcome,
    Verdict,
    is_too_late,
    wait_before_retry,
)
from bot.domain.door import Dropped, waits_for_morning
from bot.domain.messages import AnyMessage
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.errors import Unreachable
from bot.services.addresses import address_of
from bot.services.composing import compose
from bot.services.consequences import shortening, trouble
from bot.services.directory import Directory
from bot.services.holding import after_drop, is_counted
from bot.services.messenger import Address, Messenger
from bot.services.pacing import Pacing
from bot.services.scene import Scene
from storage.store import Store

_AT_ONCE = 20
_PER_TEAM = 10
_LOOKUPS_AT_ONCE = 5
_OPEN = frozenset({DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.UNKNOWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What a delivery tick did, for logs and for the playground's progress."""

    sent: int = 0
    dropped: int = 0
    waiting: int = 0
    failed: int = 0

    def __add__(self, more: "Sent") -> "Sent":
        """Return both together."""
        return Sent(
            sent=self.sent + more.sent,
            dropped=self.dropped + more.dropped,
            waiting=self.waiting + more.waiting,
            failed=self.failed + more.failed,
        )

    @property
    def total(self) -> int:
        """How many rows it touched; 0 means that nothing is due."""
        return self.sent + self.dropped + self.waiting + self.failed


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivering:
    """The delivery and reconcile ticks; several processes may run them on one PostgreSQL."""

    store: Store
    clock: Clock
    directory: Directory
    messenger: Messenger
    pacing: Pacing
    worker: str

    def deliver(self) -> Sent:
        """Deliver what is due, one batch; safe to repeat and to run in several places at once."""
        now = self.clock.now()
        with self.store.write() as tx:
            batch = tx.outbox.claim(
                now=now,
                limit=_AT_ONCE,
                per_team=_PER_TEAM,
                worker=self.worker,
                lease_until=now + LEASE,
            )
        states = [self._deliver_one(delivery) for delivery in batch]
        return Sent(
            sent=states.count(DeliveryState.SENT),
            dropped=states.count(DeliveryState.DROPPED),
            waiting=states.count(DeliveryState.PENDING) + states.count(DeliveryState.UNKNOWN),
            failed=states.count(DeliveryState.FAILED),
        )

    def reconcile(self) -> int:
        """Settle what nobody knows the outcome of; returns how many were looked at.

        1. Leases that ran out become unknown.
        2. A post to a person is looked for by its token: found means sent.
        3. Not found, or a change that may be repeated: it goes back into the queue.
        4. A post to a channel, or a conversation that may not be read: the kind decides.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            tx.outbox.expire_leases(now)
        with self.store.read() as tx:
            rows = tx.outbox.unknown(limit=_LOOKUPS_AT_ONCE)
        for row in rows:
            self._reconcile_one(row)
        return len(rows)

    def _deliver_one(self, delivery: Delivery) -> DeliveryState:
        now = self.clock.now()
        if is_too_late(delivery, now):
            return self._drop(delivery, Dropped.TOO_LATE)
        scene = self._scene(delivery)
        if scene is None:
            return self._drop(delivery, Dropped.GONE)
        network, person, message = scene
        if isinstance(message, Dropped):
            return self._drop(delivery, message)
        if person is not None and delivery.action is Action.POST:
            later = waits_for_morning(delivery.kind, now, person.rhythm(network.rhythm))
            if later is not None:
                self._wait(delivery, later)
                return DeliveryState.PENDING
        return self._hand_over(delivery, message, network=network, person=person)

    def _hand_over(
        self,
        delivery: Delivery,
        message: AnyMessage | None,
        *,
        network: Network,
        person: Person | None,
    ) -> DeliveryState:
        if self._target_is_on_its_way(delivery):
            return self._settle(delivery, Outcome(verdict=Verdict.PASSING, why="target_open"))
        try:
            to = self._address(delivery, network=network, person=person)
        except Unreachable:
            return self._settle(delivery, Outcome(verdict=Verdict.PASSING, why="unreachable"))
        if to is None and delivery.target_id is not None:
            return self._drop(delivery, Dropped.GONE)
        if to is None:
            return self._settle(delivery, Outcome(verdict=Verdict.PERMANENT, why="no_address"))
        self.pacing.wait(delivery.team_id, to.channel)
        if not self._begin(delivery):
            return DeliveryState.PENDING
        return self._settle(delivery, self.messenger.send(delivery, message, to))

    def _begin(self, delivery: Delivery) -> bool:
        """Commit that it is handed over from now on; False where it is another worker's by now."""
        now = self.clock.now()
        with self.store.write() as tx:
            return tx.outbox.begin(delivery, now=now, lease_until=now + LEASE)

    def _target_is_on_its_way(self, delivery: Delivery) -> bool:
        """Whether the message to be changed is not settled itself yet."""
        if delivery.target_id is None:
            return False
        with self.store.read() as tx:
            target = tx.outbox.get(delivery.target_id)
        return target is not None and target.state in _OPEN

    def _scene(
        self, delivery: Delivery
    ) -> tuple[Network, Person | None, AnyMessage | Dropped | None] | None:
        with self.store.read() as tx:
            network = tx.networks.get(delivery.network_id) if delivery.network_id else None
            if network is None:
                return None
            person = tx.people.get(delivery.person_id) if delivery.person_id else None
            if delivery.person_id is not None and person is None:
                return None
            if delivery.action is Action.WITHDRAW:
                return network, person, None
            subject = delivery
            if delivery.action is Action.SHORTEN and delivery.target_id is not None:
                subject = replace(
                    tx.outbox.get(delivery.target_id) or delivery, action=Action.SHORTEN
                )
            scene = Scene(
                tx=tx,
                network=network,
                delivery=subject,
                person=person,
                now=self.clock.now(),
            )
            return network, person, compose(scene)

    def _address(
        self, delivery: Delivery, *, network: Network, person: Person | None
    ) -> Address | None:
        return address_of(
            delivery, store=self.store, directory=self.directory, network=network, person=person
        )

    def _drop(self, delivery: Delivery, why: Dropped) -> DeliveryState:
        now = self.clock.now()
        with self.store.write() as tx:
            tx.outbox.settle(delivery.id, state=DeliveryState.DROPPED, at=now, outcome=why.name)
            tx.outbox.plan(after_drop(tx, delivery, why, now), at=now)
        return DeliveryState.DROPPED

    def _wait(self, delivery: Delivery, until: datetime) -> None:
        """Promise another time: the person's quiet hours or zone changed since it was planned."""
        with self.store.write() as tx:
            if tx.outbox.again(delivery, due_at=until, outcome="quiet_hours"):
                tx.outbox.move(delivery.id, until)

    def _settle(self, delivery: Delivery, outcome: Outcome) -> DeliveryState:
        now = self.clock.now()
        with self.store.write() as tx:
            match outcome.verdict:
                case Verdict.SENT:
                    tx.outbox.settle(
                        delivery.id,
                        state=DeliveryState.SENT,
                        at=now,
                        channel=outcome.channel,
                        ts=outcome.ts,
                        counted=is_counted(tx, delivery),
                    )
                    tx.outbox.plan(shortening(tx, delivery, now), at=now)
                    return DeliveryState.SENT
                case Verdict.PASSING:
                    due_at = now + wait_before_retry(delivery.attempts, outcome)
                    tx.outbox.again(delivery, due_at=due_at, outcome=outcome.why)
                    self.pacing.refused(delivery.team_id, outcome.wait or timedelta())
                    return DeliveryState.PENDING
                case Verdict.UNKNOWN:
                    tx.outbox.settle(
                        delivery.id, state=DeliveryState.UNKNOWN, at=now, outcome=outcome.why
                    )
                    return DeliveryState.UNKNOWN
                case Verdict.PERMANENT:
                    tx.outbox.settle(
                        delivery.id, state=DeliveryState.FAILED, at=now, outcome=outcome.why
                    )
                    tx.outbox.plan(trouble(tx, delivery, outcome, now), at=now)
                    return DeliveryState.FAILED

    def _reconcile_one(self, row: Delivery) -> None:
        with self.store.read() as tx:
            network = tx.networks.get(row.network_id) if row.network_id else None
            person = tx.people.get(row.person_id) if row.person_id else None
        found = None
        try:
            to = self._address(row, network=network, person=person) if network else None
        except Unreachable:
            return
        if to is not None and person is not None and row.action is Action.POST:
            found = self.messenger.find(row, to)
        if found is not None and found.verdict is Verdict.PASSING:
            return
        if found is not None and found.verdict is Verdict.SENT:
            self._settle(row, found)
        elif row.action is not Action.POST or person is not None or row.kind.rather_twice:
            with self.store.write() as tx:
                tx.outbox.again(row, due_at=self.clock.now(), outcome="not_found")
        else:
            self._drop(row, Dropped.TOO_LATE)
