"""What came of an anonymous form: counted, mixed, never two answers of one person together."""

from datetime import date
from random import Random

import pytest

from bot.domain.anonymous import Asked, Count, results, words
from bot.domain.entries import About
from bot.domain.fields import Given
from bot.domain.forms import Answers, Form
from bot.domain.text import Text

FORM = Form.model_validate(
    {
        "id": "pulse",
        "title": "Pulse",
        "anonymous": True,
        "pages": [
            {
                "fields": [
                    {"id": "safe", "kind": "scale", "label": "Is it safe here?"},
                    {
                        "id": "where",
                        "kind": "choices",
                        "label": "Where?",
                        "options": [
                            {"id": "here", "label": "Here"},
                            {"id": "at_school", "label": "At school"},
                        ],
                        "required": False,
                    },
                    {"id": "visits", "kind": "number", "label": "How often?"},
                    {"id": "why", "kind": "long_text", "label": "Why?", "required": False},
                ]
            }
        ],
    }
)
SIX: list[Answers] = [
    {
        "safe": number % 2 + 4,
        "where": ("here", "at_school") if number else None,
        "visits": number,
        "why": f"Reason {number}" if number < 5 else None,
    }
    for number in range(6)
]

CLOSER = Form.model_validate(
    {
        "id": "closer",
        "title": "A closer look",
        "anonymous": True,
        "pages": [
            {
                "fields": [
                    {"id": "met", "kind": "yes_no", "label": "Did your team meet?"},
                    {
                        "id": "first",
                        "kind": "ranked",
                        "label": "What comes first?",
                        "options": [{"id": one, "label": one.title()} for one in ("maths", "arts")],
                    },
                    {
                        "id": "level",
                        "kind": "rating",
                        "label": "Where are your teams?",
                        "rubric": "framework",
                        "system": "teams",
                    },
                ]
            }
        ],
    }
)
FIVE: list[Answers] = [
    {
        "met": {"said": "no", "reason": f"Reason {number}"} if number else {"said": "yes"},
        "first": ("arts", "maths") if number < 3 else ("maths",),
        "level": {"level": number % 2, "evidence": f"Sign {number}"},
    }
    for number in range(5)
]


def rated(form: Form) -> Form:
    """Return a form with the levels of its rubric, as the catalogue gives them."""
    (page,) = form.pages
    level = Text(by_language={"en": "Level"})
    levels = tuple(Given(id=str(value), label=level) for value in range(4))
    *others, rating = page.fields
    fields = (*others, rating.model_copy(update={"options": levels}))
    return form.model_copy(update={"pages": (page.model_copy(update={"fields": fields}),)})


def test_yes_levels_and_orders_are_counted_apart_from_their_words() -> None:
    """Reasons and evidence come mixed; an order tells what is first, and on which place (S35)."""
    met, first, level = results(rated(CLOSER), FIVE, mixing=Random(1))

    assert met.counts == (("yes", 1), ("no", 4))
    assert sorted(met.texts) == [f"Reason {number}" for number in range(1, 5)]
    assert first.counts == (("maths", 2), ("arts", 3))
    assert dict(first.places) == {"maths": 1.6, "arts": 1.0}
    assert level.counts == (("0", 3), ("1", 2), ("2", 0), ("3", 0))
    assert (level.average, level.highest) == (0.4, 3)
    assert sorted(level.texts) == [f"Sign {number}" for number in range(5)]


def test_choices_are_counted_and_texts_are_mixed() -> None:
    """An optional question that somebody left out counts those who answered it."""
    safe, where, visits, why = results(FORM, SIX, mixing=Random(1))

    assert safe.counts == (("1", 0), ("2", 0), ("3", 0), ("4", 3), ("5", 3))
    assert safe.average == 4.5
    assert where.counts == (("here", 5), ("at_school", 5))
    assert where.average is None
    assert sorted(visits.texts) == ["0", "1", "2", "3", "4", "5"]
    assert sorted(why.texts) == [f"Reason {number}" for number in range(5)]


def test_every_question_is_mixed_by_itself() -> None:
    """Two questions in the same order would join what one person answered to both."""
    _, _, visits, why = results(FORM, SIX, mixing=Random(1))

    order = [int(text.removeprefix("Reason ")) for text in why.texts]
    assert order != [int(one) for one in visits.texts if one != "5"]


def test_an_export_holds_the_words_of_each_question() -> None:
    """Labels for choices; what was left out is no row."""
    rows = words(FORM, SIX, mixing=Random(1))

    said = [text for field, text in rows if field.id == "where"]
    assert said == ["Here, At school"] * 5
    assert len(rows) == 6 + 5 + 6 + 5


@pytest.mark.parametrize(
    ("answers", "shown", "needed"), [(0, 0, 5), (4, 0, 1), (5, 5, 5), (8, 5, 2), (9, 0, 0)]
)
def test_it_is_told_how_many_more_it_takes(answers: int, shown: int, needed: int) -> None:
    """Never whose."""
    asked = Asked(network_id=1, form_id="pulse", about=About(kind="checkin", which="pulse/x"))

    count = Count(asked=asked, answers=answers, shown=shown, week_of=date(2026, 9, 7))

    assert (count.waiting, count.needed) == (answers - shown, needed)
