"""A crowd: workspaces full of people with a network in each, all of whom are to be greeted.

Nothing of ours is replaced: store, lanes, pace and messenger are those of production, and speak
HTTP to a strict Slack on loopback, by default with its limits on.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.installations import Installation
from bot.domain.kinds import Kind
from bot.scheduler import Ticks
from bot.services.delivery import Delivering
from bot.services.hands import InTurn
from bot.services.installations import Installations
from bot.services.pacing import LOOKUPS_A_MINUTE, Pacing
from bot.services.planning import Planning
from bot.simulator.slack import LocalSlack, LogEntry
from bot.simulator.slack.world_records import Workspace
from handlers.clients import Clients
from handlers.directory import SlackDirectory
from handlers.messenger import SlackMessenger
from storage.store import Store
from storage.transaction import Transaction
from tests.services.office import FIRST_DAY, MANIFEST, START
from tests.storage.cast import KEY, PROGRAMME

POST = "chat.postMessage"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One workspace, its network and the people in it: Slack ids by ours."""

    workspace: Workspace
    network_id: int
    people: dict[int, str]

    @property
    def team(self) -> str:
        """Return the id of the workspace."""
        return self.workspace.team_id


@dataclass(kw_only=True)
class Crowd:
    """All workspaces, and one process that delivers."""

    slack: LocalSlack
    store: Store
    clock: Clock
    hands: Executor
    lookups_a_minute: int = LOOKUPS_A_MINUTE
    places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Wire a process that delivers; nothing is planned by it."""
        tokens = Installations(store=self.store, clock=self.clock).token
        self.clients = Clients(tokens=tokens, base_url=self.slack.api_url, timeout=3)
        self.delivering = Delivering(
            store=self.store,
            clock=self.clock,
            directory=SlackDirectory(clients=self.clients),
            messenger=SlackMessenger(clients=self.clients),
            pacing=Pacing(clock=self.clock, lookups_a_minute=self.lookups_a_minute),
            worker="worker",
            hands=self.hands,
        )
        planning = Planning(store=self.store, clock=self.clock)
        self.ticks = Ticks(
            store=self.store, clock=self.clock, planning=planning, delivering=self.delivering
        )

    def settle(self) -> None:
        """Deliver and look up until nothing is due."""
        self.ticks.until_idle(plan=False)

    def move_in(self, *, people: int) -> Place:
        """Add a workspace with the app and so many people in it, who make up a network."""
        number = len(self.places)
        workspace = (
            self.slack.add_workspace(f"Schools {number}") if number else self.slack.workspace
        )
        names = [f"Person {number} {one}" for one in range(people)]
        ids = [self.slack.add_person(name, workspace=workspace).id for name in names]
        self.install(workspace)
        with self.store.write() as tx:
            network_id = _network(tx, workspace, number)
            known = {_member(tx, workspace, network_id, slack_id): slack_id for slack_id in ids}
        place = Place(workspace=workspace, network_id=network_id, people=known)
        self.places.append(place)
        return place

    def install(self, workspace: Workspace) -> None:
        """Remember the token of a workspace; this wakes it."""
        installation = Installation(
            team_id=workspace.team_id,
            bot_token=workspace.bot_token or "",
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user_id,
            installed_at=self.clock.now(),
        )
        with self.store.write() as tx:
            tx.installations.save(installation)

    def greet(self, *places: Place) -> datetime:
        """Let everybody there be greeted from now on; return when that is."""
        now = self.clock.now()
        rows = [_greeting(place, who, now) for place in places for who in place.people]
        with self.store.write() as tx:
            tx.outbox.plan(rows, at=now)
        return now

    def take_back(self, place: Place) -> None:
        """Let everything that was said there be taken back from now on."""
        now = self.clock.now()
        with self.store.write() as tx:
            rows = [_withdrawal(one, now) for one in tx.outbox.log(place.network_id, limit=10_000)]
            tx.outbox.plan(rows, at=now)

    def greetings(self, place: Place) -> tuple[Delivery, ...]:
        """Return what the outbox knows of the greetings in a workspace."""
        with self.store.read() as tx:
            return tuple(
                one
                for one in tx.outbox.log(place.network_id, limit=10_000)
                if one.action is Action.POST
            )

    def states(self, place: Place) -> set[DeliveryState]:
        """Return in which states the greetings of a workspace are."""
        return {one.state for one in self.greetings(place)}

    def calls(self, method: str, place: Place | None = None) -> list[LogEntry]:
        """Return the calls of a method that Slack heard, whatever it answered."""
        return [
            one
            for one in self.slack.log
            if one.name == method and (place is None or one.team == place.team)
        ]

    def heard(self, place: Place) -> list[int]:
        """Return how many messages each person there has in their conversation with the bot."""
        return [len(self.slack.person(who).inbox) for who in place.people.values()]

    def seconds(self, place: Place, since: datetime) -> float:
        """Return how long it took until everybody there was greeted."""
        said = [one.at for one in self.calls(POST, place) if one.outcome == "ok"]
        assert len(said) == len(place.people)
        return (max(said) - since).total_seconds()


@contextmanager
def crowd_at(
    url: str,
    clock: Clock,
    *,
    hands: Executor | None = None,
    lookups_a_minute: int = LOOKUPS_A_MINUTE,
    manifest: Mapping[str, Any] = MANIFEST,
) -> Iterator[Crowd]:
    """Hold an empty crowd over a fresh database; the calls come one after the other by default."""
    with LocalSlack(clock=clock, manifest=manifest, limits=True) as slack:
        store = Store.open(url, keys=[KEY], durable=False)
        store.upgrade()
        yield Crowd(
            slack=slack,
            store=store,
            clock=clock,
            hands=hands or InTurn(),
            lookups_a_minute=lookups_a_minute,
        )
        store.dispose()


def _network(tx: Transaction, workspace: Workspace, number: int) -> int:
    return tx.networks.add(
        team_id=workspace.team_id,
        key=f"network-{number}",
        name=f"Network {number}",
        channel_id=f"C{number}",
        zone="America/Chicago",
        member_word="fellow",
        starts_on=FIRST_DAY,
        programme=PROGRAMME,
        phase_id="connect",
        created_at=START,
    ).id


def _member(tx: Transaction, workspace: Workspace, network_id: int, slack_id: str) -> int:
    person = tx.people.add(team_id=workspace.team_id, slack_id=slack_id, name=slack_id)
    tx.members.add(network_id=network_id, person_id=person.id, joined_at=START)
    return person.id


def _greeting(place: Place, person_id: int, now: datetime) -> NewDelivery:
    return NewDelivery(
        team_id=place.team,
        network_id=place.network_id,
        kind=Kind.WELCOME,
        thing=f"network:{place.network_id}",
        occurrence="once",
        recipient=f"person:{person_id}",
        due_at=now,
        reason="You joined the network.",
    )


def _withdrawal(said: Delivery, now: datetime) -> NewDelivery:
    return NewDelivery(
        team_id=said.team_id,
        network_id=said.network_id,
        kind=said.kind,
        action=Action.WITHDRAW,
        thing=said.thing,
        occurrence=f"{said.id}",
        recipient=said.recipient,
        due_at=now,
        reason="It was taken back.",
        target_id=said.id,
    )
