"""Say things in conversations: post, edit, delete, and tell the app what it subscribed to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.simulator.slack.payloads import (
    app_mention,
    message_changed,
    message_deleted,
    message_posted,
)
from bot.simulator.slack.surfaces import settle
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Channel, Json, Message
from bot.simulator.slack.world_shapes import channel_word, message_json

_SUBSCRIPTIONS = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


def post(
    world: World,
    channel: Channel,
    *,
    user: str,
    text: str,
    blocks: Sequence[Mapping[str, Any]] = (),
    attachments: Sequence[Mapping[str, Any]] = (),
    thread_ts: str | None = None,
    **more: Any,  # noqa: ANN401  further fields of a Message
) -> Message:
    """Put a message into a conversation; a reply makes its parent the head of a thread."""
    message = Message(
        ts=world.new_ts(),
        channel=channel.id,
        user=user,
        text=text,
        team_id=channel.team_id,
        posted_at=world.now(),
        blocks=tuple(settle(blocks, new_id=world.new_block_id)),
        attachments=tuple(dict(attachment) for attachment in attachments),
        thread_ts=thread_ts,
        **more,
    )
    parent = world.messages.get(channel.id, {}).get(thread_ts or "")
    if parent is not None and parent.thread_ts is None and message.ephemeral_for is None:
        world.put_message(replace(parent, thread_ts=parent.ts))
    world.put_message(message)
    if message.ephemeral_for is None:
        _tell_posted(world, channel, message)
    return message


def edit(world: World, message: Message, **changed: Any) -> Message:  # noqa: ANN401  fields of a Message
    """Put another version in the place of a message; ``blocks`` are given their ids."""
    if "blocks" in changed:
        changed["blocks"] = tuple(settle(changed["blocks"], new_id=world.new_block_id))
    ts = world.new_ts()
    fresh = world.put_message(replace(message, edited=ts, **changed))
    channel = world.channels[message.channel]
    if message.ephemeral_for is None and _hears(world, channel):
        event = message_changed(
            message=message_json(world, fresh),
            previous=message_json(world, message),
            channel_id=channel.id,
            channel_type=channel_word(channel),
            ts=ts,
        )
        world.emit(channel.team_id, event)
    return fresh


def delete(world: World, message: Message) -> None:
    """Take a message away; it stays in the world, marked."""
    channel = world.channels[message.channel]
    heard = message.ephemeral_for is None and _hears(world, channel)
    before = message_json(world, message) if heard else {}
    world.put_message(replace(message, deleted=True))
    if heard:
        event = message_deleted(
            previous=before,
            channel_id=channel.id,
            channel_type=channel_word(channel),
            ts=world.new_ts(),
        )
        world.emit(channel.team_id, event)


def visible(world: World, channel_id: str, *, to: str | None) -> tuple[Message, ...]:
    """Return what stands in a conversation; with ``to`` also that person's private messages."""
    return tuple(
        message
        for message in world.messages_in(channel_id)
        if not message.deleted and message.ephemeral_for in {None, to}
    )


def _hears(world: World, channel: Channel) -> bool:
    name = f"message.{_SUBSCRIPTIONS[channel.kind]}"
    return world.hears(name) and world.bot_of(channel.team_id) in channel.members


def _tell_posted(world: World, channel: Channel, message: Message) -> None:
    bot = world.bot_of(channel.team_id)
    if _hears(world, channel):
        value: Json = message_json(world, message)
        parent = value.pop("parent_user_id", None)
        event = message_posted(
            value,
            channel_id=channel.id,
            channel_type=channel_word(channel),
            parent_user_id=parent,
        )
        world.emit(channel.team_id, event)
    mentioned = f"<@{bot}>" in message.text and message.user != bot
    if mentioned and bot in channel.members and world.hears("app_mention"):
        value = message_json(world, message)
        world.emit(channel.team_id, app_mention(value, channel_id=channel.id))
