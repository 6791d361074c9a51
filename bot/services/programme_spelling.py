"""Read on behind a misspelt key: tell it once, and take what stands under it as it was meant.

Whoever writes ``froms`` for ``forms`` should hear of that one word, and of every mistake in those
forms; not of forty places that name a form which is nowhere described.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pydantic import BaseModel

from bot.domain.forms import Form
from bot.domain.programme import Programme
from bot.domain.protocols import Protocol
from bot.domain.rubrics import Rubric
from bot.domain.text import Text
from bot.services.mistakes import Mistake
from bot.services.programme_check import keys_of, model_in, nearest_of, unknown_key
from bot.services.yaml_lines import Place, Plain, Sheet

PIECES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {"programmes": Programme, "forms": Form, "protocols": Protocol, "rubrics": Rubric}
)
"""What a file of each kind holds."""
_MOST_ODD = 20
"""Where more keys are unknown, something else altogether was meant."""
_OF_OVERLAYS = frozenset({"remove"})
"""Keys that mean something only where a programme builds on another one."""


def respelt(sheet: Sheet, kind: str) -> Sheet:
    """Return a sheet with misspelt keys as they were meant, each of them among its mistakes."""
    speller = _Speller(sheet=sheet)
    data = speller.value(sheet.data, PIECES[kind], ())
    if not speller.mistakes:
        return sheet
    return replace(
        sheet,
        data=data,
        lines={speller.moved(place): line for place, line in sheet.lines.items()},
        values={speller.moved(place): value for place, value in sheet.values.items()},
        mistakes=(*sheet.mistakes, *speller.mistakes),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Speller:
    """Walks through a sheet beside the model and keeps what it has renamed."""

    sheet: Sheet
    mistakes: list[Mistake] = field(default_factory=list)
    meant: dict[Place, str] = field(default_factory=dict)

    def value(self, value: Plain, model: type[BaseModel] | None, place: Place) -> Plain:
        """Return a value with the keys that were meant."""
        if model is None or model is Text:
            return value
        if isinstance(value, list):
            return [self.value(one, model, (*place, at)) for at, one in enumerate(value)]
        return self._keys(value, model, place) if isinstance(value, dict) else value

    def _keys(self, value: dict[str, Plain], model: type[BaseModel], place: Place) -> Plain:
        fields = keys_of(model)
        if len(value) > len(fields) + _MOST_ODD:
            return value
        said: dict[str, Plain] = {}
        for key, one in value.items():
            there = (*place, key)
            name = self._name(there, one, list(fields), {*value, *said})
            said[name] = self.value(one, model_in(fields.get(name)), there)
        return said

    def _name(self, place: Place, value: Plain, known: list[str], taken: set[str]) -> str:
        key = str(place[-1])
        near = None if key in known or key in _OF_OVERLAYS else nearest_of(key, known)
        if near is None or near in taken:
            return key
        self.mistakes.append(unknown_key(place, value, known, self.sheet))
        self.meant[place] = near
        return near

    def moved(self, place: Place) -> Place:
        """Return a place as it is called now."""
        steps = (place[:end] for end in range(1, len(place) + 1))
        return tuple(self.meant.get(step, step[-1]) for step in steps)
