"""Look at what can be used and is worth a second thought: warnings, apart from mistakes.

A conference that leaves no time to consult (S70), more sessions than belong to a programme (S89),
a prompt that asks nothing, a form that nobody is ever asked for. Only sound programmes are looked
at; a warning keeps nobody from beginning.
"""

from collections.abc import Iterable, Iterator

from bot.domain.gatherings import roles_invited
from bot.domain.programme import Programme
from bot.domain.prompts import Prompt
from bot.domain.protocols import Protocol
from bot.domain.references import forms_named
from bot.domain.roles import Standing
from bot.domain.series import AgendaBlock, Series
from bot.domain.text import Text
from bot.services.mistakes import Mistake, described, is_in_curly_quotes
from bot.services.programme_occasions import dates_in
from bot.services.programme_reach import Thought, never_met
from bot.services.yaml_lines import Place, Sheet

_LARGE = frozenset({"conference", "institute"})
_BALANCE = ("learn", "reflect", "consult", "plan")
_QUESTION_MARKS = ("?", "\N{ARABIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}")


def warned(programme: Programme, sheet: Sheet) -> Iterator[Mistake]:
    """Yield what is worth a second look, each at its line."""
    for place, found, expected in (*_all(programme), *_curly(sheet), *_empty(programme, sheet)):
        yield sheet.mistake(place, found=found, expected=expected, is_warning=True)


def _all(programme: Programme) -> Iterator[Thought]:
    yield from _unbalanced(programme)
    yield from _counts(programme)
    yield from _groups(programme)
    yield from _questions(programme)
    yield from _never_asked(programme)
    yield from _never_held(programme)
    yield from _never_walked(programme)
    yield from _never_adopted(programme)
    yield from _never_concerned(programme)
    yield from _too_long(programme)
    yield from never_met(programme)
    yield from _too_few(programme)


def _curly(sheet: Sheet) -> Iterator[Thought]:
    """Yield words in such quotes as word processors make: people would read the quotes, too."""
    for place, value in sheet.values.items():
        if isinstance(value, str) and is_in_curly_quotes(value):
            yield place, f"{described(value)}, which people will read", 'straight quotes "..."'


def _empty(programme: Programme, sheet: Sheet) -> Iterator[Thought]:
    """Yield keys with nothing behind them; what builds on another takes its words away so."""
    if programme.builds_on is not None:
        return
    for place, value in sheet.values.items():
        if value is None:
            yield place, f'nothing behind "{place[-1]}"', "what was meant, or no such key"


def _unbalanced(programme: Programme) -> Iterator[Thought]:
    """Yield large meetings in which people do not learn, reflect, consult and plan (S70)."""
    for at, series in enumerate(programme.series):
        kinds = {block.type for block in series.blocks}
        lacking = [kind for kind in _BALANCE if kind not in kinds]
        if series.kind in _LARGE and kinds and lacking:
            place = ("series", at, "days" if series.days else "agenda")
            found = f"no {' and no '.join(lacking)} at this {series.kind}"
            yield place, found, f"some of each: {', '.join(_BALANCE)}"


def _counts(programme: Programme) -> Iterator[Thought]:
    """Yield kinds of meetings of which there are more or fewer than belong to it (S89)."""
    for at, count in enumerate(programme.counts):
        number = sum(
            len(dates_in(series.when, programme))
            for series in programme.series
            if series.kind in count.kinds
        )
        if not count.min <= number <= count.max:
            yield ("counts", at), f"{number} of {count.id}", f"{count.min} to {count.max}"


def _groups(programme: Programme) -> Iterator[Thought]:
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
            is_for_all = not (block.roles or series.roles or series.levels or series.standing)
            yield ("series", at, *place, "protocol"), block, is_for_all


def _blocks_of(series: Series) -> Iterator[tuple[Place, AgendaBlock]]:
    yield from ((("agenda", number), block) for number, block in enumerate(series.agenda))
    for day, one in enumerate(series.days):
        for number, block in enumerate(one.agenda):
            yield ("days", day, "agenda", number), block


def _questions(programme: Programme) -> Iterator[Thought]:
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


def _never_asked(programme: Programme) -> Iterator[Thought]:
    named = set(forms_named(programme))
    for at, form in enumerate(programme.forms):
        if form.id not in named:
            found = f'the form "{form.id}", for which nobody is ever asked'
            yield ("forms", at, "id"), found, "a place for it, such as open in places"


def _never_held(programme: Programme) -> Iterator[Thought]:
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


def _never_walked(programme: Programme) -> Iterator[Thought]:
    """Yield steps that no phase walks."""
    if programme.steps and not any(phase.inquiry for phase in programme.phases):
        found = "steps that nobody ever comes to"
        yield ("steps",), found, "a phase with inquiry: {scope: common}"


def _never_adopted(programme: Programme) -> Iterator[Thought]:
    """Yield decisions that cannot end with anything."""
    for at, one in enumerate(programme.decisions):
        place = ("decisions", at)
        if one.by_level and not programme.levels:
            yield (*place, "by_level"), "levels that decide, and no levels", "some in levels"
        if one.ask is None and one.least > len(one.choices):
            found = f"{one.least} to adopt of {len(one.choices)} choices"
            yield (*place, "least"), found, f"{len(one.choices)} or fewer"


def _never_concerned(programme: Programme) -> Iterator[Thought]:
    """Yield prompts and gatherings for a kind of leader that no role is."""
    standings = {role.standing for role in programme.roles}
    prompts: dict[str, tuple[Prompt, ...]] = {
        "checkins": programme.checkins,
        "nudges": programme.nudges,
    }
    asked: list[tuple[Place, Standing | None]] = [
        ((part, at, "audience", "standing"), one.audience.standing)
        for part, things in prompts.items()
        for at, one in enumerate(things)
    ]
    for place, standing in asked:
        if standing is not None and standing not in standings:
            yield place, f"something for {standing} leaders only", f"a role that is {standing}"
    for at, series in enumerate(programme.series):
        if series.standing is not None and not roles_invited(series, programme):
            found = f"something for {series.standing} leaders only"
            yield ("series", at, "standing"), found, f"a role that is {series.standing}"


def _too_long(programme: Programme) -> Iterator[Thought]:
    """Yield modules that take longer than their phase."""
    for at, phase in enumerate(programme.phases):
        for number, module in enumerate(phase.modules):
            if module.weeks > phase.weeks:
                found = f"a module of {module.weeks} weeks in a phase of {phase.weeks}"
                place = ("phases", at, "modules", number, "weeks")
                yield place, found, f"{phase.weeks} or fewer"


def _too_few(programme: Programme) -> Iterator[Thought]:
    team = programme.members_per_school
    if team is not None and team.max < len(programme.each_school):
        found = f"{len(programme.each_school)} roles of each school with at most {team.max} members"
        yield ("each_school",), found, "as many roles as members, or fewer"
    for at, rubric in enumerate(programme.rubrics):
        if team is not None and team.max < rubric.min_respondents:
            found = f"{rubric.min_respondents} people of a school of at most {team.max} members"
            yield ("rubrics", at, "min_respondents"), found, f"{team.max} or fewer"
