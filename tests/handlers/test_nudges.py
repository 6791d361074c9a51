"""Nudges: written, looked at, sent through the outbox, taken back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.simulator.slack.surfaces import walk
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, block_ids, page, shown, title

DAY = timedelta(days=1)


def test_a_nudge_is_seen_before_it_is_sent(scene: Scene) -> None:
    """The preview holds the exact text, who gets it, and when on their own clock."""
    _write(scene, "Please bring <one> sheet of student work.")

    shows = page(scene.facilitator)

    assert title(scene.facilitator) == "Before it is sent"
    assert "Please bring &lt;one&gt; sheet of student work." in shows
    assert "3 people get it:" in shows
    assert "Chicago time" in shows
    assert not any("sheet" in one.text for one in scene.maria.inbox)


def test_a_nudge_reaches_everybody_it_was_shown_for(scene: Scene) -> None:
    """It comes privately, with the sender's name."""
    _write(scene, "Please bring one sheet.")

    scene.facilitator.submit()
    scene.settle()

    assert "Please bring one sheet." in scene.maria.inbox[-1].text
    assert "Daniel Osei" in scene.maria.inbox[-1].text
    assert "It is on its way to 3 people." in page(scene.facilitator)


def test_who_has_done_it_is_left_out(scene: Scene) -> None:
    """Whoever answered the invitation hears nothing more of it."""
    scene.say(scene.maria, "/conference")
    scene.maria.click(Action.RSVP_YES, on=scene.maria.ephemerals[-1])

    _write(scene, "Will you come?", whom="conference")

    shows = page(scene.facilitator)
    assert "2 people get it:" in shows
    assert "has done it already" in shows


def test_a_nudge_can_be_taken_back(scene: Scene) -> None:
    """Within ten minutes what was sent is deleted for everybody."""
    _write(scene, "Oh no.")
    scene.facilitator.submit()
    scene.settle()
    reached = [one for one in scene.maria.inbox if "Oh no." in one.text]

    scene.facilitator.click(Action.UNDO_NUDGE)
    scene.settle()

    assert reached
    assert not [one for one in scene.maria.inbox if "Oh no." in one.text and not one.deleted]
    assert "It is taken back." in page(scene.facilitator)


def test_a_nudge_can_still_be_taken_back_after_the_form_is_closed(scene: Scene) -> None:
    """The command shows what was just sent for ten minutes, and no longer."""
    _write(scene, "Oh no, again.")
    scene.facilitator.submit()
    scene.settle()
    scene.facilitator.close(all_views=True)

    scene.say(scene.facilitator, "/nudge")
    offered = page(scene.facilitator)
    scene.facilitator.click(Action.UNDO_NUDGE)
    scene.settle()
    scene.facilitator.close(all_views=True)
    scene.say(scene.facilitator, "/nudge")

    assert "Oh no, again." in offered
    assert not [one for one in scene.maria.inbox if "again." in one.text and not one.deleted]
    assert "Oh no, again." not in page(scene.facilitator)


def test_the_words_can_be_changed_after_looking(scene: Scene) -> None:
    """The way back to the words keeps them."""
    _write(scene, "Line one\nline two")

    scene.facilitator.click(Action.REWRITE_NUDGE)

    assert scene.facilitator.modal is not None
    (element,) = scene.facilitator.modal.state["values"][Block.WORDS].values()
    assert element["value"] == "Line one\nline two"


def test_a_nudge_brings_the_button_that_answers_it(scene: Scene) -> None:
    """Whom the check-in is missing gets the way to it with the words."""
    _write(scene, "One minute, please.", whom="checkin")
    scene.facilitator.submit()
    scene.settle()

    nudge = scene.maria.inbox[-1]
    scene.maria.click(Action.RUN_COMMAND, on=nudge)

    assert actions_of(nudge) == [Action.RUN_COMMAND, Action.WHY]
    assert title(scene.maria) == "Check-in"
    assert "One minute, please." in shown(nudge.blocks)


def test_an_empty_nudge_is_asked_for_beside_its_field(scene: Scene) -> None:
    """Blanks are no words."""
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "   ")

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.WORDS: "Please write a few words."}


def test_words_can_wait_for_a_day(scene: Scene) -> None:
    """The modal asks for the day once it is needed, and keeps what was typed."""
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "See you soon.")
    asked_before = block_ids(_open(scene))

    scene.facilitator.set(Block.WHEN, "day")
    asked_then = block_ids(_open(scene))
    scene.facilitator.set(Block.DAY, (scene.today() + 3 * DAY).isoformat())
    scene.facilitator.submit()
    shows = page(scene.facilitator)
    scene.facilitator.submit()
    scene.settle()

    assert Block.DAY not in asked_before
    assert Block.DAY in asked_then
    assert "See you soon." in shows
    assert "As things stand, 3 people get it the first time:" in shows
    assert title(scene.facilitator) == "It is kept"
    assert not any("See you soon." in one.text for one in scene.maria.inbox)


