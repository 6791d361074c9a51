"""Hands: in a rehearsal everything is done at once, by whoever asks."""

import threading

import pytest

from bot.errors import DatabaseError
from bot.services.hands import InTurn


def test_what_is_asked_for_is_done_at_once_and_by_oneself() -> None:
    """Nobody has to wait for it, and nothing happens at the same time."""
    done = InTurn().submit(threading.get_ident)

    assert done.done()
    assert done.result() == threading.get_ident()


def test_a_trouble_with_the_database_is_told_to_whoever_asks_for_the_result() -> None:
    """As it is with threads: the others' deliveries are not its business."""

    def fail() -> None:
        raise DatabaseError

    trouble = InTurn().submit(fail).exception()

    assert isinstance(trouble, DatabaseError)


def test_a_mistake_of_ours_is_not_kept_quiet() -> None:
    """A rehearsal ends with it."""
    with pytest.raises(ZeroDivisionError):
        InTurn().submit(lambda: 1 // 0)
