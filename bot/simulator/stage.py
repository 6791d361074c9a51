"""The stage: a local Slack, the whole bot and a movable clock, wired together in one process.

Simulation, playground and tests stand on it. It is the very bot that runs in production, over
Socket Mode on loopback; only time is moved by hand.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import yaml

from bot.app import Bot, assemble
from bot.clock import SteppedClock
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.services.delivery import Sent
from bot.settings import Settings
from bot.simulator.cast import Character
from bot.simulator.slack import LocalSlack, Person, PersonSession
from storage.keys import keys_for
from storage.store import Store

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
_PLAN_EVERY = timedelta(hours=24)
_SWITCH_SECONDS = 0.0005
"""Bot and local Slack take turns all the time; Python usually waits ten times as long."""


class Stage:
    """A world to play in; open it as a context manager."""

    def __init__(
        self, start: datetime, *, limits: bool = False, database_url: str | None = None
    ) -> None:
        """Set the scene at an aware instant; ``database_url`` replaces the embedded database."""
        self.folder = Path(tempfile.mkdtemp(prefix="rounds-"))
        self.clock = SteppedClock(start)
        manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
        self.slack = LocalSlack(clock=self.clock, manifest=manifest, limits=limits)
        url = database_url or f"sqlite:///{self.folder / 'rounds.db'}"
        self.store = Store.open(url, keys=keys_for(self.folder), durable=False)
        self._people: dict[str, Person] = {}
        self._plan_at = start

    def open(self) -> Self:
        """Start the local Slack and the bot, and connect them."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.slack.start()
        self.store.upgrade()
        settings = Settings(
            slack_bot_token=self.slack.workspace.bot_token,
            slack_app_token=self.slack.app_token,
            slack_signing_secret=self.slack.signing_secret,
            slack_api_url=self.slack.api_url,
        )
        self.bot: Bot = assemble(settings, clock=self.clock, store=self.store)
        self.bot.meet_workspace()
        self._sockets = self.bot.sockets()
        self._sockets.start()
        return self

    def close(self) -> None:
        """Take everything down and leave nothing behind."""
        self.slack.drop_sockets()
        self._sockets.stop()
        self.slack.stop()
        self.bot.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Open."""
        return self.open()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    @property
    def now(self) -> datetime:
        """Where the clock stands, in UTC."""
        return self.clock.now()

    def admit(self, character: Character) -> Person:
        """Let somebody of the cast into the workspace; twice is once."""
        if character.name not in self._people:
            self._people[character.name] = self.slack.add_person(
                character.name, zone=character.zone
            )
        return self._people[character.name]

    def person(self, character: Character) -> PersonSession:
        """Sit down as somebody of the cast."""
        return self.slack.person(self.admit(character).id)

    def zone_of(self, character: Character) -> str:
        """Return the zone that somebody's profile says at this moment."""
        return self.person(character).person.zone or character.zone

    def actor(self, character: Character) -> Actor:
        """Return somebody of the cast as the services know them."""
        person = self.admit(character)
        return self.bot.services.people.actor(person.team_id, person.id)

    def network(self, character: Character) -> Network:
        """Return the newest network somebody of the cast belongs to; raises IndexError."""
        return self.bot.services.networks.of(self.actor(character))[-1]

    def rest(self) -> None:
        """Wait until the bot has finished what it does after an answer."""
        self.bot.background.settle()
        self.slack.wait_idle()

    def settle(self, *, plan: bool = True) -> Sent:
        """Run all ticks until nothing is due at this moment; planning may wait for its turn."""
        if plan or self.now >= self._plan_at:
            self._plan_at = self.now + _PLAN_EVERY
            return self.bot.ticks.until_idle()
        due = self.bot.ticks.next_due()
        return self.bot.ticks.until_idle(plan=False) if due and due <= self.now else Sent()

    def next_due(self) -> datetime:
        """Return the next moment at which the bot has something to do."""
        due = self.bot.ticks.next_due()
        return min(due, self._plan_at) if due is not None else self._plan_at

    def jump_to(self, instant: datetime) -> None:
        """Move the clock on, stopping wherever the bot has something to do."""
        until = instant.astimezone(UTC)
        while (due := self.next_due()) <= until:
            self.clock.step_to(due)
            self.settle(plan=False)
        self.clock.step_to(until)
        self.settle()
