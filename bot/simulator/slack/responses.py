"""Take answers to interactions: what is posted to a response_url or sent with an acknowledgement.

Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses.
"""

from collections.abc import Mapping
from typing import Any

from bot.simulator.slack import world_messages
from bot.simulator.slack.content import read_content
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Message
from bot.simulator.slack.world_tickets import ResponseUrl


def respond(
    world: World, *, to: ResponseUrl, body: Mapping[str, Any], where: str
) -> Message | None:
    """Say, replace or delete what the app answers; return the message, None after a deletion.

    Private to the person unless ``response_type`` is ``in_channel``. Works where the bot is no
    member. Raises Refusal as posting does, or ``message_not_found`` if the original is gone.
    """
    original = world.messages.get(to.channel, {}).get(to.message_ts or "")
    if body.get("delete_original"):
        _demand(original)
        if original is not None:
            world_messages.delete(world, original)
        return None
    content = read_content(body, world=world, where=where)
    if body.get("replace_original") and original is not None:
        _demand(original)
        return world_messages.edit(
            world,
            original,
            text=content.text or "",
            blocks=content.blocks or [],
            attachments=tuple(content.attachments or ()),
        )
    workspace = world.workspaces[to.team]
    public = body.get("response_type") == "in_channel"
    return world_messages.post(
        world,
        world.channels[to.channel],
        user=workspace.bot_user_id,
        text=content.text or "",
        blocks=content.blocks or (),
        attachments=content.attachments or (),
        thread_ts=str(body["thread_ts"]) if body.get("thread_ts") else None,
        metadata=content.metadata if public else None,
        bot_id=workspace.bot_id,
        ephemeral_for=None if public else to.user,
    )


def _demand(original: Message | None) -> None:
    if original is None or original.deleted or original.bot_id is None:
        raise Refusal("message_not_found")
