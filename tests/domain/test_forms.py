"""Answers: one shape for what can be taken, one sentence for each that cannot."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.answers import read_answers
from bot.domain.forms import Answers, FieldKind, Form, FormField, Value
from bot.domain.telling import shown
from bot.errors import InvalidMany

TODAY = date(2026, 9, 1)
OPTIONS = [{"id": "idea", "label": "An idea"}, {"id": "rest", "label": {"en": "Rest", "es": "Paz"}}]


def field(kind: FieldKind, **more: object) -> FormField:
    """Return a question of a kind."""
    return FormField.model_validate({"id": "it", "kind": kind, "label": "What is it?", **more})


def read(asked: FormField, value: Value) -> Value:
    """Return what is taken of one answer."""
    return read_answers([asked], {"it": value}, today=TODAY)["it"]


def refused(asked: FormField, value: Value) -> str:
    """Return the sentence beside the field of an answer that cannot be taken."""
    with pytest.raises(InvalidMany) as caught:
        read(asked, value)
    (problem,) = caught.value.problems
    assert problem.field == "it"
    return str(problem)


@pytest.mark.parametrize(
    ("asked", "typed", "taken"),
    [
        (field(FieldKind.SHORT_TEXT), "  a word ", "a word"),
        (field(FieldKind.LONG_TEXT), "x" * 3000, "x" * 3000),
        (field(FieldKind.NUMBER), "20", 20),
        (field(FieldKind.NUMBER), "-1,5", -1.5),
        (field(FieldKind.SCALE), "5", 5),
        (field(FieldKind.CHOICE, options=OPTIONS), "idea", "idea"),
        (field(FieldKind.CHOICES, options=OPTIONS), ("rest", "idea"), ("rest", "idea")),
        (field(FieldKind.CHOICES, options=OPTIONS), "rest", ("rest",)),
        (field(FieldKind.DATE), "2026-08-31", "2026-08-31"),
        (field(FieldKind.DATE, in_the_past=False), "2026-09-01", "2026-09-01"),
        (field(FieldKind.MEMBER), "U7", "U7"),
        (field(FieldKind.MEMBERS), ("U7", "U8"), ("U7", "U8")),
        (field(FieldKind.SHORT_TEXT, required=False), " \n", None),
        (field(FieldKind.SHORT_TEXT, required=False, min_length=5), "", None),
        (field(FieldKind.CHOICES, options=OPTIONS, required=False), (), None),
    ],
)
def test_a_good_answer_is_taken_in_one_shape(asked: FormField, typed: Value, taken: Value) -> None:
    """Every kind of question, as Slack or a file hands the answer over."""
    assert read(asked, typed) == taken


FEW_WORDS = "Please answer this one; a few words are enough."
A_NUMBER = "Please give a number."
FROM_THE_LIST = "Please choose from the list."


@pytest.mark.parametrize(
    ("asked", "typed", "sentence"),
    [
        (field(FieldKind.LONG_TEXT), None, FEW_WORDS),
        (field(FieldKind.LONG_TEXT), " \n\t", FEW_WORDS),
        (field(FieldKind.CHOICES, options=OPTIONS), (), FEW_WORDS),
        (
            field(FieldKind.LONG_TEXT),
            "x" * 3001,
            "This is 3001 characters long; 3000 fit. Please shorten it a little.",
        ),
        (
            field(FieldKind.SHORT_TEXT, min_length=15),
            "why?",
            "A little more, please: at least 15 characters.",
        ),
        (field(FieldKind.NUMBER), "twenty", A_NUMBER),
        (field(FieldKind.NUMBER), "nan", A_NUMBER),
        (field(FieldKind.NUMBER), "1e999", A_NUMBER),
        (field(FieldKind.SCALE), "6", "Please choose between 1 and 5."),
        (field(FieldKind.SCALE), "2.5", "Please choose between 1 and 5."),
        (field(FieldKind.CHOICE, options=OPTIONS), "gold", FROM_THE_LIST),
        (field(FieldKind.CHOICES, options=OPTIONS), ("idea", "gold"), FROM_THE_LIST),
        (field(FieldKind.DATE), "tomorrow", "Please choose a date."),
        (
            field(FieldKind.DATE, in_the_past=False),
            "2026-08-31",
            "This day has passed. Please choose a later one.",
        ),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence(
    asked: FormField, typed: Value, sentence: str
) -> None:
    """Beside the field, in words, with what is expected."""
    assert refused(asked, typed) == sentence


def test_every_bad_field_is_named_at_once() -> None:
    """Nobody has to send a form three times to hear of three mistakes."""
    first = field(FieldKind.SHORT_TEXT)
    second = first.model_copy(update={"id": "more"})
    third = first.model_copy(update={"id": "most"})
    answers: Answers = {"it": "", "more": "fine"}

    with pytest.raises(InvalidMany) as caught:
        read_answers([first, second, third], answers, today=TODAY)

    assert [problem.field for problem in caught.value.problems] == ["it", "most"]


def test_answers_to_questions_nobody_asked_are_left_out() -> None:
    """A crafted request cannot add fields."""
    answers = {"it": "a word", "role": "lead"}

    taken = read_answers([field(FieldKind.SHORT_TEXT)], answers, today=TODAY)

    assert taken == {"it": "a word"}


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        (field(FieldKind.CHOICE, options=OPTIONS), "rest", "Paz"),
        (field(FieldKind.CHOICES, options=OPTIONS), ("idea", "rest"), "An idea, Paz"),
        (field(FieldKind.SCALE), 4, "4"),
        (field(FieldKind.LONG_TEXT), None, ""),
    ],
)
def test_an_answer_is_shown_in_words(asked: FormField, value: Value, words: str) -> None:
    """Labels instead of ids, in the reader's language where the programme has it."""
    assert shown(asked, value, language="es") == words


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "choice"}, "without options"),
        ({"kind": "short_text", "options": OPTIONS}, "nowhere else"),
        ({"kind": "scale", "lowest": 1, "highest": 11}, "an odd scale"),
        ({"kind": "long_text", "max_length": 9001}, "9000"),
        ({"kind": "long_text", "colour": "red"}, "colour"),
    ],
)
def test_a_question_that_slack_could_not_show_is_refused(
    wrong: dict[str, object], message: str
) -> None:
    """Already when the programme file is read."""
    with pytest.raises(ValidationError, match=message):
        FormField.model_validate({"id": "it", "label": "What is it?", **wrong})


