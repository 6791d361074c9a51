"""The facilitator of the cast: moves on when a step's weeks are over, marks who came, nudges.

What is to be done is looked up in the services, as a facilitator looks it up in Home; what is done
is done in Slack.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial

from bot.domain.inquiry import Cycle
from bot.domain.local_time import Rhythm, local_date, next_allowed, prompt_on_or_after, zone_named
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.programme import Scope
from bot.services.criteria import weeks_until_end
from bot.simulator.cast import FACILITATOR, PRINCIPALS
from bot.simulator.deciding import Deciding
from bot.simulator.duties import Duty
from bot.simulator.habits import Habits, Intention
from bot.simulator.opening import Begun
from bot.simulator.slack import PersonSession
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block

_AT_TEN = time(10, 0)
_BEFORE_THE_END = timedelta(minutes=10)
_UNTIL_PARTNERS = timedelta(weeks=2)


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
        """Yield what is new on the facilitator's list; each asks again when its time has come."""
        for duty in self._duties():
            if duty.name not in self._known:
                self._known.add(duty.name)
                yield Intention(at=self._when(duty), who=FACILITATOR, act=partial(self._do, duty))

    def _do(self, duty: Duty) -> str:
        """Do it, unless somebody who plays along has done it meanwhile."""
        still = {one.name for one in self._duties()}
        return duty.act() if duty.name in still else ""

    def _when(self, duty: Duty) -> datetime:
        rhythm = Rhythm(zone=zone_named(FACILITATOR.zone), prompt_at=_AT_TEN)
        if isinstance(duty.when, datetime):
            return duty.when
        at = prompt_on_or_after(duty.when, rhythm) + self.patience
        return next_allowed(max(at, self.stage.now), rhythm)

    def _duties(self) -> Iterator[Duty]:
        """Yield all that is open at this moment."""
        actor = self.stage.actor(FACILITATOR)
        network = self.stage.bot.services.networks.get(actor, self.begun.network_id)
        yield from self._phase(network)
        yield from self._steps(actor, network)
        yield from self._gatherings(actor, network)
        yield from self._partners(actor, network)
        yield from Deciding(stage=self.stage, begun=self.begun).duties(actor, network)

    def _phase(self, network: Network) -> Iterator[Duty]:
        phase = network.programme.phase(network.phase_id)
        if phase is network.programme.phases[-1] or phase.inquiry is not None:
            return
        weeks = weeks_until_end(network.programme, phase.id)
        day = network.starts_on + timedelta(weeks=weeks)
        yield Duty(name=f"phase/{phase.id}", when=day, act=self.enter_next_phase)

    def _steps(self, actor: Actor, network: Network) -> Iterator[Duty]:
        view = self.stage.bot.services.inquiry.open(actor, network.id)
        if view is None or view.cycle.scope is not Scope.COMMON:
            return
        cycle = view.cycle
        if cycle.is_finished:
            if network.phase_id == cycle.phase_id:
                today = local_date(self.stage.now, zone=network.rhythm.zone)
                name = f"phase/{network.phase_id}"
                yield Duty(name=name, when=today, act=self.enter_next_phase)
            return
        if view.needs_host:
            yield Duty(name=f"host/{cycle.id}", when=cycle.step_since, act=self._choose_host)
        name = f"step/{cycle.id}/{cycle.step_id}/{cycle.step_since}"
        yield Duty(name=name, when=view.standing.due_on, act=partial(self._next_step, cycle))

    def _gatherings(self, actor: Actor, network: Network) -> Iterator[Duty]:
        view = self.stage.bot.services.gatherings.next(actor, network.id)
        if view is None:
            return
        gathering = view.gathering
        day = local_date(gathering.starts_at, zone=network.rhythm.zone)
        before = day - timedelta(days=5)
        yield Duty(name=f"nudge/{gathering.id}", when=before, act=self._nudge)
        name = f"presence/{gathering.id}/{gathering.revision}"
        yield Duty(name=name, when=gathering.ends_at - _BEFORE_THE_END, act=self._mark)

    def _partners(self, actor: Actor, network: Network) -> Iterator[Duty]:
        if network.programme.partners is None:
            return
        view = self.stage.bot.services.partners.see(actor, network.id)
        if view.since is None:
            day = network.starts_on + _UNTIL_PARTNERS
            yield Duty(name="partners", when=day, act=self._match)

    def _session(self) -> PersonSession:
        return self.stage.person(FACILITATOR)

    def enter_next_phase(self) -> str:
        """Open the next phase."""
        return open_next_phase(self._session(), self.begun)

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
        if session.modal is not None and "submit" not in session.modal.raw:
            session.close(all_views=True)
            return "would nudge, but everybody has answered or has enough for this week"
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

    def _match(self) -> str:
        session = self._session()
        session.command("/rounds", "partners", channel=self.begun.channel_id)
        session.click(Action.DRAW_PARTNERS)
        sent = session.submit()
        session.close(all_views=True)
        return "brings partners together" if sent.ok else f"could not match partners: {sent}"

    def _next_step(self, cycle: Cycle) -> str:
        session = self._session()
        session.command("/inquiry", channel=self.begun.channel_id)
        session.click(Action.NEXT_STEP)
        session.set(Block.REASON, "We agreed at the conference that it is time.")
        sent = session.submit()
        session.close(all_views=True)
        return f"closes the step {cycle.step_id}" if sent.ok else f"could not close it: {sent}"


def open_next_phase(session: PersonSession, begun: Begun) -> str:
    """Open the next phase as its facilitator, with a word about why."""
    session.command("/rounds", "phase", channel=begun.channel_id)
    session.click(Action.ADVANCE_PHASE)
    session.set(Block.REASON, "We have talked about it together and are ready.")
    sent = session.submit()
    session.close(all_views=True)
    return "opens the next phase" if sent.ok else f"could not open the next phase: {sent}"
