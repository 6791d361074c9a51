"""Pacing: stay within what Slack allows: one post a second a channel, a few a workspace.

Starts at five posts a second in a workspace, slows down when Slack answers 429 and recovers.
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock

_CHANNEL_GAP = timedelta(seconds=1)
_FASTEST = timedelta(milliseconds=200)
_SLOWEST = timedelta(seconds=2)
_FORGET_AFTER = 2000


@dataclass(kw_only=True, slots=True)
class Pacing:
    """Waits before each post as long as the limits ask for; shared by the threads of a process."""

    clock: Clock
    _gaps: dict[str, timedelta] = field(default_factory=dict)
    _next: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, team_id: str, channel: str) -> None:
        """Wait until a post to this channel of this workspace is within the limits."""
        with self._lock:
            now = self.clock.now()
            at = max(now, self._next.get(team_id, now), self._next.get(channel, now))
            gap = self._gaps.get(team_id, _FASTEST)
            if len(self._next) > _FORGET_AFTER:
                self._next = {key: when for key, when in self._next.items() if when > now}
            self._next[team_id] = at + gap
            self._next[channel] = at + _CHANNEL_GAP
            self._gaps[team_id] = max(_FASTEST, gap * 0.98)
        self.clock.sleep((at - now).total_seconds())

    def refused(self, team_id: str, wait: timedelta) -> None:
        """Slow down after a 429: twice the gap, and nothing before Slack's own delay is over."""
        if not wait:
            return
        with self._lock:
            now = self.clock.now()
            self._gaps[team_id] = min(_SLOWEST, self._gaps.get(team_id, _FASTEST) * 2)
            self._next[team_id] = max(self._next.get(team_id, now), now + wait)
