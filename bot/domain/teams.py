"""Teams: one person writes for several, and a last question asks who took part (S20).

The question stands in no programme file: the form says ``team``, and those who can be ticked are
the author's colleagues. Its answer is no answer of the entry; it becomes ``Entry.people``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.entries import Entry
from bot.domain.fields import FieldKind, FormField, Given, Value
from bot.domain.forms import Form
from bot.domain.kinds import Message
from bot.domain.networks import Member
from bot.domain.parts import words_of
from bot.domain.people import Person
from bot.domain.text import Text

WHO_TOOK_PART = "+team"
"""The id of the last question; none that a programme can give."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Credited(Message):
    """Tells somebody that a colleague named them among those who wrote an entry."""

    form: Form
    entry: Entry
    author: Person
    occasion: str


def colleagues_of(author: Member | None, members: Sequence[Member]) -> tuple[Member, ...]:
    """Return who can have written with somebody: people of their school, or all where it is open.

    Those who lead a network write with no school's team.
    """
    if author is None:
        return ()
    return tuple(
        one
        for one in members
        if one.person_id != author.person_id
        and not one.is_facilitator
        and (author.school_id is None or one.school_id == author.school_id)
    )


def asking_who(form: Form, colleagues: Sequence[Member], *, label: str, hint: str) -> Form:
    """Return a team's form with its last question; without colleagues nobody can be ticked."""
    if not form.team or not colleagues:
        return form
    offered = tuple(
        Given(id=str(one.person_id), label=Text(by_language={"en": one.name})) for one in colleagues
    )
    asked = FormField(
        id="team",
        kind=FieldKind.SHORT_TEXT,
        label=Text(by_language={"en": label}),
        hint=Text(by_language={"en": hint}),
        required=False,
    ).model_copy(update={"id": WHO_TOOK_PART, "kind": FieldKind.CHOICES, "options": offered})
    *before, last = form.pages
    whole = last.model_copy(update={"fields": (*last.fields, asked)})
    return form.model_copy(update={"pages": (*before, whole)})


def apart(answers: Mapping[str, Value]) -> tuple[dict[str, Value], frozenset[int]]:
    """Return the answers proper, and the ids of those who were ticked."""
    people = frozenset(map(int, words_of(answers.get(WHO_TOOK_PART))))
    return {name: one for name, one in answers.items() if name != WHO_TOOK_PART}, people


def together(answers: Mapping[str, Value], people: frozenset[int]) -> dict[str, Value]:
    """Return answers with those who are ticked, as a form is filled with them."""
    ticked = tuple(map(str, sorted(people)))
    return {**answers, WHO_TOOK_PART: ticked} if ticked else dict(answers)
