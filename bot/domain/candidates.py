"""Candidates: who is suggested as a fellow of a school, what they answer, how many it takes (S8).

A school needs a critical mass of motivated and prepared people. So its leaders suggest some, each
is asked in private, and nobody else hears who said no.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.kinds import Message
from bot.domain.networks import Member
from bot.domain.programme import Programme
from bot.domain.roles import Standing

MOST_AT_ONCE = 5
"""How many are suggested in one go: as many as belong together at most (S20)."""
MOST_OPEN = 120
"""How many of a network may be suggested and not have answered yet."""
LONGEST_NAME = 80
LONGEST_LANGUAGE = 80


class Phone(StrEnum):
    """Whether somebody has a telephone for themselves, or one that others look at, too."""

    OWN = "own"
    SHARED = "shared"


class CandidateState(StrEnum):
    """What has come of a suggestion."""

    SUGGESTED = "suggested"
    """Named, and not in the workspace yet: nobody can be asked there."""
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self in {CandidateState.SUGGESTED, CandidateState.INVITED}


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody who could become a fellow; ``person_id`` once they are known in the workspace."""

    id: int
    network_id: int
    school_id: int | None
    person_id: int | None
    name: str
    role: str | None
    language: str | None
    phone: Phone | None
    suggested_by: int | None
    state: CandidateState
    suggested_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mass:
    """How many a school has, how many are asked, and how many it takes to carry a change."""

    school: str
    members: int
    asked: int
    least: int
    most: int
    readiness: float | None = None
    """How ready its people feel, their mean; None below five, so that it is nobody's own."""
    answered: int = 0
    """How many have said so."""

    @property
    def missing(self) -> int:
        """How many are missing, whatever those say who are asked."""
        return max(0, self.least - self.members)

    @property
    def room(self) -> int:
        """How many can still be suggested."""
        return max(0, self.most - self.members - self.asked)


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateInvitation(Message):
    """Asks somebody in private whether they would like to become a fellow."""

    candidate: Candidate
    school: str
    suggested_by: str | None
    """Who thought of them; None once that person's data was erased."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateAnswered(Message):
    """Tells who suggested somebody, and the facilitator, what came of it; nobody else."""

    candidate: Candidate
    school: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Readiness:
    """How ready one person feels, on the scales of the form; the mean of them."""

    school: str
    mean: float


def masses(
    programme: Programme,
    *,
    members: Sequence[Member],
    asked: Iterable[str],
    readiness: Iterable[Readiness] = (),
) -> tuple[Mass, ...]:
    """Return where each school stands, by name; ``asked`` names the school of each open candidate.

    Empty where a programme does not say how many of a school belong together (S20).
    """
    span = programme.members_per_school
    if span is None:
        return ()
    there = [one.school for one in members if one.school is not None and not one.is_facilitator]
    waiting, felt = list(asked), list(readiness)
    found: list[Mass] = []
    for school in sorted({*there, *waiting}):
        means = [one.mean for one in felt if one.school == school]
        found.append(
            Mass(
                school=school,
                members=there.count(school),
                asked=waiting.count(school),
                least=span.min,
                most=span.max,
                readiness=sum(means) / len(means) if len(means) >= FEWEST_SHOWN else None,
                answered=len(means),
            )
        )
    return tuple(found)


def may_suggest(member: Member, programme: Programme) -> bool:
    """Whether a member suggests fellows of their school: those who hold an office do (S19)."""
    role = programme.role(member.role or "")
    return member.school is not None and role is not None and role.standing is Standing.OFFICIAL


@dataclass(frozen=True, kw_only=True, slots=True)
class AboutThem:
    """What is known of somebody who is suggested; all of it can be said later, too."""

    role: str | None = None
    language: str | None = None
    phone: Phone | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """Whom somebody suggests in one go: by Slack id, and by name who is not in Slack yet."""

    school: str
    slack_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    about: AboutThem = AboutThem()


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that somebody typed, one in a line; the same name twice is one person."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name = " ".join(line.split())
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def is_called(candidate: Candidate, name: str) -> bool:
    """Whether somebody suggested goes by a name; capitals and spaces make no difference."""
    return names_in(candidate.name.casefold()) == names_in(name.casefold())
