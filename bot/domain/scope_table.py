"""Scope and sequence: what a year is about, month by month, for whom, and where a gap is (S60).

Every topic of a series falls in the month of its gathering. Leaders stand in one column, each role
that meets by itself in one of its own, then teacher leaders, then the systems of a rubric that are
to grow. Where no meeting of a column has a topic, they are shown by name. What the year leaves out
by its own plan is no gap: a long holiday, a month that no rule of the programme names, what it
never asks for. Pure; months are first days on the network's own calendar.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import get_args

from bot.domain.deciding import AdoptedItem
from bot.domain.figures import month_of, months_between
from bot.domain.gatherings import roles_invited
from bot.domain.local_time import Rhythm
from bot.domain.programme import Programme
from bot.domain.roles import Role
from bot.domain.series import Series, Topic
from bot.domain.text import Text

FOCUSES: tuple[str, ...] = get_args(Topic.model_fields["focus"].annotation)
"""The hardest parts of leading a school, of which each topic serves one (S57)."""
_DAY = timedelta(days=1)
_FEWEST_DAYS = 5
"""With fewer working days than a week has, a month is a holiday."""


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
    is_for_all: bool = False
    """Whether a meeting invites everybody, so that nobody is left without one."""

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


def scope_table(programme: Programme, dated: Iterable[Dated], *, rhythm: Rhythm) -> ScopeTable:
    """Return what a year is about from its first gathering to its last.

    ``rhythm`` is that of the network, whose closures may leave no room for a meeting.
    """
    has_topics = any(one.topics for one in programme.series)
    shown = tuple(dated)
    roles = _alone(programme, shown)
    days = [one.on for one in shown]
    all_months = months_between(min(days), max(days)) if days else ()
    months = tuple(_month(one, shown, programme=programme, roles=roles) for one in all_months)
    taught = [one for one in months if not _is_free(one.month, programme, rhythm)]
    balance = Counter(str(topic.focus) for one in programme.series for topic in one.topics)
    return ScopeTable(
        months=months,
        roles=roles,
        has_topics=has_topics,
        balance={focus: balance[focus] for focus in FOCUSES} if has_topics else {},
        gaps=(*_in_months(taught, programme, has_topics=has_topics), *_left_out(programme)),
    )


def _alone(programme: Programme, dated: Iterable[Dated]) -> tuple[Role, ...]:
    """Return the roles that meet by themselves: by dates, or by topics that have none yet."""
    shown = (*programme.series, *(one.series for one in dated))
    meeting = {one.series.id for one in dated}
    columns = {_column(one, programme) for one in shown if one.topics or one.id in meeting}
    return tuple(role for role in programme.roles if role.id in columns)


def _is_free(month: date, programme: Programme, rhythm: Rhythm) -> bool:
    """Whether no meeting is meant in a month: schools are closed, or the programme pauses."""
    meant = [_months_of(one) for one in programme.series if not one.by_school]
    if meant and all(months and month.month not in months for months in meant):
        return True
    days = (month + at * _DAY for at in range(31))
    return sum(day.month == month.month and rhythm.works(day) for day in days) < _FEWEST_DAYS


def _months_of(series: Series) -> frozenset[int]:
    """Return the months that the rule of a series names; empty where it names none."""
    rule = series.when
    whole = (rule.first_full_week_of,) if rule.first_full_week_of else ()
    return frozenset((*(rule.months or ()), *whole, *(day.month for day in rule.days or ())))


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
    names: dict[str, list[Text]] = {}
    wishes: dict[str, list[AdoptedItem]] = {}
    topics: list[Topic] = []
    columns = {role.id for role in roles}
    for one in dated:
        if month_of(one.on) == month:
            own = _column(one.series, programme)
            column = own if own in columns else ""
            topic = one.series.topic_of(one.number)
            topics += [topic] if topic is not None else []
            if topic is not None:
                words.setdefault(column, []).append(topic.what)
            elif one.asked_for is None:
                names.setdefault(column, []).append(one.series.name)
            if one.asked_for is not None and one.asked_for not in wishes.get(column, ()):
                wishes.setdefault(column, []).append(one.asked_for)
    said = {one: _once(words.get(one) or names.get(one) or ()) for one in ("", *columns)}
    return ScopeMonth(
        month=month,
        leaders=said[""],
        by_role={role.id: said[role.id] for role in roles},
        teachers=_once(one.teachers for one in topics if one.teachers is not None),
        systems=tuple(dict.fromkeys(system for one in topics for system in one.systems)),
        asked_for={column: tuple(found) for column, found in wishes.items()},
        is_for_all=any(_is_for_all(one.series) for one in dated if month_of(one.on) == month),
    )


def _once(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple({str(one): one for one in texts}.values())


def _is_for_all(series: Series) -> bool:
    return not (series.roles or series.levels or series.standing)


def _in_months(
    months: Sequence[ScopeMonth], programme: Programme, *, has_topics: bool
) -> Iterable[Gap]:
    """Yield in which months nobody meets, or only some do; without topics only the first.

    A role is missed only where the programme has topics for it.
    """
    has_teachers = any(one.teachers for one in months)
    columns = {_column(one, programme) for one in programme.series if one.topics}
    for one in months:
        if one.is_empty:
            yield Gap(kind=GapKind.MONTH, month=one.month)
        elif has_topics:
            if "" in columns and not one.has(""):
                yield Gap(kind=GapKind.LEADERS, month=one.month)
            for role in programme.roles:
                if role.id in columns and not (one.is_for_all or one.has(role.id)):
                    yield Gap(kind=GapKind.ROLE, month=one.month, what=role.id)
            if has_teachers and not one.teachers:
                yield Gap(kind=GapKind.TEACHERS, month=one.month)


def _left_out(programme: Programme) -> Iterable[Gap]:
    """Yield which systems and which hard parts of leading no topic of the year is about.

    Only a programme that names systems is to serve them all, and every hard part.
    """
    topics = [topic for series in programme.series for topic in series.topics]
    systems = [system for rubric in programme.rubrics for system in rubric.systems]
    if not topics or not systems:
        return
    served = {system for topic in topics for system in topic.systems}
    for system in systems:
        if system.id not in served:
            yield Gap(kind=GapKind.SYSTEM, what=system.id)
    for focus in FOCUSES:
        if focus not in {topic.focus for topic in topics}:
            yield Gap(kind=GapKind.FOCUS, what=focus)
