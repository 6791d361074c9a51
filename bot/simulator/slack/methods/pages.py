"""Cut long lists into pages, with a cursor to the next one."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.simulator.slack.methods.call import Call
from bot.simulator.slack.refusals import Refusal

T = TypeVar("T")


def page(
    items: Sequence[T], *, call: Call, most: int, usual: int
) -> tuple[Sequence[T], dict[str, str]]:
    """Return one page and the ``response_metadata`` that leads to the next.

    ``limit`` and ``cursor`` are read from the call. Raises ``invalid_limit`` or ``invalid_cursor``.
    """
    limit = call.number("limit", usual) or usual
    if not 1 <= limit <= most:
        raise Refusal("invalid_limit")
    start = _offset(call.text("cursor"))
    shown = items[start : start + limit]
    further = start + limit < len(items)
    return shown, {"next_cursor": _cursor(start + limit) if further else ""}


def _cursor(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise Refusal("invalid_cursor")
        return int(number)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Refusal("invalid_cursor") from None
