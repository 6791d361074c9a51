"""Hands: who carries out the calls to Slack, several at once or one after the other."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from bot.errors import RoundsError

P = ParamSpec("P")
T = TypeVar("T")


class InTurn(Executor):
    """Do everything at once and oneself: in a rehearsal the same happens in the same order.

    On a clock that stands still a call takes no time, so that nobody waits for it.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it now; a trouble with the database stays in the future, a bug is raised."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except RoundsError as error:
            future.set_exception(error)
        return future
