"""Exports from Slack: the files come privately, with how much was withheld."""

from handlers.blocks.ids import Block
from tests.handlers.scene import Scene, page, shown


def test_an_export_comes_as_files_in_ones_messages(scene: Scene) -> None:
    """The table and its codebook; what the facilitator may not read is counted, not shown."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "For my facilitator"}, readers="facilitator")
    scene.say(scene.james, "/reflect")
    scene.write(scene.james, {"stays_with_you": "For me"}, readers="only_me")
    scene.say(scene.facilitator, "/rounds export")
    scene.facilitator.set(Block.EXPORT_KIND, "reflections")

    scene.facilitator.submit()
    scene.stage.rest()

    with_files = next(one for one in reversed(scene.facilitator.inbox) if one.files)
    assert len(with_files.files) == 2
    assert "1 text was left out" in with_files.text + shown(with_files.blocks)
    assert "It is in your messages from me." in page(scene.facilitator)


def test_a_modal_closed_too_early_loses_nothing(scene: Scene) -> None:
    """What came of it is said in a message instead."""
    scene.say(scene.facilitator, "/rounds export")
    scene.stage.slack.faults.add(method="files.getUploadURLExternal", kind="slow", seconds=1.7)

    scene.facilitator.submit()
    scene.facilitator.close(all_views=True)
    scene.stage.rest()

    assert "Your export" in shown(scene.facilitator.inbox[-1].blocks)
