"""Simulate a year and say what came of it: the report that ``python -m bot simulate`` ends with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain.deliveries import Action, Delivery, DeliveryState
from bot.domain.door import CAP_OVER, Dropped
from bot.domain.gatherings import Gathering, edges_of, rhythm_for, series_of
from bot.domain.inquiry import asks
from bot.domain.kinds import Before, Kind
from bot.domain.local_time import Rhythm, is_allowed, local_date, zone_named
from bot.domain.networks import Member, Network
from bot.domain.nudges import reminder_instant
from bot.domain.people import Person
from bot.domain.programme import Scope
from bot.services.invitations import invited_members
from bot.services.occasions import about_step
from bot.services.rhythms import rhythm_of
from bot.simulator.cast import Temper
from bot.simulator.play import Plan, Play
from bot.simulator.slack import Violation
from bot.simulator.stage import Stage
from bot.simulator.transcript import Line
from storage.transaction import Transaction

_PROMPT_AT = time(8, 30)
_CHOSEN = {one.name for one in (Dropped.OFF, Dropped.PAUSED, Dropped.AWAY, Dropped.DIGEST)}
_SPREAD = timedelta(minutes=5)
"""Sending takes its time: a few posts a second are allowed in a workspace."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of a simulated year; ``faults`` are sentences, none when all is well."""

    conferences: int
    reminders: int
    prompts: int
    answers: int
    steps_done: int
    steps: int
    faults: tuple[str, ...]
    violations: tuple[Violation, ...]

    @property
    def is_good(self) -> bool:
        """Whether everything promised was kept and Slack had nothing to object to."""
        return not self.faults and not self.violations

    def told(self) -> Iterator[str]:
        """Yield the report as it is printed."""
        yield f"{self.conferences} conferences, {self.reminders} reminders of them"
        yield f"{self.prompts} messages in all, {self.answers} answers and clicks"
        yield f"{self.steps_done} of {self.steps} steps of the common inquiry done"
        yield from (f"! {fault}" for fault in self.faults)
        yield from (f"! {one.kind} in {one.where}: {one.what}" for one in self.violations)
        if self.is_good:
            yield "Every promise was kept, and Slack would have refused nothing."


def simulate(plan: Plan, *, days: int = 365, tell: Callable[[Line], None] | None = None) -> Report:
    """Play so many days and look back at them."""
    with Stage(plan.opens_at) as stage:
        play = Play(stage=stage, plan=plan, tell=tell)
        play.open()
        play.go_on(plan.opens_at + timedelta(days=days))
        return look_back(stage, play)


def look_back(stage: Stage, play: Play) -> Report:
    """Hold what happened against what was promised."""
    with stage.store.read() as tx:
        network = tx.networks.get(play.begun.network_id)
        if network is None:
            raise RuntimeError
        past = [one for one in tx.gatherings.of_network(network.id) if one.is_over(stage.now)]
        fellows = [one for one in tx.members.of_network(network.id) if not one.is_facilitator]
        people = {one.person_id: tx.people.get(one.person_id) for one in fellows}
        known = {key: one for key, one in people.items() if one is not None}
        faults = list(_reminder_faults(tx, network, past, people=known, plan=play.plan))
        faults += _crowded(tx, network, known, until=stage.now)
        diligent = {one.name for one in play.cast if one.temper is Temper.DILIGENT}
        hard_working = [one for one in fellows if one.name in diligent]
        faults += _silent_steps(tx, network, hard_working)
        cycles = [one for one in tx.cycles.of_network(network.id) if one.scope is Scope.COMMON]
        done = [one for cycle in cycles for one in tx.cycles.records(cycle.id) if one.done_at]
        sent = [one for one in tx.outbox.log(network.id, limit=1_000_000) if _was_said(one.state)]
    return Report(
        conferences=len(past),
        reminders=sum(one.kind is Kind.REMINDER and one.action is Action.POST for one in sent),
        prompts=len(sent),
        answers=play.answers,
        steps_done=len(done),
        steps=len(network.programme.steps),
        faults=tuple(faults),
        violations=stage.slack.violations,
    )


def _was_said(state: DeliveryState) -> bool:
    return state is DeliveryState.SENT


def _was_held(tx: Transaction, network: Network, delivery: Delivery) -> bool:
    """Whether its reader's own choice held a delivery back, or the cap, full when it did."""
    if delivery.outcome in _CHOSEN:
        return True
    if delivery.outcome != Dropped.CAP.name or delivery.settled_at is None:
        return False
    at = delivery.settled_at
    before = tx.outbox.counted(delivery.recipient, since=at - CAP_OVER, until=at)
    return len(before) >= network.cap


