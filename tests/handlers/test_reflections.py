"""Reflections, check-ins and the charter: what opens which form."""

from datetime import timedelta

from bot.domain.entries import FormRef
from bot.domain.visibility import Visibility
from bot.simulator.slack import Message
from handlers.blocks.ids import Action, Callback
from tests.handlers.scene import Scene, actions_of, page, shown, title


def test_a_reflection_opens_from_anywhere(scene: Scene) -> None:
    """The shortcut needs no channel."""
    scene.maria.shortcut(Callback.REFLECT_SHORTCUT)

    assert title(scene.maria) == "Reflection"


def test_a_stranger_who_takes_the_shortcut_is_told_how_to_join(scene: Scene) -> None:
    """A shortcut is never answered with silence."""
    scene.stranger.shortcut(Callback.REFLECT_SHORTCUT)

    assert "You are not in a network yet." in page(scene.stranger)


def test_a_message_can_be_reflected_on(scene: Scene) -> None:
    """Only the address of the message is kept, never its text."""
    message = scene.james.post(scene.channel.id, "I tried it, and nobody said a word.")

    scene.maria.message_shortcut(Callback.REFLECT_ON_MESSAGE, message)
    scene.write(scene.maria, {"stays_with_you": "Silence is an answer, too."})

    written = scene.stage.bot.services.entries.written(scene.actor(scene.maria), scene.network.id)
    about = written[0].entry.about
    assert (about.kind, about.which) == ("message", f"{scene.channel.id}/{message.ts}")


def test_after_a_conference_its_reflection_comes_first(scene: Scene) -> None:
    """S72: what has just been is what there is to reflect on."""
    view = scene.stage.bot.services.gatherings.next(scene.actor(scene.maria), scene.network.id)
    assert view is not None
    scene.stage.jump_to(view.gathering.ends_at + timedelta(hours=20))
    prompt = next(one for one in reversed(scene.maria.inbox) if Action.OPEN_FORM in actions_of(one))

    scene.maria.click(Action.OPEN_FORM, on=prompt)
    offered = title(scene.maria)
    scene.write(scene.maria)
    scene.say(scene.maria, "/reflect")

    assert offered == "After our conference"
    assert title(scene.maria) == "Reflection"


