"""Programme files: what is read, what is refused, and how a mistake is told."""

import os
from pathlib import Path

import pytest

from bot.errors import NotFound, ProgrammeError
from bot.services.catalogue import PROGRAMMES, Catalogue

SAMPLES = Path(__file__).parent / "programmes"
SMALL = (SAMPLES / "small.yml").read_text(encoding="utf-8")


@pytest.fixture
def catalogue() -> Catalogue:
    """Hold the small programme and nothing else."""
    return Catalogue(folders=(SAMPLES,))


def test_the_small_programme_has_no_mistake(catalogue: Catalogue) -> None:
    """All the broken ones differ from it by a slip of the pen."""
    assert catalogue.check(SAMPLES / "small.yml") == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("key: small", "key: Small", 'line 2: found "Small", expected a word of small letters'),
        ("name: A small programme", "name:", "line 3: found nothing, expected words"),
        ("name: A small programme", "name: true", "line 3: found true, expected words"),
        ("kind: choice", f"kind: {'x' * 90}", f'found "{"x" * 57}...", expected "short_text"'),
        (
            "label: What is it?",
            "label: What is it?, lowest: a",
            'found "a", expected a whole number',
        ),
        (
            "  - {id: principal, name: Principal}\n",
            "  - {}\n",
            'found no "id", expected one in this',
        ),
        (
            "months: [9, 10]",
            "months: []",
            'line 26: found 0 in the list "months", expected at least 1.',
        ),
        ("week: 3", "week: 5", "line 26: found 5, expected 1, 2, 3, 4 or -1."),
        ("week: 3", "weak: 3", 'found the key "weak", expected one of week, weekday, months'),
        ("week: 3", "every_weeks: 2", "found months without week, expected for example week: 3"),
        (
            "week: 3, weekday: wednesday, months: [9, 10]",
            "days: [2026-13-01]",
            'found "2026-13-01", expected a date such as "2026-10-01".',
        ),
        (
            "week: 3, weekday: wednesday, months: [9, 10]",
            "term_week: 2, weekday: monday",
            "line 26: found weeks of a term, and no terms, expected terms in the calendar",
        ),
        (
            "    reflection: reflection\n",
            "    topics: [{what: Talk, focus: culture, systems: [ilt]}]\n",
            "found topics of 1 gatherings in conference, expected 2, one for each of its months.",
        ),
        (
            "    reflection: reflection\n",
            "    topics: [{what: Talk, focus: culture, systems: [ilt]}]\n",
            'line 31: found the system "ilt", which is nowhere described, expected a list of',
        ),
        ("weeks: 10", "weeks: 0", "line 5: found 0, expected 1 or more."),
        ("weeks: 10", "weeks: 1.5", "line 5: found 1.5, expected a whole number."),
        ("weeks: 3\n", "weeks: 7\n", "line 18: found 6 weeks, while the steps take 7"),
    ],
)
def test_odd_values_are_spoken_of_in_plain_words(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    """Nothing, truth, numbers, long texts and empty lists each have their sentence."""
    path = tmp_path / "small.yml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")

    told = [str(mistake) for mistake in Catalogue(folders=(tmp_path,)).check(path)]

    assert any(words in sentence for sentence in told), told


def test_a_file_that_is_not_there_is_a_mistake_too(catalogue: Catalogue, tmp_path: Path) -> None:
    """Neither a wrong path nor a folder is a stack trace."""
    (missing,) = catalogue.check(tmp_path / "missing.yml")
    (folder,) = catalogue.check(tmp_path)

    assert str(missing) == (
        "missing.yml: found no such file or directory, expected a file to read."
    )
    assert folder.expected == "a file to read"


def test_words_are_not_taken_for_truth_or_numbers(tmp_path: Path) -> None:
    """An option called Yes, a language called no and the time 10:30 are what they look like."""
    text = SMALL.replace('at: "09:00"', "at: 10:30").replace(
        "label: Yes", "label: {no: Ja, en: On}"
    )
    (tmp_path / "small.yml").write_text(text, encoding="utf-8")

    programme = Catalogue(folders=(tmp_path,)).get("small")

    options = programme.form("question").field("about").options
    assert programme.series[0].when.at.isoformat() == "10:30:00"
    assert [option.id for option in options] == ["yes", "no"]
    assert options[0].label.by_language == {"no": "Ja", "en": "On"}


def test_a_facilitator_adds_a_programme_of_their_own(tmp_path: Path) -> None:
    """A second folder stands beside the bot's own."""
    (tmp_path / "small.yml").write_text(SMALL, encoding="utf-8")

    catalogue = Catalogue(folders=(PROGRAMMES, tmp_path))

    assert catalogue.keys() == tuple(sorted({*Catalogue().keys(), "small"}))
    assert [one.key for one in catalogue.all()] == list(catalogue.keys())


def test_a_file_of_the_second_folder_wins(tmp_path: Path) -> None:
    """Who adapts a programme keeps its key and changes the words."""
    text = SMALL.replace("name: A small programme", "name: Ours")
    (tmp_path / "small.yml").write_text(text, encoding="utf-8")

    catalogue = Catalogue(folders=(SAMPLES, tmp_path))

    assert str(catalogue.get("small").name) == "Ours"


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    """Only the programmes that can be used are offered; asking for the other says why not."""
    (tmp_path / "small.yml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "worse.yml").write_text(SMALL, encoding="utf-8")
    catalogue = Catalogue(folders=(tmp_path,))

    assert catalogue.keys() == ("small", "worse")
    assert [one.key for one in catalogue.all()] == ["small"]
    with pytest.raises(
        ProgrammeError, match=r'worse\.yml, line 2: found "small", expected "worse"'
    ):
        catalogue.get("worse")


def test_an_unknown_programme_is_answered_with_the_nearest(catalogue: Catalogue) -> None:
    """A slip in the key is recognised; otherwise all keys are named."""
    with pytest.raises(NotFound, match=r"no programme smal\. Did you mean small\?"):
        catalogue.get("smal")
    with pytest.raises(NotFound, match=r"no programme z\. There are: small\."):
        catalogue.get("z")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """Nobody has to restart the bot after mending a file."""
    path = tmp_path / "small.yml"
    path.write_text(SMALL.replace("weeks: 10", "weeks: ten"), encoding="utf-8")
    catalogue = Catalogue(folders=(tmp_path,))
    before = catalogue.check(path)

    path.write_text(SMALL, encoding="utf-8")
    os.utime(path, ns=(1, 1))

    assert len(before) == 1
    assert catalogue.check(path) == ()
    assert catalogue.get("small") is catalogue.get("small")


def test_a_network_keeps_the_programme_it_began_with(catalogue: Catalogue) -> None:
    """Frozen and thawed it is the same; the text is the same each time."""
    programme = catalogue.get("small")

    text = catalogue.freeze(programme)

    assert catalogue.thaw(text) == programme
    assert catalogue.freeze(catalogue.thaw(text)) == text


def test_a_frozen_text_that_is_no_programme_is_a_sentence(catalogue: Catalogue) -> None:
    """Whatever stands in the database, there is no stack trace of another library."""
    with pytest.raises(ProgrammeError, match="cannot be read any more"):
        catalogue.thaw('{"key": "small"}')
