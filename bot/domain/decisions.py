"""What a network decides together: proposed, grouped, voted on, adopted (S28, S30, S58, S59)."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from bot.domain.forms import Identifier, Strict
from bot.domain.recurrence import Recurrence
from bot.domain.text import Words


class Method(StrEnum):
    """How members vote: say yes to any number, or put a few in order."""

    APPROVE = "approve"
    RANK = "rank"


class Stage(StrEnum):
    """How far a round of a decision has come."""

    COLLECTING = "collecting"
    VOTING = "voting"
    ADOPTED = "adopted"
    CLOSED = "closed"
    """Ended without adopting anything."""


class Decision(Strict):
    """Something that members propose, vote on and adopt, with its date and version.

    Proposals are collected in private and shown without names; a facilitator groups them into
    choices; members vote; what has enough support is adopted until the next round.
    """

    id: Identifier
    name: Words
    about: Words
    """What it decides, and what becomes of it."""
    ask: Identifier | None = None
    """The form that collects proposals; none where only ``choices`` are voted on."""
    fields: tuple[Identifier, ...] = ()
    """The answers of that form that are proposals; each line of one is one."""
    choices: tuple[Words, ...] = ()
    """Choices that stand from the beginning, such as a starter set of norms."""
    method: Method = Method.APPROVE
    least: int = Field(default=1, ge=1, le=10)
    most: int = Field(default=1, ge=1, le=10)
    """How many choices are adopted."""
    share: int = Field(default=50, ge=1, le=100)
    """How many members in a hundred must vote before anything is adopted."""
    by_level: bool = False
    """Whether each level decides for itself (S59)."""
    roles: tuple[Identifier, ...] = ()
    """Who decides, where it is not for everybody: the principals of a community (S59)."""
    is_norms: bool = False
    """Whether what is adopted are the network's norms, shown at every gathering (S30)."""
    check: Identifier | None = None
    """The form that looks at how it is kept; low answers bring another look (S30).

    For norms so does the question ``norms_kept`` of the forms that follow gatherings.
    """
    again: Recurrence | None = None
    """When it is opened anew by itself: each term, twice a year."""

    @model_validator(mode="after")
    def _has_choices(self) -> Self:
        if self.ask is None and not self.choices:
            msg = "neither ask nor choices, expected one of them"
            raise ValueError(msg)
        if (self.ask is None) != (not self.fields):
            msg = "ask without fields, expected both or neither"
            raise ValueError(msg)
        if self.least > self.most:
            msg = f"least {self.least} and most {self.most}, expected least to be the smaller one"
            raise ValueError(msg)
        return self
