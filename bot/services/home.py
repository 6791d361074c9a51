"""Home: what a person sees first: today's task, own progress, settings; a network's state."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.clock import Clock
from bot.domain.entries import Draft
from bot.domain.forms import Form
from bot.domain.gatherings import Gathering
from bot.domain.inquiry import asks
from bot.domain.local_time import Rhythm, local_date, zone_named
from bot.domain.networks import Member, Network
from bot.domain.offers import Ask, has
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.domain.roster import roster_gaps
from bot.errors import Invalid
from bot.services.catching_up import Kept, kept_in_home
from bot.services.checkins import Checkins, CheckinView
from bot.services.decisions_waiting import Waiting, waiting
from bot.services.entries import Entries, EntryView
from bot.services.gatherings import Gatherings, GatheringView
from bot.services.inquiry import Inquiry, StepView
from bot.services.networks import Networks
from bot.services.phase_views import PhaseView
from bot.services.phases import Phases
from bot.services.preferences import Resting, resting
from storage.store import Store
from storage.transaction import Transaction


class Task(StrEnum):
    """What waits for a person in a network, the most pressing first."""

    FILL_PLACE = "fill_place"
    ANSWER_INVITATION = "answer_invitation"
    ANSWER_PROPOSAL = "answer_proposal"
    """For whoever publishes the next agenda: somebody proposes a part of it (S15)."""
    ANSWER_STEP = "answer_step"
    CHECK_IN = "check_in"
    MOVE_STEP = "move_step"
    """For whoever moves the cycle: its weeks are over, or its host is still to be chosen."""
    DECIDE = "decide"
    """A decision of the network waits for a proposal or a vote (S28)."""
    LEAD_DECISION = "lead_decision"
    """For a facilitator: a round has had its time and can go on."""
    ENTER_PHASE = "enter_phase"
    """For a facilitator: nothing is open any more before the next phase (S23)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkState:
    """How a network stands, for its facilitator: counts and names of those not heard, no texts."""

    members: int
    incomplete: tuple[Member, ...]
    gaps: tuple[Invalid, ...]
    not_answered: tuple[Member, ...]
    """Who has not answered the current step; shown to those who lead only."""
    coming: int
    held: Gathering | None
    """The last gathering that took place, whose attendance can be marked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkHome:
    """One network in somebody's Home."""

    network: Network
    today: date
    """On the calendar of whoever looks."""
    member: Member | None
    is_facilitator: bool
    phase: PhaseView
    gathering: GatheringView | None = None
    step: StepView | None = None
    checkin: CheckinView | None = None
    checkin_open: bool = False
    state: NetworkState | None = None
    decisions: Waiting = field(default_factory=Waiting)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What waits for this person here; empty for somebody who only leads the programme."""
        if self.member is None or self.network.has_ended:
            return ()
        gathering, step = self.gathering, self.step
        answered = gathering is None or not gathering.gathering.is_on or _has_said(gathering)
        waiting = {
            Task.FILL_PLACE: not self.member.is_complete,
            Task.ANSWER_INVITATION: not answered and not self.is_facilitator,
            Task.ANSWER_PROPOSAL: gathering is not None and gathering.proposals > 0,
            Task.ANSWER_STEP: step is not None and step.is_asked and step.mine is None,
            Task.CHECK_IN: self.checkin_open,
            Task.MOVE_STEP: step is not None and step.is_to_be_moved(self.today),
            Task.DECIDE: self.decisions.mine is not None,
            Task.LEAD_DECISION: self.decisions.led is not None,
            Task.ENTER_PHASE: self.is_facilitator and self.phase.is_ready,
        }
        return tuple(task for task in Task if waiting[task])


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeView:
    """Everything in somebody's Home; a stranger has no networks."""

    actor: Actor
    today: date
    zone: str
    paused: bool
    networks: tuple[NetworkHome, ...]
    drafts: tuple[tuple[Draft, Form, str], ...]
    """What was begun and not sent, with its form and occasion."""
    kept: tuple[Kept, ...]
    """What was not said one by one and is still open."""
    resting: tuple[Resting, ...]
    """What the person has asked not to be asked."""
    latest: tuple[EntryView, ...]
    can_start: bool
    can_appoint: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """The verb behind App Home and the bare ``/rounds``."""

    store: Store
    clock: Clock
    networks: Networks
    gatherings: Gatherings
    inquiry: Inquiry
    checkins: Checkins
    entries: Entries
    phases: Phases

    @classmethod
    def over(cls, networks: Networks) -> "Home":
        """Return the verb over the store and the clock of the networks."""
        store, clock = networks.store, networks.clock
        return cls(
            store=store,
            clock=clock,
            networks=networks,
            gatherings=Gatherings(store=store, clock=clock),
            inquiry=Inquiry(store=store, clock=clock),
            checkins=Checkins(store=store, clock=clock),
            entries=Entries(store=store, clock=clock),
            phases=Phases(store=store, clock=clock),
        )

    def see(self, actor: Actor) -> HomeView:
        """Return what a person sees first."""
        demand(actor, Verb.SEE_HOME)
        mine = self._networks(actor)
        zone = actor.person.rhythm(mine[0].rhythm if mine else _ANYWHERE).zone
        today = local_date(self.clock.now(), zone=zone)
        belongs = tuple(one for one in mine if actor.membership(one.id) is not None)
        latest = [one for network in belongs for one in self.entries.written(actor, network.id)]
        latest.sort(key=lambda one: one.entry.created_at, reverse=True)
        with self.store.read() as tx:
            held = kept_in_home(tx, actor.person, now=self.clock.now())
            not_asked = resting(tx, actor.person, today=today)
        return HomeView(
            actor=actor,
            today=today,
            zone=zone.key,
            paused=actor.person.settings.is_paused(today),
            networks=tuple(self._network(actor, network) for network in mine),
            drafts=self.entries.drafts(actor),
            kept=held,
            resting=not_asked,
            latest=tuple(latest[:_LATEST]),
            can_start=may(actor, Verb.START_NETWORK, Matter()),
            can_appoint=may(actor, Verb.APPOINT_FACILITATOR, Matter()),
        )

    def offered(
        self, actor: Actor, asks: Iterable[Ask], *, network_id: int | None = None
    ) -> frozenset[Ask]:
        """Return what a person may do somewhere, so that help shows what is theirs and is there.

        With ``network_id`` only that network counts, and what belongs to none.
        """
        demand(actor, Verb.SEE_HELP)
        mine = [one for one in self._networks(actor) if network_id in {None, one.id}]
        return frozenset(
            one
            for one in asks
            if (one.part is None and may(actor, one.verb, Matter()))
            or any(has(here.programme, one.part) and _may(actor, one.verb, here) for here in mine)
        )

    def opened(self, actor: Actor) -> None:
        """Remember that somebody looks at Home, so that it is kept fresh from now on."""
        demand(actor, Verb.SEE_HOME)
        if actor.person.home_opened_at is not None:
            return
        with self.store.write() as tx:
            person = tx.people.get(actor.id)
            if person is not None:
                tx.people.update(replace(person, home_opened_at=self.clock.now()))

    def _networks(self, actor: Actor) -> tuple[Network, ...]:
        """Return the networks of a person; a programme lead sees all of the workspace."""
        if not actor.is_programme_lead:
            return self.networks.of(actor)
        with self.store.read() as tx:
            return tx.networks.of_team(actor.person.team_id)

    def _network(self, actor: Actor, network: Network) -> NetworkHome:
        leads = actor.facilitates(network.id)
        belongs = actor.membership(network.id) is not None
        if network.has_ended:
            return self._ended(actor, network)
        gathering = self.gatherings.next(actor, network.id)
        step = self.inquiry.open(actor, network.id)
        checkin = self.checkins.current(actor, network.id) if belongs and not leads else None
        today = local_date(self.clock.now(), zone=actor.person.rhythm(network.rhythm).zone)
        with self.store.read() as tx:
            member = tx.members.get(network.id, actor.id)
            seen = leads or actor.is_programme_lead
            now = self.clock.now()
            state = _state(tx, network, step=step, gathering=gathering, now=now) if seen else None
            decisions = waiting(tx, actor, network, now=now)
        is_open = checkin is not None and checkin.waits(today)
        return NetworkHome(
            network=network,
            today=today,
            member=member,
            is_facilitator=leads,
            phase=(self.phases.see if leads else self.phases.glance)(actor, network.id),
            gathering=gathering,
            step=step,
            checkin=checkin,
            checkin_open=is_open,
            state=state,
            decisions=decisions,
        )

    def _ended(self, actor: Actor, network: Network) -> NetworkHome:
        """Return a network that is over: nothing waits in it, and its texts are a press away."""
        today = local_date(self.clock.now(), zone=actor.person.rhythm(network.rhythm).zone)
        with self.store.read() as tx:
            member = tx.members.get(network.id, actor.id)
        return NetworkHome(
            network=network,
            today=today,
            member=member,
            is_facilitator=actor.facilitates(network.id),
            phase=self.phases.glance(actor, network.id),
        )


