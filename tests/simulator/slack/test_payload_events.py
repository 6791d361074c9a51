"""What Slack tells an app unasked, and the envelopes it comes in."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from bot.simulator.slack import payloads
from tests.simulator.slack import reference
from tests.simulator.slack.kit import Json, home, section
from tests.simulator.slack.test_payloads import APP, TEAM, TS, said_by_ada, said_by_the_bot, shown

CACHED = 1793491200
WHERE: dict[str, Any] = {"channel_id": "C1", "channel_type": "channel"}
CAME: dict[str, Any] = {"user_id": "U1", "team_id": "T1", "channel_id": "C1"}
ADA = payloads.PayloadUser(
    id="U1",
    team_id="T1",
    name="ada",
    real_name="Ada Lovelace",
    tz="Europe/London",
    tz_label="Greenwich Mean Time",
    tz_offset=0,
    locale="en-GB",
    updated=CACHED,
    email="ada@example.org",
)
ROBOT = payloads.PayloadUser(
    id="UBOT",
    team_id="T1",
    name="rounds",
    real_name="Rounds",
    tz="America/New_York",
    tz_label="Eastern Standard Time",
    tz_offset=-18000,
    locale="en-US",
    updated=CACHED,
    bot_id="B1",
    app_id="A1",
)
EVENTS: Mapping[str, Callable[[], Json]] = {
    "AppHomeOpened": lambda: payloads.app_home_opened(
        user_id="U1", channel_id="D1", event_ts=TS, view=shown(home(section()))
    ),
    "AppUninstalled": payloads.app_uninstalled,
    "TokensRevoked": lambda: payloads.tokens_revoked(bot=("UBOT",)),
    "UserChange": lambda: payloads.user_change(user=ADA.value(), cache_ts=CACHED, event_ts=TS),
    "TeamJoin": lambda: payloads.team_join(user=ADA.value(), cache_ts=CACHED, event_ts=TS),
    "MemberJoinedChannel": lambda: payloads.member_joined_channel(
        **CAME, is_private=False, event_ts=TS, inviter_id="U2"
    ),
    "MemberLeftChannel": lambda: payloads.member_left_channel(**CAME, is_private=True, event_ts=TS),
    "Message": lambda: payloads.message_posted(
        said_by_ada(thread_ts=TS), **WHERE, parent_user_id="U2"
    ),
    "MessageChanged": lambda: payloads.message_changed(
        message=said_by_ada(), previous=said_by_ada(), **WHERE, ts=TS
    ),
    "MessageDeleted": lambda: payloads.message_deleted(previous=said_by_ada(), **WHERE, ts=TS),
    "AppMention": lambda: payloads.app_mention(said_by_ada(), channel_id="C1"),
    "MessageChannelJoin": lambda: payloads.channel_join_message(
        user_id="U1", team_id="T1", **WHERE, ts=TS, inviter_id="U2"
    ),
    "MessageChannelLeave": lambda: payloads.channel_leave_message(
        user_id="U1", team_id="T1", **WHERE, ts=TS
    ),
    **{
        name: partial(payloads.channel_event, kind, channel_id="C1", user_id="U1", event_ts=TS)
        for name, kind in {
            "ChannelArchive": "channel_archive",
            "ChannelUnarchive": "channel_unarchive",
            "GroupArchive": "group_archive",
            "GroupUnarchive": "group_unarchive",
            "ChannelDeleted": "channel_deleted",
            "ChannelLeft": "channel_left",
            "GroupLeft": "group_left",
        }.items()
    },
}
NOT_SENT = {
    "enterprise_id": "the workspace is in no Enterprise organisation",
    "context_enterprise_id": "the workspace is in no Enterprise organisation",
    "enterprise": "the workspace is in no Enterprise organisation",
    "authed_users": "replaced by authorizations in 2020",
    "authed_teams": "replaced by authorizations in 2020",
    "bot_id": "the author is a person; the sample is the union of all authors",
    "bot_profile": "the author is a person; the sample is the union of all authors",
    "app_id": "the author is a person; the sample is the union of all authors",
    "username": "the author did not choose another name",
    "user_profile": "the author is of the same workspace",
    "user_team": "the author is of the same workspace",
    "source_team": "the author is of the same workspace",
    "subtype": "an ordinary message",
    "upload": "a message without files",
    "display_as_bot": "a message without files",
    "blocks": "a message without blocks",
    "attachments": "a message without attachments",
    "metadata": "a message without metadata",
    "edited": "a message that was not edited",
    "thread_ts": "a message outside a thread",
}


def enveloped(event: Json) -> Json:
    """Put an event into its envelope."""
    return payloads.event_callback(
        event, app=APP, team=TEAM, event_id="Ev1", event_time=CACHED, event_context="4-x"
    )


def as_typed(event: Json) -> Json:
    """Bring an event into the form of Slack's types where these differ from Slack's samples.

    They describe a Home as an app sends it, not as Slack gives it back; want the channel repeated
    in the messages within a message event; and have forgotten who deleted a channel.
    """
    inner = {key: event[key] for key in ("channel", "channel_type", "event_ts") if key in event}
    forgotten = {"actor_id", "event_ts"} if event["type"] == "channel_deleted" else {"view"}
    typed = {
        key: {**value, **inner} if key in {"message", "previous_message"} else value
        for key, value in event.items()
        if key not in forgotten
    }
    return {key: leave_out_app(value) for key, value in typed.items()}


def leave_out_app(value: Any) -> Any:
    """Leave out the app's id of a message, which Slack's types have forgotten."""
    if isinstance(value, dict) and value.get("type") == "message":
        return {key: part for key, part in value.items() if key != "app_id"}
    return value


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_as_slack_types_it(name: str) -> None:
    """Every key that Slack's types require is there, with the right type, and none besides."""
    event = EVENTS[name]()

    problems = reference.schema_problems(
        as_typed(event), file="slack-events.schema.json", definition="SlackEvent"
    )

    assert problems == []
    assert reference.payload_problems(enveloped(event), kind="event_callback") == []


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_has_the_keys_of_slacks_sample(name: str) -> None:
    """What a sample has and we do not is explained."""
    sample = reference.load(f"samples/events/{name}Payload.json")
    payload = enveloped(EVENTS[name]())

    missing = set(sample) - set(payload)
    missing |= set(sample["event"]) - set(payload["event"])

    assert missing - set(NOT_SENT) == set()


