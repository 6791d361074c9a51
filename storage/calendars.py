"""Days without school, as facilitators entered them; those of a programme stand in its file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from bot.domain.calendars import Closure
from storage.link import Link
from storage.repository import Repository
from storage.tables import closures, members

_OF_NETWORKS = (
    select(closures)
    .where(closures.c.network_id.in_(bindparam("network_ids", expanding=True)))
    .order_by(closures.c.since, closures.c.id)
)
_SCHOOL_OF = select(members.c.person_id, members.c.school_id).where(
    members.c.network_id == bindparam("network_id"), members.c.left_at.is_(None)
)
_REMOVE = delete(closures).where(
    closures.c.id == bindparam("closure_id"), closures.c.network_id == bindparam("network_id")
)


class Calendars(Repository):
    """The closures of networks; what was read once in a transaction is not read again."""

    def __init__(self, link: Link, *, writes: bool) -> None:
        """Begin knowing nothing."""
        super().__init__(link, writes=writes)
        self._closures: dict[int, tuple[Closure, ...]] = {}
        self._schools: dict[int, dict[int, int | None]] = {}

    def of_network(self, network_id: int) -> tuple[Closure, ...]:
        """Return the closures of a network and of its schools, the earliest first."""
        return self.of_networks((network_id,))[network_id]

    def of_networks(self, network_ids: Iterable[int]) -> dict[int, tuple[Closure, ...]]:
        """Return the closures of several networks by the network's id, in one query."""
        wanted = tuple(dict.fromkeys(network_ids))
        unread = [one for one in wanted if one not in self._closures]
        if unread:
            rows = self._all(_OF_NETWORKS, {"network_ids": unread})
            self._closures |= {one: _those_of(one, rows) for one in unread}
        return {one: self._closures[one] for one in wanted}

    def school_of(self, network_id: int, person_id: int) -> int | None:
        """Return the school of a member; the first question reads those of all, in one query."""
        if network_id not in self._schools:
            rows = self._all(_SCHOOL_OF, {"network_id": network_id})
            self._schools[network_id] = {row.person_id: row.school_id for row in rows}
        return self._schools[network_id].get(person_id)

    def add(self, network_id: int, closure: Closure) -> Closure:
        """Add days without school; returns them with their id."""
        row = {
            "network_id": network_id,
            "school_id": closure.school_id,
            "since": closure.since,
            "until": closure.until,
            "name": closure.name,
            "kind": closure.kind,
        }
        self._closures.pop(network_id, None)
        return replace(closure, id=self._add(closures, row))

    def remove(self, network_id: int, closure_id: int) -> bool:
        """Take days out of a network's calendar; returns whether they were there."""
        self._closures.pop(network_id, None)
        return self._run(_REMOVE, {"closure_id": closure_id, "network_id": network_id}) == 1


def _those_of(network_id: int, rows: Sequence[Row[Any]]) -> tuple[Closure, ...]:
    return tuple(
        Closure(
            id=row.id,
            since=row.since,
            until=row.until,
            name=row.name,
            kind=row.kind,
            school_id=row.school_id,
        )
        for row in rows
        if row.network_id == network_id
    )
