"""Build views as Slack gives them back, and what a person does with a modal as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.simulator.slack.payloads.parties import (
    PayloadApp,
    PayloadPerson,
    PayloadTeam,
    interaction,
)

_HOME_TITLE = {"type": "plain_text", "text": "View Title", "emoji": True}


def view_value(
    view: Mapping[str, Any],
    *,
    view_id: str,
    view_hash: str,
    app: PayloadApp,
    team: PayloadTeam,
    state_values: Mapping[str, Any],
    root_view_id: str | None = None,
    previous_view_id: str | None = None,
) -> dict[str, Any]:
    """Return a view as Slack gives it back, in answers and in payloads.

    ``view`` is what the app sent, settled (``surfaces.settle_view``). A Home, too, has a title
    here: Slack puts one in. The root of a stack is its own root.
    """
    return {
        "id": view_id,
        "team_id": team.id,
        "type": view["type"],
        "blocks": list(view["blocks"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "state": {"values": dict(state_values)},
        "hash": view_hash,
        "title": view.get("title", dict(_HOME_TITLE)),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "previous_view_id": previous_view_id,
        "root_view_id": root_view_id or view_id,
        "app_id": app.app_id,
        "external_id": view.get("external_id", ""),
        "app_installed_team_id": team.id,
        "bot_id": app.bot_id,
    }


def view_submission(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    view: Mapping[str, Any],
    trigger_id: str,
    response_urls: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Return the sending of a modal.

    ``view`` is what ``view_value`` makes. ``response_urls`` has an entry (block_id, action_id,
    channel_id, response_url) for each conversation chosen in an element with
    ``response_url_enabled``.
    """
    return {
        **interaction("view_submission", app=app, team=team, person=person),
        "trigger_id": trigger_id,
        "view": dict(view),
        "response_urls": [dict(entry) for entry in response_urls],
    }


def view_closed(
    *,
    app: PayloadApp,
    team: PayloadTeam,
    person: PayloadPerson,
    view: Mapping[str, Any],
    is_cleared: bool,
) -> dict[str, Any]:
    """Return the closing of a modal; ``is_cleared`` when the whole stack was closed at once.

    What was typed is not in it: Slack sends an empty state.
    """
    return {
        **interaction("view_closed", app=app, team=team, person=person),
        "view": {**view, "state": {"values": {}}},
        "is_cleared": is_cleared,
    }
