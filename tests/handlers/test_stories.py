"""Stories in Slack: looked at alone, shown to the channel exactly so, taken back."""

from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.visibility import Visibility
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action
from tests.handlers.scene import Scene, actions_of, page, shown


def share(scene: Scene) -> None:
    """Let Maria share a reflection with all."""
    scene.stage.bot.services.entries.submit(
        scene.actor(scene.maria),
        FormRef(network_id=scene.network.id, form_id="reflection", about=NOTHING_SPECIAL),
        answers={"stays_with_you": "Asking helped."},
        visibility=Visibility.NETWORK,
        token="once",
    )
    scene.settle()


def test_a_school_shows_its_story_after_looking_at_it(scene: Scene) -> None:
    """S4: the preview and the message are the same, and it can be taken back."""
    share(scene)
    scene.say(scene.maria, "/rounds story")
    scene.maria.click(Action.PREVIEW_STORY)
    looked_at = page(scene.maria)

    scene.maria.submit()
    scene.settle()

    posted = scene.stage.slack.messages(scene.channel.id)[-1]
    assert "We shared: Reflection." in shown(posted.blocks)
    assert shown(posted.blocks) in looked_at
    scene.maria.click(Action.UNDO_STORY)
    scene.settle()
    assert "It is taken back." in page(scene.maria)
    assert posted.ts not in [one.ts for one in scene.stage.slack.messages(scene.channel.id)]


def test_a_facilitator_chooses_the_school(scene: Scene) -> None:
    """Members have no choice: they see their own."""
    share(scene)
    scene.say(scene.facilitator, "/rounds story")
    scene.say(scene.james, "/rounds story")
    menu = next(
        element
        for block in (scene.facilitator.modal.raw["blocks"] if scene.facilitator.modal else ())
        for element in block.get("elements", ())
        if element.get("action_id") == Action.CHOOSE_STORY
    )
    maria = next(one["value"] for one in menu["options"] if "Maria" in one["text"]["text"])

    scene.facilitator.click(Action.CHOOSE_STORY, value=maria)

    assert "We shared: Reflection." in page(scene.facilitator)
    assert "We shared" not in page(scene.james)
    assert scene.james.modal is not None
    assert Action.CHOOSE_STORY not in actions_of(scene.james.modal.raw)


def test_before_there_is_a_story_an_invented_school_shows_how_it_can_go(stage: Stage) -> None:
    """S4: and it is named as invented."""
    scene = Scene.begin(stage, name="invented", programme="gradual-release-partnership")

    scene.say(scene.maria, "/rounds story")

    assert "*How it can go: a school that we made up*" in page(scene.maria)
    assert "This school does not exist." in page(scene.maria)
    assert stage.slack.violations == ()


def test_whoever_writes_a_plan_sees_the_vision_beside_it(stage: Stage) -> None:
    """S84: on top of the form, which stays as it is; a reflection has no such button."""
    scene = Scene.begin(stage, name="vision", programme="leading-equitable-schools")
    network, entries = scene.network, stage.bot.services.entries
    vision = network.programme.form("vision")
    entries.submit(
        scene.actor(scene.maria),
        FormRef(network_id=network.id, form_id=vision.id, about=NOTHING_SPECIAL),
        answers={one.id: f"Our {one.id}." for one in vision.fields if one.required},
        visibility=Visibility.NETWORK,
        token="vision",
    )
    scene.enter(2)
    scene.settle()
    scene.say(scene.maria, "/rounds phase")
    scene.maria.click(f"{Action.OPEN_FORM}:voices")

    scene.maria.click(Action.SEE_VISION)

    assert f"Our {vision.fields[0].id}." in page(scene.maria)
    assert stage.slack.violations == ()
