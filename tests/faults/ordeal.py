"""The ordeal: bots of their own processes, killed at random moments, on a clock that hurries."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, select

from bot.app import Bot, assemble
from bot.clock import FileClock, SteppedClock
from bot.domain.deliveries import DeliveryState, NewDelivery
from bot.settings import Settings
from bot.simulator.slack import LocalSlack
from handlers.manifest import read_manifest
from storage.tables import deliveries
from tests.faults.promises import START
from tests.live import Machine, Running, until
from tests.storage.cast import KEY

HASTE = timedelta(seconds=0.3)
"""What the clock gains at each look, about fifteen a second, while no call is under way."""
PATIENCE = 120.0
"""Real seconds for a wave to be settled."""
_WORKS_FOR = 0.8
_STARTS_FOR = 2.0
_KILLED_WHILE_STARTING = 0.15
_CLAIMED, _PENDING = DeliveryState.CLAIMED, DeliveryState.PENDING


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """What is promised by now and not settled."""

    open: int
    claimed_by: frozenset[str]
    leases_end: datetime | None
    ready_at: datetime | None
    """When the next of those that only wait may be tried."""


@dataclass(kw_only=True)
class Ordeal:
    """The processes of one bot, and what is done to them."""

    clock: SteppedClock
    slack: LocalSlack
    machine: Machine
    eyes: Bot
    database: Engine
    roles: tuple[tuple[str, ...], ...]
    chance: random.Random
    bots: list[Running] = field(default_factory=list)
    kills: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    """The last words of those that ended by themselves."""

    def start(self) -> None:
        """Start every process, with the limits of Slack from now on."""
        self.slack.limits_on = True
        self.bots = [self.machine.start(*role) for role in self.roles]
        for bot in self.bots:
            bot.wait_healthy()

    def promise(self, wave: Iterable[NewDelivery]) -> None:
        """Put a wave into the outbox, as a service would."""
        with self.eyes.store.write() as tx:
            tx.outbox.plan(wave, at=self.eyes.clock.now())

    def go_to(self, instant: datetime) -> None:
        """Let time pass until an instant, in all processes."""
        self.clock.step_to(instant)

    def kill_somebody(self) -> None:
        """Kill one of the processes at some moment, and start it again."""
        place = self.chance.randrange(len(self.bots))
        if self.chance.random() < _KILLED_WHILE_STARTING:
            self._kill(place, after=self.chance.uniform(0, _STARTS_FOR))
        else:
            self._wait_healthy(place)
            self._kill(place, after=self.chance.uniform(0, _WORKS_FOR))

    def settle(self) -> None:
        """Wait until all that was promised by now has been said, or given up."""
        now = self.eyes.clock.now()
        until(lambda: self._is_settled(now), what=f"settled at {now}", patience=PATIENCE)

    def _kill(self, place: int, *, after: float) -> None:
        end = time.monotonic() + after
        while time.monotonic() < end:
            self._hurry()
        self.bots[place].kill()
        self.kills += 1
        self._start_again(place)

    def _start_again(self, place: int) -> None:
        self.bots[place] = self.machine.start(*self.roles[place])

    def _wait_healthy(self, place: int) -> None:
        """Wait for a process to be well; one that ended by itself is started anew, as at home."""
        until(lambda: self._is_well(place), what="healthy", patience=PATIENCE)

    def _is_well(self, place: int) -> bool:
        self._hurry()
        bot = self.bots[place]
        if bot.has_ended:
            self.ended[bot.log.strip().splitlines()[-1]] += 1
            self._start_again(place)
            return False
        return bot.is_well

    def _is_settled(self, by: datetime) -> bool:
        """Look whether all is settled; else let time pass, to where something can happen."""
        for place in range(len(self.bots)):
            self._is_well(place)
        queue, now = self.queue(by), self.eyes.clock.now()
        if not queue.open:
            return True
        living = tuple(f"{bot.process.pid}-" for bot in self.bots)
        if queue.leases_end and not any(one.startswith(living) for one in queue.claimed_by):
            self.go_to(queue.leases_end + HASTE)
        elif not queue.claimed_by and queue.ready_at is not None and queue.ready_at > now:
            self.go_to(queue.ready_at)
        return False

    def queue(self, by: datetime) -> Queue:
        """Return what was promised by an instant and is not settled."""
        columns = deliveries.c
        still = columns.state.in_((_PENDING, _CLAIMED, DeliveryState.UNKNOWN))
        wanted = (
            select(columns.state, columns.lease_by, func.count().label("open"))
            .add_columns(func.max(columns.lease_until).label("lease"))
            .add_columns(func.min(columns.ready_at).label("ready"))
            .where(columns.due_at <= by, still)
            .group_by(columns.state, columns.lease_by)
        )
        with self.database.connect() as connection:
            rows = connection.execute(wanted).all()
        claimed = [row for row in rows if row.state is _CLAIMED]
        doubtful = any(row.state is DeliveryState.UNKNOWN for row in rows)
        ready = [row.ready for row in rows if row.state is _PENDING and not doubtful]
        return Queue(
            open=sum(row.open for row in rows),
            claimed_by=frozenset(str(row.lease_by) for row in claimed),
            leases_end=max((row.lease for row in claimed), default=None),
            ready_at=min(ready, default=None),
        )

    def _hurry(self) -> None:
        """Let the clock gain a little, unless somebody waits for Slack: leases are of real time."""
        time.sleep(0.01)
        try:
            self.slack.wait_idle(0.01)
        except TimeoutError:
            return
        self.clock.step_to(self.eyes.clock.now() + HASTE)


@contextmanager
def ordeal(folder: Path, *, database_url: str, chance: random.Random) -> Iterator[Ordeal]:
    """Hold a local Slack and a bot's machine: two workers on PostgreSQL, one process on SQLite."""
    file = folder / "clock"
    clock = SteppedClock(START, file=file)
    several = database_url.startswith("postgresql")
    with LocalSlack(clock=FileClock(file), manifest=read_manifest()) as slack:
        machine = Machine.beside(slack, folder)
        machine.settings |= {
            "SLACK_APP_TOKEN": slack.app_token,
            "CLOCK_FILE": str(file),
            "DATABASE_URL": database_url,
            "SECRET_KEYS": KEY,
        }
        eyes = assemble(Settings.read(machine.settings))
        eyes.store.upgrade()
        database = create_engine(database_url, pool_pre_ping=True)
        try:
            yield Ordeal(
                clock=clock,
                slack=slack,
                machine=machine,
                eyes=eyes,
                database=database,
                roles=(("run", "--role", "worker"),) * 2 if several else (("run",),),
                chance=chance,
            )
        finally:
            machine.clear()
            database.dispose()
            eyes.close()
