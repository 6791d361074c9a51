"""Who agreed to an entry: a charter, a shared question."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage.repository import Repository, adding_if_new
from storage.tables import agreements

_AGREED = select(agreements.c.person_id).where(agreements.c.entry_id == bindparam("id"))
_AGREED_COUNT = (
    select(func.count()).select_from(agreements).where(agreements.c.entry_id == bindparam("id"))
)


class Agreements(Repository):
    """Who agreed to an entry: a charter, a shared question."""

    def agree(self, entry_id: int, person_id: int, *, at: datetime) -> bool:
        """Record that somebody agrees; False when they did so before."""
        row = {"entry_id": entry_id, "person_id": person_id, "at": at}
        return self._run(adding_if_new(agreements, self._connection.dialect.name), row) == 1

    def count(self, entry_id: int) -> int:
        """Return how many agree."""
        return int(self._connection.execute(_AGREED_COUNT, {"id": entry_id}).scalar_one())

    def of(self, entry_id: int) -> frozenset[int]:
        """Return the ids of those who agree."""
        return frozenset(row.person_id for row in self._all(_AGREED, {"id": entry_id}))
