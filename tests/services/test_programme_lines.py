"""The line of a mistake is the line where it stands, wherever in a shipped programme it is."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.catalogue import PROGRAMMES, Catalogue

ENOUGH = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in PROGRAMMES.glob("*.yml")}
ODD_KEY = "unheard_of"
ODD_VALUE = "{unheard_of: 1}"


def words(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, str]]:
    """Yield every key and value of a text, each with what cannot stand in its place."""
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                yield key, ODD_KEY
                yield from words(value)
        case yaml.SequenceNode():
            for one in node.value:
                yield from words(one)
        case yaml.ScalarNode():
            yield node, ODD_VALUE


PLACES = {
    key: list(words(yaml.compose(text, Loader=yaml.SafeLoader))) for key, text in SHIPPED.items()
}


@ENOUGH
@given(st.data())
def test_what_is_odd_is_named_at_its_own_line(draw: st.DataObject) -> None:
    """A key that nobody knows, or keys in the place of a word: the line is theirs (issue 3)."""
    key = draw.draw(st.sampled_from(sorted(SHIPPED)))
    node, odd = draw.draw(st.sampled_from(PLACES[key]))
    start, end = node.start_mark, node.end_mark
    text = f"{SHIPPED[key][: start.index]}{odd}{SHIPPED[key][end.index :]}"

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{key}.yml"
        path.write_text(text, encoding="utf-8")
        mistakes = Catalogue(folders=(PROGRAMMES, Path(folder))).check(path)

    assert start.line + 1 in [one.line for one in mistakes if one.file == path.name]
