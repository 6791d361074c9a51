"""Answer conversations.*: find, open, make, enter and name conversations."""

import re
from dataclasses import replace

from bot.simulator.slack import world_places
from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.methods.pages import page
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_records import Channel, ChannelKind, Json, Person
from bot.simulator.slack.world_shapes import channel_json

_NAME = re.compile(r"[^\sA-Z.,;:!?/\\@#'\"()\[\]{}<>|&*+=~^%$`]{1,80}")
_TYPES: dict[str, ChannelKind] = {
    "public_channel": "public",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}
_TEXT_LIMIT = 250
_SLACKBOT = "USLACKBOT"
_GROUP_LIMIT = 8


def _shown(call: Call, channel: Channel) -> Json:
    return channel_json(channel, viewer=call.bot)


def info(call: Call) -> Json:
    """Answer conversations.info."""
    channel = call.conversation()
    shown = _shown(call, channel)
    if call.flag("include_num_members") and channel.kind != "im":
        shown["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def members(call: Call) -> Json:
    """Answer conversations.members, page by page."""
    channel = call.conversation()
    shown, metadata = page(channel.members, call=call, most=1000, usual=100)
    return {"members": list(shown), "response_metadata": metadata}


def list_all(call: Call) -> Json:
    """Answer conversations.list: the kinds that were asked for, page by page."""
    kinds: set[ChannelKind] = set()
    for name in call.names("types") or ["public_channel"]:
        if name not in _TYPES:
            raise Refusal("invalid_types")
        kinds.add(_TYPES[name])
        call.demand_scope(_TYPES[name])
    seen = [
        channel
        for channel in call.world.channels.values()
        if channel.kind in kinds
        and channel.team_id == call.home.team_id
        and (not channel.private or call.bot in channel.members)
        and not (call.flag("exclude_archived") and channel.archived)
    ]
    shown, metadata = page(seen, call=call, most=1000, usual=100)
    channels = [_shown(call, channel) | {"num_members": len(channel.members)} for channel in shown]
    return {"channels": channels, "response_metadata": metadata}


def open_direct(call: Call) -> Json:
    """Answer conversations.open: the direct message with one person, or with up to eight."""
    if call.text("channel"):
        return _opened(call, call.conversation(), already=True)
    people = [_addressee(call, key) for key in dict.fromkeys(call.names("users"))]
    if not people:
        raise Refusal("users_list_not_supplied")
    if len(people) > _GROUP_LIMIT:
        raise Refusal("too_many_users")
    call.demand_scope("im" if len(people) == 1 else "mpim")
    before = len(call.world.channels)
    if len(people) == 1:
        channel = world_places.open_dm(
            call.world, team=call.home.team_id, one=call.bot, other=people[0].id
        )
    else:
        ids = (call.bot, *(person.id for person in people))
        channel = world_places.open_group(call.world, team=call.home.team_id, people=ids)
    return _opened(call, channel, already=len(call.world.channels) == before)


def _addressee(call: Call, person_id: str) -> Person:
    if person_id == _SLACKBOT:
        raise Refusal("cannot_dm_bot")
    person = call.person(person_id)
    if person.bot:
        raise Refusal("cannot_dm_bot")
    if person.deleted:
        raise Refusal("user_disabled")
    return person


def _opened(call: Call, channel: Channel, *, already: bool) -> Json:
    shown = _shown(call, channel) if call.flag("return_im") else {"id": channel.id}
    done: Json = {"no_op": True, "already_open": True} if already else {}
    return {**done, "channel": shown}


def create(call: Call) -> Json:
    """Answer conversations.create; the bot is its first member."""
    private = call.flag("is_private")
    call.demand_scope("private" if private else "public")
    name = call.text("name")
    if not name:
        raise Refusal("invalid_name_required")
    if not _NAME.fullmatch(name):
        raise Refusal("invalid_name_maxlength" if len(name) > 80 else "invalid_name_specials")  # noqa: PLR2004  said by the error's name
    for other in call.world.channels.values():
        if other.name == name and other.team_id == call.home.team_id:
            raise Refusal("name_taken")
    channel = world_places.create(
        call.world,
        team=call.home.team_id,
        name=name,
        kind="private" if private else "public",
        creator=call.bot,
    )
    return {"channel": _shown(call, world_places.join(call.world, channel, call.bot))}


def invite(call: Call) -> Json:
    """Answer conversations.invite."""
    channel = _working_channel(call)
    if call.bot not in channel.members:
        raise Refusal("not_in_channel")
    invited = call.names("users")
    if not invited:
        raise Refusal("no_user")
    for key in invited:
        person = call.person(key)
        if person.id == call.bot:
            raise Refusal("cant_invite_self")
        if person.id in channel.members:
            raise Refusal("already_in_channel")
        if person.deleted:
            raise Refusal("cant_invite")
    for key in invited:
        channel = world_places.join(call.world, channel, key, inviter=call.bot)
    return {"channel": _shown(call, channel)}


def join(call: Call) -> Json:
    """Answer conversations.join: public channels only."""
    channel = call.conversation()
    if channel.kind != "public":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    if call.bot in channel.members:
        again = {"warnings": ["already_in_channel"]}
        return {
            "channel": _shown(call, channel),
            "warning": "already_in_channel",
            "response_metadata": again,
        }
    return {"channel": _shown(call, world_places.join(call.world, channel, call.bot))}


def set_topic(call: Call) -> Json:
    """Answer conversations.setTopic."""
    channel = _named(call, argument="topic")
    fresh = call.world.put_channel(replace(channel, topic=call.text("topic")))
    return {"channel": _shown(call, fresh)}


def set_purpose(call: Call) -> Json:
    """Answer conversations.setPurpose."""
    channel = _named(call, argument="purpose")
    fresh = call.world.put_channel(replace(channel, purpose=call.text("purpose")))
    return {"channel": _shown(call, fresh), "purpose": fresh.purpose}


def _named(call: Call, *, argument: str) -> Channel:
    channel = _working_channel(call)
    if call.bot not in channel.members:
        raise Refusal("not_in_channel")
    if len(call.text(argument)) > _TEXT_LIMIT:
        raise Refusal("too_long")
    return channel


def _working_channel(call: Call) -> Channel:
    """Return a channel that still lives; direct messages have neither topic nor invitation."""
    channel = call.conversation()
    if channel.kind == "im":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    return channel


METHODS = {
    "conversations.create": Method(run=create),
    "conversations.info": Method(run=info),
    "conversations.invite": Method(run=invite),
    "conversations.join": Method(run=join),
    "conversations.list": Method(run=list_all),
    "conversations.members": Method(run=members),
    "conversations.open": Method(run=open_direct),
    "conversations.setPurpose": Method(run=set_purpose),
    "conversations.setTopic": Method(run=set_topic),
}
