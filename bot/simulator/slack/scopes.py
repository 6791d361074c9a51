"""Know which scope each method and event asks for.

Source: the page of each method, ``https://docs.slack.dev/reference/methods/NAME``, and of each
event, ``https://docs.slack.dev/reference/events/NAME``. Several scopes in one row are alternatives.
"""

from collections.abc import Mapping
from typing import Any

from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import ChannelKind

METHOD_SCOPES: Mapping[str, tuple[str, ...]] = {
    "bookmarks.add": ("bookmarks:write",),
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "dnd.info": ("dnd:read",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "pins.add": ("pins:write",),
    "pins.remove": ("pins:write",),
    "reactions.add": ("reactions:write",),
    "team.info": ("team:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
}
"""Methods that ask for the same scope whatever they are used on."""

_READ: Mapping[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:read",),
    "private": ("groups:read",),
    "im": ("im:read",),
    "mpim": ("mpim:read",),
}
_HISTORY: Mapping[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:history",),
    "private": ("groups:history",),
    "im": ("im:history",),
    "mpim": ("mpim:history",),
}
_MANAGE: Mapping[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:manage",),
    "private": ("groups:write",),
    "im": ("im:write",),
    "mpim": ("mpim:write",),
}
_INVITE: Mapping[ChannelKind, tuple[str, ...]] = {
    **_MANAGE,
    "public": ("channels:manage", "channels:write.invites"),
    "private": ("groups:write", "groups:write.invites"),
}
_TOPIC: Mapping[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:manage", "channels:write.topic"),
    "private": ("groups:write", "groups:write.topic"),
    "im": ("im:write", "im:write.topic"),
    "mpim": ("mpim:write", "mpim:write.topic"),
}

CONVERSATION_SCOPES: Mapping[str, Mapping[ChannelKind, tuple[str, ...]]] = {
    "conversations.create": _MANAGE,
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.invite": _INVITE,
    "conversations.join": {**_MANAGE, "public": ("channels:join",)},
    "conversations.list": _READ,
    "conversations.members": _READ,
    "conversations.open": _MANAGE,
    "conversations.replies": _HISTORY,
    "conversations.setPurpose": _TOPIC,
    "conversations.setTopic": _TOPIC,
}
"""Methods whose scope depends on the kind of conversation."""

EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "channel_archive": ("channels:read",),
    "channel_created": ("channels:read",),
    "dnd_updated_user": ("dnd:read",),
    "file_shared": ("files:read",),
    "group_archive": ("groups:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "pin_added": ("pins:read",),
    "reaction_added": ("reactions:read",),
    "team_join": ("users:read",),
    "user_change": ("users:read",),
}
"""Events that ask for a scope; those that are missing here (app_home_opened, ...) ask for none."""

MEMBERSHIP_EVENTS = frozenset({"member_joined_channel", "member_left_channel"})


def granted(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the bot scopes that the manifest declares, in its order."""
    scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return tuple(str(scope) for scope in scopes)


def needed_by(method: str, kind: ChannelKind | None = None) -> tuple[str, ...]:
    """Return the scopes of which a method asks for one, on a conversation of that kind."""
    if kind is not None and method in CONVERSATION_SCOPES:
        return CONVERSATION_SCOPES[method][kind]
    return METHOD_SCOPES.get(method, ())


def demand(needed: tuple[str, ...], provided: tuple[str, ...]) -> None:
    """Raise ``missing_scope``, naming needed and provided, unless one of the needed is there."""
    if needed and not set(needed) & set(provided):
        raise Refusal("missing_scope", needed=",".join(needed), provided=",".join(provided))


def may_hear(event: str, kind: ChannelKind | None, provided: tuple[str, ...]) -> bool:
    """Say whether the scopes are enough for an event (in a conversation of that kind)."""
    if event in MEMBERSHIP_EVENTS and kind is not None:
        return bool(set(_READ[kind]) & set(provided))
    needed = EVENT_SCOPES.get(event, ())
    return not needed or bool(set(needed) & set(provided))
