"""Team channels: the fellows of each school, and a private channel for them alone (S20)."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.networks import Member, Network, School, network_key
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.roles import Span
from bot.errors import Invalid, NotAllowed, NotFound
from bot.i18n import mark
from bot.services.directory import Directory
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction

_NOT_LET = mark(
    "The workspace does not let me make channels. Make a private one yourselves, or ask whoever "
    "looks after me to install me again."
)

_LONGEST_NAME = 70
"""Slack takes 80 characters; a number may follow."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """The fellows of one school."""

    school: School
    members: tuple[Member, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamsView:
    """The teams that somebody sees: their own, or all; and how many belong together."""

    network: Network
    teams: tuple[Team, ...]
    span: Span | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamChannels:
    """Verbs about the teams of schools."""

    store: Store
    clock: Clock
    directory: Directory

    def see(self, actor: Actor, network_id: int) -> TeamsView:
        """Return one's own team; who leads the network sees all of them."""
        demand(actor, Verb.SEE_TEAMS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return _view(tx, actor, network)

    def gather(self, actor: Actor, network_id: int, school_id: int) -> TeamsView:
        """Make the private channel of a team, and let those into it who are not there yet.

        Pressed again it only lets in who is new; where the channel was archived, or I was sent out
        of it, there is a new one. A crash before it is remembered leaves one where I am alone: the
        next press finds it by its name. Raises Invalid where the workspace refuses.
        """
        view = self.see(actor, network_id)
        team = next((one for one in view.teams if one.school.id == school_id), None)
        if team is None:
            raise NotAllowed
        if not team.members:
            raise NotFound
        team_id = actor.person.team_id
        channel_id = self._there(team_id, team.school) or self._make(actor, view.network, team)
        there = set(self.directory.members(team_id, channel_id))
        wanted = [one.slack_id for one in team.members if one.slack_id not in there]
        self.directory.invite(team_id, channel_id, wanted)
        return self.see(actor, network_id)

    def _there(self, team_id: str, school: School) -> str | None:
        """Return the channel of a school while it can be used."""
        if school.channel_id is None:
            return None
        found = self.directory.channel(team_id, school.channel_id)
        return school.channel_id if found is not None and found.has_bot else None

    def _make(self, actor: Actor, network: Network, team: Team) -> str:
        name, team_id = channel_name(network, team.school), actor.person.team_id
        with self.store.read() as tx:
            known = tx.members.team_channels(team_id)
        made = self.directory.make_channel(team_id, name, known=known)
        if made is None:
            raise Invalid(_NOT_LET)
        with self.store.write() as tx:
            now = {one.id: one.channel_id for one in tx.members.schools(network.id)}
            faster = now.get(team.school.id)
            if faster is not None and faster != team.school.channel_id:
                return faster
            tx.members.open_channel(team.school.id, made)
            tx.audit.note(
                at=self.clock.now(),
                team_id=team_id,
                actor_id=actor.id,
                verb="make_channel",
                network_id=network.id,
                what=made,
            )
        return made


def channel_name(network: Network, school: School) -> str:
    """Return what the channel of a school's team is called; the same name whenever it is made."""
    return network_key(f"{network.key} {school.name}")[:_LONGEST_NAME].strip("-")


def _view(tx: Transaction, actor: Actor, network: Network) -> TeamsView:
    sees_all = actor.facilitates(network.id) or actor.is_programme_lead
    fellows = [one for one in tx.members.of_network(network.id) if not one.is_facilitator]
    mine = {one.school_id for one in fellows if one.person_id == actor.id}
    teams = (
        Team(school=one, members=tuple(who for who in fellows if who.school_id == one.id))
        for one in tx.members.schools(network.id)
        if sees_all or one.id in mine
    )
    return TeamsView(
        network=network,
        teams=tuple(one for one in teams if one.members),
        span=network.programme.members_per_school,
    )