def test_what_goes_on_is_shown_and_can_be_stopped(scene: Scene) -> None:
    """Again and again, with questions and a reminder; one button ends it."""
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "How is your week?")
    scene.facilitator.set(Block.WHEN, "again")
    scene.facilitator.set(Block.HOW_OFTEN, "two_weeks")
    scene.facilitator.set(Block.QUESTIONS, "checkin")
    scene.facilitator.set(Block.REMIND, "2")
    scene.facilitator.submit()
    preview = page(scene.facilitator)
    scene.facilitator.click(Action.REWRITE_NUDGE)
    again = _open(scene)["state"]["values"]
    scene.facilitator.submit()
    scene.facilitator.submit()
    scene.facilitator.close(all_views=True)

    scene.say(scene.facilitator, "/nudge log")
    before = page(scene.facilitator)
    pressed = [one.action_id for one in walk(_open(scene)["blocks"])]
    (stop,) = [one for one in pressed if one.startswith(Action.STOP_PROMPT)]
    scene.facilitator.click(stop)

    assert "Who has not answered is reminded after 2 working days." in preview
    assert again[Block.HOW_OFTEN][Action.ANSWER]["selected_option"]["value"] == "two_weeks"
    assert again[Block.REMIND][Action.ANSWER]["selected_option"]["value"] == "2"
    assert "How is your week?" in before
    assert "Two-week check-in" in before
    assert "How is your week?" not in page(scene.facilitator)


def test_an_anonymous_round_is_not_said_to_remind_the_missing(scene: Scene) -> None:
    """Nobody knows who has answered: the one reminder goes to all, asked for or not (issue 4)."""
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "How safe is it to be honest here?")
    scene.facilitator.set(Block.WHEN, "again")
    scene.facilitator.set(Block.QUESTIONS, "trust_pulse")

    scene.facilitator.submit()

    assert "everybody is reminded once, after 3 working days" in page(scene.facilitator)
    assert "Who has not answered" not in page(scene.facilitator)


def test_words_can_be_for_some_schools_only(scene: Scene) -> None:
    """Chosen from a list; the others are not named as left out."""
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "For you alone.")
    (schools,) = [
        group["options"]
        for block in _open(scene)["blocks"]
        if block["block_id"] == Block.ONLY
        for group in block["element"]["option_groups"]
        if group["label"]["text"] == "Schools"
    ]
    mine = next(one["value"] for one in schools if "Maria" in one["text"]["text"])
    scene.facilitator.set(Block.ONLY, [mine])
    scene.facilitator.submit()

    shows = page(scene.facilitator)

    assert "1 person gets it:" in shows
    assert "James" not in shows


def test_the_log_leads_back_to_writing(scene: Scene) -> None:
    """An empty log says how to begin; what was sent is told in counts, never in names."""
    scene.say(scene.facilitator, "/nudge log")
    empty = page(scene.facilitator)
    scene.facilitator.click(Action.RUN_COMMAND)
    scene.facilitator.set(Block.WORDS, "A word to all.")
    scene.facilitator.submit()
    scene.facilitator.submit()
    scene.settle()
    scene.facilitator.close(all_views=True)

    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.click(Action.NUDGE_LOG)

    assert "Here you will see what your words led to." in empty
    assert "A word to all." in page(scene.facilitator)
    assert "sent to 3 people" in page(scene.facilitator)
    assert "Maria" not in page(scene.facilitator)


def test_a_day_that_has_passed_is_refused_beside_its_field(scene: Scene) -> None:
    """With what would be fine."""
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "Too late.")
    scene.facilitator.set(Block.WHEN, "day")
    scene.facilitator.set(Block.DAY, scene.today().isoformat())

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.DAY: "Please choose a day from tomorrow on."}


def _open(scene: Scene) -> Mapping[str, Any]:
    """Return the modal that is open, as Slack holds it."""
    assert scene.facilitator.modal is not None
    return {**scene.facilitator.modal.raw, "state": scene.facilitator.modal.state}


def _write(scene: Scene, words: str, *, whom: str = "nothing") -> None:
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, words)
    scene.facilitator.set(Block.AUDIENCE, whom)
    sent = scene.facilitator.submit()
    assert sent.ok, sent


def test_the_log_names_phases_as_people_do(scene: Scene) -> None:
    """S24: for whom something goes on is said in the programme's words, not in its ids."""
    scene.say(scene.facilitator, "/nudge log")

    assert "(Lead, Succeed)" in page(scene.facilitator)
    assert "(lead, succeed)" not in page(scene.facilitator)
