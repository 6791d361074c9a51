"""One side of the comparison with a job store, in a process of its own, so that memory is its own.

Started as ``python -m tests.benchmarks.side ours|theirs ADDRESS``. It reads ``add FROM TO``,
``claim COUNT`` and ``grown``, a line each, and answers each with a number: the seconds that it
took, or by how many bytes the most memory it ever held is above what it held while idle. Both
sides use the engine of ``storage.engine`` on one database: the same file or server, the same
pragmas (write-ahead log, synchronous=FULL), every commit on the disk.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from time import perf_counter
from typing import Any, Protocol

from apscheduler.executors.base import BaseExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bot.domain.deliveries import LEASE, NewDelivery
from storage.engine import make_engine, read_address
from storage.store import Store
from tests.storage.cast import KEY, NOW, reminder

TOGETHER = 1_000
"""Deliveries planned in one transaction: a thousand people are one large network."""
AT_ONCE, PER_TEAM = 100, 10
"""What the delivery tick claims at once, in all and of one workspace."""
WORKSPACES = 20
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
"""APScheduler asks the real clock what is due."""
_KIBI = 1 if sys.platform == "darwin" else 1024


class Side(Protocol):
    """What is compared."""

    def add(self, first: int, end: int) -> None:
        """Remember so many jobs that are due already."""

    def claim(self, count: int) -> None:
        """Take so many of what is due, so that nobody takes it again after this process dies."""


class Ours:
    """The outbox, by the calls of the planning tick and of the delivery tick."""

    def __init__(self, address: str) -> None:
        """Open the database and look into it once."""
        self._store = Store.open(address, keys=[KEY])
        with self._store.read() as tx:
            tx.outbox.next_due()

    def add(self, first: int, end: int) -> None:
        """Plan them, those of one network together."""
        for start in range(first, end, TOGETHER):
            with self._store.write() as tx:
                tx.outbox.plan(map(job, range(start, start + TOGETHER)), at=LONG_AGO)

    def claim(self, count: int) -> None:
        """Claim in the portions of the delivery tick; what is claimed is read in full."""
        while count > 0:
            with self._store.write() as tx:
                claimed = tx.outbox.claim(
                    now=NOW,
                    limit=AT_ONCE,
                    per_team=PER_TEAM,
                    worker="worker",
                    lease_until=NOW + LEASE,
                )
            assert claimed
            count -= len(claimed)


class Counting(BaseExecutor):  # type: ignore[misc]  # APScheduler has no types
    """An executor that runs nothing and so takes no time from the scheduler; it only counts."""

    def __init__(self) -> None:
        """Begin to count."""
        super().__init__()
        self.left = 0
        self.done = Event()

    def submit_job(self, job: object, run_times: object) -> None:
        """Take a job, and keep no book of those that run."""
        self._do_submit_job(job, run_times)

    def _do_submit_job(self, job: object, run_times: object) -> None:
        del job, run_times
        self.left -= 1
        if not self.left:
            self.done.set()


class Theirs:
    """APScheduler 3 with its SQLAlchemyJobStore: it adds and takes out jobs one by one."""

    def __init__(self, address: str) -> None:
        """Start a scheduler that holds still."""
        self._executor = Counting()
        store = SQLAlchemyJobStore(
            engine=make_engine(read_address(address), keys=[KEY], durable=True)
        )
        self._scheduler = BackgroundScheduler(
            timezone="UTC", jobstores={"default": store}, executors={"default": self._executor}
        )
        self._scheduler.start(paused=True)

    def add(self, first: int, end: int) -> None:
        """Add a job for each, with the few values that a reminder needs to be said."""
        for number in range(first, end):
            new = job(number)
            self._scheduler.add_job(
                f"{__name__}:say",
                "date",
                run_date=new.due_at,
                args=(new.team_id, new.recipient, new.thing, new.kind.value, dict(new.refs)),
                id=f"{new.thing}/{new.occurrence}/{new.recipient}",
                misfire_grace_time=None,
            )

    def claim(self, count: int) -> None:
        """Let the scheduler hand over what is due; each job is taken out of the store as it is."""
        self._executor.left = count
        self._scheduler.resume()
        self._executor.done.wait()
        self._scheduler.pause()


def job(number: int) -> NewDelivery:
    """Return something to be said to one of many people in one of the workspaces; it is due."""
    return reminder(
        number,
        due_at=LONG_AGO + timedelta(milliseconds=number),
        team_id=f"T{number % WORKSPACES}",
        recipient=f"person:{number % 5_000}",
    )


def say(*args: object) -> None:
    """Say nothing: the job store wants a function that can be found by its name."""


def answers(side: Side) -> Iterator[float]:
    """Do what is asked for and measure it."""
    idle = most_memory()
    verbs: dict[str, Callable[..., Any]] = {"add": side.add, "claim": side.claim}
    for line in sys.stdin:
        verb, *numbers = line.split()
        if verb == "grown":
            yield most_memory() - idle
            continue
        began = perf_counter()
        verbs[verb](*map(int, numbers))
        yield perf_counter() - began


def most_memory() -> float:
    """Return the most memory that this process has held, in bytes."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI)


if __name__ == "__main__":
    kinds: dict[str, Callable[[str], Side]] = {"ours": Ours, "theirs": Theirs}
    for answer in answers(kinds[sys.argv[1]](sys.argv[2])):
        print(answer, flush=True)  # noqa: T201 - the answer, on the pipe
