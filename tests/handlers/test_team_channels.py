"""The fellows of a school see one another, and have a private channel."""

from collections.abc import Iterator

import pytest

from bot.services.team_channels import channel_name
from bot.simulator.slack import Channel, PersonSession
from bot.simulator.slack.surfaces import walk
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action
from tests.handlers.scene import Scene, page


@pytest.fixture
def partners(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Begin a partnership of schools."""
    stage.slack.forgive()
    yield Scene.begin(stage, name=request.node.name, programme="gradual-release-partnership")
    stage.rest()
    assert stage.slack.violations == ()


def test_a_team_gets_a_private_channel(partners: Scene) -> None:
    """S20: its people are let in; who joins later is let in by the same button."""
    maria, james = partners.maria, partners.james
    _same_school(partners)
    partners.say(maria, "/rounds team")
    assert "3 to 5 of a school learn together" in page(maria)

    maria.click(_buttons(maria)[0])
    partners.stage.rest()

    (channel,) = _channels(partners)
    assert channel.kind == "private"
    assert {maria.person.id, james.person.id} <= set(channel.members)
    assert partners.leilani.person.id not in channel.members
    assert f"<#{channel.id}>" in page(maria)
    maria.click(_buttons(maria)[0])
    partners.stage.rest()
    assert len(_channels(partners)) == 1
    maria.close(all_views=True)


def test_somebody_alone_at_their_school_learns_how_a_team_begins(partners: Scene) -> None:
    """S20: a page without a team says what makes one."""
    partners.say(partners.maria, "/rounds team")

    assert "A team is two or more people of a school." in page(partners.maria)
    partners.maria.close(all_views=True)


def test_a_crash_before_the_channel_is_remembered_leaves_no_second_one(partners: Scene) -> None:
    """S20: made in Slack and not yet ours; whoever presses again gets that one."""
    maria, teams = partners.maria, partners.stage.bot.services.team_channels
    _same_school(partners)
    (team,) = teams.see(partners.actor(maria), partners.network.id).teams
    name = channel_name(partners.network, team.school)
    left = teams.directory.make_channel(partners.network.team_id, name)
    partners.say(maria, "/rounds team")

    maria.click(_buttons(maria)[0])
    partners.stage.rest()

    (channel,) = _channels(partners)
    assert channel.id == left
    assert {maria.person.id, partners.james.person.id} <= set(channel.members)
    maria.close(all_views=True)


def test_a_team_whose_channel_was_archived_gets_a_new_one(partners: Scene) -> None:
    """S20: whoever presses the button again talks again."""
    maria, james = partners.maria, partners.james
    _same_school(partners)
    partners.say(maria, "/rounds team")
    maria.click(_buttons(maria)[0])
    partners.stage.rest()
    (before,) = _channels(partners)
    partners.stage.slack.archive(before.id)

    maria.click(_buttons(maria)[0])
    partners.stage.rest()

    (after,) = _channels(partners)
    assert after.id != before.id
    assert {maria.person.id, james.person.id} <= set(after.members)
    maria.close(all_views=True)


def test_a_fellow_sees_their_own_team_and_the_facilitator_all(partners: Scene) -> None:
    """S20: what a school is called is no secret, but a list of others helps nobody."""
    _same_school(partners)
    partners.say(partners.leilani, "/rounds team")
    partners.say(partners.facilitator, "/rounds team")

    mine, everybodys = _buttons(partners.leilani), _buttons(partners.facilitator)

    assert (len(mine), len(everybodys)) == (0, 1)
    partners.leilani.close(all_views=True)
    partners.facilitator.close(all_views=True)


def _same_school(scene: Scene) -> None:
    """Let Maria and James come from one school."""
    services, actor = scene.stage.bot.services, scene.actor(scene.facilitator)
    for who in (scene.maria, scene.james):
        _, member = services.networks.place(actor, scene.network.id, scene.actor(who).id)
        name = f"Harbor of {scene.network.key}"
        services.networks.fill_place(actor, member, school=name, role="principal", level=None)


def _channels(scene: Scene) -> list[Channel]:
    """Return the channels of the teams of the network."""
    with scene.stage.store.read() as tx:
        schools = tx.members.schools(scene.network.id)
    return [scene.stage.slack.channel(one.channel_id) for one in schools if one.channel_id]


def _buttons(who: PersonSession) -> list[str]:
    assert who.modal is not None
    places = walk(who.modal.raw["blocks"])
    return [one.action_id for one in places if one.action_id.startswith(Action.MAKE_TEAM_CHANNEL)]
