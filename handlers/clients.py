"""Hand out the ways into Slack's Web API: one client for each workspace and purpose."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
)

Tokens = Callable[[str], str | None]
"""Return the bot token of a workspace (team_id), or None where the bot is not installed."""

_TIMEOUT = 10
"""Seconds; a listener must not wait for Slack as long as slack_sdk would by itself (30)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clients:
    """Make a client once for each token; a new token after a re-installation makes a new one.

    ``base_url`` ends in ``/api/``. Any thread may ask.
    """

    tokens: Tokens
    base_url: str
    _made: dict[tuple[str, str], WebClient] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def for_posting(self, team_id: str) -> WebClient | None:
        """Return a client that never repeats a call, or None where the bot is not installed.

        slack_sdk's default handler posts again after a lost connection and tells nobody
        (platform.md 5.1).
        """
        return self._client(team_id, "posting", [])

    def for_reading(self, team_id: str) -> WebClient | None:
        """Return a client that repeats after a lost connection or a 429; for calls that may."""
        handlers = [ConnectionErrorRetryHandler(), RateLimitErrorRetryHandler(max_retry_count=1)]
        return self._client(team_id, "reading", handlers)

    def _client(
        self, team_id: str, purpose: str, handlers: Sequence[RetryHandler]
    ) -> WebClient | None:
        token = self.tokens(team_id)
        if token is None:
            return None
        with self._lock:
            key = (token, purpose)
            if key not in self._made:
                self._made[key] = WebClient(
                    token=token,
                    base_url=self.base_url,
                    timeout=_TIMEOUT,
                    retry_handlers=list(handlers),
                )
            return self._made[key]
