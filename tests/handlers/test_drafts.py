"""Drafts are written at most once a second, and their end is never lost."""

import time
from collections.abc import Iterator

import pytest

from bot.errors import Invalid
from handlers.background import Background
from handlers.drafts import Drafts

EVERY = 0.15


@pytest.fixture
def background() -> Iterator[Background]:
    """Work after answers, finished when the test is."""
    work = Background()
    yield work
    work.close()


@pytest.fixture
def drafts(background: Background) -> Drafts:
    """Drafts that are written every so often."""
    return Drafts(background, every=EVERY)


def test_the_first_words_are_written_at_once(drafts: Drafts) -> None:
    """Whoever types one word and closes the laptop finds it again."""
    written: list[str] = []

    drafts.keep("form", lambda: written.append("T"))

    assert written == ["T"]


def test_what_follows_is_written_together_a_little_later(drafts: Drafts) -> None:
    """A fast typist does not keep the database busy."""
    written: list[str] = []

    for words in ("T", "Th", "The", "The back row"):
        drafts.keep("form", lambda words=words: written.append(words))  # type: ignore[misc]
    early = list(written)
    time.sleep(EVERY * 3)

    assert early == ["T"]
    assert written == ["T", "The back row"]


def test_closing_writes_what_still_waits(drafts: Drafts) -> None:
    """The end of what was typed is not lost."""
    written: list[str] = []
    drafts.keep("form", lambda: written.append("T"))
    drafts.keep("form", lambda: written.append("The end"))

    drafts.flush("form")

    assert written == ["T", "The end"]


def test_what_arrives_after_sending_brings_no_draft_back(drafts: Drafts) -> None:
    """Slack's last word about typing may come after the form itself."""
    written: list[str] = []
    with drafts.sending("form"):
        pass

    drafts.keep("form", lambda: written.append("too late"))
    drafts.flush("form")

    assert written == []


def test_a_form_that_came_back_with_a_question_is_kept_again(drafts: Drafts) -> None:
    """Sending failed, writing goes on."""
    written: list[str] = []
    with pytest.raises(Invalid), drafts.sending("form"):
        raise Invalid("Please answer this one.")

    drafts.keep("form", lambda: written.append("again"))

    assert written == ["again"]


def test_forms_do_not_wait_for_one_another(drafts: Drafts) -> None:
    """Each opened form has a second of its own."""
    written: list[str] = []

    drafts.keep("one", lambda: written.append("one"))
    drafts.keep("other", lambda: written.append("other"))

    assert written == ["one", "other"]
