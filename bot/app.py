"""The hinge: settings in, one assembled Bot out. The one file that sees every room."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from slack_bolt import App

import handlers
from bot.clock import Clock, FileClock, SystemClock
from bot.domain.installations import Installation
from bot.errors import SettingsError
from bot.i18n import mark
from bot.scheduler import Scheduler, Ticks
from bot.services.catalogue import PROGRAMMES, Catalogue
from bot.services.delivery import Delivering
from bot.services.everything import Services, wire
from bot.services.installations import Installations
from bot.services.pacing import Pacing
from bot.services.planning import Planning
from bot.settings import Settings
from handlers.clients import Clients
from handlers.directory import SlackDirectory
from handlers.installation import identify
from handlers.messenger import SlackMessenger
from handlers.sockets import Sockets
from storage.keys import keys_for
from storage.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Bot:
    """The assembled product: services, both drivers, and what they stand on."""

    settings: Settings
    clock: Clock
    store: Store
    catalogue: Catalogue
    clients: Clients
    services: Services
    ticks: Ticks
    bolt: App

    def sockets(self) -> Sockets:
        """Return the Socket Mode connections, not opened yet; raises SettingsError."""
        if self.settings.slack_app_token is None:
            raise SettingsError(
                mark(
                    "SLACK_APP_TOKEN is missing. It starts with xapp- and is found in the app's "
                    "settings under Basic Information."
                )
            )
        return Sockets(self.bolt, self.settings.slack_app_token)

    def scheduler(self) -> Scheduler:
        """Return the scheduler, not started yet."""
        return Scheduler(self.ticks, stepped=self.settings.clock_file is not None)

    def meet_workspace(self) -> Installation:
        """Learn who we are from SLACK_BOT_TOKEN and remember it; raises SettingsError."""
        if self.settings.slack_bot_token is None:
            raise SettingsError(
                mark(
                    "SLACK_BOT_TOKEN is missing. It starts with xoxb- and is found in the app's "
                    "settings under OAuth & Permissions."
                )
            )
        installation = identify(
            self.settings.slack_bot_token,
            base_url=self.settings.slack_api_url,
            now=self.clock.now(),
        )
        self.services.installations.save(installation)
        return installation

    def close(self) -> None:
        """Let go of the database."""
        self.store.dispose()


def clock_for(settings: Settings) -> Clock:
    """Return the clock the settings ask for."""
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


def open_store(settings: Settings) -> Store:
    """Return the database the settings name; keys are made and kept beside an embedded one."""
    file = settings.sqlite_file
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    keys = settings.keys
    if not keys and file is None:
        raise SettingsError(
            mark(
                "SECRET_KEYS is missing. With a database server the keys are yours to keep: "
                "`python -m bot database key` makes one."
            )
        )
    return Store.open(settings.database_url, keys=keys or keys_for(file.parent if file else Path()))


def assemble(settings: Settings, *, clock: Clock | None = None, store: Store | None = None) -> Bot:
    """Wire everything once; starts nothing and asks Slack nothing."""
    clock = clock or clock_for(settings)
    store = store or open_store(settings)
    folders = tuple(one for one in (PROGRAMMES, settings.programmes_dir) if one is not None)
    catalogue = Catalogue(folders=folders)
    tokens = Installations(store=store, clock=clock).token
    clients = Clients(tokens=tokens, base_url=settings.slack_api_url)
    directory = SlackDirectory(clients=clients)
    services = wire(store=store, clock=clock, directory=directory, catalogue=catalogue)
    delivering = Delivering(
        store=store,
        clock=clock,
        directory=directory,
        messenger=SlackMessenger(clients=clients),
        pacing=Pacing(clock=clock),
        worker=f"{os.getpid()}-{secrets.token_hex(4)}",
    )
    ticks = Ticks(
        store=store,
        clock=clock,
        planning=Planning(store=store, clock=clock),
        delivering=delivering,
    )
    bolt = handlers.build(
        services=services,
        base_url=settings.slack_api_url,
        signing_secret=settings.slack_signing_secret,
    )
    return Bot(
        settings=settings,
        clock=clock,
        store=store,
        catalogue=catalogue,
        clients=clients,
        services=services,
        ticks=ticks,
        bolt=bolt,
    )
