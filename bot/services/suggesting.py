"""Suggesting fellows of a school: several at once, in Slack or not yet; they are asked (S8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.candidates import (
    LONGEST_LANGUAGE,
    LONGEST_NAME,
    MOST_AT_ONCE,
    MOST_OPEN,
    AboutThem,
    Candidate,
    CandidateState,
    Suggestion,
    is_called,
)
from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.domain.local_time import next_allowed
from bot.domain.networks import Network
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.errors import Invalid, NotAllowed
from bot.i18n import mark
from bot.services.candidates import (
    CandidatesView,
    candidate_of,
    own_school,
    school_name,
    view_of,
)
from bot.services.directory import Directory, Profile
from bot.services.networks import the_network
from bot.services.people import remember
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggesting:
    """Verbs of those who suggest fellows."""

    store: Store
    clock: Clock
    directory: Directory

    def suggest(self, actor: Actor, network_id: int, whom: Suggestion) -> CandidatesView:
        """Suggest up to five; those who are in the workspace are asked in private at a good hour.

        Who was named before and is chosen now, or named twice, stays one person. Raises Invalid
        beside the field, and keeps nobody: none named, too many, a member, somebody asked, an app.
        """
        demand(actor, Verb.SUGGEST_FELLOWS, network_id=network_id)
        _demand_few(whom)
        profiles = [self._profile(actor, one) for one in dict.fromkeys(whom.slack_ids)]
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            school = own_school(tx, actor, network) or whom.school.strip()
            add = _Adding(
                tx=tx,
                network=network,
                school_id=_school_id(tx, network, school),
                about=_checked(network, whom.about),
                actor=actor,
                clock=self.clock,
            )
            for profile in profiles:
                add.person(remember(tx, actor.person.team_id, profile))
            for name in whom.names:
                add.name(name)
            return view_of(tx, actor, network)

    def to_change(self, actor: Actor, candidate_id: int) -> tuple[CandidatesView, Candidate]:
        """Return somebody suggested, to one who may say more of them; raises NotAllowed."""
        with self.store.read() as tx:
            network, candidate = self._mine(tx, actor, candidate_id)
            return view_of(tx, actor, network), candidate

    def change(
        self, actor: Actor, candidate_id: int, about: AboutThem, *, slack_id: str | None = None
    ) -> CandidatesView:
        """Say more of somebody while they have not answered; or who they are, now they are here.

        They are asked then. Raises Invalid beside the field.
        """
        self.to_change(actor, candidate_id)
        profile = self._profile(actor, slack_id) if slack_id else None
        with self.store.write() as tx:
            network, candidate = self._mine(tx, actor, candidate_id)
            if not candidate.state.is_open:
                raise Invalid(mark("{name} has answered meanwhile."), name=candidate.name)
            known = _checked(network, about)
            candidate = replace(
                candidate, role=known.role, language=known.language, phone=known.phone
            )
            tx.candidates.update(candidate)
            if profile is not None and candidate.person_id is None:
                person = remember(tx, actor.person.team_id, profile)
                _demand_new(tx, network, person)
                _ask(tx, network, candidate, person, clock=self.clock)
            return view_of(tx, actor, network)

    def _mine(self, tx: Transaction, actor: Actor, candidate_id: int) -> tuple[Network, Candidate]:
        """Return somebody of a school that an actor speaks for; raises NotAllowed, NotFound."""
        candidate = candidate_of(tx, candidate_id)
        demand(actor, Verb.SUGGEST_FELLOWS, network_id=candidate.network_id)
        network = the_network(tx, candidate.network_id, team_id=actor.person.team_id)
        own = own_school(tx, actor, network)
        if own is not None and own != school_name(tx, network, candidate.school_id):
            raise NotAllowed
        return network, candidate

    def _profile(self, actor: Actor, slack_id: str) -> Profile:
        """Return who somebody is; raises Invalid for an app and for one who has left."""
        profile = self.directory.profile(actor.person.team_id, slack_id)
        if profile is None or profile.is_bot or not profile.is_active:
            raise Invalid(mark("Please choose people of this workspace."), field="person")
        return profile


@dataclass(frozen=True, kw_only=True, slots=True)
class _Adding:
    """One suggestion being kept: person after person, of one school."""

    tx: Transaction
    network: Network
    school_id: int
    about: AboutThem
    actor: Actor
    clock: Clock

    def person(self, person: Person) -> None:
        """Add somebody of the workspace and ask them; who stood there by name is that person."""
        _demand_new(self.tx, self.network, person)
        named = next((one for one in self._named() if is_called(one, person.name)), None)
        candidate = self._known(named) if named else self._add(person.name)
        _ask(self.tx, self.network, candidate, person, clock=self.clock)

    def _known(self, named: Candidate) -> Candidate:
        """Return somebody who stood there by name, with what is known of them now beside it."""
        return replace(
            named,
            role=self.about.role or named.role,
            language=self.about.language or named.language,
            phone=self.about.phone or named.phone,
        )

    def name(self, name: str) -> None:
        """Note somebody who is not in the workspace yet; once, however often they are named."""
        if not any(is_called(one, name) for one in self._open()):
            self._add(name)

    def _add(self, name: str) -> Candidate:
        everybody = self.tx.candidates.of_network(self.network.id)
        if sum(one.state.is_open for one in everybody) >= MOST_OPEN:
            raise Invalid(
                mark("Many are suggested already. Please wait for some of their answers."),
                field="candidate_name",
            )
        return self.tx.candidates.add(
            network_id=self.network.id,
            school_id=self.school_id,
            person_id=None,
            name=name,
            role=self.about.role,
            language=self.about.language,
            phone=self.about.phone,
            suggested_by=self.actor.id,
            suggested_at=self.clock.now(),
        )

    def _open(self) -> Iterator[Candidate]:
        """Yield those of the school who have not answered yet."""
        for one in self.tx.candidates.of_network(self.network.id):
            if one.school_id == self.school_id and one.state.is_open:
                yield one

    def _named(self) -> Iterator[Candidate]:
        return (one for one in self._open() if one.person_id is None)


def _ask(
    tx: Transaction, network: Network, one: Candidate, person: Person, *, clock: Clock
) -> None:
    """Keep who somebody is, and ask them at a good hour."""
    now = clock.now()
    asked = replace(one, person_id=person.id, name=person.name, state=CandidateState.INVITED)
    tx.candidates.update(asked)
    row = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.CANDIDATE_INVITATION,
        thing=f"candidate:{one.id}",
        occurrence="asked",
        recipient=f"person:{person.id}",
        due_at=next_allowed(now, person.rhythm(network.rhythm)),
        reason=mark("Somebody suggested you as a fellow."),
        refs={"candidate": one.id},
    )
    tx.outbox.plan([row], at=now)


def _demand_few(whom: Suggestion) -> None:
    """Raise Invalid for nobody, for too many, and for what is no name."""
    if not whom.slack_ids and not whom.names:
        raise Invalid(mark("Please choose somebody, or write a name."), field="candidate_name")
    if len(whom.slack_ids) + len(whom.names) > MOST_AT_ONCE:
        raise Invalid(
            mark("Up to {most} at once, please. You can send the form again for the others."),
            field="candidate_name",
            most=MOST_AT_ONCE,
        )
    if any(len(one) > LONGEST_NAME for one in whom.names):
        raise Invalid(
            mark("One name in each line, please, of at most {most} characters."),
            field="candidate_name",
            most=LONGEST_NAME,
        )


def _demand_new(tx: Transaction, network: Network, person: Person) -> None:
    """Raise Invalid for somebody who is here already, or has been asked and not answered."""
    member = tx.members.get(network.id, person.id)
    if member is not None and member.left_at is None:
        raise Invalid(mark("{name} is here already."), field="person", name=person.name)
    open_ones = [one for one in tx.candidates.of_network(network.id) if one.state.is_open]
    if any(one.person_id == person.id for one in open_ones):
        raise Invalid(mark("{name} has been asked already."), field="person", name=person.name)


def _checked(network: Network, about: AboutThem) -> AboutThem:
    """Return what is known of somebody, without a role that the programme does not have."""
    role = about.role if network.programme.role(about.role or "") is not None else None
    language = (about.language or "").strip()[:LONGEST_LANGUAGE] or None
    return replace(about, role=role, language=language)


def _school_id(tx: Transaction, network: Network, name: str) -> int:
    """Return the id of a school of the network; raises Invalid for one it does not have."""
    known = {one.name.casefold(): one.id for one in tx.members.schools(network.id)}
    found = known.get(name.casefold())
    if found is None:
        raise Invalid(mark("Please choose a school of the network."), field="school")
    return found
