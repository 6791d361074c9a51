"""Surfaces that use each kind of block and element as it is meant."""

from collections.abc import Mapping
from typing import Any

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
    options,
    plain,
    section,
    select,
    text_input,
    words,
)

CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It is *gone* then."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
    "style": "danger",
}
RICH_WORDS: list[Json] = [
    {"type": "text", "text": "Bold", "style": {"bold": True, "italic": False}},
    {"type": "link", "url": "https://example.org", "text": "Link", "unsafe": False},
    {"type": "emoji", "name": "wave", "unicode": "1f44b"},
    {"type": "user", "user_id": "U1"},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "team", "team_id": "T1"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#aabbcc"},
    {"type": "date", "timestamp": 1793491200, "format": "{date}", "fallback": "a day"},
]
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": RICH_WORDS},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "border": 1,
            "elements": [{"type": "rich_text_section", "elements": RICH_WORDS[:1]}],
        },
        {"type": "rich_text_quote", "elements": RICH_WORDS[:2], "border": 0},
        {"type": "rich_text_preformatted", "elements": RICH_WORDS[:2], "border": 1},
    ],
}
MENUS: list[Json] = [
    select(action_id="s", placeholder=plain(), confirm=CONFIRM),
    select(action_id="g", option_groups=[{"label": plain(), "options": options(2)}]),
    {"type": "external_select", "action_id": "e", "min_query_length": 2},
    {"type": "users_select", "action_id": "u", "initial_user": "U1"},
    {
        "type": "conversations_select",
        "action_id": "c",
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "im"], "exclude_bot_users": True},
    },
    {"type": "channels_select", "action_id": "h", "initial_channel": "C1"},
    {
        "type": "multi_static_select",
        "action_id": "ms",
        "options": options(3),
        "initial_options": options(1),
        "max_selected_items": 2,
    },
    {"type": "multi_external_select", "action_id": "me", "initial_options": options(1)},
    {"type": "multi_users_select", "action_id": "mu", "initial_users": ["U1"]},
    {"type": "multi_conversations_select", "action_id": "mc", "max_selected_items": 3},
    {"type": "multi_channels_select", "action_id": "mh", "initial_channels": ["C1"]},
]
PICKS: list[Json] = [
    {"type": "checkboxes", "action_id": "k", "options": options(2), "initial_options": options(1)},
    {"type": "radio_buttons", "action_id": "r", "options": [option()], "initial_option": option()},
    {"type": "datepicker", "action_id": "d", "initial_date": "2026-09-01", "placeholder": plain()},
    {"type": "timepicker", "action_id": "t", "initial_time": "08:30", "timezone": "UTC"},
]
INPUTS: list[Json] = [
    text_input(multiline=True, min_length=1, max_length=3000, placeholder=plain()),
    text_input(dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
    {"type": "email_text_input", "action_id": "m", "initial_value": "a@example.org"},
    {"type": "url_text_input", "action_id": "l", "initial_value": "https://example.org"},
    {
        "type": "number_input",
        "action_id": "n",
        "is_decimal_allowed": True,
        "min_value": "0.5",
        "max_value": "10",
        "initial_value": "3",
    },
    {"type": "rich_text_input", "action_id": "x", "initial_value": words(), "max_lines": 9},
    {"type": "file_input", "action_id": "f", "filetypes": ["pdf"], "max_files": 3},
    {"type": "datetimepicker", "action_id": "dt", "initial_date_time": 1793491200},
    *MENUS,
    *PICKS,
]
TASK = {"type": "task_card", "task_id": "1", "title": "Task", "status": "complete"}

MESSAGES: Mapping[str, Any] = {
    "texts": [
        {"type": "header", "text": plain("Heading"), "block_id": "h"},
        section("Text", fields=[plain(), mrkdwn()], expand=True, block_id="s"),
        {"type": "divider"},
        {"type": "context", "elements": [plain(), mrkdwn(), image()]},
        {"type": "markdown", "text": "**Bold**"},
        RICH,
    ],
    "buttons": [
        actions(
            button(value="1", style="primary", confirm=CONFIRM, accessibility_label="Press"),
            button(action_id="open", url="https://example.org"),
            {"type": "overflow", "action_id": "o", "options": [option(url="https://a.io/")]},
            {
                "type": "workflow_button",
                "action_id": "w",
                "text": plain("Start"),
                "workflow": {"trigger": {"url": "https://slack.com/shortcuts/Ft1/x"}},
            },
        )
    ],
    "accessories": [section(accessory=part) for part in [*MENUS, *PICKS, image(), button()]],
    "rows of elements": [actions(part) for part in [*MENUS, *PICKS, INPUTS[7]]],
    "pictures": [
        image(title=plain(), block_id="i"),
        image(slack_file={"url": "https://files.slack.com/x"}),
        {
            "type": "video",
            "alt_text": "A film",
            "title": plain(),
            "video_url": "https://example.org/v",
            "thumbnail_url": "https://example.org/t",
            "title_url": "https://example.org",
            "author_name": "Ada",
            "provider_name": "Films",
            "provider_icon_url": "https://example.org/i",
        },
        {"type": "file", "external_id": "F1", "source": "remote"},
    ],
    "tables": [
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "a"}, words()]],
            "column_settings": [{"align": "right", "is_wrapped": True}, {}],
        },
        {
            "type": "data_table",
            "caption": "Scores",
            "page_size": 5,
            "row_header_column_index": 0,
            "rows": [
                [{"type": "raw_text", "text": "Score"}],
                [{"type": "raw_number", "value": 4.5, "text": "4.5"}],
            ],
        },
    ],
    "cards": [
        {
            "type": "card",
            "title": mrkdwn(),
            "subtitle": mrkdwn(),
            "body": mrkdwn(),
            "icon": image(),
        },
        {"type": "carousel", "elements": [{"type": "card", "hero_image": image()}]},
        {"type": "container", "title": plain(), "width": "wide", "child_blocks": [section()]},
        {
            **TASK,
            "output": words(),
            "sources": [{"type": "url", "url": "https://a.io", "text": "A"}],
        },
        {"type": "plan", "title": "Plan", "tasks": [TASK]},
    ],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "f",
                    "positive_button": {"text": plain("Good"), "value": "1"},
                    "negative_button": {"text": plain("Bad"), "value": "0"},
                },
                {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "value": "1"},
            ],
        }
    ],
}
VIEWS: Mapping[str, Any] = {
    "form": modal(
        *(ask(part, block_id=f"b{number}") for number, part in enumerate(INPUTS)),
        callback_id="form",
        private_metadata="{}",
        external_id="one",
        close=plain("Back"),
        clear_on_close=True,
        notify_on_close=True,
    ),
    "field": modal(ask(text_input(), hint=plain(), optional=True, dispatch_action=True)),
    "notice": {
        "type": "modal",
        "title": plain(),
        "blocks": [{"type": "alert", "text": mrkdwn(), "level": "warning"}],
    },
    "home": home(section(), actions(button()), callback_id="home", private_metadata="x"),
}
