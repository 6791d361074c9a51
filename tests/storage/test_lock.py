"""One process at a time uses an embedded database."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import DatabaseError
from storage.lock import hold

HOLDER = """
import sys, time
from pathlib import Path
from storage.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
ROOT = Path(__file__).parents[2]


def test_a_second_holder_is_told_who_is_in_the_way(tmp_path: Path) -> None:
    """The sentence names the file, and what to use for several processes."""
    file = tmp_path / "data" / "rounds.db"

    with (
        hold(file),
        pytest.raises(DatabaseError, match=r"rounds\.db already.*PostgreSQL"),
        hold(file),
    ):
        pass


def test_the_lock_can_be_held_again_afterwards(tmp_path: Path) -> None:
    """Also after an exception inside."""
    file = tmp_path / "rounds.db"

    with pytest.raises(KeyError), hold(file):
        raise KeyError(file)
    with hold(file):
        held = True

    assert held


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    """While another process lives the database is taken; after SIGKILL it is free."""
    file = tmp_path / "rounds.db"
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"

        with pytest.raises(DatabaseError, match="Another process"), hold(file):
            pass
        os.kill(other.pid, signal.SIGKILL)
        other.wait(timeout=10)
        with hold(file):
            held = True

    assert held


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """A file where the folder should be, for example."""
    place = tmp_path / "data"
    place.touch()

    with pytest.raises(DatabaseError, match="cannot be opened or written"), hold(place / "x.db"):
        pass