def test_a_form_asks_no_question_twice() -> None:
    """Two fields of one name would overwrite each other."""
    page = {"fields": [{"id": "it", "kind": "short_text", "label": "What?"}] * 2}

    with pytest.raises(ValidationError, match="field it stands twice"):
        Form.model_validate({"id": "form", "title": "Form", "pages": [page]})


NAMELESS: dict[str, Any] = {
    "id": "pulse",
    "title": "Pulse",
    "anonymous": True,
    "pages": [{"fields": [{"id": "safe", "kind": "scale", "label": "Is it safe here?"}]}],
}
NAMED = [{"fields": [{"id": "who", "kind": "member", "label": "Who?"}]}]


def test_an_anonymous_form_is_one_page_without_names() -> None:
    """Issue 4: it is marked so in the file, and the mark survives storing the programme."""
    form = Form.model_validate(NAMELESS)

    again = Form.model_validate_json(form.model_dump_json())

    assert again.anonymous
    assert again == form


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"pages": [*NAMELESS["pages"], *NAMED]}, "2 pages in an anonymous form, expected one"),
        (
            {"pages": NAMED},
            "who names people in an anonymous form, expected another kind",
        ),
        ({"visibility": "network"}, "visibility network in an anonymous form, expected none"),
        ({"team": True}, "a team in an anonymous form, expected nobody to be named"),
    ],
)
def test_a_form_that_could_not_be_anonymous_is_refused(wrong: dict[str, object], told: str) -> None:
    """Nothing is kept between pages, nobody is named, nobody but the facilitator is promised it."""
    with pytest.raises(ValidationError, match=told):
        Form.model_validate({**NAMELESS, **wrong})
