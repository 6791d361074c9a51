"""Criteria of phases: how far each one is, and what a facilitator decided about it (S9, S23)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.inquiry import Cycle
from bot.domain.local_time import local_date
from bot.domain.measures import Measure, Progress, Unit
from bot.domain.networks import Network
from bot.domain.phases import Criterion, Phase, Ruling, Tick
from bot.domain.programme import Programme, Scope
from bot.services.measuring import measured
from bot.services.occasions import about_step
from storage.transaction import Transaction

_WEEK = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionView:
    """A criterion and whether it is met; ``computed`` ones are not ticked by hand."""

    criterion: Criterion
    phase_id: str
    """The phase that it leads into or out of."""
    way_in: str | None = None
    """For what has to hold on the way in: into this phase (``here``) or the ``next`` one."""
    met: bool
    progress: Progress | None = None
    """How far it is, where that can be counted."""
    tick: Tick | None = None
    by: str | None = None
    """Who decided about it; None where nobody did, or where they are gone."""

    @property
    def computed(self) -> bool:
        """Whether records tell it."""
        return self.criterion.computed is not None

    @property
    def key(self) -> str:
        """What names it among the criteria on the way out of one phase and into the next."""
        return f"{self.way_in}/{self.criterion.id}" if self.way_in else self.criterion.id

    @property
    def ruling(self) -> Ruling:
        """Where it stands: what is met needs no waiving, what is counted cannot be ticked."""
        if self.met:
            return Ruling.MET
        is_waived = self.tick is not None and self.tick.waived
        return Ruling.WAIVED if is_waived else Ruling.OPEN

    @property
    def decided(self) -> Tick | None:
        """What somebody decided or noted about it, as long as that says more than the count."""
        if self.tick is None or (self.computed and self.met):
            return None
        says_nothing = self.ruling is Ruling.OPEN and self.tick.reason is None
        return None if says_nothing else self.tick


def exits(tx: Transaction, network: Network, *, now: datetime) -> tuple[CriterionView, ...]:
    """Return what has to hold before the phase of a network ends."""
    phase = network.programme.phase(network.phase_id)
    return _views(tx, network, phase, phase.exit, now=now)


def entries(
    tx: Transaction, network: Network, phase: Phase, *, now: datetime, is_complete: bool = True
) -> tuple[CriterionView, ...]:
    """Return what has to hold before a phase begins, as seen from the phase of the network.

    ``is_complete`` says whether nothing is open in the phase before.
    """
    way_in = "here" if phase.id == network.phase_id else "next"
    found = _views(tx, network, phase, phase.entry, now=now, way_in=way_in)
    before = "phase_before"
    return tuple(
        replace(one, met=is_complete) if one.criterion.computed == before else one for one in found
    )


def progress_of(
    tx: Transaction, network: Network, criterion: Criterion, *, now: datetime
) -> Progress | None:
    """Return how far a criterion is; None for what a person ticks, or what is no number."""
    match criterion.computed:
        case None | "phase_before":
            return None
        case Measure():
            return measured(tx, network, criterion.computed, now=now)
        case "roster_size":
            members = tx.members.of_network(network.id)
            fellows = sum(not one.is_facilitator for one in members)
            size = network.programme.size
            return Progress(unit=Unit.MEMBERS, done=fellows, wanted=size.min, most=size.max)
        case "weeks":
            week = week_of(network, now=now)
            wanted = weeks_until_end(network.programme, network.phase_id)
            return Progress(unit=Unit.WEEKS, done=week, wanted=wanted)
        case "all_steps_done":
            return _walked(tx, network)
        case "everyone_contributed":
            return _contributed(tx, network)


def week_of(network: Network, *, now: datetime) -> int:
    """Return in which week since its start a network is, on its own calendar; the first is 1."""
    today = local_date(now, zone=network.rhythm.zone)
    return max(1, (today - network.starts_on).days // _WEEK + 1)


def weeks_until_end(programme: Programme, phase_id: str) -> int:
    """Return how many weeks the phases up to and including this one take."""
    total = 0
    for phase in programme.phases:
        total += phase.weeks
        if phase.id == phase_id:
            return total
    return total


def _views(
    tx: Transaction,
    network: Network,
    phase: Phase,
    criteria: Sequence[Criterion],
    *,
    now: datetime,
    way_in: str | None = None,
) -> tuple[CriterionView, ...]:
    ticks = {one.criterion_id: one for one in tx.phases.ticks(network.id, phase.id)}
    found = []
    for one in criteria:
        tick, progress = ticks.get(one.id), progress_of(tx, network, one, now=now)
        ticked = one.computed is None and tick is not None and tick.met
        by = tx.people.get(tick.by_id) if tick is not None and tick.by_id is not None else None
        found.append(
            CriterionView(
                criterion=one,
                phase_id=phase.id,
                way_in=way_in,
                met=progress.is_met if progress is not None else ticked,
                progress=progress,
                tick=tick,
                by=by.name if by is not None else None,
            )
        )
    return tuple(found)


def _cycles(tx: Transaction, network: Network) -> list[Cycle]:
    """Return the cycles of the phase: the common one, or those of the members who are here."""
    here = {one.person_id for one in tx.members.of_network(network.id)} | {None}
    cycles = tx.cycles.of_network(network.id)
    return [one for one in cycles if one.phase_id == network.phase_id and one.owner_id in here]


def _walked(tx: Transaction, network: Network) -> Progress:
    """Return the steps of the common cycle that are done, or how many finished their own."""
    cycles = _cycles(tx, network)
    common = next((one for one in cycles if one.scope is Scope.COMMON), None)
    if common is None:
        finished = sum(one.is_finished for one in cycles)
        number = len(cycles)
        return Progress(unit=Unit.MEMBERS, done=finished, wanted=number, of=number)
    steps = len(network.programme.steps)
    done = sum(one.done_at is not None for one in tx.cycles.records(common.id))
    walked = steps if common.is_finished else min(done, steps - 1)
    return Progress(unit=Unit.STEPS, done=walked, wanted=steps, of=steps)


def _contributed(tx: Transaction, network: Network) -> Progress:
    fellows = {one.person_id for one in tx.members.of_network(network.id) if not one.is_facilitator}
    wrote: set[int] = set()
    for cycle in _cycles(tx, network):
        for step in network.programme.steps:
            wrote |= tx.entries.authors(network.id, about=about_step(cycle.id, step.id))
    return Progress(
        unit=Unit.MEMBERS, done=len(fellows & wrote), wanted=len(fellows), of=len(fellows)
    )
