"""The sentences of the bot, gathered for translators."""

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.i18n import LOCALES, translator

ROOT = Path(__file__).parents[1]
KEYWORDS = {"mark": None, "_": None, "plural": (1, 2)}
ROOMS = ("bot", "handlers", "storage")


def test_every_sentence_is_in_the_catalogue_for_translators() -> None:
    """A sentence that is new or changed is gathered with ``make messages``."""
    said = {
        found[2] if isinstance(found[2], str) else found[2][0]
        for room in ROOMS
        for found in extract_from_dir(ROOT / room, keywords=KEYWORDS)
    }

    catalogue = read_po(BytesIO((LOCALES / "rounds.pot").read_bytes()))
    gathered = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.id}

    assert said - gathered == set()
    assert gathered - said == set()


def test_a_language_without_a_catalogue_stays_english() -> None:
    """Nobody gets an empty message because a translation is missing."""
    assert translator("sw-KE")("Thank you.") == "Thank you."
