"""The database, from the command line."""

import pytest

from storage.lock import hold
from tests.cli.terminal import Terminal


def test_a_database_is_made_checked_copied_and_put_back(terminal: Terminal) -> None:
    """The whole life of an embedded database, from the command line."""
    missing = terminal.complaint("database", "check")
    made = terminal.call("database", "upgrade").code
    checked = terminal.call("database", "check").code
    copied = terminal.call("database", "backup", "copy.db").code
    again = terminal.complaint("database", "backup", "copy.db")
    restored = terminal.call("database", "restore", "copy.db")

    assert missing.endswith("has no tables yet. Make them: python -m bot database upgrade")
    assert (made, checked, copied, restored.code) == (0, 0, 0, 0)
    assert again == "copy.db exists already. Please choose another name."
    assert (terminal.folder / "rounds.db.before-restore").exists()


def test_a_database_in_use_is_neither_upgraded_nor_replaced(terminal: Terminal) -> None:
    """The bot that uses it would not know."""
    terminal.call("database", "upgrade")
    terminal.call("database", "backup", "copy.db")

    with hold(terminal.folder / "rounds.db"):
        upgrade = terminal.complaint("database", "upgrade")
        restore = terminal.complaint("database", "restore", "copy.db")

    assert upgrade.startswith("Another process of this bot uses ")
    assert restore == upgrade


def test_a_new_key_opens_a_database(terminal: Terminal) -> None:
    """What `database key` prints is what SECRET_KEYS takes."""
    key = terminal.call("database", "key").out.strip()

    done = terminal.call("database", "upgrade", SECRET_KEYS=key)

    assert done.code == 0


def test_another_key_does_not(terminal: Terminal) -> None:
    """Found out at once, not at the first text."""
    terminal.call("database", "upgrade")
    other = terminal.call("database", "key").out.strip()

    said = terminal.complaint("database", "check", SECRET_KEYS=other)

    assert "SECRET_KEYS" in said


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://host/rounds", "DATABASE_URL is not an address this bot can use."),
        ("postgresql+psycopg://nobody@127.0.0.1:1/rounds", "cannot be reached"),
        ("sqlite:////proc/rounds/rounds.db", "cannot be opened or written"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said_in_a_sentence(
    terminal: Terminal, url: str, words: str
) -> None:
    """The remedy stands in it, a password does not."""
    assert words in terminal.complaint("database", "check", DATABASE_URL=url)


def test_a_database_server_wants_keys_of_its_own(terminal: Terminal) -> None:
    """They are not made silently beside something that lies elsewhere."""
    said = terminal.complaint(
        "database", "check", DATABASE_URL="postgresql://a@b/c", SECRET_KEYS=""
    )

    assert said.startswith("SECRET_KEYS is missing.")
