"""A folder of broken programme files: each is the small one with a slip of the pen (issue 3)."""

from pathlib import Path

import pytest

from bot.i18n import mark
from bot.services.catalogue import Catalogue

SAMPLES = Path(__file__).parent / "programmes"

TOLD = {
    "a-list": ["a-list.yml: found a list, expected the keys of a programme, such as key: name."],
    "adopts-nothing": ['line 39: found the question "questions", which is not in that form'],
    "agenda-minutes": ["line 27: found an agenda of 70 minutes in conference, expected 60."],
    "alias": ["line 8: found an anchor or alias (& or *), expected the words themselves."],
    "anonymous-pages": ["line 68: found form pulse: 2 pages in an anonymous form, expected one."],
    "anonymous-step": [
        'line 39: found the anonymous form "question", expected one that keeps its author.'
    ],
    "anonymous-counted": [
        'line 19: found the anonymous form "pulse", expected one that keeps its author.'
    ],
    "anonymous-twice": [
        "line 64: found form pulse: a team in an anonymous form, expected nobody to be named.",
        "line 65: found form pulse: visibility network in an anonymous form, expected none.",
    ],
    "another-name": ['line 1: found "small", expected "another-name", as the file is called.'],
    "another-visibility": [
        'line 51: found "everybody", expected "only_me", "facilitator", "trio" or "network".'
    ],
    "behind-a-slip": [
        'line 12: found "name:Begin", expected a space after the colon.',
        "line 27: found an agenda of 70 minutes in conference, expected 60.",
        'line 35: found a colon inside words, expected such words in "quotes".',
    ],
    "behind-a-word": [
        'line 25: found "wensday", expected "monday"',
        "line 27: found an agenda of 70 minutes in conference, expected 60.",
    ],
    "builds-on-itself": [
        'line 2: found "builds-on-itself", which is this programme itself, expected the key of'
    ],
    "card-nobody-described": ['line 31: found the form "card", which is nowhere described'],
    "charter-missing": [
        "line 16: found a charter in a programme that has no form for it, which is never so"
    ],
    "chooser-option": [
        'line 68: found the pathway "yes", which is nowhere described, expected one of small.',
        'line 69: found the pathway "no", which is nowhere described, expected one of small.',
    ],
    "closure-too-long": ["line 12: found 84 characters, expected at most 75, to fit on a phone."],
    "colon-in-words": ["line 3: found a colon inside words, expected such words in"],
    "counts-in-odd-order": ["line 62: found min 5 and max 4, expected min to be the smaller one."],
    "decision-of-a-choice": [
        'line 62: found the question "about", a choice, expected one that is long_text'
    ],
    "decision-question": ['line 62: found the question "qestion", which is not in that form'],
    "decision-without-choices": ["line 62: found neither ask nor choices, expected one of them."],
    "depends-on-what-follows": [
        "line 54: found form question: question depends on about, expected a question that"
    ],
    "empty": ["empty.yml: found an empty file, expected the keys of a programme"],
    "framework-dimension": ['line 66: found the dimension "never", which "about" does not offer'],
    "framework-without-question": ['line 63: found the question "dimension", which no form asks'],
    "full-of-slips": [
        'line 4: found "6-10", expected keys with values: min, max.',
        'line 7: found the key "Start", expected words in "quotes" where they hold a colon, or',
        'line 10: found "third", expected 1, 2, 3, 4 or -1.',
        'line 10: found "Thursday", expected "monday", "tuesday"',
        'line 10: found "sept", expected a whole number.',
        'line 10: found "1pm", expected a time such as "09:00".',
        'line 12: found "greet", expected "learn", "reflect"',
        'line 12: found "coffee" without a colon, expected words with a comma in "quotes".',
        'line 13: found "200 min", expected a whole number.',
        "line 14: found a tab, expected spaces.",
        'line 16: found "What do you see?", expected a list, each item after a dash.',
        'line 18: found "yes", expected true.',
        'line 20: found "mondays", expected "monday", "tuesday"',
        'line 20: found the form "reflecton", which is nowhere described',
    ],
    "id-twice": [
        'line 38: found the form "question", which is nowhere described, expected one of',
        'line 49: found the id "reflection" for the second time (first in line 44)',
    ],
    "key-of-all-forms": [
        'line 43: found the key "froms", expected one of key, version',
        'line 54: found "shorttext", expected "short_text"',
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
    "open-quote": ["line 2: found a quote that nobody closes, expected the closing quote."],
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
    "questions-that-wait": [
        "line 54: found form question: question depends on about, expected a question that stands",
        "line 61: found form question: about depends on question, a short_text, expected one of",
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


def test_there_are_forty_broken_files_and_more() -> None:
    """Each with its sentences, so that none is checked for nothing."""
    names = {path.stem for path in (SAMPLES / "broken").iterdir()}

    assert len(names) >= 40
    assert names == set(TOLD)


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
