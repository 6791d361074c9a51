"""Say something in Slack once, and say honestly what came of it.

Slack promises no idempotence: after a lost connection nobody knows whether a message was posted.
So nothing is repeated here; an unknown outcome is settled later by looking for the delivery's token
in the metadata of the messages that are there (platform.md 5.2).
"""

import re
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.domain.deliveries import Action, Delivery
from bot.domain.messages import AnyMessage
from bot.domain.outcomes import Outcome, Verdict, outcome_of_refusal
from bot.services.messenger import Address
from handlers.blocks.layout import Look
from handlers.blocks.messages import render, shorten
from handlers.clients import NO_ANSWER, Clients

EVENT_TYPE = "rounds_delivery"
_AROUND = timedelta(minutes=5)
"""Slack's clock and ours may differ; the token tells messages apart anyway."""
_LOOKED_AT = 15
"""Messages; more are not given to apps that are sold (platform.md 5.3)."""
_TOO_MANY = 429
_SERVER_ERROR = 500
_CODE = re.compile(r"[a-z][a-z0-9_]*")
"""Slack's own error codes; slack_sdk puts a sentence there when the answer was no JSON."""
_NEVER_SENT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)

_PINNED_ANYWAY = frozenset(
    {"already_pinned", "no_pin", "not_pinned", "message_not_found", "not_pinnable"}
) | {"missing_scope", "permission_denied", "restricted_action"}
"""After these a pin is as it should be, or cannot be."""

Call = Callable[[], SlackResponse]


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackMessenger:
    """Fulfil ``bot.services.messenger.Messenger`` over the Web API."""

    clients: Clients

    def send(self, delivery: Delivery, message: AnyMessage | None, to: Address) -> Outcome:
        """Post, update, shorten, withdraw, pin; only a post can end with an unknown outcome.

        Doing any of the others twice does no harm, so there an unknown outcome is a passing one.
        """
        client = self.clients.for_posting(to.team_id)
        if client is None:
            return outcome_of_refusal("not_authed")
        if delivery.action is Action.WITHDRAW:
            return _withdraw(client, to)
        if delivery.action in {Action.PIN, Action.UNPIN}:
            return _pin(client, delivery.action, to)
        if message is None:
            raise ValueError(f"nothing to say in delivery {delivery.id}")
        match delivery.action:
            case Action.POST:
                return _post(client, delivery, look=render(message, to.reader), to=to)
            case Action.UPDATE:
                return _change(client, render(message, to.reader), to=to)
            case _:
                return _change(client, shorten(message, to.reader), to=to)

    def find(self, delivery: Delivery, to: Address) -> Outcome | None:
        """Look in the conversation, around the attempt, for a post with the delivery's token."""
        client = self.clients.for_looking_up(to.team_id)
        if client is None:
            return outcome_of_refusal("not_authed")
        attempted_at = delivery.attempted_at or delivery.due_at
        answer = _attempt(lambda: _messages_around(client, attempted_at, to=to))
        if isinstance(answer, Outcome):
            return _repeatable(answer)
        found = (one for one in answer["messages"] if _token_of(one) == delivery.token)
        message = next(found, None)
        return _sent(to.channel, str(message["ts"])) if message else None


def _post(client: WebClient, delivery: Delivery, *, look: Look, to: Address) -> Outcome:
    answer = _attempt(
        lambda: client.chat_postMessage(
            channel=to.channel,
            thread_ts=to.thread_ts,
            text=look.text,
            blocks=look.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"id": delivery.token}},
            unfurl_links=False,
            unfurl_media=False,
        )
    )
    if isinstance(answer, Outcome):
        return answer
    return _sent(str(answer.get("channel", to.channel)), str(answer["ts"]))


def _change(client: WebClient, look: Look, *, to: Address) -> Outcome:
    answer = _attempt(
        lambda: client.chat_update(
            channel=to.channel, ts=to.ts or "", text=look.text, blocks=look.blocks
        )
    )
    return _repeatable(answer) if isinstance(answer, Outcome) else _sent(to.channel, to.ts)


