"""Measures: so much done of so much that is enough (S9, S23, S26); pure."""

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from bot.domain.measures import (
    Measure,
    Progress,
    Turnout,
    Unit,
    attendance,
    each_of,
    enough_of,
    mean,
    percent,
    weeks_since,
)
from bot.domain.programme import Programme
from tests.storage.cast import PROGRAMME

EVERY = Measure(entries="plan", by="schools")


def turnout(there: int, expected: int) -> Turnout:
    """Return a gathering to which so many came of so many."""
    return Turnout(
        gathering_id=1,
        series_id="conference",
        on=date(2026, 9, 8),
        there=frozenset(range(there)),
        expected=frozenset(range(expected)),
    )


@pytest.mark.parametrize(
    ("number", "share", "enough"), [(12, 80, 10), (10, 80, 8), (3, 100, 3), (3, 1, 1), (0, 80, 0)]
)
def test_a_share_is_rounded_up(number: int, share: int, enough: int) -> None:
    """Eighty in a hundred of twelve are ten: nine are fewer (S23)."""
    found = enough_of(number, share)

    assert found == enough


def test_each_school_needs_as_many_as_it_says() -> None:
    """A school with much does not stand in for one with nothing."""
    found = each_of(EVERY.model_copy(update={"each": 2}), Unit.SCHOOLS, [5, 2, 1])

    assert (found.done, found.wanted, found.of, found.is_met) == (2, 3, 3, False)


def test_fewer_than_all_may_be_enough() -> None:
    """As the programme says."""
    found = each_of(EVERY.model_copy(update={"share": 60}), Unit.SCHOOLS, [1, 1, 0])

    assert (found.done, found.wanted, found.is_met) == (2, 2, True)


def test_nothing_is_met_by_nobody() -> None:
    """A network without members has not done anything yet."""
    assert not each_of(EVERY, Unit.SCHOOLS, []).is_met


def test_time_counts_in_full_weeks() -> None:
    """S9: six days are no week, and nothing has passed before it began."""
    began = date(2026, 9, 7)

    weeks = [weeks_since(began, date(2026, 9, day)) for day in (1, 7, 13, 14, 27, 28)]

    assert weeks == [0, 0, 0, 1, 2, 3]


def test_a_mean_is_told_from_five_answers_on() -> None:
    """S26: it is never one person's own answer; 4.2 is exactly 4.2."""
    measure = Measure(average="phase_review", field="learning_first", at_least=4.2)

    four, five = mean(measure, [4, 4, 5, 4]), mean(measure, [4, 4, 5, 4, 4])

    assert (four.done, four.is_met) == (None, False)
    assert (five.done, five.wanted, five.is_met) == (Fraction(21, 5), Fraction(21, 5), True)


def test_attendance_is_of_all_who_could_come() -> None:
    """S52: over all gatherings together; nothing noted is nothing known."""
    measure = Measure(attended=("conference",), share=80)

    noted = attendance(measure, [turnout(10, 12), turnout(9, 12)])

    assert (noted.done, noted.wanted, noted.is_met) == (79, 80, False)
    assert percent([]) is None
    assert not attendance(measure, []).is_met


@pytest.mark.parametrize(
    ("there", "of", "enough", "told"),
    [
        (8, 12, 80, 67),
        (7, 12, 80, 58),
        (1, 8, 80, 13),
        (119, 149, 80, 79),  # 79.87
        (4, 5, 80, 80),
        (199, 200, 80, 99),  # 99.5
        (12, 12, 100, 100),
        (0, 12, 1, 0),
        (1, 200, 1, 0),
    ],
)
def test_a_share_is_rounded_but_never_up_to_what_is_enough(
    there: int, of: int, enough: int, told: int
) -> None:
    """S52: 8 of 12 are 67 in a hundred; 80 are only told where they are there."""
    noted = attendance(Measure(attended=("conference",), share=enough), [turnout(there, of)])

    assert noted.done == told
    assert noted.is_met == (100 * there >= enough * of)


def test_too_many_are_not_met_either() -> None:
    """A programme for twelve to eighteen is not met by thirty."""
    found = [
        Progress(unit=Unit.MEMBERS, done=one, wanted=12, most=18).is_met for one in (11, 18, 30)
    ]

    assert found == [False, True, False]


def test_an_anonymous_form_is_not_counted() -> None:
    """Nobody is to know who answered it, not even as a number of schools."""
    content = PROGRAMME.model_dump(mode="json")
    content["phases"][0]["exit"] = [
        {"id": "heard", "text": "Heard.", "computed": {"entries": "reflection"}}
    ]
    (form,) = content["forms"]
    anonymous = content | {"forms": [form | {"anonymous": True}]}

    programme = Programme.model_validate(content)

    assert programme.phases[0].exit[0].id == "heard"
    with pytest.raises(ValidationError, match="counts the anonymous reflection"):
        Programme.model_validate(anonymous)


def test_a_measure_counts_one_thing() -> None:
    """Two at once would leave open how much of which."""
    with pytest.raises(ValidationError, match="weeks and partnered counted"):
        Measure(weeks=4, partnered=True)
