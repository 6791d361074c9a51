"""Hand out the ways into Slack's Web API: one client for each workspace and purpose."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
)

NO_ANSWER = (OSError, HTTPException, ValueError)
"""What slack_sdk lets through when Slack says nothing, or something that is no JSON."""

Tokens = Callable[[str], str | None]
"""Return the bot token of a workspace (team_id), or None where the bot is not installed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clients:
    """Make a client once for each token; a new token after a re-installation makes a new one.

    ``base_url`` ends in ``/api/``. ``timeout`` is in seconds: nobody should wait for Slack as long
    as slack_sdk would by itself (30). Any thread may ask.
    """

    tokens: Tokens
    base_url: str
    timeout: int = 10
    _made: dict[tuple[str, str], WebClient] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def for_posting(self, team_id: str) -> WebClient | None:
        """Return a client that never repeats a call, or None where the bot is not installed.

        slack_sdk's default handler posts again after a lost connection and tells nobody
        (platform.md 5.1).
        """
        return self._client(team_id, "posting", [])

    def for_looking_up(self, team_id: str) -> WebClient | None:
        """Return a client that repeats after a lost connection; a 429 is for the caller to keep.

        slack_sdk would sleep through it in the thread, on the computer's own clock.
        """
        return self._client(team_id, "looking up", [ConnectionErrorRetryHandler()])

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
                    timeout=self.timeout,
                    retry_handlers=list(handlers),
                    logger=discreet_logger(),
                )
            return self._made[key]


def discreet_logger() -> logging.Logger:
    """Return a logger for slack_sdk's clients that keeps people's texts out of the log.

    At level DEBUG they write every message they send, and at ERROR the beginning of an answer that
    is no JSON. What goes wrong is raised, too, and told by us.
    """
    logger = logging.getLogger("rounds.web_api")
    logger.setLevel(logging.CRITICAL)
    return logger
