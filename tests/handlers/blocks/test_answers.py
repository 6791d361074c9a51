"""Answers read out of Slack's state, shown again, and refused beside their field."""

import pytest

from bot.domain.answers import read_answers
from bot.errors import Invalid, InvalidMany
from handlers.blocks.answers import (
    StateValues,
    read_form,
    read_visibility,
    render_answers,
    render_errors,
)
from handlers.blocks.ids import Action, Block, field_block
from tests.handlers.blocks import samples


def same(sentence: str, /) -> str:
    """Translate nothing."""
    return sentence


def test_questions_without_an_answer_are_left_out() -> None:
    """A receipt shows what was written, not what was not."""
    lines = render_answers(
        samples.form(), {"the_number": 7, "the_short_text": None}, reader=samples.NEW_YORK
    )

    assert lines == ["", "*What about the number?*", "&gt; 7"]


def test_people_in_an_answer_are_named_and_not_called() -> None:
    """A mention would notify them; somebody unknown is a colleague."""
    lines = render_answers(
        samples.form(),
        {"the_members": ("U0MARY", "U0JOHN")},
        reader=samples.NEW_YORK,
        names={"U0MARY": "Mary <Otieno>"},
    )

    assert lines[-1] == "&gt; Mary &lt;Otieno&gt;, a colleague"


def test_fields_of_another_form_are_not_read() -> None:
    """Only what the form asks is taken out of a view."""
    values: StateValues = {
        field_block("the_number"): {Action.FORM_FIELD: {"type": "number_input", "value": "7"}},
        field_block("unknown"): {Action.FORM_FIELD: {"type": "plain_text_input", "value": "x"}},
        Block.REASON: {"other": {"type": "plain_text_input", "value": "y"}},
    }

    read = read_form(values, samples.form())

    assert read == {"the_number": "7"}


def test_untouched_fields_are_read_as_nothing() -> None:
    """Slack sends null for an empty field, and an empty list for boxes."""
    values: StateValues = {
        field_block("the_date"): {Action.FORM_FIELD: {"type": "datepicker", "selected_date": None}},
        field_block("the_choices"): {
            Action.FORM_FIELD: {"type": "checkboxes", "selected_options": []}
        },
        field_block("the_choice"): {
            Action.FORM_FIELD: {"type": "radio_buttons", "selected_option": None}
        },
    }

    read = read_form(values, samples.form())

    assert read == {"the_date": None, "the_choices": (), "the_choice": None}


def test_a_view_without_the_question_has_no_visibility() -> None:
    """The form's default stays."""
    assert read_visibility({}) is None


def test_each_problem_stands_beside_its_field() -> None:
    """A sentence for each answer that cannot be taken."""
    empty = samples.form().pages[0].fields[:2]

    with pytest.raises(InvalidMany) as refused:
        read_answers(empty, {}, today=samples.NOW.date())

    assert render_errors(refused.value, same) == {
        "field:the_short_text": "Please answer this one; a few words are enough.",
        "field:the_long_text": "Please answer this one; a few words are enough.",
    }


def test_a_problem_without_a_field_stands_beside_the_visibility() -> None:
    """Slack refuses errors beside blocks that are not on the page."""
    problem = Invalid("Please choose.")

    assert render_errors(problem, same) == {Block.VISIBILITY: "Please choose."}
    assert render_errors(problem, same, beside="field:x") == {"field:x": "Please choose."}
