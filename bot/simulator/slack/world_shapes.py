"""Show records as Slack shows them: the JSON of people, channels, messages, views and files."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.simulator.slack.payloads import (
    PayloadApp,
    PayloadChannel,
    PayloadPerson,
    PayloadTeam,
    PayloadUser,
    bot_author,
    message_value,
    person_author,
    view_value,
)
from bot.simulator.slack.world import World, stamp
from bot.simulator.slack.world_records import Channel, FileRecord, Json, Message, Person, View

_CHANNEL_WORDS = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def app_party(world: World, team: str) -> PayloadApp:
    """Return the app as payloads of a workspace name it."""
    workspace = world.workspaces[team]
    return PayloadApp(
        app_id=world.app_id,
        name=app_name(world.manifest),
        token="verification-token-of-old",  # noqa: S106  Slack still sends it, nobody checks it
        bot_id=workspace.bot_id,
        bot_user_id=workspace.bot_user_id,
    )


def app_name(manifest: Mapping[str, Any]) -> str:
    """Return the name under which the app is installed."""
    return str(manifest.get("display_information", {}).get("name", "App"))


def team_party(world: World, team: str) -> PayloadTeam:
    """Return a workspace as payloads name it."""
    return PayloadTeam(id=team, domain=world.workspaces[team].domain)


def person_party(world: World, person_id: str) -> PayloadPerson:
    """Return a person as payloads name them."""
    person = world.person(person_id)
    return PayloadPerson(id=person.id, name=person.name, team_id=person.team_id)


def channel_party(channel: Channel) -> PayloadChannel:
    """Return a conversation as payloads name it: private ones are not named."""
    names = {"im": "directmessage", "private": "privategroup", "mpim": channel.name}
    return PayloadChannel(id=channel.id, name=names.get(channel.kind, channel.name))


def channel_word(channel: Channel) -> str:
    """Return the kind of a conversation as message events name it."""
    return _CHANNEL_WORDS[channel.kind]


def user_json(world: World, person: Person) -> Json:
    """Return a person as users.info shows them, ``locale`` and e-mail included."""
    user = PayloadUser(
        id=person.id,
        team_id=person.team_id,
        name=person.name,
        real_name=person.real_name,
        email=person.email,
        **_zone(person, world.now()),
        locale=person.locale,
        updated=stamp(person.updated_at),
        is_admin=person.admin,
        deleted=person.deleted,
        **_bot_ids(world, person),
    ).value()
    if person.zone is None:
        for key in ("tz", "tz_label", "tz_offset"):
            del user[key]
    return user


def _zone(person: Person, now: datetime) -> dict[str, Any]:
    local = now.astimezone(ZoneInfo(person.zone or "UTC"))
    offset = local.utcoffset()
    return {
        "tz": person.zone or "UTC",
        "tz_label": local.tzname() or "",
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }


def _bot_ids(world: World, person: Person) -> dict[str, Any]:
    """Return what makes a bot of a user: for other apps' bots made up from their id."""
    if not person.bot:
        return {}
    workspace = world.workspaces[person.team_id]
    if workspace.bot_user_id == person.id:
        return {"bot_id": workspace.bot_id, "app_id": world.app_id}
    return {"bot_id": f"B{person.id[1:]}", "app_id": f"A{person.id[1:]}"}


def message_json(world: World, message: Message, *, with_metadata: bool = False) -> Json:
    """Return a message as history and answers show it; metadata only where it was asked for."""
    value = message_value(
        ts=message.ts,
        text=message.text,
        author=_author(world, message),
        blocks=message.blocks or None,
        attachments=message.attachments or None,
        thread_ts=message.thread_ts,
        metadata=message.metadata if with_metadata else None,
        edited={"user": message.user, "ts": message.edited} if message.edited else None,
    )
    if message.subtype:
        value["subtype"] = message.subtype
    return value | _gathered(world, message)


def _author(world: World, message: Message) -> Json:
    """Return who said it: the app, a person, or Slack itself about somebody."""
    if message.bot_id is not None:
        app, team = app_party(world, message.team_id), team_party(world, message.team_id)
        return bot_author(app=app, team=team, updated=0)
    if message.subtype is not None:
        return {"user": message.user, "team": message.team_id}
    return person_author(
        user_id=message.user, team_id=message.team_id, client_msg_id=f"local-{message.ts}"
    )


def _gathered(world: World, message: Message) -> Json:
    """Return what others have added to a message: reactions, files, pins, replies."""
    more: Json = {}
    if message.reactions:
        names = dict.fromkeys(name for name, _ in message.reactions)
        people = {
            name: [who for other, who in message.reactions if other == name] for name in names
        }
        more["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in people.items()
        ]
    if message.files:
        more["files"] = [file_json(world, world.files[key]) for key in message.files]
    if message.ts in world.channels[message.channel].pins:
        more["pinned_to"] = [message.channel]
    if message.is_reply:
        parent = world.messages[message.channel].get(message.thread_ts or "")
        more["parent_user_id"] = parent.user if parent else ""
    elif message.thread_ts == message.ts:
        more |= _thread(world, message)
    return more


def _thread(world: World, parent: Message) -> Json:
    replies = [
        message
        for message in world.messages[parent.channel].values()
        if message.is_reply
        and message.thread_ts == parent.ts
        and not message.deleted
        and message.ephemeral_for is None
    ]
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1].ts if replies else "",
        "is_locked": False,
        "subscribed": False,
    }


def view_json(world: World, view: View) -> Json:
    """Return a view as answers and payloads show it."""
    return view_value(
        view.raw,
        view_id=view.id,
        view_hash=view.hash,
        app=app_party(world, view.team_id),
        team=team_party(world, view.team_id),
        state_values=view.values,
        root_view_id=view.root_view_id,
        previous_view_id=view.previous_view_id,
    )


def channel_json(channel: Channel, *, viewer: str) -> Json:
    """Return a conversation as conversations.info shows it to ``viewer``."""
    created = stamp(channel.created_at)
    shared: Json = {
        "id": channel.id,
        "created": created,
        "updated": created * 1000,
        "is_archived": channel.archived,
        "is_org_shared": False,
        "context_team_id": channel.team_id,
    }
    if channel.kind == "im":
        others = [member for member in channel.members if member != viewer]
        return shared | {
            "is_im": True,
            "user": others[0] if others else viewer,
            "is_user_deleted": False,
            "is_open": True,
            "priority": 0,
        }
    return shared | _named_channel(channel, viewer=viewer)


def _named_channel(channel: Channel, *, viewer: str) -> Json:
    created = stamp(channel.created_at)
    return {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.private,
        "is_general": False,
        "is_member": viewer in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "unlinked": 0,
        "creator": channel.creator,
        "shared_team_ids": [channel.team_id],
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "previous_names": [],
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": created},
        "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": created},
    }


def file_json(world: World, file: FileRecord) -> Json:
    """Return a file as files.info shows it."""
    kind = file.name.rpartition(".")[2].lower() or "binary"
    address = f"{world.base_url}/files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": stamp(file.created_at),
        "timestamp": stamp(file.created_at),
        "name": file.name,
        "title": file.title,
        "mimetype": "application/octet-stream",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.user,
        "user_team": file.team_id,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": address,
        "url_private_download": f"{address}?download=1",
        "permalink": address,
        "comments_count": 0,
        "shares": {},
        "channels": list(file.channels),
        "groups": [],
        "ims": [],
        "has_more_shares": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }
