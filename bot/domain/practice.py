"""Practice notes: how one is called, and which of them somebody is looking for (S25); pure."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.domain.forms import Answers, Form
from bot.domain.telling import shown

PAGE = 5
"""How many stand on a page: as many as a phone shows with a thumb's scroll or two."""
LONGEST_SEARCH = 60
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """What somebody looks for, and on which page of it they are, counted from 0."""

    words: str = ""
    school: str | None = None
    page: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out by it."""
        return bool(self.words.strip()) or self.school is not None

    def matches(self, *, text: str, school: str | None) -> bool:
        """Whether a note is meant: each word stands in it somewhere, and it is of the school.

        Case and accents do not count, so that "tomas" finds Tomás.
        """
        plain = _plain(text)
        is_there = self.school is None or self.school == school
        return is_there and all(word in plain for word in _plain(self.words).split())

    def turned_to(self, page: int) -> "Search":
        """Return the same search on another page."""
        return replace(self, page=max(page, 0))


def pages_of(things: Sequence[object]) -> int:
    """Return how many pages things fill; at least one."""
    return max(1, -(-len(things) // PAGE))


def on_page(things: Sequence[_Thing], page: int) -> tuple[int, Sequence[_Thing]]:
    """Return the page that is there, and what stands on it; beyond the last one is the last."""
    there = min(max(page, 0), pages_of(things) - 1)
    return there, things[there * PAGE : (there + 1) * PAGE]


def headline(form: Form, answers: Answers, *, language: str = "en") -> str:
    """Return the line by which a note is found: the first thing that was answered."""
    words = (shown(field, answers.get(field.id), language=language) for field in form.fields)
    return next((one for one in words if one), form.title.say(language))


def rest(form: Form, answers: Answers, *, headline: str, most: int) -> Answers:
    """Return the answers without the one that stands in the headline, where it fits in there."""
    first = next((field.id for field in form.fields if answers.get(field.id)), None)
    is_whole = len(headline) <= most and answers.get(first or "") == headline
    return {name: value for name, value in answers.items() if not is_whole or name != first}


def whole_text(form: Form, answers: Answers, *, language: str = "en") -> str:
    """Return everything that was answered, as it is searched."""
    words = (shown(field, answers.get(field.id), language=language) for field in form.fields)
    return "\n".join(one for one in words if one)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))
