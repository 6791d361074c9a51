"""One of each block and element, so that the page can be seen to draw it."""

from typing import Any

from tests.simulator.slack.kit import Json, mrkdwn, option, plain

ALL_TEXT = (
    "*Bold*, _italic_, ~struck~, `code` and *_both_*. "
    "3 &lt; 4 &amp; 5 &gt; 2, :tada: :unknown_sign:\n"
    "> quoted words\n> in two lines\n\n• one\n• two\n1. first\n"
    "<https://example.org/a|A link>, <#{channel}>, <@{person}> and "
    "<!date^1788256800^{{date_long}} at {{time}}|September 1, 2026, 10:00 UTC>\n"
    "```def pre():\n    return '*not bold*'```"
)


def choices(*words: str) -> list[Json]:
    """Make options whose values are their words in small letters."""
    return [{"text": plain(word), "value": word.lower()} for word in words]


def every_block(*, channel: str, person: str) -> list[Json]:
    """Draw each kind of block a message can hold."""
    return [
        {"type": "header", "text": plain("Every kind of block :sparkles:")},
        {"type": "section", "text": mrkdwn(ALL_TEXT.format(channel=channel, person=person))},
        {
            "type": "section",
            "text": mrkdwn("*Your week*"),
            "fields": [mrkdwn("*Step*\n3 of 8"), mrkdwn("*Due*\nFriday"), plain("A *plain* one")],
            "accessory": {
                "type": "overflow",
                "action_id": "week_menu",
                "options": choices("Postpone", "Hide"),
            },
        },
        {"type": "divider"},
        {"type": "rich_text", "elements": _rich_text(person)},
        {
            "type": "markdown",
            "text": "## A heading\nSome **bold** words, a [link](https://example.org) and\n\n"
            "- one\n- two\n\n| Name | School |\n|---|---|\n| Ken | Lakeside |",
        },
        {
            "type": "image",
            "title": plain("A picture"),
            "alt_text": "Twelve people around a table",
            "image_url": "https://example.org/table.png",
        },
        {
            "type": "context",
            "elements": [
                {
                    "type": "image",
                    "alt_text": "Lakeside",
                    "image_url": "https://example.org/l.png",
                },
                mrkdwn("Shared with your *trio*, changeable later"),
            ],
        },
        *_charts(),
        _buttons(),
        _menus(),
    ]


def _charts() -> list[Json]:
    """Draw two charts, as many as a message takes."""
    points = [{"label": "Sep", "value": 12}, {"label": "Oct", "value": 30.5}]
    series = [{"name": "Schools", "data": points}, {"name": "Programme", "data": points[:1]}]
    return [
        {
            "type": "data_visualization",
            "title": f"Who leads, as {kind}",
            "chart": {
                "type": kind,
                "series": series,
                "axis_config": {"categories": ["Sep", "Oct"]},
            },
        }
        for kind in ("bar", "area")
    ]


def _rich_text(person: str) -> list[Json]:
    words: list[Json] = [
        {"type": "text", "text": "Rich text", "style": {"bold": True}},
        {"type": "text", "text": " for "},
        {"type": "user", "user_id": person},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "seedling"},
    ]
    items = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": word}]}
        for word in ("Ask", "Listen")
    ]
    return [
        {"type": "rich_text_section", "elements": words},
        {"type": "rich_text_list", "style": "ordered", "elements": items},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "So she said."}]},
    ]


def _buttons() -> Json:
    sure = {
        "title": plain("Withdraw your answer?"),
        "text": mrkdwn("*Step 3* goes back to a draft."),
        "confirm": plain("Withdraw"),
        "deny": plain("Keep it"),
        "style": "danger",
    }
    return {
        "type": "actions",
        "elements": [
            _button("Count", "count", style="primary"),
            _button("Quiet", "quiet"),
            _button("Withdraw", "withdraw", style="danger", confirm=sure),
            _button("Read more", "read", url="https://example.org/more"),
        ],
    }


def _button(words: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(words), "action_id": action_id, **more}


def _menus() -> Json:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "static_select",
                "action_id": "pick_step",
                "placeholder": plain("A step"),
                "options": choices("One", "Two"),
            },
            {"type": "users_select", "action_id": "pick_person", "placeholder": plain("Who?")},
            {"type": "datepicker", "action_id": "pick_date", "initial_date": "2026-09-15"},
            {"type": "timepicker", "action_id": "pick_time", "initial_time": "08:30"},
            {
                "type": "checkboxes",
                "action_id": "tick",
                "options": [option("done", description=mrkdwn("with _everything_ asked for"))],
            },
            {"type": "radio_buttons", "action_id": "choose_one", "options": choices("Yes", "No")},
        ],
    }
