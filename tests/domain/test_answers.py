"""Kinds of questions that take more than one word: what is taken, what is asked again, how shown.

Issue 3, section 2: yes or no with a reason, an order, an address, a time, a school, a level of a
rubric, a list of records, long texts, and questions that wait for the answer to another.
"""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.answers import read_answers
from bot.domain.fields import Given
from bot.domain.forms import Answers, Form, FormField, Value
from bot.domain.parts import gathered, spread
from bot.domain.rubrics import with_levels
from bot.domain.telling import shown
from bot.domain.text import Text
from bot.errors import InvalidMany
from bot.services.catalogue import Catalogue

TODAY = date(2026, 9, 1)
OPTIONS = [{"id": one, "label": one.title()} for one in ("maths", "reading", "arts")]
GOAL: list[dict[str, Any]] = [
    {"id": "what", "kind": "short_text", "label": "Goal"},
    {"id": "by", "kind": "date", "label": "By", "required": False, "in_the_past": False},
]
MET = {"id": "met", "kind": "yes_no", "label": "Did you meet?"}
WHY_NOT = {
    "id": "why_not",
    "kind": "short_text",
    "label": "What got in the way?",
    "only_if": {"field": "met", "is": ["no"]},
}


def ask(kind: str, **more: object) -> FormField:
    """Return a question of a kind; a rating and a school know what can be chosen."""
    rubric = {"rubric": "framework", "system": "ilt"} if kind == "rating" else {}
    wanted = {"id": "it", "kind": kind, "label": "What is it?", **rubric, **more}
    field = FormField.model_validate(wanted)
    words = {"rating": ["0", "1", "2"], "school": ["Lakeside", "Hillcrest"]}.get(kind, [])
    given = tuple(Given(id=one, label=Text(by_language={"en": f"<{one}>"})) for one in words)
    return field.model_copy(update={"options": given}) if given else field


YES_NO, RANKED = ask("yes_no"), ask("ranked", options=OPTIONS)
GOALS = ask("records", fields=GOAL, at_least=2)


@pytest.mark.parametrize(
    ("asked", "given", "taken"),
    [
        (YES_NO, {"said": "yes"}, {"said": "yes"}),
        (YES_NO, {"said": "no", "reason": " No room. "}, {"said": "no", "reason": "No room."}),
        (ask("yes_no", required=False), {}, None),
        (RANKED, ("arts", "maths", ""), ("arts", "maths")),
        (RANKED, ("arts", "", "maths"), ("arts", "maths")),
        (ask("ranked", options=OPTIONS, required=False), ("", "", ""), None),
        (ask("link"), "example.org/plan", "https://example.org/plan"),
        (ask("link"), "http://example.org", "http://example.org"),
        (ask("time"), "09:05", "09:05"),
        (ask("school"), "Hillcrest", "Hillcrest"),
        (ask("rating"), {"level": "0"}, {"level": 0}),
        (ask("rating"), {"level": "2", "evidence": "In May."}, {"level": 2, "evidence": "In May."}),
        (ask("rating", required=False), {}, None),
        (ask("long_text", max_length=9000), "x" * 9000, "x" * 9000),
        (
            GOALS,
            ({"what": "Visit"}, {"what": " ", "by": None}, {"what": "Ask", "by": "2026-10-01"}),
            ({"what": "Visit", "by": None}, {"what": "Ask", "by": "2026-10-01"}),
        ),
        (ask("records", fields=GOAL, required=False), ({},), None),
    ],
)
def test_an_answer_is_taken_in_one_shape(asked: FormField, given: Value, taken: Value) -> None:
    """Blanks go, places close up, empty records are left out (issue 3)."""
    assert read_answers([asked], {"it": given}, today=TODAY) == {"it": taken}


