"""Forms of every kind of question, as people fill them in Slack (issue 3, section 2)."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.forms import Form
from bot.simulator.slack import PersonSession
from bot.simulator.slack.surfaces import walk
from handlers.blocks.ids import Action
from tests.handlers.scene import Scene, block_ids, page, shown

PLACES = [{"id": one, "label": one.title()} for one in ("maths", "reading", "arts")]
NO_TEAM = {"field": "met", "is": ["no"]}
FORM: dict[str, Any] = {
    "id": "reflection",
    "title": "Reflection",
    "pages": [
        {
            "fields": [
                {"id": "met", "kind": "yes_no", "label": "Did your team meet?"},
                {"id": "hour", "kind": "time", "label": "When would suit?", "only_if": NO_TEAM},
                {"id": "first", "kind": "ranked", "label": "What comes first?", "options": PLACES},
            ]
        },
        {"fields": [{"id": "why", "kind": "short_text", "label": "Why?", "only_if": NO_TEAM}]},
        {
            "fields": [
                {"id": "school", "kind": "school", "label": "Which school?"},
                {"id": "plan", "kind": "link", "label": "Where is the plan?"},
                {"id": "story", "kind": "long_text", "label": "The story?", "max_length": 6000},
                {
                    "id": "goals",
                    "kind": "records",
                    "label": "Goal",
                    "fields": [{"id": "what", "kind": "short_text", "label": "What?"}],
                },
            ]
        },
    ],
}


@pytest.fixture
def maria(scene: Scene) -> PersonSession:
    """Let Maria open a form with every kind of question."""
    programme = scene.network.programme
    others = [one for one in programme.forms if one.id != "reflection"]
    forms = (*others, Form.model_validate(FORM))
    with scene.stage.store.write() as tx:
        changed = programme.model_copy(update={"forms": forms})
        tx.networks.update(replace(scene.network, programme=changed))
    scene.say(scene.maria, "/reflect")
    return scene.maria


def choose(scene: Scene, who: PersonSession, answers: dict[str, object]) -> None:
    """Fill what is given, one input after the other, and let the page be drawn again."""
    for block, answer in answers.items():
        who.set(f"field:{block}", answer)
        scene.stage.rest()


def test_a_question_comes_when_the_answer_before_it_asks_for_it(
    scene: Scene, maria: PersonSession
) -> None:
    """It stands on the page at once, goes again, and what was typed elsewhere stays."""
    before = asked_of(maria)
    choose(scene, maria, {"met/reason": "No room was free.", "met": "no"})
    after = asked_of(maria)

    choose(scene, maria, {"hour": "15:30", "met": "yes"})

    assert "field:hour" not in before
    assert after == [*before[:2], "field:hour", *before[2:]]
    assert asked_of(maria) == before
    assert "No room was free." in str(initials(maria))


def test_everything_is_kept_and_shown_in_the_receipt(scene: Scene, maria: PersonSession) -> None:
    """A page whose questions wait for another answer is passed by; hidden answers are dropped."""
    choose(scene, maria, {"met": "no", "hour": "15:30", "met/reason": "No room.", "first": "arts"})
    choose(scene, maria, {"first/2": "maths", "met": "yes"})
    maria.submit()
    choose(scene, maria, {"school": option_of(maria, "field:school"), "plan": "example.org/plan"})
    choose(scene, maria, {"story": "x" * 3000, "story/2": "The end.", "goals/1/what": "Visit"})
    maria.click(Action.FORM_ADD)
    scene.stage.rest()
    choose(scene, maria, {"goals/2/what": "Ask the learners"})

    maria.submit()
    scene.settle()

    receipt = shown(maria.inbox[-1].blocks)
    assert "&gt; Yes\n&gt; No room." in receipt
    assert "&gt; 1. Arts\n&gt; 2. Maths" in receipt
    assert "&gt; <https://example.org/plan>" in receipt
    assert "&gt; The end." in receipt
    assert "&gt; 1. What?: Visit\n&gt; 2. What?: Ask the learners" in receipt
    assert "When would suit?" not in receipt


def test_one_thing_has_one_place(scene: Scene, maria: PersonSession) -> None:
    """The second of two same places is asked again, beside it."""
    choose(scene, maria, {"met": "yes", "first": "arts", "first/3": "arts"})

    sent = maria.submit()

    assert list(sent.errors) == ["field:first/3"]
    assert '"Arts" has place 1 already' in sent.errors["field:first/3"]


def test_room_for_another_goal_survives_closing(scene: Scene, maria: PersonSession) -> None:
    """The draft keeps as many as there were, and what stands in them; at the most, no more fit."""
    choose(scene, maria, {"met": "yes", "first": "arts"})
    maria.submit()
    for number in (2, 3):
        maria.click(Action.FORM_ADD)
        scene.stage.rest()
        choose(scene, maria, {f"goals/{number}/what": f"Goal {number}"})
    offered = "Add another" in page(maria)
    maria.close()
    scene.stage.rest()

    scene.say(maria, "/reflect")

    assert not offered
    assert [one for one in asked_of(maria) if "goals" in one] == [
        "field:goals/1/what",
        "field:goals/2/what",
        "field:goals/3/what",
    ]
    assert "Goal 3" in str(initials(maria))


def asked_of(who: PersonSession) -> list[str]:
    """Return the inputs of the page that is open."""
    assert who.modal is not None
    return [one for one in block_ids(who.modal.raw) if one.startswith("field:")]


def initials(who: PersonSession) -> list[object]:
    """Return what the bot filled into the page that is open."""
    assert who.modal is not None
    return [place.element.get("initial_value") for place in walk(who.modal.raw["blocks"])]


def option_of(who: PersonSession, block: str) -> str:
    """Return the first thing that a menu offers."""
    assert who.modal is not None
    places = {place.block_id: place.element for place in walk(who.modal.raw["blocks"])}
    return str(places[block]["options"][0]["value"])
