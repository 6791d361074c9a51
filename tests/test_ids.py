"""Names that Slack sends back months later: each exists once, is used, and keeps its value."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from handlers.blocks.ids import Action, Block, Callback, numbered, starting
from handlers.blocks.packing import pack, unpack

ROOT = Path(__file__).parent.parent
HANDLERS = ROOT / "handlers"
IDS = HANDLERS / "blocks" / "ids.py"
PREFIXES = {Action: ("act.",), Callback: ("view.", "shortcut."), Block: ("block.",)}
DRAWN_ONLY = {Action.ANSWER, Block.RSVP, Block.CHECKS, Block.CRITERIA}
"""Read by the block they stand in, or named so that Slack keeps their values."""
SHOWN_ONLY = {
    "AGENDA",
    "CALENDAR",
    "CANDIDATES",
    "DECISION",
    "DECISIONS",
    "LIBRARY",
    "NOTICE",
    "PARTNERS",
    "PHASE",
    "PORTFOLIO",
    "ROSTER",
    "STEP",
    "STORY",
    "TEAMS",
    "WORDINGS",
}
"""Modals that are not sent; what is done in them is done by buttons."""


@pytest.mark.parametrize("kind", PREFIXES)
def test_every_id_is_unique_and_says_what_it_is(kind: type[StrEnum]) -> None:
    """Two names never mean the same, and a name in a log can be told apart."""
    values = [one.value for one in kind]

    assert [value for value, count in Counter(values).items() if count > 1] == []
    assert [value for value in values if not value.startswith(PREFIXES[kind])] == []


@pytest.mark.parametrize("kind", [Action, Callback])
def test_every_action_and_modal_is_drawn_and_listened_to(kind: type[StrEnum]) -> None:
    """A button without a listener is silence; a listener without a button is dead."""
    drawn = set(named(kind, *(HANDLERS / "blocks").glob("*.py")))
    listened = set(named(kind, *HANDLERS.glob("*.py")))
    shown_only = SHOWN_ONLY if kind is Callback else set()
    from_manifest = {one.name for one in Callback if one.value.startswith("shortcut.")}

    names = {one.name for one in kind}

    assert names - drawn - from_manifest == set()
    assert names - listened - shown_only - {one.name for one in DRAWN_ONLY} == set()


def test_every_block_id_is_used() -> None:
    """What nobody draws or reads has no name."""
    used = set(named(Block, *HANDLERS.rglob("*.py")))

    assert {one.name for one in Block} - used == set()


def test_ids_are_written_in_one_file() -> None:
    """Nowhere else stands an id as a plain text."""
    pattern = re.compile(r"""["'](act|view|shortcut)\.[a-z_]+["']""")

    elsewhere = [
        path.relative_to(ROOT).as_posix()
        for path in HANDLERS.rglob("*.py")
        if path != IDS and pattern.search(path.read_text(encoding="utf-8"))
    ]

    assert elsewhere == []


def test_a_numbered_action_is_still_recognised() -> None:
    """A button that stands several times in one block has a number behind its name."""
    pattern = starting(Action.EDIT_ENTRY)

    assert pattern.match(numbered(Action.EDIT_ENTRY, 3))
    assert pattern.match(Action.EDIT_ENTRY)
    assert not pattern.match("act.edit_entry_too")


def test_what_a_button_carries_comes_back() -> None:
    """Values are compact; whatever else stands in a value carries nothing."""
    assert unpack(pack(n=3, a="step:1/data", e=None)) == {"n": 3, "a": "step:1/data"}
    assert unpack("not packed") == {}
    assert unpack("[1]") == {}


def named(kind: type[StrEnum], *paths: Path) -> Iterator[str]:
    """Yield the members of an enumeration that some files name."""
    for path in paths:
        if path == IDS:
            continue
        aliases = {kind.__name__} | ({"BlockId"} if kind is Block else set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in aliases
                and node.attr in kind.__members__
            ):
                yield node.attr
