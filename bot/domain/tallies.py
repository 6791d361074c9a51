"""Tallies: how many of what a programme promises there were, and what answers add up to.

How many gatherings of a kind took place (S89), which dimensions of a framework were looked at
(S86), who decides what in schools (S85). Pure, and without a name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.fields import FieldKind, FormField, Question, Value
from bot.domain.figures import Meeting
from bot.domain.forms import Form
from bot.domain.parts import records_of, words_of
from bot.domain.purpose import Dimension, SeriesCount
from bot.domain.text import Text

WHO_DECIDES = "who_decides"
"""The question of a record that says who makes a decision; any form may ask it (S85)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many gatherings of some kinds there were, of how many that belong to a programme."""

    count: SeriesCount
    done: int
    """How many took place for the network, or for the school that had most of them."""
    planned: int
    """How many have a date that is still to come."""
    schools: Mapping[str, int]
    """By the name of each school, where each has its own: at how many of them it was."""

    @property
    def least(self) -> int:
        """How many the school with the fewest had; the same as ``done`` for all together."""
        return min(self.schools.values(), default=self.done)

    @property
    def is_enough(self) -> bool:
        """Whether there were as many as belong to the programme, at every school."""
        return self.least >= self.count.min


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """One answer to a question, and whose; the name goes no further."""

    author_id: int
    form: Form
    answers: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """How often each of some things was named, by so many people; nothing below five of them."""

    counts: tuple[tuple[Text, int], ...] = ()
    people: int = 0

    @property
    def is_told(self) -> bool:
        """Whether so many people answered that nobody can be guessed."""
        return self.people >= FEWEST_SHOWN

    @property
    def missing(self) -> tuple[Text, ...]:
        """What nobody has named."""
        return tuple(what for what, number in self.counts if not number)


def tally(
    count: SeriesCount,
    meetings: Iterable[Meeting],
    *,
    planned: int,
    school_of: Mapping[int, str],
) -> Tally:
    """Count gatherings of some kinds; where each school has its own, those it was at.

    A gathering for one school counts for that school alone. ``school_of`` gives the school of each
    member by the person's id.
    """
    of_kind = [one for one in meetings if one.series.kind in count.kinds]
    if not count.by_school:
        done = sum(one.school is None for one in of_kind)
        return Tally(count=count, done=done, planned=planned, schools={})
    there = Counter(school for one in of_kind for school in _schools_at(one, school_of))
    schools = {name: there[name] for name in sorted(set(school_of.values()))}
    most = max(schools.values(), default=0)
    return Tally(count=count, done=most, planned=planned, schools=schools)


def _schools_at(meeting: Meeting, school_of: Mapping[int, str]) -> set[str]:
    """Return the schools whose people were there; of one for a single school that one at most."""
    if meeting.school is not None:
        return {meeting.school} if meeting.came else set()
    return {school_of[one] for one in meeting.came if one in school_of}


def coverage(
    field_id: str, dimensions: Sequence[Dimension], answered: Iterable[Answered]
) -> Spread:
    """Return how often each dimension of a framework was named in answers (S86)."""
    named: Counter[str] = Counter()
    people: set[int] = set()
    for one in answered:
        words = words_of(one.answers.get(field_id))
        named.update(set(words))
        people |= {one.author_id} if words else set()
    counts = tuple((one.name, named[one.id]) for one in dimensions)
    return Spread(counts=counts, people=len(people))


def shared_leadership(answered: Iterable[Answered]) -> Spread:
    """Return how many decisions are made by whom, over all maps of who decides what (S85)."""
    decided: Counter[str] = Counter()
    names: dict[str, Text] = {}
    people: set[int] = set()
    for one in answered:
        for field, question in asking_who(one.form):
            names |= {option.id: option.label for option in question.options}
            chosen = [
                str(record[WHO_DECIDES])
                for record in records_of(one.answers.get(field.id))
                if record.get(WHO_DECIDES) is not None
            ]
            decided.update(chosen)
            people |= {one.author_id} if chosen else set()
    counts = tuple((name, decided[key]) for key, name in names.items())
    return Spread(counts=counts, people=len(people))


def asking_who(form: Form) -> tuple[tuple[FormField, Question], ...]:
    """Return the lists of a form whose records say who decides, each with that question."""
    return tuple(
        (field, question)
        for field in form.fields
        if field.kind is FieldKind.RECORDS
        for question in field.fields
        if question.id == WHO_DECIDES and question.kind is FieldKind.CHOICE
    )
