"""Questions are data: what kind of answer each takes, and within what limits.

An answer is a plain JSON value, so that it can be stored, exported and shown again. Most are one
word, number or list of words; a yes or no with its reason and a rating with its evidence are
small mappings, a list of records is a list of such, and so are files.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.text import Words

Simple = str | int | float | tuple[str, ...] | None
Record = Mapping[str, Simple]
Value = Simple | Record | tuple[Record, ...]
Answers = Mapping[str, Value]
FileType = Annotated[str, Field(pattern=r"^[a-z0-9]{1,10}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]

ONE_BOX = 3000
"""Slack's limit for one plain-text input (peers.md 4.3); a longer answer takes several."""
LONGEST_ANSWER = 3 * ONE_BOX
MOST_RANKED = 5
_MOST_CHOICES = 10
_MOST_IN_A_RECORD = 4
_MOST_RECORDS = 6


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
    YES_NO = "yes_no"
    RANKED = "ranked"
    LINK = "link"
    TIME = "time"
    SCHOOL = "school"
    RATING = "rating"
    RECORDS = "records"
    FILE = "file"


CHOOSING = frozenset({FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.RANKED})
"""Kinds whose options stand in the programme file."""
NAMING = frozenset({FieldKind.MEMBER, FieldKind.MEMBERS, FieldKind.SCHOOL, FieldKind.FILE})
"""Kinds that name people, or come close to it; no anonymous form asks them.

A file has its owner in Slack.
"""
DECIDING = frozenset({FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.SCALE, FieldKind.YES_NO})
"""Kinds on which another question may depend."""
IN_RECORDS = frozenset(
    {
        FieldKind.SHORT_TEXT,
        FieldKind.LONG_TEXT,
        FieldKind.NUMBER,
        FieldKind.SCALE,
        FieldKind.CHOICE,
        FieldKind.DATE,
        FieldKind.TIME,
        FieldKind.LINK,
    }
)
"""Kinds that take one input and may stand in a record."""


class ReasonFor(StrEnum):
    """To which answer a reason has to be given; it may be given to either."""

    NO = "no"
    YES = "yes"
    ALWAYS = "always"


