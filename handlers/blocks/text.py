"""Bring words into mrkdwn: escaped, cut to fit, in the reader's language.

Slack reads ``&``, ``<`` and ``>`` as signs of its own, so nothing that a person typed, and nothing
out of a programme file, enters mrkdwn unescaped: ``<!channel>`` would call everybody. Lengths are
those of the escaped text, because Slack counts that.
"""

import re
from collections.abc import Iterable, Iterator

from bot.domain.readers import Reader
from bot.domain.text import Text
from bot.i18n import language_of

BUDGET = 10_000
"""Characters that one text may take of a message; the rest of it needs about 2,000."""
_LINE = 2400
_ENTITY = 5
_ELLIPSIS = "…"
_QUOTED = "&gt; "
_BULLET = "• "


def say(words: Text, reader: Reader) -> str:
    """Return words of a programme in the reader's language."""
    return words.say(language_of(reader.locale))


def escape(text: str) -> str:
    """Return a text that mrkdwn shows as it was typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, for places that take no mrkdwn."""
    return text if len(text) <= most else text[: most - 1].rstrip() + _ELLIPSIS


def trim(escaped: str, most: int) -> str:
    """Return an escaped text cut to fit, never in the middle of an entity."""
    if len(escaped) <= most:
        return escaped
    return re.sub(r"&[a-z]*$", "", escaped[: most - 1]).rstrip() + _ELLIPSIS


def fit(text: str, most: int) -> str:
    """Return a text escaped and cut."""
    return trim(escape(text.strip()), most)


def brief(text: str, most: int = 200) -> str:
    """Return a text escaped and cut, on one line."""
    return fit(" ".join(text.split()), most)


def bullets(texts: Iterable[str], *, most: int = 200, count: int = 12) -> list[str]:
    """Return a list of short lines; what is beyond ``count`` is left out and shown as such."""
    lines = [_BULLET + brief(text, most) for text in texts]
    return lines if len(lines) <= count else [*lines[:count], _BULLET + _ELLIPSIS]


def quote(text: str, *, budget: int = BUDGET) -> list[str]:
    """Return a person's text as quoted lines, each short enough for any block.

    A text of nothing but signs that Slack wants escaped can grow to five times its length; what is
    beyond the budget is left out and shown as such.
    """
    lines = escape(text.strip()).splitlines()
    shown = (_QUOTED + piece for line in lines for piece in pieces(line, _LINE))
    quoted, is_whole = within(shown, budget)
    return quoted if is_whole else [*quoted, _QUOTED + _ELLIPSIS]


def pieces(line: str, most: int) -> Iterator[str]:
    """Yield an escaped line in pieces of at most ``most``, broken at blanks where there are any."""
    while len(line) > most:
        at = line.rfind(" ", 1, most + 1)
        if at < 0:
            at = _before_entity(line, most)
        yield line[:at]
        line = line[at:].lstrip(" ")
    yield line


def _before_entity(line: str, at: int) -> int:
    """Return ``at``, or the start of the entity that a cut there would go through."""
    opened = line.rfind("&", max(at - _ENTITY, 0), at)
    return opened if opened > 0 and ";" not in line[opened:at] else at


def within(lines: Iterable[str], budget: int = BUDGET) -> tuple[list[str], bool]:
    """Return the lines that fit into a number of characters, and whether that is all of them.

    Slack fails at messages of more than about 13,200 characters over all blocks.
    """
    taken: list[str] = []
    for line in lines:
        budget -= len(line) + 1
        if budget < 0:
            return taken, False
        taken.append(line)
    return taken, True
