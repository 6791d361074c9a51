"""What stands on messages and Homes can be pressed, chosen and answered."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, NotPossibleError, Person, PersonSession
from tests.simulator.slack.kit import actions, ask, button, home, modal, option, section, select
from tests.simulator.slack.tiny_bot import TinyBot, client_of, manifest, refused

Json = dict[str, Any]
Ack = Callable[..., Any]


@pytest.fixture
def who(slack: LocalSlack, bot: TinyBot, ana: Person) -> PersonSession:
    """Let Ana sit before a bot that remembers every press."""

    @bot.app.action(re.compile(".*"))
    def remember(ack: Ack, body: Json) -> None:
        bot.heard.append(body)
        ack()

    return slack.person(ana.id)


def open_form(client: WebClient, who: PersonSession, bot: TinyBot, *blocks: Json) -> None:
    """Let the bot show a form on /checkin, and type that."""

    @bot.app.command("/checkin")
    def show(ack: Ack, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(*blocks))
        ack()

    who.command("/checkin")


def test_a_choice_in_a_message_is_told_with_its_state(
    client: WebClient, bot: TinyBot, who: PersonSession
) -> None:
    """Every stateful element of the message is in state.values."""
    menu = actions(select(options=[option("a"), option("b")]), button(), block_id="row")
    client.chat_postMessage(channel=who.id, text="Choose", blocks=[menu])

    who.click("choose", on=who.inbox[0], value="b")
    who.click("press", on=who.inbox[0])

    chosen, pressed = bot.heard
    assert chosen["actions"][0]["selected_option"]["value"] == "b"
    assert pressed["state"]["values"]["row"]["choose"]["selected_option"]["value"] == "b"
    assert pressed["message"]["ts"] == who.inbox[0].ts


def test_a_button_of_home_names_its_view(
    client: WebClient, bot: TinyBot, who: PersonSession
) -> None:
    """What is chosen in Home survives its next publication."""
    blocks = [actions(select(options=[option("a"), option("b")]), button(), block_id="row")]
    view = client.views_publish(user_id=who.id, view=home(*blocks))["view"]
    who.set("choose", "a")
    client.views_publish(user_id=who.id, view=home(*blocks, section("More")))

    who.click("press")

    assert bot.heard[-1]["container"] == {"type": "view", "view_id": view["id"]}
    values = bot.heard[-1]["view"]["state"]["values"]
    assert values["row"]["choose"]["selected_option"]["value"] == "a"


@pytest.mark.parametrize(
    ("moment", "heard"),
    [("on_character_entered", [1, 1]), ("on_enter_pressed", [0, 1])],
)
def test_typing_is_told_when_it_was_asked_for(
    bot: TinyBot, who: PersonSession, moment: str, heard: list[int]
) -> None:
    """On characters, or on Enter."""
    config = {"trigger_actions_on": [moment]}
    element = {"type": "plain_text_input", "action_id": "draft", "dispatch_action_config": config}
    open_form(client_of(bot.slack), who, bot, ask(element, dispatch_action=True))

    who.set("draft", "So far")
    counts = [len(bot.heard)]
    who.press_enter("draft")
    counts.append(len(bot.heard))

    assert counts == heard
    assert bot.heard[-1]["actions"][0]["value"] == "So far"


def test_options_are_loaded_while_typing(
    slack: LocalSlack, client: WebClient, bot: TinyBot, who: PersonSession
) -> None:
    """What was offered can be chosen; what Slack would not take is a violation."""
    offers = [[option("ken")], [option("x" * 151)]]

    @bot.app.options("school")
    def offer(ack: Ack) -> None:
        ack(options=offers.pop(0))

    element = {"type": "external_select", "action_id": "school", "min_query_length": 2}
    open_form(client, who, bot, ask(element))

    short = who.options("school", "k")
    loaded = who.options("school", "ken")
    who.set("school", "ken")
    refused = who.options("school", "long")

    assert (short, [entry["value"] for entry in loaded], refused) == ([], ["ken"], [])
    assert who.modal is not None
    assert next(iter(who.modal.values.values()))["school"]["selected_option"]["value"] == "ken"
    assert [found.kind for found in slack.violations] == ["blocks_refused"]


def test_a_file_is_put_into_a_form(
    slack: LocalSlack, client: WebClient, bot: TinyBot, who: PersonSession
) -> None:
    """By the id of what the person has uploaded."""
    open_form(client, who, bot, ask({"type": "file_input", "action_id": "roster"}))
    file = slack.add_file(who.id, name="roster.csv", content=b"email,name")

    who.set("roster", [file.id])

    assert who.modal is not None
    held = next(iter(who.modal.values.values()))["roster"]["files"]
    assert [(entry["name"], entry["filetype"]) for entry in held] == [("roster.csv", "csv")]


def test_a_place_for_files_wants_a_scope(clock: SteppedClock) -> None:
    """A bot that may not read files cannot ask for them."""
    with LocalSlack(clock=clock, manifest=manifest(scopes=["commands"])) as strict:
        view = modal(ask({"type": "file_input", "action_id": "roster"}))
        error = refused(client_of(strict).views_open, trigger_id="looked at later", view=view)

    assert error == "missing_scope"


def test_a_response_url_answers_replaces_and_deletes(
    client: WebClient, bot: TinyBot, who: PersonSession
) -> None:
    """Private by default, at the place of the message when it is asked for."""
    client.chat_postMessage(channel=who.id, text="Before", blocks=[actions(button())])
    who.click("press", on=who.inbox[0])
    url = WebhookClient(bot.heard[0]["response_url"])

    url.send(text="Only you")
    url.send(text="After", replace_original=True)
    replaced = [(message.text, message.ephemeral_for) for message in who.inbox]
    url.send(delete_original=True)

    assert replaced == [("After", None), ("Only you", who.id)]
    assert [message.text for message in who.inbox] == ["Only you"]


def test_a_private_message_can_be_replaced_by_its_own_url(
    client: WebClient, bot: TinyBot, who: PersonSession, room: Channel
) -> None:
    """Nobody else sees it before or after."""
    client.chat_postEphemeral(
        channel=room.id, user=who.id, text="Before", blocks=[actions(button())]
    )
    who.click("press", on=who.ephemerals[0])

    WebhookClient(bot.heard[0]["response_url"]).send(text="After", replace_original=True)

    assert bot.heard[0]["container"]["is_ephemeral"] is True
    assert "message" not in bot.heard[0]
    assert [message.text for message in who.ephemerals] == ["After"]


def test_a_response_url_is_good_for_five_uses_in_thirty_minutes(
    clock: SteppedClock, client: WebClient, bot: TinyBot, who: PersonSession
) -> None:
    """Then Slack says that it is used up, or too old."""
    client.chat_postMessage(channel=who.id, text="Hi", blocks=[actions(button())])
    for _ in range(2):
        who.click("press", on=who.inbox[0])
    used, old = (WebhookClient(body["response_url"]) for body in bot.heard)

    answers = [used.send(text="Hi").status_code for _ in range(6)]
    clock.step(timedelta(minutes=31))
    late = old.send(text="Hi")

    assert answers == [200] * 5 + [404]
    assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_the_messages_tab_of_the_app_is_read_only(slack: LocalSlack, who: PersonSession) -> None:
    """The manifest says so; people answer by form, button and command."""
    dm = client_of(slack).conversations_open(users=who.id)["channel"]["id"]

    with pytest.raises(NotPossibleError):
        who.post(dm, "Hello?")


def test_people_write_where_they_are(slack: LocalSlack, ana: Person, ben: Person) -> None:
    """Not in a private channel of others, nor in one that was archived."""
    heads = slack.add_channel("heads", private=True, members=(ben.id,))
    plaza = slack.add_channel("plaza", members=(ben.id,))
    who = slack.person(ana.id)

    with pytest.raises(NotPossibleError):
        who.sees(heads.id)
    with pytest.raises(NotPossibleError):
        who.post(plaza.id, "Hi")
    who.join(plaza.id)
    who.post(plaza.id, "Hi @ben.reyes & all")
    slack.archive(plaza.id)

    assert who.sees(plaza.id)[-1].text == f"Hi <@{ben.id}|ben.reyes> &amp; all"
    with pytest.raises(NotPossibleError):
        who.post(plaza.id, "Too late")


def test_a_page_can_draw_what_a_person_sees(
    slack: LocalSlack, client: WebClient, ana: Person, room: Channel
) -> None:
    """Channels with what is unread, people, commands; and it hears of changes."""
    before = slack.changes
    client.chat_postMessage(channel=room.id, text="News")
    client.chat_postEphemeral(channel=room.id, user=room.members[1], text="For Ben")
    client.views_publish(user_id=ana.id, view=home(section()))

    state = slack.state_for(ana.id)
    slack.mark_read(ana.id, room.id)

    channel = next(one for one in state["channels"] if one["id"] == room.id)
    assert [message["text"] for message in channel["messages"]] == ["News"]
    assert (channel["unread"], slack.state_for(ana.id)["channels"][0]["unread"]) == (1, 0)
    assert [command["command"] for command in state["commands"]] == ["/inquiry", "/checkin"]
    assert state["home"]["type"] == "home"
    assert slack.wait_change(before, timeout=1) > before
    assert slack.wait_change(slack.changes, timeout=0.01) == slack.changes
