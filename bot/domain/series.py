"""What a programme file may say about its gatherings: series, their dates, their agendas."""

from datetime import time
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.recurrence import Recurrence
from bot.domain.roles import Standing
from bot.domain.text import Words
from bot.domain.unsound import Unsound, Within


class Lead(StrEnum):
    """Who leads a phase or an agenda block: gradual release goes from the first to the last."""

    PROGRAMME = "programme"
    JOINT = "joint"
    SCHOOL = "school"


SeriesKind = Literal[
    "conference",
    "institute",
    "level_meeting",
    "session",
    "embedded",
    "visit",
    "workshop",
    "coaching",
    "learning_community",
    "briefing",
    "review",
]


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
        "observe",
        "updates",
    ]
    minutes: int = Field(ge=1, le=600)
    what: Words
    lead: Lead | None = None
    protocol: Identifier | None = None
    """The protocol by which it is held (S33, S65)."""
    roles: tuple[Identifier, ...] = ()
    """Whom it is for, where it is not for all who are invited (S77)."""


class Day(Strict):
    """One day of a gathering that lasts several (S65)."""

    theme: Words
    agenda: tuple[AgendaBlock, ...] = Field(min_length=1)


class Topic(Strict):
    """What one gathering of a series is about: a line of the scope and sequence (S57, S60, S71)."""

    what: Words
    focus: Literal["instruction", "operations", "culture", "collaboration"]
    """Which of the hardest parts of leading a school it serves."""
    systems: tuple[Identifier, ...] = Field(default=(), max_length=2)
    """Ids of the systems of a rubric that it is to make stronger, where the programme has one."""
    teachers: Words | None = None
    """What teacher leaders work on at the same time, so that both fit together."""


class SeriesRule(Recurrence):
    """The days of a series, most often the n-th weekday of some months, and the hour.

    ``at`` is on the network's own wall clock.
    """

    at: time


class Series(Strict):
    """A recurring gathering and what surrounds it (S54)."""

    id: Identifier
    kind: SeriesKind
    name: Words
    minutes: int = Field(ge=10, le=600)
    """How long it takes, or one day of it."""
    lasts_days: int = Field(default=1, ge=1, le=20)
    """On how many working days, one after another; each day is a gathering of its own (S62)."""
    in_holidays: bool = False
    """Whether it is held while schools are closed, such as training in long holidays (S18)."""
    by_school: bool = False
    """Whether each school has dates of its own, set by hand, such as visits of a coach (S10)."""
    when: SeriesRule
    roles: tuple[Identifier, ...] = ()
    """Roles invited; none named means everybody."""
    levels: tuple[Identifier, ...] = ()
    """Levels invited, such as the leaders of high schools; none named means every level (S79)."""
    standing: Standing | None = None
    """Only office holders, or only those who grow into leadership; none means both (S19)."""
    before: Words | None = None
    """The preparation asked for, shown in the announcement and the week's reminder."""
    prepare: Identifier | None = None
    """The form that those who come are asked for a week before: a lens, a piece of work (S82)."""
    strands: tuple[Identifier, ...] = ()
    """The strands of the programme that it serves (S1)."""
    competency: Words | None = None
    """What leaders are able to do better through it (S1)."""
    outcome: Words | None = None
    """What could be seen of it for learners, for a whole school and never for one child (S1)."""
    topics: tuple[Topic, ...] = ()
    """What it is about from one gathering to the next, in order; none where nobody has said."""
    agenda: tuple[AgendaBlock, ...] = ()
    """What happens, every day the same."""
    days: tuple[Day, ...] = ()
    """What happens day by day, in the place of ``agenda``."""
    makes: tuple[Identifier, ...] = ()
    """Forms that are filled by its end (S65)."""
    builds_on: Identifier | None = None
    """The series whose work it goes on with (S11)."""
    reflection: Identifier | None = None
    """The form offered after each gathering."""
    take_back: Identifier | None = None
    """The card offered beside it: what one takes back to school, with whom, by when (S27)."""

    def time_of(self, number: int) -> int:
        """Return to which time the n-th gathering belongs: all days of one are one time."""
        return (number - 1) // self.lasts_days + 1

    def agenda_of(self, number: int) -> tuple[AgendaBlock, ...]:
        """Return the agenda of the n-th gathering of the series, counted from 1."""
        return self.days[(number - 1) % self.lasts_days].agenda if self.days else self.agenda

    def topic_of(self, number: int) -> Topic | None:
        """Return what the n-th gathering is about, counted from 1; None after the last topic."""
        at = self.time_of(number) - 1
        return self.topics[at] if at < len(self.topics) else None

    @property
    def blocks(self) -> tuple[AgendaBlock, ...]:
        """Every part of every day."""
        return (*self.agenda, *(block for day in self.days for block in day.agenda))

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        agendas: dict[Within, tuple[AgendaBlock, ...]] = {
            ("agenda",): self.agenda,
            **{("days", at, "agenda"): day.agenda for at, day in enumerate(self.days)},
        }
        totals = {at: sum(one.minutes for one in agenda) for at, agenda in agendas.items()}
        flaws = [
            (at, f"an agenda of {total} minutes in {self.id}, expected {self.minutes}")
            for at, total in totals.items()
            if agendas[at] and total != self.minutes
        ]
        if flaws:
            raise Unsound(*flaws)
        return self

    @model_validator(mode="after")
    def _topics_leave_no_gap(self) -> Self:
        """See that every month in which it meets has a topic, and none is left over (S60)."""
        months = len(self.when.months or ())
        if self.topics and months and len(self.topics) != months:
            found = f"topics of {len(self.topics)} gatherings in {self.id}"
            msg = f"{found}, expected {months}, one for each of its months"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _days_are_said_once(self) -> Self:
        if self.days and self.agenda:
            msg = f"days beside an agenda in {self.id}, expected one of them"
            raise ValueError(msg)
        if self.days and len(self.days) != self.lasts_days:
            found = f"lasts_days {self.lasts_days} with {len(self.days)} days in {self.id}"
            msg = f"{found}, expected the same number"
            raise ValueError(msg)
        return self
