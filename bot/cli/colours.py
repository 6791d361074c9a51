"""Colour what is printed for somebody who looks at a terminal; files and pipes get plain words."""

import os
import sys
from enum import StrEnum

_PLAIN = "\033[0m"


class Colour(StrEnum):
    """A colour as terminals take it (ECMA-48)."""

    RED = "\033[31m"
    GREEN = "\033[32m"
    YELLOW = "\033[33m"


def painted(text: str, colour: Colour) -> str:
    """Return a text in a colour, where it is read on a terminal and ``NO_COLOR`` is not set."""
    wants_none = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if wants_none or not sys.stdout.isatty() else f"{colour}{text}{_PLAIN}"
