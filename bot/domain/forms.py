"""Forms are data: fields, pages, help and limits come from the programme file.

One renderer makes the modal (``handlers/blocks/forms.py``), one reader here checks the answers.
An answer is a plain JSON value, so that it can be stored, exported and shown again.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.text import Words
from bot.domain.visibility import Visibility
from bot.errors import Invalid, InvalidMany
from bot.i18n import mark

Value = str | int | float | tuple[str, ...] | None
Answers = Mapping[str, Value]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]

LONGEST_ANSWER = 3000
"""Slack's limit for one plain-text input (peers.md 4.3)."""
_MOST_CHOICES = 10
_MOST_FIELDS_ON_A_PAGE = 8


class FieldKind(StrEnum):
    """What kind of answer a field takes."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    SCALE = "scale"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MEMBER = "member"
    MEMBERS = "members"


_NAMING = frozenset({FieldKind.MEMBER, FieldKind.MEMBERS})


class Strict(BaseModel):
    """A frozen piece of a programme file that refuses words it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Strict):
    """One thing to choose."""

    id: Identifier
    label: Words


class FormField(Strict):
    """One question of a form."""

    id: Identifier
    kind: FieldKind
    label: Words
    hint: Words | None = None
    example: Words | None = None
    required: bool = True
    min_length: int = Field(default=0, ge=0)
    max_length: int = Field(default=LONGEST_ANSWER, ge=1, le=LONGEST_ANSWER)
    lowest: int = 1
    highest: int = 5
    options: tuple[Option, ...] = ()
    in_the_past: bool = True
    """Whether a date may lie before today; a due date may not."""

    def offers(self, value: Value) -> bool:
        """Whether an answer can have been chosen here; other kinds of questions offer anything."""
        chosen = value if isinstance(value, tuple) else (value,)
        known = {None, *(option.id for option in self.options)}
        return not self.options or set(chosen) <= known

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        chooses = self.kind in {FieldKind.CHOICE, FieldKind.CHOICES}
        if chooses != bool(self.options):
            found = f"a {self.kind} with{'' if self.options else 'out'} options in {self.id}"
            msg = f"{found}, expected options for choice and choices and nowhere else"
            raise ValueError(msg)
        if len(self.options) > _MOST_CHOICES:
            msg = f"{len(self.options)} options in {self.id}, expected at most {_MOST_CHOICES}"
            raise ValueError(msg)
        if self.kind is FieldKind.SCALE and not 1 <= self.highest - self.lowest < _MOST_CHOICES:
            msg = f"an odd scale in {self.id}, expected 2 to {_MOST_CHOICES} points"
            raise ValueError(msg)
        return self


class Page(Strict):
    """What is asked at once; a page stays small enough for a phone."""

    title: Words | None = None
    fields: tuple[FormField, ...] = Field(min_length=1, max_length=_MOST_FIELDS_ON_A_PAGE)


class Form(Strict):
    """A set of questions with one default visibility, stated on the form itself."""

    id: Identifier
    title: Words
    about: Words | None = None
    visibility: Visibility = Visibility.FACILITATOR
    anonymous: bool = False
    """Whether answers are kept without their author: one page, no draft, no editing."""
    pages: tuple[Page, ...] = Field(min_length=1)
    thanks: Words | None = None

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All questions, page after page."""
        return tuple(field for page in self.pages for field in page.fields)

    def field(self, field_id: str) -> FormField:
        """Return one question; raises KeyError for an unknown id."""
        return {field.id: field for field in self.fields}[field_id]

    def asked_for(self, answers: Answers) -> bool:
        """Whether every answer belongs to a question of this form, and every choice to a list."""
        asked = {field.id: field for field in self.fields}
        return all(name in asked and asked[name].offers(value) for name, value in answers.items())

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [field.id for field in self.fields]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            msg = f"form {self.id}: field {twice[0]} stands twice"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _anonymous_form_can_be(self) -> Self:
        """Refuse what could not be kept without a name: drafts between pages, named people."""
        if not self.anonymous:
            return self
        naming = [one.id for one in self.fields if one.kind in _NAMING]
        problem = None
        if len(self.pages) > 1:
            problem = f"{len(self.pages)} pages in an anonymous form, expected one"
        elif naming:
            problem = f"{naming[0]} names people in an anonymous form, expected another kind"
        elif self.visibility is not Visibility.FACILITATOR:
            problem = f"visibility {self.visibility} in an anonymous form, expected none"
        if problem is not None:
            msg = f"form {self.id}: {problem}"
            raise ValueError(msg)
        return self


def read_answers(fields: Iterable[FormField], answers: Answers, *, today: date) -> dict[str, Value]:
    """Check the answers to some fields and return them in one shape.

    ``today`` is the answering person's local date. Raises InvalidMany with one sentence for each
    field that cannot be taken; answers to other fields are left out.
    """
    taken: dict[str, Value] = {}
    problems: list[Invalid] = []
    for field in fields:
        try:
            taken[field.id] = _read(field, answers.get(field.id), today=today)
        except Invalid as problem:
            problems.append(problem)
    if problems:
        raise InvalidMany(tuple(problems))
    return taken


def _read(field: FormField, value: Value, *, today: date) -> Value:
    if isinstance(value, str):
        value = value.strip()
    if value is None or value in ("", ()):
        if field.required:
            raise Invalid(mark("Please answer this one; a few words are enough."), field=field.id)
        return None
    return _taken(field, value, today=today)


def _taken(field: FormField, value: str | float | tuple[str, ...], *, today: date) -> Value:
    several = value if isinstance(value, tuple) else (str(value),)
    match field.kind:
        case FieldKind.SHORT_TEXT | FieldKind.LONG_TEXT:
            return _text(field, str(value))
        case FieldKind.NUMBER | FieldKind.SCALE:
            return _number(field, value)
        case FieldKind.CHOICE:
            return _chosen(field, several)[0]
        case FieldKind.CHOICES:
            return _chosen(field, several)
        case FieldKind.DATE:
            return _day(field, str(value), today=today)
        case FieldKind.MEMBER:
            return several[0]
        case FieldKind.MEMBERS:
            return several


def _text(field: FormField, value: str) -> str:
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


def _number(field: FormField, value: Value) -> int | float:
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


def _chosen(field: FormField, values: tuple[str, ...]) -> tuple[str, ...]:
    known = {option.id for option in field.options}
    if not set(values) <= known:
        raise Invalid(mark("Please choose from the list."), field=field.id)
    return values


def _day(field: FormField, value: str, *, today: date) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise Invalid(mark("Please choose a date."), field=field.id) from error
    if day < today and not field.in_the_past:
        raise Invalid(mark("This day has passed. Please choose a later one."), field=field.id)
    return day.isoformat()


def shown(field: FormField, value: Value, *, language: str = "en") -> str:
    """Return an answer as words: labels for choices, the text itself for texts."""
    if value is None:
        return ""
    labels = {option.id: option.label.say(language) for option in field.options}
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(labels.get(str(one), str(one)) for one in values)
