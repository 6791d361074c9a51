"""Phases: see what is met and what is missing; a facilitator moves on, the bot never does (S23)."""

from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.deliveries import NewDelivery
from bot.domain.figures import LedMonth, led
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date, next_allowed
from bot.domain.networks import Network
from bot.domain.pathways import Pathway, Suggestion, suggestion
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.phases import Ruling, Tick
from bot.domain.programme import Criterion, Phase
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.criteria import CriterionView, entries, exits, week_of
from bot.services.cycles import begin_cycles
from bot.services.figures_facts import meetings_so_far
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseView:
    """Where a network is: the phase, its week, what is met on the way out, and what follows."""

    network: Network
    phase: Phase
    number: int
    week: int
    criteria: tuple[CriterionView, ...] = ()
    began: tuple[CriterionView, ...] = ()
    """In the first phase: what should hold since its beginning."""
    ahead: tuple[CriterionView, ...] = ()
    """What has to hold before the next phase begins."""
    next: Phase | None
    can_change: bool
    pathways: tuple[Pathway, ...] = ()
    """Shown by the phase that asks which one it is to be."""
    suggested: Suggestion | None = None
    """Where the reader's own answers point; nobody else sees it here."""
    led: tuple[LedMonth, ...] = ()
    """Who led the meetings so far, month by month, for whoever begins the next phase (S4)."""

    @property
    def all(self) -> tuple[CriterionView, ...]:
        """Every criterion that is shown."""
        return (*self.began, *self.criteria, *self.ahead)

    @property
    def open(self) -> tuple[CriterionView, ...]:
        """What is neither met nor waived before the next phase.

        That the phase before is complete follows from the rest.
        """
        return tuple(
            one
            for one in (*self.criteria, *self.ahead)
            if one.ruling is Ruling.OPEN and one.criterion.computed != "phase_before"
        )

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """What is still open."""
        return tuple(one.criterion for one in self.open)

    @property
    def is_ready(self) -> bool:
        """Whether all that is asked for holds, so that the next phase can begin."""
        return self.next is not None and bool(self.criteria or self.ahead) and not self.open

    def one(self, key: str) -> CriterionView:
        """Return a criterion by its key; raises NotFound for one that is not there."""
        found = next((one for one in self.all if one.key == key), None)
        if found is None:
            raise NotFound
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Phases:
    """Verbs about the phases of a programme."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> PhaseView:
        """Return where the network is and what is missing before the next phase."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return self._view(tx, actor, network)

    def glance(self, actor: Actor, network_id: int) -> PhaseView:
        """Return where a network is, without counting anything: for those who only look by."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        return self._glance(actor, network)

    def tick(
        self,
        actor: Actor,
        network_id: int,
        met: frozenset[str],
        *,
        among: frozenset[str] | None = None,
        seen: str | None = None,
    ) -> PhaseView:
        """Keep which criteria a person sees as met, by their keys; computed ones stay computed.

        ``among`` are those whose boxes the actor saw; None where they saw all.
        ``seen`` is the phase that the actor looked at. Where somebody moved on meanwhile nothing
        changes here, nor in ``rule`` and ``advance``: twice is once. What stays as it was keeps who
        decided it.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = self._view(tx, actor, network)
            if seen not in {None, network.phase_id}:
                return view
            for one in view.all:
                is_met, is_seen = one.key in met, among is None or one.key in among
                if is_seen and not one.computed and is_met is not one.met:
                    ruling = Ruling.MET if is_met else Ruling.OPEN
                    self._keep(tx, actor, network, one, ruling=ruling)
            return self._view(tx, actor, network)

    def to_rule(self, actor: Actor, network_id: int, key: str) -> tuple[PhaseView, CriterionView]:
        """Return a criterion about which the actor may decide; raises NotFound."""
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        view = self.see(actor, network_id)
        return view, view.one(key)

    def rule(
        self,
        actor: Actor,
        network_id: int,
        key: str,
        *,
        ruling: Ruling,
        reason: str | None = None,
        seen: str | None = None,
    ) -> PhaseView:
        """Decide about one criterion, with a note, or go on without it, with a reason.

        Raises Invalid beside the field: going on without needs its reason, and what is counted
        cannot be called met.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = self._view(tx, actor, network)
            if seen not in {None, network.phase_id}:
                return view
            one, words = view.one(key), (reason or "").strip()
            if ruling is Ruling.MET and one.computed:
                raise Invalid(
                    mark("This is counted. It is met once the count says so."), field="ruling"
                )
            if ruling is Ruling.WAIVED and not words:
                raise Invalid(mark("Say in a sentence why you go on without it."), field="reason")
            self._keep(tx, actor, network, one, ruling=ruling, reason=words or None)
            return self._view(tx, actor, network)

    def to_advance(self, actor: Actor, network_id: int) -> PhaseView:
        """Return the phase that the actor may lead into the next, with who led so far (S4)."""
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        view = self.see(actor, network_id)
        with self.store.read() as tx:
            meetings = meetings_so_far(tx, view.network, now=self.clock.now())
        return replace(view, led=led(meetings))

    def advance(
        self, actor: Actor, network_id: int, *, reason: str | None, seen: str | None = None
    ) -> PhaseView:
        """Enter the next phase; with criteria open a reason is kept and they count as waived.

        The network is told in its channel; an inquiry that the new phase walks begins.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = self._view(tx, actor, network)
            if seen not in {None, network.phase_id}:
                return view
            if view.next is None:
                raise Invalid(mark("This is the last phase of the programme."), field="reason")
            words = (reason or "").strip()
            if view.open and not words:
                raise Invalid(
                    mark("{count} criteria are open. Say in a sentence why you move on."),
                    field="reason",
                    count=len(view.open),
                )
            for one in view.open:
                self._keep(tx, actor, network, one, ruling=Ruling.WAIVED, reason=words)
            now = self.clock.now()
            today = local_date(now, zone=network.rhythm.zone)
            moved = replace(network, phase_id=view.next.id, phase_since=today)
            tx.networks.update(moved)
            self._tell(tx, moved, view, words)
            begin_cycles(tx, moved, view.next, today=today, now=now)
            return self._view(tx, actor, moved)

    def _keep(
        self,
        tx: Transaction,
        actor: Actor,
        network: Network,
        one: CriterionView,
        *,
        ruling: Ruling,
        reason: str | None = None,
    ) -> None:
        tx.phases.tick(
            Tick(
                network_id=network.id,
                phase_id=one.phase_id,
                criterion_id=one.criterion.id,
                met=ruling is Ruling.MET,
                waived=ruling is Ruling.WAIVED,
                reason=reason,
                by_id=actor.id,
                at=self.clock.now(),
            )
        )

    def _tell(self, tx: Transaction, network: Network, left: PhaseView, reason: str) -> None:
        now = self.clock.now()
        row = NewDelivery(
            team_id=network.team_id,
            network_id=network.id,
            kind=Kind.PHASE_SUMMARY,
            thing=f"phase:{network.id}/{network.phase_id}",
            occurrence=left.phase.id,
            recipient=f"channel:{network.channel_id}",
            due_at=next_allowed(now, network.rhythm),
            reason=mark("The network entered a new phase."),
            refs={"left": left.phase.id, "entered": network.phase_id},
            text=reason or None,
        )
        tx.outbox.plan([row], at=now)

    def _glance(self, actor: Actor, network: Network) -> PhaseView:
        phases = network.programme.phases
        number = [one.id for one in phases].index(network.phase_id) + 1
        return PhaseView(
            network=network,
            phase=phases[number - 1],
            number=number,
            week=week_of(network, now=self.clock.now()),
            next=phases[number] if number < len(phases) else None,
            can_change=actor.facilitates(network.id),
        )

    def _view(self, tx: Transaction, actor: Actor, network: Network) -> PhaseView:
        seen, now = self._glance(actor, network), self.clock.now()
        phase, following = seen.phase, seen.next
        criteria = exits(tx, network, now=now)
        done = not any(one.ruling is Ruling.OPEN for one in criteria)
        chooser = network.programme.places.chooser
        is_choosing = chooser is not None and chooser in {one.form for one in phase.modules}
        return replace(
            seen,
            criteria=criteria,
            began=entries(tx, network, phase, now=now) if seen.number == 1 else (),
            ahead=entries(tx, network, following, now=now, is_complete=done) if following else (),
            pathways=network.programme.pathways if is_choosing else (),
            suggested=_suggested(tx, actor, network, chooser) if is_choosing else None,
        )


def _suggested(
    tx: Transaction, actor: Actor, network: Network, chooser: str | None
) -> Suggestion | None:
    """Return where an actor's own latest answers to the chooser point (S98)."""
    mine = tx.entries.of_author(actor.id, network_id=network.id, form_id=chooser)
    if not mine or chooser is None:
        return None
    answers = mine[0].answers
    form = network.programme.form(chooser, answers)
    return suggestion(network.programme.pathways, form, answers)
