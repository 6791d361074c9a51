"""Speak to whoever sits at the keyboard: in the language of their terminal, one line at a time."""

import os
import sys

from bot.errors import RoundsError
from bot.i18n import Translator, translator


def tongue() -> Translator:
    """Return the translator for the language the terminal asks for (``LC_ALL``, ``LANG``)."""
    return translator(os.environ.get("LC_ALL") or os.environ.get("LANG"))


def say(sentence: str, /, **values: object) -> None:
    """Print a sentence with its blanks filled; what is printed at once is seen at once."""
    text = tongue()(sentence)
    print(text.format(**values) if values else text, flush=True)


def complain(trouble: RoundsError) -> None:
    """Print what went wrong, as one sentence, where errors belong."""
    print(trouble.tell(tongue()), file=sys.stderr, flush=True)
