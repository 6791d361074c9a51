"""What the local Slack refuses, said as Slack says it."""

from typing import Any

import pytest

from bot.simulator.slack.blockkit import (
    Problem,
    check_attachments,
    check_message_blocks,
    check_view,
)
from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    button,
    home,
    image,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    select,
    text_input,
    words,
)


def said(problems: list[Problem]) -> list[str]:
    """Return the problems as they stand in an answer."""
    return [str(problem) for problem in problems]


def test_a_problem_leads_to_its_place() -> None:
    """A developer reads what is wrong and where, in Slack's manner."""
    blocks = [section(), actions(button(text=plain("x" * 76)))]

    problems = check_message_blocks(blocks)

    assert said(problems) == [
        "[ERROR] must be less than 76 characters [json-pointer:/blocks/1/elements/0/text/text]"
    ]


def test_every_problem_is_told_at_once() -> None:
    """Nobody has to mend blocks one refusal at a time."""
    blocks = [{"type": "section"}, {"type": "nope"}, {"text": plain()}, "words", section(more=1)]

    problems = check_message_blocks(blocks)

    assert said(problems) == [
        "[ERROR] must define either `text` or `fields` [json-pointer:/blocks/0]",
        "[ERROR] unsupported type: nope [json-pointer:/blocks/1/type]",
        "[ERROR] missing required field: type [json-pointer:/blocks/2]",
        "[ERROR] must provide an object [json-pointer:/blocks/3]",
        "[ERROR] invalid additional property: more [json-pointer:/blocks/4]",
    ]


REFUSED_MESSAGES: list[tuple[str, Any, str, str]] = [
    ("no list", {}, "must be an array", ""),
    ("51 blocks", [{"type": "divider"}] * 51, "no more than 50 items allowed", ""),
    ("empty text", [section("")], "must be more than 0 characters", "/0/text/text"),
    (
        "a marked-up heading",
        [{"type": "header", "text": mrkdwn()}],
        "unsupported type: mrkdwn",
        "/0/text/type",
    ),
    ("null", [section(fields=None)], "must not be null", "/0/fields"),
    (
        "a picture that says nothing",
        [{"type": "image", "image_url": "https://a.io/"}],
        "missing required field: alt_text",
        "/0",
    ),
    ("an empty alternative", [image(alt_text="")], "must be more than 0 characters", "/0/alt_text"),
    ("a broken link", [actions(button(url="nowhere"))], "must be a valid URL", "/0/elements/0/url"),
    (
        "an option without a value",
        [actions(select(options=[{"text": plain()}]))],
        "missing required field: value",
        "/0/elements/0/options/0",
    ),
    (
        "an address in a menu",
        [actions(select(options=[option(url="https://a.io/")]))],
        "invalid additional property: url",
        "/0/elements/0/options/0",
    ),
    (
        "an initial option that is not offered",
        [actions(select(initial_option=option("z")))],
        "must match one of the options provided",
        "/0/elements/0/initial_option",
    ),
    (
        "neither options nor groups",
        [actions({"type": "static_select"})],
        "must define either `options` or `option_groups`",
        "/0/elements/0",
    ),
    (
        "two blocks of one id",
        [section(block_id="a"), section(block_id="a")],
        "`block_id` must be unique: a",
        "/1/block_id",
    ),
    (
        "two elements of one id",
        [actions(button(), button())],
        "`action_id` must be unique in a block: press",
        "/0/elements/1/action_id",
    ),
    (
        "two tables",
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}] * 2,
        "no more than 1 table blocks allowed",
        "/1",
    ),
    (
        "an alert outside a modal",
        [{"type": "alert", "text": plain()}],
        "unsupported type: alert",
        "/0/type",
    ),
    (
        "a number asked for in a message",
        [ask({"type": "number_input", "is_decimal_allowed": False})],
        "unsupported type: number_input",
        "/0/element/type",
    ),
    (
        "too much Markdown in all",
        [{"type": "markdown", "text": "x" * 6001}] * 2,
        "must be less than 12001 characters in all markdown blocks",
        "",
    ),
    (
        "a rich heading of a data table",
        [{"type": "data_table", "caption": "c", "rows": [[words()], [words()]]}],
        "must not be rich text in the heading",
        "/0/rows/0",
    ),
]


