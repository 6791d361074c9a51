"""The inquiry in Slack: the step, its answer, what moves it on and back."""

from bot.domain.programme import Scope
from bot.services.inquiry import StepView
from handlers.blocks.ids import Action, Block, numbered
from tests.handlers.scene import Scene, actions_of, page, shown, title

QUESTION = "In what ways do learners explain their thinking aloud?"


def test_before_the_inquiry_a_fellow_is_told_when_it_begins(scene: Scene) -> None:
    """An empty state says why."""
    answer = scene.say(scene.maria, "/inquiry")

    assert "The inquiry begins with the phase Lead." in answer


def test_the_step_shows_purpose_prompts_and_when_it_is_done(scene: Scene) -> None:
    """S40, S41: a step says what for, what to think about, when it is done."""
    scene.enter()

    scene.say(scene.maria, "/inquiry")

    shows = page(scene.maria)
    assert title(scene.maria) == "Step 1 of 8"
    assert "Agree on one question about student learning" in shows
    assert "What do our results show again and again?" in shows
    assert "It is worded as a question." in shows
    assert "0 of 3 have contributed." in shows


def test_an_answer_to_a_step_is_written_in_place_of_the_step(scene: Scene) -> None:
    """Views are replaced, never stacked; then the step shows what was sent."""
    scene.enter()
    scene.say(scene.maria, "/inquiry")

    scene.maria.click(Action.OPEN_FORM)
    stacked = len(scene.maria.modals)
    scene.write(scene.maria, {"question": QUESTION})
    scene.say(scene.maria, "/inquiry")

    assert stacked == 1
    assert "You sent your answer" in page(scene.maria)
    assert "1 of 3 have contributed." in page(scene.maria)


def test_a_question_that_is_none_gets_a_hint_and_is_taken(scene: Scene) -> None:
    """S38: the wording is looked at, and the writer decides."""
    scene.enter()
    scene.say(scene.maria, "/inquiry")
    scene.maria.click(Action.OPEN_FORM)
    scene.write(scene.maria, {"question": "We should buy the new maths programme soon."})

    scene.say(scene.maria, "/inquiry")

    assert "Word it as one question that ends with a question mark." in page(scene.maria)


def test_a_facilitator_ticks_what_is_done(scene: Scene) -> None:
    """Ticks are kept, and seen by everybody."""
    scene.enter()
    scene.say(scene.facilitator, "/inquiry")

    scene.facilitator.click(Action.TICK_CHECKS, value=["is_a_question", "matters"])
    scene.say(scene.maria, "/inquiry")

    assert _step(scene).standing.ticked == {"is_a_question", "matters"}
    assert "Done: It is worded as a question." in page(scene.maria)


def test_moving_on_with_open_checks_asks_for_a_reason(scene: Scene) -> None:
    """The bot never moves on by itself, and nobody moves on without a word."""
    scene.enter()
    scene.say(scene.facilitator, "/inquiry")
    scene.facilitator.click(Action.NEXT_STEP)

    without = scene.facilitator.submit()
    scene.facilitator.set(Block.REASON, "We adopted it in the room.")
    scene.facilitator.submit()
    scene.settle()

    assert "Not everything is ticked yet (7 open)" in without.errors[Block.REASON]
    assert _step(scene).standing.number == 2
    assert title(scene.facilitator) == "Step 2 of 8"
    assert any("Step 2 of 8" in shown(one.blocks) for one in scene.maria.inbox)


def test_a_step_shows_how_people_talk_about_it(scene: Scene) -> None:
    """S33: the conversation of the step, in its rounds, one press away."""
    scene.enter()
    cycle = _step(scene).cycle
    inquiry = scene.stage.bot.services.inquiry
    inquiry.move_on(scene.actor(scene.facilitator), cycle.id, reason="It is time.")
    scene.say(scene.maria, "/inquiry")

    scene.maria.click(numbered(Action.OPEN_PROTOCOL, "study"))

    assert "*How it goes*" in page(scene.maria)
    assert len(scene.maria.modals) == 1


