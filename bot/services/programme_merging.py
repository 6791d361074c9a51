"""Lay a programme that says only what is different over the one it builds on.

Keys replace keys, items of a list replace those with the same ``id``, new ones follow,
``remove: true`` takes one away, and ``when`` is replaced as a whole. Every value keeps the file and
line it was written in.
"""

from bot.services.mistakes import Mistake, described
from bot.services.yaml_lines import Place, Plain, Sheet

_REMOVE = "remove"
_WHOLE = frozenset({"when"})
"""Keys whose values are replaced as a whole: half of one rhythm and half of another is neither."""


def merged(base: Sheet, own: Sheet) -> Sheet:
    """Return the base with everything that the own sheet says differently."""
    merger = _Merger(base, own)
    data = merger.both(base.data, own.data, base_at=(), own_at=(), to=())
    return Sheet(
        file=own.file,
        data=data,
        lines=merger.lines,
        values=merger.values,
        origins=merger.origins,
        mistakes=(*base.mistakes, *own.mistakes, *merger.mistakes),
        is_whole=base.is_whole and own.is_whole,
    )


class _Merger:
    """Lay one sheet over another and remember where every value came from."""

    def __init__(self, base: Sheet, own: Sheet) -> None:
        self.base = base
        self.own = own
        self.lines: dict[Place, int] = {}
        self.values: dict[Place, Plain] = {}
        self.origins: dict[Place, str] = {}
        self.mistakes: list[Mistake] = []

    def both(
        self, below: Plain, above: Plain, *, base_at: Place, own_at: Place, to: Place
    ) -> Plain:
        """Return two values as one, the upper one first where they cannot be joined."""
        if isinstance(below, dict) and isinstance(above, dict):
            self._note(self.own, own_at, to)
            return self._keys(below, above, base_at=base_at, own_at=own_at, to=to)
        if _has_ids(below) and _has_ids(above):
            self._note(self.own, own_at, to)
            return self._items(_list(below), _list(above), base_at=base_at, own_at=own_at, to=to)
        return self._copy(self.own, above, own_at, to)

    def _keys(
        self,
        below: dict[str, Plain],
        above: dict[str, Plain],
        *,
        base_at: Place,
        own_at: Place,
        to: Place,
    ) -> Plain:
        joined: dict[str, Plain] = {}
        for key in dict.fromkeys((*below, *above)):
            at_base, at_own, there = (*base_at, key), (*own_at, key), (*to, key)
            if key not in above:
                joined[key] = self._copy(self.base, below[key], at_base, there)
            elif key not in below or key in _WHOLE:
                joined[key] = self._copy(self.own, above[key], at_own, there)
            else:
                joined[key] = self.both(
                    below[key], above[key], base_at=at_base, own_at=at_own, to=there
                )
        return joined

    def _items(
        self,
        below: list[dict[str, Plain]],
        above: list[dict[str, Plain]],
        *,
        base_at: Place,
        own_at: Place,
        to: Place,
    ) -> Plain:
        changed = {str(item["id"]): position for position, item in enumerate(above)}
        joined: list[Plain] = []
        for position, item in enumerate(below):
            at_base, there = (*base_at, position), (*to, len(joined))
            at = changed.pop(str(item["id"]), None)
            if at is None:
                joined.append(self._copy(self.base, item, at_base, there))
            elif _REMOVE in above[at]:
                self._removed(above[at], (*own_at, at, _REMOVE))
            else:
                joined.append(
                    self.both(item, above[at], base_at=at_base, own_at=(*own_at, at), to=there)
                )
        for at in changed.values():
            joined.append(self._copy(self.own, above[at], (*own_at, at), (*to, len(joined))))
        return joined

    def _removed(self, item: dict[str, Plain], place: Place) -> None:
        if item[_REMOVE] is not True:
            found = described(item[_REMOVE])
            self.mistakes.append(self.own.mistake(place, found=found, expected="true"))

    def _copy(self, sheet: Sheet, value: Plain, place: Place, to: Place) -> Plain:
        self._note(sheet, place, to)
        match value:
            case dict():
                for key, one in value.items():
                    self._copy(sheet, one, (*place, key), (*to, key))
            case list():
                for position, one in enumerate(value):
                    self._copy(sheet, one, (*place, position), (*to, position))
            case _:
                self.values[to] = value
        return value

    def _note(self, sheet: Sheet, place: Place, to: Place) -> None:
        self.lines[to] = sheet.line(place)
        self.origins[to] = sheet.file_of(place)


def _has_ids(value: Plain) -> bool:
    """Whether every item of a list has an id by which it can be found in another one."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in value
    )


def _list(value: Plain) -> list[dict[str, Plain]]:
    items = value if isinstance(value, list) else []
    return [one for one in items if isinstance(one, dict)]
