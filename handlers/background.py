"""Do a little after the answer: draw a Home anew, finish what takes longer than Slack waits.

Nothing that must survive a crash belongs here: that is a row in the outbox.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

log = logging.getLogger("rounds.background")

_THREADS = 4
Work = Callable[[], None]


class Background:
    """A few threads of one process; what fails there is logged, and nothing is repeated."""

    def __init__(self) -> None:
        """Start nothing yet; threads come with the first work."""
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="rounds-after")
        self._lock = threading.Lock()
        self._running: set[Future[None]] = set()
        self._queued: set[str] = set()
        self._closed = False

    def soon(self, work: Work, *, once: str | None = None) -> None:
        """Do something now, in another thread.

        ``once`` names what need not be done again while it still waits for its turn.
        """
        with self._lock:
            if self._closed or (once is not None and once in self._queued):
                return
            if once is not None:
                self._queued.add(once)
            future = self._pool.submit(self._do, work, once)
            self._running.add(future)
        future.add_done_callback(self._over)

    def settle(self, timeout: float | None = None) -> None:
        """Wait until everything that was begun is done, or so many seconds have passed."""
        with self._lock:
            running = tuple(self._running)
        wait(running, timeout=timeout)

    def close(self) -> None:
        """Finish what was begun and take nothing more."""
        with self._lock:
            self._closed = True
        self._pool.shutdown(wait=True)

    def _do(self, work: Work, once: str | None) -> None:
        if once is not None:
            with self._lock:
                self._queued.discard(once)
        work()

    def _over(self, future: Future[None]) -> None:
        with self._lock:
            self._running.discard(future)
        error = future.exception()
        if error is not None:
            log.error("work after an answer failed", exc_info=error)
