"""Shipped programmes with something in the wrong place: sentences, never a stack trace."""

import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ProgrammeError
from bot.services.catalogue import PROGRAMMES, Catalogue

ENOUGH = settings(
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
SHIPPED = {
    path.stem: yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    for path in sorted(PROGRAMMES.glob("*.yml"))
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["reflection", "school", "question?", "x" * 3001, "2026-02-30", "25:61"]),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from(["en", "id", "weeks", "computed"]), st.integers(0, 9)),
)
Place = list[str | int]


def places(piece: object) -> list[Place]:
    """Return where every part of some data stands."""
    match piece:
        case dict():
            inner: list[tuple[str | int, object]] = list(piece.items())
        case list():
            inner = list(enumerate(piece))
        case _:
            return []
    return [[key, *rest] for key, one in inner for rest in ([], *places(one))]


PLACES = {key: places(data) for key, data in SHIPPED.items()}


def changed(data: Any, place: Place, *, by: Any) -> Any:
    """Return data with something else at one place; ``...`` takes it away."""
    key, *rest = place
    if not isinstance(data, dict | list):
        return data
    whole: Any = dict(data) if isinstance(data, dict) else list(data)
    if rest:
        whole[key] = changed(whole[key], rest, by=by)
    elif by is ...:
        del whole[key]
    else:
        whole[key] = by
    return whole


@ENOUGH
@given(st.data())
def test_anything_in_the_wrong_place_is_told_in_sentences(draw: st.DataObject) -> None:
    """A value is another one, a key is gone, a part stands where another belongs (issue 3).

    What has no mistake can be used, and what cannot be used has a mistake.
    """
    key = draw.draw(st.sampled_from(sorted(SHIPPED)))
    places_of = st.sampled_from(PLACES[key])
    part = places_of.map(lambda place: found(SHIPPED[key], place))
    by = draw.draw(st.one_of(ODD, part, st.just(...)))
    odd = changed(SHIPPED[key], draw.draw(places_of), by=by)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{key}.yml"
        path.write_text(yaml.dump(odd, Dumper=Plain, allow_unicode=True), encoding="utf-8")
        catalogue = Catalogue(folders=(PROGRAMMES, Path(folder)))
        told = [str(one) for one in (*catalogue.check(path), *catalogue.warnings(path))]
        is_sound = not catalogue.check(path)
        can_be_used = usable(catalogue, key)

    assert all(".yml" in sentence for sentence in told)
    assert is_sound == can_be_used


class Plain(yaml.CSafeDumper):
    """Writes without anchors, which programme files may not have."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the parser's signature
        """Write everything out."""
        return True


def found(data: Any, place: Place) -> Any:
    """Return what stands at a place."""
    for key in place:
        data = data[key]
    return data


def usable(catalogue: Catalogue, key: str) -> bool:
    """Whether a network could begin with it."""
    try:
        catalogue.get(key)
    except ProgrammeError:
        return False
    return True