@pytest.mark.parametrize(
    ("asked", "given", "beside", "words"),
    [
        (YES_NO, {}, "it", "Please choose yes or no."),
        (YES_NO, {"reason": "No room."}, "it", "Please choose yes or no."),
        (YES_NO, {"said": "no"}, "it/reason", "Please say in a few words why."),
        (ask("yes_no", reason_for="yes"), {"said": "yes"}, "it/reason", "a few words why"),
        (ask("yes_no", reason_for="always"), {"said": "yes"}, "it/reason", "a few words why"),
        (YES_NO, {"said": "perhaps"}, "it", "from the list"),
        (YES_NO, {"said": "yes", "reason": "x" * 3001}, "it/reason", "3001 characters"),
        (RANKED, (), "it", "what comes first for you"),
        (RANKED, ("arts", "maths", "arts"), "it/3", '"Arts" has place 1 already'),
        (RANKED, ("arts", "gold"), "it/2", "from the list"),
        (ask("link"), "the plan", "it", "the address of a page"),
        (ask("link"), "ftp://example.org/plan", "it", "the address of a page"),
        (ask("link"), "javascript:alert(1)", "it", "the address of a page"),
        (ask("link"), "https://a.example/<!channel>", "it", "the address of a page"),
        (ask("time"), "noon", "it", "Please choose a time."),
        (ask("school"), "Elsewhere", "it", "from the list"),
        (ask("rating"), {"evidence": "In May."}, "it", "Please choose a level."),
        (ask("rating"), {"level": "1"}, "it/evidence", "what shows this"),
        (ask("rating"), {"level": "7"}, "it", "from the list"),
        (GOALS, (), "it/1/what", "Please fill in at least 2"),
        (GOALS, ({"what": "Visit"},), "it/2/what", "Please fill in at least 2"),
        (GOALS, ({"what": "Visit"}, {"by": "2026-10-01"}), "it/2/what", "Please answer this one"),
        (GOALS, ({"what": "Visit", "by": "2026-01-01"},), "it/1/by", "This day has passed."),
        (ask("long_text", max_length=9000), "x" * 9001, "it", "9001 characters"),
    ],
)
def test_what_is_missing_is_said_beside_its_input(
    asked: FormField, given: Value, beside: str, words: str
) -> None:
    """One kind sentence, at the very input that needs another look (issue 3)."""
    with pytest.raises(InvalidMany) as caught:
        read_answers([asked], {"it": given}, today=TODAY)

    (problem,) = caught.value.problems
    assert problem.field == beside
    assert words in str(problem)


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        (YES_NO, {"said": "yes"}, "Yes"),
        (YES_NO, {"said": "no", "reason": "No room."}, "No\nNo room."),
        (RANKED, ("arts", "maths"), "1. Arts\n2. Maths"),
        (ask("rating"), {"level": 2, "evidence": "In May."}, "<2>\nIn May."),
        (GOALS, ({"what": "Visit", "by": "2026-10-01"},), "1. Goal: Visit; By: 2026-10-01"),
        (ask("school"), "Gone", "Gone"),
    ],
)
def test_an_answer_is_shown_in_words(asked: FormField, value: Value, words: str) -> None:
    """Receipts and exports hold the whole of it, never ids (issue 3)."""
    assert shown(asked, value) == words


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        (YES_NO, {"reason": "Half a thou"}),
        (RANKED, ("", "arts", "")),
        (ask("rating"), {"evidence": "We"}),
        (GOALS, ({"what": "Visit"}, {}, {"by": "2026-10-01"})),
        (ask("long_text", max_length=9000), "\n".join(["x" * 3000, "y" * 3000, "z" * 2998])),
    ],
)
def test_a_draft_comes_back_as_it_was_left(asked: FormField, draft: Value) -> None:
    """What is not finished keeps its place in its inputs (issue 3)."""
    parts = spread(asked, draft)
    groups = {"3/what": None, "2/what": None} if asked is GOALS else {}

    assert gathered(asked, {**groups, **parts}) == draft


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "ranked"}, "without options"),
        (
            {"kind": "ranked", "options": [{"id": f"o{n}", "label": "O"} for n in range(6)]},
            "most 5",
        ),
        ({"kind": "short_text", "max_length": 3001}, "a long_text takes 9000"),
        ({"kind": "rating", "rubric": "framework"}, "expected both for a rating"),
        ({"kind": "scale", "rubric": "framework", "system": "ilt"}, "expected both for a rating"),
        ({"kind": "records"}, "no fields in it, a records, expected some"),
        ({"kind": "choice", "options": OPTIONS, "fields": GOAL}, "expected some for records"),
        ({"kind": "records", "fields": [{**GOAL[0], "kind": "members"}]}, "expected one input"),
        ({"kind": "records", "fields": [GOAL[0], GOAL[0]]}, "expected every id once"),
        ({"kind": "records", "fields": GOAL, "at_least": 4}, "expected at_most or less"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(wrong: dict[str, Any], message: str) -> None:
    """Already when the programme file is read."""
    with pytest.raises(ValidationError, match=message):
        FormField.model_validate({"id": "it", "label": "What is it?", **wrong})


def form_of(*pages: list[dict[str, Any]], **more: object) -> Form:
    """Return a form of some pages."""
    asked = [{"fields": fields} for fields in pages]
    return Form.model_validate({"id": "form", "title": "Form", "pages": asked, **more})


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"field": "later", "is": ["no"]}, "expected a question that stands before it"),
        (
            {"field": "met", "is": ["perhaps"]},
            'waits for "perhaps" in met, expected one of no, yes',
        ),
        ({"field": "words", "is": ["no"]}, "a short_text, expected one of choice, choices, scale"),
    ],
)
def test_a_condition_that_can_never_hold_is_refused(rule: dict[str, Any], message: str) -> None:
    """A question that nobody would ever see is a mistake of the file."""
    words = {"id": "words", "kind": "short_text", "label": "What?"}

    with pytest.raises(ValidationError, match=message):
        form_of([MET, words, {**WHY_NOT, "only_if": rule}])


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["met"]),
        ({"met": {"said": "yes"}}, ["met"]),
        ({"met": {"said": "no"}}, ["met", "why_not", "again"]),
        ({"met": {"said": "no"}, "again": 4}, ["met", "why_not", "again", "when"]),
        ({"met": {"said": "yes"}, "again": 4}, ["met"]),
    ],
)
def test_a_question_waits_for_the_answer_to_another(answers: Answers, asked: list[str]) -> None:
    """What depends on a question that is not asked is not asked either (issue 3)."""
    again = {"id": "again", "kind": "scale", "label": "How likely?", "only_if": WHY_NOT["only_if"]}
    rule = {"field": "again", "is": [4, 5]}
    when = {"id": "when", "kind": "date", "label": "When?", "only_if": rule}
    form = form_of([MET, WHY_NOT, again], [when])

    assert [field.id for field in form.asked(answers)] == asked


