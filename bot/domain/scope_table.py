"""Scope and sequence: what a year is about, month by month, for whom, and where a gap is (S60).

Every topic of a series falls in the month of its gathering. Leaders stand in one column, each role
that meets by itself in one of its own, then teacher leaders, then the systems of a rubric that are
to grow. A programme that names no topics is shown by its meetings alone. Pure; months are first
days on the network's own calendar.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import get_args

from bot.domain.deciding import AdoptedItem
from bot.domain.figures import month_of, months_between
from bot.domain.gatherings import roles_invited
from bot.domain.programme import Programme
from bot.domain.roles import Role
from bot.domain.series import Series, Topic
from bot.domain.text import Text

FOCUSES: tuple[str, ...] = get_args(Topic.model_fields["focus"].annotation)
"""The hardest parts of leading a school, of which each topic serves one (S57)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """A gathering that takes place: the n-th of its series, on a day."""

    series: Series
    number: int
    on: date
    asked_for: AdoptedItem | None = None
    """What members chose that it works on (S58)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeMonth:
    """What one month is about; each thing once."""

    month: date
    leaders: tuple[Text, ...] = ()
    by_role: Mapping[str, tuple[Text, ...]]
    """What a role works on that meets by itself, by the id of the role."""
    teachers: tuple[Text, ...] = ()
    systems: tuple[str, ...] = ()
    """Ids of systems of a rubric."""
    asked_for: Mapping[str, tuple[AdoptedItem, ...]] = field(default_factory=dict)
    """What members chose, by the role whose meeting works on it; empty id: that of leaders."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody meets."""
        return not self.has("") and not any(map(self.has, self.by_role))

    def has(self, role_id: str) -> bool:
        """Whether a role, or with an empty id leaders, work on something."""
        topics = self.by_role[role_id] if role_id else self.leaders
        return bool(topics) or role_id in self.asked_for


class GapKind(StrEnum):
    """What is missing."""

    MONTH = "month"
    """Nobody meets in that month."""
    LEADERS = "leaders"
    ROLE = "role"
    TEACHERS = "teachers"
    """Others work on something in that month, these do not."""
    SYSTEM = "system"
    """No topic of the whole year makes it stronger."""
    FOCUS = "focus"
    """No topic of the whole year serves it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Something that is missing: in a month, or ``what`` of a role, a system, a focus by its id."""

    kind: GapKind
    month: date | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeTable:
    """The year as a table, with what is missing in it."""

    months: tuple[ScopeMonth, ...]
    roles: tuple[Role, ...]
    """Who meets alone, and so has a column."""
    has_topics: bool
    """Whether the programme says what meetings are about; else they are named only."""
    balance: Mapping[str, int]
    """How many topics serve each focus."""
    gaps: tuple[Gap, ...]


def scope_table(programme: Programme, dated: Iterable[Dated]) -> ScopeTable:
    """Return what a year is about from its first gathering to its last."""
    has_topics = any(one.topics for one in programme.series)
    shown = [one for one in dated if one.series.topics or one.asked_for or not has_topics]
    roles = _alone(programme, has_topics=has_topics)
    days = [one.on for one in shown]
    all_months = months_between(min(days), max(days)) if days else ()
    months = tuple(_month(one, shown, programme=programme, roles=roles) for one in all_months)
    balance = Counter(str(topic.focus) for one in programme.series for topic in one.topics)
    return ScopeTable(
        months=months,
        roles=roles,
        has_topics=has_topics,
        balance={focus: balance[focus] for focus in FOCUSES} if has_topics else {},
        gaps=(*_in_months(months, roles, has_topics=has_topics), *_left_out(programme)),
    )


def _alone(programme: Programme, *, has_topics: bool) -> tuple[Role, ...]:
    """Return the roles that meet by themselves in a series that is shown."""
    shown = (one for one in programme.series if one.topics or not has_topics)
    columns = {_column(one, programme) for one in shown}
    return tuple(role for role in programme.roles if role.id in columns)


def _column(series: Series, programme: Programme) -> str:
    """Return the role whose column a series stands in; an empty id for that of leaders.

    The first role of a programme are its leaders, and whoever meets with them is in their column.
    """
    first = programme.roles[0].id
    invited = roles_invited(series, programme)
    return "" if first in invited or not invited else invited[0]


def _month(
    month: date, dated: Sequence[Dated], *, programme: Programme, roles: Sequence[Role]
) -> ScopeMonth:
    words: dict[str, list[Text]] = {}
    wishes: dict[str, list[AdoptedItem]] = {}
    topics: list[Topic] = []
    columns = {role.id for role in roles}
    for one in dated:
        if month_of(one.on) == month:
            own = _column(one.series, programme)
            column = own if own in columns else ""
            topic = one.series.topic_of(one.number)
            topics += [topic] if topic is not None else []
            words.setdefault(column, []).extend(_named(one, topic))
            if one.asked_for is not None and one.asked_for not in wishes.get(column, ()):
                wishes.setdefault(column, []).append(one.asked_for)
    return ScopeMonth(
        month=month,
        leaders=_once(words.get("", ())),
        by_role={role.id: _once(words.get(role.id, ())) for role in roles},
        teachers=_once(one.teachers for one in topics if one.teachers is not None),
        systems=tuple(dict.fromkeys(system for one in topics for system in one.systems)),
        asked_for={column: tuple(found) for column, found in wishes.items()},
    )


def _named(one: Dated, topic: Topic | None) -> tuple[Text, ...]:
    """Return the topic of a gathering, else its name, unless what was asked for says enough."""
    if topic is not None:
        return (topic.what,)
    return () if one.asked_for is not None else (one.series.name,)


def _once(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple({str(one): one for one in texts}.values())


def _in_months(
    months: Sequence[ScopeMonth], roles: Sequence[Role], *, has_topics: bool
) -> Iterable[Gap]:
    """Yield in which months nobody meets, or only some do; without topics only the first."""
    has_teachers = any(one.teachers for one in months)
    for one in months:
        if one.is_empty:
            yield Gap(kind=GapKind.MONTH, month=one.month)
        elif has_topics:
            if not one.has(""):
                yield Gap(kind=GapKind.LEADERS, month=one.month)
            for role in roles:
                if not one.has(role.id):
                    yield Gap(kind=GapKind.ROLE, month=one.month, what=role.id)
            if has_teachers and not one.teachers:
                yield Gap(kind=GapKind.TEACHERS, month=one.month)


def _left_out(programme: Programme) -> Iterable[Gap]:
    """Yield which systems and which hard parts of leading no topic of the year is about."""
    topics = [topic for series in programme.series for topic in series.topics]
    if not topics:
        return
    served = {system for topic in topics for system in topic.systems}
    for rubric in programme.rubrics:
        for system in rubric.systems:
            if system.id not in served:
                yield Gap(kind=GapKind.SYSTEM, what=system.id)
    for focus in FOCUSES:
        if focus not in {topic.focus for topic in topics}:
            yield Gap(kind=GapKind.FOCUS, what=focus)
