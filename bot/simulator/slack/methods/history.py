"""Answer conversations.history and conversations.replies."""

from bot.simulator.slack.methods.call import Call, Method
from bot.simulator.slack.methods.pages import page
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world_messages import visible
from bot.simulator.slack.world_records import Channel, Json, Message
from bot.simulator.slack.world_shapes import message_json

_MOST = 999
_USUAL = 100


def history(call: Call) -> Json:
    """Answer conversations.history: the newest first, replies only where they were broadcast."""
    channel = _readable(call)
    messages = [
        message
        for message in reversed(visible(call.world, channel.id, to=None))
        if (not message.is_reply or message.broadcast) and _within(call, message)
    ]
    return _page(call, messages) | {
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }


def replies(call: Call) -> Json:
    """Answer conversations.replies: the head of the thread, then its replies, the oldest first."""
    channel = _readable(call)
    head = call.world.messages[channel.id].get(call.required("ts"))
    if head is None or head.deleted or head.ephemeral_for is not None:
        raise Refusal("thread_not_found")
    root = head.thread_ts or head.ts
    thread = [
        message
        for message in visible(call.world, channel.id, to=None)
        if message.ts == root or (message.thread_ts == root and _within(call, message))
    ]
    return _page(call, thread)


def _readable(call: Call) -> Channel:
    channel = call.conversation()
    if call.bot not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def _within(call: Call, message: Message) -> bool:
    """Say whether a message lies between oldest and latest; these two only if ``inclusive``."""
    oldest = _moment(call, "oldest", default=0.0)
    latest = _moment(call, "latest", default=float("inf"))
    at = float(message.ts)
    if call.flag("inclusive"):
        return oldest <= at <= latest
    return oldest < at < latest


def _moment(call: Call, name: str, *, default: float) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _page(call: Call, messages: list[Message]) -> Json:
    shown, metadata = page(messages, call=call, most=_MOST, usual=_USUAL)
    with_metadata = call.flag("include_all_metadata")
    more = bool(metadata["next_cursor"])
    return {
        "messages": [
            message_json(call.world, message, with_metadata=with_metadata) for message in shown
        ],
        "has_more": more,
        **({"response_metadata": metadata} if more else {}),
    }


METHODS = {
    "conversations.history": Method(run=history),
    "conversations.replies": Method(run=replies),
}
