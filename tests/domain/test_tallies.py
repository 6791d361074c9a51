"""Tallies: how many of what was promised there were, and what answers add up to."""

from dataclasses import replace

from bot.domain.forms import Form
from bot.domain.purpose import Framework, SeriesCount
from bot.domain.tallies import Answered, coverage, shared_leadership, tally
from tests.domain.test_figures import OCTOBER, SEPTEMBER, meeting

HARBOR, LINCOLN = "Harbor", "Lincoln"
SCHOOL_OF = {1: HARBOR, 2: HARBOR, 3: LINCOLN}
CONFERENCES = SeriesCount.model_validate(
    {"id": "conferences", "name": "Conferences", "kinds": ["conference"], "min": 2, "max": 3}
)
FRAMEWORK = Framework.model_validate(
    {
        "name": "Four ways",
        "field": "dimension",
        "dimensions": [{"id": "people", "name": "People"}, {"id": "means", "name": "Means"}],
    }
)
WHO = {
    "id": "who_decides",
    "kind": "choice",
    "label": "Who decides?",
    "options": [{"id": "leader", "label": "One leader"}, {"id": "team", "label": "A team"}],
}
WHAT = {"id": "what", "kind": "short_text", "label": "What?"}
DECISIONS = {"id": "decisions", "kind": "records", "label": "A decision", "fields": [WHAT, WHO]}
MAP = Form.model_validate(
    {"id": "map", "title": "Who decides here", "pages": [{"fields": [DECISIONS]}]}
)


def test_meetings_of_a_kind_are_held_against_how_many_belong_to_it() -> None:
    """S89: four to five sessions; those with a date to come are told apart."""
    done = tally(CONFERENCES, [meeting(SEPTEMBER)], planned=2, school_of=SCHOOL_OF)

    assert (done.done, done.planned, done.is_enough) == (1, 2, False)
    assert done.schools == {}


def test_each_school_is_counted_by_where_it_was() -> None:
    """S89: two from one school are one school, and who has left counts for none."""
    own = CONFERENCES.model_copy(update={"by_school": True})
    first = replace(meeting(SEPTEMBER), came=frozenset({1, 2, 99}))
    second = replace(meeting(OCTOBER), came=frozenset({2, 3}))

    counted = tally(own, [first, second], planned=0, school_of=SCHOOL_OF)

    assert counted.schools == {HARBOR: 2, LINCOLN: 1}
    assert (counted.done, counted.least, counted.is_enough) == (2, 1, False)


def test_a_gathering_of_one_school_counts_for_that_school_alone() -> None:
    """S89: whoever came, it is that school's own; the network as a whole did not meet."""
    own = CONFERENCES.model_copy(update={"by_school": True})
    held = replace(meeting(SEPTEMBER), came=frozenset({1, 3}), school=HARBOR)
    missed = replace(meeting(OCTOBER), school=LINCOLN)

    by_school = tally(own, [held, missed], planned=0, school_of=SCHOOL_OF)
    of_all = tally(CONFERENCES, [held, missed, meeting(OCTOBER)], planned=0, school_of=SCHOOL_OF)

    assert by_school.schools == {HARBOR: 1, LINCOLN: 0}
    assert of_all.done == 1


def test_the_coverage_of_a_framework_is_told_from_five_people_on() -> None:
    """S86: how often each dimension was named, and which nobody looks at."""
    answered = [
        Answered(author_id=number, form=MAP, answers={"dimension": ("people",)})
        for number in range(5)
    ]

    few = coverage("dimension", FRAMEWORK.dimensions, answered[:4])
    enough = coverage("dimension", FRAMEWORK.dimensions, [*answered, answered[0]])

    assert not few.is_told
    assert enough.is_told
    assert [(str(name), number) for name, number in enough.counts] == [("People", 6), ("Means", 0)]
    assert [str(name) for name in enough.missing] == ["Means"]


def test_a_map_of_who_decides_is_added_up() -> None:
    """S85: decisions by who makes them; what is decided is not looked at."""
    mine = ({"what": "Trips", "who_decides": "leader"}, {"what": "Visits", "who_decides": "team"})
    yours = ({"what": "Lunch", "who_decides": "leader"}, {"what": "Not said yet"})

    told = shared_leadership(
        [
            Answered(author_id=1, form=MAP, answers={"decisions": mine}),
            Answered(author_id=2, form=MAP, answers={"decisions": yours}),
            Answered(author_id=3, form=MAP, answers={}),
        ]
    )

    assert [(str(name), number) for name, number in told.counts] == [
        ("One leader", 2),
        ("A team", 1),
    ]
    assert told.people == 2
    assert not told.is_told
