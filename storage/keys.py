"""Make and keep the keys of an embedded database, where SECRET_KEYS names none."""

import os
from pathlib import Path

from cryptography.fernet import Fernet

from bot.errors import SettingsError
from bot.i18n import mark

NAME = "secret_keys"
_MINE_ONLY = 0o600
_EMPTY = mark(
    "The file {path} holds no key. Put the key back from your backup; "
    "where nothing was written yet, delete the file and start again."
)
_CLOSED = mark("The file {path} cannot be read or written: {why}. It must belong to this account.")


def keys_for(folder: Path) -> tuple[str, ...]:
    """Return the keys kept in a folder, one for each line of its file; a first one is made.

    The first encrypts, all decrypt. Only the owner may read the file. Raises SettingsError when it
    is empty, or cannot be read or made.
    """
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
        keys = read_keys(path)
    except OSError as error:
        raise SettingsError(_CLOSED, path=path, why=error.strerror) from error
    if not keys:
        raise SettingsError(_EMPTY, path=path)
    return keys


def read_keys(path: Path) -> tuple[str, ...]:
    """Return the keys in a file; raises OSError when it cannot be read."""
    return tuple(path.read_text(encoding="ascii").split())


def write_keys(path: Path, keys: tuple[str, ...]) -> None:
    """Write keys to a file that only the owner may read, in one step; raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    _write(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MINE_ONLY), keys)
    fresh.replace(path)


def _make(path: Path) -> None:
    """Make the first key; where two processes begin at once, one makes it and both use it."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MINE_ONLY)
    except FileExistsError:
        return
    _write(handle, (Fernet.generate_key().decode(),))


def _write(handle: int, keys: tuple[str, ...]) -> None:
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{key}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
