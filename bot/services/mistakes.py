"""Name what is wrong in a file, so that whoever wrote it can mend it without help."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Translator, mark

_LONGEST_QUOTED = 60
_MOST_NAMED = 40
_ENOUGH_NAMED = 12
"""Of many words not all are named where the one that was probably meant is."""
_CURLY = "\u201c\u201d\u201e\u2018\u2019"
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """One thing to mend in a file: where, what is there, what should be; line 0 is the file.

    A warning is told apart from it.
    """

    file: str
    line: int
    found: str
    expected: str
    nearest: str | None = None
    is_warning: bool = False
    """Whether the file can be used all the same, and is only worth a second look."""

    def tell(self, translate: Translator) -> str:
        """Return the mistake as a sentence in the reader's language."""
        parts = [mark("{file}: found {found}, expected {expected}.")]
        if self.is_warning:
            parts = [mark("{file}, line {line}, worth a look: {found}; better {expected}.")]
        elif self.line:
            parts = [mark("{file}, line {line}: found {found}, expected {expected}.")]
        if self.nearest is not None:
            parts.append(mark('Did you mean "{nearest}"?'))
        values = {name: getattr(self, name) for name in self.__slots__}
        return " ".join(translate(part).format(**values) for part in parts)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.tell(mark)


def described(value: object) -> str:
    """Return a value as it is spoken of in a mistake."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case dict():
            return "keys with values"
        case list() | tuple():
            return "a list"
        case _:
            return str(value)


def _quoted(words: str) -> str:
    if len(words) > _LONGEST_QUOTED:
        return f'"{words[:57]}..."'
    if _UNSEEN.search(words):
        return f'"{_UNSEEN.sub("", words)}" with a character that cannot be seen'
    if is_in_curly_quotes(words):
        return f"{words} in curly quotes"
    return f'"{words}"'


def is_in_curly_quotes(words: str) -> bool:
    """Whether words stand in such quotes as word processors make, which are none in a file."""
    return len(words) > 1 and words[0] in _CURLY and words[-1] in _CURLY


def one_of(words: Sequence[str], *, nearest: str | None = None) -> str:
    """Return what could stand there; of many words some where the one that was meant is known."""
    most = _MOST_NAMED if nearest is None else _ENOUGH_NAMED
    named = ", ".join(words[:most])
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return f"one of {named}{more}"
