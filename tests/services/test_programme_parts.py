"""Shared parts and programmes that build on others: one whole, every word with its own line."""

from pathlib import Path

import pytest

from bot.domain.programme import Programme
from bot.services.catalogue import PROGRAMMES, Catalogue

SMALL = (Path(__file__).parent / "programmes" / "small.yml").read_text(encoding="utf-8")
PULSE = """
id: pulse
title: Pulse
pages:
  - fields:
      - {id: heard, kind: scale, label: I am heard here.}
"""
OURS = """
key: ours
builds_on: small
name: Ours
series:
  - {id: conference, name: Our morning}
  - id: visit
    kind: visit
    name: A visit
    minutes: 90
    when: {week: 1, weekday: monday, months: [3], at: "09:00"}
forms:
  - pulse
  - {id: question, title: Our question}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lend a folder with the small programme, a shared form and one that builds on both."""
    (tmp_path / "forms").mkdir()
    write(tmp_path / "small.yml", SMALL)
    write(tmp_path / "forms" / "pulse.yml", PULSE)
    write(tmp_path / "ours.yml", OURS)
    return tmp_path


def test_a_form_is_taken_by_its_name(folder: Path) -> None:
    """A name in the list of forms stands for the file of that name (issue 3)."""
    write(folder / "small.yml", SMALL.replace("forms:\n", "forms:\n  - pulse\n"))

    programme = read(folder, "small")

    assert [form.id for form in programme.forms] == ["pulse", "reflection", "question"]
    assert programme.form("pulse").field("heard").label.say() == "I am heard here."


def test_a_programme_says_only_what_is_different(folder: Path) -> None:
    """Items with one id are put together, new ones follow, the rest stays."""
    small, ours = read(folder, "small"), read(folder, "ours")

    names = [(one.id, str(one.name), one.minutes) for one in ours.series]
    titles = [str(form.title) for form in ours.forms]

    assert names == [("conference", "Our morning", 60), ("visit", "A visit", 90)]
    assert titles == ["Reflection", "Our question", "Pulse"]
    assert ours.series[0].agenda == small.series[0].agenda
    assert (ours.phases, ours.size) == (small.phases, small.size)


def test_another_rhythm_replaces_the_whole_rhythm(folder: Path) -> None:
    """A weekly meeting in the place of a monthly one takes no month along."""
    when = '{weekday: friday, every_weeks: 2, at: "08:00"}'
    write(
        folder / "ours.yml",
        f"key: ours\nbuilds_on: small\nseries:\n  - {{id: conference, when: {when}}}",
    )

    (conference,) = read(folder, "ours").series

    assert (conference.when.every_weeks, conference.when.week) == (2, None)
    assert not conference.when.months


def test_an_item_can_be_taken_away(folder: Path) -> None:
    """What a programme does not want of the other one is removed by its id."""
    write(
        folder / "ours.yml", "key: ours\nbuilds_on: small\nroles:\n  - {id: teacher, remove: true}"
    )

    roles = [role.id for role in read(folder, "ours").roles]

    assert roles == ["principal"]


def test_a_programme_builds_on_one_of_the_bots_own(tmp_path: Path) -> None:
    """A private folder needs no copy of what it changes a little."""
    write(tmp_path / "lake.yml", "key: lake\nbuilds_on: connect-lead-succeed\nname: Lake schools")

    lake = Catalogue(folders=(PROGRAMMES, tmp_path)).get("lake")

    assert str(lake.name) == "Lake schools"
    assert len(lake.steps) == 8


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "small.yml",
            SMALL.replace("forms:\n", "forms:\n  - plse\n"),
            'found "plse", which is not among the shared forms, expected one of pulse. Did',
        ),
        (
            "ours.yml",
            OURS.replace("on: small", "on: smal"),
            'ours.yml, line 3: found "smal", on which nothing can be built, expected one of small.',
        ),
        (
            "ours.yml",
            OURS.replace("kind: visit", "kind: vist"),
            'ours.yml, line 8: found "vist"',
        ),
        (
            "forms/pulse.yml",
            PULSE.replace("kind: scale", "kind: scael"),
            'pulse.yml, line 6: found "scael"',
        ),
        (
            "forms/pulse.yml",
            PULSE.replace("id: pulse", "id: puls"),
            'pulse.yml, line 2: found "puls", expected "pulse", as the file is called.',
        ),
        (
            "small.yml",
            SMALL.replace("minutes: 60", "minutes: 70"),
            "small.yml, line 28: found an agenda of 60 minutes",
        ),
        ("forms/pulse.yml", "id: [", "pulse.yml, line"),
        (
            "ours.yml",
            OURS.replace("id: conference,", "id: {},"),
            "ours.yml, line 6: found keys with values, expected words.",
        ),
    ],
)
def test_a_mistake_is_named_where_it_was_written(
    file: str, text: str, told: str, folder: Path
) -> None:
    """In the shared part, in the programme below, or in the file itself: file and line."""
    write(folder / file, text)
    catalogue = Catalogue(folders=(folder,))

    key = "small" if file == "small.yml" and "plse" in text else "ours"
    sentences = [str(one) for one in catalogue.check(folder / f"{key}.yml")]

    assert any(told in one for one in sentences), sentences


