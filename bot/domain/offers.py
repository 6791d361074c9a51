"""Offers: what a programme may have or leave out, so that nobody is led to what is not there.

A word of a command, a button and a line of help are about a part of a programme, or about what
every network has. Pure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.permissions import Verb
from bot.domain.programme import Programme


class Part(StrEnum):
    """What not every programme has."""

    INQUIRY = "inquiry"
    CHECKINS = "checkins"
    CHARTER = "charter"
    PRACTICE = "practice"
    TOOLKIT = "toolkit"
    PARTNERS = "partners"
    TEAMS = "teams"
    """Schools send more than one person, who belong together."""
    DECISIONS = "decisions"


_HAS: Mapping[Part, Callable[[Programme], bool]] = {
    Part.INQUIRY: lambda one: any(phase.inquiry is not None for phase in one.phases),
    Part.CHECKINS: lambda one: bool(one.checkins),
    Part.CHARTER: lambda one: one.places.charter is not None,
    Part.PRACTICE: lambda one: one.places.practice is not None,
    Part.TOOLKIT: lambda one: bool(one.toolkit),
    Part.PARTNERS: lambda one: one.partners is not None,
    Part.TEAMS: lambda one: one.members_per_school is not None,
    Part.DECISIONS: lambda one: bool(one.decisions),
}


def has(programme: Programme, part: Part | None) -> bool:
    """Whether a programme has a part; None is what every one has."""
    return part is None or _HAS[part](programme)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Something that could be offered to a person: what they must be allowed, and where it is."""

    verb: Verb
    part: Part | None = None
