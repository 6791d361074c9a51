"""Save what somebody types, at most once a second, and never lose the end of it.

Slack tells the bot of every few characters. The first of them is written at once; what follows
within a second waits and is written together, at the latest when the form is turned, sent or
closed. A crash loses at most that second.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.errors import RoundsError
from handlers.background import Background

EVERY_SECONDS = 1.0
_REMEMBERED = 500
Write = Callable[[], None]


@dataclass(kw_only=True, slots=True)
class _Opened:
    """One opened form: when it was written last, and what waits to be written."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    written_at: float = float("-inf")
    waiting: Write | None = None
    timer: threading.Timer | None = None
    is_over: bool = False


class Drafts:
    """The forms that are open in this process, by the token of the modal."""

    def __init__(self, background: Background, *, every: float = EVERY_SECONDS) -> None:
        """Write each form at most once in ``every`` seconds of real time."""
        self._background = background
        self._every = every
        self._lock = threading.Lock()
        self._opened: OrderedDict[str, _Opened] = OrderedDict()

    def keep(self, token: str, write: Write) -> None:
        """Write what was typed, now or within a second; a form that was sent keeps nothing."""
        opened = self._of(token)
        with opened.lock:
            if opened.is_over:
                return
            opened.waiting = write
            since = time.monotonic() - opened.written_at
            if since >= self._every:
                _write(opened)
            elif opened.timer is None:
                opened.timer = threading.Timer(self._every - since, self._late, [token])
                opened.timer.start()

    def flush(self, token: str) -> None:
        """Write what still waits: the form was turned or closed."""
        opened = self._of(token)
        with opened.lock:
            _write(opened)

    @contextmanager
    def sending(self, token: str) -> Iterator[None]:
        """Drop what still waits while a form is sent; keep on where it comes back with a question.

        What arrives late, after the form was sent, would bring back a draft of what is done.
        """
        opened = self._of(token)
        with opened.lock:
            opened.waiting, opened.is_over = None, True
        try:
            yield
        except RoundsError:
            opened.is_over = False
            raise

    def _late(self, token: str) -> None:
        self._background.soon(lambda: self.flush(token))

    def _of(self, token: str) -> _Opened:
        with self._lock:
            opened = self._opened.setdefault(token, _Opened())
            self._opened.move_to_end(token)
            while len(self._opened) > _REMEMBERED:
                self._opened.popitem(last=False)
            return opened


def _write(opened: _Opened) -> None:
    """Write what waits; the caller holds the lock, so that writes keep their order."""
    if opened.timer is not None:
        opened.timer.cancel()
        opened.timer = None
    write, opened.waiting = opened.waiting, None
    if write is not None:
        opened.written_at = time.monotonic()
        write()
