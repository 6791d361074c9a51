"""Build slash commands and shortcuts."""

from collections.abc import Mapping
from typing import Any

from bot.simulator.slack.payloads.parties import (
    PayloadApp,
    PayloadChannel,
    PayloadPerson,
    PayloadTeam,
)


def slash_command(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    channel: PayloadChannel,
    command: str,
    text: str,
    response_url: str,
    trigger_id: str,
) -> dict[str, str]:
    """Return the form fields of a slash command (Slack: "Implementing slash commands").

    Over HTTP they are form-encoded, over Socket Mode they are the payload; every value is a text.
    """
    return {
        "token": app.token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def shortcut(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    callback_id: str,
    trigger_id: str,
    action_ts: str,
) -> dict[str, Any]:
    """Return a global shortcut; it names no channel."""
    return {
        "type": "shortcut",
        "token": app.token,
        "action_ts": action_ts,
        "team": team.value(),
        "user": {"id": person.id, "username": person.name, "team_id": person.team_id},
        "is_enterprise_install": False,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_action(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    channel: PayloadChannel,
    message: Mapping[str, Any],
    callback_id: str,
    trigger_id: str,
    response_url: str,
    action_ts: str,
) -> dict[str, Any]:
    """Return a message shortcut; ``message`` is what ``message_value`` makes."""
    return {
        "type": "message_action",
        "token": app.token,
        "action_ts": action_ts,
        "team": team.value(),
        "user": {"id": person.id, "name": person.name, "team_id": person.team_id},
        "channel": channel.value(),
        "is_enterprise_install": False,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "message_ts": message["ts"],
        "message": dict(message),
    }
