"""``manifest``: what the Slack app is created from."""

from argparse import Namespace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from bot.errors import SettingsError
from bot.i18n import mark
from bot.web import EVENTS, REDIRECT

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def bot_scopes() -> tuple[str, ...]:
    """Return the scopes that the manifest asks for."""
    whole = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return tuple(whole["oauth_config"]["scopes"]["bot"])


def print_manifest(wanted: Namespace) -> int:
    """Print the manifest for Socket Mode or, with an address, the one for HTTP mode."""
    text = MANIFEST.read_text(encoding="utf-8")
    if wanted.url is not None:
        whole = in_http_mode(yaml.safe_load(text), wanted.url)
        text = yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)
    print(text, end="")
    return 0


def in_http_mode(manifest: dict[str, Any], url: str) -> dict[str, Any]:
    """Return the manifest with every address Slack needs; raises SettingsError for no address."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise SettingsError(
            mark("Slack wants an address that starts with https://, not {url}."), url=url
        )
    root = f"https://{parts.netloc}{parts.path.rstrip('/')}"
    settings = manifest["settings"]
    features = manifest["features"]
    commands = [{**one, "url": root + EVENTS} for one in features["slash_commands"]]
    return {
        **manifest,
        "features": {**features, "slash_commands": commands},
        "oauth_config": {**manifest["oauth_config"], "redirect_urls": [root + REDIRECT]},
        "settings": {
            **settings,
            "event_subscriptions": {
                "request_url": root + EVENTS,
                **settings.get("event_subscriptions", {}),
            },
            "interactivity": {
                "is_enabled": True,
                "request_url": root + EVENTS,
                "message_menu_options_url": root + EVENTS,
            },
            "socket_mode_enabled": False,
        },
    }
