"""A real Bolt app with nothing in it, for tests to teach."""

from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import LocalSlack

Json = dict[str, Any]

SCOPES = [
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:write",
    "pins:write",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]
EVENTS = [
    "app_home_opened",
    "app_uninstalled",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "tokens_revoked",
    "user_change",
]


def manifest(**changes: Any) -> Json:
    """Return the manifest of a bot with all scopes; ``scopes`` and ``events`` replace them."""
    features: Json = {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "Rounds"},
        "slash_commands": [
            {"command": "/inquiry", "description": "The current step", "should_escape": True},
            {"command": "/checkin", "description": "How it goes"},
        ],
        "shortcuts": [
            {"type": "global", "callback_id": "today", "name": "Today", "description": "Today"},
            {"type": "message", "callback_id": "keep", "name": "Keep", "description": "Keep it"},
        ],
    }
    return {
        "display_information": {"name": "Rounds"},
        "features": features | changes.get("features", {}),
        "oauth_config": {"scopes": {"bot": changes.get("scopes", SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": changes.get("events", EVENTS)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }


def client_of(slack: LocalSlack, token: str | None = None) -> WebClient:
    """Return a client without retries, by default with the first workspace's token."""
    token = slack.workspace.bot_token if token is None else token
    return WebClient(token=token, base_url=slack.api_url, retry_handlers=[])


def refused(call: Callable[..., object], *arguments: Any, **named: Any) -> str:
    """Make a call that Slack refuses and return its error code."""
    with pytest.raises(SlackApiError) as refusal:
        call(*arguments, **named)
    return str(refusal.value.response["error"])


def _authorizer(slack: LocalSlack) -> Callable[[str], AuthorizeResult]:
    """Return what names the bot of a workspace to Bolt, which passes arguments by their names."""

    def authorize(team_id: str) -> AuthorizeResult:
        workspace = slack.workspace
        return AuthorizeResult(
            enterprise_id=None,
            team_id=team_id,
            bot_token=workspace.bot_token,
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user_id,
        )

    return authorize


class TinyBot:
    """A Bolt app, the ways it listens, and what it was sent."""

    def __init__(self, slack: LocalSlack, *, signing_secret: str = "") -> None:
        """Make an app that knows nothing, but Slack's secret unless it is given another."""
        self.slack = slack
        self.app = App(
            client=WebClient(base_url=slack.api_url, retry_handlers=[]),
            authorize=_authorizer(slack),
            signing_secret=signing_secret or slack.signing_secret,
            process_before_response=True,
        )
        self.heard: list[Json] = []
        self._sockets: list[SocketModeHandler] = []
        self._server: ThreadingHTTPServer | None = None
        self.requests: list[Mapping[str, str | Sequence[str]]] = []

    def hear(self, *names: str) -> None:
        """Acknowledge these events, and remember them."""
        for name in names:
            self.app.event(name)(self._remember())

    def _remember(self) -> Callable[[Json], None]:
        def remember(event: Json) -> None:
            self.heard.append(event)

        return remember

    def listen(self, *, timeout: float = 10) -> None:
        """Open one more websocket and wait until it stands; raises TimeoutError."""
        before = self.slack.connections
        handler = SocketModeHandler(
            self.app,
            self.slack.app_token,
            web_client=WebClient(base_url=self.slack.api_url, token=self.slack.app_token),
            ping_interval=0.2,
        )
        handler.connect()  # type: ignore[no-untyped-call]  # published so
        self._sockets.append(handler)
        self.slack.wait_connected(before + 1, timeout=timeout)

    def serve(self) -> None:
        """Take requests over HTTP on loopback and let Slack deliver there."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._request_handler())
        self._server.daemon_threads = False
        Thread(target=self._server.serve_forever, args=(0.01,)).start()
        self.slack.deliver_to(f"http://127.0.0.1:{self._server.server_port}/slack/events")

    def _request_handler(self) -> type[BaseHTTPRequestHandler]:
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length).decode()
                headers: dict[str, str | Sequence[str]] = {
                    name.lower(): value for name, value in self.headers.items()
                }
                bot.requests.append(headers)
                answer = bot.app.dispatch(BoltRequest(body=body, headers=headers))
                content = answer.body.encode()
                self.send_response(answer.status)
                for name, value in answer.first_headers_without_set_cookie().items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler

    def close(self) -> None:
        """Close every way."""
        while self._sockets:
            # The client sits for seconds before its socket and its queue unless something comes.
            handler = self._sockets.pop()
            closing = Thread(target=handler.close)
            closing.start()
            while closing.is_alive():
                self.slack.hail_sockets()
                handler.client.enqueue_message("")
                closing.join(0.02)
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
