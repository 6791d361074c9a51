"""Look at what can be used and is worth a second thought: warnings, apart from mistakes.

A conference that leaves no time to consult (S70), more sessions than belong to a programme (S89),
a prompt that asks nothing, a form that nobody is ever asked for. Only sound programmes are looked
at; a warning keeps nobody from beginning.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from bot.domain.measures import Measure
from bot.domain.phases import Phase
from bot.domain.programme import Programme
from bot.domain.prompts import Prompt
from bot.domain.protocols import Protocol
from bot.domain.recurrence import Recurrence, days_of
from bot.domain.references import forms_named
from bot.domain.series import AgendaBlock, Series
from bot.domain.text import Text
from bot.services.mistakes import Mistake
from bot.services.yaml_lines import Place, Sheet

_LARGE = frozenset({"conference", "institute"})
_BALANCE = ("learn", "reflect", "consult", "plan")
_QUESTION_MARKS = ("?", "\N{ARABIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}")
_SOME_MONDAY = date(2026, 8, 31)
"""Where a year is counted from that has no dates yet: a Monday before a school year."""


def warned(programme: Programme, sheet: Sheet) -> Iterator[Mistake]:
    """Yield what is worth a second look, each at its line."""
    for place, found, expected in _all(programme):
        yield sheet.mistake(place, found=found, expected=expected, is_warning=True)


_Thought = tuple[Place, str, str]


def _all(programme: Programme) -> Iterator[_Thought]:
    yield from _unbalanced(programme)
    yield from _counts(programme)
    yield from _groups(programme)
    yield from _questions(programme)
    yield from _never_asked(programme)
    yield from _never_held(programme)
    yield from _never_met(programme)
    yield from _too_few(programme)


def _unbalanced(programme: Programme) -> Iterator[_Thought]:
    """Yield large meetings in which people do not learn, reflect, consult and plan (S70)."""
    for at, series in enumerate(programme.series):
        kinds = {block.type for block in series.blocks}
        lacking = [kind for kind in _BALANCE if kind not in kinds]
        if series.kind in _LARGE and kinds and lacking:
            place = ("series", at, "days" if series.days else "agenda")
            found = f"no {' and no '.join(lacking)} at this {series.kind}"
            yield place, found, f"some of each: {', '.join(_BALANCE)}"


def _counts(programme: Programme) -> Iterator[_Thought]:
    """Yield kinds of meetings of which there are more or fewer than belong to it (S89)."""
    for at, count in enumerate(programme.counts):
        number = sum(
            len(_dates(series.when, programme))
            for series in programme.series
            if series.kind in count.kinds
        )
        if not count.min <= number <= count.max:
            yield ("counts", at), f"{number} of {count.id}", f"{count.min} to {count.max}"


def _dates(when: Recurrence, programme: Programme) -> list[date]:
    """Return the days of a series in a programme that begins on some Monday."""
    terms = programme.calendar.school_terms
    since = min((one.since for one in terms), default=_SOME_MONDAY)
    until = since + timedelta(weeks=programme.weeks, days=-1)
    return days_of(when, since=since, until=until, starts_on=since, terms=terms)


def _groups(programme: Programme) -> Iterator[_Thought]:
    """Yield conversations that are too small for all who are there, or longer than their time."""
    protocols = {one.id: one for one in programme.protocols}
    for place, block, is_for_all in _blocks(programme):
        protocol = protocols.get(block.protocol or "")
        if protocol is None:
            continue
        if is_for_all and _is_too_small(protocol, programme):
            found = f"a conversation for at most {protocol.group.max}"
            yield place, found, f"one for {programme.size.min} or more, or roles that it is for"
        if protocol.minutes > block.minutes:
            found = f"{block.minutes} minutes for {protocol.id}, which takes {protocol.minutes}"
            yield place, found, f"{protocol.minutes} minutes or more"


def _is_too_small(protocol: Protocol, programme: Programme) -> bool:
    return protocol.teams is None and protocol.group.max < programme.size.min


def _blocks(programme: Programme) -> Iterator[tuple[Place, AgendaBlock, bool]]:
    """Yield every block with its place, and whether all members are there."""
    for at, series in enumerate(programme.series):
        for place, block in _blocks_of(series):
            is_for_all = not (block.roles or series.roles or series.levels)
            yield ("series", at, *place, "protocol"), block, is_for_all


def _blocks_of(series: Series) -> Iterator[tuple[Place, AgendaBlock]]:
    yield from ((("agenda", number), block) for number, block in enumerate(series.agenda))
    for day, one in enumerate(series.days):
        for number, block in enumerate(one.agenda):
            yield ("days", day, "agenda", number), block


def _questions(programme: Programme) -> Iterator[_Thought]:
    """Yield prompts that ask nothing."""
    for place, text in _prompts(programme):
        for said in text.by_language.values():
            if not any(mark in said for mark in _QUESTION_MARKS):
                yield place, "a prompt without a question", "a question that ends with ?"
                break


def _prompts(programme: Programme) -> Iterator[tuple[Place, Text]]:
    for at, step in enumerate(programme.steps):
        yield from _listed(("steps", at, "prompts"), step.prompts)
    for at, phase in enumerate(programme.phases):
        for number, module in enumerate(phase.modules):
            yield from _listed(("phases", at, "modules", number, "prompts"), module.prompts)
    for at, tool in enumerate(programme.toolkit):
        yield ("toolkit", at, "try_it"), tool.try_it


def _listed(place: Place, texts: Iterable[Text]) -> Iterator[tuple[Place, Text]]:
    yield from (((*place, number), text) for number, text in enumerate(texts))


def _never_asked(programme: Programme) -> Iterator[_Thought]:
    named = set(forms_named(programme))
    for at, form in enumerate(programme.forms):
        if form.id not in named:
            found = f'the form "{form.id}", for which nobody is ever asked'
            yield ("forms", at, "id"), found, "a place for it, such as open in places"


def _never_held(programme: Programme) -> Iterator[_Thought]:
    """Yield meetings and questions of weeks that lie after the end."""
    parts: dict[str, tuple[Series | Prompt, ...]] = {
        "series": programme.series,
        "checkins": programme.checkins,
        "nudges": programme.nudges,
    }
    for part, things in parts.items():
        for at, one in enumerate(things):
            weeks = one.when.weeks if one.when else None
            late = [week for week in weeks or () if week > programme.weeks]
            if late:
                found = f"week {late[0]} of a programme of {programme.weeks} weeks"
                expected = f"weeks up to {programme.weeks}"
                yield (part, at, "when", "weeks"), found, expected


def _never_met(programme: Programme) -> Iterator[_Thought]:
    """Yield criteria that nobody can meet in time: phases that are only reached by a waiver."""
    for at, phase in enumerate(programme.phases):
        for number, criterion in enumerate(phase.exit):
            if isinstance(criterion.computed, Measure):
                place = ("phases", at, "exit", number, "computed")
                yield from _odd_measure(programme, place, criterion.computed, phase)
        before = programme.phases[at - 1] if at else phase
        for number, criterion in enumerate(phase.entry):
            if isinstance(criterion.computed, Measure):
                place = ("phases", at, "entry", number, "computed")
                yield from _odd_measure(programme, place, criterion.computed, before)


def _odd_measure(
    programme: Programme, place: Place, measure: Measure, phase: Phase
) -> Iterator[_Thought]:
    """Yield what keeps a measure from ever being enough while a network is in a phase."""
    if measure.weeks is not None and measure.weeks > phase.weeks:
        found = f"{measure.weeks} weeks of waiting in a phase of {phase.weeks}"
        yield place, found, f"{phase.weeks} or fewer"
    there = [one for one in programme.series if one.id in measure.held]
    dates = sum(len(_dates(one.when, programme)) * one.lasts_days for one in there)
    if there and measure.by is None and measure.count > dates:
        yield place, f"{measure.count} meetings, of which there are {dates}", f"{dates} or fewer"
    later = _asked_only_later(programme, phase)
    if measure.form in later:
        found = f'answers to "{measure.form}", for which only a later phase asks'
        yield place, found, "a form that people have seen by then"


def _asked_only_later(programme: Programme, phase: Phase) -> set[str]:
    """Return the forms that only modules of later phases ask for."""
    number = programme.phases.index(phase)
    later = {str(module.form) for one in programme.phases[number + 1 :] for module in one.modules}
    bare = [
        one if at <= number else one.model_copy(update={"modules": ()})
        for at, one in enumerate(programme.phases)
    ]
    update: dict[str, Any] = {"phases": tuple(bare)}
    return later - set(forms_named(programme.model_copy(update=update), measures=False))


def _too_few(programme: Programme) -> Iterator[_Thought]:
    team = programme.members_per_school
    if team is not None and team.max < len(programme.each_school):
        found = f"{len(programme.each_school)} roles of each school with at most {team.max} members"
        yield ("each_school",), found, "as many roles as members, or fewer"
