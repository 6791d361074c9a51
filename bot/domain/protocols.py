"""Protocols are data: a conversation in timed rounds, who speaks in each, what is kept of it.

A programme file names the protocols its agendas use (S33, S45, S46, S65, S78, S81, S91).
"""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.text import Words

_MOST_ROUNDS = 20


class Speaker(StrEnum):
    """A part that people take in a run; ``all`` is everybody who is there."""

    ALL = "all"
    FACILITATOR = "facilitator"
    GROUP = "group"
    HOST = "host"
    OBSERVER = "observer"
    PARTNER = "partner"
    PRESENTER = "presenter"
    STUDENTS = "students"
    """They sit in the room; no student is ever in Slack."""


class GroupSize(Strict):
    """How many people a protocol is made for, both ends included."""

    min: int = Field(ge=1, le=100)
    max: int = Field(ge=1, le=100)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            msg = f"min {self.min} and max {self.max}, expected min to be the smaller one"
            raise ValueError(msg)
        return self

    def holds(self, number: int) -> bool:
        """Whether so many people can do it."""
        return self.min <= number <= self.max


class ProtocolRound(Strict):
    """One round: so many minutes in which some speak, others listen, and something is kept."""

    id: Identifier
    name: Words | None = None
    minutes: int = Field(ge=1, le=120)
    speaks: tuple[Speaker, ...] = ()
    silent: tuple[Speaker, ...] = ()
    say: Words
    """What is said, or posted, when the round begins."""
    capture: Identifier | None = None
    """What is kept of it; nothing where there is no word."""
    async_hours: int = Field(default=0, ge=0, le=168)
    """How long the round stays open when it is run slowly in a thread; 0 leaves it out."""

    @model_validator(mode="after")
    def _nobody_does_both(self) -> Self:
        both = sorted(set(self.speaks) & set(self.silent))
        if both:
            msg = f"{both[0]} among those who speak and those who are silent, expected one of them"
            raise ValueError(msg)
        return self


class Afterwards(Strict):
    """What the adults do among themselves once the others have left."""

    minutes: int = Field(ge=1, le=120)
    say: Words
    capture: Identifier


class Protocol(Strict):
    """One whole protocol."""

    id: Identifier
    title: Words
    about: Words
    minutes: int = Field(ge=5, le=600)
    group: GroupSize
    teams: GroupSize | None = None
    """The size of the teams in which a large group works."""
    place: Literal["anywhere", "in_person_only"] = "anywhere"
    before: tuple[Words, ...] = ()
    """What must be so before it begins."""
    rules: tuple[Words, ...] = Field(min_length=1)
    rounds: tuple[ProtocolRound, ...] = Field(min_length=1, max_length=_MOST_ROUNDS)
    after: Afterwards | None = None

    @property
    def can_be_slow(self) -> bool:
        """Whether it can be run in a thread over days."""
        return self.place == "anywhere" and any(one.async_hours for one in self.rounds)

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        total = sum(one.minutes for one in self.rounds)
        if total != self.minutes:
            msg = f"rounds of {total} minutes in {self.id}, expected {self.minutes} minutes"
            raise ValueError(msg)
        return self
