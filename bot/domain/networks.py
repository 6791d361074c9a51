"""Networks, schools and members, and the roster a facilitator loads."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from bot.domain.calendars import Closure
from bot.domain.hours import LATE_HOURS, MOST_NUDGES, Hours, OwnHours
from bot.domain.local_time import Rhythm, zone_named
from bot.domain.programme import Programme
from bot.domain.tables import read_table
from bot.errors import Invalid
from bot.i18n import mark

ROSTER_COLUMNS = ("email", "name", "school", "role", "level")
_REQUIRED_COLUMNS = ("email", "school", "role")


class NetworkState(StrEnum):
    """Whether a network is under way."""

    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """One standing group of leaders; ``key`` is the slug of its channel, unique everywhere.

    ``starts_on`` is a date of the network's own calendar, in ``zone``.
    """

    id: int
    team_id: str
    key: str
    name: str
    channel_id: str
    zone: str
    member_word: str
    starts_on: date
    programme: Programme
    phase_id: str
    phase_since: date | None = None
    """The day it entered its phase; None in the first one, or where nobody noted it."""
    state: NetworkState = NetworkState.RUNNING
    created_at: datetime
    own_hours: OwnHours = field(default_factory=OwnHours)
    """What its facilitator decided; ``hours`` is what holds."""
    own_closures: tuple[Closure, ...] = ()
    """The days its facilitator entered, for all and for single schools; ``closures`` has all."""

    @property
    def phase_began(self) -> date:
        """The day it entered its phase; where nobody noted it, the day that was planned."""
        before = takewhile(lambda one: one.id != self.phase_id, self.programme.phases)
        planned = self.starts_on + timedelta(weeks=sum(one.weeks for one in before))
        return self.phase_since or planned

    @property
    def hours(self) -> Hours:
        """When people are written to: its own word over its programme's, None for the default."""
        return self.own_hours.over(self.programme.hours)

    @property
    def region(self) -> str | None:
        """Where its public holidays are kept, such as ``US-NY``; None or empty for nowhere."""
        own = self.own_hours.region
        return self.programme.calendar.region if own is None else own

    @property
    def closures(self) -> tuple[Closure, ...]:
        """All days without school: the programme's, its own, and those of its schools."""
        declared = self.programme.calendar.closures
        return (*(one.closure for one in declared), *self.own_closures)

    @property
    def rhythm(self) -> Rhythm:
        """When its people are written to; days of single schools do not count here."""
        return self.rhythm_at(None)

    def rhythm_at(self, school_id: int | None) -> Rhythm:
        """Return when the people of one school are written to: its own days count, too.

        The zone is the network's; ``Person.rhythm`` puts the person's own in its place.
        """
        closures = tuple(one for one in self.closures if one.school_id in {None, school_id})
        zone = zone_named(self.zone)
        return self.hours.rhythm(zone, region=self.region, closures=closures)

    @property
    def most_nudges(self) -> int:
        """How many messages nobody asked for may reach one person in seven days."""
        return self.hours.most_nudges or MOST_NUDGES

    @property
    def late_by(self) -> timedelta:
        """How late a prompt may still come; what is later waits in Home."""
        hours = self.hours.late_hours
        return timedelta(hours=LATE_HOURS if hours is None else hours)


