"""One Web API call: who calls, with which arguments, and what may be touched."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bot.simulator.slack import scopes
from bot.simulator.slack.backend import Backend
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Channel, ChannelKind, Json, Person, Workspace

_TRUE = {True, "1", "true", "True"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call on its way; ``workspace`` is None for methods that take no bot token."""

    backend: Backend
    method: str
    arguments: Mapping[str, Any]
    token: str
    workspace: Workspace | None

    @property
    def world(self) -> World:
        """Return the world the call works on."""
        return self.backend.world

    @property
    def home(self) -> Workspace:
        """Return the workspace of the bot token."""
        if self.workspace is None:
            raise Refusal("not_authed")
        return self.workspace

    @property
    def bot(self) -> str:
        """Return the id of the calling bot user."""
        return self.home.bot_user_id

    def text(self, name: str, default: str = "") -> str:
        """Return a text argument."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Return a text argument; raises ``invalid_arguments`` when it is missing."""
        value = self.text(name)
        if not value:
            raise Refusal("invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """Return a truth argument, false when it is missing."""
        value = self.arguments.get(name)
        return isinstance(value, str | int) and value in _TRUE

    def number(self, name: str, default: int) -> int:
        """Return a whole number; raises ``invalid_arguments`` for anything else."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refusal("invalid_arguments", messages=[f"[ERROR] {name}: not a number"]) from None

    def structure(self, name: str, *, broken: str) -> Any:  # noqa: ANN401  whatever was sent
        """Return an argument that is JSON, also when it came as text; raises ``broken`` if not."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(broken) from None

    def names(self, name: str) -> list[str]:
        """Return a list that came as a list or as one text with commas."""
        value = self.arguments.get(name)
        if isinstance(value, list):
            return [str(part) for part in value]
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def demand_scope(self, kind: ChannelKind | None = None) -> None:
        """Raise ``missing_scope`` unless the manifest asks for what this method needs."""
        scopes.demand(scopes.needed_by(self.method, kind), self.world.scopes)

    def conversation(self, argument: str = "channel") -> Channel:
        """Return a conversation that the bot can see, with the scope for its kind.

        Raises ``channel_not_found`` for others, ``missing_scope``.
        """
        channel = self.world.channels.get(self.required(argument))
        if channel is None or channel.team_id != self.home.team_id:
            raise Refusal("channel_not_found")
        if channel.private and self.bot not in channel.members:
            raise Refusal("channel_not_found")
        if self.method in scopes.CONVERSATION_SCOPES:
            self.demand_scope(channel.kind)
        return channel

    def person(self, person_id: str) -> Person:
        """Return a person of the workspace; raises ``user_not_found``."""
        person = self.world.people.get(person_id)
        if person is None or person.team_id != self.home.team_id:
            raise Refusal("user_not_found")
        return person


Run: TypeAlias = Callable[[Call], Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a method is answered, and with which kind of token it is called."""

    run: Run
    caller: Literal["bot", "app", "anybody"] = "bot"
