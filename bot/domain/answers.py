"""Check answers and bring each into one shape; ``telling.py`` says them in words again.

Every answer that cannot be taken gets a sentence beside its input. ``Invalid.field`` is the id of
the question, followed by ``/`` and the name of the input where it has several
(``bot/domain/parts.py``).
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from math import isfinite

from bot.domain.attachments import read_address, read_files
from bot.domain.fields import (
    Answers,
    FieldKind,
    FormField,
    Question,
    ReasonFor,
    Record,
    Simple,
    Value,
)
from bot.domain.parts import (
    EVIDENCE,
    LEVEL,
    NOTHING,
    REASON,
    SAID,
    place,
    record_part,
    records_of,
    words_of,
)
from bot.errors import Invalid, InvalidMany
from bot.i18n import mark

_PLEASE = mark("Please answer this one; a few words are enough.")
_FROM_THE_LIST = mark("Please choose from the list.")
_SEVERAL = frozenset({FieldKind.CHOICES, FieldKind.MEMBERS})


def read_answers(fields: Iterable[FormField], answers: Answers, *, today: date) -> dict[str, Value]:
    """Check the answers to some fields and return them in one shape.

    ``today`` is the answering person's local date. Raises InvalidMany with one sentence for each
    input that cannot be taken; answers to other fields are left out.
    """
    taken: dict[str, Value] = {}
    problems: list[Invalid] = []
    for field in fields:
        try:
            taken[field.id] = _read(field, answers.get(field.id), today=today)
        except Invalid as problem:
            problems.append(problem)
        except InvalidMany as several:
            problems.extend(several.problems)
    if problems:
        raise InvalidMany(tuple(problems))
    return taken


def _read(field: FormField, value: Value, *, today: date) -> Value:
    match field.kind:
        case FieldKind.YES_NO:
            return _said(field, _pair(value))
        case FieldKind.RATING:
            return _rated(field, _pair(value))
        case FieldKind.RANKED:
            return _ranked(field, words_of(value))
        case FieldKind.FILE:
            return read_files(field, value)
        case FieldKind.RECORDS:
            return _listed(field, records_of(value), today=today)
        case _:
            simple = words_of(value) if isinstance(value, tuple | Mapping) else value
            return _one(field, simple, today=today)


def _one(field: Question, value: Simple, *, today: date) -> Simple:
    """Check what stands in a single input."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value in ("", ()):
        if field.required:
            raise Invalid(_PLEASE, field=field.id)
        return None
    return _taken(field, value, today=today)


def _taken(field: Question, value: str | float | tuple[str, ...], *, today: date) -> Simple:
    match field.kind:
        case FieldKind.SHORT_TEXT | FieldKind.LONG_TEXT:
            return _text(field, str(value))
        case FieldKind.NUMBER | FieldKind.SCALE:
            return _number(field, value)
        case FieldKind.DATE:
            return _day(field, str(value), today=today)
        case FieldKind.TIME:
            return _time(field, str(value))
        case FieldKind.LINK:
            return _address(field, str(value))
        case _:
            several = _chosen(field, value if isinstance(value, tuple) else (str(value),))
            return several if field.kind in _SEVERAL else several[0]


def _text(field: Question, value: str) -> str:
    if len(value) > field.max_length:
        raise Invalid(
            mark("This is {length} characters long; {most} fit. Please shorten it a little."),
            field=field.id,
            length=len(value),
            most=field.max_length,
        )
    if len(value) < field.min_length:
        raise Invalid(
            mark("A little more, please: at least {least} characters."),
            field=field.id,
            least=field.min_length,
        )
    return value


def _number(field: Question, value: Simple) -> int | float:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError as error:
        raise Invalid(mark("Please give a number."), field=field.id) from error
    if not isfinite(number):
        raise Invalid(mark("Please give a number."), field=field.id)
    whole = number.is_integer()
    if field.kind is FieldKind.SCALE and not (whole and field.lowest <= number <= field.highest):
        raise Invalid(
            mark("Please choose between {lowest} and {highest}."),
            field=field.id,
            lowest=field.lowest,
            highest=field.highest,
        )
    return int(number) if whole else number


def _chosen(field: Question, values: tuple[str, ...]) -> tuple[str, ...]:
    """Take what is among the options; people, and schools of an empty roster, have none."""
    known = {option.id for option in field.options}
    if known and not set(values) <= known:
        raise Invalid(_FROM_THE_LIST, field=field.id)
    return values


