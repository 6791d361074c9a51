"""An answer and the inputs it is typed in: some kinds of questions take several.

Each input of a question has a name within it, empty for the first: a ranked choice has one for
each place (``""``, ``2``, ``3``), a yes or no one for its ``reason``, a rating one for its
``evidence``, a long text up to three (``""``, ``2``, ``3``), a list of records one for each field
of each record (``1/what``, ``2/what``). Nothing is checked here; a draft goes both ways unchanged.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.fields import ONE_BOX, FieldKind, FormField, Record, Simple, Value

SAID, REASON = "said", "reason"
LEVEL, EVIDENCE = "level", "evidence"
NOTHING: Record = MappingProxyType({})
Parts = Mapping[str, Simple]
_PAIRS = {FieldKind.YES_NO: (SAID, REASON), FieldKind.RATING: (LEVEL, EVIDENCE)}


def place(number: int) -> str:
    """Return the name of one input of several, counted from 1."""
    return "" if number == 1 else str(number)


def record_part(number: int, field_id: str) -> str:
    """Return the name of the input for a field of a record; records are counted from 1."""
    return f"{number}/{field_id}"


def records_of(value: Value) -> tuple[Record, ...]:
    """Return an answer as records; what is none of them is left out."""
    some = value if isinstance(value, tuple) else ()
    return tuple(one for one in some if isinstance(one, Mapping))


def words_of(value: Value) -> tuple[str, ...]:
    """Return an answer as words; one is several of one."""
    if value is None or isinstance(value, Mapping):
        return ()
    some = value if isinstance(value, tuple) else (value,)
    return tuple(str(one) for one in some if not isinstance(one, Mapping))


def spread(field: FormField, value: Value) -> dict[str, Simple]:
    """Return what stands in each input of a question."""
    match field.kind:
        case FieldKind.YES_NO | FieldKind.RATING:
            first, second = _PAIRS[field.kind]
            pair = value if isinstance(value, Mapping) else NOTHING
            return {"": pair.get(first), second: pair.get(second)}
        case FieldKind.RANKED:
            return {place(number): one for number, one in enumerate(words_of(value), 1)}
        case FieldKind.RECORDS:
            return {
                record_part(number, name): one
                for number, record in enumerate(records_of(value), 1)
                for name, one in record.items()
            }
        case FieldKind.LONG_TEXT if field.boxes > 1 and value is not None:
            boxes = _boxes(str(value), field.boxes)
            return {place(number): text for number, text in enumerate(boxes, 1)}
        case _:
            return {"": _simple(value)}


def gathered(field: FormField, parts: Parts) -> Value:
    """Return the answer that stands in the inputs of a question."""
    match field.kind:
        case FieldKind.YES_NO | FieldKind.RATING:
            first, second = _PAIRS[field.kind]
            pair = {first: parts.get(""), second: parts.get(second)}
            return {name: one for name, one in pair.items() if one is not None}
        case FieldKind.RANKED:
            places = range(1, len(field.options) + 1)
            return tuple(str(parts.get(place(number)) or "") for number in places)
        case FieldKind.RECORDS:
            return _records(parts)
        case FieldKind.LONG_TEXT if field.boxes > 1:
            boxes = (parts.get(place(number)) for number in range(1, field.boxes + 1))
            return "\n".join(str(one) for one in boxes if one) or None
        case _:
            return parts.get("")


def _records(parts: Parts) -> tuple[Record, ...]:
    """Put the fields of records together; one that is empty keeps its place."""
    records: dict[int, dict[str, Simple]] = {}
    for name, value in parts.items():
        number, _, field_id = name.partition("/")
        if number.isdecimal():
            record = records.setdefault(int(number), {})
            if value is not None:
                record[field_id] = value
    return tuple(records[number] for number in sorted(records))


def _boxes(text: str, most: int) -> list[str]:
    """Cut a long text where a line ends, so that putting it together gives the same again.

    A line is cut where the boxes that are left could not hold the rest of it otherwise.
    """
    boxes: list[str] = []
    while len(text) > ONE_BOX and len(boxes) < most - 1:
        left = (most - 1 - len(boxes)) * ONE_BOX
        at = text.rfind("\n", max(0, len(text) - left - 1), ONE_BOX + 1)
        end = at if at > 0 else ONE_BOX
        boxes.append(text[:end])
        text = text[end:].removeprefix("\n")
    return [*boxes, text]


def _simple(value: Value) -> Simple:
    """Return an answer that one input can hold; any other is nothing to it."""
    if isinstance(value, Mapping):
        return None
    return words_of(value) if isinstance(value, tuple) else value
