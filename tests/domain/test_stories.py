"""Stories: the dated way of a school, from what the network knows anyway."""

from datetime import date

from bot.domain.forms import Form
from bot.domain.stories import (
    MOST_MOMENTS,
    Moment,
    MomentKind,
    dumped,
    fingerprint,
    is_plan,
    loaded,
    timeline,
)
from bot.services.catalogue import Catalogue

SEPTEMBER = date(2026, 9, 16)
JOINED = Moment(on=date(2026, 9, 1), kind=MomentKind.JOINED)
SHARED = Moment(on=date(2026, 9, 20), kind=MomentKind.SHARED, what="Our vision")


def came(on: date, what: str) -> Moment:
    """Return that a school was at a meeting."""
    return Moment(on=on, kind=MomentKind.CAME, what=what)


def test_a_story_is_told_in_the_order_of_its_days() -> None:
    """S4: the meetings of one month stand in one line, and nothing stands twice."""
    first, second = came(SEPTEMBER, "Conference 1"), came(date(2026, 9, 25), "Visit 1")
    later = came(date(2026, 10, 21), "Conference 2")

    told = timeline([later, SHARED, second, first, JOINED, SHARED])

    assert told == (JOINED, came(SEPTEMBER, "Conference 1, Visit 1"), SHARED, later)


def test_what_two_of_a_school_share_is_told_once_a_month() -> None:
    """The first day counts."""
    again = Moment(on=date(2026, 9, 28), kind=SHARED.kind, what=SHARED.what)
    later = Moment(on=date(2026, 10, 2), kind=SHARED.kind, what=SHARED.what)

    assert timeline([later, again, SHARED]) == (SHARED, later)


def test_of_a_very_long_story_the_latest_is_told() -> None:
    """It has to fit into one message."""
    years = [
        Moment(on=date(2026, 1, 1 + day % 28), kind=MomentKind.SHARED, what=f"Note {day}")
        for day in range(MOST_MOMENTS + 5)
    ]

    told = timeline(years)

    assert len(told) == MOST_MOMENTS
    assert told[-1].on == max(one.on for one in years)


def test_a_story_comes_back_as_it_was_kept() -> None:
    """S4: what was looked at is what is posted; one moment more is another story."""
    story = (JOINED, SHARED)

    assert loaded(dumped(story)) == story
    assert fingerprint(story) == fingerprint(loaded(dumped(story)))
    assert fingerprint(story) != fingerprint((JOINED,))


def test_a_plan_asks_for_days_to_come() -> None:
    """S84: plans of action are told from reflections, whatever they are called."""
    forms = {one.id: one for one in Catalogue().get("connect-lead-succeed").forms}
    dated: Form = forms["action_plan"]

    assert is_plan(dated)
    assert not is_plan(forms["reflection"])
