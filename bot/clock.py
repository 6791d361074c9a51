"""Tell the time: the one place where the present is read.

Every other module takes the present as an argument or holds a ``Clock``. Instants are aware and
in UTC.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

_POLL_SECONDS = 0.01


class Clock(Protocol):
    """Say what time it is and wait; one of the three things that can be replaced from outside."""

    def now(self) -> datetime:
        """Return the present as an aware UTC instant."""

    def sleep(self, seconds: float) -> None:
        """Wait until this clock has moved on by so many seconds."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present as an aware UTC instant."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait for real seconds."""
        time.sleep(max(0.0, seconds))


class SteppedClock:
    """A clock that stands still until somebody moves it: for tests, simulation and playground.

    With ``file`` every step also writes the offset from real time there, so that child processes
    which hold a ``FileClock`` on the same file live in the same time.
    """

    def __init__(self, start: datetime, *, file: Path | None = None) -> None:
        """Stand at ``start`` (aware); raises ValueError for a naive one."""
        if start.tzinfo is None:
            raise ValueError(start)
        self._now = start.astimezone(UTC)
        self._lock = threading.Lock()
        self._file = file
        self._watchers: list[Callable[[datetime], None]] = []
        self._write()

    def now(self) -> datetime:
        """Return where the clock stands, in UTC."""
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        """Move the clock on instead of waiting."""
        self.step(timedelta(seconds=max(0.0, seconds)))

    def step(self, by: timedelta) -> None:
        """Move on by a span; a clock never goes back."""
        self.step_to(self.now() + by)

    def step_to(self, instant: datetime) -> None:
        """Move on to an instant; one that has passed already changes nothing."""
        with self._lock:
            self._now = max(self._now, instant.astimezone(UTC))
            self._write()
        for watcher in tuple(self._watchers):
            watcher(self._now)

    def on_step(self, watcher: Callable[[datetime], None]) -> None:
        """Call ``watcher`` with the new instant after every step."""
        self._watchers.append(watcher)

    def _write(self) -> None:
        if self._file is None:
            return
        offset = (self._now - datetime.now(UTC)).total_seconds()
        fresh = self._file.with_suffix(".new")
        fresh.write_text(repr(offset), encoding="utf-8")
        fresh.replace(self._file)


class FileClock:
    """Real time plus the offset in a file: how a child process follows a stepped clock."""

    def __init__(self, file: Path) -> None:
        """Follow ``file``; raises FileNotFoundError or ValueError when it holds no number."""
        self._file = file
        self._last = datetime.min.replace(tzinfo=UTC)
        self.now()

    def now(self) -> datetime:
        """Return real time moved by the file's offset; never earlier than it once was."""
        offset = float(self._file.read_text(encoding="utf-8"))
        self._last = max(self._last, datetime.now(UTC) + timedelta(seconds=offset))
        return self._last

    def sleep(self, seconds: float) -> None:
        """Wait until the followed clock has moved on by so many seconds."""
        until = self.now() + timedelta(seconds=seconds)
        while self.now() < until:
            time.sleep(_POLL_SECONDS)
