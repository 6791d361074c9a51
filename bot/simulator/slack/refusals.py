"""Say no in Slack's words: an error code, and what Slack adds to it."""

from collections.abc import Sequence


class Refusal(Exception):
    """A Web API answer with ``ok`` false; ``code`` is Slack's error code."""

    def __init__(self, code: str, *, messages: Sequence[str] = (), **extra: str) -> None:
        """Keep the code, the sentences of ``response_metadata.messages`` and further keys."""
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra

    def answer(self) -> dict[str, object]:
        """Return the body of the answer."""
        body: dict[str, object] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


class RateLimited(Refusal):
    """Too many calls; ``retry_after`` is in whole seconds of the movable clock."""

    def __init__(self, retry_after: int) -> None:
        """Keep how long to wait."""
        super().__init__("ratelimited")
        self.retry_after = retry_after
