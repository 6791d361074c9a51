"""The Web API answers as Slack does: tokens, scopes, messages."""

import json
from datetime import timedelta
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, Person
from tests.simulator.slack.kit import section
from tests.simulator.slack.tiny_bot import SCOPES, client_of, manifest, refused


def test_the_token_says_who_the_bot_is(slack: LocalSlack, client: WebClient) -> None:
    """auth.test names workspace and bot, and the header the scopes."""
    answer = client.auth_test()

    workspace = slack.workspace
    assert answer["team_id"] == workspace.team_id
    assert (answer["user_id"], answer["bot_id"]) == (workspace.bot_user_id, workspace.bot_id)
    assert answer.headers["x-oauth-scopes"] == ",".join(SCOPES)


def test_a_wrong_token_opens_nothing(slack: LocalSlack) -> None:
    """No token, an unknown one and the app's own are told apart."""
    errors = [
        refused(client_of(slack, token).auth_test) for token in ("", "xoxb-nope", slack.app_token)
    ]

    assert errors == ["not_authed", "invalid_auth", "not_allowed_token_type"]


def test_only_the_app_token_opens_connections(slack: LocalSlack, client: WebClient) -> None:
    """A bot token is not allowed there."""
    token = slack.workspace.bot_token

    assert refused(client.apps_connections_open, app_token=token) == "not_allowed_token_type"


def test_a_revoked_token_and_an_uninstalled_app_are_told_apart(slack: LocalSlack) -> None:
    """Afterwards the next installation gets a fresh token."""
    old = slack.workspace
    slack.revoke_tokens(old)
    revoked = refused(client_of(slack, old.bot_token).auth_test)
    fresh = slack.install(old)
    slack.uninstall(fresh)

    gone = refused(client_of(slack, fresh.bot_token).auth_test)

    assert (revoked, gone) == ("token_revoked", "account_inactive")
    assert client_of(slack, slack.install(fresh).bot_token).auth_test()["ok"]


def test_an_unknown_method_fails_loudly(slack: LocalSlack, client: WebClient) -> None:
    """What the local Slack does not know is an error and a violation."""
    error = refused(client.api_call, "chat.scheduleMessage", json={"channel": "C1"})

    assert error == "unknown_method"
    assert [found.kind for found in slack.violations] == ["unknown_method"]


def test_arguments_come_as_form_json_and_query(slack: LocalSlack, room: Channel) -> None:
    """The three ways of slack_sdk say the same."""
    client = client_of(slack)

    client.api_call("chat.postMessage", data={"channel": room.id, "text": "form"})
    client.api_call("chat.postMessage", json={"channel": room.id, "text": "json"})
    client.api_call("chat.postMessage", params={"channel": room.id, "text": "query"})

    assert [message.text for message in slack.messages(room.id)] == ["form", "json", "query"]


def test_broken_json_is_refused(slack: LocalSlack) -> None:
    """A body that cannot be read never becomes a call."""
    request = Request(f"{slack.api_url}auth.test", data=b"{", method="POST")  # noqa: S310
    request.add_header("Content-Type", "application/json")

    with urlopen(request) as response:  # noqa: S310
        answer = json.load(response)

    assert answer == {"ok": False, "error": "invalid_json"}


def test_a_missing_scope_is_named(clock: SteppedClock) -> None:
    """The answer says what was needed and what was provided."""
    with LocalSlack(clock=clock, manifest=manifest(scopes=["commands"])) as slack:
        channel = slack.add_channel("network")
        answer = client_of(slack).api_call
        error = refused(answer, "chat.postMessage", json={"channel": channel.id, "text": "Hi"})
        entry = slack.log[-1]

    assert error == "missing_scope"
    assert entry.answer is not None
    assert (entry.answer["needed"], entry.answer["provided"]) == ("chat:write", "commands")


