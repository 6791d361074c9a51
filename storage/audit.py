"""What was done by whom, which of Slack's events came already, which ticks still live."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.repository import Repository, adding, adding_if_new, saving
from storage.tables import audit, events, heartbeats

_OF_NETWORK = (
    select(audit).where(audit.c.network_id == bindparam("network_id")).order_by(audit.c.id.desc())
)
_FORGET = delete(events).where(events.c.at < bindparam("before"))
_FORGET_ONE = delete(events).where(events.c.event_id == bindparam("which"))
_LAST = select(heartbeats.c.at).where(heartbeats.c.name == bindparam("name"))


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditNote:
    """That somebody did something; ``actor_id`` is None for the command line."""

    id: int
    at: datetime
    team_id: str
    network_id: int | None
    actor_id: int | None
    verb: str
    what: str


class Audit(Repository):
    """Notes that are only ever added."""

    def note(
        self,
        *,
        at: datetime,
        team_id: str,
        actor_id: int | None,
        verb: str,
        network_id: int | None = None,
        what: str = "",
    ) -> None:
        """Note what somebody did; ``what`` names things, never what people wrote."""
        row = {
            "at": at,
            "team_id": team_id,
            "network_id": network_id,
            "actor_id": actor_id,
            "verb": verb,
            "what": what,
        }
        self._run(adding(audit), row)

    def of_network(self, network_id: int) -> tuple[AuditNote, ...]:
        """Return the notes about a network, newest first."""
        rows = self._all(_OF_NETWORK, {"network_id": network_id})
        return tuple(AuditNote(**row._asdict()) for row in rows)


class Events(Repository):
    """Slack repeats an event when an answer was slow; the second must do nothing."""

    def first_time(self, event_id: str, *, at: datetime) -> bool:
        """Remember an event; False when it came before."""
        row = {"event_id": event_id, "at": at}
        return self._run(adding_if_new(events, self._connection.dialect.name), row) == 1

    def forget(self, event_id: str) -> None:
        """Forget one event, so that it may come again."""
        self._run(_FORGET_ONE, {"which": event_id})

    def forget_before(self, at: datetime) -> int:
        """Forget events that are too old to be repeated; return how many."""
        return self._run(_FORGET, {"before": at})


class Heartbeats(Repository):
    """A thread can die without its process noticing; its heartbeat then stands still."""

    def beat(self, name: str, at: datetime) -> None:
        """Say that a tick lives."""
        self._run(saving(heartbeats, self._connection.dialect.name), {"name": name, "at": at})

    def last(self, name: str) -> datetime | None:
        """Return when a tick last said so."""
        found: datetime | None = self._connection.execute(_LAST, {"name": name}).scalar()
        return found
