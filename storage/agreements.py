"""Who agreed to which version of an entry: a charter, a shared question."""

from datetime import datetime

from sqlalchemy import Select, bindparam, func, select, update

from bot.domain.entries import Entry
from storage.repository import Repository, adding_if_new
from storage.tables import agreements

_COUNT = (
    select(func.count()).select_from(agreements).where(agreements.c.entry_id == bindparam("id"))
)
_COUNT_NOW = _COUNT.where(agreements.c.version == bindparam("now"))
_COUNT_BEFORE = _COUNT.where(agreements.c.version < bindparam("now"))
_MOMENTS = (
    select(agreements.c.at)
    .where(agreements.c.entry_id == bindparam("id"), agreements.c.version == bindparam("now"))
    .order_by(agreements.c.at)
)
_RENEW = update(agreements).where(
    agreements.c.entry_id == bindparam("of_entry"),
    agreements.c.person_id == bindparam("of_person"),
    agreements.c.version < bindparam("before"),
)
_KEEP = update(agreements).where(
    agreements.c.entry_id == bindparam("of_entry"), agreements.c.version == bindparam("before")
)


class Agreements(Repository):
    """Who agreed to an entry, and to which version: a yes to other words is no yes (S29)."""

    def agree(self, entry: Entry, person_id: int, *, at: datetime) -> bool:
        """Record that somebody agrees to a version; False when they did so before."""
        row = {"entry_id": entry.id, "person_id": person_id, "version": entry.version, "at": at}
        if self._run(adding_if_new(agreements, self._connection.dialect.name), row) == 1:
            return True
        changed = {
            "of_entry": entry.id,
            "of_person": person_id,
            "before": entry.version,
            "version": entry.version,
            "at": at,
        }
        return self._run(_RENEW, changed) == 1

    def keep(self, entry: Entry) -> None:
        """Take what was said of the version before for this one, which says the same."""
        before = entry.version - 1
        self._run(_KEEP, {"of_entry": entry.id, "before": before, "version": entry.version})

    def count(self, entry: Entry) -> int:
        """Return how many agree to an entry as it is."""
        return self._count(_COUNT_NOW, entry)

    def moments(self, entry: Entry) -> tuple[datetime, ...]:
        """Return when each of those agreed who agree to an entry as it is."""
        values = {"id": entry.id, "now": entry.version}
        return tuple(self._connection.execute(_MOMENTS, values).scalars())

    def is_asked_again(self, entry: Entry) -> bool:
        """Whether somebody agreed to an earlier version, and not to this one yet."""
        return self._count(_COUNT_BEFORE, entry) > 0

    def _count(self, statement: Select[int], entry: Entry) -> int:
        values = {"id": entry.id, "now": entry.version}
        return self._connection.execute(statement, values).scalar_one()
