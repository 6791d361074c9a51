"""What a programme is for, and what it counts: strands, a framework, numbers of gatherings."""

from typing import Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.series import SeriesKind
from bot.domain.text import Words
from bot.domain.toolkit import Link


class Strand(Strict):
    """A thread that runs through a programme; activity is counted by strand (S1)."""

    id: Identifier
    name: Words


class Dimension(Strict):
    """One of the dimensions of a framework."""

    id: Identifier
    name: Words


class Framework(Strict):
    """A named framework of leadership: names and a link to its owner's text, never a copy (S86)."""

    name: Words
    link: Link | None = None
    field: Identifier
    """The question, in any form, whose choices are the dimensions."""
    dimensions: tuple[Dimension, ...] = Field(min_length=2, max_length=10)


class SeriesCount(Strict):
    """How many gatherings of some kinds a programme has: four to five sessions (S89)."""

    id: Identifier
    name: Words
    kinds: tuple[SeriesKind, ...] = Field(min_length=1)
    min: int = Field(ge=1, le=100)
    max: int = Field(ge=1, le=100)
    by_school: bool = False
    """Whether each school has its own, as with experiences embedded in a school."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            msg = f"min {self.min} and max {self.max}, expected min to be the smaller one"
            raise ValueError(msg)
        return self


class Milestone(Strict):
    """A moment in the story of a school (S4)."""

    week: int = Field(ge=1, le=300)
    what: Words
