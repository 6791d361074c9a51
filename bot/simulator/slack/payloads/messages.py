"""Build messages as Slack shows them to an app, and the events about them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.slack.payloads.parties import PayloadApp, PayloadTeam


def bot_author(*, app: PayloadApp, team: PayloadTeam, updated: int) -> dict[str, Any]:
    """Return the app as the author of a message; ``updated`` is in epoch seconds."""
    icons = {f"image_{size}": f"https://example.invalid/bot-{size}.png" for size in (36, 48, 72)}
    return {
        "user": app.bot_user_id,
        "team": team.id,
        "bot_id": app.bot_id,
        "app_id": app.app_id,
        "bot_profile": {
            "id": app.bot_id,
            "deleted": False,
            "name": app.name,
            "updated": updated,
            "app_id": app.app_id,
            "icons": icons,
            "team_id": team.id,
        },
    }


def person_author(*, user_id: str, team_id: str, client_msg_id: str) -> dict[str, Any]:
    """Return a person as the author of a message; their client made ``client_msg_id``."""
    return {"user": user_id, "team": team_id, "client_msg_id": client_msg_id}


def message_value(
    *,
    ts: str,
    text: str,
    author: Mapping[str, Any],
    blocks: Sequence[Mapping[str, Any]] | None = None,
    attachments: Sequence[Mapping[str, Any]] | None = None,
    thread_ts: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    edited: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return a message as it stands in an interaction, in an answer or in a channel's history.

    ``author`` is made by ``bot_author`` or ``person_author``; ``edited`` holds ``user`` and
    ``ts``. What is absent is left out, as Slack does.
    """
    maybe = {
        "blocks": None if blocks is None else [dict(block) for block in blocks],
        "attachments": None if attachments is None else [dict(item) for item in attachments],
        "thread_ts": thread_ts,
        "metadata": metadata,
        "edited": edited,
    }
    message = {"type": "message", "ts": ts, "text": text, **author}
    return message | {key: value for key, value in maybe.items() if value is not None}


def message_posted(
    message: Mapping[str, Any],
    *,
    channel_id: str,
    channel_type: str,
    parent_user_id: str | None = None,
) -> dict[str, Any]:
    """Return the event of a new message; ``channel_type`` is channel, group, im or mpim.

    A reply names the author of the message it replies to.
    """
    event = {key: value for key, value in message.items() if key not in {"app_id", "metadata"}}
    event |= {"channel": channel_id, "event_ts": message["ts"], "channel_type": channel_type}
    if parent_user_id is not None:
        event["parent_user_id"] = parent_user_id
    return event


def app_mention(message: Mapping[str, Any], *, channel_id: str) -> dict[str, Any]:
    """Return the event of a message that mentions the app."""
    left_out = {"type", "app_id", "metadata"}
    event = {key: value for key, value in message.items() if key not in left_out}
    return {
        "type": "app_mention",
        **event,
        "channel": channel_id,
        "event_ts": message["ts"],
    }


def message_changed(
    *,
    message: Mapping[str, Any],
    previous: Mapping[str, Any],
    channel_id: str,
    channel_type: str,
    ts: str,
) -> dict[str, Any]:
    """Return the event of an edited message; ``ts`` is the moment of the edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": dict(message),
        "previous_message": dict(previous),
        "channel": channel_id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type,
    }


def message_deleted(
    *,
    previous: Mapping[str, Any],
    channel_id: str,
    channel_type: str,
    ts: str,
) -> dict[str, Any]:
    """Return the event of a deleted message; ``ts`` is the moment of the deletion."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": dict(previous),
        "channel": channel_id,
        "hidden": True,
        "deleted_ts": previous["ts"],
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type,
    }


def channel_join_message(
    *,
    user_id: str,
    team_id: str,
    channel_id: str,
    channel_type: str,
    ts: str,
    inviter_id: str | None = None,
) -> dict[str, Any]:
    """Return the line "... has joined the channel"; who came alone has no inviter."""
    event = _channel_line("channel_join", "has joined the channel", user_id=user_id, ts=ts)
    event |= {"team": team_id, "channel": channel_id, "channel_type": channel_type}
    if inviter_id is not None:
        event["inviter"] = inviter_id
    return event


def channel_leave_message(
    *,
    user_id: str,
    team_id: str,
    channel_id: str,
    channel_type: str,
    ts: str,
) -> dict[str, Any]:
    """Return the line "... has left the channel"."""
    event = _channel_line("channel_leave", "has left the channel", user_id=user_id, ts=ts)
    return event | {"team": team_id, "channel": channel_id, "channel_type": channel_type}


def _channel_line(subtype: str, words: str, *, user_id: str, ts: str) -> dict[str, Any]:
    """Return a line that Slack itself writes into a channel."""
    return {
        "type": "message",
        "subtype": subtype,
        "user": user_id,
        "text": f"<@{user_id}> {words}",
        "ts": ts,
        "event_ts": ts,
    }
