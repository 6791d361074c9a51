"""Find what stands at places of one shape: every id of a form, every label of a question.

A shape is written with dots: ``forms.*.id``. ``*`` is any position in a list. Words may be one
sentence or several by language, so ``words`` looks at both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.services.yaml_lines import Place, Plain, Sheet

Found = tuple[Place, Plain]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetIndex:
    """The values of a sheet by the shape of their place, in the order of the file."""

    sheet: Sheet
    shapes: dict[str, list[Found]]
    within: dict[str, list[Found]]
    """The same by the shape of what holds them."""

    @classmethod
    def of(cls, sheet: Sheet) -> "SheetIndex":
        """Look at every value once."""
        shapes: dict[str, list[Found]] = {}
        within: dict[str, list[Found]] = {}
        for found in sheet.values.items():
            parts = ["*" if isinstance(part, int) else part for part in found[0]]
            shapes.setdefault(".".join(parts), []).append(found)
            within.setdefault(".".join(parts[:-1]), []).append(found)
        return cls(sheet=sheet, shapes=shapes, within=within)

    def at(self, shape: str) -> list[Found]:
        """Return places and values of a shape."""
        return self.shapes.get(shape, [])

    def words(self, shape: str) -> Iterator[tuple[Place, str]]:
        """Yield the words at places of a shape, in each language in which they are said."""
        for place, value in (*self.at(shape), *self._by_language(shape)):
            if isinstance(value, str):
                yield place, value

    def _by_language(self, shape: str) -> Iterator[Found]:
        for place, value in self.within.get(shape, ()):
            if isinstance(place[-1], str):
                yield place, value

    def value(self, *place: str | int) -> Plain:
        """Return what stands at one place; None for nothing."""
        return self.sheet.values.get(place)

    def has(self, *keys: str) -> bool:
        """Whether the file says anything under some top key, however it says it."""
        return any(place and place[0] in keys for place in self.sheet.lines)
