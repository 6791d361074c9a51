"""A head suggests a fellow in Slack, and the fellow answers."""

from collections.abc import Iterator

import pytest

from bot.simulator.slack.surfaces import walk
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, actions_of, page, told


@pytest.fixture
def partners(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Begin a partnership of schools."""
    stage.slack.forgive()
    yield Scene.begin(stage, name=request.node.name, programme="gradual-release-partnership")
    stage.rest()
    assert stage.slack.violations == ()


def test_a_head_suggests_somebody_who_joins(partners: Scene) -> None:
    """S8: one form, one private question, one press; then how ready they feel."""
    maria, stranger = partners.maria, partners.stranger
    partners.say(maria, "/rounds suggest")
    assert "Nobody is suggested yet" in page(maria)

    maria.click(Action.SUGGEST_FELLOW)
    maria.set(Block.PERSON, stranger.person.id)
    maria.set(Block.ROLE, "teacher_leader")
    maria.set(Block.PHONE, "shared")
    assert maria.submit().ok
    assert "asked, no answer yet" in page(maria)
    maria.close(all_views=True)
    partners.settle()
    asked = stranger.inbox[-1]
    stranger.click(Action.ACCEPT_SUGGESTION, on=asked)
    partners.settle()
    thanked = next(one for one in stranger.inbox if one.ts == asked.ts)

    assert "thinks of you as a fellow" in asked.text
    assert "Welcome to" in thanked.text
    assert "a message a day" not in thanked.text
    assert "one message a day or a week" in told([thanked])
    assert actions_of(thanked) == [Action.OPEN_FORM]
    stranger.click(Action.OPEN_FORM, on=thanked)
    partners.write(stranger)
    assert any("would like to join" in one.text for one in maria.inbox)


def test_a_person_who_is_not_here_yet_is_named_only(partners: Scene) -> None:
    """S8: nobody can be asked who is not in the workspace; the list says what to do."""
    maria = partners.maria
    partners.say(maria, "/rounds suggest")
    maria.click(Action.SUGGEST_FELLOW)
    maria.set(Block.CANDIDATE_NAME, "Wanjiru <Kamau>")
    maria.set(Block.ROLE, "teacher_leader")

    maria.submit()

    assert "Wanjiru &lt;Kamau&gt;" in page(maria)
    assert "suggest them again once they are" in page(maria)
    assert maria.modal is not None
    (back,) = (
        one.action_id
        for one in walk(maria.modal.raw["blocks"])
        if one.action_id.startswith(Action.TAKE_BACK_SUGGESTION)
    )
    maria.click(back)
    assert "Nobody is suggested yet" in page(maria)
    maria.close(all_views=True)
