"""Count calls as Slack does: tiers a minute, one post a second and channel, eight in a workspace.

Source: https://docs.slack.dev/apis/web-api/rate-limits and the tiers of Slack's Java SDK. Slack
tolerates bursts without saying how large: here a tier allows its whole minute at once, a channel
three posts at once and a workspace eight. Everything runs on the movable clock.
"""

import math
from collections import deque
from datetime import datetime, timedelta

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute for each tier, in one workspace."""

SPECIAL = {"auth.test": 600, "chat.getPermalink": 600, "apps.connections.open": 10}
"""Calls a minute of methods with a rule of their own.

Slack counts apps.connections.open in tier 1; an app that opens its allowed ten connections at its
start is not refused, so this allows ten.
"""

METHOD_TIER = {
    "apps.uninstall": 2,
    "auth.revoke": 3,
    "bookmarks.add": 2,
    "bots.info": 3,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.create": 2,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.invite": 3,
    "conversations.join": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "conversations.setPurpose": 2,
    "conversations.setTopic": 2,
    "dnd.info": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "oauth.v2.access": 4,
    "pins.add": 2,
    "pins.remove": 2,
    "reactions.add": 3,
    "team.info": 3,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}

CHANNEL_BURST = 3
CHANNEL_POSTS_PER_SECOND = 1.0
WORKSPACE_POSTS_PER_SECOND = 8.0
_MINUTE = timedelta(minutes=1)


class _Bucket:
    """So many at once, refilled at a steady rate."""

    def __init__(self, *, size: float, per_second: float, now: datetime) -> None:
        self._size = size
        self._rate = per_second
        self._level = size
        self._at = now

    def wait(self, now: datetime) -> float:
        """Return how many seconds until one more is allowed; zero when it is."""
        passed = max(0.0, (now - self._at).total_seconds())
        self._level = min(self._size, self._level + passed * self._rate)
        self._at = max(self._at, now)
        # A clock that stands at the refill instant must not wait for a rounding error.
        return max(0.0, (1.0 - self._level) / self._rate) if self._level < 1.0 - 1e-6 else 0.0

    def take(self) -> None:
        self._level -= 1.0


class Limits:
    """The counters of every workspace, method and channel."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._calls: dict[tuple[str, str], deque[datetime]] = {}
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def seconds_to_wait(self, method: str, *, team: str, now: datetime) -> int:
        """Count one call and return 0, or refuse it and return Retry-After in whole seconds."""
        allowed = SPECIAL.get(method) or TIERS.get(METHOD_TIER.get(method, 0), 0)
        if not allowed:
            return 0
        calls = self._calls.setdefault((team, method), deque())
        while calls and calls[0] <= now - _MINUTE:
            calls.popleft()
        if len(calls) >= allowed:
            return max(1, math.ceil((calls[0] + _MINUTE - now).total_seconds()))
        calls.append(now)
        return 0

    def seconds_to_post(self, channel: str, *, team: str, now: datetime) -> int:
        """Count one post and return 0, or refuse it and return Retry-After in whole seconds."""
        here = self._bucket(team, channel, now=now)
        everywhere = self._bucket(team, "", now=now)
        wait = max(here.wait(now), everywhere.wait(now))
        if wait > 0:
            return max(1, math.ceil(wait))
        here.take()
        everywhere.take()
        return 0

    def _bucket(self, team: str, channel: str, *, now: datetime) -> _Bucket:
        key = (team, channel)
        if key not in self._buckets:
            rate = CHANNEL_POSTS_PER_SECOND if channel else WORKSPACE_POSTS_PER_SECOND
            size = CHANNEL_BURST if channel else WORKSPACE_POSTS_PER_SECOND
            self._buckets[key] = _Bucket(size=size, per_second=rate, now=now)
        return self._buckets[key]
