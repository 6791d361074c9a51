"""Check whole surfaces: messages, attachments, modals and Homes."""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.simulator.slack.blockkit.attachments import ATTACHMENTS_MAX, Attachment
from bot.simulator.slack.blockkit.blocks import AnyBlock
from bot.simulator.slack.blockkit.problems import Problem
from bot.simulator.slack.blockkit.reports import problems_of
from bot.simulator.slack.blockkit.rules import check_rules
from bot.simulator.slack.blockkit.views import Home, Modal, View

MESSAGE_BLOCKS_MAX = 50
VIEW_BYTES_MAX = 250 * 1024


def check_message_blocks(blocks: object, *, pointer: str = "/blocks") -> list[Problem]:
    """Return what Slack would refuse about the ``blocks`` of a message.

    An empty list is taken: with ``chat.update`` it removes the blocks.
    """
    if not isinstance(blocks, list):
        return [Problem(message="must be an array", pointer=pointer)]
    if len(blocks) > MESSAGE_BLOCKS_MAX:
        message = f"no more than {MESSAGE_BLOCKS_MAX} items allowed"
        return [Problem(message=message, pointer=pointer)]
    problems = problems_of(_messages(), blocks, pointer=pointer)
    return problems or check_rules(blocks, surface="message", pointer=pointer)


def check_attachments(attachments: object, *, pointer: str = "/attachments") -> list[Problem]:
    """Return what Slack would refuse about the ``attachments`` of a message.

    Each attachment is a surface of its own as far as block_ids go.
    """
    if not isinstance(attachments, list):
        return [Problem(message="must be an array", pointer=pointer)]
    if len(attachments) > ATTACHMENTS_MAX:
        message = f"no more than {ATTACHMENTS_MAX} items allowed"
        return [Problem(message=message, pointer=pointer)]
    problems = problems_of(_attachments(), attachments, pointer=pointer)
    if problems:
        return problems
    return [
        problem
        for number, attachment in enumerate(attachments)
        for problem in check_rules(
            attachment.get("blocks", []),
            surface="message",
            pointer=f"{pointer}/{number}/blocks",
        )
    ]


def check_view(view: object, *, kind: str | None = None, pointer: str = "/view") -> list[Problem]:
    """Return what Slack would refuse about a view.

    ``kind`` is "modal" or "home" where the method takes only that, ``None`` where either goes.
    """
    if not isinstance(view, dict):
        return [Problem(message="must provide an object", pointer=pointer)]
    shown = view.get("type")
    if kind is not None and "type" in view and shown != kind:
        return [Problem(message=f"unsupported type: {shown}", pointer=f"{pointer}/type")]
    problems = problems_of(_views(kind), view, pointer=pointer)
    return problems or _check_whole_view(view, pointer=pointer)


def _check_whole_view(view: dict[str, Any], *, pointer: str) -> list[Problem]:
    """Return what is wrong with a view whose parts are right."""
    blocks = view["blocks"]
    problems = check_rules(blocks, surface=view["type"], pointer=f"{pointer}/blocks")
    asks = view["type"] == "modal" and any(block["type"] == "input" for block in blocks)
    if asks and "submit" not in view:
        problems.append(Problem(message="missing required field: submit", pointer=pointer))
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES_MAX:
        message = f"must be no larger than {VIEW_BYTES_MAX} bytes"
        problems.append(Problem(message=message, pointer=pointer))
    return problems


@cache
def _messages() -> TypeAdapter[Any]:
    """Return the checker of blocks, built when it is first needed."""
    return TypeAdapter(list[AnyBlock])


@cache
def _attachments() -> TypeAdapter[Any]:
    """Return the checker of attachments, built when it is first needed."""
    return TypeAdapter(list[Attachment])


@cache
def _views(kind: str | None) -> TypeAdapter[Any]:
    """Return the checker of modals, of Homes, or of either, built when it is first needed."""
    shapes: dict[str | None, Any] = {None: View, "modal": Modal, "home": Home}
    return TypeAdapter(shapes[kind])
