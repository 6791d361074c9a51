"""Cycles of inquiry with their steps, and what was decided about the criteria of phases."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.domain.inquiry import Cycle, StepRecord
from bot.domain.phases import Tick
from bot.domain.programme import Scope
from storage.repository import Repository, adding, held, saving
from storage.tables import cycles, phase_ticks, step_records

_BY_ID = select(cycles).where(cycles.c.id == bindparam("id"))
_BY_ID_HELD = held(_BY_ID)
_OF_NETWORK = (
    select(cycles).where(cycles.c.network_id == bindparam("network_id")).order_by(cycles.c.id)
)
_NEWEST = (
    select(cycles)
    .where(cycles.c.network_id == bindparam("network_id"))
    .order_by(cycles.c.id.desc())
    .limit(1)
)
_COMMON = _NEWEST.where(cycles.c.owner_id.is_(None))
_COMMON_HELD = held(_COMMON)
_OWNED = _NEWEST.where(cycles.c.owner_id == bindparam("owner_id"))
_OWNED_HELD = held(_OWNED)
_RECORDS = (
    select(step_records)
    .where(step_records.c.cycle_id == bindparam("cycle_id"))
    .order_by(step_records.c.opened_at, step_records.c.step_id)
)
_TICKS = (
    select(phase_ticks)
    .where(
        phase_ticks.c.network_id == bindparam("network_id"),
        phase_ticks.c.phase_id == bindparam("phase_id"),
    )
    .order_by(phase_ticks.c.criterion_id)
)


class Cycles(Repository):
    """The runs of all networks and members through the steps."""

    def add(
        self,
        *,
        network_id: int,
        phase_id: str,
        scope: Scope,
        owner_id: int | None,
        host_id: int | None,
        step_id: str,
        on: date,
        at: datetime,
    ) -> Cycle:
        """Begin a cycle and open its first step; ``on`` is the network's local date of ``at``."""
        cycle = Cycle(
            id=0,
            network_id=network_id,
            phase_id=phase_id,
            scope=scope,
            owner_id=owner_id,
            host_id=host_id,
            step_id=step_id,
            step_since=on,
            started_on=on,
        )
        made = replace(cycle, id=self._add(cycles, _row(cycle)))
        first = {"cycle_id": made.id, "step_id": step_id, "ticked": (), "opened_at": at}
        self._run(adding(step_records), first)
        return made

    def get(self, cycle_id: int) -> Cycle | None:
        """Return a cycle; a transaction that writes keeps it and its steps from changing."""
        row = self._one(self._locking(_BY_ID, _BY_ID_HELD), {"id": cycle_id})
        return None if row is None else Cycle(**row._asdict())

    def current(self, network_id: int, *, owner_id: int | None = None) -> Cycle | None:
        """Return the newest cycle of a member, or the newest common one, finished or not.

        A transaction that writes keeps it from changing, as ``get`` does.
        """
        if owner_id is None:
            statement = self._locking(_COMMON, _COMMON_HELD)
        else:
            statement = self._locking(_OWNED, _OWNED_HELD)
        row = self._one(statement, {"network_id": network_id, "owner_id": owner_id})
        return None if row is None else Cycle(**row._asdict())

    def of_network(self, network_id: int) -> tuple[Cycle, ...]:
        """Return all cycles of a network, oldest first."""
        rows = self._all(_OF_NETWORK, {"network_id": network_id})
        return tuple(Cycle(**row._asdict()) for row in rows)

    def update(self, cycle: Cycle) -> None:
        """Write a cycle as it now is."""
        self._change(cycles, cycle.id, _row(cycle))

    def records(self, cycle_id: int) -> tuple[StepRecord, ...]:
        """Return what is known of the steps that were opened, in the order of opening."""
        return tuple(_record(row) for row in self._all(_RECORDS, {"cycle_id": cycle_id}))

    def save_record(self, record: StepRecord) -> None:
        """Write what is known of a step, over what was known before."""
        row = {
            "cycle_id": record.cycle_id,
            "step_id": record.step_id,
            "ticked": tuple(sorted(record.ticked)),
            "opened_at": record.opened_at,
            "done_at": record.done_at,
            "reason": record.reason,
        }
        self._run(saving(step_records, self._connection.dialect.name), row)


class Phases(Repository):
    """What facilitators decided about entry and exit criteria."""

    def ticks(self, network_id: int, phase_id: str) -> tuple[Tick, ...]:
        """Return the criteria of a phase that were decided."""
        rows = self._all(_TICKS, {"network_id": network_id, "phase_id": phase_id})
        return tuple(Tick(**row._asdict()) for row in rows)

    def tick(self, tick: Tick) -> None:
        """Write a decision, over an earlier one about the same criterion."""
        self._run(saving(phase_ticks, self._connection.dialect.name), asdict(tick))


def _row(cycle: Cycle) -> dict[str, object]:
    row = asdict(cycle)
    del row["id"]
    return row


def _record(row: Row[Any]) -> StepRecord:
    return StepRecord(**{**row._asdict(), "ticked": frozenset(row.ticked)})
