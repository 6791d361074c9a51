"""docs/programmes.md says what is true: every key, every example, every test it names."""

import json
import re
from collections.abc import Iterator
from inspect import isclass
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from bot.domain.programme import Programme
from bot.domain.text import Text
from bot.services.catalogue import PROGRAMMES, Catalogue
from bot.services.programme_schema import programme_schema

ROOT = Path(__file__).parent.parent
DOC = (ROOT / "docs" / "programmes.md").read_text(encoding="utf-8")


def test_every_key_of_the_model_is_described() -> None:
    """docs/programmes.md has a table for each part, with each of its keys and no other."""
    described = {part: keys for part, keys in tables(DOC) if part in PARTS}

    assert described == KEYS


def test_every_requirement_stands_in_the_table() -> None:
    """S1 to S100: whoever asks for one finds where it is (issue 3)."""
    numbers = [int(number) for what, *_ in ROWS for number in re.findall(r"\bS(\d+)\b", what)]

    assert sorted(numbers) == list(range(1, 101))


def test_every_requirement_names_a_test_that_is_there() -> None:
    """Each line of the table points to one or more tests by name."""
    named = [set(re.findall(r"`(test_\w+)`", tests)) for _, _, tests in ROWS]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]

    written = set(re.findall(r"def (test_\w+)", "\n".join(sources)))

    assert all(named)
    assert set().union(*named) - written == set()


def test_every_requirement_names_words_that_are_there() -> None:
    """What stands in quotes is a key of the model, a file, or a word of a file that is shipped."""
    named = {word for _, where, _ in ROWS for word in re.findall(r"`([^`]+)`", where)}
    keys = {key for part in KEYS.values() for key in part}
    files = sorted(PROGRAMMES.rglob("*.yml"))

    written = {word for path in files for word in words_of(yaml.safe_load(path.read_bytes()))}

    assert len(named) > len(ROWS)
    assert named - keys - written - {path.name for path in files} == set()


def test_the_example_of_the_page_can_be_used(tmp_path: Path) -> None:
    """Whoever begins with the example begins with a sound file."""
    (example,) = re.findall(r"```yaml\n(# first\.yml\n.*?)```", DOC, re.DOTALL)
    (tmp_path / "first.yml").write_text(example, encoding="utf-8")

    catalogue = Catalogue(folders=(tmp_path,))

    assert catalogue.check(tmp_path / "first.yml") == ()


@pytest.mark.parametrize("path", sorted(PROGRAMMES.glob("*.yml")), ids=lambda path: path.stem)
def test_an_editor_finds_nothing_to_mark(path: Path) -> None:
    """The schema that `programme schema` prints agrees with the files as they are written."""
    schema = json.loads(json.dumps(programme_schema()))

    written = yaml.safe_load(path.read_text(encoding="utf-8"))

    marks = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(written))

    assert marks == []


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a part of the model and all the parts within it."""
    yield model
    for field in model.model_fields.values():
        yield from (part for one in models_in(field.annotation) for part in parts_of(one))


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the parts of the model that an annotation names; words are no part."""
    if isclass(annotation) and issubclass(annotation, BaseModel) and annotation is not Text:
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def tables(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the keys of each table of the field reference."""
    headings = [*re.finditer(r"^### `(\w+)`.*$", page, re.MULTILINE)]
    ends = [*(heading.start() for heading in headings[1:]), len(page)]
    for heading, end in zip(headings, ends, strict=True):
        section = page[heading.end() : end]
        yield heading[1], re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def words_of(piece: object) -> Iterator[str]:
    """Yield every key of a file, and every single word by which one part names another."""
    match piece:
        case str():
            yield from re.findall(r"\A[a-z][a-z0-9_]*\Z", piece)
        case dict():
            yield from piece
            yield from (word for value in piece.values() for word in words_of(value))
        case list():
            yield from (word for one in piece for word in words_of(one))
        case _:
            pass


PARTS = {part.__name__: part for part in parts_of(Programme)}
KEYS = {
    part: [field.alias or name for name, field in model.model_fields.items()]
    for part, model in PARTS.items()
}
ROWS = re.findall(r"^\| (S\d[^|]*) \| ([^|]*) \| ([^|]*) \|$", DOC, re.MULTILINE)
