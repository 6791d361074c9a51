"""Build what the use of an element sends: ``block_actions`` and ``block_suggestion``."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.slack.payloads.parties import (
    PayloadApp,
    PayloadChannel,
    PayloadPerson,
    PayloadTeam,
    interaction,
)

_CARRIED: Mapping[str, tuple[str, ...]] = {
    "button": ("text", "value", "url", "style"),
    "workflow_button": ("text", "style"),
    "icon_button": ("text", "icon", "value"),
    "feedback_buttons": ("text", "value"),
}
_CARRIED_BY_OTHERS = (
    "placeholder",
    "min_query_length",
    "initial_option",
    "initial_options",
    "initial_date",
    "initial_time",
    "initial_date_time",
    "initial_user",
    "initial_users",
    "initial_conversation",
    "initial_conversations",
    "initial_channel",
    "initial_channels",
)


def block_action(
    element: Mapping[str, Any],
    *,
    block_id: str,
    action_ts: str,
    chosen: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return one entry of ``actions``: the element as used, with what was chosen in it.

    ``chosen`` is the value in the shape of ``state.values`` (``surfaces.typed_value``); a button
    needs none. For feedback buttons it is the button pressed: its text and value. The question
    that was asked before (``confirm``) is left out: Slack's types know only its older form.
    """
    kind = str(element["type"])
    carried = _CARRIED.get(kind, _CARRIED_BY_OTHERS)
    return {
        "action_id": element["action_id"],
        "block_id": block_id,
        **{key: element[key] for key in carried if key in element},
        **(chosen or {}),
        "type": kind,
        "action_ts": action_ts,
    }


def block_actions_from_message(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    channel: PayloadChannel,
    message: Mapping[str, Any],
    actions: Sequence[Mapping[str, Any]],
    state_values: Mapping[str, Any],
    trigger_id: str,
    response_url: str,
    is_ephemeral: bool = False,
) -> dict[str, Any]:
    """Return ``block_actions`` for a message; an ephemeral one names only its container."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": is_ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    payload = {
        **interaction("block_actions", app=app, team=team, person=person),
        "container": container,
        "trigger_id": trigger_id,
        "channel": channel.value(),
        "state": {"values": dict(state_values)},
        "response_url": response_url,
        "actions": [dict(action) for action in actions],
    }
    if not is_ephemeral:
        payload["message"] = dict(message)
    return payload


def block_actions_from_view(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    view: Mapping[str, Any],
    actions: Sequence[Mapping[str, Any]],
    trigger_id: str,
) -> dict[str, Any]:
    """Return ``block_actions`` for a modal or a Home; ``view`` is what ``view_value`` makes.

    A view has no channel to respond to: ``response_url``, which Slack's types demand, is empty, so
    that an app that tries to use it fails here as it would there.
    """
    return {
        **interaction("block_actions", app=app, team=team, person=person),
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger_id,
        "view": dict(view),
        "state": dict(view["state"]),
        "response_url": "",
        "actions": [dict(action) for action in actions],
    }


def block_suggestion(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    block_id: str,
    action_id: str,
    value: str,
    view: Mapping[str, Any] | None = None,
    message: Mapping[str, Any] | None = None,
    channel: PayloadChannel | None = None,
) -> dict[str, Any]:
    """Return the request for options after ``value`` was typed into an external select.

    Either ``view``, or ``message`` with its ``channel``, says where.

    Raises:
        ValueError: when neither place is named.
    """
    payload = {
        **interaction("block_suggestion", app=app, team=team, person=person),
        "action_id": action_id,
        "block_id": block_id,
        "value": value,
    }
    if view is not None:
        payload["container"] = {"type": "view", "view_id": view["id"]}
        payload["view"] = dict(view)
    elif message is not None and channel is not None:
        payload["container"] = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": False,
        }
        payload["channel"] = channel.value()
        payload["message"] = dict(message)
    else:
        raise ValueError("options are asked for in a view, or in a message of a channel")
    return payload
