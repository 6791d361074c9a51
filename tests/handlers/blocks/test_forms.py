"""A form as a modal: drawn, filled by a person, read back."""

import string
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.forms import Answers, FieldKind, Form, FormField, Option, Page, Value, read_answers
from bot.domain.text import Text
from bot.domain.visibility import Visibility
from bot.simulator.slack.blockkit import check_view
from bot.simulator.slack.surfaces import (
    find_element,
    initial_state,
    missing_inputs,
    state_values,
    typed_value,
)
from handlers.blocks.answers import read_form, read_visibility
from handlers.blocks.forms import FormMeta, render_form
from handlers.blocks.ids import Action, Block, Callback, field_block
from tests.handlers.blocks import samples
from tests.simulator.slack import reference

META = FormMeta(network_id=3, form_id="reflection", about="gathering:12", token="abc")
TODAY = date(2026, 11, 18)
LONGEST = 3000
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)
IDENTIFIERS = st.text(string.ascii_lowercase, min_size=1, max_size=8)
PEOPLE = st.text(string.ascii_uppercase + string.digits, min_size=3, max_size=9).map("U{}".format)


def draw(form: Form, *, page: int = 0, answers: Answers | None = None, **more: Any) -> Any:
    """Return a page of a form as it goes to Slack."""
    view = render_form(
        form,
        page=page,
        answers=answers or {},
        visibility=more.pop("visibility", None),
        meta=more.pop("meta", META),
        reader=samples.NEW_YORK,
        **more,
    )
    return view.to_dict()


def fill(view: Any, answers: Answers) -> Any:
    """Type the answers into a modal, as a person would, and return its ``state.values``."""
    typed = dict(initial_state(view))
    for field_id, answer in answers.items():
        place = find_element(view["blocks"], Action.FORM_FIELD, block_id=field_block(field_id))
        assert place is not None
        typed[place.block_id, place.action_id] = typed_value(
            place.element, str(answer) if isinstance(answer, int) else answer
        )
    return state_values(view["blocks"], typed)


@st.composite
def fields(draw_: st.DrawFn) -> FormField:
    """Make any question that a programme file can ask."""
    kind = draw_(st.sampled_from(FieldKind))
    chooses = kind in {FieldKind.CHOICE, FieldKind.CHOICES}
    ids = draw_(st.lists(IDENTIFIERS, min_size=1, max_size=10, unique=True)) if chooses else []
    lowest = draw_(st.integers(-5, 5))
    return FormField(
        id=draw_(IDENTIFIERS),
        kind=kind,
        label=Text(by_language={"en": draw_(WORDS)}),
        hint=draw_(st.none() | WORDS.map(lambda words: Text(by_language={"en": words}))),
        example=draw_(st.none() | WORDS.map(lambda words: Text(by_language={"en": words}))),
        required=draw_(st.booleans()),
        lowest=lowest,
        highest=lowest + draw_(st.integers(1, 9)),
        options=tuple(Option(id=one, label=Text(by_language={"en": one})) for one in ids),
    )


def answer_to(field: FormField) -> st.SearchStrategy[Value]:
    """Make any answer that a person can give to a question."""
    ids = [option.id for option in field.options]
    by_kind: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.SHORT_TEXT: WORDS,
        FieldKind.LONG_TEXT: WORDS,
        FieldKind.NUMBER: st.integers(-9999, 9999) | st.sampled_from([0.5, 2.25, -3.75]),
        FieldKind.SCALE: st.integers(field.lowest, field.highest),
        FieldKind.DATE: st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat),
        FieldKind.MEMBER: PEOPLE,
        FieldKind.MEMBERS: st.lists(PEOPLE, min_size=1, max_size=4, unique=True).map(tuple),
    }
    if field.kind is FieldKind.CHOICE:
        return st.sampled_from(ids)
    if field.kind is FieldKind.CHOICES:
        chosen = st.lists(st.sampled_from(ids), min_size=1, unique=True)
        return chosen.map(lambda some: tuple(sorted(some, key=ids.index)))
    return by_kind[field.kind]


@st.composite
def filled_forms(draw_: st.DrawFn) -> tuple[Form, dict[str, Value]]:
    """Make a page of questions, and an answer to each."""
    asked = draw_(st.lists(fields(), min_size=1, max_size=8, unique_by=lambda field: field.id))
    title = Text(by_language={"en": draw_(WORDS)})
    form = Form(id="any", title=title, pages=(Page(fields=tuple(asked)),))
    return form, {field.id: draw_(answer_to(field)) for field in asked}


@given(filled_forms())
def test_what_is_typed_is_what_is_read(filled: tuple[Form, dict[str, Value]]) -> None:
    """Every question that a programme can ask comes back with the answer that was given."""
    form, answers = filled
    view = draw(form)

    values = fill(view, answers)
    taken = read_answers(form.fields, read_form(values, form), today=TODAY)

    assert check_view(view, kind="modal") == []
    assert taken == answers


