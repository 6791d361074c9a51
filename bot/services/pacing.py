"""Pacing: as fast as Slack allows and no faster, for each workspace and method by itself.

Slack's limits (docs.slack.dev/apis/web-api/rate-limits): about one post a second in a conversation;
an unpublished number of posts a second in a workspace, 5 to 8 in what others report; and so many
calls a minute of every other method. A 429 names how long that method of that workspace must wait.
"""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import Clock
from bot.domain.deliveries import Action

LOOKUPS_A_MINUTE = 40
"""What an internal app may look up; one that is sold outside Slack's Marketplace may once."""
_PINS_A_MINUTE = 18
"""Of 20 and more that tier 2 allows."""
_CHANGES_A_MINUTE = 45
"""Of 50 and more that tier 3 allows."""
_MINUTE = timedelta(minutes=1)
_RECIPIENT_GAP = timedelta(seconds=1)
_FIRST_GAP = timedelta(milliseconds=200)
_SHORTEST_GAP = timedelta(milliseconds=125)
_LONGEST_GAP = timedelta(seconds=2)
_RECOVERY = 0.99
_SLOWER = 2
_PATIENT_WITH = 2
"""Calls in a row without an answer that may be chance."""
_LONGEST_SILENCE = 60
"""Seconds."""
_FORGET_AFTER = 2000


class Method(StrEnum):
    """The methods that are paced, as Slack calls them."""

    POST = "chat.postMessage"
    CHANGE = "chat.update"
    DELETE = "chat.delete"
    PIN = "pins.add"
    LOOK_UP = "conversations.history"


_METHODS: Mapping[Action, Method] = {
    Action.POST: Method.POST,
    Action.UPDATE: Method.CHANGE,
    Action.SHORTEN: Method.CHANGE,
    Action.WITHDRAW: Method.DELETE,
    Action.PIN: Method.PIN,
    Action.UNPIN: Method.PIN,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Lane:
    """One method in one workspace: what Slack counts, and what must not hold up another."""

    team_id: str
    method: Method

    @property
    def actions(self) -> tuple[Action, ...]:
        """What goes along this lane."""
        return tuple(action for action, method in _METHODS.items() if method is self.method)


def lane_of(team_id: str, action: Action) -> Lane:
    """Return the lane along which something is done."""
    return Lane(team_id=team_id, method=_METHODS[action])


@dataclass(kw_only=True, slots=True)
class _Pace:
    """How fast one lane goes: a gap between two calls, a number of calls in any minute, or both."""

    gap: timedelta = timedelta()
    a_minute: int | None = None
    since: datetime
    """Not before then; a refusal moves it on."""
    after_gap: datetime
    calls: deque[datetime] = field(default_factory=deque)
    unheard: int = 0

    def at(self, now: datetime) -> datetime:
        """Return from when on the next call may be made; that may be past."""
        while self.calls and self.calls[0] <= now - _MINUTE:
            self.calls.popleft()
        full = self.a_minute is not None and len(self.calls) >= self.a_minute
        return max(self.since, self.after_gap, self.calls[0] + _MINUTE if full else self.since)

    def take(self, now: datetime) -> None:
        """Count a call that is made now; the gap grows a little shorter with each."""
        if self.a_minute is not None:
            self.calls.append(now)
        if self.gap:
            self.after_gap = now + self.gap
            self.gap = max(_SHORTEST_GAP, self.gap * _RECOVERY)

    def spare(self, now: datetime) -> None:
        """Take back a call that was counted and not made."""
        self.after_gap = now
        if self.calls:
            self.calls.pop()

    def refuse(self, now: datetime, wait: timedelta) -> None:
        """Wait, and go half as fast afterwards; refusals of one moment count once."""
        if self.since <= now:
            self.gap = min(_LONGEST_GAP, self.gap * _SLOWER)
        self.since = max(self.since, now + wait)


@dataclass(kw_only=True, slots=True)
class Pacing:
    """Says when each call may be made, and learns from what came of it; any thread may ask."""

    clock: Clock
    lookups_a_minute: int = LOOKUPS_A_MINUTE
    _paces: dict[Lane, _Pace] = field(default_factory=dict)
    _recipients: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, lane: Lane, recipient: str | None = None) -> datetime:
        """Return from when on the next call along a lane may be made; that may be past.

        ``recipient`` names the conversation of a post, which hears one a second.
        """
        with self._lock:
            now = self.clock.now()
            at = self._pace(lane, now).at(now)
            return max(at, self._recipients.get(_conversation(lane, recipient), at))

    def take(self, lane: Lane, recipient: str | None = None) -> None:
        """Count a call that is made now."""
        with self._lock:
            now = self.clock.now()
            self._pace(lane, now).take(now)
            if lane.method is Method.POST and recipient is not None:
                self._recipients[_conversation(lane, recipient)] = now + _RECIPIENT_GAP
            if len(self._recipients) > _FORGET_AFTER:
                self._recipients = {
                    name: free for name, free in self._recipients.items() if free > now
                }

    def spare(self, lane: Lane, recipient: str) -> None:
        """Take back a call that was counted and not made."""
        with self._lock:
            now = self.clock.now()
            self._pace(lane, now).spare(now)
            self._recipients.pop(_conversation(lane, recipient), None)

    def refused(self, lane: Lane, wait: timedelta) -> None:
        """Slow down after a 429, and do nothing there before Slack's own delay is over."""
        with self._lock:
            now = self.clock.now()
            self._pace(lane, now).refuse(now, wait)

    def heard(self, lane: Lane) -> None:
        """Take note of an answer, whatever it was."""
        with self._lock:
            self._pace(lane, self.clock.now()).unheard = 0

    def unheard(self, lane: Lane) -> None:
        """Take note that no answer came: from the third in a row on, pause for longer and longer.

        While Slack is away, one attempt a minute is left in doubt, and not the whole queue.
        """
        with self._lock:
            now = self.clock.now()
            pace = self._pace(lane, now)
            pace.unheard += 1
            if pace.unheard > _PATIENT_WITH:
                seconds = min(2 ** (pace.unheard - _PATIENT_WITH - 1), _LONGEST_SILENCE)
                pace.since = max(pace.since, now + timedelta(seconds=seconds))

    def is_doubtful(self, lane: Lane) -> bool:
        """Whether the last call along a lane got no answer."""
        with self._lock:
            return self._pace(lane, self.clock.now()).unheard > 0

    def rest(self, team_id: str, wait: timedelta) -> None:
        """Do nothing at all in a workspace for so long: it does not let the app in."""
        with self._lock:
            now = self.clock.now()
            for method in Method:
                pace = self._pace(Lane(team_id=team_id, method=method), now)
                pace.since = max(pace.since, now + wait)

    def _pace(self, lane: Lane, now: datetime) -> _Pace:
        if lane not in self._paces:
            self._paces[lane] = self._new_pace(lane.method, now)
        return self._paces[lane]

    def _new_pace(self, method: Method, now: datetime) -> _Pace:
        match method:
            case Method.POST:
                return _Pace(gap=_FIRST_GAP, since=now, after_gap=now)
            case Method.CHANGE | Method.DELETE:
                return _Pace(a_minute=_CHANGES_A_MINUTE, since=now, after_gap=now)
            case Method.PIN:
                return _Pace(a_minute=_PINS_A_MINUTE, since=now, after_gap=now)
            case Method.LOOK_UP:
                return _Pace(a_minute=self.lookups_a_minute, since=now, after_gap=now)


def _conversation(lane: Lane, recipient: str | None) -> str:
    return f"{lane.team_id}/{recipient}" if lane.method is Method.POST and recipient else ""
