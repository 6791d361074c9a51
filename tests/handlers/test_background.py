"""What is done after an answer: soon, once, and never silently lost."""

import threading

import pytest

from handlers.background import Background


def test_work_is_done_soon_in_another_thread() -> None:
    """Whoever asked does not wait for it."""
    background = Background()
    done: list[int] = []

    background.soon(lambda: done.append(threading.get_ident()))
    background.settle()
    background.close()

    assert len(done) == 1
    assert done[0] != threading.get_ident()


def test_what_still_waits_is_not_done_twice() -> None:
    """Three changes in a row draw a Home once or twice, not three times."""
    background = Background()
    gate = threading.Event()
    done: list[str] = []
    for _ in range(8):
        background.soon(lambda: assert_opened(gate))

    for _ in range(3):
        background.soon(lambda: done.append("home"), once="home:maria")
    gate.set()
    background.settle()
    background.close()

    assert done == ["home"]


def test_what_fails_is_written_down(caplog: pytest.LogCaptureFixture) -> None:
    """Nobody waits for it, so the log must tell."""
    background = Background()

    background.soon(stumble)
    background.close()

    assert "work after an answer failed" in caplog.text


def test_closing_finishes_what_was_begun_and_takes_nothing_more() -> None:
    """A process that ends lets nobody down halfway."""
    background = Background()
    done: list[str] = []
    background.soon(lambda: done.append("begun"))

    background.close()
    background.soon(lambda: done.append("too late"))

    assert done == ["begun"]


def assert_opened(gate: threading.Event) -> None:
    """Wait at a gate."""
    assert gate.wait(10)


def stumble() -> None:
    """Do something that fails."""
    raise LookupError
