"""Any question that a programme file can ask, and any answer that a person can give to it."""

import string
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bot.domain.attachments import LARGEST, TAKEN
from bot.domain.fields import CHOOSING, IN_RECORDS, Given, Question, Record
from bot.domain.forms import FieldKind, Form, FormField, Option, Page, Value
from bot.domain.text import Text

LONGEST = 3000
SIGNS = st.characters(exclude_categories=["C", "Z"])
WORDS = st.text(SIGNS, min_size=1, max_size=60)
IDENTIFIERS = st.text(string.ascii_lowercase, min_size=1, max_size=8)
PEOPLE = st.text(string.ascii_uppercase + string.digits, min_size=3, max_size=9).map("U{}".format)


def _text(words: str) -> Text:
    return Text(by_language={"en": words})


LEVELS = tuple(
    Given(id=str(value), label=_text(name), means=_text("Some do."), needs=_text("A date."))
    for value, name in enumerate(["Not yet", "Partly", "Fully"])
)
SCHOOLS = tuple(Given(id=name, label=_text(name)) for name in ("Lake", "Hill & Dale"))
ADDRESSES = st.sampled_from(["https://example.org/plan", "http://a.example/?q=1&b=%20"])
SINGLE = sorted(set(FieldKind) - {FieldKind.RECORDS})


def question(draw_: st.DrawFn, kinds: Sequence[FieldKind]) -> dict[str, Any]:
    """Make what every question has."""
    kind = draw_(st.sampled_from(kinds))
    most = 5 if kind is FieldKind.RANKED else 10
    ids = draw_(st.lists(IDENTIFIERS, min_size=1, max_size=most, unique=True))
    lowest = draw_(st.integers(-5, 5))
    long = kind is FieldKind.LONG_TEXT and len(kinds) > len(IN_RECORDS)
    return {
        "id": draw_(IDENTIFIERS),
        "kind": kind,
        "label": _text(draw_(WORDS)),
        "hint": draw_(st.none() | WORDS.map(_text)),
        "example": draw_(st.none() | WORDS.map(_text)),
        "required": draw_(st.booleans()),
        "lowest": lowest,
        "highest": lowest + draw_(st.integers(1, 9)),
        "max_length": draw_(st.sampled_from([3000, 3001, 6001, 9000])) if long else 3000,
        "options": tuple(Option(id=one, label=_text(one)) for one in ids)
        if kind in CHOOSING
        else (),
    }


@st.composite
def fields(draw_: st.DrawFn, kinds: Sequence[FieldKind] = SINGLE) -> FormField:
    """Make any question that a programme file can ask."""
    asked = question(draw_, kinds)
    if asked["kind"] is FieldKind.RATING:
        rated = FormField(**asked, rubric="r", system="s")
        return rated.model_copy(update={"options": LEVELS})
    if asked["kind"] is FieldKind.SCHOOL:
        return FormField(**asked).model_copy(
            update={"options": draw_(st.sampled_from([(), SCHOOLS]))}
        )
    if asked["kind"] is not FieldKind.RECORDS:
        return FormField(**asked)
    some = [
        Question(**question(draw_, sorted(IN_RECORDS))) for _ in range(draw_(st.integers(1, 4)))
    ]
    once = {one.id: one.model_copy(update={"required": True}) for one in some}
    return FormField(**asked, fields=tuple(once.values()), at_least=draw_(st.integers(0, 3)))


def answer_to(field: FormField) -> st.SearchStrategy[Value]:
    """Make any answer that a person can give to a question."""
    ids = [option.id for option in field.options]
    match field.kind:
        case FieldKind.YES_NO:
            said = st.sampled_from(["yes", "no"])
            return st.fixed_dictionaries({"said": said, "reason": WORDS})
        case FieldKind.RATING:
            levels = st.sampled_from([int(one) for one in ids])
            return st.fixed_dictionaries({"level": levels, "evidence": WORDS})
        case FieldKind.RANKED:
            return st.permutations(ids).map(tuple)
        case FieldKind.FILE:
            return st.lists(files(), min_size=1, max_size=field.at_most).map(tuple)
        case FieldKind.RECORDS:
            one = st.fixed_dictionaries({asked.id: simple(asked) for asked in field.fields})
            least, most = max(1, field.at_least), max(field.at_least, field.at_most)
            return st.lists(one, min_size=least, max_size=min(most, 3)).map(tuple)
        case FieldKind.LONG_TEXT if field.max_length > LONGEST:
            line = st.integers(1, 2990).map(lambda length: "x" * length)
            lines = st.lists(line, min_size=1, max_size=field.boxes)
            joined = lines.map("\n".join)
            return joined.filter(lambda text: len(text) <= field.max_length)
        case _:
            return simple(field)


def files() -> st.SearchStrategy[Record]:
    """Make what is kept of a file."""
    return st.fixed_dictionaries(
        {
            "id": st.text(string.digits, min_size=1, max_size=5).map("F{}".format),
            "name": WORDS,
            "type": st.sampled_from(TAKEN),
            "size": st.integers(0, LARGEST),
            "link": st.just("https://schools.example/files/F1"),
        }
    )


def texts(field: Question) -> st.SearchStrategy[str]:
    """Make a text that is as long as a question wants it."""
    least = max(1, field.min_length)
    return _texts(least, min(field.max_length, least + 59))


@cache
def _texts(least: int, most: int) -> st.SearchStrategy[str]:
    """Make a text; making the way to make it takes longer, so each is made once."""
    return st.text(SIGNS, min_size=least, max_size=most)


def simple(field: Question) -> st.SearchStrategy[Any]:
    """Make an answer that one input takes."""
    ids = [option.id for option in field.options]
    words = texts(field)
    since = date(1900, 1, 1) if field.in_the_past else date(2090, 1, 1)
    by_kind: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.SHORT_TEXT: words,
        FieldKind.LONG_TEXT: words,
        FieldKind.NUMBER: st.integers(-9999, 9999) | st.sampled_from([0.5, 2.25, -3.75]),
        FieldKind.SCALE: st.integers(field.lowest, field.highest),
        FieldKind.DATE: st.dates(since, date(2100, 1, 1)).map(date.isoformat),
        FieldKind.TIME: st.times().map(lambda at: at.strftime("%H:%M")),
        FieldKind.LINK: ADDRESSES,
        FieldKind.SCHOOL: st.sampled_from(ids or ["Lake"]),
        FieldKind.MEMBER: PEOPLE,
        FieldKind.MEMBERS: st.lists(PEOPLE, min_size=1, max_size=4, unique=True).map(tuple),
    }
    if field.kind is FieldKind.CHOICE:
        return st.sampled_from(ids)
    if field.kind is FieldKind.CHOICES:
        chosen = st.lists(st.sampled_from(ids), min_size=1, unique=True)
        return chosen.map(lambda some: tuple(sorted(some, key=ids.index)))
    return by_kind[field.kind]


@st.composite
def filled_forms(draw_: st.DrawFn) -> tuple[Form, dict[str, Value]]:
    """Make a page of questions, and an answer to each."""
    asked = draw_(st.lists(fields(), min_size=1, max_size=4, unique_by=lambda field: field.id))
    if draw_(st.booleans()):
        records = draw_(fields([FieldKind.RECORDS]))
        asked.append(records.model_copy(update={"id": "the_records"}))
    title = Text(by_language={"en": draw_(WORDS)})
    form = Form(id="any", title=title, pages=(Page(fields=tuple(asked)),))
    return form, {field.id: draw_(answer_to(field)) for field in asked}
