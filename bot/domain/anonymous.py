"""Anonymous answers: what may be shown of them, and how they are mixed before they are.

Answers are shown together, never fewer than five at once: the first five or more, and later ones
when five or more have come since. Two looks thus never differ by fewer than five answers.
Issue 3, section 2; requirement S35.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from bot.domain.entries import About
from bot.domain.forms import Answers, FieldKind, Form, FormField, Value
from bot.domain.parts import EVIDENCE, LEVEL, REASON, SAID, words_of
from bot.domain.telling import shown

FEWEST_SHOWN = 5
"""How many answers are shown together at the least (architecture.md 4)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One anonymous form about one thing in one network: within it everybody answers once."""

    network_id: int
    form_id: str
    about: About


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many have answered one anonymous form, and how many of the answers are shown."""

    asked: Asked
    answers: int
    shown: int
    week_of: date
    """The Monday of the week of the latest answer."""

    @property
    def waiting(self) -> int:
        """How many answers have come since those that are shown."""
        return self.answers - self.shown

    @property
    def needed(self) -> int:
        """How many more answers it takes until more is shown."""
        return max(0, FEWEST_SHOWN - self.waiting)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What came of one question, without any order: how often each was chosen, or the texts."""

    field: FormField
    counts: tuple[tuple[str, int], ...] = ()
    """Each point, level or option with how many chose it, of an order with how many put it first;
    empty for other questions."""
    texts: tuple[str, ...] = ()
    """What was written, also why somebody said yes or no, and what shows a level."""
    places: tuple[tuple[str, float], ...] = ()
    """Of an order: the average place of each option, for those who gave it one."""

    @property
    def average(self) -> float | None:
        """The average of a scale or a level; None for other questions and without an answer."""
        number = sum(count for _, count in self.counts)
        if self.field.kind not in _IN_NUMBERS or not number:
            return None
        return sum(int(point) * count for point, count in self.counts) / number

    @property
    def highest(self) -> int:
        """The highest point or level that there is."""
        return max((int(point) for point, _ in self.counts), default=self.field.highest)


_IN_NUMBERS = frozenset({FieldKind.SCALE, FieldKind.RATING})


def results(form: Form, answers: Sequence[Answers], *, mixing: Random) -> tuple[Result, ...]:
    """Return what came of each question of a form; each is mixed by itself.

    What one person answered to two questions never stands together, so that a telling answer to one
    gives away no other. ``mixing`` must be one that nobody can foresee (``SystemRandom``).
    """
    return tuple(_result(field, answers, mixing) for field in form.fields)


def words(
    form: Form, answers: Sequence[Answers], *, mixing: Random
) -> tuple[tuple[FormField, str], ...]:
    """Return every answer with its question, mixed within each question; for exports."""
    return tuple(
        (field, text)
        for field in form.fields
        for text in _mixed([shown(field, one.get(field.id)) for one in answers], mixing)
    )


def _result(field: FormField, answers: Sequence[Answers], mixing: Random) -> Result:
    given = [one[field.id] for one in answers if one.get(field.id) is not None]
    match field.kind:
        case FieldKind.SCALE:
            points = [str(point) for point in range(field.lowest, field.highest + 1)]
            return Result(field=field, counts=_counted(points, given))
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return Result(field=field, counts=_counted([one.id for one in field.options], given))
        case FieldKind.YES_NO:
            return _paired(field, given, ["yes", "no"], parts=(SAID, REASON), mixing=mixing)
        case FieldKind.RATING:
            levels = [one.id for one in field.options]
            return _paired(field, given, levels, parts=(LEVEL, EVIDENCE), mixing=mixing)
        case FieldKind.RANKED:
            return _ordered(field, given)
        case _:
            return Result(field=field, texts=_mixed([shown(field, one) for one in given], mixing))


def _paired(
    field: FormField,
    given: Sequence[Value],
    choices: Sequence[str],
    *,
    parts: tuple[str, str],
    mixing: Random,
) -> Result:
    """Count what was chosen; the words beside it are mixed apart from it."""
    chosen, words = parts
    pairs = [one for one in given if isinstance(one, Mapping)]
    counts = _counted(choices, [str(one.get(chosen)) for one in pairs])
    texts = _mixed([str(one.get(words) or "") for one in pairs], mixing)
    return Result(field=field, counts=counts, texts=texts)


def _ordered(field: FormField, given: Sequence[Value]) -> Result:
    """Count how often each option came first, and on which place it came on average."""
    orders = [words_of(one) for one in given]
    ids = [one.id for one in field.options]
    found = {one: [order.index(one) + 1 for order in orders if one in order] for one in ids}
    return Result(
        field=field,
        counts=_counted(ids, [order[0] for order in orders if order]),
        places=tuple((one, sum(some) / len(some)) for one, some in found.items() if some),
    )


def _counted(choices: Sequence[str], given: Sequence[Value]) -> tuple[tuple[str, int], ...]:
    chosen = [one for value in given for one in words_of(value)]
    return tuple((choice, chosen.count(choice)) for choice in choices)


def _mixed(texts: Sequence[str], mixing: Random) -> tuple[str, ...]:
    there = [text for text in texts if text]
    return tuple(mixing.sample(there, len(there)))
