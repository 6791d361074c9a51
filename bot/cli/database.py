"""``database upgrade | check | backup | restore | key``."""

from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from cryptography.fernet import Fernet

from bot.app import open_store
from bot.cli.openings import opened, read_settings
from bot.cli.speech import say
from bot.i18n import mark
from storage.lock import hold


def upgrade(_: Namespace) -> int:
    """Bring the tables to this version; an embedded database must not be in use meanwhile."""
    store = open_store(read_settings())
    with ExitStack() as held:
        held.callback(store.dispose)
        if store.file is not None:
            held.enter_context(hold(store.file))
        store.upgrade()
    say(mark("The database {where} is of the right version."), where=store.where)
    return 0


def check(_: Namespace) -> int:
    """See that the database can be reached, is of this version and opens with the keys."""
    with opened() as store:
        say(mark("The database {where} is in order."), where=store.where)
    return 0


def backup(wanted: Namespace) -> int:
    """Copy an embedded database and its keys while the bot runs."""
    with opened() as store:
        store.backup(Path(wanted.file))
    say(mark("Written: {path}. The keys lie beside it: keep both safe."), path=wanted.file)
    return 0


def restore(wanted: Namespace) -> int:
    """Put a backup in the database's place; the bot must not be running."""
    store = open_store(read_settings())
    try:
        store.restore(Path(wanted.file))
    finally:
        store.dispose()
    say(mark("Restored. What was there is kept as {path}.before-restore."), path=store.file)
    return 0


def key(_: Namespace) -> int:
    """Print a new key for SECRET_KEYS."""
    print(Fernet.generate_key().decode())
    return 0
