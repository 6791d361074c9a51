"""Promises: workspaces with their networks, and thousands of things to be said in them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import Bot
from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.services.beginning import Beginning
from bot.simulator.slack import LocalSlack, Message, Workspace
from handlers.installation import identify

START = datetime.fromisoformat("2026-09-15T13:30:00+00:00")
"""A Tuesday morning on the east coast: nobody's quiet hours are near."""
WAVE = timedelta(minutes=2)
_ZONE = "America/New_York"
_NUDGES = 2
"""For each person: with what the network asks by itself, still within the weekly cap."""
_TO_A_CHANNEL = 0.1
_TROUBLE = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One workspace with one network: to whom, and about what, something can be said there."""

    network: Network
    members: tuple[int, ...]
    leader: int
    gathering: int
    people: tuple[str, ...]
    """Everybody's Slack id."""

    def messages(self, slack: LocalSlack) -> Iterator[Message]:
        """Yield all that the bot has said here, in the channel and in private."""
        private = (slack.dm(who) for who in self.people)
        for where in (self.network.channel_id, *private):
            yield from (one for one in slack.messages(where) if one.bot_id) if where else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How much is promised, in how many workspaces, and how often somebody is killed meanwhile."""

    workspaces: int
    people: int
    promises: int
    waves: int
    kills: int
    timeouts: int = 0


def settle_in(bot: Bot, slack: LocalSlack, size: Size) -> tuple[Place, ...]:
    """Begin a network in each workspace."""
    rest = (slack.add_workspace(f"District {n}") for n in range(2, size.workspaces + 1))
    return tuple(
        _settle(bot, slack, workspace, people=size.people) for workspace in (slack.workspace, *rest)
    )


def waves(
    places: Sequence[Place], size: Size, *, chance: random.Random
) -> Iterator[list[NewDelivery]]:
    """Yield what is promised for each wave, every two minutes."""
    nudges = [(place, who) for place in places for who in place.members for _ in range(_NUDGES)]
    chance.shuffle(nudges)
    number = 0
    for wave in range(size.waves):
        due_at = START + WAVE * (wave + 1)
        promised: list[NewDelivery] = []
        while number < size.promises * (wave + 1) // size.waves:
            number += 1
            place, who = nudges.pop() if nudges and chance.random() < 0.5 else (None, None)
            somewhere = place or chance.choice(places)
            promised.append(_promise(somewhere, who, number, due_at=due_at, chance=chance))
        yield promised


def _settle(bot: Bot, slack: LocalSlack, workspace: Workspace, *, people: int) -> Place:
    token, now = str(workspace.bot_token), bot.clock.now()
    services = bot.services
    services.installations.save(identify(token, base_url=slack.api_url, now=now))
    somebody = [slack.add_person(f"Person {n}", workspace=workspace) for n in range(people)]
    ids = [one.id for one in somebody]
    channel = slack.add_channel("principals", members=tuple(ids), workspace=workspace)
    services.people.appoint_lead(workspace.team_id, ids[0])
    leader = services.people.actor(workspace.team_id, ids[0])
    beginning = Beginning(
        programme_key="connect-lead-succeed",
        channel_id=channel.id,
        starts_on=START.date(),
        zone=_ZONE,
    )
    network = services.networks.begin(leader, beginning)
    with bot.store.read() as tx:
        members = tx.members.of_network(network.id)
        gatherings = tx.gatherings.of_network(network.id)
    return Place(
        network=network,
        members=tuple(one.person_id for one in members if one.person_id != leader.id),
        leader=leader.id,
        gathering=gatherings[-1].id,
        people=tuple(ids),
    )


def _promise(
    place: Place, who: int | None, number: int, *, due_at: datetime, chance: random.Random
) -> NewDelivery:
    """Return something to be said: a nudge to ``who``, else what chance picks."""
    network, dice = place.network, chance.random()
    recipient = f"person:{who or chance.choice(place.members)}"
    kind, refs = Kind.WELCOME, dict[str, str | int]()
    if who is not None:
        kind, refs = Kind.NUDGE, {"sender": place.leader, "missing": "nothing"}
    elif dice < _TO_A_CHANNEL * 2:
        kind, refs = Kind.ANNOUNCEMENT, {"gathering": place.gathering}
        recipient = f"channel:{network.channel_id}"
    elif dice < _TO_A_CHANNEL * 2 + _TROUBLE:
        kind, refs = Kind.TROUBLE, {"what": "#principals", "why": "not_in_channel"}
        recipient = f"person:{place.leader}"
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=kind,
        thing=f"promise:{number}",
        occurrence=f"{number}",
        recipient=recipient,
        due_at=due_at,
        reason="You are in a storm.",
        refs=refs,
        text="Please look at the shared notes." if kind is Kind.NUDGE else None,
    )
