"""Deciding together in Slack: propose in private, group, vote, adopt, and look at it again."""

from bot.simulator.slack import PersonSession
from bot.simulator.slack.surfaces import walk
from handlers.blocks.ids import Action, Block, numbered
from tests.handlers.scene import Scene, actions_of, home, page, title, told

QUIET = "Silence is fine"
PROPOSED = "We <listen> before we speak"


def look_at(scene: Scene, who: PersonSession, decision: str = "norms") -> str:
    """Open one decision from the list and return what it says."""
    scene.say(who, "/rounds decide")
    assert who.modal is not None
    for place in walk(who.modal.raw["blocks"]):
        if f'"j":"{decision}"' in str(place.element.get("value", "")):
            who.click(place.action_id)
            return page(who)
    raise AssertionError(decision)


def boxes(who: PersonSession) -> dict[str, tuple[str, str]]:
    """Return the boxes of the open modal: by their words the block and the value."""
    assert who.modal is not None
    return {
        option["text"]["text"]: (place.block_id, option["value"])
        for place in walk(who.modal.raw["blocks"])
        if place.element["type"] == "checkboxes"
        for option in place.element["options"]
    }


def say_yes(scene: Scene, who: PersonSession, *words: str) -> None:
    """Vote for the choices that begin with some words."""
    look_at(scene, who)
    who.click(Action.OPEN_VOTE)
    by_block: dict[str, list[str]] = {}
    for text, (block, value) in boxes(who).items():
        if text.startswith(words):
            by_block.setdefault(block, []).append(value)
    for block, values in by_block.items():
        who.set(block, values)
    sent = who.submit()
    assert sent.ok


def collect(scene: Scene) -> None:
    """Let the facilitator open the norms, and Maria and James propose."""
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.OPEN_ROUND)
    scene.settle()
    for who, words in ((scene.maria, PROPOSED), (scene.james, "We end on time")):
        look_at(scene, who)
        who.click(Action.PROPOSE)
        scene.write(who, {"norms": words})


def test_an_open_round_stands_in_home_below_another_task(scene: Scene) -> None:
    """S28: it does not wait until an invitation is answered; who has proposed is not asked."""
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.OPEN_ROUND)
    scene.settle()
    waits = "Our norms: your part in the decision is asked for."

    scene.maria.open_home()
    before = home(scene.maria)
    scene.maria.click(numbered(Action.OPEN_DECISION, 0))
    scene.maria.click(Action.PROPOSE)
    scene.write(scene.maria, {"norms": PROPOSED})
    scene.maria.open_home()

    assert before.index("Will you come?") < before.index(waits)
    assert waits not in home(scene.maria)


def test_a_facilitator_of_few_reads_why_norms_are_not_looked_at(scene: Scene) -> None:
    """S35: three people are not asked anonymously, and that is no riddle to whoever leads."""
    few = "With fewer than five, anonymous answers cannot be shown, so I do not ask."

    assert few in look_at(scene, scene.facilitator)
    assert few not in look_at(scene, scene.maria)


def test_a_prompt_in_private_opens_the_form(scene: Scene) -> None:
    """S28: the facilitator opens it, members are asked where nobody else looks."""
    look_at(scene, scene.facilitator)

    scene.facilitator.click(Action.OPEN_ROUND)
    scene.settle()
    asked = scene.maria.inbox[-1]
    scene.maria.click(Action.PROPOSE, on=asked)
    opened, asks = title(scene.maria), page(scene.maria)
    scene.write(scene.maria, {"norms": PROPOSED})
    receipt = scene.maria.inbox[-1]

    assert "without your name." in asks
    assert "Who may read this?" not in asks
    assert Action.CHANGE_VISIBILITY not in actions_of(receipt)
    assert "without your name." in told([receipt])
    assert "What do you propose? Our norms" in asked.text
    assert opened == "A norm for us"
    assert "1 of 3 have proposed" in look_at(scene, scene.maria)
    assert "Change my proposals" in page(scene.maria)
    assert not any("Our norms" in one.text for one in scene.facilitator.inbox)


