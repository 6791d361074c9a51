"""What can be typed: help for everything, 2 for misuse, one sentence for failure."""

import pytest

from tests.cli.terminal import Terminal

COMMANDS = (
    "",
    "playground",
    "simulate",
    "run",
    "appoint",
    "doctor",
    "manifest",
    "network",
    "network list",
    "network calendar",
    "programme",
    "programme list",
    "programme check",
    "programme schema",
    "export",
    "database",
    "database upgrade",
    "database check",
    "database backup",
    "database restore",
    "database key",
)
MISUSES = (
    "",
    "dance",
    "run --mode telepathy",
    "run --role king",
    "export reflections",
    "export secrets --network principals",
    "appoint",
    "programme check",
    "database",
    "simulate --start soon",
    "simulate --members none",
    "simulate --programme a --scenario b",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(terminal: Terminal, command: str) -> None:
    """--help always works, and says what the command does."""
    done = terminal.call(*command.split(), "--help")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"usage: python -m bot {command}".rstrip())


@pytest.mark.parametrize("line", MISUSES)
def test_misuse_ends_with_2(terminal: Terminal, line: str) -> None:
    """Whoever mistypes is shown how it is meant."""
    done = terminal.call(*line.split())

    assert (done.code, done.out) == (2, "")
    assert "usage: python -m bot" in done.err
    assert "Traceback" not in done.err


def test_a_setting_that_cannot_be_used_is_said_in_a_sentence(terminal: Terminal) -> None:
    """Every command reads the settings first."""
    assert terminal.complaint("network", "list", PORT="eighty").startswith("PORT cannot be used")
