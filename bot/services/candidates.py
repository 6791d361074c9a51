"""Candidates: who is suggested as a fellow, and what they answer; who says yes joins (S8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.candidates import (
    Candidate,
    CandidateState,
    Mass,
    Readiness,
    masses,
    may_suggest,
)
from bot.domain.deliveries import NewDelivery
from bot.domain.entries import About, FormRef
from bot.domain.fields import FieldKind
from bot.domain.kinds import Kind
from bot.domain.local_time import next_allowed
from bot.domain.networks import Member, Network
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed, NotFound
from bot.i18n import mark
from bot.services.networks import Networks, the_network
from storage.store import Store
from storage.transaction import Transaction

READINESS = About(kind="readiness")
"""What somebody's first answers, on how ready they feel, are about."""
_NO_OFFICE = mark("Whoever leads a school suggests its fellows. Ask your head, or the facilitator.")


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidatesView:
    """Who is suggested, and where each school stands; of one's own school, or of all."""

    network: Network
    candidates: tuple[tuple[Candidate, str], ...]
    """Each with the name of the school."""
    masses: tuple[Mass, ...]
    own_school: str | None
    """The school of who looks; None for a facilitator, who chooses among all."""
    schools: tuple[str, ...] = ()
    """The names of the schools of the network."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What came of an answer, for the one who gave it."""

    network: Network
    candidate: Candidate
    school: str
    readiness: FormRef | None
    """The form that asks how ready they feel, where the programme has one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """Verbs about those who could become fellows."""

    store: Store
    clock: Clock
    networks: Networks

    def see(self, actor: Actor, network_id: int) -> CandidatesView:
        """Return who is suggested, of one's own school; a facilitator sees all schools."""
        demand(actor, Verb.SUGGEST_FELLOWS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return view_of(tx, actor, network)

    def take_back(self, actor: Actor, candidate_id: int) -> CandidatesView:
        """Take a suggestion back while it is not answered; who was asked sees that it is over."""
        with self.store.write() as tx:
            candidate = candidate_of(tx, candidate_id)
            demand(actor, Verb.SUGGEST_FELLOWS, network_id=candidate.network_id)
            network = the_network(tx, candidate.network_id, team_id=actor.person.team_id)
            own = own_school(tx, actor, network)
            if own is not None and own != school_name(tx, network, candidate.school_id):
                raise NotAllowed
            tx.candidates.remove(candidate_id)
            return view_of(tx, actor, network)

    def answer(self, actor: Actor, candidate_id: int, *, accepts: bool) -> Answered:
        """Keep what somebody answers for themselves; who says yes joins. Twice is once."""
        now = self.clock.now()
        with self.store.write() as tx:
            candidate = candidate_of(tx, candidate_id)
            demand(actor, Verb.ANSWER_SUGGESTION, owner_id=candidate.person_id)
            network = the_network(tx, candidate.network_id, team_id=actor.person.team_id)
            school = school_name(tx, network, candidate.school_id)
            if candidate.state.is_open:
                state = CandidateState.ACCEPTED if accepts else CandidateState.DECLINED
                candidate = replace(candidate, state=state, answered_at=now)
                tx.candidates.update(candidate)
                if accepts:
                    self._let_join(tx, network, actor.person, candidate, school=school)
                self._tell(tx, network, candidate)
        form = network.programme.places.readiness
        ref = FormRef(network_id=network.id, form_id=form, about=READINESS) if form else None
        is_in = candidate.state is CandidateState.ACCEPTED
        return Answered(
            network=network, candidate=candidate, school=school, readiness=ref if is_in else None
        )

    def _let_join(
        self, tx: Transaction, network: Network, person: Person, one: Candidate, *, school: str
    ) -> None:
        member = self.networks.join(tx, network, person)
        role = member.role or one.role
        tx.members.update(replace(member, school=member.school or school, role=role))

    def _tell(self, tx: Transaction, network: Network, one: Candidate) -> None:
        """Tell who suggested somebody, and the facilitators, once each."""
        now = self.clock.now()
        leaders = {m.person_id for m in tx.members.of_network(network.id) if m.is_facilitator}
        readers = leaders | ({one.suggested_by} if one.suggested_by is not None else set())
        for reader in filter(None, map(tx.people.get, sorted(readers))):
            row = NewDelivery(
                team_id=network.team_id,
                network_id=network.id,
                kind=Kind.CANDIDATE_ANSWERED,
                thing=f"candidate:{one.id}",
                occurrence="answered",
                recipient=f"person:{reader.id}",
                due_at=next_allowed(now, reader.rhythm(network.rhythm)),
                reason=mark("Somebody answered whether they become a fellow."),
                refs={"candidate": one.id},
            )
            tx.outbox.plan([row], at=now)


def candidate_of(tx: Transaction, candidate_id: int) -> Candidate:
    """Return somebody suggested; raises NotFound with what became of it."""
    candidate = tx.candidates.get(candidate_id)
    if candidate is None:
        raise NotFound(mark("This suggestion was taken back. There is nothing to do."))
    return candidate


def own_school(tx: Transaction, actor: Actor, network: Network) -> str | None:
    """Return the school that somebody speaks for; None for who leads the network.

    Raises NotAllowed for a member who holds no office.
    """
    if actor.facilitates(network.id) or actor.is_programme_lead:
        return None
    member = tx.members.get(network.id, actor.id)
    if member is None or not may_suggest(member, network.programme):
        raise NotAllowed(_NO_OFFICE)
    return member.school


def view_of(tx: Transaction, actor: Actor, network: Network) -> CandidatesView:
    """Return what an actor sees of those suggested; raises NotAllowed for one without office."""
    own = own_school(tx, actor, network)
    names = {one.id: one.name for one in tx.members.schools(network.id)}
    rows = [
        (one, names.get(one.school_id or 0, "")) for one in tx.candidates.of_network(network.id)
    ]
    members = tx.members.of_network(network.id)
    found = masses(
        network.programme,
        members=members,
        asked=(school for one, school in rows if one.state.is_open and school),
        readiness=_readiness(tx, network, members),
    )
    return CandidatesView(
        network=network,
        candidates=tuple(row for row in rows if own in {None, row[1]}),
        masses=tuple(one for one in found if own in {None, one.school}),
        own_school=own,
        schools=tuple(names.values()),
    )


def _readiness(
    tx: Transaction, network: Network, members: tuple[Member, ...]
) -> Iterator[Readiness]:
    """Yield how ready each member feels, by the newest answer that is not for them alone."""
    form_id = network.programme.places.readiness
    schools = {one.person_id: one.school for one in members}
    newest = {
        one.author_id: one
        for one in tx.entries.of_network(network.id, form_id=form_id or "")
        if one.visibility is not Visibility.ONLY_ME
    }
    for entry in newest.values():
        form = network.programme.form(entry.form_id, entry.answers)
        scales = [field.id for field in form.fields if field.kind is FieldKind.SCALE]
        given = [entry.answers[one] for one in scales if entry.answers.get(one) is not None]
        numbers = [one for one in given if isinstance(one, int | float)]
        school = schools.get(entry.author_id)
        if numbers and school is not None:
            yield Readiness(school=school, mean=sum(numbers) / len(numbers))


def school_name(tx: Transaction, network: Network, school_id: int | None) -> str:
    """Return the name of a school; empty where there is none any more."""
    names = {one.id: one.name for one in tx.members.schools(network.id)}
    return names.get(school_id or 0, "")