def test_two_programmes_that_build_on_each_other_end_in_a_sentence(folder: Path) -> None:
    """A circle is a mistake like any other, and so is a programme that builds on itself."""
    write(folder / "small.yml", "key: small\nbuilds_on: ours\nname: Small")

    (circle,) = Catalogue(folders=(folder,)).check(folder / "ours.yml")
    write(folder / "small.yml", "key: small\nbuilds_on: small\nname: Small")
    (itself,) = Catalogue(folders=(folder,)).check(folder / "small.yml")

    assert str(circle).startswith("small.yml, line 2: found a circle: ours builds on small builds")
    assert str(itself) == (
        'small.yml, line 2: found "small", which is this programme itself, '
        "expected the key of another programme."
    )


def test_a_word_that_points_nowhere_is_told_once(folder: Path) -> None:
    """With every line: whoever misspelt the id of a form mends one word and not five."""
    write(folder / "small.yml", SMALL.replace("- id: reflection", "- id: reflektion"))

    (told,) = Catalogue(folders=(folder,)).check(folder / "small.yml")

    assert str(told) == (
        'small.yml, line 31: found the form "reflection", which is nowhere described (also in line '
        '43), expected one of reflektion, question. Did you mean "reflektion"?'
    )


def test_a_misspelt_name_is_taken_as_it_was_meant(folder: Path) -> None:
    """Nothing that names the shared form is told beside it (issue 3)."""
    text = SMALL.replace("forms:\n", "forms:\n  - pulze\n").replace(
        "n: reflection\ns", "n: pulse\ns"
    )
    write(folder / "small.yml", text)

    (told,) = Catalogue(folders=(folder,)).check(folder / "small.yml")

    assert 'found "pulze", which is not among the shared forms' in str(told)


def test_a_shared_part_is_checked_alone(folder: Path) -> None:
    """Before any programme takes it; what stands in other files is no mistake of it."""
    write(folder / "forms" / "pulse.yml", PULSE.replace("kind: scale", "kid: scale"))
    write(folder / "forms" / "My pulse.yml", PULSE)
    write(folder / "small.yml", "key: [")
    catalogue = Catalogue(folders=(folder,))

    (misspelt,) = catalogue.check(folder / "forms" / "pulse.yml")
    (odd,) = catalogue.check(folder / "forms" / "My pulse.yml")

    assert str(misspelt).startswith('pulse.yml, line 6: found the key "kid", expected one of id,')
    assert str(odd).startswith('My pulse.yml: found "My pulse", expected a name of small letters')


def test_a_shared_part_that_changes_changes_the_programme(folder: Path) -> None:
    """Nobody has to touch the programme, or to start the bot again."""
    catalogue = Catalogue(folders=(folder,))
    before = str(catalogue.get("ours").form("pulse").title)

    write(folder / "forms" / "pulse.yml", PULSE.replace("title: Pulse", "title: A longer pulse"))

    assert (before, str(catalogue.get("ours").form("pulse").title)) == ("Pulse", "A longer pulse")


def test_a_name_never_leads_out_of_the_folder(folder: Path) -> None:
    """A path in the place of a name is no name."""
    write(folder / "small.yml", SMALL.replace("forms:\n", "forms:\n  - ../small\n"))

    told = [str(one) for one in Catalogue(folders=(folder,)).check(folder / "small.yml")]

    assert any('found "../small", which is not among the shared forms' in one for one in told)


def read(folder: Path, key: str) -> Programme:
    """Return a programme of the folder."""
    return Catalogue(folders=(folder,)).get(key)


def write(path: Path, text: str) -> None:
    """Write a file."""
    path.write_text(text, encoding="utf-8")
