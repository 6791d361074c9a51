"""Phases: see what is met and what is missing; a facilitator moves on, the bot never does (S23)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.deliveries import NewDelivery
from bot.domain.inquiry import Cycle
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date, next_allowed
from bot.domain.measures import Measure
from bot.domain.networks import Network
from bot.domain.pathways import Pathway, Suggestion, suggestion
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.phases import Tick
from bot.domain.programme import Criterion, Phase, Programme
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.cycles import begin_cycles
from bot.services.measuring import measured
from bot.services.networks import the_network
from bot.services.occasions import about_step
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionView:
    """An exit criterion and whether it is met; ``computed`` ones are not ticked by hand."""

    criterion: Criterion
    met: bool
    computed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseView:
    """Where a network is: the phase, its week, its exit criteria, and what follows."""

    network: Network
    phase: Phase
    number: int
    week: int
    criteria: tuple[CriterionView, ...]
    next: Phase | None
    can_change: bool
    pathways: tuple[Pathway, ...] = ()
    """Shown by the phase that asks which one it is to be."""
    suggested: Suggestion | None = None
    """Where the reader's own answers point; nobody else sees it here."""

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """What is not met yet."""
        return tuple(one.criterion for one in self.criteria if not one.met)


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

    def tick(
        self, actor: Actor, network_id: int, met: frozenset[str], *, seen: str | None = None
    ) -> PhaseView:
        """Keep which criteria a person sees as met; computed ones stay computed.

        ``seen`` is the phase that the actor looked at. Where somebody moved on meanwhile nothing
        changes here, nor in ``advance``: twice is once.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            if seen not in {None, network.phase_id}:
                return self._view(tx, actor, network)
            phase = network.programme.phase(network.phase_id)
            for criterion in phase.exit:
                if criterion.computed is None:
                    self._keep(tx, actor, network, criterion, met=criterion.id in met)
            return self._view(tx, actor, network)

    def to_advance(self, actor: Actor, network_id: int) -> PhaseView:
        """Return the phase of a network that the actor may lead into the next."""
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        return self.see(actor, network_id)

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
            if view.missing and not words:
                raise Invalid(
                    mark("{count} criteria are open. Say in a sentence why you move on."),
                    field="reason",
                    count=len(view.missing),
                )
            for criterion in view.missing:
                self._keep(tx, actor, network, criterion, met=False, waived=True, reason=words)
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
        criterion: Criterion,
        *,
        met: bool,
        waived: bool = False,
        reason: str | None = None,
    ) -> None:
        tx.phases.tick(
            Tick(
                network_id=network.id,
                phase_id=network.phase_id,
                criterion_id=criterion.id,
                met=met,
                waived=waived,
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

    def _view(self, tx: Transaction, actor: Actor, network: Network) -> PhaseView:
        phases = [one.id for one in network.programme.phases]
        number = phases.index(network.phase_id) + 1
        phase = network.programme.phase(network.phase_id)
        ticks = {one.criterion_id: one for one in tx.phases.ticks(network.id, phase.id)}
        today = local_date(self.clock.now(), zone=network.rhythm.zone)
        week = max(1, (today - network.starts_on).days // 7 + 1)
        criteria = tuple(
            CriterionView(
                criterion=one,
                met=is_met(tx, network, one, ticks=ticks, week=week, now=self.clock.now()),
                computed=one.computed is not None,
            )
            for one in phase.exit
        )
        chooser = network.programme.places.chooser
        is_choosing = chooser is not None and chooser in {one.form for one in phase.modules}
        return PhaseView(
            network=network,
            phase=phase,
            number=number,
            week=week,
            criteria=criteria,
            next=network.programme.phases[number] if number < len(phases) else None,
            can_change=actor.facilitates(network.id),
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


def is_met(
    tx: Transaction,
    network: Network,
    criterion: Criterion,
    *,
    ticks: Mapping[str, Tick],
    week: int,
    now: datetime,
) -> bool:
    """Whether a criterion is met: computed where it can be, else as a person ticked it."""
    match criterion.computed:
        case None:
            tick = ticks.get(criterion.id)
            return tick is not None and tick.met
        case "roster_size":
            members = tx.members.of_network(network.id)
            fellows = [one for one in members if not one.is_facilitator]
            return network.programme.size.holds(len(fellows))
        case "weeks":
            return week >= weeks_until_end(network.programme, network.phase_id)
        case "all_steps_done":
            cycles = [one for one in tx.cycles.of_network(network.id) if _of_phase(one, network)]
            return bool(cycles) and all(one.is_finished for one in cycles)
        case Measure():
            return measured(tx, network, criterion.computed, now=now).is_met
        case "everyone_contributed":
            return _everyone_contributed(tx, network)


def weeks_until_end(programme: Programme, phase_id: str) -> int:
    """Return how many weeks the phases up to and including this one take."""
    total = 0
    for phase in programme.phases:
        total += phase.weeks
        if phase.id == phase_id:
            return total
    return total


def _of_phase(cycle: Cycle, network: Network) -> bool:
    return cycle.phase_id == network.phase_id


def _everyone_contributed(tx: Transaction, network: Network) -> bool:
    members = [one for one in tx.members.of_network(network.id) if not one.is_facilitator]
    wrote: set[int] = set()
    for cycle in (one for one in tx.cycles.of_network(network.id) if _of_phase(one, network)):
        for step in network.programme.steps:
            wrote |= tx.entries.authors(network.id, about=about_step(cycle.id, step.id))
    return bool(members) and all(one.person_id in wrote for one in members)
