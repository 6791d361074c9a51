"""The inquiry: eight steps in order, alone or together, and a question worth asking."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain.inquiry import (
    Cycle,
    StepRecord,
    asks,
    demand_ticked,
    next_step,
    previous_step,
    question_checks,
    standing,
)
from bot.domain.programme import Scope
from bot.errors import Invalid
from tests.domain.samples import NETWORK, NOW, connect_lead_succeed

PROGRAMME = connect_lead_succeed()
STEPS = [step.id for step in PROGRAMME.steps]
TOGETHER = Cycle(
    id=3,
    network_id=NETWORK,
    phase_id="lead",
    scope=Scope.COMMON,
    step_id="problem",
    step_since=date(2026, 9, 1),
    started_on=date(2026, 9, 1),
)
ALONE = replace(TOGETHER, scope=Scope.INDIVIDUAL, owner_id=7)


def at(step: str, cycle: Cycle = TOGETHER) -> Cycle:
    """Return a cycle that stands at a step."""
    return replace(cycle, step_id=step)


def test_the_eight_steps_follow_one_another() -> None:
    """In the order of the programme file, from the problem to the celebration (S40)."""
    walked, cycle = [TOGETHER.step_id], TOGETHER

    while (step := next_step(cycle, PROGRAMME)) is not None:
        cycle = at(step.id)
        walked.append(step.id)

    assert walked == STEPS
    assert len(walked) == 8


def test_the_way_back_is_the_way_there() -> None:
    """From every step to the one before; there is none before the first."""
    found = [previous_step(at(step), PROGRAMME) for step in STEPS]

    assert [step.id if step else None for step in found] == [None, *STEPS[:-1]]


def test_a_cycle_knows_where_it_stands() -> None:
    """Its step and number, what is ticked, what is done, and until when there is time."""
    records = [
        StepRecord(cycle_id=3, step_id="problem", ticked=frozenset({"adopted"}), done_at=NOW),
        StepRecord(cycle_id=3, step_id="study", ticked=frozenset({"if_then"})),
    ]

    where = standing(at("study"), records, PROGRAMME)

    assert (where.step.id, where.number, where.of, where.is_last) == ("study", 2, 8, False)
    assert where.unticked == ("four_sources", "three_strategies")
    assert where.done == {"problem"}
    assert where.due_on == date(2026, 9, 22)


def test_a_step_nobody_touched_is_wholly_open() -> None:
    """No record is no tick."""
    where = standing(at("celebrate"), [], PROGRAMME)

    assert where.is_last
    assert where.unticked == ("thanked", "feedback", "published")


def test_going_back_keeps_what_was_done_later() -> None:
    """The records of later steps stay; only the current step is another one (S40)."""
    records = [StepRecord(cycle_id=3, step_id=step, done_at=NOW) for step in STEPS[:4]]

    where = standing(at("study"), records, PROGRAMME)

    assert where.done == set(STEPS[:4])


def test_open_checks_ask_for_a_reason() -> None:
    """The sentence says how many are open; with all ticked nothing is asked."""
    checks = frozenset(check.id for check in PROGRAMME.step("study").checks)
    record = StepRecord(cycle_id=3, step_id="study", ticked=checks)

    demand_ticked(standing(at("study"), [record], PROGRAMME))
    with pytest.raises(Invalid, match="3 open") as caught:
        demand_ticked(standing(at("study"), [], PROGRAMME))

    assert caught.value.field == "reason"


@pytest.mark.parametrize(
    ("cycle", "person_id", "facilitates", "asked"),
    [
        (at("data"), 7, False, True),
        (at("data"), 2, True, False),
        (replace(at("challenge"), host_id=7), 7, False, True),
        (replace(at("challenge"), host_id=7), 8, False, False),
        (at("challenge"), 8, False, False),  # nobody hosts yet: the facilitator chooses first
        (at("challenge"), 2, True, False),
        (at("data", ALONE), 7, False, True),
        (at("data", ALONE), 8, False, False),
        (at("challenge", ALONE), 7, False, True),
    ],
)
def test_a_step_asks_those_whom_it_is_for(
    cycle: Cycle, person_id: int, facilitates: bool, asked: bool
) -> None:
    """Everybody, the host, or the one whose cycle it is (S39, S45)."""
    step = PROGRAMME.step(cycle.step_id)

    found = asks(step, cycle, person_id=person_id, is_facilitator=facilitates)

    assert found is asked


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("In what ways do learners in grades 4 to 6 explain their thinking aloud?", set()),
        ("¿Cómo aprenden a leer nuestros estudiantes?", set()),
        ("Our learners do not explain their thinking.", {"is_a_question"}),
        ("How do we roll out the new timetable?", {"names_learning"}),
        (f"What do pupils {'really ' * 60}learn?", {"in_one_breath"}),
        ("  ", {"is_a_question", "names_learning", "in_one_breath"}),
    ],
)
def test_the_wording_of_a_problem_of_practice_is_looked_at(
    question: str, lacking: set[str]
) -> None:
    """A question, about learning, in one breath; each hint says how to mend it (S38)."""
    checks = question_checks(question)

    assert {check.id for check in checks if not check.holds} == lacking
    assert all(check.advice.endswith(".") for check in checks)


def test_a_finished_cycle_says_so() -> None:
    """From the day on which its last step was done."""
    finished = replace(at("celebrate"), finished_on=datetime(2027, 6, 1, tzinfo=NOW.tzinfo).date())

    assert finished.is_finished
    assert not TOGETHER.is_finished
