"""Find the elements of a surface and complete what an app left out.

Slack gives every block and every interactive element an id when the app did not, and sends texts
back with their defaults spelled out; ``settle`` does the same, so that payloads look as they do
from Slack.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NESTED = {"container": "child_blocks", "carousel": "elements"}
_ELEMENT_LISTS = {"actions": "elements", "context_actions": "elements", "card": "actions"}
_SINGLE_ELEMENTS = {"section": "accessory", "input": "element"}
_NOT_INTERACTIVE = frozenset({"image"})
_TEXT_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "plain_text": {"emoji": True},
    "mrkdwn": {"verbatim": False},
}
_BLOCK_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "input": {"optional": False, "dispatch_action": False},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One interactive element and the block it stands in."""

    block: Mapping[str, Any]
    element: Mapping[str, Any]

    @property
    def block_id(self) -> str:
        """Return the id of the block, empty when it has none yet."""
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        """Return the id of the element, empty when it has none yet."""
        return str(self.element.get("action_id", ""))

    @property
    def is_input(self) -> bool:
        """Say whether the element waits for submission rather than acting at once."""
        return self.block.get("type") == "input"

    @property
    def acts_at_once(self) -> bool:
        """Say whether using the element sends ``block_actions``."""
        return not self.is_input or bool(self.block.get("dispatch_action"))


def walk(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Place]:
    """Yield every interactive element in the order in which it is shown."""
    for block in blocks:
        kind = str(block.get("type"))
        if kind in _NESTED:
            yield from walk(block.get(_NESTED[kind], ()))
        for element in _elements(block, kind=kind):
            if element.get("type") not in _NOT_INTERACTIVE:
                yield Place(block=block, element=element)


def find_element(
    blocks: Sequence[Mapping[str, Any]],
    action_id: str,
    block_id: str | None = None,
) -> Place | None:
    """Return the first element with this action_id, in this block when one is named."""
    for place in walk(blocks):
        if place.action_id == action_id and block_id in (None, place.block_id):
            return place
    return None


def settle(
    blocks: Sequence[Mapping[str, Any]],
    *,
    new_id: Callable[[], str],
) -> list[dict[str, Any]]:
    """Return a copy in which everything that can have an id has one and says its defaults.

    ``new_id`` makes the ids that the app left to Slack.
    """
    settled: list[dict[str, Any]] = copy.deepcopy([dict(block) for block in blocks])
    for block in settled:
        _settle_block(block, new_id=new_id)
    return settled


def settle_view(view: Mapping[str, Any], *, new_id: Callable[[], str]) -> dict[str, Any]:
    """Return a copy of a view whose blocks are settled and whose texts say their defaults."""
    settled = {key: copy.deepcopy(value) for key, value in view.items() if key != "blocks"}
    for part in settled.values():
        _say_text_defaults(part)
    settled["blocks"] = settle(view.get("blocks", ()), new_id=new_id)
    return settled


def _settle_block(block: dict[str, Any], *, new_id: Callable[[], str]) -> None:
    """Give one block, and what stands in it, ids and defaults, in place."""
    kind = str(block.get("type"))
    if "block_id" not in block:
        block["block_id"] = new_id()
    for key, value in _BLOCK_DEFAULTS.get(kind, {}).items():
        block.setdefault(key, value)
    for nested in block.get(_NESTED.get(kind, ""), ()):
        _settle_block(nested, new_id=new_id)
    for element in _elements(block, kind=kind):
        if element.get("type") not in _NOT_INTERACTIVE and "action_id" not in element:
            element["action_id"] = new_id()
    _say_text_defaults(block)


def _say_text_defaults(part: object) -> None:
    """Write the defaults of every text object below ``part``, in place."""
    if isinstance(part, list):
        for item in part:
            _say_text_defaults(item)
    elif isinstance(part, dict):
        for key, value in _TEXT_DEFAULTS.get(str(part.get("type")), {}).items():
            part.setdefault(key, value)
        for value in part.values():
            _say_text_defaults(value)


def _elements(block: Mapping[str, Any], *, kind: str) -> list[dict[str, Any]]:
    """Return the elements that stand directly in a block."""
    if kind in _ELEMENT_LISTS:
        return list(block.get(_ELEMENT_LISTS[kind], ()))
    if kind in _SINGLE_ELEMENTS:
        element = block.get(_SINGLE_ELEMENTS[kind])
        return [element] if isinstance(element, dict) else []
    return []
