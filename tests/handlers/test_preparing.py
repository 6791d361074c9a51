"""What a gathering asks for beforehand, on its page in Slack (S57, S82)."""

import pytest

from bot.simulator.slack import PersonSession
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action
from tests.handlers.scene import Scene, actions_of, page, title, told


@pytest.fixture
def institute(stage: Stage, request: pytest.FixtureRequest) -> Scene:
    """Begin a network that asks for a live piece of work before each conference."""
    stage.slack.forgive()
    return Scene.begin(stage, name=request.node.name, programme="leadership-institute-year")


def opened(scene: Scene, who: PersonSession) -> str:
    """Open the page of the first conference; return what stands there."""
    with scene.stage.bot.store.read() as tx:
        conference = next(
            one
            for one in tx.gatherings.of_network(scene.network.id)
            if one.series_id == "leadership_conference"
        )
    scene.say(who, "/conference all")
    who.click(Action.OPEN_GATHERING, on=who.ephemerals[-1], value=str(conference.id))
    return told(who.ephemerals[-1:])


def test_a_member_prepares_and_who_leads_reads_it(institute: Scene) -> None:
    """The form opens from the page; its page says so afterwards, and who may read it reads it."""
    before = opened(institute, institute.maria)
    institute.maria.click(Action.OPEN_FORM, on=institute.maria.ephemerals[-1])
    institute.write(institute.maria, {"piece": "Our <agenda>"})

    after = opened(institute, institute.maria)
    colleague = opened(institute, institute.james)
    opened(institute, institute.facilitator)
    institute.facilitator.click(Action.SEE_PREPARED, on=institute.facilitator.ephemerals[-1])

    assert "*To prepare:* What I bring" in before
    assert "You have written it. Thank you." in after
    assert Action.SEE_PREPARED not in actions_of(institute.james.ephemerals[-1])
    assert "Prepare: What I bring" in colleague
    assert title(institute.facilitator) == "Prepared"
    assert "Our &lt;agenda&gt;" in page(institute.facilitator)
    assert institute.stage.slack.violations == ()
