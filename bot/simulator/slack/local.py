"""Offer the whole local Slack as one object that tests, the simulator and the page can use."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.clock import Clock, SteppedClock
from bot.simulator.slack import snapshot, world_messages
from bot.simulator.slack.backend import Backend
from bot.simulator.slack.faults import Faults
from bot.simulator.slack.local_population import Population
from bot.simulator.slack.log import LogEntry
from bot.simulator.slack.person import PersonSession
from bot.simulator.slack.quality import Violation
from bot.simulator.slack.server import Server
from bot.simulator.slack.world_records import Channel, Json, Message


class LocalSlack(Population):
    """A strict Slack on loopback; every method may be called from any thread.

    ``clock`` is the movable clock, ``manifest`` the app's manifest as a dict. The first workspace
    exists, with the app installed, before the server starts.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        manifest: Mapping[str, Any],
        limits: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        """Prepare a fresh world; nothing is served yet."""
        super().__init__(Backend(clock=clock, manifest=manifest, limits_on=limits))
        self._server = Server(self._backend, host=host, port=port)
        self._sessions: dict[str, PersonSession] = {}
        if isinstance(clock, SteppedClock):
            clock.on_step(lambda _: self.clock_moved())

    # The server.

    def start(self) -> None:
        """Serve; returns when the address is known."""
        self._server.start()

    def stop(self) -> None:
        """End all connections and the thread; a second time does nothing."""
        self._server.stop()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def api_url(self) -> str:
        """Return what ``WebClient(base_url=...)`` takes."""
        return f"{self._backend.base_url}/api/"

    @property
    def authorize_url(self) -> str:
        """Return the page that an installation begins with."""
        return f"{self._backend.base_url}/oauth/v2/authorize"

    @property
    def signing_secret(self) -> str:
        """Return the secret that HTTP deliveries are signed with."""
        return self._backend.signing_secret

    @property
    def client_id(self) -> str:
        """Return the client id of the app."""
        return self._backend.client_id

    @property
    def client_secret(self) -> str:
        """Return the client secret of the app."""
        return self._backend.client_secret

    @property
    def app_id(self) -> str:
        """Return the id of the app."""
        return self._world.app_id

    @property
    def app_token(self) -> str:
        """Return the app-level token, for Socket Mode."""
        return self._backend.tokens.app_token

    @property
    def limits_on(self) -> bool:
        """Say whether calls are counted and refused."""
        return self._backend.limits_on

    @limits_on.setter
    def limits_on(self, on: bool) -> None:
        self._backend.limits_on = on

    @property
    def linger(self) -> float:
        """Return for how long (real seconds) the app must be at rest to count as idle."""
        return self._backend.linger

    @linger.setter
    def linger(self, seconds: float) -> None:
        self._backend.linger = seconds

    @property
    def faults(self) -> Faults:
        """Return where trouble is ordered."""
        return self._backend.faults

    # What was said, and what went wrong.

    def messages(self, channel_id: str, *, thread: str | None = None) -> tuple[Message, ...]:
        """Return what stands in a conversation (or one thread of it) for all to see."""
        with self._world.lock:
            seen = world_messages.visible(self._world, channel_id, to=None)
        if thread is None:
            return seen
        return tuple(one for one in seen if thread in {one.ts, one.thread_ts})

    def channel(self, channel_id: str) -> Channel:
        """Return a conversation as it is now."""
        with self._world.lock:
            return self._world.channel(channel_id)

    def dm(self, person_id: str) -> str | None:
        """Return the id of the direct message between the app and a person, if there is one."""
        with self._world.lock:
            bot = self._world.team_of(person_id).bot_user_id
            found = self._world.dm_between(bot, person_id)
            return found.id if found is not None else None

    @property
    def log(self) -> tuple[LogEntry, ...]:
        """Return every call and delivery, in order."""
        return self._backend.log.entries()

    def dump_jsonl(self, path: Path) -> None:
        """Write the log, one JSON object a line."""
        self._backend.log.dump_jsonl(path)

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Return what should not have been, in order."""
        with self._world.lock:
            return tuple(self._world.violations)

    def forgive(self) -> None:
        """Forget the violations so far."""
        with self._world.lock:
            self._world.violations.clear()

    # The people's side.

    def person(self, person_id: str) -> PersonSession:
        """Return the session of a person, always the same one."""
        with self._world.lock:
            if person_id not in self._sessions:
                self._sessions[person_id] = PersonSession(self._backend, person_id)
            return self._sessions[person_id]

    def state_for(self, person_id: str) -> Json:
        """Return all that a person sees, ready for JSON."""
        with self._world.lock:
            return snapshot.state_for(self._backend, person_id)

    def mark_read(self, person_id: str, channel_id: str) -> None:
        """Note that a person has looked at a conversation."""
        with self._world.lock:
            self._backend.mark_read(person_id, channel_id)

    @property
    def changes(self) -> int:
        """Return how many changes there were that a page would want to show."""
        return self._world.changes

    def wait_change(self, since: int, *, timeout: float = 25.0) -> int:
        """Wait (real seconds) until there were more than ``since`` changes; return how many."""
        return self._world.wait_change(since, timeout=timeout)

    # The way to the app.

    def deliver_by_socket(self) -> None:
        """Deliver to the websockets that the app opens; this is how it begins."""
        self._backend.deliveries.carrier = self._backend.sockets

    def deliver_to(self, url: str) -> None:
        """Deliver over HTTP, signed, to this address."""
        self._server.deliver_to(url)

    def wait_connected(self, count: int = 1, *, timeout: float = 10.0) -> None:
        """Wait (real seconds) until so many websockets are open, with 0 until none is.

        Raises TimeoutError.
        """
        self._server.run(self._backend.sockets.wait_connected(count), timeout=timeout)

    @property
    def connections(self) -> int:
        """Return how many websockets are open."""
        return self._backend.sockets.count

    def drop_sockets(self) -> None:
        """Cut every websocket without a word."""
        self._server.call(self._backend.sockets.drop)

    def hail_sockets(self) -> None:
        """Greet every websocket once more; a client that waits to be closed wakes up at that."""
        self._server.run(self._backend.sockets.hail())

    def refresh_sockets(self, *, warn: bool = False) -> None:
        """Ask every websocket to be replaced; with ``warn``, announce that this will come."""
        self._server.run(self._backend.sockets.refresh(warn=warn))

    def wait_idle(self, timeout: float = 10.0) -> None:
        """Wait (real seconds) until all is acknowledged and answered; raises TimeoutError."""
        if not self._backend.wait_idle(timeout):
            raise TimeoutError("the app has not come to rest")

    def clock_moved(self) -> None:
        """Repeat deliveries whose time has come; a SteppedClock calls this by itself."""
        self._backend.deliveries.clock_moved()

    @property
    def next_event_at(self) -> None:
        """Return when Slack itself will do something: never, it only reacts."""
        return
