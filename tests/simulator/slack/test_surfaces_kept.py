"""What survives when an app changes a view under a person's hands."""

from bot.simulator.slack.surfaces import keep_state, missing_inputs, typed_value
from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    modal,
    options,
    section,
    select,
    text_input,
)

WRITE = ("b", "write")
TYPED = {WRITE: typed_value(text_input(), "Hello")}


def form(element: Json, *, block_id: str = "b") -> Json:
    """Make a modal with one field."""
    return modal(ask(element, block_id=block_id))


def test_an_answer_survives_under_the_same_ids() -> None:
    """Even when the app sends another initial value along."""
    held = keep_state(form(text_input()), TYPED, form(text_input(initial_value="New")))

    assert held == TYPED


def test_an_answer_is_lost_under_another_block_id() -> None:
    """The new field begins as the app wants it."""
    new = form(text_input(initial_value="New"), block_id="c")

    held = keep_state(form(text_input()), TYPED, new)

    assert held == {("c", "write"): {"type": "plain_text_input", "value": "New"}}


def test_an_answer_is_lost_under_another_action_id() -> None:
    """Both ids name the field."""
    held = keep_state(form(text_input()), TYPED, form(text_input(action_id="other")))

    assert held == {("b", "other"): {"type": "plain_text_input", "value": None}}


def test_an_answer_is_lost_when_the_field_becomes_another() -> None:
    """A text is no date."""
    picker = {"type": "datepicker", "action_id": "write"}

    held = keep_state(form(text_input()), TYPED, form(picker))

    assert held == {WRITE: {"type": "datepicker", "selected_date": None}}


def test_a_choice_survives_only_while_it_is_offered() -> None:
    """An option that is taken away is not chosen any more."""
    chosen = {("b", "choose"): typed_value(select(options=options(2)), "choice-1")}
    before = form(select(options=options(2)))

    kept = keep_state(before, chosen, form(select(options=options(3))))
    lost = keep_state(before, chosen, form(select(options=options(1))))

    assert kept == chosen
    assert lost == {("b", "choose"): {"type": "static_select", "selected_option": None}}


def test_an_untouched_field_keeps_what_it_began_with() -> None:
    """To show another initial value an app must change the block_id, as in Slack."""
    before, after = form(text_input(initial_value="Old")), form(text_input(initial_value="New"))

    held = keep_state(before, {}, after)

    assert held == {WRITE: {"type": "plain_text_input", "value": "Old"}}


def test_only_required_fields_hold_up_a_form() -> None:
    """Optional fields and menus outside input blocks may stay empty."""
    view = modal(
        ask(text_input(), block_id="needed"),
        ask(text_input(), block_id="optional", optional=True),
        section(accessory=select(), block_id="beside"),
        actions(select(), block_id="row"),
    )

    refused = missing_inputs(view, {})

    assert refused == {"needed": "Please complete this required field."}
