"""Conversations, their history and their people, as the Web API shows them."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, Person
from tests.simulator.slack.tiny_bot import SCOPES, client_of, manifest, refused


def post(client: WebClient, channel: Channel, count: int) -> list[str]:
    """Post so many messages and return their timestamps."""
    return [
        str(client.chat_postMessage(channel=channel.id, text=str(number))["ts"])
        for number in range(count)
    ]


def test_history_begins_with_the_newest(client: WebClient, room: Channel) -> None:
    """Pages follow one another by cursor until nothing is left."""
    post(client, room, 5)

    pages = client.conversations_history(channel=room.id, limit=2)
    texts = [[message["text"] for message in page["messages"]] for page in pages]

    assert texts == [["4", "3"], ["2", "1"], ["0"]]


@pytest.mark.parametrize(
    ("inclusive", "expected"),
    [(False, ["2"]), (True, ["3", "2", "1"])],
    ids=["between", "with both"],
)
def test_history_lies_between_oldest_and_latest(
    client: WebClient, room: Channel, inclusive: bool, expected: list[str]
) -> None:
    """The two ends belong to it only when they are asked for."""
    ts = post(client, room, 5)

    answer = client.conversations_history(
        channel=room.id, oldest=ts[1], latest=ts[3], inclusive=inclusive
    )

    assert [message["text"] for message in answer["messages"]] == expected


def test_replies_stand_in_their_thread(client: WebClient, room: Channel) -> None:
    """History shows the head with a count; a broadcast reply stands in both."""
    head = post(client, room, 1)[0]
    client.chat_postMessage(channel=room.id, text="quiet", thread_ts=head)
    client.chat_postMessage(channel=room.id, text="loud", thread_ts=head, reply_broadcast=True)

    history = client.conversations_history(channel=room.id)["messages"]
    thread = client.conversations_replies(channel=room.id, ts=head)["messages"]

    assert [message["text"] for message in history] == ["loud", "0"]
    assert history[1]["reply_count"] == 2
    assert [message["text"] for message in thread] == ["0", "quiet", "loud"]
    assert refused(client.conversations_replies, channel=room.id, ts="1.0") == "thread_not_found"


def test_history_is_for_members(slack: LocalSlack, client: WebClient) -> None:
    """A bot reads no channel that it is not in."""
    plaza = slack.add_channel("plaza", with_bot=False)

    assert refused(client.conversations_history, channel=plaza.id) == "not_in_channel"


def test_a_new_channel_has_the_bot_and_whom_it_invites(
    slack: LocalSlack, client: WebClient, ana: Person
) -> None:
    """Names are checked and taken once."""
    made = client.conversations_create(name="trio-1", is_private=True)["channel"]
    client.conversations_invite(channel=made["id"], users=ana.id)
    client.conversations_setTopic(channel=made["id"], topic="Visits")
    client.conversations_setPurpose(channel=made["id"], purpose="Three schools")

    members = client.conversations_members(channel=made["id"])["members"]
    shown = client.conversations_info(channel=made["id"], include_num_members=True)["channel"]
    assert members == [slack.workspace.bot_user_id, ana.id]
    assert (shown["topic"]["value"], shown["num_members"]) == ("Visits", 2)
    assert shown["purpose"]["value"] == "Three schools"
    assert refused(client.conversations_create, name="trio-1") == "name_taken"
    assert refused(client.conversations_create, name="Trio One") == "invalid_name_specials"
    again = refused(client.conversations_invite, channel=made["id"], users=ana.id)
    assert again == "already_in_channel"


def test_the_bot_joins_public_channels_only(
    slack: LocalSlack, client: WebClient, ana: Person
) -> None:
    """A second time is a warning, not an error."""
    plaza = slack.add_channel("plaza", members=(ana.id,), with_bot=False)
    group = slack.add_channel("heads", private=True)

    joined = client.conversations_join(channel=plaza.id)["channel"]
    again = client.conversations_join(channel=plaza.id)
    error = refused(client.conversations_join, channel=group.id)

    assert joined["is_member"]
    assert again["warning"] == "already_in_channel"
    assert error == "method_not_supported_for_channel_type"


def test_the_list_shows_what_the_bot_may_see(slack: LocalSlack, client: WebClient) -> None:
    """Private channels without the bot are not there, archived ones can be left out."""
    seen = slack.add_channel("seen", private=True)
    slack.add_channel("unseen", private=True, with_bot=False)
    old = slack.archive(slack.add_channel("old").id)
    plaza = slack.add_channel("plaza", with_bot=False)

    kinds = "public_channel,private_channel"
    everything = client.conversations_list(types=kinds)["channels"]
    living = client.conversations_list(types=kinds, exclude_archived=True)["channels"]

    assert {channel["id"] for channel in everything} == {seen.id, old.id, plaza.id}
    assert {channel["id"] for channel in living} == {seen.id, plaza.id}


def test_a_direct_message_is_opened_once(
    slack: LocalSlack, client: WebClient, ana: Person, ben: Person
) -> None:
    """With one person, or with several."""
    first = client.conversations_open(users=ana.id)
    second = client.conversations_open(users=ana.id)
    several = client.conversations_open(users=[ana.id, ben.id], return_im=True)["channel"]
    gone = slack.deactivate(ben.id)

    assert first["channel"]["id"] == second["channel"]["id"] == slack.dm(ana.id)
    assert second["already_open"]
    assert several["is_mpim"]
    assert refused(client.conversations_open, users=gone.id) == "user_disabled"
    assert refused(client.conversations_open, users="U0NOBODY") == "user_not_found"


def test_scopes_follow_the_kind_of_conversation(clock: SteppedClock) -> None:
    """channels:read does not open a private channel."""
    with LocalSlack(clock=clock, manifest=manifest(scopes=["channels:read"])) as slack:
        public = slack.add_channel("plaza")
        private = slack.add_channel("heads", private=True)
        client = client_of(slack)

        assert client.conversations_info(channel=public.id)["ok"]
        assert refused(client.conversations_info, channel=private.id) == "missing_scope"


def test_a_person_has_a_zone_that_follows_the_clock(
    clock: SteppedClock, client: WebClient, ana: Person
) -> None:
    """New York is four hours behind in September and five in December."""
    autumn = client.users_info(user=ana.id)["user"]
    clock.step_to(datetime(2026, 12, 1, tzinfo=UTC))

    winter = client.users_info(user=ana.id, include_locale=True)["user"]

    assert (autumn["tz"], autumn["tz_offset"]) == ("America/New_York", -4 * 3600)
    assert (winter["tz_label"], winter["tz_offset"]) == ("EST", -5 * 3600)
    assert ("locale" in autumn, winter["locale"]) == (False, "en-US")


def test_a_profile_may_have_no_zone(slack: LocalSlack, client: WebClient) -> None:
    """Then Slack says nothing about it."""
    guest = slack.add_person("Gil Guest", zone=None)

    assert "tz" not in client.users_info(user=guest.id)["user"]


def test_people_are_found_by_address(slack: LocalSlack, client: WebClient, ana: Person) -> None:
    """Whatever the case of its letters; not those who were deactivated."""
    found = client.users_lookupByEmail(email="ANA.OKAFOR@schools.example")["user"]
    slack.deactivate(ana.id)

    error = refused(client.users_lookupByEmail, email="ana.okafor@schools.example")

    assert found["id"] == ana.id
    assert error == "users_not_found"


def test_addresses_need_their_own_scope(clock: SteppedClock) -> None:
    """users:read alone shows people without e-mail."""
    scopes = [scope for scope in SCOPES if scope != "users:read.email"]
    with LocalSlack(clock=clock, manifest=manifest(scopes=scopes)) as slack:
        ana = slack.add_person("Ana Okafor")
        client = client_of(slack)

        assert "email" not in client.users_info(user=ana.id)["user"]["profile"]
        assert refused(client.users_lookupByEmail, email=ana.email) == "missing_scope"


def test_everybody_is_listed_slackbot_too(
    slack: LocalSlack, client: WebClient, ana: Person, ben: Person
) -> None:
    """Page by page; who was deactivated is still there, marked."""
    slack.deactivate(ben.id)

    members = [person for page in client.users_list(limit=2) for person in page["members"]]

    shown = {person["id"]: person["deleted"] for person in members}
    bot = slack.workspace.bot_user_id
    assert shown == {bot: False, ana.id: False, ben.id: True, "USLACKBOT": False}


def test_workspaces_do_not_see_one_another(slack: LocalSlack, client: WebClient) -> None:
    """Neither people nor channels of another workspace are found."""
    other = slack.add_workspace("Lake Schools")
    zoe = slack.add_person("Zoe Lake", workspace=other)
    lake = slack.add_channel("lake", workspace=other)

    assert refused(client.users_info, user=zoe.id) == "user_not_found"
    assert refused(client.chat_postMessage, channel=lake.id, text="Hi") == "channel_not_found"
    assert client_of(slack, other.bot_token).chat_postMessage(channel=lake.id, text="Hi")["ok"]


def test_reactions_pins_and_bookmarks_are_added_once(
    slack: LocalSlack, client: WebClient, room: Channel
) -> None:
    """The message and the channel show them."""
    ts = post(client, room, 1)[0]
    client.reactions_add(channel=room.id, timestamp=ts, name="tada")
    client.pins_add(channel=room.id, timestamp=ts)
    client.bookmarks_add(
        channel_id=room.id, title="Agenda", type="link", link="https://example.org"
    )

    shown = client.conversations_history(channel=room.id)["messages"][0]
    again = refused(client.reactions_add, channel=room.id, timestamp=ts, name="tada")
    twice = refused(client.pins_add, channel=room.id, timestamp=ts)

    assert shown["reactions"][0]["name"] == "tada"
    assert shown["pinned_to"] == [room.id]
    assert slack.channel(room.id).bookmarks[0]["title"] == "Agenda"
    assert (again, twice) == ("already_reacted", "already_pinned")


def test_a_pin_is_let_go_once(slack: LocalSlack, client: WebClient, room: Channel) -> None:
    """Slack says ``no_pin`` to whoever comes second (docs.slack.dev, pins.remove)."""
    ts = post(client, room, 1)[0]
    client.pins_add(channel=room.id, timestamp=ts)

    client.pins_remove(channel=room.id, timestamp=ts)

    assert slack.channel(room.id).pins == ()
    assert refused(client.pins_remove, channel=room.id, timestamp=ts) == "no_pin"


def test_workspace_bot_and_quiet_are_told(
    slack: LocalSlack, client: WebClient, ana: Person
) -> None:
    """team.info, bots.info and dnd.info answer about what is there."""
    workspace = slack.workspace

    assert client.team_info()["team"]["domain"] == workspace.domain
    assert client.bots_info(bot=workspace.bot_id)["bot"]["user_id"] == workspace.bot_user_id
    assert client.dnd_info(user=ana.id)["dnd_enabled"] is False


def test_a_message_reaches_who_was_deactivated(
    slack: LocalSlack, client: WebClient, ana: Person
) -> None:
    """Slack accepts it, as python-slack-sdk issue 1156 found out; nobody reads it."""
    slack.deactivate(ana.id)

    assert client.chat_postMessage(channel=ana.id, text="Hi")["ok"]


def test_a_cursor_of_another_list_is_refused(client: WebClient, room: Channel) -> None:
    """Cursors and limits are checked."""
    broken = refused(client.conversations_members, channel=room.id, cursor="???")
    large = refused(client.conversations_members, channel=room.id, limit=5000)

    assert (broken, large) == ("invalid_cursor", "invalid_limit")


def test_history_of_a_standing_clock_keeps_its_order(
    clock: SteppedClock, client: WebClient, room: Channel
) -> None:
    """Messages of one instant and of the next year come back as they were said."""
    post(client, room, 2)
    clock.step(timedelta(days=365))
    client.chat_postMessage(channel=room.id, text="later")

    answer = client.conversations_history(channel=room.id)

    assert [message["text"] for message in answer["messages"]] == ["later", "1", "0"]
