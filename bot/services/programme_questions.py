"""Look at what points into a form, and at questions and criteria that nobody could ever meet.

A step adopts one answer of its form, a decision takes proposals out of another, a criterion takes
the mean of a scale: the question has to be there and of a kind that fits. Like everything in
``programme_links.py`` this reads the plain data, so that a mistake is named at its own line.
"""

from collections.abc import Iterator
from typing import NamedTuple

from bot.services.mistakes import Mistake
from bot.services.programme_check import nearest_of
from bot.services.sheet_index import SheetIndex
from bot.services.yaml_lines import Plain

_WRITTEN = frozenset({"short_text", "long_text", "records"})
_COUNTED = frozenset({"scale", "number"})
_ANY: frozenset[str] = frozenset()
_LONGEST_BY_ITSELF = 3000
_CRITERIA = ("entry", "exit")


class _Pointer(NamedTuple):
    """A word that names a question of the form that is named beside it."""

    question: str
    form: str
    kinds: frozenset[str]


_POINTERS = (
    _Pointer("steps.*.adopts", "form", _ANY),
    _Pointer("decisions.*.fields.*", "ask", _WRITTEN),
    *(_Pointer(f"phases.*.{one}.*.computed.field", "average", _COUNTED) for one in _CRITERIA),
)


def questions_linked(index: SheetIndex) -> Iterator[Mistake]:
    """Yield every mistake about questions that are pointed to, or cannot be answered."""
    yield from _pointers(index)
    yield from _systems(index)
    yield from _dimensions(index)
    yield from _too_long_to_be_short(index)
    yield from _shared_ids(index)
    yield from _unreachable(index)
    yield from _unmatched(index)


def _pointers(index: SheetIndex) -> Iterator[Mistake]:
    forms = _forms(index)
    for pointer in _POINTERS:
        length = pointer.question.count(".") - pointer.question.endswith(".*")
        for place, name in index.at(pointer.question):
            kinds = forms.get(index.value(*place[:length], pointer.form))
            if kinds is None:
                continue
            if name not in kinds:
                yield index.sheet.mistake(
                    place,
                    found=f'the question "{name}", which is not in that form',
                    expected=f"one of {', '.join(kinds)}",
                    nearest=nearest_of(name, list(kinds)),
                )
            elif pointer.kinds and kinds[str(name)] not in pointer.kinds:
                expected = f"one that is {' or '.join(sorted(pointer.kinds))}"
                found = f'the question "{name}", a {kinds[str(name)]}'
                yield index.sheet.mistake(place, found=found, expected=expected)


def _forms(index: SheetIndex) -> dict[Plain, dict[str, str]]:
    """Return the questions of each form, each with its kind."""
    names = {place[:2]: value for place, value in index.at("forms.*.id")}
    forms: dict[Plain, dict[str, str]] = {name: {} for name in names.values()}
    for place, value in index.at("forms.*.pages.*.fields.*.id"):
        kind = index.value(*place[:-1], "kind")
        forms.get(names.get(place[:2]), {})[str(value)] = str(kind)
    return forms


def _systems(index: SheetIndex) -> Iterator[Mistake]:
    """Yield ratings of a system that their rubric has not."""
    rubrics = {place[:2]: value for place, value in index.at("rubrics.*.id")}
    systems: dict[Plain, list[str]] = {name: [] for name in rubrics.values()}
    for place, value in index.at("rubrics.*.systems.*.id"):
        systems.get(rubrics.get(place[:2]), []).append(str(value))
    for place, value in index.at("forms.*.pages.*.fields.*.system"):
        known = systems.get(index.value(*place[:-1], "rubric"))
        if known is not None and value not in known:
            yield index.sheet.mistake(
                place,
                found=f'the system "{value}", which that rubric has not',
                expected=f"one of {', '.join(known)}",
                nearest=nearest_of(value, known),
            )


def _dimensions(index: SheetIndex) -> Iterator[Mistake]:
    """Yield a framework that no question asks for, and dimensions that nobody can choose."""
    wanted = index.value("framework", "field")
    asking = [
        place[:-1] for place, value in index.at("forms.*.pages.*.fields.*.id") if value == wanted
    ]
    if wanted is None:
        return
    if not asking:
        found = f'the question "{wanted}", which no form asks'
        yield index.sheet.mistake(
            ("framework", "field"), found=found, expected="the id of a choice among the dimensions"
        )
        return
    offered = {
        value
        for place, value in index.at("forms.*.pages.*.fields.*.options.*.id")
        if place[:-3] in asking
    }
    for place, value in index.at("framework.dimensions.*.id"):
        if value not in offered:
            found = f'the dimension "{value}", which "{wanted}" does not offer'
            known = [str(one) for one in offered]
            expected = f"one of {', '.join(sorted(known))}" if known else "a choice with options"
            near = nearest_of(value, known)
            yield index.sheet.mistake(place, found=found, expected=expected, nearest=near)


def _too_long_to_be_short(index: SheetIndex) -> Iterator[Mistake]:
    """Yield questions of which every answer is either too short or too long."""
    for shape in ("forms.*.pages.*.fields.*", "forms.*.pages.*.fields.*.fields.*"):
        for place, least in index.at(f"{shape}.min_length"):
            most = _number(index.value(*place[:-1], "max_length")) or _LONGEST_BY_ITSELF
            if _number(least) > most:
                found = f"at least {least} characters and at most {most}"
                expected = "a question that can be answered"
                yield index.sheet.mistake(place, found=found, expected=expected)


def _shared_ids(index: SheetIndex) -> Iterator[Mistake]:
    """Yield nudges that are called like a check-in: both are asked under one name."""
    first = {value: place for place, value in index.at("checkins.*.id")}
    for place, value in index.at("nudges.*.id"):
        if value in first:
            line = index.sheet.line(first[value])
            found = f'the id "{value}", which a check-in has (line {line})'
            yield index.sheet.mistake(place, found=found, expected="every id once")


def _unreachable(index: SheetIndex) -> Iterator[Mistake]:
    """Yield criteria about the steps of an inquiry in a phase that walks none.

    What holds before a phase begins is looked at in the phase before it.
    """
    walking = {place[1] for place, _ in index.at("phases.*.inquiry.scope")}
    for one, back in (("exit", 0), ("entry", 1)):
        for place, value in index.at(f"phases.*.{one}.*.computed"):
            phase = int(place[1]) - back
            if value in {"all_steps_done", "everyone_contributed"} and phase not in walking:
                yield index.sheet.mistake(
                    place,
                    found=f"{value} of a phase that walks no inquiry, which is never so",
                    expected="inquiry in that phase, or another criterion",
                )


def _unmatched(index: SheetIndex) -> Iterator[Mistake]:
    """Yield criteria about partners where nobody is matched, about a charter where none is."""
    missing = {}
    if not index.has("partners"):
        found = "partners in a programme that matches nobody, which is never so"
        missing["partnered"] = (found, "partners: {size: 2}")
    if index.value("places", "charter") is None:
        found = "a charter in a programme that has no form for it, which is never so"
        missing["chartered"] = (found, "charter in places")
    for what, (found, expected) in missing.items():
        for side in _CRITERIA:
            for place, value in index.at(f"phases.*.{side}.*.computed.{what}"):
                if value is True:
                    yield index.sheet.mistake(place, found=found, expected=expected)


def _number(value: Plain) -> int:
    return value if isinstance(value, int) else 0
