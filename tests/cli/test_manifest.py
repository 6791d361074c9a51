"""The manifest, for both modes."""

import yaml

from tests.cli.terminal import Terminal
from tests.live import ROOT


def test_the_manifest_for_http_mode_names_every_address(terminal: Terminal) -> None:
    """Commands, events, buttons, menus and the way back from OAuth."""
    done = terminal.call("manifest", "--url", "https://rounds.example.org/")

    whole = yaml.safe_load(done.out)
    events = "https://rounds.example.org/slack/events"
    assert {one["url"] for one in whole["features"]["slash_commands"]} == {events}
    assert whole["settings"]["event_subscriptions"]["request_url"] == events
    assert whole["settings"]["interactivity"]["request_url"] == events
    assert whole["settings"]["socket_mode_enabled"] is False
    assert whole["oauth_config"]["redirect_urls"] == [
        "https://rounds.example.org/slack/oauth_redirect"
    ]


def test_the_manifest_for_socket_mode_is_the_file(terminal: Terminal) -> None:
    """It can be copied from either."""
    done = terminal.call("manifest")

    assert done.out == (ROOT / "manifest.yml").read_text(encoding="utf-8")


def test_slack_wants_https(terminal: Terminal) -> None:
    """Said before Slack says it less kindly."""
    said = terminal.complaint("manifest", "--url", "http://rounds.example.org")

    assert said == (
        "Slack wants an address that starts with https://, not http://rounds.example.org."
    )
