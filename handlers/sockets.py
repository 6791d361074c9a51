"""Socket Mode: two connections, and a watch over them (platform.md 4.2)."""

import logging
import threading
import time

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler

CONNECTIONS = 2
"""Slack hands each request to any one of them, so one may drop without a gap."""
PATIENCE_SECONDS = 60.0
_PING_SECONDS = 3
_THREADS = 20
log = logging.getLogger("rounds.sockets")


class Sockets:
    """The connections of one process; without any for a minute it is not healthy."""

    def __init__(self, app: App, app_token: str, *, count: int = CONNECTIONS) -> None:
        """Prepare the connections; nothing is opened yet."""
        self._handlers = [
            SocketModeHandler(app, app_token, ping_interval=_PING_SECONDS, concurrency=_THREADS)
            for _ in range(count)
        ]
        self._seen = time.monotonic()
        self._over = threading.Event()

    def start(self) -> None:
        """Open the connections and begin to watch them."""
        for handler in self._handlers:
            handler.connect()  # type: ignore[no-untyped-call] # Bolt has no types here
        self._seen = time.monotonic()
        threading.Thread(target=self._watch, name="rounds-watchdog", daemon=True).start()

    def stop(self) -> None:
        """Close the connections."""
        self._over.set()
        closing = [threading.Thread(target=one.close) for one in self._handlers]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()

    @property
    def is_connected(self) -> bool:
        """Whether at least one connection stands."""
        return any(handler.client.is_connected() for handler in self._handlers)

    @property
    def is_lost(self) -> bool:
        """Whether none has stood for so long that the process should be started anew."""
        return time.monotonic() - self._seen > PATIENCE_SECONDS

    def _watch(self) -> None:
        while not self._over.wait(1.0):
            if self.is_connected:
                self._seen = time.monotonic()
            elif self.is_lost:
                log.error("no connection to Slack for %d seconds", PATIENCE_SECONDS)
