"""Build what travels over Socket Mode: greeting, farewell and envelopes."""

from collections.abc import Mapping
from typing import Any

DISCONNECT_REASONS = frozenset({"warning", "refresh_requested", "link_disabled"})


def hello(
    *,
    app_id: str,
    num_connections: int,
    host: str,
    build_number: int = 1,
    approximate_connection_time: int = 18060,
) -> dict[str, Any]:
    """Return the greeting of a fresh connection; ``approximate_connection_time`` is in seconds."""
    return {
        "type": "hello",
        "num_connections": num_connections,
        "debug_info": {
            "host": host,
            "build_number": build_number,
            "approximate_connection_time": approximate_connection_time,
        },
        "connection_info": {"app_id": app_id},
    }


def disconnect(reason: str, *, host: str) -> dict[str, Any]:
    """Announce the end of a connection: warning, refresh_requested or link_disabled.

    Raises:
        ValueError: for another reason.
    """
    if reason not in DISCONNECT_REASONS:
        msg = f"Slack does not end connections for {reason!r}"
        raise ValueError(msg)
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": host}}


def slash_commands_envelope(payload: Mapping[str, Any], *, envelope_id: str) -> dict[str, Any]:
    """Return a slash command in its envelope; the acknowledgement may carry a message."""
    return {
        "envelope_id": envelope_id,
        "payload": dict(payload),
        "type": "slash_commands",
        "accepts_response_payload": True,
    }


def interactive_envelope(payload: Mapping[str, Any], *, envelope_id: str) -> dict[str, Any]:
    """Return an interaction in its envelope.

    The acknowledgement of a view's submission may carry a response_action, that of a suggestion
    its options.
    """
    return {
        "envelope_id": envelope_id,
        "payload": dict(payload),
        "type": "interactive",
        "accepts_response_payload": payload["type"] in {"view_submission", "block_suggestion"},
    }


def events_api_envelope(
    payload: Mapping[str, Any],
    *,
    envelope_id: str,
    retry_attempt: int = 0,
    retry_reason: str = "",
) -> dict[str, Any]:
    """Return an event in its envelope; a repeated delivery says which attempt it is and why."""
    return {
        "envelope_id": envelope_id,
        "payload": dict(payload),
        "type": "events_api",
        "accepts_response_payload": False,
        "retry_attempt": retry_attempt,
        "retry_reason": retry_reason,
    }
