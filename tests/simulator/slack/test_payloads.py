"""What Slack sends to an app, compared with Slack's published types and samples."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.simulator.slack import payloads
from bot.simulator.slack.surfaces import settle, settle_view, state_values, typed_value
from tests.simulator.slack import reference
from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    button,
    home,
    modal,
    option,
    options,
    plain,
    section,
    select,
    text_input,
)

APP = payloads.PayloadApp(app_id="A1", name="Rounds", token="old", bot_id="B1", bot_user_id="UBOT")
TEAM = payloads.PayloadTeam(id="T1", domain="district")
ADA = payloads.PayloadPerson(id="U1", name="ada", team_id="T1")
CHANNEL = payloads.PayloadChannel(id="C1", name="network")
WHO: dict[str, Any] = {"app": APP, "team": TEAM, "person": ADA}
TS = "1793491200.000100"
BLOCKS = settle(
    [section(accessory=select()), actions(button(value="1")), ask(text_input())],
    new_id=lambda: "given",
)


def said_by_the_bot(**more: Any) -> Json:
    """Make a message of the bot."""
    author = payloads.bot_author(app=APP, team=TEAM, updated=1793491200)
    return payloads.message_value(ts=TS, text="Hello", author=author, blocks=BLOCKS, **more)


def said_by_ada(**more: Any) -> Json:
    """Make a message of a person."""
    author = payloads.person_author(user_id="U1", team_id="T1", client_msg_id="m-1")
    return payloads.message_value(ts=TS, text="Hello", author=author, **more)


def shown(view: Json) -> Json:
    """Make a view as Slack gives it back."""
    settled = settle_view(view, new_id=lambda: "given")
    return payloads.view_value(
        settled,
        view_id="V1",
        view_hash="1.abc",
        app=APP,
        team=TEAM,
        state_values=state_values(settled["blocks"], {}),
    )


def used(element: Json, value: object = None) -> Json:
    """Make the action of an element in which a person chose something."""
    chosen = None if value is None else typed_value(element, value, offered=[option()])
    return payloads.block_action(element, block_id="b", action_ts=TS, chosen=chosen)


def clicked_in_a_message(*acts: Json, message: Json | None = None, **more: Any) -> Json:
    """Make the use of elements of a message."""
    return payloads.block_actions_from_message(
        **WHO,
        channel=CHANNEL,
        message=message or said_by_the_bot(),
        actions=acts,
        state_values=state_values(BLOCKS, {}),
        trigger_id="1.2.abc",
        response_url="https://slack.invalid/actions/1",
        **more,
    )


def clicked_in_a_view(view: Json) -> Json:
    """Make the use of a button of a view."""
    acts = [used(button())]
    return payloads.block_actions_from_view(
        **WHO, view=shown(view), actions=acts, trigger_id="1.2.abc"
    )


FORM = modal(section(accessory=select()), ask(text_input()), callback_id="form")
INTERACTIONS: Mapping[str, Callable[[], Json]] = {
    "slash_command": lambda: payloads.slash_command(
        **WHO,
        channel=CHANNEL,
        command="/inquiry",
        text="help",
        response_url="https://slack.invalid/commands/1",
        trigger_id="1.2.abc",
    ),
    "shortcut": lambda: payloads.shortcut(
        **WHO, callback_id="reflect", trigger_id="1.2.abc", action_ts=TS
    ),
    "message_action": lambda: payloads.message_action(
        **WHO,
        channel=CHANNEL,
        message=said_by_ada(),
        callback_id="reflect",
        trigger_id="1.2.abc",
        response_url="https://slack.invalid/app/1",
        action_ts=TS,
    ),
    "block_actions": lambda: clicked_in_a_message(used(button())),
    "block_actions in a thread": lambda: clicked_in_a_message(
        used(button()), message=said_by_the_bot(thread_ts=TS)
    ),
    "block_actions, ephemeral": lambda: clicked_in_a_message(used(button()), is_ephemeral=True),
    "block_actions in a modal": lambda: clicked_in_a_view(FORM),
    "block_actions in a home": lambda: clicked_in_a_view(home(actions(button()))),
    "view_submission": lambda: payloads.view_submission(
        **WHO, view=shown(FORM), trigger_id="1.2.abc"
    ),
    "view_submission to a channel": lambda: payloads.view_submission(
        **WHO,
        view=shown(FORM),
        trigger_id="1.2.abc",
        response_urls=[
            {
                "block_id": "b",
                "action_id": "a",
                "channel_id": "C1",
                "response_url": "https://slack.invalid/app/1",
            }
        ],
    ),
    "view_closed": lambda: payloads.view_closed(**WHO, view=shown(FORM), is_cleared=False),
    "block_suggestion": lambda: payloads.block_suggestion(
        **WHO, block_id="b", action_id="a", value="ken", view=shown(FORM)
    ),
    "block_suggestion in a message": lambda: payloads.block_suggestion(
        **WHO,
        block_id="b",
        action_id="a",
        value="ken",
        message=said_by_the_bot(),
        channel=CHANNEL,
    ),
}
ACTS: Mapping[str, tuple[Json, object]] = {
    "button": (button(value="1", url="https://a.io/", confirm={"text": plain()}), None),
    "static_select": (select(options=options(2), placeholder=plain()), "choice-1"),
    "external_select": ({"type": "external_select", "action_id": "a"}, "a"),
    "users_select": ({"type": "users_select", "action_id": "a"}, "U1"),
    "conversations_select": ({"type": "conversations_select", "action_id": "a"}, "C1"),
    "channels_select": ({"type": "channels_select", "action_id": "a"}, "C1"),
    "multi_static_select": (
        {"type": "multi_static_select", "action_id": "a", "options": options(2)},
        ["choice-0", "choice-1"],
    ),
    "multi_external_select": ({"type": "multi_external_select", "action_id": "a"}, ["a"]),
    "multi_users_select": ({"type": "multi_users_select", "action_id": "a"}, ["U1", "U2"]),
    "multi_conversations_select": (
        {"type": "multi_conversations_select", "action_id": "a"},
        ["C1"],
    ),
    "multi_channels_select": ({"type": "multi_channels_select", "action_id": "a"}, ["C1"]),
    "overflow": ({"type": "overflow", "action_id": "a", "options": options(2)}, "choice-1"),
    "datepicker": ({"type": "datepicker", "action_id": "a"}, "2026-09-01"),
    "timepicker": ({"type": "timepicker", "action_id": "a"}, "08:30"),
    "checkboxes": ({"type": "checkboxes", "action_id": "a", "options": options(2)}, ["choice-0"]),
    "radio_buttons": (
        {"type": "radio_buttons", "action_id": "a", "options": options(2)},
        "choice-0",
    ),
    "plain_text_input": (text_input(), "Hello"),
    "rich_text_input": ({"type": "rich_text_input", "action_id": "a"}, "Hello"),
}
SAMPLES: Mapping[str, str] = {
    "slash_command": "slash-commands/SlashCommandPayload",
    "message_action": "interactive-components/MessageShortcutPayload",
    "block_actions": "interactive-components/BlockActionPayload",
    "view_submission": "views/ViewSubmissionPayload",
    "view_closed": "views/ViewClosedPayload",
}
NOT_SENT = {
    "enterprise": "the workspace is in no Enterprise organisation",
    "enterprise_id": "the workspace is in no Enterprise organisation",
    "enterprise_name": "the workspace is in no Enterprise organisation",
    "bot_access_token": "only with functions of a workflow",
    "function_data": "only with functions of a workflow",
    "interactivity": "only with functions of a workflow",
    "app_unfurl": "only below an unfurled link",
    "view": "only in a view; the sample is the union of all places",
    "is_cleared": "only when a view is closed; the sample is the union of both",
    "submit_disabled": "only in the old steps of workflows",
}


@pytest.mark.parametrize("name", INTERACTIONS)
def test_an_interaction_is_as_slack_types_it(name: str) -> None:
    """Every key that Slack's types require is there, with the right type."""
    payload = INTERACTIONS[name]()

    problems = reference.payload_problems(payload, kind=payload.get("type", "slash_command"))

    assert problems == []


