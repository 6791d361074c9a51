"""For whom something is written: the language and the wall clock of its reader."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Language and wall clock; a channel reads in its network's zone."""

    locale: str | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
