"""One modal with each kind of field, and smaller ones."""

from typing import Any

from tests.simulator.playground.drawn import choices
from tests.simulator.slack.kit import Json, modal, mrkdwn, plain, section


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """Make an input whose block and action have one name."""
    named = {"action_id": block_id, **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": named,
        **more,
    }


def every_field() -> Json:
    """Make a form with each kind of field."""
    return modal(
        section("Everything you write here is kept as a *draft*."),
        _draft_field(),
        field(
            "school",
            "Your school",
            {"type": "plain_text_input", "max_length": 40, "placeholder": plain("Lakeside")},
            optional=True,
        ),
        *_chosen(),
        *_searched(),
        *_measured(),
        _buttons(),
        callback_id="every_field",
        title=plain("Step 3: evidence"),
        submit=plain("Send"),
        close=plain("Not now"),
        notify_on_close=True,
    )


def _draft_field() -> Json:
    element = {
        "type": "plain_text_input",
        "multiline": True,
        "min_length": 10,
        "max_length": 300,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    hint = plain("Two or three sentences are enough.")
    return field("evidence", "What did you see?", element, hint=hint, dispatch_action=True)


def _chosen() -> list[Json]:
    visible = {"type": "static_select", "options": choices("Trio", "Network")}
    tone = {"type": "radio_buttons", "options": choices("Calm", "Curious")}
    done = {"type": "checkboxes", "options": choices("Observed", "Asked", "Counted")}
    return [
        field("visible", "Who may read this?", visible),
        field("tone", "How did it feel?", tone, optional=True),
        field("done", "What have you done?", done, optional=True),
    ]


def _searched() -> list[Json]:
    topics = {"type": "multi_static_select", "options": choices("Reading", "Maths", "Climate")}
    return [
        field("topics", "Topics", topics, optional=True),
        field("with_whom", "With whom?", {"type": "multi_users_select"}, optional=True),
        field("partner", "A partner", {"type": "users_select"}, optional=True),
        field("place", "Where?", {"type": "channels_select"}, optional=True),
        field("other", "A room", {"type": "conversations_select"}, optional=True),
        field(
            "book",
            "A book",
            {"type": "external_select", "min_query_length": 1},
            optional=True,
        ),
    ]


def _measured() -> list[Json]:
    number = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}
    return [
        field("day", "On which day?", {"type": "datepicker"}, optional=True),
        field("hour", "At what time?", {"type": "timepicker"}, optional=True),
        field("moment", "Exactly when?", {"type": "datetimepicker"}, optional=True),
        field("pupils", "How many pupils?", number, optional=True),
        field("mail", "E-mail", {"type": "email_text_input"}, optional=True),
        field("site", "Web page", {"type": "url_text_input"}, optional=True),
        field("papers", "Papers", {"type": "file_input"}, optional=True),
    ]


def _buttons() -> Json:
    return {
        "type": "actions",
        "block_id": "more",
        "elements": [
            {"type": "button", "text": plain("See an example"), "action_id": "example"},
            {"type": "button", "text": plain("Another question"), "action_id": "another"},
        ],
    }


def with_draft_note(count: int) -> Json:
    """Make the form again with a note of how much of the draft is kept."""
    form = every_field()
    kept = {"type": "context", "block_id": "kept", "elements": [mrkdwn(f"Kept: {count} letters")]}
    return {**form, "blocks": [form["blocks"][0], kept, *form["blocks"][1:]]}


def example() -> Json:
    """Make a modal that lies on top of another."""
    form = modal(
        section("We saw that *six of nine* could say why."),
        title=plain("An example"),
        close=plain("Back"),
    )
    return {key: value for key, value in form.items() if key != "submit"}


def about(text: str) -> Json:
    """Make a small form about a message."""
    element = {"type": "plain_text_input", "multiline": True}
    return modal(
        section(f"&gt; {text}"),
        field("thought", "What do you think?", element),
        callback_id="about",
        title=plain("Reflect on this"),
    )
