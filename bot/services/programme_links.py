"""Look at what one line of a programme file cannot show.

Do the forms, roles and ids that a line names exist, does every id stand once, do the weeks fit,
do the texts fit on a phone? Everything is read from the plain data, so that these mistakes are
found beside those of the model and not after them.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from bot.services.mistakes import Mistake, described
from bot.services.programme_check import nearest_of
from bot.services.yaml_lines import Place, Plain, Sheet

_REFERENCES = {
    ("form", "forms.*.id"): (
        "places.reflection",
        "places.charter",
        "places.chooser",
        "series.*.reflection",
        "series.*.makes.*",
        "steps.*.form",
        "steps.*.reflection",
        "checkins.*.form",
        "nudges.*.form",
        "phases.*.modules.*.form",
    ),
    ("series", "series.*.id"): ("series.*.builds_on",),
    ("system", "rubrics.*.systems.*.id"): ("series.*.topics.*.systems.*",),
    ("rubric", "rubrics.*.id"): ("forms.*.pages.*.fields.*.rubric",),
    ("protocol", "protocols.*.id"): (
        "series.*.agenda.*.protocol",
        "series.*.days.*.agenda.*.protocol",
    ),
    ("role", "roles.*.id"): (
        "series.*.agenda.*.roles.*",
        "series.*.days.*.agenda.*.roles.*",
        "series.*.roles.*",
        "checkins.*.audience.roles.*",
        "nudges.*.audience.roles.*",
    ),
    ("level", "levels.*.id"): (
        "series.*.levels.*",
        "checkins.*.audience.levels.*",
        "nudges.*.audience.levels.*",
    ),
    ("phase", "phases.*.id"): ("checkins.*.audience.phases.*", "nudges.*.audience.phases.*"),
}
_GOES_ON = (
    "places.reflection",
    "places.charter",
    "places.chooser",
    "steps.*.form",
    "steps.*.reflection",
    "phases.*.modules.*.form",
)
"""Where a form is for its author to go on with; anonymous ones are for check-ins and meetings."""

_UNIQUE = {
    "forms.*.id": 1,
    "steps.*.id": 1,
    "phases.*.id": 1,
    "phases.*.modules.*.id": 2,
    "phases.*.entry.*.id": 2,
    "phases.*.exit.*.id": 2,
    "series.*.id": 1,
    "series.*.agenda.*.id": 2,
    "series.*.days.*.agenda.*.id": 4,
    "protocols.*.id": 1,
    "protocols.*.rounds.*.id": 2,
    "rubrics.*.id": 1,
    "rubrics.*.systems.*.id": 2,
    "checkins.*.id": 1,
    "nudges.*.id": 1,
    "pathways.*.id": 1,
    "roles.*.id": 1,
    "levels.*.id": 1,
    "steps.*.checks.*.id": 2,
    "forms.*.pages.*.fields.*.id": 2,
    "forms.*.pages.*.fields.*.options.*.id": 6,
    "forms.*.pages.*.fields.*.fields.*.id": 6,
    "forms.*.pages.*.fields.*.fields.*.options.*.id": 8,
}
"""Which ids stand once, within so many parts of their place: a field's within its form."""

_LONGEST = {
    "forms.*.title": 24,
    "checkins.*.name": 75,
    "nudges.*.name": 75,
    "nudges.*.text": 1500,
    "steps.*.checks.*.text": 75,
    "phases.*.entry.*.text": 75,
    "phases.*.exit.*.text": 75,
    "forms.*.pages.*.title": 150,
    "forms.*.pages.*.fields.*.label": 150,
    "forms.*.pages.*.fields.*.hint": 300,
    "forms.*.pages.*.fields.*.example": 150,
    "forms.*.pages.*.fields.*.options.*.label": 75,
    "forms.*.pages.*.fields.*.fields.*.label": 75,
    "forms.*.pages.*.fields.*.fields.*.hint": 150,
    "forms.*.pages.*.fields.*.fields.*.options.*.label": 75,
    "pathways.*.name": 75,
    "pathways.*.entry.*": 75,
    "pathways.*.exit.*": 75,
    "roles.*.name": 75,
    "levels.*.name": 75,
    "name": 75,
}
"""Slack's limits, or less where less reads better (peers.md 4.3)."""

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def linked(path: PurePath, sheet: Sheet) -> Iterator[Mistake]:
    """Yield every mistake between the lines of a programme file."""
    yield from _wrong_name(path, sheet)
    yield from _unknown(sheet)
    yield from _twice(sheet)
    yield from _nameless(sheet)
    yield from _no_pathway(sheet)
    yield from _too_long(sheet)
    yield from _odd_times(sheet)
    yield from _odd_weeks(sheet)
    yield from _no_terms(sheet)


def _wrong_name(path: PurePath, sheet: Sheet) -> Iterator[Mistake]:
    key = sheet.values.get(("key",))
    if isinstance(key, str) and key != path.stem:
        yield sheet.mistake(
            ("key",), found=described(key), expected=f'"{path.stem}", as the file is called'
        )


