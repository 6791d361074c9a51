"""Every form of every programme: drawn, filled page by page as a person would, read back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers import read_answers
from bot.domain.forms import FieldKind, Form, FormField, Value
from bot.domain.networks import Member
from bot.domain.teams import WHO_TOOK_PART, apart, asking_who
from bot.services.catalogue import Catalogue
from bot.simulator.slack.blockkit import check_view
from bot.simulator.slack.surfaces import initial_state, missing_inputs
from handlers.blocks.answers import read_form
from tests.handlers.blocks import samples
from tests.handlers.blocks.any_form import answer_to
from tests.handlers.blocks.test_forms import draw, fill, room_for

TODAY = date(2026, 11, 18)
EXAMPLES = 3
"""For each of the more than a hundred forms; a soak may take more."""


@pytest.mark.parametrize("key", Catalogue().keys())
def test_every_form_takes_every_answer(key: str) -> None:
    """Conditions, long texts, files, records and teams included; Slack refuses none (issue 3)."""
    programme = Catalogue().get(key)
    forms = [asked_of_a_team(programme.form(one.id)) for one in programme.forms]

    refused = {form.id: problem for form in forms for problem in refused_as_draft(form)}

    assert refused == {}


@pytest.mark.parametrize("team", [1, 10, 11, 60])
def test_a_team_of_any_size_can_be_ticked(team: int) -> None:
    """Few as boxes, many in a menu; who was ticked comes back apart from the answers (S20)."""
    form = asked_of_a_team(samples.form().model_copy(update={"team": True}), size=team)
    last = len(form.pages) - 1
    ticked = {WHO_TOOK_PART: ("1",)}

    view = draw(form, page=last)
    values = fill(view, only(form, [form.fields[-1]]), ticked)
    read = read_form(values, only(form, [form.fields[-1]]))

    assert check_view(view, kind="modal") == []
    assert check_view(draw(form, page=last, answers=ticked), kind="modal") == []
    assert apart(read) == ({}, frozenset({1}))


def refused_as_draft(form: Form) -> list[str]:
    """Walk through a form a few times; return what Slack refuses of it as a draft of that."""
    asks_files = any(one.kind is FieldKind.FILE for one in form.fields)
    refused: list[str] = []

    @settings(max_examples=EXAMPLES, database=None)
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        answers = walk(form, data)
        for page in range(len(form.pages)):
            view = draw(form, page=page, answers=answers)
            refused.extend(str(one) for one in check_view(view, kind="modal"))
            if not asks_files:  # Slack gives no way to put files there again
                refused.extend(missing_inputs(view, initial_state(view)).values())

    holds()
    return refused


def walk(form: Form, data: st.DataObject) -> dict[str, Value]:
    """Fill a form page by page with answers that it takes; see that each page reads as typed."""
    answers: dict[str, Value] = {}
    page, last = 0, len(form.pages) - 1
    while True:
        typed = answered(form, page, answers, data)
        deciding = {name: one for name, one in typed.items() if form.decides(name, page=page)}
        here = only(form, [one for one in form.fields if one.id in typed])
        shown = {**answers, **room_for(here, typed), **deciding}
        view = draw(form, page=page, answers=shown)
        assert check_view(view, kind="modal") == []
        read = read_form(fill(view, here, typed), form)
        assert read_answers(here.fields, read, today=TODAY) == typed
        answers |= typed
        if page == last:
            return answers
        page = form.page_after(page, answers)


def answered(
    form: Form, page: int, before: dict[str, Value], data: st.DataObject
) -> dict[str, Value]:
    """Answer what a page asks, and what it asks after that; what may stay open sometimes does."""
    typed: dict[str, Value] = {}
    seen: set[str] = set()
    while True:
        asked = form.asked({**before, **typed}, page=page)
        new = [one for one in asked if one.id not in seen]
        if not new:
            return typed
        for field in new:
            seen.add(field.id)
            if field.required or data.draw(st.booleans()):
                typed[field.id] = data.draw(answer_to(field))


def only(form: Form, fields: list[FormField]) -> Form:
    """Return a form with some of its questions on one page."""
    page = form.pages[0].model_copy(update={"fields": tuple(fields)})
    return form.model_copy(update={"pages": (page,)})


def asked_of_a_team(form: Form, *, size: int = 4) -> Form:
    """Return a form as a school's team sees it."""
    colleagues: list[Any] = [
        Member(
            id=number,
            network_id=3,
            person_id=number,
            name=f"Colleague {number}",
            slack_id=f"U{number}",
            joined_at=samples.NOW,
        )
        for number in range(1, size + 1)
    ]
    return asking_who(form, colleagues, label="Who took part?", hint="They are told.")
