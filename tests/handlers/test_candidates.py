"""A head suggests a fellow in Slack, and the fellow answers."""

from collections.abc import Iterator

import pytest

from bot.simulator.slack import PersonSession
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
    maria.set(Block.PERSON, [stranger.person.id])
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


def test_who_is_not_here_yet_is_named_and_chosen_later(partners: Scene) -> None:
    """S8: several names in one form; the list says what to do, and asks them once they are here."""
    maria, stranger = partners.maria, partners.stranger
    partners.say(maria, "/rounds suggest")
    maria.click(Action.SUGGEST_FELLOW)
    maria.set(Block.CANDIDATE_NAME, "Wanjiru <Kamau>\n\nJo Bell\n wanjiru  <kamau>")

    maria.submit()

    first = page(maria)
    assert first.count("not in Slack yet") == 3
    assert "Wanjiru &lt;Kamau&gt;" in first
    assert "*Invite people*" in first
    wanjiru, jo = _menus(maria)
    maria.click(jo, value=f"back/{jo.rpartition(':')[2]}")
    maria.click(wanjiru, value=f"change/{wanjiru.rpartition(':')[2]}")
    maria.set(Block.PERSON, stranger.person.id)
    assert maria.submit().ok
    assert "asked, no answer yet" in page(maria)
    assert "Jo Bell" not in page(maria)
    maria.close(all_views=True)
    partners.settle()
    assert "thinks of you as a fellow" in stranger.inbox[-1].text


def _menus(who: PersonSession) -> list[str]:
    assert who.modal is not None
    places = walk(who.modal.raw["blocks"])
    return [one.action_id for one in places if one.action_id.startswith(f"{Action.CANDIDATE}:")]
