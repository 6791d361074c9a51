"""Rosters: lists that a facilitator loads, and what is still missing of them (S20, S52)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.networks import Member, Network
from bot.domain.programme import Programme
from bot.domain.roles import Role, Standing
from bot.domain.tables import read_table
from bot.errors import Invalid
from bot.i18n import mark

ROSTER_COLUMNS = ("email", "name", "school", "role", "level")
_REQUIRED_COLUMNS = ("email", "school", "role")
_FEW = 5
"""So many schools are named where one sentence tells of all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterRow:
    """One person of a roster file, with its line for messages."""

    line: int
    email: str
    name: str
    school: str
    role: str
    level: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterResult:
    """What came of loading a roster: names taken, and a sentence for each line that was not."""

    taken: tuple[str, ...]
    problems: tuple[Invalid, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A school, and the roles of which it should send somebody and does not (S52)."""

    school: str
    missing: tuple[Role, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """Everybody in a network, and what the programme still misses."""

    network: Network
    members: tuple[Member, ...]
    gaps: tuple[Invalid, ...]
    schools: tuple[Enrolment, ...] = ()
    """Every school, and whom it does not send."""

    def count(self, standing: Standing) -> int:
        """Return how many members hold a role of a kind (S19)."""
        roles = {one.id for one in self.network.programme.roles if one.standing is standing}
        return sum(one.role in roles for one in self.members if not one.is_facilitator)


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
    """Return what a roster still lacks: size, members of each school (S20), unknown schools.

    ``members`` are those who left, too: a school of which nobody is left lacks everybody.
    """
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
        counts = Counter(dict.fromkeys(_schools(members), 0))
        counts.update(one.school for one in fellows if one.school is not None)
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
    return (*gaps, *_enrolment_gaps(members, programme))


def enrolment(members: Sequence[Member], programme: Programme) -> tuple[Enrolment, ...]:
    """Return for every school which of the roles of ``each_school`` nobody holds, by name (S52).

    The schools are those of all members, with those who left: when its last person goes, a school
    is missed and not forgotten. Facilitators count for none.
    """
    fellows = [one for one in members if not one.is_facilitator and one.left_at is None]
    held = {(one.school, one.role) for one in fellows}
    roles = [one for one in programme.roles if one.id in programme.each_school]
    return tuple(
        Enrolment(
            school=school, missing=tuple(one for one in roles if (school, one.id) not in held)
        )
        for school in _schools(members)
    )


def _schools(members: Sequence[Member]) -> list[str]:
    """Return the schools that members come from, or came from, by name."""
    sent = (one.school for one in members if not one.is_facilitator)
    return sorted({school for school in sent if school is not None})


def _enrolment_gaps(members: Sequence[Member], programme: Programme) -> list[Invalid]:
    """Return in one sentence at how many schools somebody is missing."""
    schools = enrolment(members, programme)
    waiting = [one.school for one in schools if one.missing]
    if not waiting:
        return []
    sentence = mark("At {count} of {of} schools not every role is filled: {schools}.")
    names = ", ".join([*waiting[:_FEW], *(["…"] if len(waiting) > _FEW else [])])
    return [Invalid(sentence, count=len(waiting), of=len(schools), schools=names)]
