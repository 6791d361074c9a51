"""What is counted before a phase ends: of what, of whom, and how much is enough (S9, S23, S26).

What is counted happened since the network entered the phase; in its first phase, and with ``ever``,
all of it counts. ``Progress`` says how far it is; ``bot/services/measuring.py`` gathers the facts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.forms import Identifier, Strict

_WEEK = 7
_ALL = 100
_KINDS = (
    "weeks", "entries", "average", "attended", "held",
    "adopted", "chartered", "partnered", "kept", "led",
)  # fmt: skip


class Measure(Strict):
    """One thing that records can tell, and how much of it is enough.

    One of ``weeks``, ``entries``, ``average``, ``attended``, ``held``, ``adopted``, ``chartered``,
    ``partnered``, ``kept`` and ``led`` says what is looked at. Without ``by`` all of it is counted
    together; with ``by: members`` or ``by: schools`` so many of them must have ``each`` of it.
    """

    weeks: int | None = Field(default=None, ge=1, le=104)
    """Full weeks in the phase: time to digest before responsibility shifts (S9)."""
    entries: Identifier | None = None
    """The form of which entries are counted."""
    average: Identifier | None = None
    """The form of which the mean of one scale is taken, the newest answer of each member."""
    field: Identifier | None = None
    """The scale of ``average``."""
    attended: tuple[Identifier, ...] = ()
    """The series of which those invited took part in what has been."""
    held: tuple[Identifier, ...] = ()
    """The series of which gatherings that took place are counted."""
    adopted: Identifier | None = None
    """The decision that the network has adopted."""
    chartered: bool = False
    """Whether two thirds have said yes to a charter (S29)."""
    partnered: bool = False
    """Whether each member has a partner (S26)."""
    kept: bool = False
    """Whether next steps are counted of which their author wrote what came of them."""
    led: int | None = Field(default=None, ge=1, le=100)
    """How many minutes in a hundred of the agendas schools lead alone (S4)."""
    by: Literal["members", "schools"] | None = None
    each: int = Field(default=1, ge=1, le=50)
    """How many each of them needs."""
    share: int = Field(default=100, ge=1, le=100)
    """How many of them, or how much of the attendance, in percent."""
    count: int = Field(default=1, ge=1, le=500)
    """How many are enough where all are counted together."""
    at_least: float | None = Field(default=None, ge=0, le=10)
    """The mean that is enough."""
    ever: bool = False
    """Whether that counts, too, which was there before the phase."""

    @property
    def form(self) -> str | None:
        """The form that is looked at, if one is."""
        return self.entries or self.average

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        named = [kind for kind in _KINDS if getattr(self, kind)]
        if len(named) != 1:
            found = " and ".join(named) or "nothing"
            msg = f"{found} counted, expected one of {', '.join(_KINDS)}"
            raise ValueError(msg)
        if self.average is not None and (self.field is None or self.at_least is None):
            msg = "average alone, expected field and at_least beside it"
            raise ValueError(msg)
        return self


class Unit(StrEnum):
    """What a progress counts."""

    WEEKS = "weeks"
    MEMBERS = "members"
    SCHOOLS = "schools"
    ENTRIES = "entries"
    GATHERINGS = "gatherings"
    ATTENDANCE = "attendance"
    """Those who took part, in a hundred of those invited."""
    LED = "led"
    """Minutes that schools led, in a hundred of those on agendas."""
    MEAN = "mean"
    KEPT = "kept"
    STEPS = "steps"
    DECISIONS = "decisions"


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a criterion is: so much done of so much that is enough."""

    unit: Unit
    done: Fraction | int | None
    """None where nothing can be said yet: no attendance noted, too few answers, no agenda."""
    wanted: Fraction | int
    of: int | None = None
    """How many there are in all, where fewer may be enough."""
    most: int | None = None
    """More than so many is not met either."""

    @property
    def is_met(self) -> bool:
        """Whether it is enough."""
        if self.done is None or (self.most is not None and self.done > self.most):
            return False
        return self.done >= self.wanted and self.of != 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """That an entry was written: by whom and when, never what; ``people`` are all credited."""

    entry_id: int
    people: frozenset[int]
    about: str
    on: date
    """The day it was written, on the network's calendar, or the day of the paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turnout:
    """Who took part in one gathering, of all who could: everybody on the roster who is invited.

    Ids of people. Those who joined later or left since are not among them (S52).
    """

    gathering_id: int
    series_id: str
    on: date
    """The day it was, on the network's calendar."""
    there: frozenset[int]
    expected: frozenset[int]


def weeks_since(day: date, today: date) -> int:
    """Return how many full weeks have passed since a day; none before it."""
    return max(0, (today - day).days // _WEEK)


def enough_of(number: int, share: int) -> int:
    """Return how many of a number make a share in a hundred, rounded up."""
    return -(-number * share // _ALL)


def each_of(measure: Measure, unit: Unit, have: Collection[int]) -> Progress:
    """Return how many have what each needs; ``have`` says how much each of them has."""
    reached = sum(one >= measure.each for one in have)
    wanted = enough_of(len(have), measure.share)
    return Progress(unit=unit, done=reached, wanted=wanted, of=len(have))


def attendance(measure: Measure, turnouts: Sequence[Turnout]) -> Progress:
    """Return how many in a hundred of those invited took part; None where nothing is noted."""
    done = percent(turnouts, enough=measure.share)
    return Progress(unit=Unit.ATTENDANCE, done=done, wanted=measure.share)


def percent(turnouts: Sequence[Turnout], *, enough: int = _ALL) -> int | None:
    """Return the participation in a hundred; None where nobody was expected (S52)."""
    expected = sum(len(one.expected) for one in turnouts)
    there = sum(len(one.there) for one in turnouts)
    return share_of(there, expected, enough=enough) if expected else None


def share_of(part: int, whole: int, *, enough: int = _ALL) -> int:
    """Return a part in a hundred, rounded, but never up to what is enough, nor up to all.

    Otherwise it would say that 80 are enough and 80 are there, and yet that it is not met.
    """
    exact = Fraction(part * _ALL, whole)
    rounded = floor(exact + Fraction(1, 2))
    return rounded - 1 if any(exact < mark <= rounded for mark in (enough, _ALL)) else rounded


def mean(measure: Measure, values: Sequence[float]) -> Progress:
    """Return the mean of a scale; below five answers it is not told, so that it is nobody's own."""
    exact = [Fraction(str(one)) for one in values]
    done = sum(exact, start=Fraction(0)) / len(exact) if len(exact) >= FEWEST_SHOWN else None
    wanted = Fraction(str(measure.at_least or 0))
    return Progress(unit=Unit.MEAN, done=done, wanted=wanted)
