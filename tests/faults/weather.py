"""Bad weather over the local Slack: every call may meet trouble, as chance has it."""

import random
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.slack import LocalSlack
from bot.simulator.slack.faults import FaultKind

SHARES: Mapping[str, Mapping[FaultKind, float]] = {
    "chat.postMessage": {
        "ratelimited": 0.03,
        "server_error": 0.02,
        "late_error": 0.01,
        "malformed": 0.01,
        "lost_before": 0.02,
        "lost_after": 0.02,
    },
    "chat.update": {"ratelimited": 0.05, "server_error": 0.05, "lost_after": 0.05},
    "conversations.history": {"ratelimited": 0.05, "server_error": 0.05, "lost_before": 0.05},
    "conversations.open": {"server_error": 0.05, "lost_before": 0.05},
}
"""How often a call of a method meets each kind of trouble: nearly one post in ten does."""
TIMEOUT_SECONDS = 10.5
"""Longer than the bot waits for an answer (real seconds)."""
_EVER = 10**9


@dataclass(kw_only=True)
class Weather:
    """The trouble that is about, and how often each kind struck."""

    slack: LocalSlack
    chance: random.Random
    struck: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """Let calls meet trouble from now on."""
        for method, shares in SHARES.items():
            for kind, share in shares.items():
                self._arm(method, kind, share=share)

    def time_out_once(self) -> None:
        """Let one post of the near future be taken, and its answer come too late."""
        self.struck["timeout"] += 1
        self.slack.faults.add(
            method="chat.postMessage",
            kind="slow",
            after=self.chance.randrange(5),
            seconds=TIMEOUT_SECONDS,
        )

    def end(self) -> None:
        """Let every call through again."""
        self.slack.faults.clear()

    def _arm(self, method: str, kind: FaultKind, *, share: float) -> None:
        def strikes(_: Mapping[str, Any]) -> bool:
            with self._lock:
                hit = self.chance.random() < share
                self.struck[kind] += hit
            return hit

        status = self.chance.choice((500, 502, 503, 504))
        self.slack.faults.add(
            method=method, kind=kind, times=_EVER, match=strikes, seconds=1, status=status
        )
