"""Workspaces: one that removes the app, or takes its token back, falls asleep; nothing is lost."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext

from bot.services.everything import Services

log = logging.getLogger("rounds.workspaces")


def register(app: App) -> None:
    """Listen to what ends an installation."""
    app.event("app_uninstalled")(fall_asleep)
    app.event("tokens_revoked")(lose_token)


def fall_asleep(context: BoltContext, services: Services) -> None:
    """Send nothing more to a workspace that removed the app."""
    services.installations.sleep(context.team_id or "")
    log.warning("the app was removed from workspace %s", context.team_id)


def lose_token(event: Mapping[str, Any], context: BoltContext, services: Services) -> None:
    """Send nothing more to a workspace that took the bot's token back."""
    if event.get("tokens", {}).get("bot"):
        services.installations.sleep(context.team_id or "")
        log.warning("the token of workspace %s was revoked", context.team_id)
