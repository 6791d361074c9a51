"""Hold what a workspace consists of: frozen values that the world replaces, never changes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
"""One JSON object as Slack sends or receives it."""

ChannelKind: TypeAlias = Literal["public", "private", "im", "mpim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One workspace and what the app holds there once it is installed."""

    team_id: str
    name: str
    domain: str
    bot_token: str
    bot_user_id: str
    bot_id: str
    installed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A user of a workspace; ``zone`` is None for people whose profile has none."""

    id: str
    team_id: str
    name: str
    real_name: str
    email: str | None
    zone: str | None
    locale: str
    admin: bool
    bot: bool
    updated_at: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A conversation: a public or private channel, or a direct message of two or more."""

    id: str
    team_id: str
    name: str
    kind: ChannelKind
    creator: str
    created_at: datetime
    members: tuple[str, ...] = ()
    topic: str = ""
    purpose: str = ""
    archived: bool = False
    pins: tuple[str, ...] = ()
    bookmarks: tuple[Json, ...] = ()

    @property
    def private(self) -> bool:
        """Say whether only its members can see it."""
        return self.kind != "public"

    @property
    def type(self) -> str:
        """Return the letter by which events name the kind: C, G or D."""
        return {"public": "C", "private": "G", "im": "D", "mpim": "G"}[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message, or a private one that only ``ephemeral_for`` sees.

    ``edited`` is the ts of the last edit, None before that.
    """

    ts: str
    channel: str
    user: str
    text: str
    team_id: str
    posted_at: datetime
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    metadata: Json | None = None
    edited: str | None = None
    deleted: bool = False
    ephemeral_for: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    reactions: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    broadcast: bool = False

    @property
    def is_reply(self) -> bool:
        """Say whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A modal or App Home; ``raw`` is what the app sent, ``state`` what is filled in."""

    id: str
    team_id: str
    user: str
    hash: str
    raw: Json
    root_view_id: str
    previous_view_id: str | None = None
    state: Json = field(default_factory=lambda: {"values": {}})

    @property
    def type(self) -> str:
        """Return ``modal`` or ``home``."""
        return str(self.raw["type"])

    @property
    def callback_id(self) -> str:
        """Return the app's name for it, or an empty string."""
        return str(self.raw.get("callback_id") or "")

    @property
    def external_id(self) -> str:
        """Return the app's own unique id for it, or an empty string."""
        return str(self.raw.get("external_id") or "")

    @property
    def private_metadata(self) -> str:
        """Return what the app hid in it, or an empty string."""
        return str(self.raw.get("private_metadata") or "")

    @property
    def blocks(self) -> list[Json]:
        """Return its blocks."""
        blocks: list[Json] = self.raw["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """Return the words of its title, or an empty string for App Home."""
        return str((self.raw.get("title") or {}).get("text", ""))

    @property
    def values(self) -> Json:
        """Return the filled-in values by block and action, as ``view.state.values`` has them."""
        values: Json = self.state["values"]
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """An uploaded file; ``content`` is None until the bytes have come."""

    id: str
    team_id: str
    user: str
    name: str
    title: str
    size: int
    created_at: datetime
    content: bytes | None = None
    completed: bool = False
    channels: tuple[str, ...] = ()
