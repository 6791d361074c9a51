"""Open what a command needs: the settings, the database, a person in it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.app import Bot, assemble, open_store
from bot.domain.networks import Network
from bot.domain.people import Actor, Person
from bot.errors import DatabaseError, NotFound
from bot.i18n import mark
from bot.settings import Settings
from storage.lock import hold
from storage.store import Store

DOTENV = Path(".env")

_NO_NETWORK = mark("There is no network {key}. There are: {keys}.")
_NO_NETWORKS = mark("There is no network yet. A programme lead begins one with /rounds setup.")
_NO_LEAD = mark("There is no programme lead yet. Appoint one: python -m bot appoint PERSON")
_NOBODY = mark("Rounds has not met {who} yet. Use an e-mail address or a Slack id of a member.")


def read_settings() -> Settings:
    """Read the environment and the file ``.env`` in the folder the command is called in."""
    return Settings.read(os.environ, dotenv=DOTENV)


def hide_settings() -> None:
    """Take Slack's variables out of the environment, once they were read.

    Bolt looks there by itself: SLACK_CLIENT_ID switches it to an installation store in files.
    """
    for name in Settings.model_fields:
        if name.startswith("slack_"):
            os.environ.pop(name.upper(), None)


@contextmanager
def opened() -> Iterator[Store]:
    """Open the database for a command, of the right version; raises DatabaseError otherwise."""
    store = open_store(read_settings())
    try:
        store.check()
        yield store
    finally:
        store.dispose()


@contextmanager
def assembled(settings: Settings) -> Iterator[Bot]:
    """Assemble the bot for a command that speaks to Slack, on tables that are ready."""
    hide_settings()
    bot = assemble(settings)
    try:
        make_ready(bot.store)
        yield bot
    finally:
        bot.close()


def make_ready(store: Store) -> None:
    """See that the tables are those of this bot.

    An embedded database that nobody uses is made or upgraded on the spot; a running bot has done
    so already. A database server is upgraded only when asked for. Raises DatabaseError.
    """
    if store.file is None:
        store.check()
        return
    with ExitStack() as held:
        try:
            store.check()
        except DatabaseError:
            held.enter_context(hold(store.file))
            store.upgrade()


def network_named(store: Store, key: str) -> Network:
    """Return the network with a key; raises NotFound with the keys there are."""
    with store.read() as tx:
        network = tx.networks.by_key(key)
        keys = tx.networks.keys()
    if network is not None:
        return network
    if not keys:
        raise NotFound(_NO_NETWORKS)
    raise NotFound(_NO_NETWORK, key=key, keys=", ".join(sorted(keys)))


def actor_named(store: Store, team_id: str, *, who: str | None) -> Actor:
    """Return whom a command acts as: a person by e-mail or Slack id, else the programme lead.

    Raises NotFound.
    """
    with store.read() as tx:
        person: Person | None
        if who is None:
            person = next(iter(tx.people.leads(team_id)), None)
        elif "@" in who:
            person = tx.people.by_email(team_id, who)
        else:
            person = tx.people.by_slack(team_id, who)
        if person is None:
            raise NotFound(_NO_LEAD) if who is None else NotFound(_NOBODY, who=who)
        return tx.people.actor(person)
