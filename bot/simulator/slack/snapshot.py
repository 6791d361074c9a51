"""Show the world as one person sees it, ready for JSON: what a page needs to draw a client."""

from bot.simulator.slack.backend import Backend
from bot.simulator.slack.world_messages import visible
from bot.simulator.slack.world_records import Channel, Json, Message, View
from bot.simulator.slack.world_shapes import message_json, user_json, view_json


def state_for(backend: Backend, person_id: str) -> Json:
    """Return everything one person sees; reading it does not mark anything as read."""
    world = backend.world
    person = world.person(person_id)
    home = backend.views.home(person_id)
    return {
        "now": world.now().isoformat(),
        "changes": world.changes,
        "person": _person(backend, person_id),
        "people": [
            _person(backend, one.id)
            for one in world.people.values()
            if one.team_id == person.team_id
        ],
        "channels": [
            _channel(backend, channel, person_id)
            for channel in world.channels.values()
            if _is_shown(channel, person_id=person_id, team=person.team_id)
        ],
        "bot": {"user_id": world.bot_of(person.team_id), "app_id": world.app_id},
        "modals": [_view(backend, view) for view in backend.views.stack(person_id)],
        "home": _view(backend, home) if home is not None else None,
        **_offered(backend),
    }


def _is_shown(channel: Channel, *, person_id: str, team: str) -> bool:
    return person_id in channel.members or (channel.kind == "public" and channel.team_id == team)


def _person(backend: Backend, person_id: str) -> Json:
    user = user_json(backend.world, backend.world.person(person_id))
    shown = ("id", "name", "real_name", "tz", "tz_label", "deleted", "is_bot", "is_admin", "locale")
    return {key: user.get(key) for key in shown}


def _channel(backend: Backend, channel: Channel, person_id: str) -> Json:
    world = backend.world
    seen = visible(world, channel.id, to=person_id)
    read = backend.read_until(person_id, channel.id)
    unread = [one for one in seen if one.ts > read and one.user != person_id]
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "private": channel.private,
        "archived": channel.archived,
        "topic": channel.topic,
        "purpose": channel.purpose,
        "member": person_id in channel.members,
        "members": list(channel.members),
        "with_app": world.bot_of(channel.team_id) in channel.members,
        "unread": len(unread) if person_id in channel.members else 0,
        "pins": list(channel.pins),
        "bookmarks": list(channel.bookmarks),
        "messages": [_message(backend, message) for message in seen],
    }


def _message(backend: Backend, message: Message) -> Json:
    shown = message_json(backend.world, message)
    return shown | {
        "channel": message.channel,
        "ephemeral": message.ephemeral_for is not None,
        "reply": message.is_reply,
        "broadcast": message.broadcast,
        "posted_at": message.posted_at.isoformat(),
    }


def _view(backend: Backend, view: View) -> Json:
    return view_json(backend.world, view)


def _offered(backend: Backend) -> Json:
    """Return the commands and shortcuts that the manifest declares."""
    features = backend.world.manifest.get("features", {})
    return {
        "commands": [dict(command) for command in features.get("slash_commands", ())],
        "shortcuts": [dict(shortcut) for shortcut in features.get("shortcuts", ())],
    }
