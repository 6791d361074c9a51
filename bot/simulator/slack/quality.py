"""Find what Slack accepts but people should not get: the violations of quality, as pure checks.

Slack posts blocks without a fallback text, lets an app call everybody, and shows unescaped what a
person typed. The local Slack posts them, too, and writes them down.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

TEXT_RECOMMENDED = 4000
BLOCKS_TEXT_MAX = 13_200
_SHORTEST = 3
_TELLING = 8
_FAR = 12
_NEAR = 3
_SPECIAL = re.compile(r"[&<>]")
_EVERYBODY = re.compile(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>")
_EVERYBODY_PARSED = re.compile(r"@(?:channel|here|everyone)\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Violation:
    """One breach of quality: its kind, where it happened and what it was."""

    kind: str
    where: str
    what: str


def check_message(
    arguments: Mapping[str, Any],
    *,
    where: str,
    typed: Iterable[str] = (),
) -> list[Violation]:
    """Return what is poor about a message as an app sends it (its arguments).

    ``typed`` is every text that people have typed so far; ``where`` names the call, for the report.
    """
    found = [*_check_fallback(arguments), *_check_lengths(arguments)]
    found += _check_everybody(arguments)
    outgoing = list(mrkdwn_texts(arguments))
    found += [("unescaped_text", text) for text in unescaped(outgoing, typed=typed)]
    return [Violation(kind=kind, where=where, what=what) for kind, what in found]


def check_view(
    view: Mapping[str, Any],
    *,
    where: str,
    typed: Iterable[str] = (),
) -> list[Violation]:
    """Return what is poor about a modal or a Home: only texts can be."""
    outgoing = list(mrkdwn_texts({"blocks": view.get("blocks", ())}))
    return [
        Violation(kind="unescaped_text", where=where, what=text)
        for text in unescaped(outgoing, typed=typed)
    ]


def unescaped(outgoing: Iterable[str], *, typed: Iterable[str]) -> list[str]:
    """Return the outgoing mrkdwn texts that hold, unescaped, something a person typed.

    1. Of each typed text, take the pieces around every ``&``, ``<`` and ``>``, so that a quoted or
       shortened text is recognised as well.
    2. A piece that is found as it was typed was not escaped: Slack would read its ``<...>`` as a
       mention or a link.
    """
    suspicious = [text for text in outgoing if _SPECIAL.search(text)]
    if not suspicious:
        return []
    pieces = {piece for text in typed for piece in _telling_pieces(text)}
    return [text for text in suspicious if any(piece in text for piece in pieces)]


def mrkdwn_texts(arguments: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text of a message in which Slack would read mentions and links."""
    yield from _filled(arguments.get("text"))
    yield from _marked_up(arguments.get("blocks"))
    for attachment in arguments.get("attachments") or ():
        for key in ("pretext", "text"):
            yield from _filled(attachment.get(key))
        for field in attachment.get("fields") or ():
            yield from _filled(field.get("value"))
        yield from _marked_up(attachment.get("blocks"))


def all_texts(part: object) -> Iterator[str]:
    """Yield the text of every text object below ``part``, whatever its kind."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from all_texts(item)
    elif isinstance(part, Mapping):
        own = part.get("text")
        if isinstance(own, str):
            yield own
        for value in part.values():
            yield from all_texts(value)


def _check_fallback(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find blocks that a screen reader or a phone's notification cannot read."""
    if arguments.get("blocks") and not str(arguments.get("text") or "").strip():
        yield "missing_fallback", "blocks without a text"
    bare = [item for item in arguments.get("attachments") or () if not item.get("fallback")]
    if bare and not str(arguments.get("text") or "").strip():
        yield "missing_fallback", "attachments without a fallback or a text"


def _check_lengths(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find texts that Slack advises against or has been seen to fail at (bolt-js #2509)."""
    text = str(arguments.get("text") or "")
    if len(text) > TEXT_RECOMMENDED:
        yield "long_text", f"a text of {len(text)} characters, {TEXT_RECOMMENDED} are advised"
    total = sum(len(own) for own in all_texts(arguments.get("blocks") or ()))
    if total > BLOCKS_TEXT_MAX:
        yield "long_text", f"blocks of {total} characters in all, {BLOCKS_TEXT_MAX} may fail"


def _check_everybody(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find calls to everybody, which nobody consented to."""
    parsed = bool(arguments.get("link_names")) or arguments.get("parse") == "full"
    for text in mrkdwn_texts(arguments):
        found = _EVERYBODY.search(text) or (_EVERYBODY_PARSED.search(text) if parsed else None)
        if found is not None:
            yield "channel_mention", found.group()
    for kind in _broadcasts(arguments.get("blocks") or ()):
        yield "channel_mention", kind


def _broadcasts(part: object) -> Iterator[str]:
    """Yield the rich-text elements that call everybody."""
    if isinstance(part, Sequence) and not isinstance(part, str):
        for item in part:
            yield from _broadcasts(item)
    elif isinstance(part, Mapping):
        if part.get("type") == "broadcast":
            yield f"broadcast to {part.get('range')}"
        for value in part.values():
            yield from _broadcasts(value)


def _marked_up(part: object) -> Iterator[str]:
    """Yield the marked-up texts of blocks."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from _marked_up(item)
    elif isinstance(part, Mapping):
        if part.get("type") in {"mrkdwn", "markdown"}:
            yield from _filled(part.get("text"))
        for value in part.values():
            yield from _marked_up(value)


def _filled(text: object) -> Iterator[str]:
    """Yield a text if there is one."""
    if isinstance(text, str) and text:
        yield text


@lru_cache(maxsize=65_536)
def _telling_pieces(text: str) -> frozenset[str]:
    """Return the parts of a typed text by which it is recognised when it was not escaped.

    A piece is a whole short line, or long enough not to be found by chance; it reaches far to one
    side of its sign and little to the other, so that one of the two survives shortening. What a
    year of people typed is asked again with every message, so the answer is remembered.
    """
    return frozenset(
        piece
        for line in (each.strip() for each in text.splitlines())
        for match in _SPECIAL.finditer(line)
        for before, after in ((_FAR, _NEAR), (_NEAR, _FAR))
        for piece in [line[max(0, match.start() - before) : match.end() + after].strip()]
        if len(piece) >= _TELLING or (piece == line and len(line) >= _SHORTEST)
    )
