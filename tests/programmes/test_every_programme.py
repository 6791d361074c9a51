"""The programmes that come with the bot: sound, complete and short enough for a phone."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from bot.domain.forms import FieldKind, Form, FormField
from bot.domain.programme import Programme, Standing
from bot.domain.text import Text
from bot.services.catalogue import PROGRAMMES, Catalogue

KEYS = (
    "connect-lead-succeed",
    "gradual-release-heads",
    "gradual-release-partnership",
    "leadership-institute-year",
    "leading-equitable-schools",
    "partner-pathways",
)
JUDGING = {"overdue", "failed", "mandatory", "compliance", "user", "users"}


@pytest.fixture(scope="module", params=KEYS)
def programme(request: pytest.FixtureRequest) -> Programme:
    """Read each programme that comes with the bot."""
    return Catalogue().get(str(request.param))


def test_the_bot_comes_with_its_programmes() -> None:
    """All can be used as they are: a file with a mistake would be missing here."""
    assert Catalogue().keys() == KEYS
    assert [mistake for key in KEYS for mistake in check(key)] == []
    assert [one for key in KEYS for one in Catalogue().warnings(PROGRAMMES / f"{key}.yml")] == []


@pytest.mark.parametrize("key", [key for key in KEYS if key != "gradual-release-heads"])
def test_there_are_two_kinds_of_leader(key: str) -> None:
    """Office holders, and teachers who are growing into leadership (S19)."""
    standings = {role.id: role.standing for role in Catalogue().get(key).roles}

    assert standings["principal"] is Standing.OFFICIAL
    assert set(standings.values()) == {Standing.OFFICIAL, Standing.EMERGING}


@pytest.mark.parametrize(
    "key",
    ["connect-lead-succeed", "gradual-release-partnership", "leadership-institute-year"],
)
def test_a_phase_is_looked_back_on_in_three_ways(key: str) -> None:
    """Skills, attitudes and beliefs, each rated with an example (S3)."""
    form = Catalogue().get(key).form("phase_review")

    scales = [field.id for field in form.fields if field.kind is FieldKind.SCALE]

    assert scales[:3] == ["skill", "attitude", "belief"]
    assert all(form.field(f"{scale}_example").required for scale in scales[:3])


def test_every_form_fits_on_a_phone(programme: Programme) -> None:
    """Titles, labels, hints and options stay within what Slack shows."""
    for form in programme.forms:
        assert longest(form.title) <= 24, form.id
        assert all(len(page.fields) <= 5 for page in form.pages), form.id
        for where, field in fields_of(form):
            assert longest(field.label) <= 150, where
            assert longest(field.hint) <= 200, where
            assert longest(field.example) <= 150, where
            assert all(longest(option.label) <= 75 for option in field.options), where


def test_every_gathering_ends_with_a_look_at_the_norms(programme: Programme) -> None:
    """One tap from one to five, in whatever is asked after it (S30)."""
    asked = {one.id: programme.form(one.reflection) for one in programme.series if one.reflection}

    assert asked
    for series_id, form in asked.items():
        found = [one for one in form.fields if one.id == "norms_kept"]
        assert [one.kind for one in found] == [FieldKind.SCALE], series_id


def test_every_question_comes_with_help(programme: Programme) -> None:
    """A hint for each, an example for whatever is written, and thanks at the end."""
    for form in programme.forms:
        assert form.about, form.id
        assert form.thanks, form.id
        for where, field in fields_of(form):
            assert field.hint, where
            assert field.example or "text" not in field.kind, where


def test_every_example_would_be_taken(programme: Programme) -> None:
    """Whoever writes what the example shows is not turned away."""
    for form in programme.forms:
        for where, field in fields_of(form):
            length = longest(field.example) or field.min_length
            assert field.min_length <= length <= field.max_length, where


def test_every_form_is_asked_for_somewhere(programme: Programme) -> None:
    """A form that no step, meeting, module, decision or place names would never be seen."""
    rest = programme.model_dump(mode="json", exclude={"forms", "protocols", "rubrics"})

    assert {form.id for form in programme.forms} - set(named_in(rest)) == set()


def test_criteria_and_checks_fit_beside_a_box_to_tick(programme: Programme) -> None:
    """Slack shows 75 characters there."""
    checks = [check.text for step in programme.steps for check in step.checks]
    criteria = [one.text for phase in programme.phases for one in (*phase.entry, *phase.exit)]

    assert [text for text in (*checks, *criteria) if longest(text) > 75] == []


def test_the_words_are_kind_and_the_sentences_short(programme: Programme) -> None:
    """No word that judges, and hardly a sentence with more than 25 words."""
    texts = list(texts_of(programme))
    words = {word.lower() for text in texts for word in re.findall(r"\w+", text)}
    sentences = [part for text in texts for part in re.split(r"(?<=[.?!:])\s", text)]

    long = [sentence for sentence in sentences if len(sentence.split()) > 25]

    assert words & JUDGING == set()
    assert len(long) <= 3, long


def check(key: str) -> tuple[object, ...]:
    """Check one of the bot's own files."""
    return Catalogue().check(PROGRAMMES / f"{key}.yml")


def longest(text: Text | None) -> int:
    """Return the length of a text in the language in which it is longest; 0 for none."""
    return max(map(len, text.by_language.values())) if text else 0


def fields_of(form: Form) -> Iterator[tuple[str, FormField]]:
    """Yield every question of a form with the name under which a failure is found."""
    for field in form.fields:
        yield f"{form.id}.{field.id}", field


def texts_of(piece: object) -> Iterator[str]:
    """Yield every English sentence of a programme."""
    match piece:
        case Text():
            yield piece.say()
        case BaseModel():
            for name in type(piece).model_fields:
                yield from texts_of(getattr(piece, name))
        case tuple():
            for one in piece:
                yield from texts_of(one)
        case _:
            pass


def named_in(piece: object) -> Iterator[str]:
    """Yield every word of plain data by which one part of a programme names another."""
    match piece:
        case str():
            yield piece
        case dict():
            for key, value in piece.items():
                yield from named_in(value if key != "id" else None)
        case list():
            for one in piece:
                yield from named_in(one)
        case _:
            pass
