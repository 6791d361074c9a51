"""The facilitator of the cast: moves on when a step's weeks are over, marks who came, nudges.

What is to be done is looked up in the services, as a facilitator looks it up in Home; what is done
is done in Slack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from bot.domain.inquiry import Cycle
from bot.domain.local_time import Rhythm, local_date, next_allowed, prompt_on_or_after, zone_named
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.programme import Asked, Scope
from bot.services.phases import weeks_until_end
from bot.simulator.cast import FACILITATOR, PRINCIPALS
from bot.simulator.habits import Habits, Intention
from bot.simulator.opening import Begun
from bot.simulator.slack import PersonSession
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block

_AT_TEN = time(10, 0)


@dataclass(kw_only=True, slots=True)
class Facilitating:
    """Decides once for each occasion what the facilitator does about it."""

    stage: Stage
    begun: Begun
    habits: Habits
    patience: timedelta = timedelta(0)
    """How much later than planned: in the playground somebody may want to do it themselves."""
    _known: set[str] = field(default_factory=set)

    def intentions(self) -> Iterator[Intention]:
        """Yield what is new on the facilitator's list."""
        actor = self.stage.actor(FACILITATOR)
        network = self.stage.bot.services.networks.get(actor, self.begun.network_id)
        yield from self._phase(network)
        yield from self._steps(actor, network)
        yield from self._gatherings(actor, network)

    def _phase(self, network: Network) -> Iterator[Intention]:
        phase = network.programme.phase(network.phase_id)
        if phase is network.programme.phases[-1] or phase.inquiry is not None:
            return
        weeks = weeks_until_end(network.programme, phase.id)
        day = network.starts_on + timedelta(weeks=weeks)
        yield from self._once(f"phase/{phase.id}", day, self.enter_next_phase)

    def _steps(self, actor: Actor, network: Network) -> Iterator[Intention]:
        view = self.stage.bot.services.inquiry.open(actor, network.id)
        if view is None or view.cycle.scope is not Scope.COMMON:
            return
        cycle = view.cycle
        if cycle.is_finished:
            if network.phase_id == cycle.phase_id:
                day = local_date(self.stage.now, zone=network.rhythm.zone)
                yield from self._once(f"phase/{network.phase_id}", day, self.enter_next_phase)
            return
        if view.standing.step.asks.common is Asked.HOST and cycle.host_id is None:
            yield from self._once(f"host/{cycle.id}", cycle.step_since, self._choose_host)
        name = f"step/{cycle.id}/{cycle.step_id}/{cycle.step_since}"
        yield from self._once(name, view.standing.due_on, lambda: self._next_step(cycle))

    def _gatherings(self, actor: Actor, network: Network) -> Iterator[Intention]:
        view = self.stage.bot.services.gatherings.next(actor, network.id)
        if view is None:
            return
        zone = network.rhythm.zone
        starts_at = view.gathering.starts_at
        day = local_date(starts_at, zone=zone)
        yield from self._once(f"nudge/{view.gathering.id}", day - timedelta(days=5), self._nudge)
        at = view.gathering.ends_at - timedelta(minutes=10)
        name = f"presence/{view.gathering.id}/{view.gathering.revision}"
        if name not in self._known:
            self._known.add(name)
            yield Intention(at=at, who=FACILITATOR, act=self._mark)

    def _once(self, name: str, day: date, act: Callable[[], str]) -> Iterator[Intention]:
        if name in self._known:
            return
        self._known.add(name)
        rhythm = Rhythm(zone=zone_named(FACILITATOR.zone), prompt_at=_AT_TEN)
        at = max(prompt_on_or_after(day, rhythm) + self.patience, self.stage.now)
        yield Intention(at=next_allowed(at, rhythm), who=FACILITATOR, act=act)

    def _session(self) -> PersonSession:
        return self.stage.person(FACILITATOR)

    def enter_next_phase(self) -> str:
        """Open the next phase, with a word about why."""
        session = self._session()
        session.command("/rounds", "phase", channel=self.begun.channel_id)
        session.click(Action.ADVANCE_PHASE)
        session.set(Block.REASON, "We have talked about it together and are ready.")
        sent = session.submit()
        session.close(all_views=True)
        return "opens the next phase" if sent.ok else f"could not open the next phase: {sent}"

    def _choose_host(self) -> str:
        """Ask the first member to open their school, and write the brief with them."""
        host = PRINCIPALS[0]
        session = self._session()
        session.command("/inquiry", channel=self.begun.channel_id)
        session.click(Action.CHOOSE_HOST, value=self.stage.admit(host).id)
        session.close(all_views=True)
        return f"asks {host.name} to host"

    def _nudge(self) -> str:
        session = self._session()
        session.command("/nudge", channel=self.begun.channel_id)
        session.set(Block.WORDS, "Do come, even if only for the first hour. We need your view.")
        session.set(Block.AUDIENCE, "conference")
        preview = session.submit()
        sent = session.submit() if preview.ok and session.modal is not None else preview
        session.close(all_views=True)
        return "nudges those who have not answered" if sent.ok else f"could not nudge: {sent}"

    def _mark(self) -> str:
        """Mark who came, in the list that the card of the gathering opens."""
        session = self._session()
        session.command("/conference", channel=self.begun.channel_id)
        session.click(Action.MARK_PRESENCE, on=session.ephemerals[-1])
        sent = session.submit()
        session.close(all_views=True)
        return "marks who came" if sent.ok else f"could not mark who came: {sent}"

    def _next_step(self, cycle: Cycle) -> str:
        session = self._session()
        session.command("/inquiry", channel=self.begun.channel_id)
        session.click(Action.NEXT_STEP)
        session.set(Block.REASON, "We agreed at the conference that it is time.")
        sent = session.submit()
        session.close(all_views=True)
        return f"closes the step {cycle.step_id}" if sent.ok else f"could not close it: {sent}"
