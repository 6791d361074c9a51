"""The inquiry: cycles that walk the steps of a programme, forwards and back (S39, S40, S41).

A common cycle belongs to the network: every member who is asked contributes, the facilitator moves
on. An individual cycle belongs to one member, who ticks what is done and moves on alone. Going
back never loses later work: entries stay, only the current step changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.programme import Asked, Programme, Scope, Step
from bot.errors import Invalid
from bot.i18n import mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Cycle:
    """One run through the steps, by a network (no owner) or by one member."""

    id: int
    network_id: int
    phase_id: str
    scope: Scope
    owner_id: int | None = None
    host_id: int | None = None
    """The member whose challenge and school steps 5 and 6 look at."""
    step_id: str
    step_since: date
    started_on: date
    finished_on: date | None = None
    adopted_id: int | None = None
    """The entry whose problem of practice the cycle works on, once one is adopted (S41)."""

    @property
    def is_finished(self) -> bool:
        """Whether all steps are behind it."""
        return self.finished_on is not None

    @property
    def place(self) -> str:
        """Where it stands, in one word: what is shown of another place is out of date."""
        return f"{self.step_id}/done" if self.is_finished else self.step_id


@dataclass(frozen=True, kw_only=True, slots=True)
class StepRecord:
    """What is known of one step in one cycle; ``ticked`` are ids of its done-when checks."""

    cycle_id: int
    step_id: str
    ticked: frozenset[str] = frozenset()
    opened_at: datetime | None = None
    done_at: datetime | None = None
    reason: str | None = None
    """Why somebody moved on from it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a cycle stands: the step, its number from 1, how many, what is still unticked."""

    step: Step
    number: int
    of: int
    ticked: frozenset[str]
    done: frozenset[str]
    due_on: date

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.number == self.of

    @property
    def unticked(self) -> tuple[str, ...]:
        """Ids of the checks that nobody ticked yet."""
        return tuple(one.id for one in self.step.checks if one.id not in self.ticked)


def standing(cycle: Cycle, records: Sequence[StepRecord], programme: Programme) -> Standing:
    """Return where a cycle stands."""
    ids = [step.id for step in programme.steps]
    step = programme.step(cycle.step_id)
    by_step = {record.step_id: record for record in records}
    record = by_step.get(step.id)
    return Standing(
        step=step,
        number=ids.index(step.id) + 1,
        of=len(ids),
        ticked=record.ticked if record else frozenset(),
        done=frozenset(one.step_id for one in records if one.done_at is not None),
        due_on=cycle.step_since + timedelta(weeks=step.weeks),
    )


def next_step(cycle: Cycle, programme: Programme) -> Step | None:
    """Return the step that follows the current one, or None after the last."""
    ids = [step.id for step in programme.steps]
    place = ids.index(cycle.step_id) + 1
    return programme.steps[place] if place < len(ids) else None


def previous_step(cycle: Cycle, programme: Programme) -> Step | None:
    """Return the step before the current one, or None at the first."""
    place = [step.id for step in programme.steps].index(cycle.step_id)
    return programme.steps[place - 1] if place else None


def asks(step: Step, cycle: Cycle, *, person_id: int, is_facilitator: bool) -> bool:
    """Whether this step asks this person for an answer."""
    if cycle.scope is Scope.INDIVIDUAL:
        return cycle.owner_id == person_id
    match step.asks.common:
        case Asked.EVERYONE:
            return not is_facilitator
        case Asked.HOST:
            return cycle.host_id == person_id
        case Asked.FACILITATOR:
            return is_facilitator


def is_told(step: Step, cycle: Cycle, *, person_id: int, is_facilitator: bool) -> bool:
    """Whether somebody hears that a step opened: who is asked, or who has to choose its host."""
    is_common = cycle.scope is Scope.COMMON
    if is_common and step.asks.common is Asked.HOST and cycle.host_id is None:
        return is_facilitator
    return asks(step, cycle, person_id=person_id, is_facilitator=is_facilitator)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionCheck:
    """One quality of a problem of practice that can be seen in its wording (S38)."""

    id: str
    holds: bool
    advice: str


_LEARNING_WORDS = (
    "learn", "student", "pupil", "child", "understand", "reason", "explain", "read", "write",
    "aprend", "alumn", "estudiant", "mwanafunzi", "wanafunzi", "kujifunza",
)  # fmt: skip


def question_checks(question: str) -> tuple[QuestionCheck, ...]:
    """Look at the wording of a problem of practice: a question, about learning, in one breath.

    Hints, not gates: they are shown to the writer, who decides (S38).
    """
    text = question.strip()
    return (
        QuestionCheck(
            id="is_a_question",
            holds=text.endswith("?"),
            advice=mark("Word it as one question that ends with a question mark."),
        ),
        QuestionCheck(
            id="names_learning",
            holds=any(word in text.lower() for word in _LEARNING_WORDS),
            advice=mark("Say what learners do or learn, not which programme you run."),
        ),
        QuestionCheck(
            id="in_one_breath",
            holds=0 < len(text) <= 280,  # noqa: PLR2004 - what fits on a phone at one glance
            advice=mark("Make it short enough to say in one breath."),
        ),
    )


def demand_ticked(where: Standing) -> None:
    """Refuse to move on while a done-when check is open; raises Invalid naming how many."""
    if where.unticked:
        raise Invalid(
            mark("Not everything is ticked yet ({count} open). Tick it, or say why you move on."),
            field="reason",
            count=len(where.unticked),
        )
