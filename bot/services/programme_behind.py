"""See what else is wrong with a part of a programme in which one value cannot be read.

The model looks at rules of a part, such as minutes that add up, once every value in it is sound. So
that all mistakes are told in one go, a value that is not is replaced by one that could stand there,
and then by another one. What the model says to both has nothing to do with that value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.programme import Programme
from bot.services.yaml_lines import Place, Plain

_RULE = "value_error"
_SAMPLES = (0, 1)
_UNKNOWN = "extra_forbidden"
_MAPPING = "object"
_NOTHING: Plain = []
"""Stands for what is taken away; told apart by what it is, not by what it holds."""


def rules_behind(data: Plain, errors: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Return the rules that are broken whatever would stand where an error is."""
    places = {tuple(one["loc"]): one["type"] for one in errors}
    standing = [_broken(_with_samples(data, places, number)) for number in _SAMPLES]
    first, *others = standing
    return [
        one
        for key, one in first.items()
        if all(key in other for other in others) and not _is_within(one["loc"], places)
    ]


def _broken(data: Plain) -> dict[tuple[Place, str], ErrorDetails]:
    """Return the rules that some data breaks, by their place and sentence."""
    try:
        Programme.model_validate(data)
    except ValidationError as error:
        found = [one for one in error.errors(include_url=False) if one["type"] == _RULE]
        return {(tuple(one["loc"]), one["msg"]): one for one in found}
    return {}


def _is_within(place: Place, places: Iterable[Place]) -> bool:
    return any(place[: len(one)] == one for one in places)


def _with_samples(data: Plain, places: dict[Place, str], number: int) -> Plain:
    """Return data with a sample at each place; what may not be there is left out."""
    samples = _Samples(schema=_schema(), number=number)
    for place, kind in places.items():
        if kind == _UNKNOWN:
            data = _changed(data, place, by=_NOTHING)
        elif kind != _RULE:
            data = _changed(data, place, by=samples.at(place))
    return data


def _changed(data: Plain, place: Place, *, by: Plain) -> Plain:
    """Return data with something else at one place; what does not change is not copied."""
    if not place:
        return by
    step, *rest = place
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return [*data[:step], _changed(data[step], tuple(rest), by=by), *data[step + 1 :]]
    if not isinstance(data, dict) or not isinstance(step, str):
        return data
    if by is _NOTHING and not rest:
        return {key: one for key, one in data.items() if key != step}
    return {**data, step: _changed(data.get(step), tuple(rest), by=by)}


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return Programme.model_json_schema()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Samples:
    """Something that could stand at a place, out of the schema; ``number`` chooses which."""

    schema: dict[str, Any]
    number: int

    def at(self, place: Place) -> Plain:
        """Return what could stand at a place."""
        node = self.schema
        for step in place:
            if isinstance(step, int):
                node = self._plain(node).get("items", {})
            else:
                node = _property(self._plain(node, has_keys=True), step)
        return self._value(self._plain(node))

    def _plain(self, node: dict[str, Any], *, has_keys: bool = False) -> dict[str, Any]:
        """Return what a node of the schema refers to: keys, or rather a word where both may be."""
        while "$ref" in node or "anyOf" in node:
            if "$ref" in node:
                node = self.schema["$defs"][node["$ref"].rpartition("/")[2]]
                continue
            ways = [self._plain(one) for one in node["anyOf"] if one.get("type") != "null"]
            fitting = (one for one in ways if (one.get("type") == _MAPPING) == has_keys)
            node = next(fitting, ways[0])
        return node

    def _value(self, node: dict[str, Any]) -> Plain:
        if "enum" in node or "const" in node:
            known: list[Plain] = node.get("enum", [node.get("const")])
            return known[self.number % len(known)]
        match node.get("type"):
            case "integer" | "number":
                return int(node.get("minimum", 1)) + self.number
            case "boolean":
                return bool(self.number)
            case "array":
                items = self._plain(node.get("items", {}))
                return [self._value(items) for _ in range(node.get("minItems", 0))]
            case "object":
                names = node.get("required", ())
                return {name: self._value(self._plain(_property(node, name))) for name in names}
            case _:
                return self._word(node)

    def _word(self, node: dict[str, Any]) -> str:
        words = {"date": f"2027-01-1{self.number}", "time": f"1{self.number}:00"}
        word = words.get(str(node.get("format")), "ab"[self.number] * 2)
        return f"https://example.org/{word}" if "https" in str(node.get("pattern")) else word


def _property(node: dict[str, Any], name: str | int) -> dict[str, Any]:
    found: dict[str, Any] = node.get("properties", {}).get(name, {})
    return found
