"""Count the outbox, for ``/metrics``, ``/health`` and the doctor."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.backlog import Backlog
from storage.deliveries import AWAKE
from storage.repository import Repository
from storage.tables import deliveries
from storage.tables.outbox import PENDING, UNKNOWN

_WAITING = select(func.count()).where(PENDING, AWAKE)
_DUE = select(func.count(), func.min(deliveries.c.ready_at)).where(
    PENDING, AWAKE, deliveries.c.ready_at <= bindparam("now")
)
_IN_DOUBT = select(func.count()).where(UNKNOWN)


class Backlogs(Repository):
    """Figures about the outbox; served by its partial indexes, so cheap with a million rows."""

    def at(self, now: datetime) -> Backlog:
        """Return how the outbox stands."""
        due, oldest = self._connection.execute(_DUE, {"now": now}).one()
        return Backlog(
            waiting=self._connection.execute(_WAITING).scalar_one(),
            due=due,
            oldest_due=oldest,
            in_doubt=self._connection.execute(_IN_DOUBT).scalar_one(),
        )
