"""Look at what one line of a programme file cannot show.

Do the forms, roles and ids that a line names exist, does every id stand once, do the weeks fit,
do the texts fit on a phone? Everything is read from the plain data, so that these mistakes are
found beside those of the model and not after them.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from bot.services.mistakes import Mistake, described, one_of
from bot.services.programme_check import nearest_of
from bot.services.programme_questions import questions_linked
from bot.services.programme_rules import COUNTED, GOES_ON, LONGEST, REFERENCES, UNIQUE
from bot.services.sheet_index import SheetIndex
from bot.services.yaml_lines import Place, Plain, Sheet

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

_MOST_LINES = 8


def linked(path: PurePath, sheet: Sheet) -> Iterator[Mistake]:
    """Yield every mistake between the lines of a programme file."""
    index = SheetIndex.of(sheet)
    yield from _wrong_name(path, sheet)
    yield from _unknown(index)
    yield from _twice(index)
    yield from _nameless(index)
    yield from _no_pathway(index)
    yield from _too_long(index)
    yield from _odd_times(index)
    yield from _odd_weeks(index)
    yield from _no_terms(index)
    yield from _too_few(index)
    yield from questions_linked(index)


def _wrong_name(path: PurePath, sheet: Sheet) -> Iterator[Mistake]:
    key = sheet.values.get(("key",))
    if isinstance(key, str) and key != path.stem:
        yield sheet.mistake(
            ("key",), found=described(key), expected=f'"{path.stem}", as the file is called'
        )


def _unknown(index: SheetIndex) -> Iterator[Mistake]:
    """Yield words that point nowhere, each once: with the first line and all others."""
    for (what, known_at), references in REFERENCES.items():
        known = list(dict.fromkeys(str(value) for _, value in index.at(known_at) if value))
        lost: dict[tuple[str, str], list[Place]] = {}
        for place, value in (found for pattern in references for found in index.at(pattern)):
            if isinstance(value, str) and value not in known:
                lost.setdefault((index.sheet.file_of(place), value), []).append(place)
        for (_, value), places in lost.items():
            first, *others = sorted({index.sheet.line(place): place for place in places}.items())
            near = nearest_of(value, known)
            also = f" (also in {_lines([line for line, _ in others])})" if others else ""
            yield index.sheet.mistake(
                first[1],
                found=f'the {what} "{value}", which is nowhere described{also}',
                expected=one_of(known, nearest=near) if known else f"a list of {what}s",
                nearest=near,
            )


def _lines(lines: list[int]) -> str:
    named = ", ".join(map(str, lines[:_MOST_LINES]))
    more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {named}{more}"


def _twice(index: SheetIndex) -> Iterator[Mistake]:
    for pattern, within in UNIQUE.items():
        seen: dict[tuple[Place, Plain], Place] = {}
        for place, value in index.at(pattern):
            first = seen.setdefault((place[:within], value), place)
            if first != place:
                line = index.sheet.line(first)
                found = f"the id {described(value)} for the second time (first in line {line})"
                yield index.sheet.mistake(place, found=found, expected="every id once")


def _nameless(index: SheetIndex) -> Iterator[Mistake]:
    """Yield anonymous forms where somebody goes on with an answer, or answers are counted."""
    anonymous = {place[:2] for place, value in index.at("forms.*.anonymous") if value is True}
    nameless = {value for place, value in index.at("forms.*.id") if place[:2] in anonymous}
    for pattern in (*GOES_ON, *COUNTED):
        for place, value in index.at(pattern):
            if value in nameless:
                found = f'the anonymous form "{value}"'
                yield index.sheet.mistake(place, found=found, expected="one that keeps its author")


def _no_pathway(index: SheetIndex) -> Iterator[Mistake]:
    """Yield choices of the chooser that are called like no pathway: they would point nowhere."""
    chooser = index.sheet.values.get(("places", "chooser"))
    forms = {place[:2] for place, value in index.at("forms.*.id") if value == chooser}
    known = [str(value) for _, value in index.at("pathways.*.id")]
    for place, value in index.at("forms.*.pages.*.fields.*.options.*.id"):
        if known and place[:2] in forms and value not in known:
            yield index.sheet.mistake(
                place,
                found=f'the pathway "{value}", which is nowhere described',
                expected=f"one of {', '.join(known)}",
                nearest=nearest_of(value, known),
            )


def _too_long(index: SheetIndex) -> Iterator[Mistake]:
    for pattern, longest in LONGEST.items():
        for place, value in index.words(pattern):
            if len(value) > longest:
                found = f"{len(value)} characters"
                yield index.sheet.mistake(
                    place, found=found, expected=f"at most {longest}, to fit on a phone"
                )


def _odd_times(index: SheetIndex) -> Iterator[Mistake]:
    for place, value in index.at("series.*.when.at"):
        if not _CLOCK.fullmatch(str(value)):
            yield index.sheet.mistake(
                place, found=described(value), expected='a time such as "09:00"'
            )


def _odd_weeks(index: SheetIndex) -> Iterator[Mistake]:
    whole = index.sheet.values.get(("weeks",))
    phases = [(place, value) for place, value in index.at("phases.*.weeks") if _number(value)]
    total = sum(_number(value) for _, value in phases)
    if _number(whole) and total > _number(whole):
        found = f"{whole} weeks, while the phases take {total}"
        yield index.sheet.mistake(("weeks",), found=found, expected=f"{total} or more")
    steps = sum(_number(value) for _, value in index.at("steps.*.weeks"))
    walking = {place[:2] for place, _ in index.at("phases.*.inquiry.scope")}
    for place, value in phases:
        if place[:2] in walking and steps > _number(value):
            found = f"{value} weeks, while the steps take {steps}"
            yield index.sheet.mistake(place, found=found, expected=f"{steps} or more")
    if walking and not index.has("steps"):
        place = (*min(walking, key=str), "inquiry")
        yield index.sheet.mistake(place, found="an inquiry without steps", expected="steps")


def _no_terms(index: SheetIndex) -> Iterator[Mistake]:
    """Yield rules that count in terms where the calendar has none: they would never come."""
    if any(index.at("calendar.terms.*.since")):
        return
    expected = "terms in the calendar, each with since, until and name"
    for part in ("series.*.when", "checkins.*.when", "nudges.*.when", "decisions.*.again"):
        for place, _ in index.at(f"{part}.term_week"):
            found = "weeks of a term, and no terms"
            yield index.sheet.mistake(place, found=found, expected=expected)


def _too_few(index: SheetIndex) -> Iterator[Mistake]:
    """Yield conversations that need more people than the network can have (S33)."""
    most = _number(index.value("size", "max"))
    for place, least in index.at("protocols.*.group.min"):
        if 0 < most < _number(least):
            found = f"a conversation for {least} or more in a network of {most}"
            yield index.sheet.mistake(place, found=found, expected="one for so many people")


def _number(value: Plain) -> int:
    return value if isinstance(value, int) else 0
