"""Roles that people hold, how many belong together, and the words for them (S2, S19, S20)."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.text import Text, Words


class Standing(StrEnum):
    """Whether a role is an office held or leadership growing (S19)."""

    OFFICIAL = "official"
    EMERGING = "emerging"


class Role(Strict):
    """A role that members of this programme hold at their schools."""

    id: Identifier
    name: Words
    standing: Standing = Standing.OFFICIAL


class Span(Strict):
    """A smallest and a largest number, both included."""

    min: int = Field(ge=0)
    max: int = Field(ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            msg = f"min {self.min} and max {self.max}, expected min to be the smaller one"
            raise ValueError(msg)
        return self

    def holds(self, number: int) -> bool:
        """Whether a number lies within."""
        return self.min <= number <= self.max


class PeopleWords(Strict):
    """The words this programme uses for its people and meetings."""

    member: Words = Text(by_language={"en": "fellow"})
    members: Words = Text(by_language={"en": "fellows"})