def _crowded(
    tx: Transaction, network: Network, people: dict[int, Person], *, until: datetime
) -> Iterator[str]:
    """Yield a sentence for everybody who had more prompts in seven days than the cap allows."""
    most = network.most_nudges
    for person in people.values():
        mine = tx.outbox.counted(f"person:{person.id}", since=network.created_at, until=until)
        instants = [one.settled_at for one in mine if one.settled_at is not None]
        later = instants[most:]
        if any(end - first < CAP_OVER for first, end in zip(instants, later, strict=False)):
            yield f"{person.name} had more than {most} prompts in seven days"


def _reminder_faults(
    tx: Transaction,
    network: Network,
    past: list[Gathering],
    *,
    people: dict[int, Person],
    plan: Plan,
) -> Iterator[str]:
    """Yield a sentence for each reminder that did not come, came twice or at a wrong hour.

    What a choice or the weekly cap held back was promised not to come: Home lists it instead.
    Nor is anything promised to those not invited, or before the network began; of several days the
    first one is reminded of.
    """
    firsts = edges_of(past, network.programme).firsts
    for gathering in (one for one in past if one.id in firsts):
        invited = {one.person_id for one in invited_members(tx, network, gathering)}
        rows = tx.outbox.of_thing(network.id, f"gathering:{gathering.id}")
        reminders = [one for one in rows if one.kind is Kind.REMINDER]
        for person in (one for one in people.values() if one.id in invited):
            mine = [one for one in reminders if one.person_id == person.id]
            yield from _faults_of_one(tx, network, gathering, person, reminders=mine, plan=plan)


def _faults_of_one(
    tx: Transaction,
    network: Network,
    gathering: Gathering,
    person: Person,
    *,
    reminders: list[Delivery],
    plan: Plan,
) -> Iterator[str]:
    series = series_of(gathering, network.programme)
    held = {str(one.refs["before"]) for one in reminders if _was_held(tx, network, one)}
    sent = [one for one in reminders if _was_said(one.state) and one.action is Action.POST]
    came = {str(one.refs["before"]): one for one in sent}
    there = rhythm_for(series, _rhythm_at(tx, network, person, gathering.starts_at, plan=plan))
    for before in Before:
        row, due_at = came.get(before), reminder_instant(gathering, before, there)
        if before.value in held or due_at < network.created_at:
            continue
        if row is None or row.settled_at is None:
            yield f"{person.name} had no reminder a {before} before {gathering.title}"
            continue
        then = rhythm_for(series, _rhythm_at(tx, network, person, row.settled_at, plan=plan))
        if not _at_a_good_hour(row.settled_at, before, then):
            yield f"{person.name} was reminded of {gathering.title} at {row.settled_at}"


def _at_a_good_hour(at: datetime, before: Before, rhythm: Rhythm) -> bool:
    if before is Before.HOUR:
        return is_allowed(at, rhythm)
    wall = at.astimezone(rhythm.zone)
    hour = wall.replace(hour=_PROMPT_AT.hour, minute=_PROMPT_AT.minute, second=0, microsecond=0)
    return hour <= wall <= hour + _SPREAD and rhythm.works(local_date(at, zone=rhythm.zone))


def _rhythm_at(
    tx: Transaction, network: Network, person: Person, at: datetime, *, plan: Plan
) -> Rhythm:
    """Return somebody's rhythm as it was, in the zone in which they lived then."""
    zone = zone_named(plan.zone_of(person.name, at))
    return replace(rhythm_of(tx, network, person), zone=zone)


def _silent_steps(tx: Transaction, network: Network, members: list[Member]) -> Iterator[str]:
    """Yield a sentence for each finished step that a diligent member was asked and left unanswered.

    What a choice or the weekly cap held back stands in Home, where the cast does not look.
    """
    held = {
        (one.person_id, str(one.refs["cycle"]), str(one.refs["step"]))
        for one in tx.outbox.log(network.id, limit=1_000_000)
        if one.kind is Kind.STEP_PROMPT and _was_held(tx, network, one)
    }
    for cycle in tx.cycles.of_network(network.id):
        if cycle.scope is not Scope.COMMON:
            continue
        for record in tx.cycles.records(cycle.id):
            step = network.programme.step(record.step_id)
            wrote = tx.entries.authors(network.id, about=about_step(cycle.id, step.id))
            for member in members:
                asked = asks(step, cycle, person_id=member.person_id, is_facilitator=False)
                was_held = (member.person_id, str(cycle.id), step.id) in held
                if record.done_at and asked and not was_held and member.person_id not in wrote:
                    yield f"{member.name} did not contribute to the step {step.id}"
