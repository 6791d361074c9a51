"""Keys: made once beside an embedded database, and for its owner's eyes only."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.errors import SettingsError
from storage.keys import NAME, keys_for
from tests.storage.cast import KEY, OTHER_KEY


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    """The folder is made too; asking again gives the same key."""
    folder = tmp_path / "data"

    first, second = keys_for(folder), keys_for(folder)

    assert first == second
    assert len(first) == 1
    assert Fernet(first[0]).encrypt(b"Maria")


def test_only_the_owner_may_read_the_keys(tmp_path: Path) -> None:
    """Whoever reads the keys reads every text."""
    keys_for(tmp_path)

    mode = stat.S_IMODE((tmp_path / NAME).stat().st_mode)

    assert mode == 0o600


def test_a_new_key_can_be_put_above_the_old_one(tmp_path: Path) -> None:
    """One key for each line; the first encrypts."""
    (tmp_path / NAME).write_text(f"{OTHER_KEY}\n{KEY}\n", encoding="ascii")

    assert keys_for(tmp_path) == (OTHER_KEY, KEY)


def test_processes_that_begin_at_once_use_one_key(tmp_path: Path) -> None:
    """One makes it; nobody overwrites it."""
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(attempt, [tmp_path] * 8))

    assert {keys for keys in found if keys} == {keys_for(tmp_path)}


def test_an_empty_file_of_keys_is_a_sentence(tmp_path: Path) -> None:
    """It is not filled with a new key: texts may wait for the old one."""
    (tmp_path / NAME).touch()

    with pytest.raises(SettingsError, match=r"secret_keys holds no key\. Put the key back"):
        keys_for(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_a_sentence(tmp_path: Path) -> None:
    """The path and the reason are named."""
    place = tmp_path / "data"
    place.touch()

    with pytest.raises(SettingsError, match=r"data/secret_keys cannot be read or written"):
        keys_for(place)


def attempt(folder: Path) -> tuple[str, ...] | None:
    """Ask for the keys; None where another has made the file and not filled it yet."""
    try:
        return keys_for(folder)
    except SettingsError:
        return None