def _withdraw(client: WebClient, to: Address) -> Outcome:
    """Take a message back; one that is gone already is what was wanted."""
    answer = _attempt(lambda: client.chat_delete(channel=to.channel, ts=to.ts or ""))
    if isinstance(answer, Outcome) and answer.why != "message_not_found":
        return _repeatable(answer)
    return _sent(to.channel, to.ts)


def _pin(client: WebClient, action: Action, to: Address) -> Outcome:
    """Pin a message or let it go; done already, or not to be done, is as good as done.

    A workspace that installed the app before it asked for ``pins:write`` has no pin, and is not
    taken for one that shuts the app out (docs.slack.dev/reference/methods/pins.add).
    """
    ts = to.ts or ""
    if action is Action.PIN:
        answer = _attempt(lambda: client.pins_add(channel=to.channel, timestamp=ts))
    else:
        answer = _attempt(lambda: client.pins_remove(channel=to.channel, timestamp=ts))
    if isinstance(answer, Outcome) and answer.why not in _PINNED_ANYWAY:
        return _repeatable(answer)
    return _sent(to.channel, to.ts)


def _messages_around(client: WebClient, instant: datetime, *, to: Address) -> SlackResponse:
    """Read a conversation, or the thread that was posted into, as it was about then."""
    where: dict[str, Any] = {
        "channel": to.channel,
        "oldest": f"{(instant - _AROUND).timestamp():.6f}",
        "latest": f"{(instant + _AROUND).timestamp():.6f}",
        "limit": _LOOKED_AT,
        "include_all_metadata": True,
    }
    if to.thread_ts is None:
        return client.conversations_history(**where)
    return client.conversations_replies(ts=to.thread_ts, **where)


def _attempt(call: Call) -> SlackResponse | Outcome:
    """Call Slack once; return its answer, or what its refusal or its silence means."""
    try:
        return call()
    except SlackApiError as error:
        return _refusal(error)
    except URLError as error:
        verdict = Verdict.PASSING if isinstance(error.reason, _NEVER_SENT) else Verdict.UNKNOWN
        return Outcome(verdict=verdict, why=type(error.reason).__name__, heard=False)
    except NO_ANSWER as error:
        return Outcome(verdict=Verdict.UNKNOWN, why=type(error).__name__, heard=False)


def _refusal(error: SlackApiError) -> Outcome:
    """Read Slack's own answer; one that is no JSON object leaves open what was done."""
    response = error.response
    if response.status_code == _TOO_MANY:
        seconds = float(response.headers.get("Retry-After", "1"))
        return outcome_of_refusal("ratelimited", wait=timedelta(seconds=seconds))
    if response.status_code >= _SERVER_ERROR:
        why = f"http_{response.status_code}"
        return Outcome(verdict=Verdict.UNKNOWN, why=why, heard=False)
    data = response.data if isinstance(response.data, Mapping) else {}
    code = str(data.get("error", ""))
    if not _CODE.fullmatch(code):
        return Outcome(verdict=Verdict.UNKNOWN, why="malformed_answer", heard=False)
    return outcome_of_refusal(code)


def _repeatable(outcome: Outcome) -> Outcome:
    """Return the outcome of something that may be done again: unknown is as good as not done."""
    if outcome.verdict is not Verdict.UNKNOWN:
        return outcome
    return replace(outcome, verdict=Verdict.PASSING)


def _sent(channel: str, ts: str | None) -> Outcome:
    return Outcome(verdict=Verdict.SENT, channel=channel, ts=ts)


def _token_of(message: Mapping[str, Any]) -> str | None:
    """Return the token in a message's metadata; other apps' metadata has none of ours."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    token = metadata.get("event_payload", {}).get("id")
    return str(token) if token is not None else None