@pytest.mark.parametrize("kind", ACTS)
def test_the_use_of_each_element_is_as_slack_types_it(kind: str) -> None:
    """What was chosen stands in the action, under Slack's name for it."""
    act = used(*ACTS[kind])

    payload = clicked_in_a_message(act)

    assert reference.payload_problems(payload, kind="block_actions") == []
    assert act["type"] == kind


@pytest.mark.parametrize("name", SAMPLES)
def test_an_interaction_has_the_keys_of_slacks_sample(name: str) -> None:
    """What a sample has and we do not is explained."""
    sample = reference.load(f"samples/app-backend/{SAMPLES[name]}.json")
    payload = INTERACTIONS[name]()

    missing = set(sample) - set(payload)
    missing |= set(sample.get("view", {})) - set(payload.get("view", sample.get("view", {})))

    assert missing - set(NOT_SENT) == set()


def test_what_slack_has_no_type_for_carries_its_value_as_well() -> None:
    """Numbers, addresses and instants arrive under the same names as in the state."""
    number = {"type": "number_input", "action_id": "a"}
    instant = {"type": "datetimepicker", "action_id": "a"}

    acts = [used(number, "5"), used(instant, 1793491200)]

    assert acts == [
        {**number, "block_id": "b", "value": "5", "action_ts": TS},
        {**instant, "block_id": "b", "selected_date_time": 1793491200, "action_ts": TS},
    ]


def test_a_reply_names_its_thread() -> None:
    """A click below a thread says which thread."""
    payload = INTERACTIONS["block_actions in a thread"]()

    assert payload["container"]["thread_ts"] == TS


def test_a_closed_view_keeps_no_answers() -> None:
    """What was typed is lost when a form is closed: Slack sends an empty state."""
    typed = shown(FORM)

    payload = payloads.view_closed(**WHO, view=typed, is_cleared=True)

    assert typed["state"]["values"] != {}
    assert payload["view"]["state"] == {"values": {}}
    assert payload["is_cleared"] is True


def test_a_private_message_is_not_repeated_to_the_app() -> None:
    """For an ephemeral message only its container is named."""
    payload = clicked_in_a_message(used(button()), is_ephemeral=True)

    assert "message" not in payload
    assert payload["container"] == {
        "type": "message",
        "message_ts": TS,
        "channel_id": "C1",
        "is_ephemeral": True,
    }


def test_options_are_asked_for_somewhere() -> None:
    """A suggestion without a place is a mistake of ours."""
    with pytest.raises(ValueError, match="in a view, or in a message"):
        payloads.block_suggestion(**WHO, block_id="b", action_id="a", value="ken")
