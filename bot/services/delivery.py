"""Delivery: take what is due out of the outbox, ask whether it is still wanted, hand it over.

Exactly once as far as Slack allows. A row is claimed and that is committed; that it begins is
committed before anybody speaks; what came of it is committed after. A process that dies in between
leaves an expired lease: what had not begun is due again, what had is *unknown* and is looked for by
the token in the message's metadata before it is sent again. A channel cannot be looked into (the
bot asks for no such scope), so the kind decides which harm is smaller: ``Kind.rather_twice``.

Nobody sleeps for another: what is held waits in lanes, one for each workspace and method, and
whatever may go next goes next. The calls themselves are made by ``hands``.
"""

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import LEASE, Delivery, DeliveryState
from bot.errors import DatabaseError
from bot.services.directory import Directory
from bot.services.handing_over import HandingOver
from bot.services.hands import InTurn
from bot.services.lanes import Lanes
from bot.services.messenger import Messenger
from bot.services.pacing import Pacing
from bot.services.reconciling import Reconciling
from bot.services.settling import Settling
from storage.store import Store

log = logging.getLogger("rounds.delivery")

_AT_ONCE = 100
_PER_TEAM = 10
_CLAIM_EVERY = timedelta(milliseconds=500)
_NAP = timedelta(seconds=1)
"""The longest sleep: something else may be due by then."""
_AT_FIRST = datetime.min.replace(tzinfo=UTC)
_WAIT_SECONDS = 0.1
"""Of real time, for a call that is under way."""


def _never() -> bool:
    return False


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
    """The delivery and reconcile ticks; several processes may run them on one PostgreSQL.

    ``hands`` make the calls: one after the other where time stands still, else many threads.
    """

    store: Store
    clock: Clock
    directory: Directory
    messenger: Messenger
    pacing: Pacing
    worker: str
    hands: Executor = field(default_factory=InTurn)

    def deliver(self, *, stop: Callable[[], bool] = _never) -> Sent:
        """Deliver until nothing is due, or until it is told to stop; safe to run in many places.

        What Slack wants to wait for long is given back and due later. Raises the first trouble of
        a delivery when all others are through, and DatabaseError at once.
        """
        return _Tick(delivering=self, lanes=Lanes(pacing=self.pacing)).run(stop)

    def reconcile(self) -> int:
        """Settle what nobody knows the outcome of; returns how much was settled."""
        return Reconciling(
            store=self.store,
            clock=self.clock,
            directory=self.directory,
            messenger=self.messenger,
            settling=self.settling,
            hands=self.hands,
        ).reconcile()

    def claim(self, lanes: Lanes) -> int:
        """Claim what is due and has room in its lane; return how much that was."""
        now = self.clock.now()
        with self.store.write() as tx:
            claimed = tx.outbox.claim(
                now=now,
                limit=_AT_ONCE,
                per_team=_PER_TEAM,
                worker=self.worker,
                lease_until=now + LEASE,
                skip=lanes.full(),
            )
        lanes.put(claimed)
        return len(claimed)

    def hand_over(self, delivery: Delivery) -> DeliveryState:
        """Hand over one delivery that is claimed."""
        return HandingOver(
            store=self.store, clock=self.clock, messenger=self.messenger, settling=self.settling
        ).hand_over(delivery)

    @property
    def settling(self) -> Settling:
        """Return what records outcomes."""
        return Settling(store=self.store, clock=self.clock, pacing=self.pacing)


@dataclass(kw_only=True, slots=True)
class _Tick:
    """One run of the delivery tick: claims, and hands over whatever may go next."""

    delivering: Delivering
    lanes: Lanes
    under_way: dict[Future[DeliveryState], Delivery] = field(default_factory=dict)
    states: Counter[DeliveryState] = field(default_factory=Counter)
    troubles: list[BaseException] = field(default_factory=list)
    claim_at: datetime = _AT_FIRST

    def run(self, stop: Callable[[], bool]) -> Sent:
        """Go on until nothing is due, and leave nothing held and no call behind."""
        try:
            while not stop() and not self._database_is_lost() and self._go_on():
                pass
        finally:
            wait(self.under_way)
        self._collect()
        if len(self.lanes) and not self._database_is_lost():
            now = self.delivering.clock.now()
            self.delivering.settling.give_back(self.lanes.everything(), until=now)
        if self.troubles:
            raise self.troubles[0]
        return self._sent()

    def _go_on(self) -> bool:
        """Do the next thing; False when nothing is left to do."""
        self._collect()
        claimed = self._claim()
        self._be_patient()
        now = self.delivering.clock.now()
        delivery = self.lanes.take(now)
        if delivery is not None:
            self._hand_over(delivery)
        elif self.under_way:
            wait(self.under_way, timeout=_WAIT_SECONDS, return_when=FIRST_COMPLETED)
        elif (at := self.lanes.next_at()) is not None:
            self.delivering.clock.sleep(min(at - now, _NAP).total_seconds())
        else:
            return claimed != 0
        return True

    def _claim(self) -> int | None:
        """Claim anew once in a while, when nothing is held, and when there was more to claim.

        None where it is not time.
        """
        now = self.delivering.clock.now()
        if len(self.lanes) and now < self.claim_at:
            return None
        claimed = self.delivering.claim(self.lanes)
        self.claim_at = now if claimed == _AT_ONCE else now + _CLAIM_EVERY
        return claimed

    def _be_patient(self) -> None:
        """Give back what Slack wants to wait for long."""
        for lane, held in self.lanes.paused(self.delivering.clock.now()).items():
            until = self.delivering.pacing.at(lane)
            self.delivering.settling.hold_back(lane, held, until=until)

    def _hand_over(self, delivery: Delivery) -> None:
        future = self.delivering.hands.submit(self.delivering.hand_over, delivery)
        self.under_way[future] = delivery

    def _collect(self) -> None:
        """Take note of the calls that are over; a trouble with one is none of the others'."""
        for future in [one for one in self.under_way if one.done()]:
            delivery = self.under_way.pop(future)
            trouble = future.exception()
            state = DeliveryState.CLAIMED if trouble else future.result()
            self.lanes.over(delivery)
            self.states[state] += 1
            if trouble is not None:
                log.error("delivery %s: %s", delivery.id, trouble)
                self.troubles.append(trouble)

    def _database_is_lost(self) -> bool:
        return any(isinstance(one, DatabaseError) for one in self.troubles)

    def _sent(self) -> Sent:
        states = self.states
        return Sent(
            sent=states[DeliveryState.SENT],
            dropped=states[DeliveryState.DROPPED],
            waiting=states[DeliveryState.PENDING] + states[DeliveryState.UNKNOWN],
            failed=states[DeliveryState.FAILED],
        )
