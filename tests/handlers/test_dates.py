"""Another date: a facilitator adds one from a card or the list, for one school or for all."""

from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, page, shown, title


def ask(scene: Scene, command: str = "/conference") -> None:
    """Open the form for another date, as the facilitator does."""
    scene.say(scene.facilitator, command)
    scene.facilitator.click(Action.ADD_DATE, on=scene.facilitator.ephemerals[-1])


def test_a_facilitator_adds_a_date_for_one_school(scene: Scene) -> None:
    """S89: the channel is told whose it is; others find no buttons for an answer."""
    ask(scene)
    assert title(scene.facilitator) == "Another date"
    modal = scene.facilitator.modal
    assert modal is not None
    school = modal.raw["blocks"][3]["element"]["options"][1]
    name = school["text"]["text"]
    fellows = (scene.maria, scene.james, scene.leilani)

    scene.facilitator.set(Block.DAY, "2026-09-08")
    scene.facilitator.set(Block.SCHOOL, school["value"])
    sent = scene.facilitator.submit()
    scene.settle()

    (told,) = [
        one for one in scene.stage.slack.messages(scene.channel.id) if f"({name})" in one.text
    ]
    answers = [f"({name})" in scene.say(one, "/conference") for one in fellows]
    assert sent.ok
    assert f"({name})" in page(scene.facilitator)
    assert f"This date is for the people of *{name}*." in shown(told.blocks)
    assert sorted(answers) == [False, False, True]


def test_a_date_is_repeated_until_the_phase_ends(scene: Scene) -> None:
    """S10, S89: one form for a term of visits; the answer says how many there are."""
    ask(scene)

    scene.facilitator.set(Block.DAY, "2026-09-08")
    scene.facilitator.set(Block.HOW_OFTEN, "4")
    scene.facilitator.submit()

    assert "dates were added, the last one on" in page(scene.facilitator)


def test_what_is_wrong_is_said_beside_the_day(scene: Scene) -> None:
    """The form stays open with everything in it."""
    ask(scene, "/conference all")
    scene.facilitator.set(Block.DAY, "2026-08-03")

    sent = scene.facilitator.submit()

    assert sent.errors == {Block.DAY: "This moment has passed. Please choose a later one."}


def test_members_find_no_way_to_add_dates(scene: Scene) -> None:
    """Dates are planned by whoever leads."""
    scene.say(scene.maria, "/conference all")

    assert Action.ADD_DATE not in actions_of(scene.maria.ephemerals[-1])
