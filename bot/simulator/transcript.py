"""The transcript of a played network: who was told or did what, when on their own clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.local_time import zone_named

_WIDTH = 150


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One thing that happened; ``at`` is UTC, ``zone`` the clock it is told in."""

    at: datetime
    who: str
    what: str
    zone: str

    def __str__(self) -> str:
        """Return the line as it is printed: local weekday, date, time and zone."""
        local = self.at.astimezone(zone_named(self.zone))
        words = " ".join(self.what.split())
        shown = words if len(words) <= _WIDTH else words[: _WIDTH - 1].rstrip() + "…"
        return f"{local:%a %d %b %Y %H:%M} {local.tzname():<4} {self.who:<18} {shown}"


@dataclass(kw_only=True, slots=True)
class Transcript:
    """All lines of a run, in order, under a heading for each month."""

    zone: str = "America/New_York"
    lines: list[Line] = field(default_factory=list)

    def note(self, line: Line) -> None:
        """Add a line."""
        self.lines.append(line)

    def told(self) -> Iterator[str]:
        """Yield what is printed."""
        month = ""
        for line in self.lines:
            named = f"{line.at.astimezone(ZoneInfo(self.zone)):%B %Y}"
            if named != month:
                month = named
                yield f"\n{named}\n{'-' * len(named)}"
            yield str(line)
