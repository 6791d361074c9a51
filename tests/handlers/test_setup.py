"""Set-up: a programme lead appoints, a facilitator starts a network in a channel."""

from collections.abc import Mapping

from bot.simulator.slack import Submission
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, page, title


def test_a_lead_appoints_a_facilitator_who_starts_a_network(scene: Scene) -> None:
    """A second network in the same workspace works like the first."""
    scene.say(scene.lead, "/rounds appoint", here=False)
    scene.lead.set(Block.PERSON, scene.stranger.person.id)
    appointed = scene.lead.submit()

    sent = _start(scene)

    assert appointed.ok
    assert sent.ok
    assert title(scene.stranger) == "It is running"
    assert "1 member is greeted" in page(scene.stranger)
    assert "Still to do" in page(scene.stranger)


def test_what_was_started_leads_on_to_the_roster(scene: Scene) -> None:
    """The one primary button is the next thing to do."""
    _appoint(scene)
    _start(scene)

    scene.stranger.click(Action.OPEN_ROSTER)

    assert title(scene.stranger) == "Roster"


def test_a_first_day_in_the_past_is_refused_beside_the_field(scene: Scene) -> None:
    """A network starts today or later."""
    _appoint(scene)

    sent = _start(scene, {Block.STARTS_ON: "2026-08-01"})

    assert sent.errors == {Block.STARTS_ON: "This day has passed. A network starts today or later."}


def test_a_channel_without_the_bot_is_refused_beside_the_field(scene: Scene) -> None:
    """The sentence says how to invite it."""
    _appoint(scene)
    stranger = scene.stranger.person.id
    alone = scene.stage.slack.add_channel(
        f"alone-{stranger.lower()}", members=(stranger,), with_bot=False
    )

    sent = _start(scene, {Block.CHANNEL: alone.id})

    assert "Invite me there with /invite" in sent.errors[Block.CHANNEL]


def test_a_channel_that_has_a_network_is_refused_beside_the_field(scene: Scene) -> None:
    """One channel, one network."""
    _appoint(scene)
    scene.facilitator.invite(scene.channel.id, scene.stranger.person.id)

    sent = _start(scene, {Block.CHANNEL: scene.channel.id})

    assert "has a network already" in sent.errors[Block.CHANNEL]


def test_a_bot_cannot_be_appointed(scene: Scene) -> None:
    """Facilitators are people."""
    robot = scene.stage.slack.add_person(f"Robot {scene.channel.name}", bot=True)
    scene.say(scene.lead, "/rounds appoint", here=False)
    scene.lead.set(Block.PERSON, robot.id)

    sent = scene.lead.submit()

    assert sent.errors == {Block.PERSON: "Please choose a person of this workspace."}


def test_a_workspace_administrator_gains_nothing_by_being_so(scene: Scene) -> None:
    """Who may do what is decided by the programme lead."""
    admin = scene.stage.slack.add_person(f"Adam Admin {scene.channel.name}", admin=True)
    session = scene.stage.slack.person(admin.id)

    answer = scene.say(session, "/rounds appoint", here=False)

    assert "This is not yours to do or see." in answer


def _appoint(scene: Scene) -> None:
    people = scene.stage.bot.services.people
    people.appoint_facilitator(scene.actor(scene.lead), scene.stranger.person.id)


def _start(scene: Scene, changed: Mapping[str, str] | None = None) -> Submission:
    """Start a network in a channel of two, as the stranger who was appointed."""
    members = (scene.stranger.person.id, scene.maria.person.id)
    channel = scene.stage.slack.add_channel(f"new-{scene.channel.name}", members=members)
    scene.stranger.command("/rounds", "setup", channel=channel.id)
    for block, value in (changed or {}).items():
        scene.stranger.set(block, value)
    sent = scene.stranger.submit()
    scene.stage.rest()
    return sent
