"""What it costs to read a programme with care."""

from pathlib import Path

import pytest
import yaml

from bot.services.catalogue import PROGRAMMES, Catalogue, Shelf
from tests.benchmarks.measuring import Comparison, Race

pytestmark = pytest.mark.bench


def test_checking_all_programmes_costs_at_most_five_times_reading_them(
    measured: list[Comparison],
) -> None:
    """Lines, words, references and texts are looked at in the time of five bare readings."""
    files = [path for path in Catalogue().paths().values() if path.parent == PROGRAMMES]

    seconds, beside = Race(rounds=9, times=2).run(
        lambda: check(len(files)), lambda: [read(path) for path in files]
    )
    found = Comparison(
        name=f"loading and checking {len(files)} programmes",
        seconds=seconds,
        beside="a bare CSafeLoader",
        beside_seconds=beside,
        goal=5,
    )
    measured.append(found)

    assert found.is_met, found.cells


def check(count: int) -> None:
    """Read all programmes as if for the first time."""
    assert len(Catalogue(shelf=Shelf()).all()) == count


def read(path: Path) -> object:
    """Read a file as YAML and look at nothing."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