def test_a_page_that_asks_nothing_is_passed_by() -> None:
    """Both ways; the last page is always shown, because it asks who may read."""
    last = {"id": "last", "kind": "short_text", "label": "Anything else?", "required": False}
    form = form_of([MET], [WHY_NOT], [last])

    pages = [
        (form.page_after(0, {"met": {"said": said}}), form.page_before(2, {"met": {"said": said}}))
        for said in ("yes", "no")
    ]

    assert pages == [(2, 0), (1, 1)]


def test_a_rating_offers_the_levels_of_its_rubric() -> None:
    """Names to choose, what each looks like, and the evidence it needs (S73)."""
    catalogue = Catalogue()
    shipped = map(catalogue.get, catalogue.keys())
    rubrics = [rubric for programme in shipped for rubric in programme.rubrics]
    asked = {
        "id": "teams",
        "kind": "rating",
        "label": "Teacher teams",
        "rubric": "implementation_framework",
        "system": "teacher_teams",
    }

    levels = with_levels(form_of([asked]), rubrics).field("teams").options

    assert [level.id for level in levels] == ["0", "1", "2", "3", "4"]
    assert [str(level.label) for level in levels][-1] == "Full Implementation"
    assert all(isinstance(level, Given) and level.means and level.needs for level in levels)
