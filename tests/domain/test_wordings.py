"""Own wordings: places in a programme, what is said there, and what a newer one has room for."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.wording_places import Chapter, Manner
from bot.domain.wordings import Wording, fitting, place_at, places_of, said, thawed, with_value

PROGRAMME: dict[str, Any] = {
    "about": "A year of visits.",
    "norms": ["We listen.", "We are kind."],
    "phases": [
        {
            "id": "connect",
            "name": "Connect",
            "exit": [{"id": "norms", "text": "We have norms."}],
            "modules": [{"id": "start", "name": "Start", "purpose": "Meet", "prompts": ["Who?"]}],
        }
    ],
    "series": [
        {
            "id": "meeting",
            "name": {"en": "Meeting", "es": "Reunión"},
            "when": {"weekday": "monday"},
            "topics": [{"what": "Vision"}, {"what": "Data", "teachers": "Reading"}],
        }
    ],
    "checkins": [{"id": "weekly", "name": "Weekly", "weekday": "tuesday", "every_weeks": 2}],
    "forms": [
        {
            "id": "note",
            "title": "Note",
            "pages": [
                {"fields": [{"id": "what", "kind": "long_text", "label": "What happened?"}]},
                {"fields": [{"id": "then", "kind": "long_text", "label": "What then?"}]},
                {
                    "fields": [
                        {"id": "how", "label": "How?", "options": [{"id": "well", "label": "Well"}]}
                    ]
                },
            ],
        }
    ],
}
BEGAN = Wording(
    network_id=1,
    place="norms",
    before=["We listen."],
    after=["We begin on time."],
    by_id=7,
    at=datetime(2026, 9, 1, tzinfo=UTC),
)


def test_only_words_and_dates_have_places() -> None:
    """S58: what is asked of whom, and how parts hang together, is not for a form in Slack."""
    paths = {one.path for one in places_of(PROGRAMME)}

    assert {
        "about",
        "norms",
        "phases/connect/modules/start/prompts",
        "series/meeting/when",
        "forms/note/fields/then/label",
        "forms/note/fields/how/options/well/label",
        "phases/connect/exit/norms/text",
        "series/meeting/topics/1/teachers",
    } <= paths
    assert not [one for one in paths if one.endswith(("/id", "/kind", "/weekday"))]


def test_a_place_is_found_with_its_words_and_named_for_people() -> None:
    """A form's questions are found by their form and their own words."""
    question = place_at(PROGRAMME, "forms/note/fields/then/label")
    name = place_at(PROGRAMME, "series/meeting/name")
    weekly = place_at(PROGRAMME, "checkins/weekly/when")

    assert question is not None
    assert (question.of, question.words, question.chapter) == (
        "Note: What then?",
        "What then?",
        Chapter.FORMS,
    )
    assert name is not None
    assert name.words == "Meeting"
    assert weekly is not None
    assert weekly.saying.manner is Manner.DAYS
    assert weekly.now == {"weekday": "tuesday", "every_weeks": 2}
    assert place_at(PROGRAMME, "forms/note/fields/gone/label") is None


def test_the_topic_of_a_gathering_is_found_by_its_number() -> None:
    """S58: topics have no ids; the second one is that of the second gathering."""
    topic = place_at(PROGRAMME, "series/meeting/topics/2/what")
    criterion = place_at(PROGRAMME, "phases/connect/exit/norms/text")

    changed = with_value(PROGRAMME, "series/meeting/topics/2/what", "Data of our own")

    assert topic is not None
    assert (topic.of, topic.words, topic.chapter) == ("Meeting: 2", "Data", Chapter.GATHERINGS)
    assert criterion is not None
    assert criterion.of == "Connect: We have norms."
    assert [one["what"] for one in changed["series"][0]["topics"]] == ["Vision", "Data of our own"]
    with pytest.raises(KeyError):
        with_value(PROGRAMME, "series/meeting/topics/3/what", "Nothing")


def test_one_place_changes_and_nothing_else() -> None:
    """The programme that was there is untouched."""
    changed = with_value(PROGRAMME, "forms/note/fields/then/hint", "One sentence is enough.")
    emptied = with_value(changed, "norms", None)

    assert changed["forms"][0]["pages"][1]["fields"][0]["hint"] == "One sentence is enough."
    assert "hint" not in PROGRAMME["forms"][0]["pages"][1]["fields"][0]
    assert "norms" not in emptied
    with pytest.raises(KeyError):
        with_value(PROGRAMME, "steps/problem/name", "A question")


def test_days_that_were_said_in_short_are_said_once() -> None:
    """A check-in may say its weekday beside its form; its own rule takes that place."""
    changed = with_value(PROGRAMME, "checkins/weekly/when", {"weekday": "friday"})

    (weekly,) = changed["checkins"]
    assert weekly == {"id": "weekly", "name": "Weekly", "when": {"weekday": "friday"}}


def test_a_newer_programme_keeps_own_words_where_it_has_room() -> None:
    """S22: what has no place is named; what it says just so itself is no own word any more."""
    gone = replace(BEGAN, place="steps/problem/name", after="A question")
    same = replace(BEGAN, place="about", after="A year of visits.")

    kept, lost = fitting((BEGAN, gone, same), PROGRAMME)

    assert kept == [replace(BEGAN, before=["We listen.", "We are kind."])]
    assert lost == [gone]


def test_what_is_said_can_be_read_as_one_text() -> None:
    """For a menu, and for the difference that is shown."""
    texts = [said(one) for one in (None, {"en": "Hi", "es": "Hola"}, ("a", "b"), {"weeks": [1, 8]})]

    assert texts == ["", "Hi", "a\nb", "weeks: 1, 8"]
    assert thawed({"a": ("b", {"c": ("d",)})}) == {"a": ["b", {"c": ["d"]}]}
