"""What the local Slack refuses about single elements and the newer blocks."""

from typing import Any

import pytest

from bot.simulator.slack.blockkit import Problem, check_message_blocks, check_view
from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    button,
    home,
    image,
    modal,
    mrkdwn,
    options,
    plain,
    section,
    select,
    text_input,
    words,
)
from tests.simulator.slack.sized import axis, card, cell, contained, data_table


def number(**more: Any) -> Json:
    """Make a field for a number."""
    return {"type": "number_input", "is_decimal_allowed": True, **more}


def element(kind: str, **more: Any) -> Json:
    """Make an element of a kind."""
    return {"type": kind, "action_id": "a", **more}


IN_A_FORM: list[tuple[Json, str, str]] = [
    (number(initial_value="nan"), "must be a number", "/initial_value"),
    (number(max_value="many"), "must be a number", "/max_value"),
    (
        number(min_value="1", max_value="2", initial_value="3"),
        "must lie between min_value and max_value",
        "/initial_value",
    ),
    (element("number_input"), "missing required field: is_decimal_allowed", ""),
    (
        element("timepicker", initial_time="24:00"),
        r"must match the pattern ^([01]\d|2[0-3]):[0-5]\d$",
        "/initial_time",
    ),
    (
        element("datetimepicker", initial_date_time=123),
        "must be no less than 1000000000",
        "/initial_date_time",
    ),
    (text_input(multiline="yes"), "must be a boolean", "/multiline"),
    (text_input(max_length=0), "must be no less than 1", "/max_length"),
    (text_input(max_length=9.5), "must be an integer", "/max_length"),
    (
        text_input(dispatch_action_config={"trigger_actions_on": []}),
        "no fewer than 1 items allowed",
        "/dispatch_action_config/trigger_actions_on",
    ),
    (
        element("checkboxes", options=options(1), initial_options=options(2)),
        "must match one of the options provided",
        "/initial_options",
    ),
    (
        element("multi_static_select", options=options(1), initial_options=options(2)),
        "must match one of the options provided",
        "/initial_options",
    ),
    (
        element("radio_buttons", options=options(1), initial_option=options(2)[1]),
        "must match one of the options provided",
        "/initial_option",
    ),
    (
        element("multi_users_select", max_selected_items=0),
        "must be no less than 1",
        "/max_selected_items",
    ),
    (
        element("conversations_select", filter={}),
        "must define at least one filter",
        "/filter",
    ),
    (select(placeholder=mrkdwn()), "unsupported type: mrkdwn", "/placeholder/type"),
]


@pytest.mark.parametrize(("part", "message", "place"), IN_A_FORM)
def test_a_field_that_contradicts_itself_is_refused(part: Json, message: str, place: str) -> None:
    """Bounds, initial values and choices must agree."""
    problems = check_view(modal(ask(part)))

    assert problems == [Problem(message=message, pointer=f"/view/blocks/0/element{place}")]


IN_A_MESSAGE: list[tuple[Json, str, str]] = [
    (
        actions(element("conversations_select", response_url_enabled=True)),
        "invalid additional property: response_url_enabled",
        "/elements/0",
    ),
    (
        section(accessory=element("datetimepicker")),
        "unsupported type: datetimepicker",
        "/accessory/type",
    ),
    (section(accessory=text_input()), "unsupported type: plain_text_input", "/accessory/type"),
    (
        actions(button(style="secondary")),
        "must be one of: 'primary' or 'danger'",
        "/elements/0/style",
    ),
    (
        actions(button(confirm={"title": plain()})),
        "missing required field: text",
        "/elements/0/confirm",
    ),
    (
        {"type": "image", "alt_text": "A cat", "slack_file": {}},
        "must define either `id` or `url`",
        "/slack_file",
    ),
    (image(image_url="file:///etc/passwd"), "must be a valid URL", "/image_url"),
    ({"type": "card"}, "must define `hero_image`, `title`, `body` or `actions`", ""),
    (
        contained(title=plain(), rich_text_title=words())[0],
        "must define either `title` or `rich_text_title`",
        "",
    ),
    (
        axis(series=[{"name": "Line", "data": [{"label": "Tue", "value": 1}]}])[0],
        "must use labels of the categories",
        "/chart/series/0/data",
    ),
    (
        data_table([cell()], [cell()], row_header_column_index=1)[0],
        "must be the index of a column",
        "/row_header_column_index",
    ),
    (
        data_table([cell()], [words("x" * 20_001)])[0],
        "must be less than 20001 characters in all cells",
        "/rows",
    ),
    (
        {"type": "context_actions", "elements": [button()]},
        "unsupported type: button",
        "/elements/0/type",
    ),
    ({"type": 5}, "must be a string: type", ""),
]


@pytest.mark.parametrize(("block", "message", "place"), IN_A_MESSAGE)
def test_a_block_that_makes_no_sense_is_refused(block: Json, message: str, place: str) -> None:
    """Elements stand where they may, and newer blocks keep their own rules."""
    problems = check_message_blocks([block])

    assert problems == [Problem(message=message, pointer=f"/blocks/0{place}")]


def test_ids_are_unique_in_nested_blocks_as_well() -> None:
    """A card within a carousel is a block of the message."""
    cards = {"type": "carousel", "elements": [card(block_id="a")], "block_id": "a"}

    problems = check_message_blocks([cards])

    assert problems == [
        Problem(
            message="`block_id` must be unique: a",
            pointer="/blocks/0/elements/0/block_id",
        )
    ]


def test_blocks_stand_only_on_their_surfaces() -> None:
    """Containers and tables are for messages, carousels not for modals."""
    carousel = {"type": "carousel", "elements": [card()]}
    table = {"type": "table", "rows": [[cell()]]}

    verdicts = [
        [problem.message for problem in check_view(modal(carousel))],
        [problem.message for problem in check_view(home(carousel))],
        [problem.message for problem in check_view(home(table, *contained()))],
        [problem.message for problem in check_message_blocks([carousel, table])],
    ]

    assert verdicts == [
        ["unsupported type: carousel"],
        [],
        ["unsupported type: table", "unsupported type: container"],
        [],
    ]


def test_a_conversation_may_be_answered_only_from_a_modal() -> None:
    """response_url_enabled works in modals."""
    menu = element("conversations_select", response_url_enabled=True)

    assert check_view(modal(ask(menu))) == []
