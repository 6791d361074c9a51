"""Two workers on one PostgreSQL: what they cost while there is nothing to do, and what they double.

The workers are processes as production has them, on the real clock and against the local Slack with
its limits on.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import Bot, assemble
from bot.clock import SteppedClock, SystemClock
from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.settings import Settings
from bot.simulator.slack import LocalSlack
from handlers.manifest import read_manifest
from tests.benchmarks.measuring import Comparison
from tests.faults.promises import START, Place, Size, settle_in
from tests.live import Machine, until
from tests.storage.cast import KEY

pytestmark = pytest.mark.bench

WORKER = ("run", "--role", "worker")
SIZE = Size(workspaces=8, people=12, promises=0, waves=0, kills=0)
MESSAGES = 400
IDLE_SECONDS = 20.0
PATIENCE = 180.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two workers, the database they share and the Slack they speak to."""

    slack: LocalSlack
    machine: Machine
    eyes: Bot
    places: tuple[Place, ...]

    def is_at_rest(self) -> bool:
        """Whether nothing is due, held or in doubt."""
        now = self.eyes.clock.now()
        with self.eyes.store.read() as tx:
            backlog = tx.backlog.at(now)
            open_rows = [
                one for place in self.places for one in tx.outbox.log(place.network.id, 500)
            ]
        held = [one for one in open_rows if one.lease_until is not None]
        return not backlog.due and not backlog.in_doubt and not held

    def promise(self) -> None:
        """Let something be said now, in all workspaces."""
        with self.eyes.store.write() as tx:
            tx.outbox.plan(map(self._message, range(MESSAGES)), at=self.eyes.clock.now())

    def said(self) -> Counter[str]:
        """Count how often each delivery was said, by its token."""
        messages = (one for place in self.places for one in place.messages(self.slack))
        return Counter(
            str(one.metadata["event_payload"]["id"]) for one in messages if one.metadata is not None
        )

    def _message(self, number: int) -> NewDelivery:
        place = self.places[number % len(self.places)]
        return NewDelivery(
            team_id=place.network.team_id,
            network_id=place.network.id,
            kind=Kind.WELCOME,
            thing="benchmark",
            occurrence=str(number),
            recipient=f"person:{place.members[number // len(self.places) % len(place.members)]}",
            due_at=self.eyes.clock.now(),
            reason="You belong to the network.",
        )


@pytest.fixture
def pair(tmp_path: Path, postgres_database: str) -> Iterator[Pair]:
    """Lend two workers that are well, with a network in each of the workspaces."""
    with LocalSlack(clock=SystemClock(), manifest=read_manifest()) as slack:
        machine = Machine.beside(slack, tmp_path)
        machine.settings |= {"DATABASE_URL": postgres_database, "SECRET_KEYS": KEY}
        eyes = assemble(Settings.read(machine.settings))
        eyes.store.upgrade()
        places = begun(machine, slack)
        slack.limits_on = True
        workers = [machine.start(*WORKER) for _ in range(2)]
        try:
            for worker in workers:
                worker.wait_healthy()
            yield Pair(slack=slack, machine=machine, eyes=eyes, places=places)
        finally:
            machine.clear()
            eyes.close()


def begun(machine: Machine, slack: LocalSlack) -> tuple[Place, ...]:
    """Begin the networks on the day for which they were written, long before the workers start."""
    file = machine.folder / "clock"
    SteppedClock(START, file=file)
    bot = assemble(Settings.read({**machine.settings, "CLOCK_FILE": str(file)}))
    places = settle_in(bot, slack, SIZE)
    bot.close()
    return places


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for processor time")
def test_two_workers_double_nothing_and_cost_next_to_nothing_while_idle(
    pair: Pair, measured: list[Comparison]
) -> None:
    """What waits is said once, whoever takes it; a quiet day takes under 1 % of a core each."""
    pids = [one.process.pid for one in pair.machine.running]
    until(pair.is_at_rest, what="at rest after the start", patience=PATIENCE)
    before = pair.said()

    idle = processor_seconds(pids, over=IDLE_SECONDS)
    pair.promise()
    until(pair.is_at_rest, what="everything said", patience=PATIENCE)
    said = pair.said() - before

    doubled = sum(times - 1 for times in said.values())
    found = [
        Comparison(
            name="processor time of an idle worker, postgresql",
            seconds=max(idle),
            beside="a second of one core",
            beside_seconds=1,
            goal=0.01,
        ),
        Comparison(
            name="said twice by two workers, postgresql",
            seconds=doubled,
            beside="all they had to say",
            beside_seconds=len(said),
            goal=0,
            said=lambda count: f"{count:.0f}",
        ),
    ]
    measured.extend(found)
    assert len(said) >= MESSAGES
    assert [one.cells for one in found if not one.is_met] == []


def processor_seconds(pids: list[int], *, over: float) -> list[float]:
    """Return how many seconds of a processor each process takes for each second that passes."""
    before = [processor_time(pid) for pid in pids]
    time.sleep(over)
    return [(processor_time(pid) - was) / over for pid, was in zip(pids, before, strict=True)]


def processor_time(pid: int) -> float:
    """Return the seconds that a process has spent on processors, in itself and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
