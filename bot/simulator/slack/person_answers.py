"""Say how what a person did was taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.simulator.slack.delivery import Receipt
from bot.simulator.slack.world_records import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the app took a command, a click, a shortcut or an opened Home.

    ``ack`` is what came with the acknowledgement. ``error`` is what Slack's client would show:
    ``operation_timeout``, ``dispatch_failed``, ``unreachable``, or a sentence.
    """

    status: Literal["ok", "failed"] = "ok"
    ack: Json | str | None = None
    error: str = ""

    @property
    def ok(self) -> bool:
        """Say whether it went well."""
        return self.status == "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """How a form was taken.

    ``client_errors`` are what Slack's client says by itself, before the app hears of anything;
    ``errors`` are the app's sentences, both by block_id. ``error`` is a failure of the whole.
    """

    status: Literal["ok", "failed"] = "ok"
    ack: Json | str | None = None
    error: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    client_errors: Mapping[str, str] = field(default_factory=dict)
    response_action: str | None = None

    @property
    def ok(self) -> bool:
        """Say whether the form was taken."""
        return self.status == "ok"


def taken(receipt: Receipt) -> Answer:
    """Return the answer that a receipt amounts to."""
    if receipt.error:
        return Answer(status="failed", error=receipt.error)
    return Answer(ack=receipt.body)