def test_a_planned_step_comes_back_to_its_author(scene: Scene) -> None:
    """S72: two weeks later the bot asks how it went, and the answer has a form."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"next_step": "Ask three teachers", "next_step_on": None})
    scene.stage.jump_to(scene.stage.now + timedelta(days=17))
    question = next(
        one for one in reversed(scene.maria.inbox) if Action.OPEN_REFLECT in actions_of(one)
    )

    scene.maria.click(Action.OPEN_REFLECT, on=question)
    scene.write(scene.maria)

    written = scene.stage.bot.services.entries.written(scene.actor(scene.maria), scene.network.id)
    assert "Ask three teachers" in shown(question.blocks)
    assert written[0].entry.about.kind == "follow_up"


def test_a_checkin_can_be_answered_at_any_time(scene: Scene) -> None:
    """The round that is open takes one answer; opening it again changes that one."""
    scene.say(scene.maria, "/checkin")
    scene.write(scene.maria, {"week": "4", "in_a_sentence": "Exams"})

    scene.say(scene.maria, "/checkin")

    assert title(scene.maria) == "Check-in"
    assert scene.maria.modal is not None
    assert scene.maria.modal.raw["submit"]["text"] == "Save"


def test_a_prompt_opens_the_round_it_asked_for(scene: Scene) -> None:
    """Days later the button still means the round it was sent for."""
    scene.stage.jump_to(scene.stage.now + timedelta(days=16))
    asked = [one for one in scene.maria.inbox if Action.OPEN_CHECKIN in actions_of(one)]
    prompt = next(one for one in asked if "Two-week check-in" in one.text)

    scene.maria.click(Action.OPEN_CHECKIN, on=prompt)
    scene.write(scene.maria)

    written = scene.stage.bot.services.entries.written(scene.actor(scene.maria), scene.network.id)
    monday = prompt.posted_at - timedelta(days=prompt.posted_at.weekday())
    assert str(written[0].entry.about) == f"checkin:checkin/{monday:%Y-%m-%d}"


def test_a_charter_is_not_for_its_writer_alone(scene: Scene) -> None:
    """S29: it is there for the network to agree on, when it is sent and later."""
    scene.say(scene.maria, "/rounds charter")
    scene.fill(scene.maria, {"purpose": "We help one another to listen."})
    scene.maria.submit()
    while "Who may read this?" not in page(scene.maria):
        scene.fill(scene.maria)
        scene.maria.submit()
    offered = str(scene.maria.modal)
    scene.write(scene.maria)
    scene.maria.click(Action.CHANGE_VISIBILITY, on=scene.maria.inbox[-1])

    assert "Only me" not in offered
    assert "My facilitator and me" in offered
    assert "Only me" not in str(scene.maria.modal)


def test_a_charter_is_proposed_and_agreed_to(scene: Scene) -> None:
    """S29: the channel reads it, members say yes, two thirds make it theirs."""
    scene.say(scene.maria, "/rounds charter")
    scene.write(scene.maria, {"purpose": "We help one another to listen."})
    proposed = _proposed(scene)

    scene.james.click(Action.AGREE, on=proposed)
    scene.settle()
    one = shown(_proposed(scene).blocks)
    scene.leilani.click(Action.AGREE, on=proposed)
    scene.settle()
    both = shown(_proposed(scene).blocks)

    assert "1 have said yes. With 2 it is ours." in one
    assert "Adopted" in both
    assert "Thank you. You are the first to say yes." in shown(scene.james.ephemerals[-1].blocks)


def test_a_yes_to_a_charter_that_was_changed_meanwhile_asks_again(scene: Scene) -> None:
    """S29: the message was a moment old; the new words are shown, and take a yes where they are."""
    scene.say(scene.maria, "/rounds charter")
    scene.write(scene.maria, {"purpose": "We help one another to listen."})
    old = _proposed(scene)
    services, maria = scene.stage.bot.services, scene.actor(scene.maria)
    (mine,) = services.entries.written(maria, scene.network.id, form_id="charter")
    services.entries.submit(
        maria,
        FormRef.to_edit(mine.entry),
        answers={**mine.entry.answers, "purpose": "We compete for the best results."},
        visibility=Visibility.NETWORK,
        token="later",
    )

    scene.james.click(Action.AGREE, on=old)
    read = page(scene.james)
    scene.james.click(Action.AGREE)
    thanked = page(scene.james)
    scene.james.close(all_views=True)
    scene.settle()

    assert "your yes is not counted yet" in read
    assert "We compete for the best results." in read
    assert "You are the first to say yes." in thanked
    assert "1 have said yes. With 2 it is ours." in shown(_proposed(scene).blocks)


def _proposed(scene: Scene) -> Message:
    messages = scene.stage.slack.messages(scene.channel.id)
    return next(one for one in messages if "Our charter" in shown(one.blocks))


def test_a_facilitator_reads_what_was_sent_to_them_and_nothing_else(scene: Scene) -> None:
    """Reflections for the facilitator are shown; what is for oneself is not, to nobody else."""
    services, maria = scene.stage.bot.services, scene.actor(scene.maria)
    ref = services.reflections.open_one(maria, scene.network.id)
    for words, visibility in (
        ("Waiting three seconds felt long.", Visibility.FACILITATOR),
        ("I doubt myself today.", Visibility.ONLY_ME),
    ):
        answers = {"stays_with_you": words}
        services.entries.submit(maria, ref, answers=answers, visibility=visibility, token=words)

    scene.say(scene.facilitator, "/rounds read")
    read = page(scene.facilitator)
    scene.say(scene.james, "/rounds read")

    assert "Maria Alvarez" in read
    assert "Waiting three seconds felt long." in read
    assert "You and your facilitator" not in read
    assert "Read by: " in read
    assert "I doubt myself today." not in read
    assert scene.james.modal is None


def test_a_facilitator_turns_the_pages_back_to_the_first_letter(scene: Scene) -> None:
    """However much was sent in a year: the newest stand first, the older ones a press away."""
    services, maria = scene.stage.bot.services, scene.actor(scene.maria)
    ref = services.reflections.open_one(maria, scene.network.id)
    for number in range(15):
        services.entries.submit(
            maria,
            ref,
            answers={"stays_with_you": f"Thought {number}."},
            visibility=Visibility.FACILITATOR,
            token=str(number),
        )

    scene.say(scene.facilitator, "/rounds read")
    newest = page(scene.facilitator)
    scene.facilitator.click(f"{Action.TURN_LETTERS}:older")
    oldest = page(scene.facilitator)
    scene.facilitator.click(f"{Action.TURN_LETTERS}:newer")

    assert [f"Thought {number}." in newest for number in (14, 3, 2, 0)] == [
        True,
        True,
        False,
        False,
    ]
    assert [f"Thought {number}." in oldest for number in (14, 3, 2, 0)] == [
        False,
        False,
        True,
        True,
    ]
    assert "Older ones" not in oldest
    assert page(scene.facilitator) == newest
