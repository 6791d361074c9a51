"""Practice notes are found by a word, a name or a school, page by page."""

import pytest

from bot.domain.practice import PAGE, Search, headline, on_page, pages_of, rest, whole_text
from bot.services.catalogue import Catalogue

TEXT = "Ten books from one class\nTomás Rivera\nLakeside"


@pytest.mark.parametrize(
    ("words", "school", "is_meant"),
    [
        ("", None, True),
        ("books", None, True),
        ("BOOKS  ten", None, True),
        ("tomas", None, True),
        ("lakeside", None, True),
        ("books pens", None, False),
        ("", "Lakeside", True),
        ("books", "Hillcrest", False),
    ],
)
def test_a_note_is_found_by_what_stands_in_it(
    words: str, school: str | None, is_meant: bool
) -> None:
    """S25: every word stands in it somewhere; case and accents do not count."""
    search = Search(words=words, school=school)

    assert search.matches(text=TEXT, school="Lakeside") is is_meant


def test_a_page_beyond_the_last_is_the_last() -> None:
    """Somebody took a note back while another person turned the page."""
    notes = list(range(PAGE + 2))

    assert [on_page(notes, page) for page in (-1, 0, 1, 7)] == [
        (0, notes[:PAGE]),
        (0, notes[:PAGE]),
        (1, notes[PAGE:]),
        (1, notes[PAGE:]),
    ]
    assert (pages_of([]), on_page([], 3)) == (1, (0, []))


def test_a_note_is_called_by_its_first_answer() -> None:
    """Where nothing was answered that can be shown, by the name of its form."""
    form = Catalogue().get("connect-lead-succeed").form("practice_note")
    answers = {"practice": "One page of work", "did": "Ten minutes."}

    assert headline(form, answers) == "One page of work"
    assert headline(form, {}) == "Practice note"
    assert rest(form, answers, headline="One page of work", most=150) == {"did": "Ten minutes."}
    assert rest(form, answers, headline="One page of work", most=5) == answers
    assert whole_text(form, answers) == "One page of work\nTen minutes."