def test_the_bots_own_message_names_its_app() -> None:
    """Bolt leaves out the bot's own messages by these keys."""
    event = payloads.message_posted(said_by_the_bot(), **WHERE)

    typed = reference.schema_problems(
        as_typed(event), file="slack-events.schema.json", definition="GenericMessageEvent"
    )

    assert typed == []
    assert (event["user"], event["bot_id"]) == ("UBOT", "B1")
    assert event["bot_profile"]["app_id"] == "A1"


def test_a_bot_is_told_apart_from_a_person() -> None:
    """The bot's user is marked, has no e-mail address and names its app."""
    robot, ada = ROBOT.value(), ADA.value()

    profile = robot["profile"]

    assert (robot["is_bot"], ada["is_bot"]) == (True, False)
    assert (profile["bot_id"], profile["api_app_id"]) == ("B1", "A1")
    assert ("email" in profile, ada["profile"]["email"]) == (False, "ada@example.org")


def test_who_came_alone_has_no_inviter() -> None:
    """A person who joined by themselves is told apart from one who was brought."""
    event = payloads.member_joined_channel(**CAME, is_private=True, event_ts=TS)
    line = payloads.channel_join_message(user_id="U1", team_id="T1", **WHERE, ts=TS)

    assert "inviter" not in event
    assert "inviter" not in line
    assert event["channel_type"] == "G"


def test_an_unknown_event_about_a_channel_is_a_mistake() -> None:
    """Only what Slack knows is sent."""
    with pytest.raises(ValueError, match="channel_eaten is not an event"):
        payloads.channel_event("channel_eaten", channel_id="C1", user_id="U1", event_ts=TS)


def test_the_messages_tab_has_no_view() -> None:
    """Only the Home tab shows the Home."""
    event = payloads.app_home_opened(
        user_id="U1", channel_id="D1", event_ts=TS, tab="messages", view=shown(home(section()))
    )

    assert "view" not in event


def test_a_connection_is_greeted_and_dismissed() -> None:
    """Socket Mode says hello, and why it says goodbye."""
    hello = payloads.hello(app_id="A1", num_connections=2, host="local")
    goodbye = payloads.disconnect("refresh_requested", host="local")

    assert hello["type"] == "hello"
    assert (hello["num_connections"], hello["connection_info"]) == (2, {"app_id": "A1"})
    assert goodbye == {
        "type": "disconnect",
        "reason": "refresh_requested",
        "debug_info": {"host": "local"},
    }
    with pytest.raises(ValueError, match="does not end connections"):
        payloads.disconnect("bored", host="local")


def test_envelopes_say_whether_an_answer_is_welcome() -> None:
    """Commands, sent forms and suggestions may be answered in the acknowledgement."""
    envelopes = {
        "command": payloads.slash_commands_envelope({"command": "/inquiry"}, envelope_id="1"),
        "form": payloads.interactive_envelope({"type": "view_submission"}, envelope_id="2"),
        "click": payloads.interactive_envelope({"type": "block_actions"}, envelope_id="3"),
        "event": payloads.events_api_envelope(enveloped(EVENTS["Message"]()), envelope_id="4"),
    }

    welcome = {name: each["accepts_response_payload"] for name, each in envelopes.items()}

    assert welcome == {"command": True, "form": True, "click": False, "event": False}
    assert envelopes["event"]["retry_attempt"] == 0


def test_a_repeated_event_says_so() -> None:
    """The app can tell a second delivery from a first one."""
    event = enveloped(EVENTS["Message"]())

    envelope = payloads.events_api_envelope(
        event, envelope_id="2", retry_attempt=1, retry_reason="timeout"
    )

    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (1, "timeout")
    assert envelope["payload"]["event_id"] == "Ev1"
