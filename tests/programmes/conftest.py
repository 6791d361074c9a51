"""Programmes that several files of tests look at."""

import pytest

from bot.domain.programme import Programme
from bot.domain.rubrics import Rubric
from bot.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def year() -> Programme:
    """Read the year of a leadership institute."""
    return Catalogue().get("leadership-institute-year")


@pytest.fixture(scope="module")
def framework(year: Programme) -> Rubric:
    """Return the rubric that the year works with."""
    (rubric,) = year.rubrics
    return rubric
