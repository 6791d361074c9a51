"""Killed at any moment and started again: nothing promised is lost, nothing is said twice.

The bot is a process of its own that follows a clock in a file; the local Slack follows the same
one. Six weeks pass, across the end of summer time, while the process is killed again and again:
at random moments, and in the worst one, when Slack has taken a message and the bot has not heard.
The long form does the same for eleven other throws of the dice, one of them a whole school year.
"""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import Bot, assemble
from bot.clock import FileClock, SteppedClock
from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.door import Dropped
from bot.domain.gatherings import Rsvp
from bot.domain.kinds import Before, Kind
from bot.domain.networks import Network
from bot.scheduler import HEARTBEAT
from bot.services.beginning import Beginning
from bot.settings import Settings
from bot.simulator.cast import FACILITATOR, PRINCIPALS
from bot.simulator.slack import LocalSlack, Message
from handlers.manifest import read_manifest
from tests.live import Machine, Running, until

START = datetime(2026, 10, 12, 13, 0, tzinfo=UTC)
END = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
LONGEST_JUMP = timedelta(hours=36)
"""Shorter than the two days for which the bot plans ahead."""
HASTE = timedelta(seconds=0.3)
"""What the clock gains at each look, so that nobody waits for the limits of Slack in real time."""
_KEPT = frozenset({DeliveryState.SENT, DeliveryState.PENDING})
_BY_RULE = frozenset({Dropped.CAP.name, Dropped.SILENCED.name, Dropped.ASKED_INSTEAD.name})
"""In a year somebody who never answers is spared some prompts; nothing ever comes too late."""
_IN_FLIGHT = "select count(*) from deliveries where state in ('claimed', 'unknown')"
LEASE_IS_OVER = timedelta(seconds=61)
MEMBERS = PRINCIPALS[:4]
"""One in each zone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From when to when, and which throw of the dice decides about the kills."""

    seed: int
    start: datetime = START
    end: datetime = END


YEAR = Span(
    seed=12,
    start=datetime(2026, 8, 24, 13, 0, tzinfo=UTC),
    end=datetime(2027, 8, 24, 13, 0, tzinfo=UTC),
)
"""Twelve months: a whole school year with both changes of the clocks, and the summer after it."""
_PATIENT = pytest.mark.timeout(400)
SPANS = (
    pytest.param(Span(seed=1), id="autumn-1", marks=_PATIENT),
    *(
        pytest.param(Span(seed=n), id=f"autumn-{n}", marks=[pytest.mark.soak, _PATIENT])
        for n in range(2, 12)
    ),
    pytest.param(YEAR, id="year", marks=[pytest.mark.soak, pytest.mark.timeout(1800)]),
)


@dataclass(kw_only=True)
class World:
    """A network whose bot lives in another process; this one only looks into its database."""

    span: Span
    clock: SteppedClock
    slack: LocalSlack
    machine: Machine
    eyes: Bot
    network: Network
    ids: tuple[str, ...]
    bot: Running

    def jump(self, by: timedelta) -> None:
        """Let time pass in both processes."""
        self.clock.step_to(self.eyes.clock.now() + by)

    def next_stop(self) -> timedelta:
        """Return how long it is until the bot has something to say, at most a long jump."""
        with self.eyes.store.read() as tx:
            due = tx.outbox.next_due()
        wait = (due or self.span.end) - self.eyes.clock.now()
        return min(max(wait, timedelta(seconds=1)), LONGEST_JUMP)

    def settle(self) -> None:
        """Wait until the bot has planned and said what is due, and nothing is in doubt.

        Everything ticks at the same pace: after two signs of life it has planned in between.
        """
        beats: set[datetime | None] = {self.beat()}

        def settled() -> bool:
            self.jump(HASTE)
            beats.add(self.beat())
            return len(beats) > 2 and self.is_at_rest()

        until(settled, what=f"settled at {self.eyes.clock.now()}\n{self.bot.log[-2000:]}")

    def beat(self) -> datetime | None:
        """Return when the bot last gave a sign of life."""
        with self.eyes.store.read() as tx:
            return tx.heartbeats.last(HEARTBEAT)

    def is_at_rest(self) -> bool:
        """Say whether nothing is due, nothing under way and nothing in doubt."""
        with self.eyes.store.read() as tx:
            due = tx.backlog.at(self.eyes.clock.now()).due
        return not due and not self.in_flight()

    def in_flight(self) -> int:
        """Return how much was handed over and is not settled."""
        with closing(sqlite3.connect(self.machine.folder / "rounds.db")) as look:
            return int(look.execute(_IN_FLIGHT).fetchone()[0])

    def outbox(self) -> tuple[Delivery, ...]:
        """Return everything that was ever to be said."""
        with self.eyes.store.read() as tx:
            return tx.outbox.log(self.network.id, limit=10_000)

    def said(self) -> list[Message]:
        """Return everything that stands in people's conversations with the bot."""
        dms = [self.slack.dm(who) for who in self.ids]
        return [one for dm in dms if dm for one in self.slack.messages(dm) if one.bot_id]

    def restart(self) -> None:
        """Start the bot again, and let the leases of its former life end."""
        self.bot = self.machine.start("run")
        self.bot.wait_healthy()
        self.jump(LEASE_IS_OVER)


