"""What a person sees, fills in and may send on a surface of the local Slack."""

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

import pytest

from bot.simulator.slack.surfaces import (
    NotPossibleError,
    find_element,
    initial_state,
    is_stateful,
    missing_inputs,
    settle,
    settle_view,
    state_values,
    typed_value,
    walk,
)
from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    button,
    image,
    modal,
    option,
    options,
    plain,
    section,
    select,
    text_input,
)

WRITE = ("b", "write")
EMPTY_SHAPES: dict[str, Json] = {
    "plain_text_input": {"value": None},
    "number_input": {"value": None},
    "email_text_input": {"value": None},
    "url_text_input": {"value": None},
    "rich_text_input": {},
    "file_input": {"files": []},
    "datepicker": {"selected_date": None},
    "timepicker": {"selected_time": None},
    "datetimepicker": {"selected_date_time": None},
    "checkboxes": {"selected_options": []},
    "radio_buttons": {"selected_option": None},
    "static_select": {"selected_option": None},
    "external_select": {"selected_option": None},
    "users_select": {"selected_user": None},
    "conversations_select": {"selected_conversation": None},
    "channels_select": {"selected_channel": None},
    "multi_static_select": {"selected_options": []},
    "multi_external_select": {"selected_options": []},
    "multi_users_select": {"selected_users": []},
    "multi_conversations_select": {"selected_conversations": []},
    "multi_channels_select": {"selected_channels": []},
}


def field(kind: str, **more: Any) -> Json:
    """Make an element of a kind."""
    return {"type": kind, "action_id": "a", **more}


def form(element: Json, **more: Any) -> Json:
    """Make a modal with one field in the block ``b``."""
    return modal(ask(element, block_id="b", **more))


def test_every_element_is_found_wherever_it_stands() -> None:
    """Accessories, rows, fields and what is nested; pictures are not for using."""
    blocks = [
        section(accessory=button(action_id="1"), block_id="s"),
        section(accessory=image()),
        actions(button(action_id="2"), select(action_id="3")),
        ask(text_input(action_id="4")),
        {"type": "card", "actions": [button(action_id="5")]},
        {"type": "container", "child_blocks": [actions(button(action_id="6"))]},
    ]

    found = [place.action_id for place in walk(blocks)]

    assert found == ["1", "2", "3", "4", "5", "6"]


def test_an_element_is_found_by_its_ids() -> None:
    """The same action_id may stand in two blocks."""
    blocks = [actions(button(value="x"), block_id="x"), actions(button(value="y"), block_id="y")]

    first, second = find_element(blocks, "press"), find_element(blocks, "press", "y")
    nothing = find_element(blocks, "press", "z")

    assert first is not None
    assert second is not None
    assert (first.element["value"], second.element["value"], nothing) == ("x", "y", None)


def test_a_field_acts_at_once_only_if_the_app_asked_for_it() -> None:
    """Buttons and menus act; fields wait for sending, unless dispatch_action is set."""
    blocks = [actions(button()), ask(text_input()), ask(text_input(), dispatch_action=True)]

    acting = [place.acts_at_once for place in walk(blocks)]

    assert acting == [True, False, True]


def test_slack_gives_the_ids_and_defaults_that_an_app_left_out() -> None:
    """The app's own ids and words stay; the app's object is not touched."""
    numbers = count(1)
    sent = [section(block_id="own"), ask({"type": "datepicker"})]

    settled = settle(sent, new_id=lambda: f"id-{next(numbers)}")

    assert settled == [
        {
            "type": "section",
            "block_id": "own",
            "text": {"type": "mrkdwn", "text": "Words", "verbatim": False},
        },
        {
            "type": "input",
            "block_id": "id-1",
            "label": {"type": "plain_text", "text": "Label", "emoji": True},
            "optional": False,
            "dispatch_action": False,
            "element": {"type": "datepicker", "action_id": "id-2"},
        },
    ]
    assert "block_id" not in sent[1]


