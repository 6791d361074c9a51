"""Inquiry: see the current step, tick what is done, move on and go back (S40, S41)."""

from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clock
from bot.domain.entries import Draft, Entry, FormRef
from bot.domain.forms import Form
from bot.domain.inquiry import (
    Cycle,
    QuestionCheck,
    Standing,
    StepRecord,
    asks,
    demand_ticked,
    next_step,
    previous_step,
    question_checks,
    standing,
)
from bot.domain.local_time import local_date
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.domain.programme import Asked, Scope, Step
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.cycles import offer_reflection, tell_of_step
from bot.services.networks import the_network
from bot.services.nominations import Nomination, nominations_of
from bot.services.occasions import about_step, contributions, question_of, refresh_board
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class StepView:
    """The current step as somebody sees it."""

    network: Network
    cycle: Cycle
    standing: Standing
    form: Form
    ref: FormRef
    mine: Entry | None
    draft: Draft | None
    is_asked: bool
    can_move: bool
    contributed: int
    asked: int
    previous: Step | None
    next: Step | None
    question: str | None
    """The adopted problem of practice of the cycle."""

    def is_to_be_moved(self, today: date) -> bool:
        """Whether it waits for whoever moves it: its weeks are over, or it needs a host."""
        if not self.can_move or self.cycle.is_finished or (self.is_asked and self.mine is None):
            return False
        return self.needs_host or today > self.standing.due_on

    @property
    def needs_host(self) -> bool:
        """Whether the step looks at one member's school, and nobody has been named yet."""
        is_common = self.cycle.scope is Scope.COMMON
        asked = self.standing.step.asks.common
        return is_common and asked is Asked.HOST and self.cycle.host_id is None

    advice: tuple[QuestionCheck, ...]
    """What can be seen in the wording of the question that the person sent in this step (S38)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardRow:
    """Where one member's own cycle stands."""

    member: Member
    standing: Standing | None
    is_finished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Inquiry:
    """Verbs of the eight-step inquiry."""

    store: Store
    clock: Clock

    def open(self, actor: Actor, network_id: int) -> StepView | None:
        """Return the current step of the actor's own cycle, else of the common one; None before."""
        demand(actor, Verb.SEE_INQUIRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            cycle = _current(tx, network, actor.id)
            return self._view(tx, actor, network, cycle) if cycle is not None else None

    def see(self, actor: Actor, cycle_id: int) -> StepView:
        """Return the current step of one cycle."""
        with self.store.read() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.SEE_INQUIRY)
            return self._view(tx, actor, network, cycle)

    def tick(
        self, actor: Actor, cycle_id: int, ticked: frozenset[str], *, seen: str | None = None
    ) -> StepView:
        """Keep which done-when checks of the current step are met.

        ``seen`` is the place of the cycle that the actor looked at. Where somebody moved it
        meanwhile nothing changes here, nor in ``move_on`` and ``go_back``: twice is once.
        """
        with self.store.write() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.TICK_CHECKS)
            if seen not in {None, cycle.place}:
                return self._view(tx, actor, network, cycle)
            record = _record(tx, cycle)
            known = {one.id for one in network.programme.step(cycle.step_id).checks}
            tx.cycles.save_record(replace(record, ticked=ticked & known))
            return self._view(tx, actor, network, cycle)

    def to_move(self, actor: Actor, cycle_id: int) -> StepView:
        """Return a step that the actor may finish."""
        with self.store.read() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.MOVE_CYCLE)
            return self._view(tx, actor, network, cycle)

    def move_on(
        self, actor: Actor, cycle_id: int, *, reason: str | None = None, seen: str | None = None
    ) -> StepView:
        """Finish the current step and open the next; with open checks a reason is asked for.

        The bot never moves on by itself. Members are told of the new step at their own hour, and
        then offered to reflect on the old one: the weekly cap may hold back what comes last.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.MOVE_CYCLE)
            if seen not in {None, cycle.place}:
                return self._view(tx, actor, network, cycle)
            if cycle.is_finished:
                raise Invalid(mark("This cycle is finished already. Well done."))
            where = standing(cycle, tx.cycles.records(cycle.id), network.programme)
            words = (reason or "").strip()
            if not words:
                demand_ticked(where)
            tx.cycles.save_record(replace(_record(tx, cycle), done_at=now, reason=words or None))
            moved = self._moved(tx, network, cycle, to=next_step(cycle, network.programme))
            offer_reflection(tx, network, cycle, now=now)
            self._audit(tx, actor, moved, why="forward")
            return self._view(tx, actor, network, moved)

    def go_back(self, actor: Actor, cycle_id: int, *, seen: str | None = None) -> StepView:
        """Return to the step before; what was written later stays and waits (S40).

        A finished cycle returns to its last step.
        """
        with self.store.write() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.MOVE_CYCLE)
            if seen not in {None, cycle.place}:
                return self._view(tx, actor, network, cycle)
            before = previous_step(cycle, network.programme)
            if cycle.is_finished:
                before = network.programme.step(cycle.step_id)
            if before is None:
                raise Invalid(mark("This is the first step."))
            moved = self._moved(tx, network, replace(cycle, finished_on=None), to=before)
            self._audit(tx, actor, moved, why="back")
            return self._view(tx, actor, network, moved)

    def nominations(self, actor: Actor, cycle_id: int) -> tuple[Nomination, ...]:
        """Return what members nominated and share with the network, most supported first."""
        with self.store.read() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.SEE_INQUIRY)
            found = tuple(nominations_of(tx, network, cycle))
        return tuple(sorted(found, key=lambda one: (-one.support, one.entry.id)))

    def adopt(self, actor: Actor, cycle_id: int, entry_id: int) -> StepView:
        """Make a nominated question the one the cycle works on; the others stay as a backlog."""
        with self.store.write() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.MOVE_CYCLE)
            if entry_id not in {one.entry.id for one in nominations_of(tx, network, cycle)}:
                raise NotFound
            adopted = replace(cycle, adopted_id=entry_id)
            tx.cycles.update(adopted)
            self._audit(tx, actor, adopted, why=f"adopted entry:{entry_id}")
            refresh_board(tx, network, cycle.id, now=self.clock.now())
            return self._view(tx, actor, network, adopted)

    def choose_host(self, actor: Actor, cycle_id: int, slack_id: str) -> StepView:
        """Name the member whose challenge and school the network looks at (S45)."""
        with self.store.write() as tx:
            network, cycle = self._find(tx, actor, cycle_id, verb=Verb.MOVE_CYCLE)
            members = {one.slack_id: one for one in tx.members.of_network(network.id)}
            if slack_id not in members:
                raise NotFound(mark("Please choose a member of this network."))
            hosted = replace(cycle, host_id=members[slack_id].person_id)
            tx.cycles.update(hosted)
            tell_of_step(tx, network, hosted, now=self.clock.now())
            return self._view(tx, actor, network, hosted)

    def board(self, actor: Actor, network_id: int) -> tuple[BoardRow, ...]:
        """Return where every member's own cycle stands (S39): steps, never texts."""
        demand(actor, Verb.SEE_NETWORK_STATE, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            own = {one.owner_id: one for one in tx.cycles.of_network(network_id) if one.owner_id}
            members = [one for one in tx.members.of_network(network_id) if not one.is_facilitator]
            return tuple(_board_row(tx, network, one, own.get(one.person_id)) for one in members)

    def _moved(self, tx: Transaction, network: Network, cycle: Cycle, *, to: Step | None) -> Cycle:
        now = self.clock.now()
        today = local_date(now, zone=network.rhythm.zone)
        if to is None:
            moved = replace(cycle, finished_on=today)
            tx.cycles.update(moved)
            refresh_board(tx, network, cycle.id, now=now)
            return moved
        moved = replace(cycle, step_id=to.id, step_since=today)
        tx.cycles.update(moved)
        record = _record(tx, moved)
        tx.cycles.save_record(replace(record, opened_at=record.opened_at or now, done_at=None))
        refresh_board(tx, network, cycle.id, now=now)
        tell_of_step(tx, network, moved, now=now)
        return moved

    def _find(
        self, tx: Transaction, actor: Actor, cycle_id: int, *, verb: Verb
    ) -> tuple[Network, Cycle]:
        cycle = tx.cycles.get(cycle_id)
        if cycle is None:
            raise NotFound
        demand(actor, verb, network_id=cycle.network_id, owner_id=cycle.owner_id)
        return the_network(tx, cycle.network_id, team_id=actor.person.team_id), cycle

    def _view(self, tx: Transaction, actor: Actor, network: Network, cycle: Cycle) -> StepView:
        where = standing(cycle, tx.cycles.records(cycle.id), network.programme)
        about = about_step(cycle.id, where.step.id)
        form = network.programme.form(where.step.form)
        mine = tx.entries.of_author(actor.id, network_id=network.id, about=about)
        contributed, asked = contributions(tx, network, cycle.id)
        leads = actor.facilitates(network.id)
        matter = Matter(network_id=network.id, owner_id=cycle.owner_id)
        return StepView(
            network=network,
            cycle=cycle,
            standing=where,
            form=form,
            ref=FormRef(
                network_id=network.id,
                form_id=form.id,
                about=about,
                entry_id=mine[0].id if mine else None,
            ),
            mine=mine[0] if mine else None,
            draft=tx.drafts.get(actor.id, network_id=network.id, form_id=form.id, about=about),
            is_asked=asks(where.step, cycle, person_id=actor.id, is_facilitator=leads),
            can_move=may(actor, Verb.MOVE_CYCLE, matter),
            contributed=contributed,
            asked=asked,
            previous=previous_step(cycle, network.programme),
            next=next_step(cycle, network.programme),
            question=question_of(tx, network, cycle, reader_id=actor.id),
            advice=_advice(where.step, mine[0]) if mine else (),
        )

    def _audit(self, tx: Transaction, actor: Actor, cycle: Cycle, *, why: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=actor.person.team_id,
            actor_id=actor.id,
            verb=Verb.MOVE_CYCLE,
            network_id=cycle.network_id,
            what=f"cycle:{cycle.id}/{cycle.step_id} {why}".strip(),
        )


def _record(tx: Transaction, cycle: Cycle) -> StepRecord:
    records = {one.step_id: one for one in tx.cycles.records(cycle.id)}
    return records.get(cycle.step_id) or StepRecord(cycle_id=cycle.id, step_id=cycle.step_id)


def _current(tx: Transaction, network: Network, person_id: int) -> Cycle | None:
    phase = network.programme.phase(network.phase_id)
    if phase.inquiry is not None and phase.inquiry.scope is Scope.INDIVIDUAL:
        return tx.cycles.current(network.id, owner_id=person_id)
    return tx.cycles.current(network.id)


def _board_row(tx: Transaction, network: Network, member: Member, cycle: Cycle | None) -> BoardRow:
    if cycle is None:
        return BoardRow(member=member, standing=None, is_finished=False)
    where = standing(cycle, tx.cycles.records(cycle.id), network.programme)
    return BoardRow(member=member, standing=where, is_finished=cycle.is_finished)


def _advice(step: Step, entry: Entry) -> tuple[QuestionCheck, ...]:
    question = entry.answers.get(step.adopts) if step.adopts is not None else None
    return question_checks(str(question)) if question else ()
