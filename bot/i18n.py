"""Speak the reader's language: gettext catalogues, chosen for each person."""

import gettext
from functools import cache
from pathlib import Path
from typing import Protocol

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "rounds"


class Translator(Protocol):
    """Turn a sentence of the code into the reader's language."""

    def __call__(self, sentence: str, /) -> str:
        """Return the sentence, translated where a translation exists."""


def mark(sentence: str) -> str:
    """Mark a sentence for the catalogue where it is defined; it is translated where it is shown."""
    return sentence


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)


def language_of(locale: str | None) -> str:
    """Return the language of a Slack locale: ``es`` for ``es-MX``, ``en`` for none."""
    return (locale or "en").replace("_", "-").split("-", maxsplit=1)[0].lower()


def translator(locale: str | None = None) -> Translator:
    """Return the translator for a Slack locale; sentences without a translation stay English."""
    return _catalogue(language_of(locale)).gettext


def plural(singular: str, several: str, count: int, *, locale: str | None = None) -> str:
    """Return the right form for a count, filled with it (``{count}``)."""
    return _catalogue(language_of(locale)).ngettext(singular, several, count).format(count=count)
