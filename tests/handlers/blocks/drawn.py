"""Look at what was drawn, as tests need it."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot.simulator.slack.quality import mrkdwn_texts
from handlers.blocks.layout import Look

Json = dict[str, Any]


def drawn(blocks: Sequence[Block]) -> list[Json]:
    """Return blocks as they go to Slack; slack_sdk checks them on the way."""
    return [block.to_dict() for block in blocks]


def elements(blocks: Sequence[Json]) -> Iterator[Json]:
    """Yield everything that can be pressed."""
    for block in blocks:
        if block["type"] == "actions":
            yield from block["elements"]


def spoken_parts(look: Look) -> list[str]:
    """Return every text in which Slack would read mentions and links."""
    return list(mrkdwn_texts({"text": look.text, "blocks": drawn(look.blocks)}))


def words_of(look: Look) -> str:
    """Return everything that is said, in order, as one text."""
    return "\n".join(_texts(drawn(look.blocks)))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        else:
            for value in part.values():
                yield from _texts(value)
