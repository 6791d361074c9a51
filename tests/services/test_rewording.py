"""Rewording: own words go into a newer programme together, or as many of them as fit."""

from dataclasses import replace

import pytest

from bot.domain.wordings import Wording
from bot.errors import Invalid
from bot.services.catalogue import Catalogue
from bot.services.rewording import reworded, worded
from tests.services.office import PROGRAMME, START

OURS = Wording(
    network_id=1,
    place="forms/reflection/title",
    before="Reflection",
    after="Looking back",
    by_id=None,
    at=START,
)


def test_what_does_not_fit_into_a_newer_programme_does_not_keep_the_rest_out() -> None:
    """S22: limits can become tighter from one version to the next."""
    programme = Catalogue().get(PROGRAMME)
    long = replace(OURS, place="steps/problem/checks", after="x")
    unfit = replace(OURS, place="forms/problem_of_practice/title", after="x" * 80)
    days = replace(OURS, place="series/conference/when", after={"weekday": "monday"})

    found = reworded(programme, (OURS, long, unfit, days))

    assert found.kept == (replace(OURS, before=found.kept[0].before),)
    assert {one.place for one in found.lost} == {long.place, unfit.place, days.place}
    assert str(found.programme.form("reflection").title) == "Looking back"


def test_a_programme_that_nobody_reworded_is_the_newer_one_itself() -> None:
    """Nothing is read twice."""
    programme = Catalogue().get(PROGRAMME)

    assert reworded(programme, ()).programme is programme


def test_a_programme_that_was_sound_once_can_still_be_reworded() -> None:
    """Checks that came later are not held against new words."""
    programme = Catalogue().get(PROGRAMME)
    form = programme.form("reflection")
    older = programme.model_copy(
        update={
            "forms": tuple(
                one.model_copy(update={"title": "A title of long ago, longer than a phone"})
                if one.id == form.id
                else one
                for one in programme.forms
            )
        }
    )

    ours = worded(older, {"phases/connect/name": "Meet"})

    assert str(ours.phases[0].name) == "Meet"
    with pytest.raises(Invalid):
        worded(older, {"phases/connect/name": None})
