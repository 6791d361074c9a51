"""Check what no single block can know: ids that must differ, surfaces, totals.

Slack's pages say: a block_id is unique in a message or view, an action_id in its block, one
element of a view has the focus, a message has one table and two charts, Markdown blocks share
12,000 characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.simulator.slack.blockkit.blocks import BLOCK_SURFACES, ELEMENT_SURFACES, EVERYWHERE
from bot.simulator.slack.blockkit.problems import Problem

MARKDOWN_TOTAL_MAX = 12_000
_AT_MOST: Mapping[str, int] = {"table": 1, "data_visualization": 2}
_ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "actions": ("elements",),
    "context_actions": ("elements",),
    "card": ("actions",),
    "section": ("accessory",),
    "input": ("element",),
}
_NESTED: Mapping[str, tuple[str, ...]] = {
    "carousel": ("elements",),
    "container": ("child_blocks",),
}

Placed = tuple[str, Mapping[str, Any]]


def check_rules(
    blocks: Sequence[Mapping[str, Any]],
    *,
    surface: str,
    pointer: str,
) -> list[Problem]:
    """Return what is wrong with blocks that are right one by one.

    ``surface`` is "message", "modal" or "home".
    """
    placed = list(_blocks(blocks, pointer=pointer))
    return [
        *_check_surfaces(placed, surface=surface),
        *_check_block_ids(placed),
        *_check_action_ids(placed),
        *_check_focus(placed),
        *_check_counts(placed),
        *_check_markdown(placed, pointer=pointer),
    ]


def _blocks(blocks: Sequence[Mapping[str, Any]], *, pointer: str) -> Iterator[Placed]:
    """Yield every block, nested ones included, with its pointer."""
    for number, block in enumerate(blocks):
        place = f"{pointer}/{number}"
        yield place, block
        for key in _NESTED.get(str(block.get("type")), ()):
            yield from _blocks(block.get(key, ()), pointer=f"{place}/{key}")


def _elements(place: str, block: Mapping[str, Any]) -> Iterator[Placed]:
    """Yield the elements of a block with their pointers."""
    for key in _ELEMENTS.get(str(block.get("type")), ()):
        held = block.get(key)
        if isinstance(held, Mapping):
            yield f"{place}/{key}", held
        for number, element in enumerate(held if isinstance(held, list) else ()):
            yield f"{place}/{key}/{number}", element


def _check_surfaces(placed: list[Placed], *, surface: str) -> Iterator[Problem]:
    """Refuse blocks and elements that may not stand on this surface."""
    for place, block in placed:
        kind = str(block["type"])
        if surface not in BLOCK_SURFACES.get(kind, EVERYWHERE):
            yield Problem(message=f"unsupported type: {kind}", pointer=f"{place}/type")
        for spot, element in _elements(place, block):
            kind = str(element["type"])
            if surface not in ELEMENT_SURFACES.get(kind, EVERYWHERE):
                yield Problem(message=f"unsupported type: {kind}", pointer=f"{spot}/type")
            if element.get("response_url_enabled") and surface != "modal":
                message = "invalid additional property: response_url_enabled"
                yield Problem(message=message, pointer=spot)


def _check_block_ids(placed: list[Placed]) -> Iterator[Problem]:
    """Refuse a block_id that another block of the surface has."""
    seen: set[str] = set()
    for place, block in placed:
        block_id = block.get("block_id")
        if block_id is None:
            continue
        if block_id in seen:
            message = f"`block_id` must be unique: {block_id}"
            yield Problem(message=message, pointer=f"{place}/block_id")
        seen.add(block_id)


def _check_action_ids(placed: list[Placed]) -> Iterator[Problem]:
    """Refuse an action_id that another element of the block has."""
    for place, block in placed:
        seen: set[str] = set()
        for spot, element in _elements(place, block):
            action_id = element.get("action_id")
            if action_id is not None and action_id in seen:
                message = f"`action_id` must be unique in a block: {action_id}"
                yield Problem(message=message, pointer=f"{spot}/action_id")
            seen.add(str(action_id))


def _check_focus(placed: list[Placed]) -> Iterator[Problem]:
    """Refuse a second element that wants the focus."""
    focused = [
        spot
        for place, block in placed
        for spot, element in _elements(place, block)
        if element.get("focus_on_load")
    ]
    for spot in focused[1:]:
        message = "only one element can have focus_on_load"
        yield Problem(message=message, pointer=f"{spot}/focus_on_load")


def _check_counts(placed: list[Placed]) -> Iterator[Problem]:
    """Refuse a table or chart too many."""
    for kind, limit in _AT_MOST.items():
        places = [place for place, block in placed if block["type"] == kind]
        for place in places[limit:]:
            yield Problem(message=f"no more than {limit} {kind} blocks allowed", pointer=place)


def _check_markdown(placed: list[Placed], *, pointer: str) -> Iterator[Problem]:
    """Refuse Markdown blocks that are too long together."""
    total = sum(len(block["text"]) for _, block in placed if block["type"] == "markdown")
    if total > MARKDOWN_TOTAL_MAX:
        limit = MARKDOWN_TOTAL_MAX + 1
        message = f"must be less than {limit} characters in all markdown blocks"
        yield Problem(message=message, pointer=pointer)