def test_a_step_that_somebody_moved_meanwhile_is_not_moved_again(scene: Scene) -> None:
    """Two facilitators look at step 1; the one who is later is shown step 2."""
    scene.enter()
    scene.say(scene.facilitator, "/inquiry")
    scene.facilitator.click(Action.NEXT_STEP)
    scene.facilitator.set(Block.REASON, "It is time.")
    shown_now = _step(scene).cycle
    scene.stage.bot.services.inquiry.move_on(
        scene.actor(scene.facilitator), shown_now.id, reason="I was first."
    )

    scene.facilitator.submit()

    assert _step(scene).standing.number == 2
    assert title(scene.facilitator) == "Step 2 of 8"


def test_going_back_keeps_what_was_written_later(scene: Scene) -> None:
    """S40: an earlier step opens again; later work stays where it is."""
    scene.enter()
    _move_on(scene)
    scene.say(scene.maria, "/inquiry")
    scene.maria.click(Action.OPEN_FORM)
    scene.write(scene.maria)

    scene.say(scene.facilitator, "/inquiry")
    scene.facilitator.click(Action.PREVIOUS_STEP)
    back = _step(scene).standing.number
    _move_on(scene)
    scene.say(scene.maria, "/inquiry")

    assert back == 1
    assert "You sent your answer" in page(scene.maria)


def test_a_fellow_cannot_move_the_common_inquiry(scene: Scene) -> None:
    """The common cycle is led by the facilitator."""
    scene.enter()

    scene.say(scene.maria, "/inquiry")

    assert scene.maria.modal is not None
    offered = actions_of(scene.maria.modal.raw)
    assert Action.NEXT_STEP not in offered
    assert Action.PREVIOUS_STEP not in offered


def test_a_nominated_question_is_supported_and_adopted(scene: Scene) -> None:
    """S41: members nominate by sharing, say yes in the channel, and one is adopted."""
    scene.enter()
    scene.settle()
    scene.say(scene.maria, "/inquiry")
    scene.maria.click(Action.OPEN_FORM)
    scene.write(scene.maria, {"question": QUESTION}, readers="network")
    _agree(scene)

    scene.say(scene.facilitator, "/inquiry questions")
    offered = page(scene.facilitator)
    scene.facilitator.click(Action.ADOPT)

    assert "1 would work on this." in offered
    assert _step(scene).question == QUESTION
    assert QUESTION in page(scene.facilitator)


def test_in_the_last_phase_everybody_walks_alone(scene: Scene) -> None:
    """Individual cycles: the owner moves on, the facilitator sees where everybody stands (S39)."""
    scene.enter(2)
    scene.say(scene.maria, "/inquiry")
    scene.maria.click(Action.NEXT_STEP)
    scene.maria.set(Block.REASON, "Mine was clear from the start.")
    scene.maria.submit()

    board = scene.say(scene.facilitator, "/inquiry board")

    assert _step(scene).cycle.scope is Scope.INDIVIDUAL
    assert "Step 2 of 8" in board
    assert "Step 1 of 8" in board


def _step(scene: Scene) -> StepView:
    view = scene.stage.bot.services.inquiry.open(scene.actor(scene.maria), scene.network.id)
    assert view is not None
    return view


def _move_on(scene: Scene) -> None:
    scene.say(scene.facilitator, "/inquiry")
    scene.facilitator.click(Action.NEXT_STEP)
    scene.facilitator.set(Block.REASON, "It is time.")
    assert scene.facilitator.submit().ok


def _agree(scene: Scene) -> None:
    board = next(
        one for one in scene.stage.slack.messages(scene.channel.id) if "inquiry" in one.text
    )
    replies = scene.stage.slack.messages(scene.channel.id, thread=board.ts)
    nominated = next(one for one in replies if Action.AGREE in actions_of(one))
    scene.james.click(Action.AGREE, on=nominated)
