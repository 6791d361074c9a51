"""The hinge: settings in, one assembled Bot out. The one file that sees every room."""

import os
import secrets
from dataclasses import dataclass

from slack_bolt import App

import handlers
from bot.clock import Clock, FileClock, SystemClock
from bot.domain.installations import Installation
from bot.scheduler import Scheduler, Ticks
from bot.services.catalogue import PROGRAMMES, Catalogue
from bot.services.delivery import Delivering
from bot.services.everything import Services, wire
from bot.services.hands import hands_for
from bot.services.installations import Installations
from bot.services.pacing import Pacing
from bot.services.planning import Planning
from bot.settings import Settings
from handlers.background import Background
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
    background: Background

    def sockets(self) -> Sockets:
        """Return the Socket Mode connections, not opened yet; raises SettingsError."""
        return Sockets(self.bolt, self.settings.app_token())

    def scheduler(self) -> Scheduler:
        """Return the scheduler, not started yet."""
        return Scheduler(self.ticks, stepped=self.settings.clock_file is not None)

    def meet_workspace(self) -> Installation:
        """Learn from SLACK_BOT_TOKEN who we are and remember it; raises SettingsError."""
        token, now = self.settings.bot_token(), self.clock.now()
        installation = identify(token, base_url=self.settings.slack_api_url, now=now)
        self.services.installations.save(installation)
        return installation

    def close(self) -> None:
        """Finish what was begun after an answer, and let go of the database."""
        self.background.close()
        self.ticks.delivering.hands.shutdown(wait=True)
        self.store.dispose()


def clock_for(settings: Settings) -> Clock:
    """Return the clock the settings ask for."""
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


def open_store(settings: Settings) -> Store:
    """Return the database of the settings; keys are made and kept beside an embedded one."""
    file = settings.sqlite_file
    keys = settings.keys or (keys_for(file.parent) if file else settings.demand_keys())
    return Store.open(settings.database_url, keys=keys)


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
        pacing=Pacing(clock=clock, lookups_a_minute=settings.lookups_a_minute),
        worker=f"{os.getpid()}-{secrets.token_hex(4)}",
        hands=hands_for(clock),
    )
    planning = Planning(store=store, clock=clock)
    ticks = Ticks(store=store, clock=clock, planning=planning, delivering=delivering)
    background = Background()
    bolt = handlers.build(
        services=services,
        base_url=settings.slack_api_url,
        signing_secret=settings.slack_signing_secret,
        background=background,
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
        background=background,
    )
