"""Answer chat.*: post, update and delete messages."""

from bot.simulator.slack import world_messages, world_places
from bot.simulator.slack.content import UPDATE_TEXT_LIMIT, read_content
from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.refusals import RateLimited, Refusal
from bot.simulator.slack.world_records import Channel, Json, Message
from bot.simulator.slack.world_shapes import message_json

_SLACKBOT = "USLACKBOT"


def post_message(call: Call) -> Json:
    """Answer chat.postMessage; a person's id opens the direct message with them."""
    call.demand_scope()
    channel = _posting_place(call)
    thread_ts = _thread(call, channel)
    content = read_content(call.arguments, world=call.world, where=call.method)
    _respect_pace(call, channel)
    message = world_messages.post(
        call.world,
        channel,
        user=call.bot,
        text=content.text or "",
        blocks=content.blocks or (),
        attachments=content.attachments or (),
        thread_ts=thread_ts,
        metadata=content.metadata or None,
        bot_id=call.home.bot_id,
        subtype="thread_broadcast" if thread_ts and call.flag("reply_broadcast") else None,
        broadcast=bool(thread_ts) and call.flag("reply_broadcast"),
    )
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": message_json(call.world, message, with_metadata=True),
    }


def post_ephemeral(call: Call) -> Json:
    """Answer chat.postEphemeral: only one person in the channel sees it."""
    call.demand_scope()
    channel = _posting_place(call)
    person = call.person(call.required("user"))
    if person.id not in channel.members:
        raise Refusal("user_not_in_channel")
    thread_ts = _thread(call, channel)
    content = read_content(call.arguments, world=call.world, where=call.method)
    message = world_messages.post(
        call.world,
        channel,
        user=call.bot,
        text=content.text or "",
        blocks=content.blocks or (),
        attachments=content.attachments or (),
        thread_ts=thread_ts,
        bot_id=call.home.bot_id,
        ephemeral_for=person.id,
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Answer chat.update: blocks and attachments that are not mentioned stay."""
    call.demand_scope()
    channel = call.conversation()
    message = _own_message(call, channel, error="cant_update_message")
    content = read_content(
        call.arguments, world=call.world, where=call.method, text_limit=UPDATE_TEXT_LIMIT
    )
    changed: Json = {"text": content.text if content.text is not None else message.text}
    if content.blocks is not None:
        changed["blocks"] = content.blocks
    if content.attachments is not None:
        changed["attachments"] = tuple(content.attachments)
    if content.metadata is not None:
        changed["metadata"] = content.metadata or None
    fresh = world_messages.edit(call.world, message, **changed)
    return {
        "channel": channel.id,
        "ts": fresh.ts,
        "text": fresh.text,
        "message": message_json(call.world, fresh, with_metadata=True),
    }


def delete(call: Call) -> Json:
    """Answer chat.delete: only the bot's own messages."""
    call.demand_scope()
    channel = call.conversation()
    message = _own_message(call, channel, error="cant_delete_message")
    world_messages.delete(call.world, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """Answer chat.getPermalink."""
    channel = call.conversation()
    message = _message(call, channel, ts=call.required("message_ts"))
    address = f"https://{call.home.domain}.slack.com/archives/{channel.id}"
    link = f"{address}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _posting_place(call: Call) -> Channel:
    """Return where to post, as Slack finds it: id, name, or a person.

    Raises ``channel_not_found``, ``is_archived``, ``not_in_channel``, ``cannot_dm_bot`` or
    ``messages_tab_disabled``.
    """
    named = call.required("channel")
    channel = _dm_with(call, named) if named in call.world.people else _find(call, named)
    if channel.archived:
        raise Refusal("is_archived")
    anywhere = channel.kind == "public" and "chat:write.public" in call.world.scopes
    if call.bot not in channel.members and not (anywhere and call.method == "chat.postMessage"):
        raise Refusal("not_in_channel")
    app_home = call.world.manifest.get("features", {}).get("app_home", {})
    if channel.kind == "im" and not app_home.get("messages_tab_enabled", True):
        raise Refusal("messages_tab_disabled")
    return channel


def _find(call: Call, named: str) -> Channel:
    wanted = named.removeprefix("#")
    channel = call.world.channels.get(named)
    if channel is None:
        for other in call.world.channels.values():
            if other.name == wanted and other.team_id == call.home.team_id:
                channel = other
    hidden = channel is not None and channel.private and call.bot not in channel.members
    if channel is None or hidden or channel.team_id != call.home.team_id:
        raise Refusal("channel_not_found")
    return channel


def _dm_with(call: Call, person_id: str) -> Channel:
    person = call.world.people[person_id]
    if person.team_id != call.home.team_id:
        raise Refusal("channel_not_found")
    if person.bot or person.id == _SLACKBOT:
        raise Refusal("cannot_dm_bot")
    return world_places.open_dm(call.world, team=person.team_id, one=call.bot, other=person.id)


def _thread(call: Call, channel: Channel) -> str | None:
    """Return the thread to post into; only a message that is no reply itself can be its head."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = call.world.messages[channel.id].get(thread_ts)
    if parent is None or parent.is_reply or parent.ephemeral_for is not None:
        raise Refusal("cannot_reply_to_message")
    return thread_ts


def _message(call: Call, channel: Channel, *, ts: str) -> Message:
    message = call.world.messages[channel.id].get(ts)
    if message is None or message.deleted or message.ephemeral_for is not None:
        raise Refusal("message_not_found")
    return message


def _own_message(call: Call, channel: Channel, *, error: str) -> Message:
    message = _message(call, channel, ts=call.required("ts"))
    if message.user != call.bot or message.subtype in {"channel_join", "channel_leave"}:
        raise Refusal(error)
    return message


def _respect_pace(call: Call, channel: Channel) -> None:
    if not call.backend.limits_on:
        return
    now = call.world.now()
    wait = call.backend.limits.seconds_to_post(channel.id, team=channel.team_id, now=now)
    if wait:
        raise RateLimited(wait)


METHODS = {
    "chat.delete": Method(run=delete),
    "chat.getPermalink": Method(run=permalink),
    "chat.postEphemeral": Method(run=post_ephemeral),
    "chat.postMessage": Method(run=post_message),
    "chat.update": Method(run=update),
}
