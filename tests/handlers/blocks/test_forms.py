"""A form as a modal: drawn, filled by a person, read back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from bot.domain.answers import read_answers
from bot.domain.forms import Answers, FieldKind, Form, Page, Value
from bot.domain.parts import records_of, spread
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
from handlers.blocks.ids import Action, Block, Callback, field_block, field_of
from tests.handlers.blocks import samples
from tests.handlers.blocks.any_form import filled_forms
from tests.simulator.slack import reference

META = FormMeta(network_id=3, form_id="reflection", about="gathering:12", token="abc")
TODAY = date(2026, 11, 18)
LONGEST = 3000


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


def fill(view: Any, form: Form, answers: Answers) -> Any:
    """Type the answers into a modal, as a person would, and return its ``state.values``."""
    typed = dict(initial_state(view))
    for field in form.fields:
        if field.kind is FieldKind.FILE:
            typed[field_block(field.id), Action.FORM_FIELD] = in_slack(answers[field.id])
            continue
        for part, answer in spread(field, answers.get(field.id)).items():
            block = field_block(field.id, part)
            place = find_element(view["blocks"], Action.FORM_FIELD, block_id=block)
            assert place is not None, block
            typed[place.block_id, place.action_id] = typed_value(
                place.element, str(answer) if isinstance(answer, int) else answer
            )
    return state_values(view["blocks"], typed)


def in_slack(files: Value) -> Any:
    """Return files as a modal holds them."""
    return {
        "type": "file_input",
        "files": [
            {**one, "filetype": one["type"], "permalink": one["link"]} for one in records_of(files)
        ],
    }


def room_for(form: Form, answers: Answers) -> Answers:
    """Return as many empty records as were asked for with the button."""
    lists = [field for field in form.fields if field.kind is FieldKind.RECORDS]
    return {field.id: ({},) * len(records_of(answers[field.id])) for field in lists}


@given(filled_forms())
def test_what_is_typed_is_what_is_read(filled: tuple[Form, dict[str, Value]]) -> None:
    """Every question that a programme can ask comes back with the answer that was given."""
    form, answers = filled
    view = draw(form, answers=room_for(form, answers))

    values = fill(view, form, answers)
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
    kept = {one.id: answers[one.id] for one in form.fields if one.kind is FieldKind.FILE}
    assert missing_inputs(view, initial_state(view)) == {}
    assert kept.keys().isdisjoint(shown)
    assert read_answers(form.fields, {**kept, **shown}, today=TODAY) == answers


@pytest.mark.parametrize(("most", "lines"), [(3500, (1500, 1900)), (9000, (1500, 2990, 4400))])
def test_a_long_answer_keeps_every_word_when_it_is_opened_again(
    most: int, lines: tuple[int, ...]
) -> None:
    """However its lines are spread over the boxes; a line no box can hold goes on in the next."""
    long = samples.form().field("the_long_text").model_copy(update={"max_length": most})
    form = Form(id="long", title=long.label, pages=(Page(fields=(long,)),))
    text = "\n".join("x" * length for length in lines)

    view = draw(form, answers={long.id: text})
    shown = read_form(state_values(view["blocks"], initial_state(view)), form)

    assert str(shown[long.id]).count("x") == sum(lines)


def test_every_kind_of_field_is_drawn() -> None:
    """A new kind of field needs an element in Slack."""
    views = [draw(samples.form(), page=page) for page in (0, 1, 2)]

    drawn = {
        field_of(block["block_id"])
        for view in views
        for block in view["blocks"]
        if "element" in block
    }

    asked = {str(one).partition("/")[0] for one in drawn - {None}}
    assert asked == {f"the_{kind}" for kind in FieldKind}


@pytest.mark.parametrize("page", [0, 1, 2])
def test_slack_takes_a_form_with_the_longest_words(page: int) -> None:
    """However much a programme file and a person say, the modal opens."""
    longest = samples.form(lambda _: "&" * LONGEST)

    view = draw(longest, page=page, answers=samples.answers(lambda _: "&" * LONGEST))

    assert check_view(view, kind="modal") == []


@pytest.mark.parametrize("page", [0, 1, 2])
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
    alone = draw(samples.form(), page=2)
    everybody = tuple(Visibility)
    with_trio = draw(samples.form(), page=2, offered=everybody, visibility=Visibility.TRIO)

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
    [(0, None, "Next", []), (2, None, "Send", ["Back"]), (2, 44, "Save", ["Back"])],
)
def test_the_buttons_say_what_happens(
    page: int, entry_id: int | None, submit: str, pressable: list[str]
) -> None:
    """Next and Back between pages, Send for a new entry, Save for a change."""
    meta = META.model_copy(update={"entry_id": entry_id})

    view = draw(samples.form(), page=page, meta=meta)
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    labels = [one["text"]["text"] for row in rows for one in row]

    assert view["submit"]["text"] == submit
    assert view["close"]["text"] == "Close"
    assert [one for one in labels if one != "Add another"] == pressable


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


def test_each_level_says_what_it_looks_like_and_what_it_needs() -> None:
    """Whoever rates reads the descriptors and the evidence beside the choice (S73)."""
    view = draw(samples.form(), page=2)

    ids = [str(block.get("block_id", "")) for block in view["blocks"]]
    at = ids.index(field_block("the_rating"))
    described = view["blocks"][at + 1]["elements"][0]["text"]

    assert described.count("\n") == 2
    assert "*Partly in place*: Some groups do it. Needed: One dated example." in described
    assert ids[at + 2] == field_block("the_rating", "evidence")
