"""Every answer of the Web API fits Slack's own schemas and samples, where they are at hand."""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft7Validator
from slack_sdk import WebClient

from bot.simulator.slack import Channel, LocalSlack
from bot.simulator.slack.methods import METHODS
from tests.simulator.slack.kit import home, modal, section
from tests.simulator.slack.reference import load

Json = dict[str, Any]

SCHEMAS = "schemas/web-api-responses.schema.json"
WITHOUT_REFERENCE = {
    # Methods for which the reference has neither a schema nor a sample.
    "bookmarks.add",
    "conversations.create",
    "conversations.invite",
    "conversations.setPurpose",
    "conversations.setTopic",
    "pins.add",
    "pins.remove",
}
WITHOUT_SAMPLE = {
    # Their samples are too large to be at hand.
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.open",
    "conversations.replies",
}
KNOWN_OTHERWISE = {
    "/revoked",  # the documented answer of auth.revoke
    # A user is shown alike by all methods; these stand in the samples of other ones.
    "/members/is_invited_user",
    "/members/is_stranger",
    "/user/is_stranger",
    "/user/is_workflow_bot",
}
FREE = frozenset({"blocks", "metadata", "view", "state"})
"""What the app itself has put in: its keys are checked where it is taken."""


class Office:
    """Everything that the calls below need to stand in the workspace."""

    def __init__(self, slack: LocalSlack, room: Channel) -> None:
        """Post a message with a reply, reaction and edit, and share a file."""
        self.slack = slack
        self.room = room
        self.ana = room.members[0]
        self.client = WebClient(
            token=slack.workspace.bot_token, base_url=slack.api_url, retry_handlers=[]
        )
        post = self.client.chat_postMessage
        self.ts = post(channel=room.id, text="Hi", blocks=[section()])["ts"]
        post(channel=room.id, text="Reply", thread_ts=self.ts)
        self.client.chat_update(channel=room.id, ts=self.ts, text="Hi!")
        self.client.reactions_add(channel=room.id, timestamp=self.ts, name="tada")
        self.file = self.client.files_upload_v2(channel=room.id, filename="x.txt", content="x")

    def trigger(self) -> str:
        """Let Ana type a command, and take its trigger id."""
        self.slack.person(self.ana).command("/checkin")
        commands = [entry for entry in self.slack.log if entry.name == "/checkin"]
        return str(commands[-1].arguments["trigger_id"])

    def uploaded(self) -> str:
        """Return the id of the shared file."""
        return str(self.file["file"]["id"])


CALLS: dict[str, Callable[[Office], Json]] = {
    "apps.connections.open": lambda _: {},
    "apps.uninstall": lambda it: {
        "client_id": it.slack.client_id,
        "client_secret": it.slack.client_secret,
    },
    "auth.revoke": lambda _: {"test": True},
    "auth.test": lambda _: {},
    "bots.info": lambda _: {},
    "chat.delete": lambda it: {"channel": it.room.id, "ts": it.ts},
    "chat.getPermalink": lambda it: {"channel": it.room.id, "message_ts": it.ts},
    "chat.postEphemeral": lambda it: {"channel": it.room.id, "user": it.ana, "text": "Hi"},
    "chat.postMessage": lambda it: {"channel": it.room.id, "text": "Hi", "blocks": [section()]},
    "chat.update": lambda it: {"channel": it.room.id, "ts": it.ts, "text": "Hi again"},
    "conversations.history": lambda it: {"channel": it.room.id},
    "conversations.info": lambda it: {"channel": it.room.id, "include_num_members": True},
    "conversations.join": lambda it: {"channel": it.room.id},
    "conversations.list": lambda _: {"types": "public_channel,private_channel,im"},
    "conversations.members": lambda it: {"channel": it.room.id},
    "conversations.open": lambda it: {"users": it.ana, "return_im": True},
    "conversations.replies": lambda it: {"channel": it.room.id, "ts": it.ts},
    "dnd.info": lambda it: {"user": it.ana},
    "files.completeUploadExternal": lambda it: {"files": [{"id": it.uploaded()}]},
    "files.getUploadURLExternal": lambda _: {"filename": "x.txt", "length": 1},
    "files.info": lambda it: {"file": it.uploaded()},
    "reactions.add": lambda it: {"channel": it.room.id, "timestamp": it.ts, "name": "eyes"},
    "team.info": lambda _: {},
    "users.info": lambda it: {"user": it.ana, "include_locale": True},
    "users.list": lambda _: {},
    "users.lookupByEmail": lambda _: {"email": "ana.okafor@schools.example"},
    "views.open": lambda it: {"trigger_id": it.trigger(), "view": modal(section())},
    "views.publish": lambda it: {"user_id": it.ana, "view": home(section())},
    "views.push": lambda it: {"trigger_id": it.trigger(), "view": modal(section())},
    "views.update": lambda it: {
        "view_id": it.client.views_publish(user_id=it.ana, view=home(section()))["view"]["id"],
        "view": home(section("Again")),
    },
}