@pytest.fixture
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Lend a network of four with their facilitator, begun where the span begins."""
    span: Span = request.param
    file = tmp_path / "clock"
    clock = SteppedClock(span.start, file=file)
    with LocalSlack(clock=FileClock(file), manifest=read_manifest()) as slack:
        machine = Machine.beside(slack, tmp_path)
        machine.settings |= {"SLACK_APP_TOKEN": slack.app_token, "CLOCK_FILE": str(file)}
        eyes = assemble(Settings.read(machine.settings))
        eyes.store.upgrade()
        network, ids = begin(eyes, slack, on=span.start.date())
        accept(eyes, network, ids)
        bot = machine.start("run")
        bot.wait_healthy()
        yield World(
            span=span,
            clock=clock,
            slack=slack,
            machine=machine,
            eyes=eyes,
            network=network,
            ids=ids,
            bot=bot,
        )
        machine.clear()
        eyes.close()


def begin(eyes: Bot, slack: LocalSlack, *, on: date) -> tuple[Network, tuple[str, ...]]:
    """Begin the network, as the facilitator would with /rounds setup."""
    everybody = [slack.add_person(one.name, zone=one.zone).id for one in (FACILITATOR, *MEMBERS)]
    channel = slack.add_channel("principals", members=tuple(everybody))
    team = eyes.meet_workspace().team_id
    eyes.services.people.appoint_lead(team, everybody[0])
    network = eyes.services.networks.begin(
        eyes.services.people.actor(team, everybody[0]),
        Beginning(
            programme_key="connect-lead-succeed",
            channel_id=channel.id,
            starts_on=on,
            zone="America/New_York",
        ),
    )
    return network, tuple(everybody)


def accept(eyes: Bot, network: Network, ids: tuple[str, ...]) -> None:
    """Let everybody come to everything: no reminder counts towards the weekly cap then."""
    with eyes.store.read() as tx:
        gatherings = tx.gatherings.of_network(network.id)
    for who in ids:
        actor = eyes.services.people.actor(network.team_id, who)
        for gathering in gatherings:
            eyes.services.gatherings.answer(actor, gathering.id, rsvp=Rsvp.YES)


def kill_somewhere(world: World, chance: random.Random) -> None:
    """Kill the bot while it works: anywhere, or just when Slack took a message unheard."""
    unheard, after = chance.random() < 0.5, chance.randrange(3)
    if unheard:
        world.slack.faults.add(method="chat.postMessage", kind="slow", after=after, seconds=9)
    before = len(world.said())
    end = time.monotonic() + (3 if unheard else chance.uniform(0, 0.6))
    while time.monotonic() < end and not (unheard and world.is_at_rest()):
        if unheard and len(world.said()) > before + after:
            break
        time.sleep(0.005)
    world.bot.kill()
    world.slack.faults.clear()


@pytest.mark.long
@pytest.mark.parametrize("world", SPANS, indirect=True)
def test_killed_again_and_again_every_promise_is_kept_once(world: World) -> None:
    """Each member is reminded of each conference a week, a day and an hour before, once."""
    chance = random.Random(world.span.seed)
    kills = stops = 0

    world.settle()
    while world.eyes.clock.now() < world.span.end:
        wait = world.next_stop()
        world.jump(wait)
        stops += wait < LONGEST_JUMP
        if stops and stops % 5 == 0:
            kill_somewhere(world, chance)
            world.restart()
            kills, stops = kills + 1, stops + 1
        world.settle()

    tokens = Counter(token_of(message) for message in world.said())
    promised = [one for one in world.outbox() if one.person_id and one.action is Action.POST]
    sent = {one.token for one in promised if one.state is DeliveryState.SENT}
    assert kills >= 4
    assert [token for token, times in tokens.items() if times != 1] == []
    assert set(tokens) == sent
    assert [one for one in promised if one.state not in _KEPT and one.outcome not in _BY_RULE] == []
    assert reminders(promised) == expected(world)
    assert [one for one in world.slack.violations if one.kind != "no_ack"] == []


def token_of(message: Message) -> str:
    """Return the token that a message carries."""
    assert message.metadata is not None
    return str(message.metadata["event_payload"]["id"])


def reminders(promised: list[Delivery]) -> Counter[tuple[object, object, object]]:
    """Count the reminders that were sent: of what, to whom, how long before."""
    return Counter(
        (one.refs["gathering"], one.person_id, one.refs["before"])
        for one in promised
        if one.kind is Kind.REMINDER and one.state is DeliveryState.SENT
    )


def expected(world: World) -> Counter[tuple[object, object, object]]:
    """Count the reminders that the calendar of the network promises."""
    with world.eyes.store.read() as tx:
        gatherings = tx.gatherings.of_network(world.network.id)
        members = tx.members.of_network(world.network.id)
    over = [one for one in gatherings if world.span.start < one.starts_at < world.span.end]
    assert len(over) >= 2
    return Counter(
        (gathering.id, member.person_id, before.value)
        for gathering in over
        for member in members
        if not member.is_facilitator
        for before in Before
    )
