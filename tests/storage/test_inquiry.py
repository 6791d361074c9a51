"""Cycles that walk the steps, and criteria of phases that were decided."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.inquiry import Cycle, StepRecord
from bot.domain.phases import Tick
from bot.domain.programme import Scope
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import DAY, NOW, Cast

START = date(2026, 9, 1)


def test_a_cycle_begins_with_its_first_step_open(store: Store, cast: Cast) -> None:
    """The step is open from the instant at which the cycle began."""
    with store.write() as tx:
        cycle = add(tx, cast)

    with store.read() as tx:
        assert tx.cycles.get(cycle.id) == cycle
        assert tx.cycles.records(cycle.id) == (
            StepRecord(cycle_id=cycle.id, step_id="problem", opened_at=NOW),
        )
    assert (cycle.step_since, cycle.started_on, cycle.is_finished) == (START, START, False)


def test_the_newest_cycle_of_each_is_the_current_one(store: Store, cast: Cast) -> None:
    """The network's own and each member's stand side by side."""
    with store.write() as tx:
        cycles = [add(tx, cast, owner_id=who) for who in (None, cast.tomas.id, cast.tomas.id)]
        common, earlier, current = cycles
        tx.cycles.update(replace(earlier, finished_on=START))
        tx.cycles.update(replace(current, finished_on=START))
        where = cast.network.id

        assert tx.cycles.current(where) == common
        assert tx.cycles.current(where, owner_id=cast.maria.id) is None

    with store.read() as tx:
        assert tx.cycles.current(where) == common
        found = tx.cycles.current(where, owner_id=cast.tomas.id)
        assert found == replace(current, finished_on=START)
        assert [one.id for one in tx.cycles.of_network(where)] == [one.id for one in cycles]


def test_a_cycle_moves_and_its_earlier_steps_stay(store: Store, cast: Cast) -> None:
    """What was ticked and done of a step is kept when the cycle goes on."""
    with store.write() as tx:
        cycle = add(tx, cast, host_id=cast.maria.id)
        moved = replace(cycle, step_id="hunch", step_since=START + timedelta(days=7), adopted_id=12)
        done = StepRecord(
            cycle_id=cycle.id,
            step_id="problem",
            ticked=frozenset({"agreed", "about_learning"}),
            opened_at=NOW,
            done_at=NOW + DAY,
        )
        fresh = StepRecord(cycle_id=cycle.id, step_id="hunch", opened_at=NOW + DAY)

        tx.cycles.update(moved)
        for record in (done, fresh):
            tx.cycles.save_record(record)

    with store.read() as tx:
        assert tx.cycles.get(cycle.id) == moved
        assert tx.cycles.records(cycle.id) == (done, fresh)


def test_the_last_decision_about_a_criterion_counts(store: Store, cast: Cast) -> None:
    """A criterion that was waived with a reason can be met later."""
    where = cast.network.id
    waived = Tick(
        network_id=where,
        phase_id="connect",
        criterion_id="trust",
        waived=True,
        reason="We begin with two trios.",
        by_id=cast.maria.id,
        at=NOW,
    )
    met = replace(waived, met=True, waived=False, reason=None, at=NOW + DAY)
    other = replace(waived, criterion_id="roster")

    with store.write() as tx:
        for tick in (waived, other, met):
            tx.phases.tick(tick)

    with store.read() as tx:
        assert tx.phases.ticks(where, "connect") == (other, met)
        assert tx.phases.ticks(where, "lead") == ()


def add(
    tx: Transaction, cast: Cast, *, owner_id: int | None = None, host_id: int | None = None
) -> Cycle:
    """Begin a cycle at the first step."""
    return tx.cycles.add(
        network_id=cast.network.id,
        phase_id="connect",
        scope=Scope.INDIVIDUAL if owner_id else Scope.COMMON,
        owner_id=owner_id,
        host_id=host_id,
        step_id="problem",
        on=START,
        at=NOW,
    )