def test_a_view_is_settled_with_its_title_and_buttons() -> None:
    """Texts outside blocks say their defaults, too."""
    view = settle_view(modal(section()), new_id=lambda: "x")

    texts = (view["title"], view["submit"])

    assert texts == ({**plain("Title"), "emoji": True}, {**plain("Send"), "emoji": True})
    assert view["blocks"][0]["block_id"] == "x"


@pytest.mark.parametrize("kind", EMPTY_SHAPES)
def test_an_untouched_element_is_empty_in_slacks_shape(kind: str) -> None:
    """An app reads null or an empty list, never a missing element."""
    state = state_values([ask(field(kind), block_id="b")], {})

    assert state == {"b": {"a": {"type": kind, **EMPTY_SHAPES[kind]}}}


def test_the_state_holds_every_stateful_element() -> None:
    """Also those in sections and rows; buttons hold nothing."""
    blocks = [
        section(accessory=select(), block_id="s"),
        actions(button(), field("datepicker", initial_date="2026-09-01"), block_id="r"),
        ask(text_input(initial_value=""), block_id="b"),
    ]

    state = state_values(blocks, {WRITE: {"type": "plain_text_input", "value": "Hello"}})

    assert state == {
        "s": {"choose": {"type": "static_select", "selected_option": None}},
        "r": {"a": {"type": "datepicker", "selected_date": "2026-09-01"}},
        "b": {"write": {"type": "plain_text_input", "value": "Hello"}},
    }
    assert not is_stateful(button())


def test_a_form_begins_with_its_initial_values() -> None:
    """What the app filled in is there before anybody typed."""
    view = form(field("multi_users_select", initial_users=["U1"]))

    assert initial_state(view) == {
        ("b", "a"): {"type": "multi_users_select", "selected_users": ["U1"]}
    }


GIVEN: list[tuple[Json, object, Json]] = [
    (text_input(), "Hello", {"value": "Hello"}),
    (text_input(), "", {"value": None}),
    (field("number_input"), 5, {"value": "5"}),
    (field("email_text_input"), "a@b.org", {"value": "a@b.org"}),
    (field("datepicker"), "2026-09-01", {"selected_date": "2026-09-01"}),
    (field("datepicker"), date(2026, 9, 1), {"selected_date": "2026-09-01"}),
    (field("datepicker"), None, {"selected_date": None}),
    (field("timepicker"), time(8, 30), {"selected_time": "08:30"}),
    (field("timepicker"), "08:30", {"selected_time": "08:30"}),
    (
        field("datetimepicker"),
        datetime(2026, 9, 1, tzinfo=UTC),
        {"selected_date_time": 1788220800},
    ),
    (select(options=options(2)), "choice-1", {"selected_option": option("choice-1")}),
    (select(options=options(2)), "CHOICE-1", {"selected_option": option("choice-1")}),
    (
        select(option_groups=[{"label": plain(), "options": options(2)}]),
        "choice-1",
        {"selected_option": option("choice-1")},
    ),
    (
        field("checkboxes", options=options(3)),
        ["choice-0", "choice-2", "choice-0"],
        {"selected_options": [option("choice-0"), option("choice-2")]},
    ),
    (field("checkboxes", options=options(1)), "choice-0", {"selected_options": options(1)}),
    (field("overflow", options=options(1)), "choice-0", {"selected_option": options(1)[0]}),
    (field("external_select"), "loaded", {"selected_option": option("loaded")}),
    (field("users_select"), "U1", {"selected_user": "U1"}),
    (field("multi_users_select"), ["U1", "U2"], {"selected_users": ["U1", "U2"]}),
    (field("channels_select"), "C1", {"selected_channel": "C1"}),
    (field("multi_conversations_select"), ["C1", "D1"], {"selected_conversations": ["C1", "D1"]}),
    (
        field("file_input", filetypes=["pdf"]),
        [{"id": "F1", "filetype": "pdf"}],
        {"files": [{"id": "F1", "filetype": "pdf"}]},
    ),
]


