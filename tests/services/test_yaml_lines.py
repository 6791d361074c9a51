"""Whatever a file holds, reading it ends in data or in sentences with a line."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.catalogue import Catalogue
from bot.services.yaml_lines import LARGEST_BYTES

SMALL = (Path(__file__).parent / "programmes" / "small.yml").read_text(encoding="utf-8")
ENOUGH = settings(max_examples=300, deadline=None)
ODD_ENDS = [
    "[",
    "}",
    "&a",
    "*a",
    "!x",
    "null",
    "{a: b}",
    "- ",
    '"',
    "'",
    "\t",
    "9e9",
    "? ",
    "|",
    "%",
]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"key: caf\xe9\n", "line 1: found a character in another encoding, expected a file saved"),
        (b"key: x\nname: a\x00b\n", "line 2: found a character that cannot be seen"),
        (b"key: " + b"x" * LARGEST_BYTES, "found 512 KB, expected at most 512 KB"),
        (b"key: " + b"[" * 40, "line 1: found lists and keys nested too deep, expected 30 levels"),
        (b"key:\n" + b"- a\n" * 20_001, "line 20002: found a very long programme"),
        (b"? [a]\n: b\n", "line 1: found a list or keys in the place of a key"),
        (b"a: b\n]\n", "line 2: found a line that does not go with those above"),
        (b'key: "\\q"\n', "line 1: found something that is not YAML"),
        (b"", "found an empty file"),
    ],
)
def test_what_is_no_programme_at_all_gets_one_sentence(
    content: bytes, words: str, tmp_path: Path
) -> None:
    """Neither encoding nor size nor depth nor odd signs lead to a stack trace."""
    path = tmp_path / "odd.yml"
    path.write_bytes(content)

    (mistake,) = Catalogue(folders=(tmp_path,)).check(path)

    assert words in str(mistake)


def test_a_file_of_nothing_but_mistakes_is_told_in_good_time(tmp_path: Path) -> None:
    """Something else altogether: the first mistakes, and how many follow (issue 3)."""
    path = tmp_path / "small.yml"
    path.write_text(SMALL.replace("phases:\n", "phases:\n" + "  - word\n" * 2000), "utf-8")

    told = [str(one) for one in Catalogue(folders=(tmp_path,)).check(path)]

    assert 500 <= len(told) <= 510
    assert any("1500 more mistakes from here on" in one for one in told)


def check_text(content: bytes) -> None:
    """Check a file; only sentences may come of it, each with a line of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.yml"
        path.write_bytes(content)
        for mistake in Catalogue(folders=(Path(folder),)).check(path):
            assert 0 <= mistake.line <= content.count(b"\n") + content.count(b"\r") + 2
            assert str(mistake).startswith("small.yml")


@ENOUGH
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_text_in_the_world_makes_a_stack_trace(content: bytes) -> None:
    """Files come from people, editors and bad disks."""
    check_text(content)


@ENOUGH
@given(st.data())
def test_no_slip_of_the_pen_makes_a_stack_trace(data: st.DataObject) -> None:
    """Lines are lost, doubled, swapped; signs are struck by accident."""
    lines = SMALL.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        column = data.draw(st.integers(0, len(line)))
        odd = data.draw(st.sampled_from(ODD_ENDS))
        lines[place : place + 1] = data.draw(
            st.sampled_from(
                [
                    [],
                    [line, line],
                    [f"{line[:column]}{odd}{line[column:]}"],
                    [f"{line.partition(':')[0]}: {odd}"],
                    [line[column:]],
                    [data.draw(st.sampled_from(lines))],
                ]
            )
        )
        lines = lines or [""]

    check_text("\n".join(lines).encode())