def test_a_message_to_a_person_opens_the_direct_message(
    slack: LocalSlack, client: WebClient, ana: Person
) -> None:
    """chat.postMessage takes a user id, as Slack does."""
    answer = client.chat_postMessage(channel=ana.id, text="Welcome")

    assert answer["channel"] == slack.dm(ana.id)
    assert [message.text for message in slack.person(ana.id).inbox] == ["Welcome"]


def test_bots_cannot_be_written_to(slack: LocalSlack, client: WebClient) -> None:
    """Neither other bots nor the bot itself."""
    other = slack.add_person("Weather", bot=True)

    errors = [
        refused(client.chat_postMessage, channel=key, text="Hi")
        for key in (other.id, slack.workspace.bot_user_id)
    ]

    assert errors == ["cannot_dm_bot", "cannot_dm_bot"]


def test_the_bot_posts_only_where_it_is(slack: LocalSlack, client: WebClient, ana: Person) -> None:
    """A private channel is unseen, a public one not joined, an archived one closed."""
    private = slack.add_channel("heads", private=True, members=(ana.id,), with_bot=False)
    public = slack.add_channel("plaza", with_bot=False)
    old = slack.archive(slack.add_channel("old").id)

    errors = [
        refused(client.chat_postMessage, channel=channel, text="Hi")
        for channel in (private.id, public.id, old.id, "C0NOWHERE")
    ]

    assert errors == ["channel_not_found", "not_in_channel", "is_archived", "channel_not_found"]


def test_a_message_must_say_something(client: WebClient, room: Channel) -> None:
    """Nothing at all, and too much, are refused."""
    empty = refused(client.api_call, "chat.postMessage", json={"channel": room.id, "text": " "})
    long = refused(client.chat_postMessage, channel=room.id, text="x" * 40_001)

    assert (empty, long) == ("no_text", "msg_too_long")


def test_refused_blocks_say_where(slack: LocalSlack, client: WebClient, room: Channel) -> None:
    """invalid_blocks carries a pointer, and is a violation."""
    blocks = [section("x" * 3001)]

    error = refused(client.chat_postMessage, channel=room.id, text="Hi", blocks=blocks)

    answer = slack.log[-1].answer or {}
    assert error == "invalid_blocks"
    assert "/blocks/0/text/text" in answer["response_metadata"]["messages"][0]
    assert [found.kind for found in slack.violations] == ["blocks_refused"]


