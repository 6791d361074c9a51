"""Marks: what people do with what is offered to all: they open it, they try it (S5, S25)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Mark(StrEnum):
    """What somebody did with a practice note or an item of the toolkit."""

    OPENED = "opened"
    TRIED = "tried"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """One mark; ``thing`` is ``entry:12`` or ``tool:feedback``."""

    thing: str
    person_id: int
    mark: Mark
    at: datetime
