"""Home: today's task, own progress, and for those who lead how the network stands."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.phases import Ruling
from bot.simulator.slack.surfaces import walk
from handlers.blocks.ids import Action, numbered
from tests.handlers.scene import Scene, actions_of, home, newcomer, page, title

_MOST_IN_A_ROW = 5


def test_a_fellow_sees_todays_task_first(scene: Scene) -> None:
    """The most pressing thing stands on top, with the one primary button."""
    scene.maria.open_home()

    shows = home(scene.maria)
    assert shows.index("Today") < shows.index("Will you come?")
    assert len(_primary(scene.maria.home)) == 1


def test_what_the_next_gathering_is_for_stands_in_home_and_on_its_card(scene: Scene) -> None:
    """S1: what leaders practise and what schools have of it are one look away."""
    scene.maria.open_home()
    scene.facilitator.open_home()

    card = scene.say(scene.maria, "/rounds conference")

    for seen in (home(scene.maria), home(scene.facilitator), card):
        assert "What leaders practise: Lead a group of adults through a hard question" in seen
        assert "What schools could see of it: " in seen


def test_a_stranger_is_told_what_this_is(scene: Scene) -> None:
    """Nobody opens an empty Home."""
    scene.stranger.open_home()

    assert "You are not in a network yet." in home(scene.stranger)


def test_a_facilitator_sees_how_the_network_stands(scene: Scene) -> None:
    """Numbers, gaps, and who was not heard; the buttons that help."""
    scene.enter()

    scene.facilitator.open_home()

    shows = home(scene.facilitator)
    assert "Members: 3. Coming next time: 0." in shows
    assert "there are 3" in shows
    assert "Not heard in this step yet: " in shows
    assert Action.OPEN_ROSTER in actions_of(scene.facilitator.home)


def test_a_facilitator_is_led_to_a_phase_that_can_begin(scene: Scene) -> None:
    """S23: what is ready waits in Home; the facilitator begins it, without giving a reason."""
    phases, daniel = scene.stage.bot.services.phases, scene.actor(scene.facilitator)
    for one in phases.see(daniel, scene.network.id).open:
        phases.rule(daniel, scene.network.id, one.key, ruling=Ruling.WAIVED, reason="We know why.")
    scene.facilitator.open_home()

    shows = home(scene.facilitator)
    scene.facilitator.click(Action.RUN_COMMAND)

    assert "Lead can begin, when you say so." in shows
    assert title(scene.facilitator) == "Where we are"


def test_a_fellow_does_not_see_who_was_not_heard(scene: Scene) -> None:
    """Names of those who have not answered are for those who lead."""
    scene.enter()

    scene.maria.open_home()

    assert "Not heard" not in home(scene.maria)
    assert "James" not in home(scene.maria)


def test_a_programme_lead_sees_every_network(scene: Scene) -> None:
    """The lead belongs to none of them and sees how they stand."""
    scene.lead.open_home()

    shows = home(scene.lead)
    assert scene.network.name in shows
    assert "Start a network" in shows
    assert "Appoint a facilitator" in shows


def test_somebody_new_is_asked_for_school_and_role(scene: Scene) -> None:
    """Who joins the channel is asked who they are before anything else."""
    who = newcomer(scene.stage, "Nora Sullivan")
    scene.facilitator.invite(scene.channel.id, who.id)
    scene.stage.rest()
    nora = scene.stage.slack.person(who.id)
    nora.open_home()

    nora.click(Action.OPEN_PLACE)

    assert "Tell us your school and role" in home(nora)
    assert title(nora) == "School and role"


def test_what_was_written_lately_can_be_changed_from_home(scene: Scene) -> None:
    """The latest answers stand there with their buttons."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria)
    scene.maria.open_home()

    scene.maria.click(f"{Action.SEE_ENTRY}:0")
    offered = actions_of(scene.maria.modal.raw if scene.maria.modal else None)
    scene.maria.click(Action.EDIT_ENTRY)

    assert "What you wrote lately" in home(scene.maria)
    assert Action.CHANGE_VISIBILITY in offered
    assert title(scene.maria) == "Reflection"


@pytest.mark.parametrize("who", ["maria", "facilitator", "lead"])
def test_home_shows_few_buttons_and_leads_to_all_others(scene: Scene, who: str) -> None:
    """What is pressed often stands there; one button shows the rest, topic by topic."""
    person = getattr(scene, who)
    person.open_home()

    rows = [one["elements"] for one in person.home["blocks"] if one["type"] == "actions"]
    person.click(numbered(Action.RUN_COMMAND, "help"))

    assert max(len(row) for row in rows) <= _MOST_IN_A_ROW
    assert title(person) == "What you can do"
    assert "*See what grows*" in page(person)
    assert "Our figures" in page(person)


def test_what_a_fellow_cannot_do_or_the_programme_lacks_is_no_button(scene: Scene) -> None:
    """Home leads nowhere where nothing is."""
    scene.maria.open_home()

    scene.maria.click(numbered(Action.RUN_COMMAND, "help"))

    assert "Partners" in page(scene.maria)
    assert "Toolkit" not in page(scene.maria)
    assert "Write to members" not in page(scene.maria)
    scene.maria.click(numbered(Action.RUN_COMMAND, "partners"))
    assert title(scene.maria) == "Partners"


def _primary(view: Mapping[str, Any] | None) -> list[str]:
    blocks = view["blocks"] if view else ()
    return [one.action_id for one in walk(blocks) if one.element.get("style") == "primary"]
