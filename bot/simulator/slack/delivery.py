"""Hand interactions and events to the app, by whichever way it listens, and judge how it answers.

Sources: https://docs.slack.dev/apis/events-api (three retries: at once, after a minute, after five)
and https://docs.slack.dev/interactivity/handling-user-interaction (three seconds, no retry). The
three seconds are real; the minutes are those of the movable clock.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Literal, Protocol, TypeAlias, TypeVar

from bot.simulator.slack.activity import Activity
from bot.simulator.slack.log import Log, LogEntry
from bot.simulator.slack.payloads import event_callback
from bot.simulator.slack.world import World, stamp
from bot.simulator.slack.world_records import Json
from bot.simulator.slack.world_shapes import app_party, team_party

T = TypeVar("T")

ACK_SECONDS = 3.0
RETRY_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))

TIMED_OUT = "operation_timeout"
FAILED = "dispatch_failed"
UNREACHABLE = "unreachable"

ParcelKind: TypeAlias = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One payload on its way; ``name`` is what the log calls it."""

    kind: ParcelKind
    name: str
    team: str
    payload: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How the app took a parcel; ``error`` is empty when it acknowledged in time.

    ``body`` is what it said with the acknowledgement: an object, a text or nothing.
    """

    body: Json | str | None = None
    error: str = ""


class Carrier(Protocol):
    """A way to the app."""

    @property
    def listening(self) -> bool:
        """Say whether somebody is at the other end."""

    async def carry(self, parcel: Parcel, *, attempt: int, reason: str) -> Receipt:
        """Hand a parcel over and wait for the acknowledgement, three real seconds at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    due: datetime
    parcel: Parcel
    attempt: int
    reason: str


class Deliveries:
    """Everything on its way to the app."""

    def __init__(self, *, world: World, log: Log, activity: Activity, carrier: Carrier) -> None:
        """Carry nothing yet."""
        self.carrier = carrier
        self._world = world
        self._log = log
        self._activity = activity
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: list[_Waiting] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._ever_heard = False

    def attach(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """Work in this loop from now on; with None, stop."""
        self._loop = loop

    async def close(self) -> None:
        """Give up what is still on its way."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ask(self, parcel: Parcel, *, settle: Callable[[Receipt], T]) -> T:
        """Deliver an interaction from another thread and wait for what ``settle`` makes of it.

        ``settle`` runs in the loop at the moment of the acknowledgement, under the world's lock, so
        that nothing the app does next can overtake it.
        """
        if self._loop is None:
            raise RuntimeError("the local Slack is not running")
        self._activity.begin()
        return asyncio.run_coroutine_threadsafe(
            self._ask(parcel, settle=settle), self._loop
        ).result()

    async def _ask(self, parcel: Parcel, *, settle: Callable[[Receipt], T]) -> T:
        try:
            receipt = await self._carry(parcel, attempt=0, reason="")
            if receipt.error:
                self._blame(parcel, receipt)
            with self._world.lock:
                return settle(receipt)
        finally:
            self._activity.end()

    def tell(self, team: str, event: Json, *, done: Future[Receipt] | None = None) -> None:
        """Deliver an event; any thread may call, nobody waits but who holds ``done``.

        An app that has never listened is not told what happened before it came.
        """
        if self._loop is None or not (self.carrier.listening or self._ever_heard):
            if done is not None:
                done.set_result(Receipt(error=UNREACHABLE))
            return
        world = self._world
        payload = event_callback(
            event,
            app=app_party(world, team),
            team=team_party(world, team),
            event_id=world.new_id("Ev"),
            event_time=stamp(world.now()),
            event_context=f"4-{world.new_id('')}",
        )
        name = str(event["type"])
        parcel = Parcel(kind="events_api", name=name, team=team, payload=payload)
        self._activity.begin()
        self._loop.call_soon_threadsafe(partial(self._start, parcel, done=done))

    def arrived(self) -> None:
        """Take note that the app listens, and repeat what is due."""
        self._ever_heard = True
        self.fire_due()

    def fire_due(self) -> None:
        """Repeat the events whose time has come; runs in the loop."""
        if not self._waiting or not self.carrier.listening:
            return
        now = self._world.now()
        due = [waiting for waiting in self._waiting if waiting.due <= now]
        self._waiting = [waiting for waiting in self._waiting if waiting.due > now]
        for waiting in due:
            self._activity.begin()
            self._start(waiting.parcel, attempt=waiting.attempt, reason=waiting.reason)

    def clock_moved(self) -> None:
        """Look again at what waits for a time; any thread may call."""
        if self._loop is not None and self._waiting:
            self._activity.begin()
            self._loop.call_soon_threadsafe(self._fire_and_end)

    def _fire_and_end(self) -> None:
        self.fire_due()
        self._activity.end()

    def _start(
        self,
        parcel: Parcel,
        *,
        attempt: int = 0,
        reason: str = "",
        done: Future[Receipt] | None = None,
    ) -> None:
        task = asyncio.get_running_loop().create_task(
            self._deliver(parcel, attempt=attempt, reason=reason, done=done)
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(
        self, parcel: Parcel, *, attempt: int, reason: str, done: Future[Receipt] | None
    ) -> None:
        try:
            receipt = await self._carry(parcel, attempt=attempt, reason=reason)
            if done is not None:
                done.set_result(receipt)
            if receipt.error:
                self._retry_later(parcel, attempt=attempt, receipt=receipt)
        finally:
            self._activity.end()

    def _retry_later(self, parcel: Parcel, *, attempt: int, receipt: Receipt) -> None:
        with self._world.lock:
            if receipt.error != UNREACHABLE:
                self._blame(parcel, receipt)
            if attempt >= len(RETRY_AFTER):
                what = f"given up after {attempt} retries"
                self._world.blame("no_ack", where=parcel.name, what=what)
                return
        wait = RETRY_AFTER[attempt]
        reason = {TIMED_OUT: "timeout", FAILED: "http_error"}.get(
            receipt.error, "connection_failed"
        )
        self._waiting.append(
            _Waiting(
                due=self._world.now() + wait, parcel=parcel, attempt=attempt + 1, reason=reason
            )
        )
        self.fire_due()
        if wait:
            # For a clock that runs by itself; one that stands is asked by clock_moved.
            asyncio.get_running_loop().call_later(wait.total_seconds() + 0.1, self.fire_due)

    async def _carry(self, parcel: Parcel, *, attempt: int, reason: str) -> Receipt:
        place = self._log.add(
            LogEntry(
                at=self._world.now(),
                direction="delivery",
                name=parcel.name,
                team=parcel.team,
                arguments=parcel.payload,
                outcome="pending",
                attempt=attempt,
            )
        )
        receipt = await self.carrier.carry(parcel, attempt=attempt, reason=reason)
        self._ever_heard = self._ever_heard or receipt.error != UNREACHABLE
        answer = receipt.body if isinstance(receipt.body, dict) else None
        self._log.complete(place, outcome=receipt.error or "ok", answer=answer)
        return receipt

    def _blame(self, parcel: Parcel, receipt: Receipt) -> None:
        """Record that the app let somebody wait; not that it was away."""
        if receipt.error == TIMED_OUT:
            what = f"no acknowledgement within {ACK_SECONDS:.0f} seconds"
            self._world.blame("late_ack", where=parcel.name, what=what)
        elif receipt.error == FAILED:
            what = "the delivery was answered with an error, or the connection ended"
            self._world.blame("no_ack", where=parcel.name, what=what)
