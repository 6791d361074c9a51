"""Count what is under way, so that somebody can wait until the app has come to rest."""

import threading


class Activity:
    """Deliveries that are not yet acknowledged and calls that are not yet answered."""

    def __init__(self) -> None:
        """Begin at rest."""
        self._condition = threading.Condition()
        self._running = 0

    def begin(self) -> None:
        """Count one more."""
        with self._condition:
            self._running += 1

    def end(self) -> None:
        """Count one less."""
        with self._condition:
            self._running -= 1
            if self._running <= 0:
                self._condition.notify_all()

    def wait_idle(self, timeout: float) -> bool:
        """Wait (real seconds) until nothing is under way; say whether that came about."""
        with self._condition:
            return self._condition.wait_for(lambda: self._running <= 0, timeout)