def _has_said(gathering: GatheringView) -> bool:
    return gathering.mine is not None and gathering.mine.rsvp is not None


def _state(
    tx: Transaction,
    network: Network,
    *,
    step: StepView | None,
    gathering: GatheringView | None,
    now: datetime,
) -> NetworkState:
    everybody = tx.members.of_network(network.id, with_left=True)
    fellows = [one for one in everybody if not one.is_facilitator and one.left_at is None]
    answered: frozenset[int] = frozenset()
    if step is not None:
        answered = frozenset(tx.entries.authors(network.id, about=step.ref.about))
    past = [one for one in tx.gatherings.of_network(network.id) if one.is_over(now)]
    asked = [
        one
        for one in fellows
        if step is not None
        and asks(step.standing.step, step.cycle, person_id=one.person_id, is_facilitator=False)
    ]
    return NetworkState(
        members=len(fellows),
        incomplete=tuple(one for one in fellows if not one.is_complete),
        gaps=roster_gaps(everybody, network.programme),
        not_answered=tuple(one for one in asked if one.person_id not in answered),
        coming=gathering.coming if gathering else 0,
        held=next((one for one in reversed(past) if one.is_on), None),
    )


def _may(actor: Actor, verb: Verb, network: Network) -> bool:
    return may(actor, verb, Matter(network_id=network.id, owner_id=actor.id))


_ANYWHERE = Rhythm(zone=zone_named(None))
_LATEST = 5