def test_proposals_are_grouped_without_names_and_voted_on(scene: Scene) -> None:
    """S28, S30: nobody reads who said what; the channel reads what all have adopted."""
    collect(scene)
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.SORT_PROPOSALS)
    waiting, seen = boxes(scene.facilitator), page(scene.facilitator)
    block, value = waiting[PROPOSED]
    scene.facilitator.set(block, [value])
    words = next(
        place.block_id
        for place in walk(scene.facilitator.modal.raw["blocks"])  # type: ignore[union-attr]
        if place.block_id.startswith(Block.CHOICE_WORDS)
    )
    scene.facilitator.set(words, "We listen first.")
    scene.facilitator.submit()
    grouped = page(scene.facilitator)
    scene.facilitator.click(Action.OPEN_DECISION)
    scene.facilitator.click(Action.BEGIN_VOTE)
    for who in (scene.maria, scene.james, scene.leilani):
        say_yes(scene, who, "We listen first.", QUIET, "Questions before")
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.COUNT_VOTES)
    counted = page(scene.facilitator)
    scene.facilitator.submit()
    scene.settle()

    assert "Maria" not in seen
    assert "We end on time" in seen
    assert "We listen first." in grouped
    assert "out of 1 proposal" in grouped
    assert "asked for by 3 fellows" in counted
    assert "Undo" in page(scene.facilitator)
    channel = told(scene.stage.slack.messages(scene.channel.id))
    assert "You said, we did. Decided: Our norms." in channel
    assert "We listen first." in channel
    assert "Silence is fine, and so is passing." in look_at(scene, scene.leilani)


def test_norms_stand_at_the_beginning_of_a_meeting(scene: Scene) -> None:
    """S30: those of the programme until the members have adopted some."""
    scene.say(scene.maria, "/conference")

    assert "*Our norms*" in told(scene.maria.ephemerals[-1:])


def test_an_error_leaves_the_facilitator_where_they_are(scene: Scene) -> None:
    """Nothing ticked and nothing typed is no grouping; too few votes settle nothing."""
    collect(scene)
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.SORT_PROPOSALS)

    refused = scene.facilitator.submit()
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.BEGIN_VOTE)
    scene.facilitator.click(Action.COUNT_VOTES)

    assert "tick what belongs together" in "".join(refused.errors.values())
    assert "It cannot be settled yet." in page(scene.facilitator)
    assert "0 of 3 have voted; it takes 2." in page(scene.facilitator)


def test_a_facilitator_sees_no_single_vote(scene: Scene) -> None:
    """S28: before enough have voted, what was chosen would tell who chose it."""
    collect(scene)
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.BEGIN_VOTE)
    say_yes(scene, scene.maria, QUIET)

    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.COUNT_VOTES)

    assert "1 of 3 have voted; it takes 2." in page(scene.facilitator)
    assert QUIET not in page(scene.facilitator)


def test_members_see_what_can_be_chosen_already(scene: Scene) -> None:
    """S30: who proposes a norm can read the starter set, and nobody's proposal."""
    collect(scene)

    seen = look_at(scene, scene.leilani)

    assert "These can be chosen already" in seen
    assert QUIET in seen
    assert "We end on time" not in seen


def test_members_are_not_offered_what_a_facilitator_does(scene: Scene) -> None:
    """They see how it stands; a stranger learns how to join."""
    before = look_at(scene, scene.maria)
    offered = set(actions_of(scene.maria.modal.raw if scene.maria.modal else None))
    answer = scene.say(scene.stranger, "/rounds decide", here=False)

    assert "Nothing is decided yet." in before
    assert offered == {Action.ALL_DECISIONS}
    assert answer


def test_more_than_half_open_a_new_round(scene: Scene) -> None:
    """S59: at any time, by a majority of those who decide."""
    collect(scene)
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.BEGIN_VOTE)
    for who in (scene.maria, scene.james):
        say_yes(scene, who, QUIET, "Questions before", "One voice")
    look_at(scene, scene.facilitator)
    scene.facilitator.click(Action.COUNT_VOTES)
    scene.facilitator.submit()
    for who in (scene.maria, scene.leilani):
        look_at(scene, who)
        who.click(Action.LOOK_AGAIN)
    scene.settle()

    assert "0 of 3 have proposed" in page(scene.leilani)
    assert "Version 1" in page(scene.leilani)
    assert "What do you propose? Our norms" in scene.james.inbox[-1].text