@given(filled_forms())
def test_a_draft_is_shown_again_as_it_was(filled: tuple[Form, dict[str, Value]]) -> None:
    """Whoever closes a form and comes back finds every answer in its field."""
    form, answers = filled

    view = draw(form, answers=answers)
    shown = read_form(state_values(view["blocks"], initial_state(view)), form)

    assert check_view(view, kind="modal") == []
    assert missing_inputs(view, initial_state(view)) == {}
    assert read_answers(form.fields, shown, today=TODAY) == answers


def test_every_kind_of_field_is_drawn() -> None:
    """A new kind of field needs an element in Slack."""
    views = [draw(samples.form(), page=page) for page in (0, 1)]

    drawn = {block["block_id"] for view in views for block in view["blocks"] if "element" in block}

    assert drawn - {Block.VISIBILITY} == {field_block(f"the_{kind}") for kind in FieldKind}


@pytest.mark.parametrize("page", [0, 1])
def test_slack_takes_a_form_with_the_longest_words(page: int) -> None:
    """However much a programme file and a person say, the modal opens."""
    longest = samples.form(lambda _: "&" * LONGEST)

    view = draw(longest, page=page, answers=samples.answers(lambda _: "&" * LONGEST))

    assert check_view(view, kind="modal") == []


@pytest.mark.parametrize("page", [0, 1])
def test_slacks_own_schema_takes_a_form(page: int) -> None:
    """Slack's types agree with ours."""
    view = draw(samples.form(), page=page, answers=samples.answers())

    problems = reference.schema_problems(view, file="block-kit.schema.json", definition="ModalView")

    assert problems == []


def test_a_draft_is_saved_while_it_is_typed() -> None:
    """Closing sends no values, so every field tells of each change under the same names."""
    view = draw(samples.form())

    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    texts = [one["element"] for one in inputs if "dispatch_action_config" in one["element"]]

    assert all(block["dispatch_action"] for block in inputs)
    assert {block["element"]["action_id"] for block in inputs} == {Action.FORM_FIELD}
    assert len(texts) == 3
    assert {one["dispatch_action_config"]["trigger_actions_on"][0] for one in texts} == {
        "on_character_entered"
    }
    assert view["notify_on_close"] is True


def test_the_last_page_asks_who_may_read_it() -> None:
    """The default of the form stands there already; a trio is offered to those who have one."""
    alone = draw(samples.form(), page=1)
    with_trio = draw(samples.form(), page=1, has_trio=True, visibility=Visibility.TRIO)

    offered = [
        [one["value"] for one in visibility["element"]["options"]]
        for visibility in (visibility_of(alone), visibility_of(with_trio))
    ]
    chosen = [
        read_visibility(state_values(view["blocks"], initial_state(view)))
        for view in (alone, with_trio)
    ]

    assert offered == [["only_me", "facilitator", "network"], [one.value for one in Visibility]]
    assert chosen == [Visibility.FACILITATOR, Visibility.TRIO]


def visibility_of(view: Any) -> Any:
    """Return the question who may read it."""
    return next(one for one in view["blocks"] if one.get("block_id") == Block.VISIBILITY)


def test_earlier_pages_do_not_ask_who_may_read_it() -> None:
    """It is asked once, when everything is written."""
    view = draw(samples.form(), page=0)

    assert read_visibility(state_values(view["blocks"], initial_state(view))) is None


@pytest.mark.parametrize(
    ("page", "entry_id", "submit", "pressable"),
    [(0, None, "Next", []), (1, None, "Send", ["Back"]), (1, 44, "Save", ["Back"])],
)
def test_the_buttons_say_what_happens(
    page: int, entry_id: int | None, submit: str, pressable: list[str]
) -> None:
    """Next and Back between pages, Send for a new entry, Save for a change."""
    meta = META.model_copy(update={"entry_id": entry_id})

    view = draw(samples.form(), page=page, meta=meta)
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]

    assert view["submit"]["text"] == submit
    assert view["close"]["text"] == "Close"
    assert [one["text"]["text"] for row in rows for one in row] == pressable


def test_a_modal_remembers_what_it_is_about() -> None:
    """Form, subject, page and token come back with every submission."""
    view = draw(samples.form(), page=1)

    meta = FormMeta.read(view["private_metadata"])

    assert view["callback_id"] == Callback.FORM
    assert meta == META.model_copy(update={"page": 1})


def test_a_foreign_metadata_is_refused() -> None:
    """What this bot did not write is no form of ours."""
    with pytest.raises(ValueError, match="network_id"):
        FormMeta.read("{}")
