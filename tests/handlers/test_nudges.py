"""Nudges: written, looked at, sent through the outbox, taken back."""

from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, page, shown, title


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


def _write(scene: Scene, words: str, *, whom: str = "nothing") -> None:
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, words)
    scene.facilitator.set(Block.AUDIENCE, whom)
    sent = scene.facilitator.submit()
    assert sent.ok, sent
