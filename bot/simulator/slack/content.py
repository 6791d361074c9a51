"""Read what a message is to say, refuse what Slack refuses, and note what people should not get."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator.slack import blockkit, quality
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Json

TEXT_LIMIT = 40_000
UPDATE_TEXT_LIMIT = 4_000
METADATA_BYTES = 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a message says; None where the app did not mention it."""

    text: str | None
    blocks: list[Json] | None
    attachments: list[Json] | None
    metadata: Json | None


def read_content(
    arguments: Mapping[str, Any],
    *,
    world: World,
    where: str,
    text_limit: int = TEXT_LIMIT,
) -> Content:
    """Return the content of a call, a response or an acknowledgement.

    Raises Refusal with ``invalid_blocks_format``, ``invalid_blocks``, ``invalid_attachments``,
    ``invalid_metadata_format``, ``metadata_too_large``, ``msg_too_long`` or ``no_text``. Refused
    blocks and poor quality are recorded as violations, ``where`` naming the call.
    """
    text = arguments.get("text")
    content = Content(
        text=None if text is None else str(text),
        blocks=_blocks(arguments.get("blocks"), world=world, where=where),
        attachments=_attachments(arguments.get("attachments"), world=world, where=where),
        metadata=_metadata(arguments.get("metadata")),
    )
    if len(content.text or "") > text_limit:
        raise Refusal("msg_too_long")
    if not ((content.text or "").strip() or content.blocks or content.attachments):
        raise Refusal("no_text")
    _note_quality(arguments, content, world=world, where=where)
    return content


def _structure(value: object, *, broken: str) -> object:
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        return json.loads(value)
    except ValueError:
        raise Refusal(broken) from None


def _blocks(value: object, *, world: World, where: str) -> list[Json] | None:
    blocks = _structure(value, broken="invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    problems = blockkit.check_message_blocks(blocks)
    if problems:
        raise refuse_blocks("invalid_blocks", problems=problems, world=world, where=where)
    return blocks


def _attachments(value: object, *, world: World, where: str) -> list[Json] | None:
    attachments = _structure(value, broken="invalid_attachments")
    if attachments is None:
        return None
    if not isinstance(attachments, list):
        raise Refusal("invalid_attachments")
    problems = blockkit.check_attachments(attachments)
    if problems:
        raise refuse_blocks("invalid_attachments", problems=problems, world=world, where=where)
    return attachments


def refuse_blocks(
    code: str, *, problems: list[blockkit.Problem], world: World, where: str
) -> Refusal:
    """Record refused blocks as a violation and return the refusal to raise."""
    lines = [str(problem) for problem in problems]
    world.blame("blocks_refused", where=where, what=f"{code}: {'; '.join(lines)}")
    return Refusal(code, messages=lines)


def _metadata(value: object) -> Json | None:
    metadata = _structure(value, broken="invalid_metadata_format")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    if not isinstance(metadata, dict):
        raise Refusal("invalid_metadata_format")
    named = isinstance(metadata.get("event_type"), str) and metadata["event_type"]
    if not named or not isinstance(metadata.get("event_payload"), dict):
        raise Refusal("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise Refusal("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _note_quality(
    arguments: Mapping[str, Any], content: Content, *, world: World, where: str
) -> None:
    said = {
        **arguments,
        "text": content.text,
        "blocks": content.blocks,
        "attachments": content.attachments,
    }
    world.violations.extend(quality.check_message(said, where=where, typed=world.typed))
