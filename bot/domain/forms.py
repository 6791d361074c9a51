"""Forms are data: fields, pages, help and limits come from the programme file.

One renderer makes the modal (``handlers/blocks/forms.py``), one reader checks the answers
(``bot/domain/answers.py``). What a single question may be stands in ``bot/domain/fields.py``.
"""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from bot.domain.fields import (
    DECIDING,
    NAMING,
    Answers,
    FieldKind,
    FormField,
    Identifier,
    Option,
    Strict,
    Value,
)
from bot.domain.text import Words
from bot.domain.unsound import Unsound, Within
from bot.domain.visibility import Visibility

__all__ = [
    "Answers",
    "FieldKind",
    "Form",
    "FormField",
    "Identifier",
    "Option",
    "Page",
    "Strict",
    "Value",
]

ADDED = "+"
"""What the ids of questions begin with that stand in no programme file."""
_MOST_FIELDS_ON_A_PAGE = 8


class Page(Strict):
    """What is asked at once; a page stays small enough for a phone."""

    title: Words | None = None
    fields: tuple[FormField, ...] = Field(min_length=1, max_length=_MOST_FIELDS_ON_A_PAGE)

    @model_validator(mode="after")
    def _fits_on_a_phone(self) -> Self:
        lists = {
            at: field.id for at, field in enumerate(self.fields) if field.kind is FieldKind.RECORDS
        }
        if len(lists) > 1:
            found = f"the lists of records {' and '.join(lists.values())} on one page"
            raise Unsound((("fields", max(lists)), f"{found}, expected one a page"))
        return self


class Form(Strict):
    """A set of questions with one default visibility, stated on the form itself."""

    id: Identifier
    title: Words
    about: Words | None = None
    visibility: Visibility = Visibility.FACILITATOR
    anonymous: bool = False
    """Whether answers are kept without their author: one page, no draft, no editing."""
    team: bool = False
    """Whether one person writes for several: they tick who took part, all are credited (S20)."""
    pages: tuple[Page, ...] = Field(min_length=1)
    thanks: Words | None = None

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All questions, page after page."""
        return tuple(field for page in self.pages for field in page.fields)

    def field(self, field_id: str) -> FormField:
        """Return one question; raises KeyError for an unknown id."""
        return {field.id: field for field in self.fields}[field_id]

    def asked(self, answers: Answers, *, page: int | None = None) -> tuple[FormField, ...]:
        """Return the questions that are asked after some answers, all or those of one page.

        A question on which another depends must itself be asked; what depends on one that is not
        is not asked either.
        """
        asked: dict[str, FormField] = {}
        for field in self.fields:
            rule = field.only_if
            if rule is None or (rule.field in asked and rule.holds(answers.get(rule.field))):
                asked[field.id] = field
        there = self.fields if page is None else self.pages[page].fields
        return tuple(field for field in there if field.id in asked)

    def without_partners(self) -> "Form":
        """Return the form for somebody without partners: the facilitator reads in their place."""
        if self.visibility is not Visibility.TRIO:
            return self
        return self.model_copy(update={"visibility": Visibility.FACILITATOR})

    def decides(self, field_id: str, *, page: int) -> bool:
        """Whether the answer to a question shows or hides another one of the same page."""
        rules = (field.only_if for field in self.pages[page].fields)
        return any(rule is not None and rule.field == field_id for rule in rules)

    def page_after(self, page: int, answers: Answers) -> int:
        """Return the next page that asks something; the last one is always shown."""
        last = len(self.pages) - 1
        asking = (one for one in range(page + 1, last) if self.asked(answers, page=one))
        return next(asking, last)

    def page_before(self, page: int, answers: Answers) -> int:
        """Return the page before that asks something; the first one where none does."""
        asking = (one for one in range(page - 1, 0, -1) if self.asked(answers, page=one))
        return next(asking, 0)

    def asked_for(self, answers: Answers) -> bool:
        """Whether every answer belongs to a question of this form, and every choice to a list.

        What is asked beside the questions of the programme belongs to every form.
        """
        asked = {field.id: field for field in self.fields}
        given = {name: one for name, one in answers.items() if not name.startswith(ADDED)}
        return all(name in asked and asked[name].offers(value) for name, value in given.items())

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [field.id for field in self.fields]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            msg = f"form {self.id}: field {twice[0]} stands twice"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _conditions_can_hold(self) -> Self:
        """See that a question depends on an earlier one, and on answers that it can have."""
        earlier: dict[str, FormField] = {}
        flaws: list[tuple[Within, str]] = []
        for at, field in self._placed():
            problem = _unmet(field, earlier)
            if problem is not None:
                flaws.append(((*at, "only_if"), f"form {self.id}: {problem}"))
            earlier[field.id] = field
        if flaws:
            raise Unsound(*flaws)
        return self

    def _placed(self) -> Iterator[tuple[Within, FormField]]:
        """Yield all questions with their places."""
        for number, page in enumerate(self.pages):
            for at, field in enumerate(page.fields):
                yield ("pages", number, "fields", at), field

    @model_validator(mode="after")
    def _anonymous_form_can_be(self) -> Self:
        """Refuse what could not be kept without a name: drafts between pages, named people."""
        if not self.anonymous:
            return self
        flaws: list[tuple[Within, str]] = [
            ((*at, "kind"), f"{one.id} names people in an anonymous form, expected another kind")
            for at, one in self._placed()
            if one.kind in NAMING
        ]
        if len(self.pages) > 1:
            found = f"{len(self.pages)} pages in an anonymous form, expected one"
            flaws.append((("pages", 1), found))
        if self.team:
            flaws.append((("team",), "a team in an anonymous form, expected nobody to be named"))
        if self.visibility is not Visibility.FACILITATOR:
            found = f"visibility {self.visibility} in an anonymous form, expected none"
            flaws.append((("visibility",), found))
        if flaws:
            raise Unsound(*((at, f"form {self.id}: {flaw}") for at, flaw in flaws))
        return self


def _unmet(field: FormField, earlier: dict[str, FormField]) -> str | None:
    """Return why the condition of a question can never hold, None where it can."""
    rule = field.only_if
    if rule is None:
        return None
    deciding = earlier.get(rule.field)
    if deciding is None:
        return f"{field.id} depends on {rule.field}, expected a question that stands before it"
    if deciding.kind not in DECIDING:
        kinds = ", ".join(sorted(DECIDING))
        return f"{field.id} depends on {rule.field}, a {deciding.kind}, expected one of {kinds}"
    unknown = sorted({str(one) for one in rule.is_} - deciding.decisive)
    if unknown:
        known = ", ".join(sorted(deciding.decisive))
        return f'{field.id} waits for "{unknown[0]}" in {rule.field}, expected one of {known}'
    return None
