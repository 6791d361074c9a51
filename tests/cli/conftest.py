"""A terminal, and the small network in the database of its folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.cli.terminal import Terminal
from tests.storage.cast import KEY, Cast, begin


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """Lend a folder with a SQLite database that is not there yet."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    return Terminal(
        folder=tmp_path,
        settings={"DATABASE_URL": url, "SECRET_KEYS": KEY},
        environment=monkeypatch,
        screen=capsys,
    )


@pytest.fixture
def cast(terminal: Terminal) -> Iterator[Cast]:
    """Lend the small network, remembered in that folder's database."""
    store = Store.open(terminal.settings["DATABASE_URL"], keys=[KEY], durable=False)
    store.upgrade()
    yield begin(store)
    store.dispose()
