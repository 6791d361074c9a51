"""`run`: what it needs, said before anything is started."""

import threading

import pytest

from bot.cli.run import mode_of, wait_until_over
from bot.settings import Settings
from bot.web import Duties
from tests.cli.terminal import Terminal


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("", "Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode) is set."),
        ("--mode http", "SLACK_SIGNING_SECRET is missing."),
        ("--mode socket", "SLACK_APP_TOKEN is missing"),
        ("--role worker", "With SQLite one process does everything"),
        ("--role web", "With SQLite one process does everything"),
    ],
)
def test_what_is_missing_is_named(terminal: Terminal, arguments: str, sentence: str) -> None:
    """And no database is made meanwhile."""
    said = terminal.complaint("run", *arguments.split())

    assert said.startswith(sentence)
    assert not (terminal.folder / "rounds.db").exists()


@pytest.mark.parametrize(
    ("named", "mode"), [(None, "socket"), ("socket", "socket"), ("http", "http")]
)
def test_socket_mode_wins_where_nothing_is_said(named: str | None, mode: str) -> None:
    """A machine with both secrets needs no option."""
    settings = Settings(slack_app_token="xapp-1", slack_signing_secret="s")

    assert mode_of(settings, named) == mode


def test_http_mode_is_taken_where_there_is_no_app_token() -> None:
    """The signing secret is what it takes."""
    assert mode_of(Settings(slack_signing_secret="s"), None) == "http"


def test_a_bot_that_has_lost_slack_ends_so_that_it_is_started_anew() -> None:
    """A supervisor restarts what ends with 1."""
    never = threading.Event()

    code = wait_until_over(never, Duties(ticks=True, lost=lambda: True))

    assert code == 1
