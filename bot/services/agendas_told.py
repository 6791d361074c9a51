"""What people are told about proposals for an agenda: one word to who answers, one to who asked."""

from datetime import datetime

from bot.domain.agendas import AgendaAnswered, AgendaProposal, AgendaProposed
from bot.domain.deliveries import NewDelivery
from bot.domain.door import Dropped
from bot.domain.gatherings import Gathering
from bot.domain.kinds import Kind
from bot.domain.local_time import next_allowed
from bot.domain.networks import Member, Network
from bot.domain.roles import Standing
from bot.i18n import mark
from bot.services.rhythms import rhythm_of
from bot.services.scene import Scene
from storage.transaction import Transaction


def proposed(
    tx: Transaction, network: Network, proposal: AgendaProposal, *, now: datetime
) -> list[NewDelivery]:
    """Return the private words to those who answer, at each one's next allowed hour.

    Whoever has one waiting already reads of this proposal in it.
    """
    waiting = tx.outbox.pending(
        network_id=network.id, kind=Kind.AGENDA_PROPOSED, thing=_thing(proposal.gathering_id)
    )
    told = {one.recipient for one in waiting}
    rows = [
        _row(
            tx,
            network,
            proposal,
            now=now,
            person_id=member.person_id,
            kind=Kind.AGENDA_PROPOSED,
            reason=mark("Somebody proposes a part for an agenda that is yours."),
        )
        for member in _who_answers(tx, network)
        if member.person_id != proposal.proposed_by
    ]
    return [row for row in rows if row.recipient not in told]


def answered(
    tx: Transaction, network: Network, proposal: AgendaProposal, *, now: datetime
) -> list[NewDelivery]:
    """Return the word to whoever proposed a part; nobody where they were erased."""
    if proposal.proposed_by is None:
        return []
    row = _row(
        tx,
        network,
        proposal,
        now=now,
        person_id=proposal.proposed_by,
        kind=Kind.AGENDA_ANSWERED,
        reason=mark("You proposed a part for an agenda."),
    )
    return [row]


def drop_words_of(tx: Transaction, gathering: Gathering, *, now: datetime) -> None:
    """Drop the words that wait once nothing is left to be answered."""
    if any(one.waits for one in tx.agendas.proposals(gathering.id)):
        return
    tx.outbox.drop_pending(
        network_id=gathering.network_id,
        kind=Kind.AGENDA_PROPOSED,
        thing=_thing(gathering.id),
        reason=Dropped.DONE.name,
        at=now,
    )


def agenda_proposed(scene: Scene) -> AgendaProposed | Dropped:
    """Return all that waits for an agenda now; nothing, once somebody has answered it."""
    gathering = scene.tx.gatherings.get(int(scene.ref("agenda")))
    if gathering is None:
        return Dropped.GONE
    waiting = [one for one in scene.tx.agendas.proposals(gathering.id) if one.waits]
    if not waiting:
        return Dropped.DONE
    return AgendaProposed(
        network=scene.network,
        late=scene.late,
        gathering=gathering,
        proposals=tuple((one, _name(scene, one)) for one in waiting),
    )


def agenda_answered(scene: Scene) -> AgendaAnswered | Dropped:
    """Return what came of a proposal."""
    proposal = scene.tx.agendas.proposal(int(scene.ref("proposal")))
    gathering = scene.tx.gatherings.get(int(scene.ref("agenda")))
    if proposal is None or gathering is None or proposal.waits:
        return Dropped.GONE
    return AgendaAnswered(network=scene.network, gathering=gathering, proposal=proposal)


def agenda_is_settled(scene: Scene) -> bool:
    """Whether nothing of an agenda waits to be answered any more, or the gathering is over."""
    gathering = scene.tx.gatherings.get(int(scene.ref("agenda")))
    if gathering is None or not gathering.is_on or gathering.is_over(scene.now):
        return True
    return all(not one.waits for one in scene.tx.agendas.proposals(gathering.id))


def _who_answers(tx: Transaction, network: Network) -> tuple[Member, ...]:
    """Return the fewest people who can answer: whoever leads, or in a phase of the school's one.

    Of a school's people it is who published an agenda last; before anybody has, those who hold an
    office. All others find what waits on the agenda itself (S15).
    """
    members = tx.members.of_network(network.id)
    if network.programme.phase(network.phase_id).agenda_owner == "programme":
        return tuple(one for one in members if one.is_facilitator)
    fellows = {one.person_id: one for one in members if not one.is_facilitator}
    published = sorted(
        tx.agendas.of_network(network.id).values(), key=lambda one: one.published_at, reverse=True
    )
    publishers = [fellows[one.published_by] for one in published if one.published_by in fellows]
    official = [one for one in fellows.values() if _holds_office(one, network)]
    return tuple(publishers[:1] or official or fellows.values())


def _holds_office(member: Member, network: Network) -> bool:
    role = network.programme.role(member.role or "")
    return role is not None and role.standing is Standing.OFFICIAL


def _name(scene: Scene, proposal: AgendaProposal) -> str:
    person = scene.tx.people.get(proposal.proposed_by or 0)
    return person.name if person else ""


def _row(
    tx: Transaction,
    network: Network,
    proposal: AgendaProposal,
    *,
    now: datetime,
    person_id: int,
    kind: Kind,
    reason: str,
) -> NewDelivery:
    person = tx.people.get(person_id)
    rhythm = rhythm_of(tx, network, person) if person else network.rhythm
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=kind,
        thing=_thing(proposal.gathering_id),
        occurrence=f"proposal/{proposal.id}",
        recipient=f"person:{person_id}",
        due_at=next_allowed(now, rhythm),
        reason=reason,
        refs={"agenda": proposal.gathering_id, "proposal": proposal.id},
    )


def _thing(gathering_id: int) -> str:
    return f"agenda:{gathering_id}"
