"""Say something to somebody: the interface that ``handlers/messenger.py`` fulfils."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.deliveries import Delivery
from bot.domain.messages import AnyMessage
from bot.domain.outcomes import Outcome
from bot.domain.readers import Reader

__all__ = ["Address", "Messenger", "Reader"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where something is said: a channel or direct message, in it a thread or an earlier message.

    ``ts`` names the message that an update, a shortening or a withdrawal is about.
    """

    team_id: str
    channel: str
    reader: Reader
    thread_ts: str | None = None
    ts: str | None = None


class Messenger(Protocol):
    """Hand something to Slack once and say honestly what came of it; nothing is retried here."""

    def send(self, delivery: Delivery, message: AnyMessage | None, to: Address) -> Outcome:
        """Post, update, shorten, withdraw, pin or unpin, as ``delivery.action`` says.

        A post carries ``delivery.token`` in its metadata; ``message`` is None where nothing is
        said.
        """

    def find(self, delivery: Delivery, to: Address) -> Outcome | None:
        """Look in the conversation for a post with the delivery's token.

        Returns a ``sent`` outcome, None when it is not there, or the outcome of a failed look-up.
        """
