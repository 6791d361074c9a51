"""The manifest: what Slack is told about the app, for Socket Mode and for HTTP."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
_EVENTS = "/slack/events"
_REDIRECT = "/slack/oauth_redirect"

Manifest = dict[str, Any]
"""The manifest as Slack's schema has it."""


def read_manifest() -> Manifest:
    """Return the manifest of the Socket Mode app."""
    manifest: Manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return manifest


def scopes_of(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the scopes the bot asks for."""
    return tuple(manifest["oauth_config"]["scopes"]["bot"])


def for_url(manifest: Mapping[str, Any], url: str) -> Manifest:
    """Return the manifest of the HTTP app that Slack reaches at an address."""
    address = url.rstrip("/")
    over_http = deepcopy(dict(manifest))
    for command in over_http["features"]["slash_commands"]:
        command["url"] = address + _EVENTS
    settings = over_http["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = address + _EVENTS
    settings["interactivity"]["request_url"] = address + _EVENTS
    settings["interactivity"]["message_menu_options_url"] = address + _EVENTS
    over_http["oauth_config"]["redirect_urls"] = [address + _REDIRECT]
    return over_http


def as_yaml(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as text to paste into Slack's form."""
    return yaml.safe_dump(dict(manifest), sort_keys=False, allow_unicode=True, width=100)