@pytest.mark.parametrize(("element", "value", "shape"), GIVEN)
def test_what_a_person_does_becomes_slacks_value(element: Json, value: object, shape: Json) -> None:
    """Plain values in, Slack's shapes out."""
    held = typed_value(element, value, offered=[option("loaded")])

    assert held == {"type": element["type"], **shape}


def test_plain_words_become_rich_text() -> None:
    """A client wraps what is typed into a field of formatted text."""
    held = typed_value(field("rich_text_input"), "Hello")

    words = held["rich_text_value"]["elements"][0]["elements"]

    assert words == [{"type": "text", "text": "Hello"}]
    assert typed_value(field("rich_text_input"), held["rich_text_value"]) == held


IMPOSSIBLE: list[tuple[Json, object, str]] = [
    (text_input(), 5, "takes a text"),
    (text_input(max_length=4), "Hello", "ends after 4 characters, the text has 5"),
    (text_input(multiline=True), "x" * 3001, "ends after 3000 characters"),
    (text_input(), "two\nlines", "a single line"),
    (field("number_input"), True, "takes a number"),
    (field("datepicker"), "2026-02-30", "no day '2026-02-30'"),
    (field("timepicker"), "25:00", "no time '25:00'"),
    (field("datetimepicker"), "tomorrow", "no instant"),
    (select(), "other", "not among the options"),
    (field("radio_buttons", options=options(1)), "other", "not among the options"),
    (field("external_select"), "other", "not among the options"),
    (field("users_select"), "Ada", "not the id of a user"),
    (field("channels_select"), "D1", "not the id of a channel"),
    (field("multi_users_select", max_selected_items=1), ["U1", "U2"], "at most 1"),
    (field("rich_text_input"), 5, "takes a text"),
    (field("file_input", max_files=1), [{"id": "F1"}, {"id": "F2"}], "between 1 and 1 files"),
    (field("file_input", filetypes=["pdf"]), [{"filetype": "exe"}], "kind 'exe' is not taken"),
    (button(), "x", "nothing can be filled into a button"),
]


@pytest.mark.parametrize(("element", "value", "words"), IMPOSSIBLE)
def test_what_no_client_allows_is_refused(element: Json, value: object, words: str) -> None:
    """A rehearsal cannot do what a person could not."""
    with pytest.raises(NotPossibleError, match=words):
        typed_value(element, value)


CLIENT_REFUSALS: list[tuple[Json, object, str | None]] = [
    (text_input(), None, "Please complete this required field."),
    (text_input(), "Hello", None),
    (text_input(min_length=6), "Hello", "Please write at least 6 characters."),
    (field("number_input", is_decimal_allowed=False), "five", "Please enter a number."),
    (field("number_input", is_decimal_allowed=False), "nan", "Please enter a number."),
    (field("number_input", is_decimal_allowed=False), "5.5", "Please enter a whole number."),
    (field("number_input", is_decimal_allowed=True), "5.5", None),
    (field("number_input", min_value="1", max_value="5"), "0", "Please enter 1 or more."),
    (field("number_input", min_value="1", max_value="5"), "6", "Please enter 5 or less."),
    (field("email_text_input"), "ada", "Please enter an e-mail address."),
    (field("email_text_input"), "ada@example.org", None),
    (field("url_text_input"), "example", "Please enter a web address that begins with https://."),
    (field("url_text_input"), "https://example.org/a", None),
    (field("checkboxes", options=options(1)), [], "Please complete this required field."),
    (field("datepicker", initial_date="2026-09-01"), "2026-09-02", None),
]


@pytest.mark.parametrize(("element", "value", "sentence"), CLIENT_REFUSALS)
def test_the_client_refuses_before_the_app_hears_of_it(
    element: Json, value: object, sentence: str | None
) -> None:
    """Beside the field, when the form is sent."""
    typed = {("b", element["action_id"]): typed_value(element, value)}

    refused = missing_inputs(form(element), typed)

    assert refused == ({} if sentence is None else {"b": sentence})
