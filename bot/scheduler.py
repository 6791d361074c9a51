"""Time as a driver: a few ticks over our own tables, and APScheduler to call them.

APScheduler decides nothing here: no local time, no job store (architecture.md 5 and 6).
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock
from bot.domain.deliveries import Delivery
from bot.errors import RoundsError
from bot.services.delivery import Delivering, Sent
from bot.services.planning import Planning
from storage.store import Store

log = logging.getLogger("rounds.scheduler")

PLAN_SECONDS = 60.0
DELIVER_SECONDS = 1.0
RECONCILE_SECONDS = 5.0
TIDY_SECONDS = 3600.0
STEPPED_SECONDS = 0.1
"""How often a process under a stepped clock ticks: its time may jump at any moment."""
HEARTBEAT = "scheduler"
HEARTBEAT_SECONDS = 15.0
STALL = timedelta(seconds=90)
_EVENTS_KEPT = timedelta(days=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticks:
    """What is done again and again; every tick is safe to run twice and in several processes."""

    store: Store
    clock: Clock
    planning: Planning
    delivering: Delivering
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the process ends: what is held of a long queue is given back to the next start."""

    def plan(self) -> None:
        """Fill the outbox a day or two ahead."""
        self.planning.plan()

    def deliver(self) -> Sent:
        """Deliver until nothing is due."""
        return self.delivering.deliver(stop=self.over.is_set)

    def reconcile(self) -> None:
        """Settle deliveries whose outcome nobody knows."""
        self.delivering.reconcile()

    def tidy(self) -> None:
        """Forget event ids that Slack will not repeat any more."""
        with self.store.write() as tx:
            tx.events.forget_before(self.clock.now() - _EVENTS_KEPT)

    def beat(self) -> None:
        """Leave a sign of life, which ``/health`` and ``doctor`` read."""
        self.store.prove(HEARTBEAT, self.clock.now())

    def until_idle(self, *, plan: bool = True) -> Sent:
        """Run all ticks until nothing is due: after each jump of a stepped clock.

        Without ``plan`` only what waits already is delivered.
        """
        if plan:
            self.plan()
        sent = self.deliver()
        while self.delivering.reconcile():
            sent = sent + self.deliver()
        return sent

    def waiting(self) -> tuple[Delivery, ...]:
        """Return what waits in the outbox, in the order in which it is due."""
        with self.store.read() as tx:
            return tx.outbox.pending()

    def next_due(self) -> datetime | None:
        """Return when the next waiting delivery is due, or None."""
        with self.store.read() as tx:
            return tx.outbox.next_due()


class Watch:
    """Runs the ticks; trouble that a sentence tells is told once, and once more when it is over.

    Every tick is safe to run again, so what could not be done now is done by the next one.
    """

    def __init__(self) -> None:
        """Expect nothing bad."""
        self._troubled: dict[str, str] = {}
        self._lock = threading.Lock()

    def run(self, name: str, tick: Callable[[], object]) -> None:
        """Run one tick by its name."""
        try:
            tick()
        except RoundsError as trouble:
            self._note(name, str(trouble))
        else:
            self._note(name, None)

    def _note(self, name: str, trouble: str | None) -> None:
        with self._lock:
            known = set(self._troubled.values())
            if trouble is not None:
                self._troubled[name] = trouble
            elif self._troubled.pop(name, None) is None:
                return
            over = not self._troubled
        if trouble is not None and trouble not in known:
            log.error("%s", trouble)
        elif over:
            log.warning("all is well again")


class Scheduler:
    """APScheduler with its memory store, calling the ticks; stopped by ``stop``."""

    def __init__(self, ticks: Ticks, *, stepped: bool = False) -> None:
        """Prepare the jobs; ``stepped`` ticks fast, for a clock that jumps."""
        self._ticks = ticks
        watch = Watch()
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_listener(_complain, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        jobs = (
            (ticks.plan, PLAN_SECONDS),
            (ticks.deliver, DELIVER_SECONDS),
            (ticks.reconcile, RECONCILE_SECONDS),
            (ticks.tidy, TIDY_SECONDS),
            (ticks.beat, HEARTBEAT_SECONDS),
        )
        for job, seconds in jobs:
            quick = stepped and seconds <= PLAN_SECONDS
            self._scheduler.add_job(
                watch.run,
                "interval",
                args=(job.__name__, job),
                seconds=STEPPED_SECONDS if quick else seconds,
                id=job.__name__,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Finish the running ticks and end; of a long queue only the calls under way."""
        self._ticks.over.set()
        self._scheduler.shutdown(wait=True)


def _complain(event: JobExecutionEvent) -> None:
    log.error("tick %s: %s", event.job_id, getattr(event, "exception", "missed"))