def _unknown(sheet: Sheet) -> Iterator[Mistake]:
    for (what, known_at), references in _REFERENCES.items():
        known = list(dict.fromkeys(str(value) for _, value in _at(sheet, known_at)))
        for pattern in references:
            for place, value in _at(sheet, pattern):
                if isinstance(value, str) and value not in known:
                    yield sheet.mistake(
                        place,
                        found=f'the {what} "{value}", which is nowhere described',
                        expected=f"one of {', '.join(known)}" if known else f"a list of {what}s",
                        nearest=nearest_of(value, known),
                    )


def _twice(sheet: Sheet) -> Iterator[Mistake]:
    for pattern, within in _UNIQUE.items():
        seen: dict[tuple[Place, Plain], Place] = {}
        for place, value in _at(sheet, pattern):
            first = seen.setdefault((place[:within], value), place)
            if first != place:
                line = sheet.line(first)
                found = f"the id {described(value)} for the second time (first in line {line})"
                yield sheet.mistake(place, found=found, expected="every id once")


def _nameless(sheet: Sheet) -> Iterator[Mistake]:
    """Yield anonymous forms where somebody goes on with an answer of their own."""
    anonymous = {place[:2] for place, value in _at(sheet, "forms.*.anonymous") if value is True}
    nameless = {value for place, value in _at(sheet, "forms.*.id") if place[:2] in anonymous}
    for pattern in _GOES_ON:
        for place, value in _at(sheet, pattern):
            if value in nameless:
                found = f'the anonymous form "{value}"'
                yield sheet.mistake(place, found=found, expected="one that keeps its author")


def _no_pathway(sheet: Sheet) -> Iterator[Mistake]:
    """Yield choices of the chooser that are called like no pathway: they would point nowhere."""
    chooser = sheet.values.get(("places", "chooser"))
    forms = {place[:2] for place, value in _at(sheet, "forms.*.id") if value == chooser}
    known = [str(value) for _, value in _at(sheet, "pathways.*.id")]
    for place, value in _at(sheet, "forms.*.pages.*.fields.*.options.*.id"):
        if known and place[:2] in forms and value not in known:
            yield sheet.mistake(
                place,
                found=f'the pathway "{value}", which is nowhere described',
                expected=f"one of {', '.join(known)}",
                nearest=nearest_of(value, known),
            )


def _too_long(sheet: Sheet) -> Iterator[Mistake]:
    for pattern, longest in _LONGEST.items():
        for place, value in [*_at(sheet, pattern), *_at(sheet, f"{pattern}.?")]:
            if isinstance(value, str) and len(value) > longest:
                found = f"{len(value)} characters"
                yield sheet.mistake(
                    place, found=found, expected=f"at most {longest}, to fit on a phone"
                )


def _odd_times(sheet: Sheet) -> Iterator[Mistake]:
    for place, value in _at(sheet, "series.*.when.at"):
        if not _CLOCK.fullmatch(str(value)):
            yield sheet.mistake(place, found=described(value), expected='a time such as "09:00"')


def _odd_weeks(sheet: Sheet) -> Iterator[Mistake]:
    whole = sheet.values.get(("weeks",))
    phases = [(place, value) for place, value in _at(sheet, "phases.*.weeks") if _number(value)]
    total = sum(_number(value) for _, value in phases)
    if _number(whole) and total > _number(whole):
        found = f"{whole} weeks, while the phases take {total}"
        yield sheet.mistake(("weeks",), found=found, expected=f"{total} or more")
    steps = sum(_number(value) for _, value in _at(sheet, "steps.*.weeks"))
    walking = {place[:2] for place, _ in _at(sheet, "phases.*.inquiry.scope")}
    for place, value in phases:
        if place[:2] in walking and steps > _number(value):
            found = f"{value} weeks, while the steps take {steps}"
            yield sheet.mistake(place, found=found, expected=f"{steps} or more")
    if walking and not any(place[0] == "steps" for place in sheet.lines if place):
        place = (*min(walking, key=str), "inquiry")
        yield sheet.mistake(place, found="an inquiry without steps", expected="steps")


def _no_terms(sheet: Sheet) -> Iterator[Mistake]:
    """Yield rules that count in terms where the calendar has none: they would never come."""
    if any(_at(sheet, "calendar.terms.*.since")):
        return
    for part in ("series", "checkins", "nudges"):
        for place, _ in _at(sheet, f"{part}.*.when.term_week"):
            expected = "terms in the calendar, each with since, until and name"
            yield sheet.mistake(place, found="weeks of a term, and no terms", expected=expected)


def _number(value: Plain) -> int:
    return value if isinstance(value, int) else 0


def _at(sheet: Sheet, pattern: str) -> Iterator[tuple[Place, Plain]]:
    """Yield places and values that fit; ``*`` is a position in a list, ``?`` a language."""
    parts = pattern.split(".")
    for place, value in sheet.values.items():
        if len(place) == len(parts) and all(map(_fits, parts, place)):
            yield place, value


def _fits(part: str, one: str | int) -> bool:
    if part == "*":
        return isinstance(one, int)
    return part == "?" if isinstance(one, int) else part in {"?", one}
