"""Two versions of a programme: what is different, what is in the way, what is kept."""

import pytest

from bot.domain.forms import FieldKind, Form, FormField, Page
from bot.domain.programme import Programme, Series, Step
from bot.domain.programme_changes import (
    Change,
    Difference,
    changes_between,
    keeping_answers,
    lost_places,
)
from bot.domain.text import Text
from tests.domain.samples import connect_lead_succeed


@pytest.fixture
def today() -> Programme:
    """Return the programme of today's file."""
    return connect_lead_succeed()


def test_the_same_programme_has_no_difference(today: Programme) -> None:
    """A raised number alone changes nothing for people."""
    assert changes_between(today, today.model_copy(update={"version": 9})) == ()


def test_a_changed_word_is_named_with_its_place(today: Programme) -> None:
    """Parts are found by their ids, wherever they stand in a list."""
    (series,) = today.series
    later = with_series(today, series.model_copy(update={"minutes": 180}))

    assert changes_between(today, later) == (
        Change(
            difference=Difference.CHANGED,
            where=("series", "conference", "minutes"),
            before="240",
            after="180",
        ),
    )


def test_what_changed_at_the_end_of_a_long_text_is_seen(today: Programme) -> None:
    """Long texts are cut; never so that both sides look the same."""
    about = f"{today.about} Bring a friend to the last one."
    later = today.model_copy(update={"about": words(about)})

    (change,) = changes_between(today, later)

    assert change.before.startswith("…")
    assert change.after == f"{change.before} Bring a friend to the last one."


def test_new_and_gone_parts_are_called_by_their_names(today: Programme) -> None:
    """Not by what people never see."""
    first, *others = today.steps
    listen = first.model_copy(update={"id": "listen", "name": words("Listen first")})
    later = with_steps(today, (*others, listen))

    told = [
        (one.difference, one.where, one.before or one.after)
        for one in changes_between(today, later)
    ]

    assert told == [
        (Difference.GONE, ("steps", "problem"), "Identify the problem of practice"),
        (Difference.NEW, ("steps", "listen"), "Listen first"),
    ]


def test_nobody_is_left_standing_nowhere(today: Programme) -> None:
    """A phase, a step or a meeting in use that is gone is named."""
    later = with_steps(today, today.steps[1:])

    lost = lost_places(later, phase_id="lead", steps=["problem", "study"], series=["conference"])

    assert [one.where for one in lost] == [("steps", "problem")]


def test_an_answered_form_is_kept_as_it_was_asked(today: Programme) -> None:
    """Answers name questions; what nobody answered needs no keeping."""
    later = with_forms(today, tuple(asking(form, "Which?") for form in today.forms))

    moved = keeping_answers(today, later, answered={"reflection"})

    question = today.form("reflection").fields[0].id
    assert [form.id for form in moved.earlier] == ["reflection"]
    assert moved.form("reflection") == later.form("reflection")
    assert moved.form("reflection", {question: "Listen."}) == today.form("reflection")


def test_a_form_that_only_grows_needs_no_keeping(today: Programme) -> None:
    """Every question that was asked is still there."""
    grown = tuple(
        form.model_copy(update={"pages": (*form.pages, question_page("More?"))})
        for form in today.forms
    )

    moved = keeping_answers(today, with_forms(today, grown), answered={"reflection"})

    assert moved.earlier == ()


def asking(form: Form, question: str) -> Form:
    """Return a form with another question in the place of all it asked."""
    return form.model_copy(update={"pages": (question_page(question),)})


def question_page(question: str) -> Page:
    """Return a page with one question."""
    return Page(fields=(FormField(id="other", kind=FieldKind.SHORT_TEXT, label=words(question)),))


def words(text: str) -> Text:
    """Return words in English."""
    return Text(by_language={"en": text})


def with_series(programme: Programme, *series: Series) -> Programme:
    """Return a programme with other series."""
    return programme.model_copy(update={"series": series})


def with_steps(programme: Programme, steps: tuple[Step, ...]) -> Programme:
    """Return a programme with other steps."""
    return programme.model_copy(update={"steps": steps})


def with_forms(programme: Programme, forms: tuple[Form, ...]) -> Programme:
    """Return a programme with other forms."""
    return programme.model_copy(update={"forms": forms})
