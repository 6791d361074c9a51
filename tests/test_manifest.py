"""The manifest and the code agree, both ways, and Slack would take it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import handlers
from handlers.blocks.ids import Callback
from handlers.commands import COMMANDS
from handlers.manifest import as_yaml, for_url, read_manifest, scopes_of
from tests.simulator.slack.reference import complaints, load

ROOT = Path(__file__).parent.parent
MANIFEST = read_manifest()
SCOPES = {
    "commands": set(COMMANDS),
    "chat:write": {"chat_postMessage", "chat_update", "chat_delete"},
    "channels:read": {"conversations_info", "conversations_members"},
    "groups:read": {"conversations_info", "conversations_list", "conversations_members"},
    "groups:write": {"conversations_create", "conversations_invite"},
    "im:write": {"conversations_open"},
    "im:history": {"conversations_history", "conversations_replies"},
    "pins:write": {"pins_add", "pins_remove"},
    "users:read": {"users_info"},
    "users:read.email": {"users_lookupByEmail"},
    "files:read": {"files_info"},
    "files:write": {"files_upload_v2"},
}
"""The methods that need a scope (docs.slack.dev/reference/scopes); views need none."""
FREE = {"views_open", "views_push", "views_update", "views_publish", "auth_test"}
FREE_WITH_APP_TOKEN = {"apps_connections_open"}
CALL = re.compile(
    r"\.((?:auth|apps|chat|conversations|users|views|files|team|reactions|pins|bookmarks|dnd)_\w+)\("
)


def test_the_commands_of_the_manifest_are_those_of_the_code() -> None:
    """Each command is declared, and each declared command is answered."""
    declared = {one["command"] for one in MANIFEST["features"]["slash_commands"]}

    assert declared == set(COMMANDS)


def test_the_hints_name_verbs_that_exist() -> None:
    """Whoever types a word out of a hint is understood."""
    words = {verb.word for verb in handlers.verbs()} | {"help"}

    unknown = {
        (one["command"], word)
        for one in MANIFEST["features"]["slash_commands"]
        for word in re.findall(r"[a-z]+", one.get("usage_hint", ""))
        if word != "help" and f"{COMMANDS[one['command']]} {word}".strip() not in words
    }

    assert unknown == set()


def test_mentions_in_commands_arrive_as_ids() -> None:
    """Escaping is on for every command."""
    assert all(one["should_escape"] for one in MANIFEST["features"]["slash_commands"])


def test_the_shortcuts_of_the_manifest_are_those_of_the_code() -> None:
    """Each shortcut is declared, and each declared shortcut is listened to."""
    declared = {one["callback_id"] for one in MANIFEST["features"]["shortcuts"]}

    assert declared == {one.value for one in Callback if one.value.startswith("shortcut.")}


def test_the_events_of_the_manifest_are_those_of_the_code() -> None:
    """Slack sends what is listened to, and nothing else."""
    declared = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])

    listened = set(re.findall(r'app\.event\("(\w+)"\)', "\n".join(sources())))

    assert declared == listened


def test_no_event_brings_messages_of_people() -> None:
    """Answers come by form, button and command; the bot reads no channel."""
    declared = MANIFEST["settings"]["event_subscriptions"]["bot_events"]

    assert [one for one in declared if one.startswith("message")] == []


def test_every_scope_is_needed_and_every_call_is_covered() -> None:
    """The bot asks for what it uses, and uses only what it asked for."""
    called = set(CALL.findall("\n".join(sources())))
    covered = set().union(*SCOPES.values()) | FREE | FREE_WITH_APP_TOKEN

    unused = {
        scope for scope, methods in SCOPES.items() if scope != "commands" and not methods & called
    }

    assert set(scopes_of(MANIFEST)) == set(SCOPES)
    assert unused == set()
    assert called - covered == set()


def test_the_http_manifest_has_an_address_everywhere() -> None:
    """The same app, reached by requests instead of a socket."""
    over_http = for_url(MANIFEST, "https://rounds.example.org/")

    settings = over_http["settings"]
    urls = {one["url"] for one in over_http["features"]["slash_commands"]}
    assert urls == {"https://rounds.example.org/slack/events"}
    assert (
        settings["event_subscriptions"]["request_url"] == "https://rounds.example.org/slack/events"
    )
    assert settings["interactivity"]["request_url"] == "https://rounds.example.org/slack/events"
    assert settings["socket_mode_enabled"] is False
    assert MANIFEST["settings"]["socket_mode_enabled"] is True


def test_a_manifest_can_be_pasted() -> None:
    """What is printed reads back as what it was."""
    text = as_yaml(for_url(MANIFEST, "https://rounds.example.org"))

    assert text.startswith("_metadata:")
    assert "https://rounds.example.org/slack/oauth_redirect" in text


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (("display_information", "name"), 35),
        (("display_information", "description"), 140),
        (("display_information", "long_description"), 4000),
        (("features", "bot_user", "display_name"), 80),
    ],
)
def test_words_fit_where_slack_shows_them(path: tuple[str, ...], most: int) -> None:
    """Slack refuses a manifest with longer ones (peers.md 4.3)."""
    words: Any = MANIFEST
    for key in path:
        words = words[key]

    assert 0 < len(words) <= most


def test_the_description_is_long_enough() -> None:
    """Slack wants at least 174 characters of a long description."""
    assert len(MANIFEST["display_information"]["long_description"]) >= 174


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize("way", ["socket", "http"])
def test_the_manifest_fits_slacks_schema(version: str, way: str) -> None:
    """Both ways, by both versions of the schema that Slack publishes."""
    schema = Draft7Validator(load(f"app-manifest/manifest.schema.{version}.json"))
    manifest = MANIFEST if way == "socket" else for_url(MANIFEST, "https://rounds.example.org")
    manifest = {**manifest, "_metadata": {"major_version": int(version[0])}}

    assert complaints(schema, manifest) == []


def sources() -> Iterator[str]:
    """Yield the text of every handler."""
    for path in (ROOT / "handlers").rglob("*.py"):
        yield path.read_text(encoding="utf-8")