class Strict(BaseModel):
    """A frozen piece of a programme file that refuses words it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Option(Strict):
    """One thing to choose."""

    id: Identifier
    label: Words


class Given(Option):
    """Something to choose that stands in no form: a school of the roster, a level of a rubric."""

    id: str
    means: Words | None = None
    needs: Words | None = None
    """The evidence without which a level is not given."""


class OnlyIf(Strict):
    """When a question is asked: after one of some answers to an earlier one."""

    field: Identifier
    is_: tuple[str | int, ...] = Field(alias="is", min_length=1)

    def holds(self, value: Value) -> bool:
        """Whether an answer, as typed or as kept, is one of them."""
        if isinstance(value, Mapping):
            value = value.get("said")
        given = value if isinstance(value, tuple) else (value,)
        wanted = {str(one) for one in self.is_}
        return any(str(one) in wanted for one in given)


class Question(Strict):
    """One question that takes one answer; in a record it stands beside others."""

    id: Identifier
    kind: FieldKind
    label: Words
    hint: Words | None = None
    example: Words | None = None
    required: bool = True
    min_length: int = Field(default=0, ge=0)
    max_length: int = Field(default=ONE_BOX, ge=1, le=LONGEST_ANSWER)
    lowest: int = 1
    highest: int = 5
    options: tuple[Option, ...] = ()
    in_the_past: bool = True
    """Whether a date may lie before today; a due date may not."""

    def offers(self, value: Value) -> bool:
        """Whether an answer can have been chosen here; other kinds of questions offer anything."""
        if self.kind not in CHOOSING:
            return True
        chosen = value if isinstance(value, tuple) else (value,)
        known = {None, *(option.id for option in self.options)}
        return all(one in known for one in chosen)

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        named = any(not isinstance(option, Given) for option in self.options)
        if (self.kind in CHOOSING) != named:
            found = f"a {self.kind} with{'' if named else 'out'} options in {self.id}"
            msg = f"{found}, expected options for choice, choices and ranked and nowhere else"
            raise ValueError(msg)
        most = MOST_RANKED if self.kind is FieldKind.RANKED else _MOST_CHOICES
        if len(self.options) > most:
            msg = f"{len(self.options)} options in {self.id}, expected at most {most}"
            raise ValueError(msg)
        if self.kind is FieldKind.SCALE and not 1 <= self.highest - self.lowest < _MOST_CHOICES:
            msg = f"an odd scale in {self.id}, expected 2 to {_MOST_CHOICES} points"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.max_length > ONE_BOX and self.kind is not FieldKind.LONG_TEXT:
            found = f"max_length {self.max_length} in {self.id}, a {self.kind}"
            msg = f"{found}, expected at most {ONE_BOX}; a long_text takes {LONGEST_ANSWER}"
            raise ValueError(msg)
        return self


class FormField(Question):
    """One question of a form."""

    only_if: OnlyIf | None = None
    reason_for: ReasonFor = ReasonFor.NO
    rubric: Identifier | None = None
    system: Identifier | None = None
    fields: tuple[Question, ...] = Field(default=(), max_length=_MOST_IN_A_RECORD)
    """What each record of a list holds."""
    at_least: int = Field(default=0, ge=0, le=_MOST_RECORDS)
    at_most: int = Field(default=3, ge=1, le=_MOST_RECORDS)
    types: tuple[FileType, ...] = ()
    """Which files a question takes, by their ending; without any it takes the usual ones."""

    @property
    def fewest(self) -> int:
        """How many records there are at the least."""
        return max(self.at_least, 1) if self.required else self.at_least

    @property
    def boxes(self) -> int:
        """How many inputs a long text is typed in."""
        return -(-self.max_length // ONE_BOX)

    @property
    def decisive(self) -> frozenset[str]:
        """The answers on which another question can depend, as words."""
        match self.kind:
            case FieldKind.YES_NO:
                return frozenset({"yes", "no"})
            case FieldKind.SCALE:
                return frozenset(map(str, range(self.lowest, self.highest + 1)))
            case FieldKind.CHOICE | FieldKind.CHOICES:
                return frozenset(option.id for option in self.options)
            case _:
                return frozenset()

    @model_validator(mode="after")
    def _rating_has_its_rubric(self) -> Self:
        given = [bool(self.rubric), bool(self.system)]
        if any(given) != (self.kind is FieldKind.RATING) or len(set(given)) > 1:
            found = f"rubric {self.rubric or 'none'} and system {self.system or 'none'}"
            msg = f"{found} in {self.id}, a {self.kind}, expected both for a rating, else none"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _files_have_types(self) -> Self:
        if self.types and self.kind is not FieldKind.FILE:
            msg = f"types in {self.id}, a {self.kind}, expected them for a file and nowhere else"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _records_have_fields(self) -> Self:
        found = None
        odd = [one.id for one in self.fields if one.kind not in IN_RECORDS]
        long = [one.id for one in self.fields if one.max_length > ONE_BOX]
        ids = [one.id for one in self.fields]
        if bool(self.fields) != (self.kind is FieldKind.RECORDS):
            found = f"fields in {self.id}" if self.fields else f"no fields in {self.id}"
            found += f", a {self.kind}, expected some for records and nowhere else"
        elif odd or long:
            kinds = ", ".join(sorted(IN_RECORDS))
            found = f"fields in {self.id} with {(odd or long)[0]}, expected one input: {kinds}"
        elif len(set(ids)) < len(ids):
            found = f"fields in {self.id} with one id twice, expected every id once"
        elif self.at_least > self.at_most:
            found = f"at_least {self.at_least} in {self.id}, expected at_most or less"
        if found:
            raise ValueError(found)
        return self
