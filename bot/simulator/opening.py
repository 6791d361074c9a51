"""The opening scene: a programme lead appoints, a facilitator sets up, the roster is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.simulator.cast import FACILITATOR, LEAD, Character
from bot.simulator.slack import PersonSession
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block

CHANNEL = "harbor-principals"
_AT_ONCE = 25
"""Lines of a roster: a text field takes 3,000 characters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What the network is to be."""

    programme: str
    start: date
    members: tuple[Character, ...]
    channel: str = CHANNEL


@dataclass(frozen=True, kw_only=True, slots=True)
class Begun:
    """What came of it."""

    channel: str
    channel_id: str
    network_id: int


def open_network(stage: Stage, opening: Opening) -> Begun:
    """Play the opening through Slack, as people do it; raises RuntimeError where it fails."""
    lead, facilitator = stage.admit(LEAD), stage.admit(FACILITATOR)
    everybody = [stage.admit(one).id for one in opening.members]
    channel = stage.slack.add_channel(
        opening.channel, private=True, members=(facilitator.id, *everybody)
    )
    stage.bot.services.people.appoint_lead(stage.slack.workspace.team_id, lead.id)
    _appoint(stage, stage.slack.person(lead.id), facilitator.id)
    session = stage.slack.person(facilitator.id)
    _set_up(stage, session, opening, channel.id)
    network_id = stage.network(FACILITATOR).id
    _load_roster(stage, session, opening, channel_id=channel.id, network_id=network_id)
    return Begun(channel=channel.name, channel_id=channel.id, network_id=network_id)


def _appoint(stage: Stage, lead: PersonSession, person_id: str) -> None:
    lead.command("/rounds", "appoint")
    lead.set(Block.PERSON, person_id)
    _send(stage, lead, "appoint")


def _set_up(stage: Stage, session: PersonSession, opening: Opening, channel_id: str) -> None:
    session.command("/rounds", "setup", channel=channel_id)
    session.set(Block.PROGRAMME, opening.programme)
    session.set(Block.CHANNEL, channel_id)
    session.set(Block.STARTS_ON, opening.start.isoformat())
    _send(stage, session, "setup")


def _load_roster(
    stage: Stage, session: PersonSession, opening: Opening, *, channel_id: str, network_id: int
) -> None:
    for lines in _lists(stage, opening):
        session.command("/rounds", "roster", channel=channel_id)
        session.click(Action.LOAD_ROSTER)
        session.set(Block.ROSTER, "\n".join(lines))
        _send(stage, session, "roster")
    roster = stage.bot.services.networks.roster(stage.actor(FACILITATOR), network_id)
    if lost := [one.name for one in roster.members if not one.is_complete]:
        raise RuntimeError(f"roster: {', '.join(lost)}")


def _lists(stage: Stage, opening: Opening) -> Iterator[list[str]]:
    """Yield the people in lists that one field of Slack takes, each with its heading."""
    for at in range(0, len(opening.members), _AT_ONCE):
        few = opening.members[at : at + _AT_ONCE]
        lines = (
            f"{stage.admit(one).email},{one.name},{one.school},{one.role},{one.level}"
            for one in few
        )
        yield ["email,name,school,role,level", *lines]


def _send(stage: Stage, session: PersonSession, what: str) -> None:
    sent = session.submit()
    if not sent.ok:
        raise RuntimeError(f"{what}: {sent}")
    stage.rest()
    session.close(all_views=True)