def _day(field: Question, value: str, *, today: date) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Invalid(mark("Please choose a date."), field=field.id) from error
    if day < today and not field.in_the_past:
        raise Invalid(mark("This day has passed. Please choose a later one."), field=field.id)
    return day.isoformat()


def _time(field: Question, value: str) -> str:
    try:
        at = time.fromisoformat(value)
    except ValueError as error:
        raise Invalid(mark("Please choose a time."), field=field.id) from error
    return at.strftime("%H:%M")


def _address(field: Question, value: str) -> str:
    """Take an address of a page; what a person leaves out in front of it is put there."""
    return _text(field, read_address(value, field=field.id))


def _pair(value: Value) -> Record:
    return value if isinstance(value, Mapping) else NOTHING


def _written(field: FormField, pair: Record, part: str) -> str:
    """Return the words beside a choice; raises Invalid beside them for too many."""
    words = str(pair.get(part) or "").strip()
    return _text(field.model_copy(update={"id": f"{field.id}/{part}", "min_length": 0}), words)


def _said(field: FormField, pair: Record) -> Record | None:
    """Take a yes or no; a reason that stands alone is an answer that is not finished."""
    said, reason = str(pair.get(SAID) or ""), _written(field, pair, REASON)
    if not said and not reason and not field.required:
        return None
    if not said:
        raise Invalid(mark("Please choose yes or no."), field=field.id)
    if said not in {"yes", "no"}:
        raise Invalid(_FROM_THE_LIST, field=field.id)
    if not reason and field.reason_for in {ReasonFor.ALWAYS.value, said}:
        raise Invalid(mark("Please say in a few words why."), field=f"{field.id}/{REASON}")
    return {SAID: said, REASON: reason} if reason else {SAID: said}


def _rated(field: FormField, pair: Record) -> Record | None:
    """Take a level of a rubric with what shows it; the lowest level needs no evidence."""
    given, evidence = pair.get(LEVEL), _written(field, pair, EVIDENCE)
    if given is None and not evidence and not field.required:
        return None
    if given is None:
        raise Invalid(mark("Please choose a level."), field=field.id)
    (level,) = _chosen(field, (str(given),))
    if not evidence and level != field.options[0].id:
        raise Invalid(
            mark("Please say in a sentence what shows this; an example is enough."),
            field=f"{field.id}/{EVIDENCE}",
        )
    return {LEVEL: int(level), EVIDENCE: evidence} if evidence else {LEVEL: int(level)}


def _ranked(field: FormField, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Take an order; places that are left empty close up, and no option has two."""
    taken = {number: one for number, one in enumerate(values, 1) if one}
    labels = {option.id: option.label.say() for option in field.options}
    problems: list[Invalid] = []
    for number, one in taken.items():
        beside = "/".join(filter(None, (field.id, place(number))))
        first = next(earlier for earlier, other in taken.items() if other == one)
        if one not in labels:
            problems.append(Invalid(_FROM_THE_LIST, field=beside))
        elif first != number:
            again = mark(
                '"{option}" has place {place} already. Please choose another one here, or leave '
                "it empty."
            )
            problems.append(Invalid(again, field=beside, option=labels[one], place=first))
    if problems:
        raise InvalidMany(tuple(problems))
    if not taken and field.required:
        raise Invalid(mark("Please choose at least what comes first for you."), field=field.id)
    return tuple(taken.values()) or None


def _listed(
    field: FormField, records: tuple[Record, ...], *, today: date
) -> tuple[Record, ...] | None:
    """Take a list of records; empty ones are left out, half ones get their sentences."""
    taken: list[Record] = []
    problems: list[Invalid] = []
    for number, record in enumerate(records, 1):
        if not any(str(one or "").strip() for one in record.values()):
            continue
        whole: dict[str, Simple] = {}
        for asked in field.fields:
            named = asked.model_copy(
                update={"id": f"{field.id}/{record_part(number, asked.id)}"},
            )
            try:
                whole[asked.id] = _one(named, record.get(asked.id), today=today)
            except Invalid as problem:
                problems.append(problem)
        taken.append(whole)
    if not problems and len(taken) < field.fewest:
        first = f"{field.id}/{record_part(len(taken) + 1, field.fields[0].id)}"
        sentence = mark("Please fill in at least {least}; a few words are enough.")
        problems = [Invalid(sentence, field=first, least=field.fewest)]
    if problems:
        raise InvalidMany(tuple(problems))
    return tuple(taken[: field.at_most]) or None
