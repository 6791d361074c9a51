"""Hold the state of all workspaces: who is there, in which channels, and what was said.

Every access happens under ``lock``: the server's loop and the threads of people share the world.
What it hands out is frozen; a change puts a new value in the place of the old one.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.clock import Clock
from bot.simulator.slack.quality import Violation
from bot.simulator.slack.scopes import granted, may_hear
from bot.simulator.slack.surfaces import NotPossibleError
from bot.simulator.slack.world_records import (
    Channel,
    ChannelKind,
    FileRecord,
    Json,
    Message,
    Person,
    Workspace,
)

EventSink = Callable[[str, Json], None]
"""Takes the team and the inner event that has just happened there."""

_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def base36(number: int) -> str:
    """Write a number with the digits that Slack's ids use."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return digits or "0"


class World:
    """Everything that Slack would remember."""

    def __init__(self, *, clock: Clock, manifest: Mapping[str, Any]) -> None:
        """Begin empty, with the app that ``manifest`` describes not yet installed anywhere."""
        self.clock = clock
        self.manifest = manifest
        self.lock = threading.RLock()
        self.app_id = "A0LOCAL0APP"
        self.base_url = ""
        self.workspaces: dict[str, Workspace] = {}
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.files: dict[str, FileRecord] = {}
        self.typed: dict[str, None] = {}
        self.violations: list[Violation] = []
        self.events = _subscribed(manifest)
        self.scopes = granted(manifest)
        self._dms: dict[frozenset[str], str] = {}
        self._sink: EventSink | None = None
        self._changed = threading.Condition(self.lock)
        self._changes = 0
        self._ids = 0
        self._last_ts = 0

    # What time and names are made of.

    def now(self) -> datetime:
        """Return the movable clock's present."""
        return self.clock.now()

    def new_id(self, prefix: str) -> str:
        """Return an id that nothing else has, with Slack's letter in front."""
        self._ids += 1
        return f"{prefix}0{base36(self._ids):0>9}"

    def new_block_id(self) -> str:
        """Return a short id such as Slack gives to blocks that have none."""
        self._ids += 1
        return f"b{base36(self._ids).lower():0>4}"

    def new_ts(self) -> str:
        """Return a ts that rises with the movable clock and is unique even while it stands."""
        self._last_ts = max(self._last_ts + 1, int(self.now().timestamp() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # Telling others.

    def listen(self, sink: EventSink) -> None:
        """Hand every event from now on to ``sink``."""
        self._sink = sink

    def hears(self, name: str, kind: ChannelKind | None = None) -> bool:
        """Say whether the app subscribed to an event and has the scope for it."""
        return name in self.events and may_hear(name, kind, self.scopes)

    def emit(self, team: str, event: Json) -> None:
        """Hand over an event that the app hears; the caller has asked ``hears``.

        Where the app is not installed there is nobody to hear it.
        """
        if self._sink is not None and self.workspaces[team].installed:
            self._sink(team, event)

    def blame(self, kind: str, *, where: str, what: str) -> None:
        """Record a violation of quality."""
        self.violations.append(Violation(kind=kind, where=where, what=what))

    def touch(self) -> None:
        """Count one change that a page would want to show."""
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    @property
    def changes(self) -> int:
        """Return how many changes there were."""
        with self.lock:
            return self._changes

    def wait_change(self, since: int, *, timeout: float) -> int:
        """Wait (real seconds) for more than ``since`` changes; return how many there are."""
        with self._changed:
            self._changed.wait_for(lambda: self._changes > since, timeout)
            return self._changes

    # Finding.

    def person(self, person_id: str) -> Person:
        """Return a person; raises NotPossibleError for an unknown id."""
        try:
            return self.people[person_id]
        except KeyError:
            raise NotPossibleError(f"nobody has the id {person_id}") from None

    def channel(self, channel_id: str) -> Channel:
        """Return a conversation; raises NotPossibleError for an unknown id."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise NotPossibleError(f"no conversation has the id {channel_id}") from None

    def team_of(self, person_id: str) -> Workspace:
        """Return the workspace of a person."""
        return self.workspaces[self.person(person_id).team_id]

    def bot_of(self, team: str) -> str:
        """Return the id of the app's bot user in a workspace."""
        return self.workspaces[team].bot_user_id

    def dm_between(self, one: str, other: str) -> Channel | None:
        """Return the direct message of two people, if it was ever opened."""
        found = self._dms.get(frozenset((one, other)))
        return self.channels[found] if found is not None else None

    def messages_in(self, channel_id: str) -> tuple[Message, ...]:
        """Return all messages of a conversation, oldest first, deleted and private ones too."""
        return tuple(self.messages.get(channel_id, {}).values())

    # Changing.

    def put_person(self, person: Person) -> Person:
        """Remember a person, new or changed."""
        self.people[person.id] = person
        self.touch()
        return person

    def put_channel(self, channel: Channel) -> Channel:
        """Remember a conversation, new or changed."""
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        if channel.kind == "im":
            self._dms[frozenset(channel.members)] = channel.id
        self.touch()
        return channel

    def put_message(self, message: Message) -> Message:
        """Remember a message, new or changed."""
        self.messages.setdefault(message.channel, {})[message.ts] = message
        self.touch()
        return message

    def put_workspace(self, workspace: Workspace) -> Workspace:
        """Remember a workspace, new or changed."""
        self.workspaces[workspace.team_id] = workspace
        self.touch()
        return workspace

    def add_member(self, channel: Channel, person_id: str) -> Channel:
        """Put a person into a channel, at the end."""
        if person_id in channel.members:
            return channel
        return self.put_channel(replace(channel, members=(*channel.members, person_id)))

    def remove_member(self, channel: Channel, person_id: str) -> Channel:
        """Take a person out of a channel."""
        rest = tuple(member for member in channel.members if member != person_id)
        return self.put_channel(replace(channel, members=rest))

    def remember_typed(self, text: str) -> None:
        """Keep what a person typed if it could do harm unescaped."""
        if any(sign in text for sign in "&<>"):
            self.typed[text] = None


def _subscribed(manifest: Mapping[str, Any]) -> frozenset[str]:
    subscriptions = manifest.get("settings", {}).get("event_subscriptions", {})
    return frozenset(subscriptions.get("bot_events", ()))


def stamp(instant: datetime) -> int:
    """Return an instant as whole seconds since 1970, as most of Slack's objects have it."""
    return int(instant.astimezone(UTC).timestamp())
