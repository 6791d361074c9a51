"""Put a programme together: shared forms, protocols and rubrics by name, and what it builds on.

A list may name a shared part in the place of writing it out: ``forms: [trust_pulse]`` takes the
form of the file ``forms/trust_pulse.yml``. A programme that ``builds_on`` another one says only
what is different: keys replace keys, items of a list replace those with the same ``id``, new ones
follow, ``remove: true`` takes one away, and ``when`` is replaced as a whole. Every value keeps the
file and line it was written in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from bot.services.mistakes import Mistake, described, one_of
from bot.services.programme_check import nearest_of
from bot.services.programme_merging import merged
from bot.services.yaml_lines import Place, Plain, Sheet, read_yaml

PARTS = ("forms", "protocols", "rubrics")
"""The lists whose items may be names; each is a folder of shared files too."""
PROGRAMME = "programmes"
BUILDS_ON = "builds_on"
_HOST = """
key: host
name: Host
about: It takes one part.
weeks: 1
size: {min: 1, max: 100}
roles: [{id: host, name: Host}]
phases: [{id: host, name: Host, weeks: 1, lead: joint}]
series: [{id: host, kind: session, name: Host, minutes: 60, when: {weekday: monday, at: "09:00"}}]
places: {reflection: host}
"""
_HOST_FORM = "{id: host, title: Host, pages: [{fields: [{id: host, kind: date, label: Host}]}]}"
"""The smallest programme there can be."""
_DEEPEST = 3
"""On so many programmes, one below the other, a programme may build."""

Find = Callable[[str, str], Sheet | None]
"""Return the sheet of a shared part, or of a programme, by kind and name."""
Names = Callable[[str], Sequence[str]]
"""Return the names there are of a kind."""


def assembled(sheet: Sheet, *, find: Find, names: Names) -> Sheet:
    """Return the whole programme of a sheet; what cannot be found is among its mistakes."""
    return _Assembly(find=find, names=names).whole(sheet, above=())


def host_of(kind: str, name: str, names: Names) -> Sheet:
    """Return a programme that takes nothing but one shared part, to look at that part alone.

    All rubrics are there, since forms ask for ratings on them.
    """
    parts = {"forms": [_HOST_FORM], "rubrics": [one for one in names("rubrics") if one != name]}
    parts.setdefault(kind, []).append(name)
    lists = "".join(f"{key}: [{', '.join(items)}]\n" for key, items in parts.items())
    return read_yaml(PurePath("host.yml"), f"{_HOST}{lists}".encode())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Assembly:
    find: Find
    names: Names

    def whole(self, sheet: Sheet, *, above: tuple[str, ...]) -> Sheet:
        """Return a programme with what it builds on; ``above`` are those that build on it."""
        own = self._with_parts(sheet)
        key = own.data.get(BUILDS_ON) if isinstance(own.data, dict) else None
        if not isinstance(key, str):
            return own
        way = (*above, _key_of(own))
        base = None if key in way or len(way) > _DEEPEST else self.find(PROGRAMME, key)
        if base is None or base.data is None:
            mistake = self._baseless(own, key, way)
            below = base.mistakes if base else ()
            return replace(own, mistakes=(*own.mistakes, mistake, *below), is_whole=False)
        return merged(self.whole(base, above=way), own)

    def _baseless(self, own: Sheet, key: str, way: tuple[str, ...]) -> Mistake:
        """Say why nothing can be built on a programme: itself, a circle, too deep, not there."""
        known = [name for name in self.names(PROGRAMME) if name not in way]
        found, nearest = f'"{key}", on which nothing can be built', nearest_of(key, known)
        expected = one_of(known, nearest=nearest) if known else "a programme in the same folder"
        if key == way[-1]:
            found, nearest = f'"{key}", which is this programme itself', None
            expected = "the key of another programme"
        elif key in way:
            circle = " builds on ".join((*way[way.index(key) :], key))
            found, nearest = f"a circle: {circle}", None
            expected = "a programme that does not build on this one"
        elif len(way) > _DEEPEST:
            found, nearest = f"a programme below {_DEEPEST} others", None
            expected = f"at most {_DEEPEST}, one below the other"
        elif key in self.names(PROGRAMME):
            found, nearest = f'"{key}", which cannot be read', None
        return own.mistake((BUILDS_ON,), found=found, expected=expected, nearest=nearest)

    def _with_parts(self, sheet: Sheet) -> Sheet:
        """Return the sheet with the shared parts in the place of their names.

        A misspelt name is told, and taken as it was meant, so that nothing else is told of it.
        """
        named = list(_named(sheet))
        if not named or not isinstance(sheet.data, dict):
            return sheet
        bench = _Bench(sheet)
        there = {(place[0], name) for place, name in named}
        for place, name in named:
            kind, position = str(place[0]), int(place[1])
            part = self.find(kind, name)
            if part is None or part.data is None:
                missing = self._missing(sheet, place, name)
                bench.mistakes += (*(part.mistakes if part else ()), missing)
                meant = missing.nearest and self.find(kind, missing.nearest)
                if meant and meant.data is not None and (kind, missing.nearest) not in there:
                    bench.put(meant, (kind, position))
                continue
            bench.put(part, (kind, position))
            if isinstance(part.data, dict) and part.data.get("id") != name:
                found = described(part.data.get("id"))
                expected = f'"{name}", as the file is called'
                bench.mistakes.append(part.mistake(("id",), found=found, expected=expected))
        return bench.sheet()

    def _missing(self, sheet: Sheet, place: Place, name: str) -> Mistake:
        kind = str(place[0])
        known = self.names(kind)
        near = nearest_of(name, list(known))
        return sheet.mistake(
            place,
            found=f'"{name}", which is not among the shared {kind}',
            expected=one_of(known, nearest=near) if known else f"a file in the folder {kind}",
            nearest=near,
        )


def _key_of(sheet: Sheet) -> str:
    return PurePath(sheet.file).stem


def _named(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """Yield the places at which a shared part is named."""
    whole = sheet.data if isinstance(sheet.data, dict) else {}
    for kind in PARTS:
        items = whole.get(kind)
        for position, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, str):
                yield (kind, position), item


class _Bench:
    """A sheet that is being put together out of several."""

    def __init__(self, sheet: Sheet) -> None:
        assert isinstance(sheet.data, dict)  # noqa: S101 - only called for the keys of a programme
        self.file = sheet.file
        self.data: dict[str, Plain] = {
            key: list(value) if isinstance(value, list) else value
            for key, value in sheet.data.items()
        }
        self.lines = dict(sheet.lines)
        self.values = dict(sheet.values)
        self.origins = dict(sheet.origins)
        self.mistakes = list(sheet.mistakes)

    def put(self, part: Sheet, place: tuple[str, int]) -> None:
        """Put a part in the place of its name."""
        items = self.data[place[0]]
        assert isinstance(items, list)  # noqa: S101 - the name was found in it
        items[place[1]] = part.data
        self.values.pop(place, None)
        self.lines |= {(*place, *inner): line for inner, line in part.lines.items()}
        self.values |= {(*place, *inner): value for inner, value in part.values.items()}
        self.origins[place] = part.file
        self.mistakes += part.mistakes

    def sheet(self) -> Sheet:
        """Return what has been put together."""
        return Sheet(
            file=self.file,
            data=self.data,
            lines=self.lines,
            values=self.values,
            origins=self.origins,
            mistakes=tuple(self.mistakes),
        )
