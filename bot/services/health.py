"""Say how this bot is: whether its ticks live and how far its outbox lags."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.backlog import Backlog
from bot.errors import DatabaseError
from storage.store import Store

_PULSE = "health"


@dataclass(frozen=True, kw_only=True, slots=True)
class Vitals:
    """What was measured at one moment, ``now``."""

    now: datetime
    backlog: Backlog
    heartbeat_at: datetime | None
    """When the ticks last gave a sign of life, in whichever process; None where never."""
    trouble: DatabaseError | None = None
    """What keeps this process from writing into the database."""

    @property
    def lag(self) -> timedelta:
        """For how long the oldest due delivery has been waiting."""
        return self.backlog.lag(self.now)

    @property
    def heartbeat_age(self) -> timedelta | None:
        """How old the last sign of life is."""
        return None if self.heartbeat_at is None else self.now - self.heartbeat_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """Takes the pulse; ``heart`` names the heartbeat, which is dead when older than ``stall``."""

    store: Store
    clock: Clock
    heart: str
    stall: timedelta

    def vitals(self) -> Vitals:
        """Measure; raises DatabaseError when the database does not answer."""
        now = self.clock.now()
        trouble = self._trouble(now)
        with self.store.read() as tx:
            return Vitals(
                now=now,
                backlog=tx.backlog.at(now),
                heartbeat_at=tx.heartbeats.last(self.heart),
                trouble=trouble,
            )

    def beats(self, vitals: Vitals) -> bool:
        """Whether the ticks are alive.

        A sign of life from the future is none: somebody put the clock of the machine back, and
        what ticks by it stands still until the old time has come again.
        """
        age = vitals.heartbeat_age
        return age is not None and abs(age) <= self.stall

    def _trouble(self, now: datetime) -> DatabaseError | None:
        """Return what keeps us from writing; who could not write the last time tries once more."""
        if self.store.trouble is None:
            return None
        try:
            self.store.prove(_PULSE, now)
        except DatabaseError as still:
            return still
        return None
