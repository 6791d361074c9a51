"""Open, enter, leave and archive conversations, and tell the app what it subscribed to."""

from dataclasses import replace

from bot.simulator.slack.payloads import (
    channel_event,
    member_joined_channel,
    member_left_channel,
)
from bot.simulator.slack.world import World
from bot.simulator.slack.world_messages import post
from bot.simulator.slack.world_records import Channel, ChannelKind


def create(
    world: World,
    *,
    team: str,
    name: str,
    kind: ChannelKind,
    creator: str,
    members: tuple[str, ...] = (),
) -> Channel:
    """Make a conversation with its first members; nobody is told."""
    prefix = {"public": "C", "private": "C", "im": "D", "mpim": "C"}[kind]
    channel = Channel(
        id=world.new_id(prefix),
        team_id=team,
        name=name,
        kind=kind,
        creator=creator,
        created_at=world.now(),
        members=tuple(dict.fromkeys(members)),
    )
    return world.put_channel(channel)


def open_dm(world: World, *, team: str, one: str, other: str) -> Channel:
    """Return the direct message of two people, opened if need be."""
    found = world.dm_between(one, other)
    if found is not None:
        return found
    return create(world, team=team, name="", kind="im", creator=one, members=(one, other))


def open_group(world: World, *, team: str, people: tuple[str, ...]) -> Channel:
    """Return the direct message of these people, opened if need be."""
    wanted = set(people)
    for channel in world.channels.values():
        if channel.kind == "mpim" and set(channel.members) == wanted:
            return channel
    names = "--".join(sorted(world.person(key).name for key in people))
    return create(
        world, team=team, name=f"mpdm-{names}-1", kind="mpim", creator=people[0], members=people
    )


def join(world: World, channel: Channel, person: str, *, inviter: str | None = None) -> Channel:
    """Let a person in; Slack writes a line and tells the app if it is there, also about itself."""
    if person in channel.members:
        return channel
    joined = world.add_member(channel, person)
    post(
        world,
        joined,
        user=person,
        text=f"<@{person}> has joined the channel",
        subtype="channel_join",
    )
    if _is_there(world, joined) and world.hears("member_joined_channel", channel.kind):
        event = member_joined_channel(
            user_id=person,
            channel_id=channel.id,
            is_private=channel.private,
            team_id=channel.team_id,
            event_ts=world.new_ts(),
            inviter_id=inviter,
        )
        world.emit(channel.team_id, event)
    return joined


def leave(world: World, channel: Channel, person: str) -> Channel:
    """Let a person go; Slack writes a line and tells the app if it was there."""
    if person not in channel.members:
        return channel
    told = _is_there(world, channel) and world.hears("member_left_channel", channel.kind)
    left = world.remove_member(channel, person)
    post(
        world,
        left,
        user=person,
        text=f"<@{person}> has left the channel",
        subtype="channel_leave",
    )
    if told:
        event = member_left_channel(
            user_id=person,
            channel_id=channel.id,
            is_private=channel.private,
            team_id=channel.team_id,
            event_ts=world.new_ts(),
        )
        world.emit(channel.team_id, event)
    return left


def archive(world: World, channel: Channel, *, by: str) -> Channel:
    """Close a channel for good; what was said stays."""
    name = "group_archive" if channel.private else "channel_archive"
    if _is_there(world, channel) and world.hears(name):
        event = channel_event(name, channel_id=channel.id, user_id=by, event_ts=world.new_ts())
        world.emit(channel.team_id, event)
    return world.put_channel(replace(channel, archived=True))


def _is_there(world: World, channel: Channel) -> bool:
    return world.bot_of(channel.team_id) in channel.members
