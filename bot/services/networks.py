"""Networks: begin one in a channel, fill its roster, see how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.local_time import local_date, zone_named
from bot.domain.networks import Member, Network, NetworkState, network_key
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.domain.programme import Programme, Scope
from bot.domain.roster import Roster, RosterResult, enrolment, read_roster, roster_gaps
from bot.errors import Invalid, NotAllowed, NotFound
from bot.i18n import language_of, mark
from bot.services.beginning import (
    Beginning,
    date_gatherings,
    demand_appointed,
    demand_free,
    welcome,
)
from bot.services.catalogue import Catalogue
from bot.services.cycles import begin_cycles
from bot.services.directory import Channel, Directory, Profile
from bot.services.partnering import let_go, take_in
from bot.services.people import remember
from storage.store import Store
from storage.transaction import Transaction

_SHORT_WORD = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Networks:
    """Verbs about networks and who belongs to them."""

    store: Store
    clock: Clock
    directory: Directory
    catalogue: Catalogue

    def programmes(self, actor: Actor) -> tuple[Programme, ...]:
        """Return the programmes a network can follow."""
        demand(actor, Verb.START_NETWORK)
        return self.catalogue.all()

    def begin(self, actor: Actor, beginning: Beginning) -> Network:
        """Begin a network: freeze the programme into it, date its gatherings, greet its people.

        Raises Invalid beside the field that needs another look: a date in the past, a channel that
        the bot cannot see or that has a network already.
        """
        channel = self.check(actor, beginning)
        team_id = actor.person.team_id
        programme = self.catalogue.get(beginning.programme_key)
        people = self._profiles(team_id, channel.channel_id)
        leaders = set(beginning.facilitators)
        if not leaders or not actor.is_programme_lead:
            leaders.add(actor.person.slack_id)
        people |= self._named(team_id, [one for one in leaders if one not in people])
        with self.store.write() as tx:
            demand_free(tx, team_id, channel.channel_id)
            network = self._add(tx, team_id, beginning, channel=channel, programme=programme)
            for profile in people.values():
                person = remember(tx, team_id, profile)
                self.join(tx, network, person, leads=profile.slack_id in leaders)
            date_gatherings(tx, network)
            self._begin_cycles(tx, network, on=network.starts_on)
            self._note(tx, actor, Verb.START_NETWORK, network)
        return network

    def check(self, actor: Actor, beginning: Beginning) -> Channel:
        """Look whether a network could begin so, before the longer work; returns its channel.

        Raises Invalid beside the field, as ``begin`` does.
        """
        demand(actor, Verb.START_NETWORK)
        self._check_dates(beginning)
        with self.store.read() as tx:
            demand_appointed(tx, actor, beginning)
        return self._channel(actor.person.team_id, beginning.channel_id)

    def of(self, actor: Actor, *, channel_id: str | None = None) -> tuple[Network, ...]:
        """Return the networks a request may mean: the channel's own, else all of the actor's.

        A programme lead who belongs to none means those of the workspace. One means it is clear;
        several mean that the person has to say which.
        """
        demand(actor, Verb.SEE_HOME)
        with self.store.read() as tx:
            mine = tx.networks.of_person(actor.id)
            if not mine and actor.is_programme_lead:
                mine = tx.networks.of_team(actor.person.team_id)
            here = tx.networks.by_channel(actor.person.team_id, channel_id) if channel_id else None
        running = tuple(one for one in mine if one.state is NetworkState.RUNNING)
        if here is not None and (here in mine or actor.is_programme_lead):
            return (here,)
        return running or mine

    def get(self, actor: Actor, network_id: int) -> Network:
        """Return a network the actor belongs to or leads; raises NotFound or NotAllowed."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            return the_network(tx, network_id, team_id=actor.person.team_id)

    def today(self, zone: ZoneInfo) -> date:
        """Return today's date in a zone: the first day that a network can begin on."""
        return local_date(self.clock.now(), zone=zone)

    def roster(self, actor: Actor, network_id: int) -> Roster:
        """Return everybody in a network and what is still missing; for its facilitator."""
        demand(actor, Verb.EDIT_ROSTER, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            members = tx.members.of_network(network_id, with_left=True)
        return Roster(
            network=network,
            members=tuple(one for one in members if one.left_at is None),
            gaps=roster_gaps(members, network.programme),
            schools=enrolment(members, network.programme),
        )

    def load_roster(self, actor: Actor, network_id: int, text: str) -> RosterResult:
        """Load a roster CSV: every good line is taken, every other one is named with the reason."""
        demand(actor, Verb.EDIT_ROSTER, network_id=network_id)
        team_id = actor.person.team_id
        network = self.get(actor, network_id)
        rows, problems = read_roster(text, network.programme)
        profiles = {row.email: self.directory.by_email(team_id, row.email) for row in rows}
        taken: list[str] = []
        unknown: list[Invalid] = []
        with self.store.write() as tx:
            for row in rows:
                profile = profiles[row.email]
                if profile is None:
                    sentence = mark("Line {line}: nobody here has the address {found}.")
                    unknown.append(Invalid(sentence, line=row.line, found=row.email))
                    continue
                member = self.join(tx, network, remember(tx, team_id, profile))
                placed = replace(member, school=row.school, role=row.role, level=row.level)
                tx.members.update(placed)
                taken.append(profile.name)
            self._note(tx, actor, Verb.EDIT_ROSTER, network)
        return RosterResult(taken=tuple(taken), problems=problems + tuple(unknown))

    def place(self, actor: Actor, network_id: int, person_id: int) -> tuple[Network, Member]:
        """Return a member's place in a network, to be filled in by them or their facilitator."""
        self._may_place(actor, network_id, person_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            member = tx.members.get(network_id, person_id)
        if member is None:
            raise NotFound
        return network, member

    def fill_place(
        self, actor: Actor, member: Member, *, school: str, role: str, level: str | None
    ) -> Member:
        """Keep school, role and level of a member; raises Invalid for a role nobody knows."""
        network_id = member.network_id
        self._may_place(actor, network_id, member.person_id)
        if not school.strip():
            raise Invalid(mark("Please name the school."), field="school")
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            if network.programme.role(role) is None:
                raise Invalid(mark("Please choose from the list."), field="role")
            placed = replace(member, school=school.strip(), role=role, level=level)
            tx.members.update(placed)
        return placed

    def channel_joined(self, team_id: str, channel_id: str, slack_id: str) -> None:
        """Welcome somebody who joined the channel of a network."""
        with self.store.read() as tx:
            network = tx.networks.by_channel(team_id, channel_id)
        profile = self.directory.profile(team_id, slack_id) if network else None
        if network is None or network.has_ended or profile is None or profile.is_bot:
            return
        with self.store.write() as tx:
            self.join(tx, network, remember(tx, team_id, profile))

    def channel_left(self, team_id: str, channel_id: str, slack_id: str) -> None:
        """Let somebody go who left the channel; what they wrote stays theirs and stays kept."""
        with self.store.write() as tx:
            network = tx.networks.by_channel(team_id, channel_id)
            person = tx.people.by_slack(team_id, slack_id)
            member = tx.members.get(network.id, person.id) if network and person else None
            if network is not None and member is not None and not member.is_facilitator:
                let_go(tx, network, member, now=self.clock.now())

    def join(
        self, tx: Transaction, network: Network, person: Person, *, leads: bool = False
    ) -> Member:
        """Make somebody a member within a transaction, and plan their welcome; twice is once."""
        now = self.clock.now()
        known = tx.members.get(network.id, person.id)
        if known is not None and known.left_at is None:
            return known
        member = tx.members.add(
            network_id=network.id, person_id=person.id, joined_at=now, is_facilitator=leads
        )
        tx.outbox.plan([welcome(network, person, now)], at=now)
        inquiry = network.programme.phase(network.phase_id).inquiry
        if inquiry is not None and inquiry.scope is Scope.INDIVIDUAL:
            self._begin_cycles(tx, network, on=local_date(now, zone=network.rhythm.zone))
        return take_in(tx, network, member, now=now)

    def _begin_cycles(self, tx: Transaction, network: Network, *, on: date) -> None:
        phase = network.programme.phase(network.phase_id)
        begin_cycles(tx, network, phase, today=on, now=self.clock.now())

    def _check_dates(self, beginning: Beginning) -> None:
        today = local_date(self.clock.now(), zone=zone_named(beginning.zone))
        if beginning.starts_on < today:
            raise Invalid(
                mark("This day has passed. A network starts today or later."), field="starts_on"
            )
        if beginning.member_word is not None and len(beginning.member_word) > _SHORT_WORD:
            raise Invalid(mark("Please choose a shorter word."), field="member_word")

    def _channel(self, team_id: str, channel_id: str) -> Channel:
        channel = self.directory.channel(team_id, channel_id)
        if channel is None or not channel.has_bot:
            raise Invalid(
                mark("I am not in this channel yet. Invite me there with /invite, then try again."),
                field="channel",
            )
        with self.store.read() as tx:
            demand_free(tx, team_id, channel_id)
        return channel

    def _profiles(self, team_id: str, channel_id: str) -> dict[str, Profile]:
        found = self._named(team_id, self.directory.members(team_id, channel_id))
        return {one: profile for one, profile in found.items() if not profile.is_bot}

    def _named(self, team_id: str, slack_ids: Sequence[str]) -> dict[str, Profile]:
        profiles = (self.directory.profile(team_id, slack_id) for slack_id in slack_ids)
        return {one.slack_id: one for one in profiles if one is not None and one.is_active}

    def _add(
        self,
        tx: Transaction,
        team_id: str,
        beginning: Beginning,
        *,
        channel: Channel,
        programme: Programme,
    ) -> Network:
        word = beginning.member_word or programme.words.member.say(language_of(None))
        return tx.networks.add(
            team_id=team_id,
            key=network_key(channel.name, taken=tx.networks.keys()),
            name=channel.name,
            channel_id=channel.channel_id,
            zone=zone_named(beginning.zone).key,
            member_word=word,
            starts_on=beginning.starts_on,
            programme=programme,
            phase_id=programme.phases[0].id,
            created_at=self.clock.now(),
        )

    def _may_place(self, actor: Actor, network_id: int, person_id: int) -> None:
        try:
            demand(actor, Verb.FILL_OWN_PLACE, network_id=network_id, owner_id=person_id)
        except NotAllowed:
            demand(actor, Verb.EDIT_ROSTER, network_id=network_id)

    def _note(self, tx: Transaction, actor: Actor, verb: Verb, network: Network) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=network.team_id,
            actor_id=actor.id,
            verb=verb,
            network_id=network.id,
        )


def the_network(tx: Transaction, network_id: int, *, team_id: str) -> Network:
    """Return a network of a workspace; another workspace's is as if it were not there."""
    network = tx.networks.get(network_id)
    if network is None or network.team_id != team_id:
        raise NotFound
    return network