def test_poor_quality_is_recorded_though_accepted(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """Blocks without a fallback, and a call to everybody."""
    client.api_call("chat.postMessage", json={"channel": room.id, "blocks": [section()]})
    client.chat_postMessage(channel=room.id, text="<!channel> hello")

    assert [found.kind for found in slack.violations] == ["missing_fallback", "channel_mention"]


def test_what_a_person_typed_must_be_escaped(
    slack: LocalSlack, client: WebClient, ana: Person, room: Channel
) -> None:
    """Repeating it raw is a violation, repeating it escaped is not."""
    slack.person(ana.id).post(room.id, "Tom <jumps> & Jerry")

    client.chat_postMessage(channel=room.id, text="Tom &lt;jumps&gt; &amp; Jerry")
    fine = slack.violations
    client.chat_postMessage(channel=room.id, text="Ana says: Tom <jumps> & Jerry")

    assert fine == ()
    assert [found.kind for found in slack.violations] == ["unescaped_text"]


def test_an_update_keeps_the_blocks_it_does_not_mention(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """An empty list takes them away."""
    ts = client.chat_postMessage(channel=room.id, text="One", blocks=[section("Body")])["ts"]

    client.chat_update(channel=room.id, ts=ts, text="Two")
    kept = slack.messages(room.id)[0]
    client.chat_update(channel=room.id, ts=ts, text="Three", blocks=[])

    assert (kept.text, len(kept.blocks), kept.edited is not None) == ("Two", 1, True)
    assert slack.messages(room.id)[0].blocks == ()


def test_only_own_messages_can_be_changed(
    slack: LocalSlack, client: WebClient, ana: Person, room: Channel
) -> None:
    """A person's message is theirs, and one that is gone is not found."""
    theirs = slack.person(ana.id).post(room.id, "Mine")
    ts = client.chat_postMessage(channel=room.id, text="Ours")["ts"]
    client.chat_delete(channel=room.id, ts=ts)

    errors = [
        refused(client.chat_update, channel=room.id, ts=theirs.ts, text="No"),
        refused(client.chat_delete, channel=room.id, ts=theirs.ts),
        refused(client.chat_update, channel=room.id, ts=ts, text="No"),
        refused(client.chat_update, channel=room.id, ts=theirs.ts, text="x" * 4001),
    ]

    assert errors[:3] == ["cant_update_message", "cant_delete_message", "message_not_found"]
    assert [message.text for message in slack.messages(room.id)] == ["Mine"]


def test_a_private_message_is_seen_by_one_person_only(
    slack: LocalSlack, client: WebClient, ana: Person, room: Channel
) -> None:
    """chat.postEphemeral needs somebody who is in the channel."""
    ben = slack.person(room.members[1])
    stranger = slack.add_person("Sam Stranger")

    client.chat_postEphemeral(channel=room.id, user=ana.id, text="Psst")
    error = refused(client.chat_postEphemeral, channel=room.id, user=stranger.id, text="Psst")

    assert error == "user_not_in_channel"
    assert [message.text for message in slack.person(ana.id).sees(room.id)] == ["Psst"]
    assert [message.text for message in slack.person(ana.id).ephemerals] == ["Psst"]
    assert ben.sees(room.id) == ()
    assert client.conversations_history(channel=room.id)["messages"] == []


def test_a_permalink_leads_into_the_thread(client: WebClient, room: Channel) -> None:
    """A reply's link names its thread."""
    head = client.chat_postMessage(channel=room.id, text="Head")["ts"]
    reply = client.chat_postMessage(channel=room.id, text="Reply", thread_ts=head)["ts"]

    link = client.chat_getPermalink(channel=room.id, message_ts=reply)["permalink"]

    assert link.endswith(f"p{reply.replace('.', '')}?thread_ts={head}&cid={room.id}")


def test_a_reply_needs_a_message_to_reply_to(client: WebClient, room: Channel) -> None:
    """Neither an unknown ts nor a reply can head a thread."""
    head = client.chat_postMessage(channel=room.id, text="Head")["ts"]
    reply = client.chat_postMessage(channel=room.id, text="Reply", thread_ts=head)["ts"]

    errors = [
        refused(client.chat_postMessage, channel=room.id, text="No", thread_ts=ts)
        for ts in ("1.000001", reply)
    ]

    assert errors == ["cannot_reply_to_message", "cannot_reply_to_message"]


def test_timestamps_rise_with_the_clock_and_are_unique(
    clock: SteppedClock, client: WebClient, room: Channel
) -> None:
    """Also while the clock stands."""
    first = client.chat_postMessage(channel=room.id, text="1")["ts"]
    second = client.chat_postMessage(channel=room.id, text="2")["ts"]
    clock.step(timedelta(days=1))
    third = client.chat_postMessage(channel=room.id, text="3")["ts"]

    assert float(first) < float(second) < float(third)
    assert int(float(third)) - int(float(first)) == 86_400


def test_metadata_is_shown_only_to_who_asks_for_all_of_it(client: WebClient, room: Channel) -> None:
    """History hides it, and a malformed one is refused."""
    metadata = {"event_type": "delivery", "event_payload": {"id": "42"}}
    client.chat_postMessage(channel=room.id, text="Hi", metadata=metadata)

    plain = client.conversations_history(channel=room.id)["messages"][0]
    full = client.conversations_history(channel=room.id, include_all_metadata=True)["messages"][0]
    broken = refused(client.chat_postMessage, channel=room.id, text="Hi", metadata={"id": "42"})

    assert "metadata" not in plain
    assert full["metadata"] == metadata
    assert broken == "invalid_metadata_format"
