"""Programme files: what is read, what is refused, and how a mistake is told."""

import os
from pathlib import Path

import pytest

from bot.errors import NotFound, ProgrammeError
from bot.i18n import mark
from bot.services.catalogue import PROGRAMMES, Catalogue

SAMPLES = Path(__file__).parent / "programmes"
SMALL = (SAMPLES / "small.yml").read_text(encoding="utf-8")

TOLD = {
    "a-list": ["a-list.yml: found a list, expected the keys of a programme, such as key: name."],
    "adopts-nothing": ['line 39: found the question "questions", which is not in that form'],
    "agenda-minutes": ["line 27: found an agenda of 70 minutes in conference, expected 60."],
    "alias": ["line 8: found an anchor or alias (& or *), expected the words themselves."],
    "anonymous-pages": ["line 65: found form pulse: 2 pages in an anonymous form, expected one."],
    "anonymous-step": [
        'line 39: found the anonymous form "question", expected one that keeps its author.'
    ],
    "another-name": ['line 1: found "small", expected "another-name", as the file is called.'],
    "another-visibility": [
        'line 51: found "everybody", expected "only_me", "facilitator", "trio" or "network".'
    ],
    "card-nobody-described": ['line 31: found the form "card", which is nowhere described'],
    "chooser-option": [
        'line 68: found the pathway "yes", which is nowhere described, expected one of small.',
        'line 69: found the pathway "no", which is nowhere described, expected one of small.',
    ],
    "colon-in-words": ["line 3: found a colon inside words, or an odd indent, expected such words"],
    "counts-in-odd-order": ["line 62: found min 5 and max 4, expected min to be the smaller one."],
    "decision-of-a-choice": [
        'line 62: found the question "about", a choice, expected one that is long_text'
    ],
    "decision-question": ['line 62: found the question "qestion", which is not in that form'],
    "decision-without-choices": ["line 62: found neither ask nor choices, expected one of them."],
    "depends-on-what-follows": [
        "line 49: found form question: question depends on about, expected a question that"
    ],
    "empty": ["empty.yml: found an empty file, expected the keys of a programme"],
    "framework-dimension": ['line 66: found the dimension "never", which "about" does not offer'],
    "framework-without-question": ['line 63: found the question "dimension", which no form asks'],
    "id-twice": [
        'line 38: found the form "question", which is nowhere described, expected one of',
        'line 49: found the id "reflection" for the second time (first in line 44)',
    ],
    "key-twice": ['line 25: found "minutes" for the second time (first in line 24)'],
    "link-without-lock": [
        'line 16: found "http://example.org", expected an address that begins with'
    ],
    "list-for-words": ["line 35: found a list, expected words, or words by language such as"],
    "measure-of-a-later-decision": [
        'line 16: found the decision "norms", which is nowhere described'
    ],
    "measure-of-two-things": [
        "line 16: found weeks and kept counted, expected one of weeks, entries, average"
    ],
    "measure-of-words": [
        'line 16: found the question "question", a short_text, expected one that is'
    ],
    "min-above-max": ["line 5: found min 20 and max 9, expected min to be the smaller one."],
    "missing-key": ['line 32: found no "purpose", expected one in this step.'],
    "never-answered": [
        "line 54: found at least 400 characters and at most 100, expected a question that"
    ],
    "never-met": [
        "line 16: found all_steps_done of a phase that walks no inquiry, which is never so"
    ],
    "no-steps": ["line 19: found an inquiry without steps, expected steps."],
    "not-a-number": ['line 13: found "four", expected a whole number.'],
    "nudge-like-a-checkin": ['line 64: found the id "pulse", which a check-in has (line 62)'],
    "odd-id": ['line 32: found "Ask first", expected a word of small letters, digits and "_"'],
    "one-for-a-list": ['line 36: found "What do you wonder about?", expected a list, each item'],
    "open-quote": ["line 25: found a line that does not go with those above, expected"],
    "options-missing": ["line 55: found a choice without options in about, expected options for"],
    "partners-missing": [
        "line 16: found partners in a programme that matches nobody, which is never so"
    ],
    "pathways-alone": [
        "line 41: found pathways or a chooser alone, expected both: places.chooser names its form."
    ],
    "protocol-too-large": [
        "line 66: found a conversation for 20 or more in a network of 9, expected one"
    ],
    "reading-without-words": ["line 16: found neither link nor text, expected one of them."],
    "role-of-each-school": [
        'line 7: found the role "pupil", which is nowhere described, expected one of'
    ],
    "several": [
        'line 13: found "four", expected a whole number.',
        'line 25: found "minutes" for the second time',
        'line 26: found "wensday", expected "monday"',
        'line 35: found the key "wekks", expected one of id, name, weeks',
        'line 39: found the form "questoin", which is nowhere described',
    ],
    "tab": ["line 12: found a tab, expected spaces."],
    "tag": ['line 3: found a tag (!), expected the words in "quotes".'],
    "time-as-a-number": ['line 25: found 900, expected a time such as "09:00".'],
    "time-without-quotes": ['line 25: found "9:00", expected a time such as "09:00".'],
    "title-too-long": ["line 50: found 39 characters, expected at most 24, to fit on a phone."],
    "too-many-weeks": ["line 4: found 8 weeks, while the phases take 10, expected 10 or more."],
    "tool-of-no-phase": [
        'line 62: found the phase "begn", which is nowhere described, expected one of'
    ],
    "two-documents": ["line 2: found a second document, expected one programme."],
    "unknown-form": ['line 38: found the form "questoin"'],
    "unknown-key": ['line 34: found the key "wekks", expected one of id, name, weeks, purpose'],
    "unknown-role": ['line 26: found the role "pirncipal"'],
    "unknown-weekday": ['line 25: found "wensday"'],
}
MEANT = {
    "decision-question": "question",
    "tool-of-no-phase": "begin",
    "unknown-form": "question",
    "unknown-key": "weeks",
    "unknown-role": "principal",
}


@pytest.fixture
def catalogue() -> Catalogue:
    """Hold the small programme and nothing else."""
    return Catalogue(folders=(SAMPLES,))


def test_the_small_programme_has_no_mistake(catalogue: Catalogue) -> None:
    """All the broken ones differ from it by a slip of the pen."""
    assert catalogue.check(SAMPLES / "small.yml") == ()


@pytest.mark.parametrize("name", sorted(path.stem for path in (SAMPLES / "broken").iterdir()))
def test_a_mistake_is_named_with_its_file_and_line(name: str, catalogue: Catalogue) -> None:
    """The sentence says what was found and what was expected; every mistake in one go."""
    path = SAMPLES / "broken" / f"{name}.yml"

    told = [str(mistake) for mistake in catalogue.check(path)]

    assert len(told) == len(TOLD[name]), told
    for sentence, words in zip(told, TOLD[name], strict=True):
        assert sentence.startswith(f"{name}.yml")
        assert words in sentence


@pytest.mark.parametrize("name", MEANT)
def test_the_word_that_was_meant_is_offered(name: str, catalogue: Catalogue) -> None:
    """A slip of the pen is recognised."""
    (mistake,) = catalogue.check(SAMPLES / "broken" / f"{name}.yml")

    assert mistake.nearest == MEANT[name]
    assert mistake.tell(mark).endswith(f'Did you mean "{MEANT[name]}"?')


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
        ("months: [9, 10]", "months: []", "line 26: found 0 in the list, expected at least 1."),
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
