"""Phases: parts of a programme with criteria on the way in and out, and who decided them (S23)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.measures import Measure
from bot.domain.series import Lead
from bot.domain.text import Words
from bot.domain.toolkit import Reading


class Scope(StrEnum):
    """Whether a network walks one cycle together or every member a cycle of their own."""

    COMMON = "common"
    INDIVIDUAL = "individual"


class Ruling(StrEnum):
    """What a facilitator decides about a criterion."""

    OPEN = "open"
    MET = "met"
    WAIVED = "waived"
    """The network goes on without it, for a reason that is kept."""


class Criterion(Strict):
    """An entry or exit criterion of a phase."""

    id: Identifier
    text: Words
    computed: (
        Measure
        | Literal["all_steps_done", "everyone_contributed", "phase_before", "roster_size", "weeks"]
        | None
    ) = None
    """What records tell of it; without this a person ticks it."""


class PhaseInquiry(Strict):
    """That a phase walks the inquiry, and how."""

    scope: Scope


class Module(Strict):
    """A part of a phase with a purpose of its own."""

    id: Identifier
    name: Words
    weeks: int = Field(ge=1, le=60)
    purpose: Words
    prompts: tuple[Words, ...] = ()
    readings: tuple[Reading, ...] = ()
    """What is read before it is talked about (S31)."""
    done_when: tuple[Words, ...] = Field(default=(), max_length=5)
    """Signs by which those who work on it see that it is done; nobody ticks them."""
    protocol: Identifier | None = None
    """The protocol by which it is talked about."""
    form: Identifier | None = None


class Phase(Strict):
    """A part of the programme with entry and exit criteria (S23)."""

    id: Identifier
    name: Words
    about: Words | None = None
    weeks: int = Field(ge=1, le=104)
    lead: Lead
    agenda_owner: Literal["programme", "school"] = "programme"
    """Who publishes agendas; where the school does, others only propose (S15)."""
    most_nudges: int | None = Field(default=None, ge=0, le=7)
    """A lower cap on prompts in seven days: the programme steps back (S12)."""
    entry: tuple[Criterion, ...] = ()
    exit: tuple[Criterion, ...] = ()
    modules: tuple[Module, ...] = ()
    inquiry: PhaseInquiry | None = None

    @model_validator(mode="after")
    def _criteria_are_told_apart(self) -> Self:
        ids = [one.id for one in (*self.entry, *self.exit)]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            msg = f"criteria of {self.id}: {twice[0]} stands twice"
            raise ValueError(msg)
        return self


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """What a facilitator decided about one criterion of a phase.

    A criterion is met, or waived with a reason, so that a network can go on with open eyes.
    ``by_id`` is None once that person's data was erased.
    """

    network_id: int
    phase_id: str
    criterion_id: str
    met: bool = False
    waived: bool = False
    reason: str | None = None
    by_id: int | None
    at: datetime

    @property
    def ruling(self) -> Ruling:
        """What was decided."""
        if self.met:
            return Ruling.MET
        return Ruling.WAIVED if self.waived else Ruling.OPEN
