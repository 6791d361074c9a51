"""Practice notes, the toolkit, readings and everything one can write, as people do it in Slack."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain.gatherings import Rsvp
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.simulator.slack import Message
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block, numbered
from tests.handlers.scene import Scene, actions_of, page, shown, title

ROUTINE = "Staff meetings that begin with one page of student work"


@pytest.fixture
def partners(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Begin a partnership, which has a toolkit; Slack has nothing to object."""
    stage.slack.forgive()
    yield Scene.begin(stage, name=request.node.name, programme="gradual-release-partnership")
    stage.rest()
    assert stage.slack.violations == ()


def share_note(scene: Scene, *, practice: str = ROUTINE) -> None:
    """Let Maria write a practice note for all."""
    scene.say(scene.maria, "/rounds practice")
    scene.maria.click(numbered(Action.OPEN_FORM, "note"))
    scene.write(scene.maria, {"practice": practice}, readers=Visibility.NETWORK)


def test_a_note_is_written_found_opened_and_tried(scene: Scene) -> None:
    """S25: from an empty shelf to "I tried this", and back."""
    scene.say(scene.james, "/rounds practice")
    empty = page(scene.james)
    scene.james.close(all_views=True)
    share_note(scene)
    scene.say(scene.james, "/rounds practice")
    scene.james.click(Action.SEARCH_NOTES)
    scene.james.set(Block.SEARCH, "nothing like it")
    scene.james.submit()
    nothing = page(scene.james)
    scene.james.click(numbered(Action.OPEN_SHELF, "all"))
    scene.james.click(numbered(Action.OPEN_NOTE, 0))
    scene.james.click(Action.TRY_NOTE)
    tried = page(scene.james)

    scene.james.click(Action.NOTE_NOT_TRIED)

    assert "There are no practice notes yet." in empty
    assert "Nothing like that is here." in nothing
    assert f"*{ROUTINE}*" in tried
    assert "*Tried by:* James Whitfield" in tried
    assert "*Tried by:*" not in page(scene.james)
    assert Action.TRY_NOTE in actions_of(scene.james.modal.raw if scene.james.modal else None)


def test_a_note_in_the_channel_takes_i_tried_this(scene: Scene) -> None:
    """S25: whoever reads it there can say so there; the message counts it."""
    share_note(scene)
    scene.james.click(Action.TRY_NOTE, on=_note(scene))
    scene.settle()

    assert "Thank you." in shown(scene.james.ephemerals[-1].blocks)
    assert "1 person has tried this." in shown(_note(scene).blocks)


def test_everything_that_can_be_written_says_who_reads_it(scene: Scene) -> None:
    """S27: one row for each form, with the button that opens it."""
    scene.say(scene.maria, "/rounds write")
    listed, view = page(scene.maria), scene.maria.modal
    labels = json.dumps(view.raw if view is not None else None)

    scene.maria.click(numbered(Action.OPEN_FORM, 1))

    assert "*Practice note*" in listed
    assert "Write: Practice note" in labels
    assert "Who reads it: Everybody in the network." in listed
    assert title(scene.maria) == "Practice note"


def test_a_reading_is_read_talked_about_and_answered(scene: Scene) -> None:
    """S31: from the phase to the text, the protocol and the form, one modal all the way."""
    scene.say(scene.maria, "/rounds phase")
    scene.maria.click(numbered(Action.OPEN_READING, "team_learning/1"))
    text = page(scene.maria)
    scene.maria.click(numbered(Action.OPEN_PROTOCOL, "reading"))
    protocol = page(scene.maria)
    scene.maria.click(numbered(Action.RUN_COMMAND, "phase"))

    scene.maria.click(numbered(Action.OPEN_FORM, "team_learning"))

    assert "Every meeting teaches something" in text
    assert "Which staff meeting at your school could change first?" in text
    assert "*How it goes*" in protocol
    assert title(scene.maria) == form_title(scene.network, "application_note")


def test_an_item_of_the_toolkit_is_opened_and_tried(partners: Scene) -> None:
    """S5: members see what they did themselves, who leads sees how many did."""
    partners.say(partners.maria, "/rounds toolkit")
    partners.maria.click(numbered(Action.OPEN_TOOL, 0))
    opened = page(partners.maria)
    partners.maria.click(Action.TRY_TOOL)
    partners.maria.click(Action.OPEN_TOOLKIT)
    mine = page(partners.maria)

    partners.say(partners.facilitator, "/rounds toolkit")

    assert "In which lesson would you wait five seconds" in opened
    assert "You tried it." in mine
    assert "Opened by" not in mine
    assert "Opened by 1 of 3, tried by 1." in page(partners.facilitator)


def test_the_question_after_a_session_is_answered_where_it_stands(partners: Scene) -> None:
    """S5: a button in the message says "I tried it", and what came of it can be written."""
    gatherings, maria = partners.stage.bot.services.gatherings, partners.actor(partners.maria)
    view = gatherings.next(maria, partners.network.id)
    assert view is not None
    gatherings.answer(maria, view.gathering.id, rsvp=Rsvp.YES)
    partners.stage.jump_to(view.gathering.ends_at + timedelta(days=5))
    asked = [one for one in partners.maria.inbox if Action.TRY_TOOL in actions_of(one)]

    partners.maria.click(Action.TRY_TOOL, on=asked[-1])
    answer = partners.maria.inbox[-1]
    partners.maria.click(Action.OPEN_REFLECT, on=answer)
    partners.write(partners.maria)

    written = partners.stage.bot.services.entries.written(
        partners.actor(partners.maria), partners.network.id
    )
    assert len(asked) == 1
    assert str(written[0].entry.about) == "tool:wait_time"
    assert written[0].occasion == "Five seconds"


def form_title(network: Network, form: str) -> str:
    """Return the title of a form."""
    return network.programme.form(form).title.say()


def _note(scene: Scene) -> Message:
    messages = scene.stage.slack.messages(scene.channel.id)
    return next(one for one in messages if ROUTINE in shown(one.blocks))
