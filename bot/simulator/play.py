"""Play a year of a network: every prompt, every answer, every conference, in under a minute.

The cast sits before the local Slack and does what people do; the bot is the real one. What comes
out is a transcript that can be read aloud, and the list of what Slack would have refused.
"""

import heapq
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.domain.local_time import at_wall, zone_named
from bot.simulator.cast import FACILITATOR, LEAD, PRINCIPALS, Character
from bot.simulator.facilitating import Facilitating
from bot.simulator.habits import Habits, Intention
from bot.simulator.happenings import AnyHappening, Moves
from bot.simulator.opening import Begun, Opening, open_network
from bot.simulator.slack import Message
from bot.simulator.stage import Stage
from bot.simulator.transcript import Line, Transcript

_USUAL = 12
_MORNING = time(8, 0)
_LOOK_EVERY = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What to play: the programme, from which day on, with whom, and what happens meanwhile."""

    programme: str = "connect-lead-succeed"
    start: date = date(2026, 9, 1)
    seed: int = 1
    cast: tuple[Character, ...] = PRINCIPALS[:_USUAL]
    happenings: tuple[AnyHappening, ...] = ()

    @property
    def opens_at(self) -> datetime:
        """The morning of the first day, on the facilitator's clock."""
        return at_wall(self.start, _MORNING, zone=zone_named(FACILITATOR.zone))

    def zone_of(self, name: str, at: datetime) -> str:
        """Return the zone in which somebody lives at an instant; the channel tells New York's."""
        known = {one.name: one.zone for one in (FACILITATOR, LEAD, *self.cast)}
        found = known.get(name, FACILITATOR.zone)
        for move in self._moves(name):
            if self.instant_of(move) <= at:
                found = move.zone
        return found

    def instant_of(self, happening: AnyHappening) -> datetime:
        """Return when something happens, in UTC: on the clock that its person has until then."""
        (zone,) = (one.zone for one in (FACILITATOR, *self.cast) if one.name == happening.who)
        for move in self._moves(happening.who):
            if move.day < happening.day:
                zone = move.zone
        return happening.instant(zone)

    def _moves(self, name: str) -> list[Moves]:
        """Return somebody's moves in order, at most one on a day."""
        found = [one for one in self.happenings if isinstance(one, Moves) and one.who == name]
        return sorted(found, key=lambda one: one.day)


@dataclass(kw_only=True, slots=True)
class Play:
    """One run over a stage. ``played`` are those who are played by a person, not by habit."""

    stage: Stage
    plan: Plan
    played: frozenset[Character] = frozenset()
    tell: Callable[[Line], None] | None = None
    transcript: Transcript = field(default_factory=Transcript)
    answers: int = 0
    _queue: list[tuple[datetime, int, Intention]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=itertools.count)
    _read: dict[str, str] = field(default_factory=dict)
    _look_at: datetime | None = None
    _begun: Begun | None = None
    _habits: Habits | None = None
    _leading: Facilitating | None = None

    @property
    def cast(self) -> Sequence[Character]:
        """The members of the network."""
        return self.plan.cast

    @property
    def begun(self) -> Begun:
        """The network that is played; raises RuntimeError before ``open``."""
        if self._begun is None:
            raise RuntimeError
        return self._begun

    def open(self, *, patience: timedelta = timedelta(0)) -> None:
        """Let the programme lead appoint, the facilitator set up, and everybody be greeted.

        ``patience`` is how long the facilitator of the cast leaves things to whoever plays along.
        """
        plan = self.plan
        opening = Opening(programme=plan.programme, start=plan.start, members=plan.cast)
        self._begun = open_network(self.stage, opening)
        self._habits = Habits(stage=self.stage, seed=plan.seed)
        self._leading = Facilitating(
            stage=self.stage, begun=self._begun, habits=self._habits, patience=patience
        )
        self._note(FACILITATOR.name, f"sets up the network in #{self._begun.channel}")
        for happening in plan.happenings:
            self._expect(happening)
        self.settle()

    def go_on(self, until: datetime) -> None:
        """Play on to an instant: deliveries and people's doings in the order of their time."""
        while (moment := self._next()) <= until:
            self.stage.clock.step_to(moment)
            self.settle()
            self._act()
        self.stage.clock.step_to(until)
        self.settle()

    def enter_next_phase(self) -> None:
        """Let the facilitator open the next phase now, before its weeks are over."""
        if self._leading is not None:
            self._note(FACILITATOR.name, self._leading.enter_next_phase())
            self.stage.rest()
            self.settle()

    def next_act(self) -> Intention | None:
        """Return what somebody of the cast is going to do next."""
        return self._queue[0][2] if self._queue else None

    def _next(self) -> datetime:
        due = self.stage.next_due()
        return min(due, self._queue[0][0]) if self._queue else due

    def settle(self) -> None:
        """Deliver what is due, and let the cast read it."""
        if self.stage.settle(plan=False).sent:
            self._read_everything()
        if self._leading is not None and (not self._look_at or self.stage.now >= self._look_at):
            self._look_at = self.stage.now + _LOOK_EVERY
            for intention in self._leading.intentions():
                self._push(intention)

    def _act(self) -> None:
        while self._queue and self._queue[0][0] <= self.stage.now:
            _, _, intention = heapq.heappop(self._queue)
            did = intention.act()
            self.stage.rest()
            if did:
                self.answers += 1
                self._note(intention.who.name, did)
                self._read_inbox(intention.who)
            self.settle()

    def _expect(self, happening: AnyHappening) -> None:
        """Queue what is going to happen, at the hour of whom it happens to."""
        who = next(one for one in (FACILITATOR, *self.cast) if one.name == happening.who)
        at = self.plan.instant_of(happening)
        act = partial(self._happen, happening, who)
        self._push(Intention(at=at, who=who, act=act))

    def _happen(self, happening: AnyHappening, who: Character) -> str:
        """Let it happen; the bot, which plans every few minutes, follows."""
        told = happening.happen(self.stage, self.begun, who)
        self.stage.rest()
        self.stage.bot.ticks.plan()
        return told

    def _push(self, intention: Intention) -> None:
        heapq.heappush(self._queue, (intention.at, next(self._order), intention))

    def _read_everything(self) -> None:
        for who in (FACILITATOR, LEAD, *self.cast):
            self._read_inbox(who)
        channel = f"#{self.begun.channel}"
        posts = self.stage.slack.messages(self.begun.channel_id)
        for message in self._new(channel, [one for one in posts if one.bot_id]):
            self._note(channel, message.text)

    def _read_inbox(self, who: Character) -> None:
        for message in self._new(who.name, self.stage.person(who).inbox):
            self._hear(who, message)

    def _new(self, name: str, messages: Sequence[Message]) -> list[Message]:
        last = self._read.get(name, "")
        fresh = [one for one in messages if one.ts > last]
        if fresh:
            self._read[name] = max(one.ts for one in fresh)
        return fresh

    def _hear(self, who: Character, message: Message) -> None:
        self._note(who.name, f"< {message.text}")
        if self._habits is None or who in self.played or who not in self.cast:
            return
        for intention in self._habits.reactions(who, message):
            self._push(intention)

    def _note(self, who: str, what: str) -> None:
        zone = self.plan.zone_of(who, self.stage.now)
        line = Line(at=self.stage.now, who=who, what=what, zone=zone)
        self.transcript.note(line)
        if self.tell is not None:
            self.tell(line)
