"""Marks: who opened or tried a practice note or an item of the toolkit (S5, S25)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from bot.domain.marks import Mark, Marked
from storage.repository import Repository, adding_if_new
from storage.tables import marks

_OF_NETWORK = (
    select(marks)
    .where(marks.c.network_id == bindparam("network_id"))
    .order_by(marks.c.at, marks.c.person_id)
)
_OF_THINGS = _OF_NETWORK.where(marks.c.thing.in_(bindparam("things", expanding=True)))
_OF_PERSON = _OF_NETWORK.where(marks.c.person_id == bindparam("person_id"))
_TAKE_BACK = delete(marks).where(
    marks.c.network_id == bindparam("network_id"),
    marks.c.thing == bindparam("thing"),
    marks.c.person_id == bindparam("person_id"),
    marks.c.mark == bindparam("mark"),
)


class Marks(Repository):
    """At most one mark of a kind for each network, thing and person; the first time counts."""

    def add(self, network_id: int, thing: str, *, person_id: int, mark: Mark, at: datetime) -> bool:
        """Remember what somebody did with a thing; False where they had done so before."""
        row = {
            "network_id": network_id,
            "thing": thing,
            "person_id": person_id,
            "mark": mark,
            "at": at,
        }
        return self._run(adding_if_new(marks, self._connection.dialect.name), row) == 1

    def take_back(self, network_id: int, thing: str, *, person_id: int, mark: Mark) -> bool:
        """Forget a mark; False where there was none."""
        key = {"network_id": network_id, "thing": thing, "person_id": person_id, "mark": mark}
        return self._run(_TAKE_BACK, key) == 1

    def of_network(self, network_id: int) -> tuple[Marked, ...]:
        """Return all marks of a network, the earliest first."""
        return _records(self._all(_OF_NETWORK, {"network_id": network_id}))

    def of_things(self, network_id: int, things: Iterable[str]) -> tuple[Marked, ...]:
        """Return the marks of some things, the earliest first."""
        return _records(self._all(_OF_THINGS, {"network_id": network_id, "things": list(things)}))

    def of_person(self, network_id: int, person_id: int) -> tuple[Marked, ...]:
        """Return what one person marked in a network, the earliest first."""
        values = {"network_id": network_id, "person_id": person_id}
        return _records(self._all(_OF_PERSON, values))


def _records(rows: Iterable[Row[Any]]) -> tuple[Marked, ...]:
    return tuple(
        Marked(thing=row.thing, person_id=row.person_id, mark=row.mark, at=row.at) for row in rows
    )