@pytest.mark.parametrize(("what", "blocks", "message", "place"), REFUSED_MESSAGES)
def test_a_message_that_slack_refuses_is_refused(
    what: str, blocks: Any, message: str, place: str
) -> None:
    """Each of these would come back as invalid_blocks."""
    problems = check_message_blocks(blocks)

    assert problems == [Problem(message=message, pointer=f"/blocks{place}")], what


REFUSED_VIEWS: list[tuple[str, Any, str, str]] = [
    ("no object", [], "must provide an object", ""),
    ("no type", {"blocks": []}, "missing required field: type", ""),
    ("another type", section(), "unsupported type: section", "/type"),
    (
        "no title",
        {"type": "modal", "blocks": [section()]},
        "missing required field: title",
        "",
    ),
    (
        "a form that cannot be sent",
        {"type": "modal", "title": plain(), "blocks": [ask(text_input())]},
        "missing required field: submit",
        "",
    ),
    (
        "a long title",
        modal(section(), title=plain("x" * 25)),
        "must be less than 25 characters",
        "/title/text",
    ),
    ("no block", modal(), "no fewer than 1 items allowed", "/blocks"),
    (
        "a key of workflow steps",
        modal(section(), submit_disabled=True),
        "invalid additional property: submit_disabled",
        "",
    ),
    (
        "a home with a title",
        home(section(), title=plain()),
        "invalid additional property: title",
        "",
    ),
    (
        "a shortest longer than the longest",
        modal(ask(text_input(min_length=5, max_length=4))),
        "must not be greater than max_length",
        "/blocks/0/element/min_length",
    ),
    (
        "a draft longer than its field",
        modal(ask(text_input(initial_value="x" * 11, max_length=10))),
        "must be less than 11 characters",
        "/blocks/0/element/initial_value",
    ),
    (
        "a day that is in no calendar",
        modal(ask({"type": "datepicker", "initial_date": "2026-02-30"})),
        "must be a valid date",
        "/blocks/0/element/initial_date",
    ),
    (
        "two elements in focus",
        modal(ask(text_input(focus_on_load=True)), ask(text_input(focus_on_load=True))),
        "only one element can have focus_on_load",
        "/blocks/1/element/focus_on_load",
    ),
    (
        "a view of more than 250 KB",
        modal(*([section("ü" * 3000)] * 60)),
        "must be no larger than 256000 bytes",
        "",
    ),
    (
        "Markdown",
        home({"type": "markdown", "text": "x"}),
        "unsupported type: markdown",
        "/blocks/0/type",
    ),
]


@pytest.mark.parametrize(("what", "view", "message", "place"), REFUSED_VIEWS)
def test_a_view_that_slack_refuses_is_refused(
    what: str, view: Any, message: str, place: str
) -> None:
    """Each of these would come back as invalid_arguments."""
    problems = check_view(view)

    assert problems == [Problem(message=message, pointer=f"/view{place}")], what


def test_each_method_takes_its_own_kind_of_view() -> None:
    """A modal is not published, a Home is not opened."""
    verdicts = [
        said(check_view(modal(section()), kind="home")),
        said(check_view(home(section()), kind="modal")),
        said(check_view(modal(section()), kind="modal")),
    ]

    assert verdicts == [
        ["[ERROR] unsupported type: modal [json-pointer:/view/type]"],
        ["[ERROR] unsupported type: home [json-pointer:/view/type]"],
        [],
    ]


def test_an_empty_list_of_blocks_is_taken() -> None:
    """With chat.update it removes the blocks of a message."""
    problems = check_message_blocks([])

    assert problems == []


def test_attachments_are_checked_each_for_itself() -> None:
    """Two attachments may use one block_id, one may not use it twice."""
    bar: Json = {"color": "#336699", "blocks": [section(block_id="a")]}
    twice = {"blocks": [section(block_id="a"), section(block_id="a")]}

    verdicts = [
        said(check_attachments([bar, bar])),
        said(check_attachments([twice])),
        said(check_attachments([{"id": 1}])),
        said(check_attachments([bar] * 101)),
        said(check_attachments(bar)),
    ]

    assert verdicts == [
        [],
        ["[ERROR] `block_id` must be unique: a [json-pointer:/attachments/0/blocks/1/block_id]"],
        ["[ERROR] invalid additional property: id [json-pointer:/attachments/0]"],
        ["[ERROR] no more than 100 items allowed [json-pointer:/attachments]"],
        ["[ERROR] must be an array [json-pointer:/attachments]"],
    ]
