"""Slips of the pen that keep YAML from being read: named in plain words, and read on behind."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.catalogue import PROGRAMMES, Catalogue

SMALL = (Path(__file__).parent / "programmes" / "small.yml").read_text(encoding="utf-8")
WEEKS = "    weeks: 4\n"
BEGIN = "    name: Begin\n"
ARRIVE = "what: Arrive}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (WEEKS, "\tweeks: 4\n", "line 14: found a tab, expected spaces."),
        (WEEKS, "     weeks: 4\n", "line 14: found 5 spaces before weeks, expected 4, as in"),
        (WEEKS, "   weeks: 4\n", "line 14: found 3 spaces before weeks, expected 4, as in"),
        (WEEKS, "\u00a0   weeks: 4\n", "line 14: found a space of another kind, as on web pages"),
        (BEGIN, "    name:Begin\n", 'line 13: found "name:Begin", expected a space after the'),
        ("  - id: begin", "  -id: begin", 'line 12: found "-id: begin", expected a space after'),
        (BEGIN, "    name: Begin: now\n", "line 13: found a colon inside words, expected such"),
        (BEGIN, '    name: "Begin" now\n', "line 13: found words after the closing quote, expe"),
        (BEGIN, '    name: "Begin\n', "line 13: found a quote that nobody closes, expected the"),
        (BEGIN, "    name: 'Let's begin'\n", "line 13: found an apostrophe inside of 'quotes'"),
        (BEGIN, "    name: *Begin* now\n", "line 13: found words that begin with *, which YAML"),
        (BEGIN, "    name: @begin\n", "line 13: found words that begin with @, which YAML keeps"),
        (BEGIN, "    name: - Begin\n", "line 13: found a dash after a colon, expected a line of"),
        (
            ARRIVE,
            "what: Arrive",
            'line 29: found a bracket that nobody closes, expected the closing "}"',
        ),
        (ARRIVE, "what: Arrive: sit}", "line 29: found a colon inside words, expected such words"),
        (ARRIVE, 'what: "Arrive}', "line 29: found a quote that nobody closes, expected the clos"),
        ("reflect, minutes", "reflect minutes", 'line 29: found no comma before "minutes", expe'),
    ],
)
def test_a_slip_is_named_and_hides_nothing(old: str, new: str, words: str, tmp_path: Path) -> None:
    """Its own line says what to type; a mistake below it is told in the same go (issue 3)."""
    told = check(SMALL.replace(old, new, 1).replace("question, kind", "question, kid"), tmp_path)

    (slip, other) = told
    assert words in slip
    assert 'found the key "kid"' in other
    assert 'Did you mean "kind"?' in other


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (ARRIVE, "what: Arrive, sit}", 'found "sit" without a colon, expected words with a comma'),
        (ARRIVE, "what: Arrive, lead:joint}", 'found "lead:joint", expected a space after the'),
        (
            '"09:00"',
            "\u201c09:00\u201d",
            "found \u201c09:00\u201d in curly quotes, expected a time",
        ),
        ("weeks: 10", "weeks: \u200b10", 'found "10" with a character that cannot be seen'),
        ("weeks: 10", "weeks: 10 weeks", 'found "10 weeks", expected a whole number'),
        (BEGIN, "    name: #begin\n", "line 13: found nothing, expected words"),
        ("required: no", "required: perhaps", 'found "perhaps", expected true or false'),
        (
            "      - What",
            "      What",
            'line 37: found "What do you wonder about?", expected a list',
        ),
    ],
)
def test_what_can_be_read_and_was_not_meant_is_named(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    """Quotes of a word processor, commas in {...}, numbers with their unit."""
    (told,) = check(SMALL.replace(old, new, 1), tmp_path)

    assert words in told


@pytest.mark.parametrize("windows", [SMALL.replace("\n", "\r\n"), f"\ufeff{SMALL}"])
def test_a_file_from_another_system_is_read(windows: str, tmp_path: Path) -> None:
    """Line ends of Windows and the mark that some editors put first are no mistakes."""
    assert check(windows, tmp_path) == []
    assert "line 26: " in check(windows.replace("wednesday", "wensday"), tmp_path)[0]


def test_several_slips_are_told_at_once(tmp_path: Path) -> None:
    """Whoever mends a file mends it once."""
    text = SMALL.replace(WEEKS, "\tweeks: four\n", 1).replace("name: Ask", "name:Ask")

    told = check(text.replace("minutes: 40", "minutes: 50"), tmp_path)

    assert [one.partition(": found ")[0][-7:] for one in told] == [
        "line 14", "line 14", "line 28", "line 34",
    ]  # fmt: skip


MOST_BESIDE = 6
SLIPS = {
    "no space": (r"^(\s*(?:- )?[a-z_]+): (?=\S)", r"\1:"),
    "an open bracket": (r"^([^{}]*\{[^{}]*)\}$", r"\1"),
    "an open quote": (r'^([^"]*"[^"]*)"$', r"\1"),
    "a tab": (r"^    (?=[a-z])", "\t"),
    "a colon": (r"^(\s*(?:- )?[a-z_]+: [A-Z][a-z]+) (?=[a-z]+ )", r"\1: "),
    "no comma": (r", (minutes|kind|what|name): ", r" \1: "),
}
PLACES = [
    (path, at, slip)
    for path in sorted(PROGRAMMES.glob("*.yml"))
    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"))
    for slip, (old, _) in SLIPS.items()
    if re.search(old, line) and not line.lstrip().startswith("#")
]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(PLACES))
def test_a_slip_anywhere_in_a_shipped_programme_is_told(
    place: tuple[Path, int, str],
) -> None:
    """At its own line, and hardly anything that only follows from it (issue 3)."""
    path, at, slip = place
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[at] = re.sub(*SLIPS[slip], lines[at], count=1)

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        file.write_text("\n".join(lines), encoding="utf-8")
        told = Catalogue(folders=(PROGRAMMES, Path(folder))).check(file)

    assert at + 1 in [one.line for one in told if one.file == path.name]
    assert len(told) < MOST_BESIDE


def check(text: str, folder: Path) -> list[str]:
    """Return what is told about a text as the small programme."""
    path = folder / "small.yml"
    path.write_bytes(text.encode())
    return [str(one) for one in Catalogue(folders=(folder,)).check(path)]
