"""Every id once, and what a button carries."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks import ids, packing
from handlers.blocks.ids import Action, Block, Callback

HANDLERS = Path(ids.__file__).parents[1]
IDS = re.compile(r"^(act|view|block|shortcut)\.[a-z_]+$")
LONGEST = 255


def test_every_id_is_told_once() -> None:
    """Two things under one name could not be told apart when Slack sends the name back."""
    names = [one.value for kind in (Action, Callback, Block) for one in kind]

    assert len(names) == len(set(names))
    assert all(IDS.fullmatch(name) and len(name) < LONGEST for name in names)


def test_ids_are_written_in_one_file() -> None:
    """Listeners and looks name them; nobody spells them again."""
    spelt = {
        f"{path.name}: {node.value}"
        for path in HANDLERS.rglob("*.py")
        if path != Path(ids.__file__)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and IDS.fullmatch(node.value)
    }

    assert spelt == set()


@given(st.dictionaries(st.sampled_from("ngfaeckdvspm"), st.integers() | st.text(max_size=20)))
def test_a_button_carries_what_it_is_about(values: dict[str, str | int]) -> None:
    """What was packed is unpacked."""
    assert packing.unpack(packing.pack(**values)) == values


def test_nothing_is_packed_for_what_is_not_there() -> None:
    """A value stays short."""
    assert packing.pack(n=3, e=None) == '{"n":3}'


@pytest.mark.parametrize("value", ["", "hello", "[1]", "null", '{"n": [1]}'])
def test_a_foreign_value_is_nothing(value: str) -> None:
    """A button of an older version is answered, not answered with an error."""
    assert packing.unpack(value) == {}


def test_a_numbered_button_is_matched_with_its_kind() -> None:
    """The same action several times in one block needs several names."""
    matches = ids.starting(Action.TICK_CHECKS)

    assert matches.match(Action.TICK_CHECKS)
    assert matches.match(ids.numbered(Action.TICK_CHECKS, 2))
    assert not matches.match(f"{Action.TICK_CHECKS}_all")


def test_a_field_is_known_by_its_block() -> None:
    """The id of the field follows the prefix; other blocks are no fields."""
    assert ids.field_of(ids.field_block("next_step")) == "next_step"
    assert ids.field_of(Block.VISIBILITY) is None
