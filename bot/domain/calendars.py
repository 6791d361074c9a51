"""Days on which nobody is asked for anything: closures of schools, testing weeks, terms; pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_CLOSURE = timedelta(days=200)
"""More is a slip of the pen: nobody closes for most of a year."""


class ClosureKind(StrEnum):
    """Why a school has no time for the network."""

    CLOSED = "closed"
    TESTING = "testing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Closure:
    """Days of no school, both included, on the calendar of the place; ``school_id`` None for all.

    ``id`` is 0 for one that stands in the programme file.
    """

    id: int = 0
    since: date
    until: date
    name: str
    kind: ClosureKind = ClosureKind.CLOSED
    school_id: int | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day <= self.until


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A part of the school year, both days included; weeks are counted from its first day."""

    since: date
    until: date
    name: str
