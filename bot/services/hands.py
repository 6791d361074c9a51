"""Hands: who carries out the calls to Slack, several at once or one after the other."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from bot.clock import Clock, SteppedClock
from bot.errors import RoundsError

_HANDS = 24
"""Calls at once: enough for eight a second in ten workspaces whose answers take a third of one."""

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


def hands_for(clock: Clock) -> Executor:
    """Return who calls Slack: threads, or one after the other where time stands still."""
    if isinstance(clock, SteppedClock):
        return InTurn()
    return ThreadPoolExecutor(_HANDS, thread_name_prefix="rounds-hand")
