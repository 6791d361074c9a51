"""Own wordings: what a network says or dates in its own way, beside its programme; pure (S22, S58).

A programme is looked at as it is written in a file: keys with words, lists and numbers. A place is
the way to one of them by keys and ids: ``norms``, ``steps/problem/purpose``,
``series/conference/when``, ``forms/reflection/fields/next_step/label``. Only words and dates have
places; who reads what, what is asked of whom and how parts hang together stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.wording_places import KINDS, Chapter, Saying

Written = dict[str, Any]
"""A programme, or a part of one, as plain data."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One thing that a network says in its own way; ``before`` is what its programme says.

    Both are plain data, None where nothing is said. ``at`` is UTC.
    """

    network_id: int
    place: str
    before: Any
    after: Any
    by_id: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in a programme with what stands there now.

    ``of`` names the part for people, in English or whatever language it is written in.
    """

    path: str
    chapter: Chapter
    of: str
    saying: Saying
    now: Any

    @property
    def words(self) -> str:
        """What it says now, for people to find it by; empty where nothing is said."""
        return said(self.now)


_SHORT_DAYS = ("weekday", "every_weeks")
"""How a check-in may say its days without ``when``."""


def places_of(programme: Written) -> Iterator[Place]:
    """Yield every place of a programme, kind by kind."""
    for kind in KINDS:
        for path, names, part in _parts(programme, kind.way, (), ()):
            for saying in kind.sayings:
                yield Place(
                    path="/".join((*path, saying.key)),
                    chapter=kind.chapter,
                    of=": ".join(names),
                    saying=saying,
                    now=_value(part, saying.key),
                )


def place_at(programme: Written, path: str) -> Place | None:
    """Return one place; None for a way that leads nowhere, or to what is no wording."""
    return next((one for one in places_of(programme) if one.path == path), None)


def with_value(programme: Written, path: str, value: object) -> Written:
    """Return a copy of a programme that says something else at a place; None says nothing there.

    Raises KeyError where the place is gone.
    """
    changed = deepcopy(programme)
    *way, key = path.split("/")
    part = _part(changed, way)
    if key == "when":
        for short in _SHORT_DAYS:
            part.pop(short, None)
    part.pop(key, None)
    if value is not None:
        part[key] = value
    return changed


def thawed(value: object) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return plain data with lists in place of tuples, as it is written."""
    match value:
        case Mapping():
            return {str(key): thawed(one) for key, one in value.items()}
        case list() | tuple():
            return [thawed(one) for one in value]
        case _:
            return value


def said(value: object) -> str:
    """Return what stands at a place as one text, a line for each of several."""
    match value:
        case None:
            return ""
        case Mapping() if "en" in value:
            return str(value["en"])
        case Mapping():
            return "; ".join(f"{key}: {_one_line(one)}" for key, one in value.items())
        case list() | tuple():
            return "\n".join(said(one) for one in value)
        case _:
            return str(value)


def fitting(wordings: Iterable[Wording], programme: Written) -> tuple[list[Wording], list[Wording]]:
    """Return the wordings that have a place in a newer programme, and those that have none.

    The former know what the newer one says there; what it says just so itself is left out.
    """
    places = {one.path: one for one in places_of(programme)}
    kept: list[Wording] = []
    lost: list[Wording] = []
    for one in wordings:
        place = places.get(one.place)
        if place is None:
            lost.append(one)
        elif place.now != one.after:
            kept.append(
                Wording(
                    network_id=one.network_id,
                    place=one.place,
                    before=place.now,
                    after=one.after,
                    by_id=one.by_id,
                    at=one.at,
                )
            )
    return kept, lost


def _one_line(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _value(part: Written, key: str) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return what a part says at a key; days may be said in short."""
    if key == "when" and key not in part:
        short = {name: part[name] for name in _SHORT_DAYS if name in part}
        return short or None
    return part.get(key)


def _parts(
    here: Written, way: Sequence[str], path: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Written]]:
    """Yield the parts at the end of a way, each with its path by ids and the names on it."""
    if not way:
        yield path, names, here
        return
    key, _each, *rest = way
    for own, one in _listed(here, key).items():
        yield from _parts(one, rest, (*path, key, own), (*names, _called(own, one)))


def _part(here: Written, way: Sequence[str]) -> Written:
    """Follow a path by keys and ids; raises KeyError where it leads nowhere."""
    if not way:
        return here
    key, name, *rest = way
    return _part(_listed(here, key)[name], rest)


def _listed(here: Written, key: str) -> dict[str, Written]:
    """Return the parts below a key by their ids, those without by their number, from one on.

    The questions of a form stand on its pages.
    """
    found: list[Written] = here.get(key, [])
    if key == "fields" and "pages" in here:
        found = [one for page in here["pages"] for one in page["fields"]]
    return {str(one.get("id", number)): one for number, one in enumerate(found, start=1)}


def _called(own: str, part: Written) -> str:
    """Return what people call a part that has an id or a number of its own."""
    named = (part[key] for key in ("name", "title", "label", "text") if part.get(key))
    return said(next(named, own))
