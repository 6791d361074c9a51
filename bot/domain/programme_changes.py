"""What is different between two versions of a programme, and what hinders a move; pure.

A network keeps the version it began with. Before a facilitator moves it to a newer one they see
what would change, part by part; nobody may lose an answer or their place by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Any

from pydantic import BaseModel

from bot.domain.forms import Form
from bot.domain.programme import Programme
from bot.domain.text import Text

_INDIFFERENT = frozenset({"key", "version", "builds_on", "source", "earlier"})
_LONGEST = 120
_BEFORE = 40
"""So much of what is the same in two long texts is said before what is different."""


class Difference(StrEnum):
    """What happened to a part."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One difference: ``where`` is the way to it, as in the file: ``series``, ``conference``."""

    difference: Difference
    where: tuple[str, ...]
    before: str = ""
    after: str = ""


def changes_between(old: Programme, new: Programme) -> tuple[Change, ...]:
    """Return every difference, in the order of the file; parts with an ``id`` are matched by it."""
    before, after = _plain(old), _plain(new)
    kept = {name: value for name, value in before.items() if name not in _INDIFFERENT}
    wanted = {name: value for name, value in after.items() if name not in _INDIFFERENT}
    return tuple(_mappings(kept, wanted, ()))


def lost_places(
    new: Programme, *, phase_id: str, steps: Iterable[str], series: Iterable[str]
) -> tuple[Change, ...]:
    """Return what people are at now that a newer version does not have.

    ``steps`` are those on which cycles stand, ``series`` those with gatherings to come. While there
    is any, a network cannot move.
    """
    there = {
        "phases": ({phase_id}, {phase.id for phase in new.phases}),
        "steps": (set(steps), {step.id for step in new.steps}),
        "series": (set(series), {one.id for one in new.series}),
    }
    return tuple(
        Change(difference=Difference.GONE, where=(kind, name))
        for kind, (used, known) in there.items()
        for name in sorted(used - known)
    )


def _mappings(
    before: Mapping[str, Any], after: Mapping[str, Any], where: tuple[str, ...]
) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        yield from _values(before.get(name), after.get(name), (*where, name))


def _values(before: object, after: object, where: tuple[str, ...]) -> Iterator[Change]:
    if before == after:
        return
    if _has_ids(before) and _has_ids(after):
        yield from _items(_by_id(before), _by_id(after), where)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _mappings(before, after, where)
    else:
        older, newer = _apart(_whole(before), _whole(after))
        yield Change(difference=Difference.CHANGED, where=where, before=older, after=newer)


def _items(
    before: Mapping[str, Any], after: Mapping[str, Any], where: tuple[str, ...]
) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        there = (*where, name)
        if name not in after:
            yield Change(difference=Difference.GONE, where=there, before=_called(before[name]))
        elif name not in before:
            yield Change(difference=Difference.NEW, where=there, after=_called(after[name]))
        else:
            yield from _mappings(before[name], after[name], there)


def _plain(value: object) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return a part of a programme as plain data, its words as words."""
    match value:
        case Text():
            return value.say() if len(value.by_language) == 1 else dict(value.by_language)
        case tuple():
            return [_plain(one) for one in value]
        case BaseModel():
            fields = type(value).model_fields.items()
            return {field.alias or name: _plain(getattr(value, name)) for name, field in fields}
        case _:
            return value


def _has_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)


def _by_id(value: object) -> dict[str, Any]:
    items = value if isinstance(value, list) else []
    return {str(one["id"]): one for one in items}


def _called(item: Mapping[str, Any]) -> str:
    """Return what people call a part: its name, title, label or text."""
    for name in ("name", "title", "label", "text", "what"):
        if item.get(name):
            return _said(item[name])
    return str(item["id"])


def _said(value: object) -> str:
    return _cut(_whole(value))


def _whole(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(_whole(one) for one in value)
        case dict():
            return ", ".join(f"{key}: {_whole(one)}" for key, one in value.items() if one)
        case _:
            return str(value)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _apart(before: str, after: str) -> tuple[str, str]:
    """Return two texts cut where they differ: the change may be at the end of a long text."""
    if max(len(before), len(after)) <= _LONGEST:
        return before, after
    both = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
    start = max(0, same - _BEFORE)
    older, newer = (f"…{one[start:]}" if start else one for one in (before, after))
    return _cut(older), _cut(newer)


def keeping_answers(old: Programme, new: Programme, *, answered: Iterable[str]) -> Programme:
    """Return the newer programme with those answered forms of which it has lost a question.

    Answers name the questions they were given to; these forms go on saying what was asked.
    """
    wanted = set(answered)
    today = {form.id: form for form in new.forms}
    kept = [
        form
        for form in (*old.earlier, *old.forms)
        if form.id in wanted and not _holds(today.get(form.id), form)
    ]
    return new.model_copy(update={"earlier": tuple(kept)})


def _holds(newer: Form | None, form: Form) -> bool:
    """Whether a newer form has every question of an older one, and everything to choose there."""
    return newer is not None and _questions(form) <= _questions(newer)


def _questions(form: Form) -> set[tuple[str, str]]:
    return {
        (field.id, option)
        for field in form.fields
        for option in ("", *(one.id for one in field.options), *(one.id for one in field.fields))
    }
