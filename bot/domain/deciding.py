"""Rounds of a decision: what members proposed, what it was grouped into, what was adopted; pure.

A decision is data of a programme (``decisions.py``); each time it is decided is a round with a
number, which is the version of what is adopted. Proposals are lines of entries, so drafts, edits
and visibility are those of every other form (S28, S30, S58, S59).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from bot.domain.calendars import Term
from bot.domain.decisions import Decision, Stage
from bot.domain.entries import About, Entry
from bot.domain.forms import Value
from bot.domain.gatherings import Gathering
from bot.domain.kinds import Message
from bot.domain.networks import Member
from bot.domain.recurrence import days_of
from bot.domain.text import Text
from bot.domain.visibility import Visibility

OPEN = frozenset({Stage.COLLECTING, Stage.VOTING})
LONGEST_CHOICE = 200
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")
_READ_BY_OTHERS = frozenset({Visibility.FACILITATOR, Visibility.NETWORK})
_STILL_IN_TIME = timedelta(days=14)
"""A round that should have been opened so long ago, by a bot that was away, is opened late."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AdoptedItem:
    """One thing that was adopted: its words, how many asked for it, and where it is taken up."""

    words: str
    support: int
    points: int = 0
    gathering_id: int | None = None
    """The gathering that works on it; a facilitator says so (S58)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Adopted:
    """What a round ended with; ``version`` is its number, ``at`` an instant in UTC."""

    decision_id: str
    level: str = ""
    version: int
    at: datetime
    items: tuple[AdoptedItem, ...]
    voters: int
    asked: int
    """How many could vote."""
    tied: bool = False
    """Whether the last one adopted had no more support than the next, and only stood before it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreed:
    """What members have agreed on that concerns a gathering (S30, S58)."""

    norms: tuple[Text, ...] = ()
    needs_care: bool = False
    """Whether the last look at the norms was low, and this is the next gathering."""
    asked_for: AdoptedItem | None = None
    """The wish of members that it follows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionRound:
    """One time something is decided, by all or by those of one ``level``; empty for all."""

    id: int
    network_id: int
    decision_id: str
    level: str = ""
    number: int
    stage: Stage
    opened_at: datetime
    voting_since: datetime | None = None
    settled_at: datetime | None = None
    adopted: Adopted | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still being decided."""
        return self.stage in OPEN

    @property
    def about(self) -> About:
        """What its proposals are about: ``decision:norms/2``, ``decision:topic/1/high``."""
        which = f"{self.decision_id}/{self.number}"
        return About(kind="decision", which=f"{which}/{self.level}" if self.level else which)

    @property
    def thing(self) -> str:
        """What its messages are about, as the outbox names it."""
        return f"decision:{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What can be voted for; ``backing`` holds the keys of the proposals grouped into it."""

    id: int
    round_id: int
    position: int
    words: str
    backing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """One line that somebody proposed.

    ``key`` follows from the entry and the words: a line that its author rewrites is a new proposal
    and waits to be grouped again. It has no order that would tell who wrote it or when.
    """

    key: str
    author_id: int
    words: str

    @property
    def plainly(self) -> str:
        """The words as they are compared: the same thing said twice is one proposal."""
        return plainly(self.words)


def plainly(words: str) -> str:
    """Return words without case, signs and double blanks, to find what says the same."""
    return " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())


def proposals_of(entries: Iterable[Entry], fields: Sequence[str]) -> tuple[Proposal, ...]:
    """Return every line of the answers that are proposals, shuffled, each once for its author.

    What somebody keeps for themselves or for their trio is no proposal.
    """
    found = {
        one.key: one
        for entry in entries
        if entry.visibility in _READ_BY_OTHERS
        for one in _lines_of(entry, fields)
    }
    return tuple(found[key] for key in sorted(found))


def said_besides(entries: Iterable[Entry], name: str) -> tuple[str, ...]:
    """Return what was written in a field that is no proposal, one for each author, shuffled.

    The order differs from field to field, so that nobody's answers stand in the same place.
    """
    found = {
        sha256(f"{entry.id}\n{name}".encode()).hexdigest(): " ".join(written.split())
        for entry in entries
        if entry.visibility in _READ_BY_OTHERS
        for written in [entry.answers.get(name)]
        if isinstance(written, str)
    }
    return tuple(found[key] for key in sorted(found) if found[key])


def _lines_of(entry: Entry, fields: Sequence[str]) -> Iterator[Proposal]:
    for name in fields:
        for line in _texts(entry.answers.get(name)):
            words = " ".join(_BULLET.sub("", line).split())
            if plainly(words):
                key = sha256(f"{entry.id}\n{plainly(words)}".encode()).hexdigest()[:16]
                yield Proposal(key=key, author_id=entry.author_id, words=words)


def _texts(value: Value) -> Iterator[str]:
    """Yield the lines of an answer; of several small records each is a line."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, tuple):
        for one in value:
            parts = (one,) if isinstance(one, str) else one.values()
            yield ", ".join(str(part) for part in parts if part)


def ungrouped(
    proposals: Iterable[Proposal], choices: Iterable[Choice]
) -> tuple[tuple[Proposal, ...], ...]:
    """Return the proposals that no choice holds, those that say the same thing together."""
    held = {key for choice in choices for key in choice.backing}
    alike: dict[str, list[Proposal]] = {}
    for one in proposals:
        if one.key not in held:
            alike.setdefault(one.plainly, []).append(one)
    return tuple(tuple(some) for some in alike.values())


def decides(decision: Decision, member: Member, *, level: str = "") -> bool:
    """Whether a member proposes and votes: of the roles, and of the level where levels decide."""
    if member.is_facilitator or member.left_at is not None:
        return False
    if decision.roles and member.role not in decision.roles:
        return False
    return not decision.by_level or member.level == level


def due_day(
    decision: Decision,
    rounds: Iterable[DecisionRound],
    *,
    today: date,
    starts_on: date,
    terms: Sequence[Term] = (),
) -> date | None:
    """Return the day on which a round should have opened by itself and has not, None for none.

    ``rounds`` are those of one level. One that is open still goes on: nothing opens beside it.
    """
    known = tuple(rounds)
    if decision.again is None or any(one.is_open for one in known):
        return None
    since = today - _STILL_IN_TIME
    days = days_of(decision.again, since=since, until=today, starts_on=starts_on, terms=terms)
    opened = max((one.opened_at.date() for one in known), default=None)
    due = [day for day in days if opened is None or day > opened]
    return due[-1] if due else None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionPrompt(Message):
    """Asks a member in private to propose or to vote."""

    decision: Decision
    round: DecisionRound
    level_name: Text | None = None
    is_reminder: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided(Message):
    """Tells the network what it has adopted: you said, we did (S28, S58); updated in place."""

    decision: Decision
    adopted: Adopted
    level_name: Text | None = None
    gatherings: Mapping[int, Gathering] = field(default_factory=dict)
    """Those that take something of it up, by id."""
