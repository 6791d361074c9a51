"""The programme of a network in Slack: its version, what a newer one would change, the move."""

from dataclasses import replace

from handlers.blocks.ids import Action
from tests.handlers.scene import Scene, actions_of, page


def test_a_network_on_the_newest_version_hears_so(scene: Scene) -> None:
    """Nothing to decide, and no button."""
    scene.say(scene.facilitator, "/rounds programme")

    assert "You follow the newest version." in page(scene.facilitator)
    assert scene.facilitator.modal is not None
    assert Action.MOVE_PROGRAMME not in actions_of(scene.facilitator.modal.raw)


def test_a_facilitator_looks_at_a_newer_version_and_follows_it(scene: Scene) -> None:
    """S23: what would change is told before; afterwards it is the newest."""
    older = scene.network.programme.model_copy(update={"weeks": 94, "norms": ()})
    with scene.stage.store.write() as tx:
        tx.networks.update(replace(scene.network, programme=older))
    scene.say(scene.facilitator, "/rounds programme")
    before = page(scene.facilitator)

    scene.facilitator.click(Action.MOVE_PROGRAMME)

    assert "A newer version is there, with 2 changes:" in before
    assert "*Changed* weeks: 94 → 95" in before
    assert "You follow the newest version." in page(scene.facilitator)


def test_a_fellow_is_kindly_refused(scene: Scene) -> None:
    """Only who leads a network decides what it follows."""
    told = scene.say(scene.maria, "/rounds programme")

    assert "Whoever leads your network can help." in told
