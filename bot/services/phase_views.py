"""How a phase stands, for whoever looks: its criteria, what is open, and what follows (S23)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.figures import LedMonth
from bot.domain.networks import Network
from bot.domain.pathways import Pathway, Suggestion, suggestion
from bot.domain.people import Actor
from bot.domain.phases import Ruling
from bot.domain.programme import Criterion, Phase
from bot.errors import NotFound
from bot.services.criteria import CriterionView, entries, exits, week_of
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
    def is_last(self) -> bool:
        """Whether no phase follows, and the programme is still under way."""
        return self.next is None and not self.network.has_ended

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


def glance(actor: Actor, network: Network, *, now: datetime) -> PhaseView:
    """Return where a network is, without counting anything."""
    phases = network.programme.phases
    number = [one.id for one in phases].index(network.phase_id) + 1
    return PhaseView(
        network=network,
        phase=phases[number - 1],
        number=number,
        week=week_of(network, now=now),
        next=phases[number] if number < len(phases) else None,
        can_change=actor.facilitates(network.id),
    )


def phase_view(tx: Transaction, actor: Actor, network: Network, *, now: datetime) -> PhaseView:
    """Return where a network is, with all that is counted or ticked."""
    seen = glance(actor, network, now=now)
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
