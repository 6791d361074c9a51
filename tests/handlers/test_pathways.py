"""Pathways in Slack: the chooser, where its answers point, and every form on the way."""

from collections.abc import Iterator

import pytest

from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, numbered
from tests.handlers.scene import Scene, page, title


@pytest.fixture
def partners(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Begin a network of schools that look for a partner; Slack has nothing to object."""
    stage.slack.forgive()
    yield Scene.begin(stage, name=request.node.name, programme="partner-pathways")
    stage.rest()
    assert stage.slack.violations == ()


def open_form(scene: Scene, module: str) -> None:
    """Let Maria open the form of a module of the phase."""
    scene.say(scene.maria, "/rounds phase")
    scene.maria.click(numbered(Action.OPEN_FORM, module))


def test_the_phase_that_chooses_shows_the_pathways(partners: Scene) -> None:
    """For whom, how long, with whom, and what holds before and after (S98)."""
    partners.say(partners.maria, "/rounds phase")
    before = page(partners.maria)
    partners.enter()

    partners.say(partners.maria, "/rounds phase")
    phase = page(partners.maria)
    partners.maria.click(numbered(Action.RUN_COMMAND, "phase_pathways"))

    assert "Pilot" not in before
    for words in ("Introductory engagement", "30 weeks, one or two grades", "A measure is chosen."):
        assert words in page(partners.maria)
    assert "you see which pathway your answers point to" in phase
    partners.maria.click(numbered(Action.RUN_COMMAND, "phase"))
    assert title(partners.maria) == "Where we are"


def test_five_answers_point_to_a_pathway_and_say_why(partners: Scene) -> None:
    """Who has answered sees it, and only they: it is a suggestion (S98)."""
    partners.enter()
    open_form(partners, "which_pathway")
    partners.write(
        partners.maria,
        {
            "sure": "pilot",
            "willing": "pilot",
            "time": "introductory",
            "stable": "pilot",
            "if_not": "introductory",
        },
    )

    partners.say(partners.maria, "/rounds phase")
    partners.say(partners.james, "/rounds phase")

    mine = page(partners.maria)
    assert "Your answers point to *Pilot*, 3 of 5:" in mine
    assert "How many teachers are willing today? A grade or a department" in mine
    assert "How much time can you protect each week?" not in mine
    assert "Your answers point to *" not in page(partners.james)


@pytest.mark.parametrize(
    ("programme", "modules"), [("partner-pathways", 18), ("leading-equitable-schools", 12)]
)
def test_every_module_asks_what_can_be_answered(programme: str, modules: int, stage: Stage) -> None:
    """Each form is opened from the phase that asks it, filled and kept (S83 to S100)."""
    stage.slack.forgive()
    scene = Scene.begin(stage, name=programme, programme=programme)
    phases = scene.network.programme.phases
    for phase in phases:
        for module in phase.modules:
            open_form(scene, module.id)
            assert scene.network.programme.form(str(module.form)).title.say() == title(scene.maria)
            scene.write(scene.maria)
        if phase is not phases[-1]:
            scene.enter()

    with stage.store.read() as tx:
        kept = tx.entries.of_author(scene.actor(scene.maria).id, network_id=scene.network.id)

    assert len(kept) == modules == sum(len(phase.modules) for phase in phases)
    assert stage.slack.violations == ()
