"""How the outbox stands: what waits, what is late, what is in doubt."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Backlog:
    """The outbox at one moment; workspaces that sleep are left out, but for what is in doubt."""

    waiting: int
    """How many deliveries wait, due or not."""
    due: int
    """How many of them could be sent now."""
    oldest_due: datetime | None
    """Since when the oldest of those could have been sent, or None where nothing is due."""
    in_doubt: int
    """How many were handed over without anybody knowing what came of it."""

    def lag(self, now: datetime) -> timedelta:
        """Return for how long the oldest due delivery has been waiting to be sent."""
        return max(now - self.oldest_due, timedelta()) if self.oldest_due else timedelta()
