"""Break on request: what a network and a busy Slack do to an app, one call at a time."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

FaultKind: TypeAlias = Literal[
    "ratelimited", "server_error", "late_error", "malformed", "lost_before", "lost_after", "slow"
]
"""``lost_before`` closes the connection before the effect, ``lost_after`` with the effect done.

``server_error`` is a 5xx without any effect, ``late_error`` one of a gateway that lost patience
with what was done all the same.
"""

Match: TypeAlias = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One kind of trouble; ``seconds`` is the wait of ``slow`` (real) and of Retry-After."""

    method: str
    kind: FaultKind
    seconds: float = 1.0
    status: int = 500


@dataclass(slots=True, kw_only=True)
class _Armed:
    fault: Fault
    after: int
    times: int
    match: Match | None

    def fits(self, method: str, arguments: Mapping[str, Any]) -> bool:
        named = self.fault.method in {method, "*"}
        return named and self.times > 0 and (self.match is None or self.match(arguments))


class Faults:
    """The trouble that is armed; any thread may add and clear."""

    def __init__(self) -> None:
        """Begin without trouble."""
        self._armed: list[_Armed] = []
        self._lock = threading.Lock()

    def add(
        self,
        *,
        method: str,
        kind: FaultKind,
        times: int = 1,
        after: int = 0,
        match: Match | None = None,
        seconds: float = 1.0,
        status: int = 500,
    ) -> None:
        """Arm trouble for the next ``times`` fitting calls, once ``after`` of them have passed.

        ``method`` is a Web API method, ``response_url``, ``upload`` or ``*``; ``match`` looks at
        the arguments of the call; ``status`` is the 5xx of the two errors.
        """
        fault = Fault(method=method, kind=kind, seconds=seconds, status=status)
        with self._lock:
            self._armed.append(_Armed(fault=fault, after=after, times=times, match=match))

    def clear(self) -> None:
        """Disarm everything."""
        with self._lock:
            self._armed.clear()

    def next_for(self, method: str, arguments: Mapping[str, Any]) -> Fault | None:
        """Return the trouble that meets this call, and count it; None if there is none."""
        if not self._armed:
            return None
        with self._lock:
            for armed in self._armed:
                if not armed.fits(method, arguments):
                    continue
                if armed.after > 0:
                    armed.after -= 1
                    continue
                armed.times -= 1
                return armed.fault
        return None