def call(office: Office, method: str) -> Json:
    """Make a call that succeeds and return its answer."""
    token = office.slack.app_token if METHODS[method].caller == "app" else None
    if method == "views.push":
        call(office, "views.open")
    headers = {"Authorization": f"Bearer {token}"} if token else None
    answer = office.client.api_call(method, json=CALLS[method](office), headers=headers)
    assert isinstance(answer.data, dict)
    return answer.data


def known_keys(sample: object) -> dict[str, Any]:
    """Return the keys of a sample, in one table for all entries of its lists and maps by id."""
    if isinstance(sample, list):
        merged: dict[str, Any] = {}
        for entry in sample:
            merged |= known_keys(entry)
        return merged
    return dict(sample) if isinstance(sample, dict) else {}


def invented(answer: object, sample: object, *, at: str = "") -> list[str]:
    """Return the paths of the keys that no sample has."""
    if isinstance(answer, list):
        return [path for entry in answer for path in invented(entry, sample, at=at)]
    if not isinstance(answer, dict):
        return []
    known = known_keys(sample)
    found: list[str] = []
    for key, value in answer.items():
        if key not in known:
            found.append(f"{at}/{key}")
        elif key not in FREE:
            found += invented(value, known[key], at=f"{at}/{key}")
    return found


def said(answer: object) -> Any:
    """Return an answer without its nulls, of which Slack's types and samples know nothing."""
    if isinstance(answer, list):
        return [said(entry) for entry in answer]
    if isinstance(answer, dict):
        return {key: said(value) for key, value in answer.items() if value is not None}
    return answer


@pytest.fixture
def office(slack: LocalSlack, room: Channel) -> Office:
    """Furnish the workspace."""
    return Office(slack, room)


@pytest.mark.parametrize("method", sorted(CALLS))
def test_an_answer_fits_the_schema(office: Office, method: str) -> None:
    """Types are those of Slack's own client library."""
    validator = Draft7Validator(load(SCHEMAS)[method])

    answer = said(call(office, method))

    assert [error.message for error in validator.iter_errors(answer)] == []


@pytest.mark.parametrize("method", sorted(CALLS.keys() - WITHOUT_SAMPLE))
def test_an_answer_holds_nothing_slack_does_not_say(office: Office, method: str) -> None:
    """Every key stands in the sample of that answer."""
    sample = load(f"samples/api/{method}.json")

    answer = said(call(office, method))

    assert set(invented(answer, sample)) <= KNOWN_OTHERWISE


def test_every_method_is_compared() -> None:
    """A new method needs a call here, or a reason why not."""
    installed_by_consent = {"oauth.v2.access"}

    assert set(METHODS) == CALLS.keys() | WITHOUT_REFERENCE | installed_by_consent
