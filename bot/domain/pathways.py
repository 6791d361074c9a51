"""Pathways: ways to work with a partner, and which of them somebody's answers point to; pure (S98).

A chooser is a form whose choices are named like the pathways: each answer is a voice for one. The
bot only suggests, and says which answers spoke for it; the school chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from bot.domain.forms import Answers, FieldKind, Form, Identifier, Strict
from bot.domain.text import Text, Words


class Pathway(Strict):
    """One way to work with a partner, from a small start to a whole school."""

    id: Identifier
    name: Words
    for_whom: Words
    weeks: int = Field(ge=1, le=160)
    """How long a school commits itself."""
    people: Words
    """How many take part, or which part of the school."""
    entry: tuple[Words, ...] = Field(min_length=1, max_length=5)
    """What holds before a school begins."""
    exit: tuple[Words, ...] = Field(min_length=1, max_length=5)
    """What holds when it has come to an end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Because:
    """A question and the answer that spoke for a pathway."""

    question: Text
    answer: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """The pathway that most answers point to, and which; ``of`` is how many there are in all."""

    pathway: Pathway
    because: tuple[Because, ...]
    of: int


def suggestion(pathways: Sequence[Pathway], form: Form, answers: Answers) -> Suggestion | None:
    """Return the pathway that most answers point to, None where no answer points to any.

    Of two that are level it is the one named first: pathways stand in order, the smallest first.
    """
    voices: dict[str, list[Because]] = {one.id: [] for one in pathways}
    for field in form.fields:
        labels = {option.id: option.label for option in field.options}
        chosen = str(answers.get(field.id))
        if field.kind is FieldKind.CHOICE and chosen in labels and chosen in voices:
            voices[chosen].append(Because(question=field.label, answer=labels[chosen]))
    total = sum(map(len, voices.values()))
    if not total:
        return None
    best = max(pathways, key=lambda one: len(voices[one.id]))
    return Suggestion(pathway=best, because=tuple(voices[best.id]), of=total)


def why_unfit(chooser: Form | None, pathways: Sequence[Pathway]) -> str | None:
    """Return in a sentence why a chooser and the pathways do not go together, None where they do.

    Every choice of the chooser is the name of a pathway.
    """
    if (chooser is None) == bool(pathways):
        return "pathways or a chooser alone, expected both: places.chooser names its form"
    known = [one.id for one in pathways]
    choices = [field for field in chooser.fields if field.options] if chooser else []
    for field in choices:
        for option in field.options:
            if option.id not in known:
                return f"unknown pathway {option.id!r}; known are {', '.join(known)}"
    return None
