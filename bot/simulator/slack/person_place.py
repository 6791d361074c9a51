"""Know what a person may see and touch: the rules of Slack's own client."""

import re
from html import escape

from bot.simulator.slack.backend import Backend
from bot.simulator.slack.delivery import Parcel, ParcelKind
from bot.simulator.slack.surfaces import NotPossibleError
from bot.simulator.slack.world import World
from bot.simulator.slack.world_places import open_dm
from bot.simulator.slack.world_records import Channel, Json, Message, Person, View

_MENTION = re.compile(r"(?<!\w)@([\w.-]+)")
_CHANNEL = re.compile(r"(?<!\w)#([\w-]+)")

UNCONFIGURED = "This app is not configured to handle interactive responses."


class Seat:
    """One person before the client: who they are, and the checks that everything begins with."""

    def __init__(self, backend: Backend, person_id: str) -> None:
        """Sit down; raises NotPossibleError for somebody unknown."""
        self.backend = backend
        self.person_id = person_id
        backend.world.person(person_id)

    @property
    def world(self) -> World:
        """Return the world."""
        return self.backend.world

    @property
    def person(self) -> Person:
        """Return the person as they are now."""
        return self.world.person(self.person_id)

    @property
    def team(self) -> str:
        """Return the id of their workspace."""
        return self.person.team_id

    @property
    def installed(self) -> bool:
        """Say whether the app is in their workspace."""
        return self.world.workspaces[self.team].installed

    def demand_active(self) -> None:
        """Raise NotPossibleError for who was deactivated."""
        if self.person.deleted:
            raise NotPossibleError(f"{self.person.name} is deactivated")

    def demand_interactive(self) -> None:
        """Raise NotPossibleError where the app takes no interactions at all."""
        self.demand_active()
        settings = self.world.manifest.get("settings", {})
        if not settings.get("interactivity", {}).get("is_enabled", False):
            raise NotPossibleError(UNCONFIGURED)
        if not self.installed:
            raise NotPossibleError("the app is not installed any more")

    def dm(self) -> Channel:
        """Return the direct message with the app, opened if need be."""
        bot = self.world.bot_of(self.team)
        return open_dm(self.world, team=self.team, one=bot, other=self.person_id)

    def channel(self, channel_id: str) -> Channel:
        """Return a conversation they are in; raises NotPossibleError for others."""
        channel = self.world.channel(channel_id)
        if self.person_id not in channel.members:
            raise NotPossibleError(f"{self.person.name} is not in {channel.name or channel.id}")
        return channel

    def readable(self, channel_id: str) -> Channel:
        """Return a conversation they can look into: their own, and public channels."""
        channel = self.world.channel(channel_id)
        if channel.kind == "public" and channel.team_id == self.team:
            return channel
        return self.channel(channel_id)

    def message(self, message: Message) -> Message:
        """Return the newest version of a message they see; raises NotPossibleError if not."""
        self.readable(message.channel)
        current = self.world.messages[message.channel].get(message.ts)
        if current is None or current.deleted:
            raise NotPossibleError("the message is not there any more")
        if current.ephemeral_for not in {None, self.person_id}:
            raise NotPossibleError("only somebody else sees this message")
        return current

    def view(self, view: View | None) -> View:
        """Return the newest version of a view they see: the top modal, else App Home.

        Raises NotPossibleError for a view that is closed or covered by another.
        """
        stack = self.backend.views.stack(self.person_id)
        home = self.backend.views.home(self.person_id)
        top = stack[-1] if stack else None
        if view is None:
            shown = top or home
            if shown is None:
                raise NotPossibleError("neither a modal nor App Home is shown")
            return shown
        for candidate in (top, home):
            if candidate is not None and candidate.id == view.id:
                return candidate
        raise NotPossibleError("the view is closed, or covered by another")

    def parcel(self, kind: ParcelKind, payload: Json, *, name: str = "") -> Parcel:
        """Wrap a payload for delivery."""
        return Parcel(kind=kind, name=name or str(payload["type"]), team=self.team, payload=payload)

    def typed_text(self, text: str, *, mentions: bool) -> str:
        """Return what the client sends for a typed text: escaped, with people and channels by id.

        Source: https://docs.slack.dev/messaging/formatting-message-text.
        """
        self.world.remember_typed(text)
        sent = escape(text, quote=False)
        if not mentions:
            return sent
        people = {
            one.name: one.id for one in self.world.people.values() if one.team_id == self.team
        }
        channels = {
            one.name: one.id for one in self.world.channels.values() if one.team_id == self.team
        }

        def mention(match: re.Match[str]) -> str:
            key = people.get(match[1])
            return f"<@{key}|{match[1]}>" if key else match[0]

        def link(match: re.Match[str]) -> str:
            key = channels.get(match[1])
            return f"<#{key}|{match[1]}>" if key else match[0]

        return _CHANNEL.sub(link, _MENTION.sub(mention, sent))
