"""What a programme file may say about its gatherings: series, their dates, their agendas."""

from datetime import time
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.recurrence import Recurrence
from bot.domain.text import Words


class Lead(StrEnum):
    """Who leads a phase or an agenda block: gradual release goes from the first to the last."""

    PROGRAMME = "programme"
    JOINT = "joint"
    SCHOOL = "school"


class AgendaBlock(Strict):
    """A part of a gathering: so many minutes of one thing."""

    id: Identifier
    type: Literal[
        "learn",
        "reflect",
        "consult",
        "plan",
        "break",
        "model",
        "operations",
        "celebrate",
        "data",
        "practice",
    ]
    minutes: int = Field(ge=1, le=600)
    what: Words
    lead: Lead | None = None


class SeriesRule(Recurrence):
    """The days of a series, most often the n-th weekday of some months, and the hour.

    ``at`` is on the network's own wall clock.
    """

    at: time


class Series(Strict):
    """A recurring gathering and what surrounds it (S54)."""

    id: Identifier
    kind: Literal["conference", "institute", "level_meeting", "session", "visit", "workshop"]
    name: Words
    minutes: int = Field(ge=10, le=600)
    when: SeriesRule
    roles: tuple[Identifier, ...] = ()
    """Roles invited; none named means everybody."""
    before: Words | None = None
    """The preparation asked for, shown in the announcement and the week's reminder."""
    agenda: tuple[AgendaBlock, ...] = ()
    reflection: Identifier | None = None
    """The form offered after each gathering."""

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        total = sum(block.minutes for block in self.agenda)
        if self.agenda and total != self.minutes:
            msg = f"an agenda of {total} minutes in {self.id}, expected {self.minutes}"
            raise ValueError(msg)
        return self
