"""Answer about what is added to messages and channels: reactions, pins, bookmarks."""

from dataclasses import replace

from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import Channel, Json, Message


def add_reaction(call: Call) -> Json:
    """Answer reactions.add."""
    call.demand_scope()
    channel = _joined(call, "channel")
    message = _message(call, channel)
    name = call.required("name").strip(":")
    if (name, call.bot) in message.reactions:
        raise Refusal("already_reacted")
    reactions = (*message.reactions, (name, call.bot))
    call.world.put_message(replace(message, reactions=reactions))
    return {}


def add_pin(call: Call) -> Json:
    """Answer pins.add."""
    call.demand_scope()
    channel = _joined(call, "channel")
    message = _message(call, channel)
    if message.ts in channel.pins:
        raise Refusal("already_pinned")
    call.world.put_channel(replace(channel, pins=(*channel.pins, message.ts)))
    return {}


def remove_pin(call: Call) -> Json:
    """Answer pins.remove."""
    call.demand_scope()
    channel = _joined(call, "channel")
    message = _message(call, channel)
    if message.ts not in channel.pins:
        raise Refusal("no_pin")
    pins = tuple(one for one in channel.pins if one != message.ts)
    call.world.put_channel(replace(channel, pins=pins))
    return {}


def add_bookmark(call: Call) -> Json:
    """Answer bookmarks.add."""
    call.demand_scope()
    channel = _joined(call, "channel_id")
    kind = call.required("type")
    if kind == "link" and not call.text("link"):
        raise Refusal("invalid_link")
    bookmark: Json = {
        "id": call.world.new_id("Bk"),
        "channel_id": channel.id,
        "title": call.required("title"),
        "link": call.text("link"),
        "emoji": call.text("emoji"),
        "icon_url": "",
        "type": kind,
        "entity_id": None,
        "date_created": int(call.world.now().timestamp()),
        "date_updated": 0,
        "rank": "U",
        "last_updated_by_user_id": call.bot,
        "last_updated_by_team_id": call.home.team_id,
        "shortcut_id": None,
        "app_id": call.world.app_id,
    }
    call.world.put_channel(replace(channel, bookmarks=(*channel.bookmarks, bookmark)))
    return {"bookmark": bookmark}


def _joined(call: Call, argument: str) -> Channel:
    channel = call.conversation(argument)
    if channel.archived:
        raise Refusal("is_archived")
    if call.bot not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def _message(call: Call, channel: Channel) -> Message:
    message = call.world.messages[channel.id].get(call.required("timestamp"))
    if message is None or message.deleted or message.ephemeral_for is not None:
        raise Refusal("message_not_found")
    return message


METHODS = {
    "bookmarks.add": Method(run=add_bookmark),
    "pins.add": Method(run=add_pin),
    "pins.remove": Method(run=remove_pin),
    "reactions.add": Method(run=add_reaction),
}
