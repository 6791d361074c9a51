"""`run`: what it needs, said before anything is started."""

import threading
from datetime import UTC, datetime

import pytest

from bot.cli.run import mode_of, wait_until_over
from bot.clock import SystemClock
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

    code = wait_until_over(never, Duties(ticks=True, lost=lambda: True), clock=SystemClock())

    assert code == 1


class PutBack:
    """A clock of a machine that somebody puts back by an hour, once it was looked at twice."""

    def __init__(self) -> None:
        """Begin with the right time."""
        self.looks = 0

    def now(self) -> datetime:
        """Return the time, an hour less from the third look on."""
        self.looks += 1
        return datetime(2026, 9, 15, 13 if self.looks < 3 else 12, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        """Wait for nothing."""


def test_a_bot_whose_clock_was_put_back_ends_so_that_it_is_started_anew() -> None:
    """Everything would stand still for an hour (issue 4: clock jumps)."""
    never = threading.Event()

    code = wait_until_over(never, Duties(ticks=True), clock=PutBack())

    assert code == 1
