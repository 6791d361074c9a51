"""People: know the actor behind a request, appoint, keep settings, follow profiles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from typing import TypeVar

from bot.clock import Clock
from bot.domain.local_time import zone_names
from bot.domain.networks import Network
from bot.domain.people import Actor, Digest, Person, Settings, Topic
from bot.domain.permissions import Verb, demand
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.catching_up import rearrange
from bot.services.directory import Directory, Profile
from bot.services.preferences import keep, own_rhythm
from bot.services.withdrawing import take_name_off, withdraw
from storage.store import Store
from storage.transaction import Transaction

_Choice = TypeVar("_Choice", str, time)


@dataclass(frozen=True, kw_only=True, slots=True)
class Privacy:
    """What is kept of a person, in numbers, and who can have it erased."""

    networks: tuple[str, ...]
    facilitators: tuple[str, ...]
    texts: int
    anonymous: int
    """How many anonymous forms they answered; which answers are theirs nobody knows."""
    left: tuple[str, ...] = ()
    """Networks they left, where what they wrote stays until they take it back."""
    left_texts: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """Verbs about persons in a workspace."""

    store: Store
    clock: Clock
    directory: Directory

    def actor(self, team_id: str, slack_id: str) -> Actor:
        """Return the actor of a request; a person met for the first time is remembered.

        Strangers are actors too: what they may do is asked of the policy, verb by verb.
        """
        with self.store.read() as tx:
            person = tx.people.by_slack(team_id, slack_id)
            if person is not None:
                return tx.people.actor(person)
        profile = self.directory.profile(team_id, slack_id)
        if profile is None:
            raise NotFound
        with self.store.write() as tx:
            return tx.people.actor(remember(tx, team_id, profile))

    def appoint_lead(self, team_id: str, who: str) -> Person:
        """Make somebody programme lead: the first step of all, done on the command line.

        ``who`` is an e-mail address or a Slack id. Raises NotFound where the workspace knows
        nobody by it. Appointing twice changes nothing.
        """
        profile = self._profile(team_id, who)
        if profile.is_bot:
            raise Invalid(mark("Please choose a person of this workspace."), field="person")
        with self.store.write() as tx:
            person = replace(remember(tx, team_id, profile), is_programme_lead=True)
            tx.people.update(person)
            tx.audit.note(
                at=self.clock.now(), team_id=team_id, actor_id=person.id, verb="appoint_lead"
            )
        return person

    def erase(self, team_id: str, who: str) -> Person:
        """Erase somebody and all they wrote; done on the command line, and for good.

        What they shared is taken back from the channels, and from the messages of those they wrote
        with. What others decided, did or wrote with them stays, without their name; so do their
        anonymous answers, which nobody can find. ``who`` is an e-mail address or a Slack id; raises
        NotFound for nobody we know.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            find = tx.people.by_email if "@" in who else tx.people.by_slack
            person = find(team_id, who)
            if person is None:
                raise NotFound(mark("Nobody in the workspace goes by {who}."), who=who)
            for network in tx.networks.of_team(team_id):
                for entry in tx.entries.of_author(person.id, network_id=network.id):
                    withdraw(tx, network, entry, now=now)
                for entry in tx.entries.credited(person.id, network_id=network.id):
                    take_name_off(tx, network, entry, person.id, now=now)
            tx.people.forget(person.id)
            tx.audit.note(at=now, team_id=team_id, actor_id=None, verb="erase")
        return person

    def may_appoint(self, actor: Actor) -> None:
        """Look whether somebody may appoint facilitators, before they choose whom."""
        demand(actor, Verb.APPOINT_FACILITATOR)

    def appoint_facilitator(self, actor: Actor, slack_id: str) -> Person:
        """Let somebody start and lead networks; a programme lead's verb."""
        demand(actor, Verb.APPOINT_FACILITATOR)
        team_id = actor.person.team_id
        profile = self.directory.profile(team_id, slack_id)
        if profile is None or profile.is_bot:
            raise Invalid(mark("Please choose a person of this workspace."), field="person")
        with self.store.write() as tx:
            person = replace(remember(tx, team_id, profile), is_facilitator=True)
            tx.people.update(person)
            tx.audit.note(
                at=self.clock.now(),
                team_id=team_id,
                actor_id=actor.id,
                verb=Verb.APPOINT_FACILITATOR,
                what=person.slack_id,
            )
        return person

    def leads(self, team_id: str) -> tuple[Person, ...]:
        """Return the programme leads of a workspace, for the doctor."""
        with self.store.read() as tx:
            return tx.people.leads(team_id)

    def zones(self, actor: Actor, query: str) -> tuple[str, ...]:
        """Return time zones a person may mean, for the searchable menu."""
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        return zone_names(query)

    def settings(self, actor: Actor) -> Settings:
        """Return what the person chose for themselves."""
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        return actor.person.settings

    def change_settings(
        self,
        actor: Actor,
        *,
        zone: str | None,
        quiet_start: time | None,
        quiet_end: time | None,
        muted: frozenset[Topic] = frozenset(),
        digest: Digest = Digest.OFF,
    ) -> Person:
        """Keep zone, quiet hours, switches and digest.

        None goes back to the Slack profile and the network's default; so does what is chosen as it
        would be anyway, so that whoever changes something else goes on following both. Raises
        Invalid where quiet hours would end in the minute in which they begin.
        """
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        with self.store.write() as tx:
            usual = own_rhythm(tx, replace(actor.person, settings=Settings()))
            if (quiet_start or usual.quiet.start) == (quiet_end or usual.quiet.end):
                raise Invalid(
                    mark("Quiet hours cannot begin and end at the same time."), field="quiet_end"
                )
            return keep(
                tx,
                actor,
                lambda now: replace(
                    now,
                    zone=_unless_usual(zone, usual.zone.key, now.zone),
                    quiet_start=_unless_usual(quiet_start, usual.quiet.start, now.quiet_start),
                    quiet_end=_unless_usual(quiet_end, usual.quiet.end, now.quiet_end),
                    muted=muted,
                    digest=digest,
                ),
                now=self.clock.now(),
            )

    def pause(self, actor: Actor, *, paused: bool) -> Person:
        """Silence prompts until further notice, or hear them again; nothing is hidden meanwhile."""
        demand(actor, Verb.CHANGE_OWN_SETTINGS)
        with self.store.write() as tx:
            return keep(
                tx,
                actor,
                lambda now: replace(now, paused=paused, paused_until=None),
                now=self.clock.now(),
            )

    def profile_changed(self, team_id: str, slack_id: str) -> None:
        """Follow a profile: name, zone, language, whether the account is active.

        Of people nobody here knows nothing is asked and nothing kept.
        """
        with self.store.read() as tx:
            known = tx.people.by_slack(team_id, slack_id)
        profile = self.directory.profile(team_id, slack_id) if known else None
        if profile is not None:
            with self.store.write() as tx:
                rearrange(tx, remember(tx, team_id, profile), now=self.clock.now())

    def privacy(self, actor: Actor) -> Privacy:
        """Return what a person should know about what is kept of them, and whom to ask (S93)."""
        demand(actor, Verb.SEE_PRIVACY)
        with self.store.read() as tx:
            networks = tx.networks.of_person(actor.id)
            here = {one.id for one in networks}
            left = [
                one
                for one in tx.networks.of_team(actor.person.team_id)
                if one.id not in here and tx.members.get(one.id, actor.id) is not None
            ]
            leading = [
                member.name
                for network in networks or left
                for member in tx.members.of_network(network.id)
                if member.is_facilitator
            ]
            texts, left_texts = (_texts(tx, actor, some) for some in (networks, left))
            anonymous = tx.anonymous.times(actor.id)
        return Privacy(
            networks=tuple(one.name for one in networks),
            facilitators=tuple(dict.fromkeys(leading)),
            texts=texts,
            anonymous=anonymous,
            left=tuple(one.name for one in left),
            left_texts=left_texts,
        )

    def _profile(self, team_id: str, who: str) -> Profile:
        ask = self.directory.by_email if "@" in who else self.directory.profile
        profile = ask(team_id, who)
        if profile is None:
            raise NotFound(mark("Nobody in the workspace goes by {who}."), who=who)
        return profile


def _texts(tx: Transaction, actor: Actor, networks: Iterable[Network]) -> int:
    return sum(len(tx.entries.of_author(actor.id, network_id=one.id)) for one in networks)


def _unless_usual(chosen: _Choice | None, usual: _Choice, before: _Choice | None) -> _Choice | None:
    """Return a choice, or None where it is what holds anyway and nothing else was chosen before."""
    return None if before is None and chosen == usual else chosen


def remember(tx: Transaction, team_id: str, profile: Profile) -> Person:
    """Return the person of a profile, added or brought up to date."""
    person = tx.people.by_slack(team_id, profile.slack_id)
    if person is None:
        return tx.people.add(
            team_id=team_id,
            slack_id=profile.slack_id,
            name=profile.name,
            email=profile.email,
            slack_zone=profile.zone,
            locale=profile.locale,
        )
    changed = replace(
        person,
        name=profile.name,
        email=profile.email or person.email,
        slack_zone=profile.zone,
        locale=profile.locale,
        is_active=profile.is_active,
    )
    if changed != person:
        tx.people.update(changed)
    return changed