@dataclass(frozen=True, kw_only=True, slots=True)
class School:
    """A school that takes part in a network."""

    id: int
    network_id: int
    name: str
    level: str | None = None
    channel_id: str | None = None
    """The private channel of its team, where there is one (S20)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A person in a network; ``left_at`` keeps those who left, with all they wrote."""

    id: int
    network_id: int
    person_id: int
    name: str
    slack_id: str
    email: str | None = None
    school_id: int | None = None
    school: str | None = None
    role: str | None = None
    level: str | None = None
    is_facilitator: bool = False
    trio: int | None = None
    joined_at: datetime
    left_at: datetime | None = None

    @property
    def is_complete(self) -> bool:
        """Whether school and role are known; a facilitator needs neither."""
        return self.is_facilitator or (self.school is not None and self.role is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterRow:
    """One person of a roster file, with its line for messages."""

    line: int
    email: str
    name: str
    school: str
    role: str
    level: str | None


def network_key(channel_name: str, *, taken: Iterable[str] = ()) -> str:
    """Return the slug of a channel; a number follows where another network has it already."""
    slug = re.sub(r"[^a-z0-9]+", "-", channel_name.lower()).strip("-") or "network"
    used = set(taken)
    candidates = (slug, *(f"{slug}-{number}" for number in range(2, len(used) + 3)))
    return next(key for key in candidates if key not in used)


def read_roster(
    text: str, programme: Programme
) -> tuple[tuple[RosterRow, ...], tuple[Invalid, ...]]:
    """Read a roster CSV (``email,name,school,role,level``), programme-independent in its columns.

    Returns the rows that can be taken and one ``Invalid``, naming the line, for each that cannot.
    Semicolons and a byte-order mark, as spreadsheets write them, are understood.
    """
    table, broken = read_table(text, columns=ROSTER_COLUMNS, required=_REQUIRED_COLUMNS)
    rows: list[RosterRow] = []
    problems: list[Invalid] = []
    for line in table:
        problem = _row_problem(line.cells, programme, line.line, {one.email for one in rows})
        if problem is None:
            rows.append(_row(line.cells, line.line, programme))
        else:
            problems.append(problem)
    return tuple(rows), (*problems, *broken)


def _row(row: dict[str, str], line: int, programme: Programme) -> RosterRow:
    role = _named(row["role"], {one.id: str(one.name) for one in programme.roles})
    level = _named(row["level"], {one.id: str(one.name) for one in programme.levels})
    return RosterRow(
        line=line,
        email=row["email"].lower(),
        name=row["name"],
        school=row["school"],
        role=role or row["role"],
        level=level,
    )


def _row_problem(
    row: dict[str, str], programme: Programme, line: int, seen: set[str]
) -> Invalid | None:
    email, role, level = row["email"], row["role"], row["level"]
    roles = {one.id: str(one.name) for one in programme.roles}
    levels = {one.id: str(one.name) for one in programme.levels}
    if "@" not in email:
        return Invalid(
            mark("Line {line}: {found!r} is not an e-mail address."), line=line, found=email
        )
    if email.lower() in seen:
        return Invalid(mark("Line {line}: {found} stands twice."), line=line, found=email)
    if not row["school"]:
        return Invalid(mark("Line {line}: the school is missing."), line=line)
    if _named(role, roles) is None:
        sentence = mark("Line {line}: the role {found!r} is not one of {known}.")
        return Invalid(sentence, line=line, found=role, known=", ".join(roles))
    if level and levels and _named(level, levels) is None:
        sentence = mark("Line {line}: the level {found!r} is not one of {known}.")
        return Invalid(sentence, line=line, found=level, known=", ".join(levels))
    return None


def _named(word: str, known: dict[str, str]) -> str | None:
    """Return the id meant by a word: the id itself or the name, in any case."""
    wanted = word.strip().lower().replace(" ", "_")
    for key, name in known.items():
        if wanted in {key, name.lower().replace(" ", "_")}:
            return key
    return None


def roster_gaps(members: Sequence[Member], programme: Programme) -> tuple[Invalid, ...]:
    """Return what a roster still lacks: size, members of each school (S20), unknown schools."""
    fellows = [one for one in members if not one.is_facilitator and one.left_at is None]
    gaps: list[Invalid] = []
    if not programme.size.holds(len(fellows)):
        gaps.append(
            Invalid(
                mark("The programme is made for {least} to {most} people; there are {found}."),
                least=programme.size.min,
                most=programme.size.max,
                found=len(fellows),
            )
        )
    unknown = [one.name for one in fellows if not one.is_complete]
    if unknown:
        gaps.append(Invalid(mark("School or role missing: {names}."), names=", ".join(unknown)))
    span = programme.members_per_school
    if span is not None:
        counts = Counter(one.school for one in fellows if one.school is not None)
        gaps += [
            Invalid(
                mark("{school} sends {found}; {least} to {most} from a school learn together."),
                school=school,
                found=count,
                least=span.min,
                most=span.max,
            )
            for school, count in sorted(counts.items())
            if not span.holds(count)
        ]
    return tuple(gaps)
