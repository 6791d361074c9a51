"""Words on their way into mrkdwn."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.text import brief, bullets, cut, escape, fit, pieces, quote, trim, within

TEXTS = st.text(st.sampled_from("ab <>&;\n"), max_size=200)


@given(TEXTS)
def test_escaping_keeps_what_was_typed(text: str) -> None:
    """Slack shows the text as it was."""
    assert html.unescape(escape(text)) == text


@given(TEXTS, st.integers(1, 40))
def test_a_text_is_never_cut_inside_an_entity(text: str, most: int) -> None:
    """Half an entity would be shown as rubbish, or read as a sign."""
    shown = trim(escape(text), most)

    assert len(shown) <= most
    assert text.startswith(html.unescape(shown.removesuffix("…")))


@given(st.text(st.sampled_from("ab <>&;"), max_size=200), st.integers(5, 40))
def test_a_line_in_pieces_loses_nothing_but_blanks(line: str, most: int) -> None:
    """A long answer goes on in the next block."""
    parts = list(pieces(escape(line), most))

    assert all(len(part) <= most for part in parts)
    assert html.unescape("".join(parts)).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "most", "shown"), [("Reflection", 24, "Reflection"), ("Reflection", 5, "Refl…")]
)
def test_a_label_is_cut_with_an_ellipsis(text: str, most: int, shown: str) -> None:
    """Slack refuses labels that are too long."""
    assert cut(text, most) == shown


def test_a_brief_text_is_one_line() -> None:
    """A name with a line break would fall out of its list."""
    assert brief(" Mary\n  Otieno ") == "Mary Otieno"


def test_a_fitted_text_keeps_its_lines() -> None:
    """A purpose may have paragraphs."""
    assert fit(" One.\n\nTwo & three. ", 100) == "One.\n\nTwo &amp; three."


def test_a_quote_marks_every_line() -> None:
    """Somebody's words are told from ours."""
    assert quote("One.\n\nTwo.") == ["&gt; One.", "&gt; ", "&gt; Two."]


def test_a_quote_that_is_too_long_says_that_it_goes_on() -> None:
    """Nothing is left out silently."""
    assert quote("one two\nthree", budget=15) == ["&gt; one two", "&gt; …"]


def test_a_long_list_says_that_it_goes_on() -> None:
    """Nothing is left out silently."""
    assert bullets(["a", "b", "c"], count=2) == ["• a", "• b", "• …"]


def test_lines_are_taken_while_there_is_room() -> None:
    """Slack fails at messages with too much text in all."""
    assert within(["one", "two"], 8) == (["one", "two"], True)
    assert within(["one", "two"], 7) == (["one"], False)
