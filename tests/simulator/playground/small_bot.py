"""A bot of a hundred lines that uses everything a page must show, through real Bolt."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.simulator.slack import LocalSlack
from tests.simulator.playground import forms
from tests.simulator.playground.drawn import every_block
from tests.simulator.slack.kit import Json, home, mrkdwn, plain

MANIFEST: Json = {
    "display_information": {"name": "Rounds"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "Rounds", "always_online": True},
        "slash_commands": [
            {
                "command": "/rounds",
                "description": "See everything there is",
                "usage_hint": "[all | help]",
                "should_escape": True,
            },
            {
                "command": "/reflect",
                "description": "Write down what you saw",
                "should_escape": True,
            },
            {
                "command": "/whisper",
                "description": "Hear something only you hear",
                "usage_hint": "[words]",
                "should_escape": True,
            },
        ],
        "shortcuts": [
            {
                "name": "Reflect now",
                "type": "global",
                "callback_id": "reflect_now",
                "description": "Open the form",
            },
            {
                "name": "Reflect on this",
                "type": "message",
                "callback_id": "reflect_on",
                "description": "Write about a message",
            },
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "chat:write",
                "commands",
                "files:read",
                "im:write",
                "users:read",
                "channels:read",
            ],
        },
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def start_bot(slack: LocalSlack) -> Callable[[], None]:
    """Connect a bot to the local Slack; return what ends it."""
    client = WebClient(token=slack.workspace.bot_token, base_url=slack.api_url)
    app = App(client=client, process_before_response=True)
    _commands(app)
    _messages(app)
    _modals(app)
    handler = SocketModeHandler(app, slack.app_token, web_client=WebClient(base_url=slack.api_url))
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt's adapter is not typed
    slack.wait_connected()

    def end() -> None:
        # A connection that is cut ends at once; one that is closed waits for its next ping.
        handler.client.auto_reconnect_enabled = False
        slack.drop_sockets()
        handler.close()  # type: ignore[no-untyped-call]  # as above

    return end


def _commands(app: App) -> None:
    @app.command("/rounds")
    def show_all(ack: Any, command: Json, client: WebClient) -> None:
        ack()
        where, who = command["channel_id"], command["user_id"]
        blocks = every_block(channel=where, person=who)
        client.chat_postMessage(channel=where, text="Every kind of block", blocks=blocks)

    @app.command("/whisper")
    def whisper(ack: Any, command: Json) -> None:
        ack(text=f"You said: {command['text'] or 'nothing'}")

    @app.command("/reflect")
    @app.shortcut("reflect_now")
    def open_form(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=forms.every_field())

    @app.shortcut("reflect_on")
    def open_about(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        view = forms.about(body["message"]["text"])
        client.views_open(trigger_id=body["trigger_id"], view=view)


def _messages(app: App) -> None:
    @app.action("count")
    def count(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        blocks = body["message"]["blocks"]
        blocks[0]["text"] = plain("You counted")
        where, ts = body["channel"]["id"], body["message"]["ts"]
        client.chat_update(channel=where, ts=ts, text="You counted", blocks=blocks)

    @app.action("quiet")
    def stay_quiet(ack: Any) -> None:
        ack()

    for action_id in ("read", "withdraw", "week_menu", "pick_step", "pick_person", "tick"):
        app.action(action_id)(tell_what_was_done)
    for action_id in ("pick_date", "pick_time", "choose_one", "home_zone", "home_start"):
        app.action(action_id)(tell_what_was_done)

    @app.event("app_home_opened")
    def show_home(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home_of(event["user"]))


def tell_what_was_done(ack: Any, action: Json, body: Json, client: WebClient) -> None:
    """Tell the person by direct message which element they used, and what was chosen."""
    ack()
    known = ("value", "selected_date", "selected_time", "selected_user")
    values = [action[key] for key in known if action.get(key)]
    options = [action.get("selected_option"), *(action.get("selected_options") or ())]
    values += [option["value"] for option in options if option]
    words = f"{action['action_id']}: {', '.join(values) or 'pressed'}"
    client.chat_postMessage(channel=body["user"]["id"], text=words)


def _modals(app: App) -> None:
    @app.action("evidence")
    def keep_draft(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        text = body["view"]["state"]["values"]["evidence"]["evidence"]["value"] or ""
        client.views_update(view_id=body["view"]["id"], view=forms.with_draft_note(len(text)))

    @app.action("example")
    def show_example(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=forms.example())

    @app.options("book")
    def find_books(ack: Any, payload: Json) -> None:
        titles = ["Leading well", "Learning walks", "Listening"]
        fits = [title for title in titles if payload["value"].lower() in title.lower()]
        ack(options=[{"text": plain(title), "value": title.lower()} for title in fits])

    @app.view("every_field")
    def take_form(ack: Any, body: Json, client: WebClient) -> None:
        values = body["view"]["state"]["values"]
        if "everything" in values["evidence"]["evidence"]["value"]:
            ack(response_action="errors", errors={"evidence": "Please be more exact."})
            return
        ack()
        text = f"Received: {values['evidence']['evidence']['value']}"
        client.chat_postMessage(channel=body["user"]["id"], text=text)

    @app.view("about")
    def take_thought(ack: Any) -> None:
        ack()

    @app.view_closed("every_field")
    def note_closing(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Your draft is kept.")


def home_of(person: str) -> Json:
    """Draw a small App Home."""
    return home(
        {"type": "header", "text": plain("Good morning")},
        {
            "type": "section",
            "text": mrkdwn(f"<@{person}>, today you could write down *what you saw*."),
            "accessory": {
                "type": "button",
                "text": plain("Begin"),
                "action_id": "home_start",
                "style": "primary",
            },
        },
        {"type": "divider"},
        {
            "type": "section",
            "text": mrkdwn("Your time zone"),
            "accessory": {
                "type": "static_select",
                "action_id": "home_zone",
                "options": [
                    {"text": plain("New York"), "value": "ny"},
                    {"text": plain("Lagos"), "value": "lagos"},
                ],
            },
        },
    )
