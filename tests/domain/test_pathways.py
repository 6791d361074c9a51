"""Pathways: where somebody's answers point, and what a file may not say about them."""

from typing import Any

import pytest

from bot.domain.forms import Form
from bot.domain.pathways import Pathway, suggestion, why_unfit

SMALL, LARGE = (
    Pathway.model_validate(
        {
            "id": name,
            "name": name.capitalize(),
            "for_whom": "For some.",
            "weeks": 8,
            "people": "a few",
            "entry": ["The head agrees."],
            "exit": ["Something was tried."],
        }
    )
    for name in ("small", "large")
)


def chooser(**more: Any) -> Form:
    """Return a form of two choices between the pathways, and a question beside them."""
    options = [{"id": "small", "label": "A little"}, {"id": "large", "label": "A lot"}]
    fields: list[dict[str, Any]] = [
        {"id": name, "kind": "choice", "label": f"How {name}?", "options": options}
        for name in ("sure", "free")
    ]
    fields.append({"id": "why", "kind": "short_text", "label": "Why?"})
    form = {"id": "chooser", "title": "Which one?", "pages": [{"fields": fields}]}
    return Form.model_validate({**form, **more})


def test_the_pathway_with_most_voices_is_suggested_with_its_reasons() -> None:
    """Whoever reads it sees which answers spoke for it (S98)."""
    found = suggestion((SMALL, LARGE), chooser(), {"sure": "large", "free": "large", "why": "x"})

    assert found is not None
    assert found.pathway is LARGE
    assert [f"{one.question} {one.answer}" for one in found.because] == [
        "How sure? A lot",
        "How free? A lot",
    ]
    assert found.of == 2


def test_of_two_that_are_level_the_smaller_is_suggested() -> None:
    """A small start can grow (S98)."""
    found = suggestion((SMALL, LARGE), chooser(), {"sure": "large", "free": "small"})

    assert found is not None
    assert found.pathway is SMALL
    assert (len(found.because), found.of) == (1, 2)


@pytest.mark.parametrize("answers", [{}, {"why": "small"}, {"sure": None, "free": "medium"}])
def test_nothing_is_suggested_without_an_answer(answers: dict[str, str | None]) -> None:
    """A text is no voice, nor is an answer that an older form offered (S98)."""
    assert suggestion((SMALL, LARGE), chooser(), answers) is None


def test_a_chooser_offers_pathways_and_nothing_else() -> None:
    """A slip of the pen in an option is found when the file is checked (S98)."""
    told = why_unfit(chooser(), (SMALL,))

    assert told == "unknown pathway 'large'; known are small"
    assert why_unfit(chooser(), (SMALL, LARGE)) is None


@pytest.mark.parametrize(("form", "pathways"), [(chooser(), ()), (None, (SMALL,))])
def test_pathways_and_their_chooser_come_together(
    form: Form | None, pathways: tuple[Pathway, ...]
) -> None:
    """Either without the other would never be seen (S98)."""
    told = why_unfit(form, pathways)

    assert told == "pathways or a chooser alone, expected both: places.chooser names its form"
