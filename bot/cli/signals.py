"""Hear when the process is asked to end."""

import signal
import threading


def ended_by_signals() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set; a second signal does nothing more."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    return over
