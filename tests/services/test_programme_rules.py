"""Every word that people read has a length that fits where Slack shows it."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from bot.domain.programme import Programme
from bot.domain.text import Text
from bot.services.programme_rules import LONGEST

HEADLESS = ("earlier",)
"""What the bot keeps for itself."""
BOUND = {"calendar.region", "forms.*.pages.*.fields.*.only_if.is.*"}
"""Words that are looked up in a list."""


def test_every_word_of_a_programme_has_its_length() -> None:
    """A closure, a term, a source, an option: none is longer than Slack takes (issue 3)."""
    shapes = set(words_in(Programme, ()))

    assert shapes - set(LONGEST) - BOUND == set()


def words_in(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[str]:
    """Yield the shape of every place that holds free words."""
    for name, field in model.model_fields.items():
        if above or name not in HEADLESS:
            is_free = not any(hasattr(one, "pattern") for one in field.metadata)
            here = (*above, field.alias or name)
            yield from words_of(field.annotation, here, is_free=is_free)


def words_of(kind: Any, here: tuple[str, ...], *, is_free: bool) -> Iterator[str]:
    """Yield the shapes of one value of a model."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Text or (kind is str and is_free):
        yield ".".join(here)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from words_in(kind, here)
    elif origin is tuple:
        yield from words_of(inner[0], (*here, "*"), is_free=True)
    elif origin is Annotated and not any(hasattr(one, "pattern") for one in bounds(inner)):
        yield from words_of(inner[0], here, is_free=is_free)
    elif origin in {Union, UnionType}:
        for one in inner:
            yield from words_of(one, here, is_free=is_free)


def bounds(inner: tuple[Any, ...]) -> list[Any]:
    """Return what is said of an annotated type, also inside of a field."""
    return [one for said in inner[1:] for one in (said, *getattr(said, "metadata", ()))]
