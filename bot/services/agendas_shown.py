"""The agenda of a gathering as people see it: the programme's, or what its owner published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.agendas import Agenda, AgendaProposal, Blocks, difference, publishing
from bot.domain.gatherings import Gathering, series_of
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, may
from bot.domain.phases import Phase
from bot.errors import NotFound
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaView:
    """An agenda as somebody sees it: what holds, and what its owners are working on."""

    network: Network
    gathering: Gathering
    phase: Phase
    """The phase that the network is in, which says who owns agendas and who leads."""
    blocks: Blocks
    """What everybody sees."""
    draft: Blocks | None
    """The working copy; None for everybody but its owners, and where there is none."""
    can_publish: bool
    can_propose: bool
    is_own: bool
    """Whether somebody published it, so that it is no longer the programme's."""
    proposals: tuple[tuple[AgendaProposal, str], ...]
    """What waits, with who proposed it; of what was answered the reader sees their own only."""
    looks_again: bool = False
    """Whether the norms need a place in it, because the last look at them was low (S30)."""

    @property
    def shown(self) -> Blocks:
        """The working copy for those who work on it, else what everybody sees."""
        return self.blocks if self.draft is None else self.draft

    @property
    def difference(self) -> int:
        """By how many minutes what is shown is too long; below 0 is time that is left over."""
        return difference(self.shown, self.gathering.minutes)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalAnswer:
    """What came of an answer to a proposal: whose answer holds, where another one came first."""

    view: AgendaView
    accepted: bool
    """The answer that holds."""
    is_first: bool
    """Whether it is the one that was given now."""
    by: str | None = None
    """Who had answered before; None for oneself, and for somebody whose data was erased."""


def came_of(
    tx: Transaction, actor: Actor, proposal_id: int, view: AgendaView, *, is_first: bool
) -> ProposalAnswer:
    """Return whose answer to a proposal holds."""
    proposal = tx.agendas.proposal(proposal_id)
    if proposal is None or proposal.waits:
        raise NotFound
    person = tx.people.get(proposal.decided_by or 0)
    is_another = person is not None and person.id != actor.id
    return ProposalAnswer(
        view=view,
        accepted=bool(proposal.accepted),
        is_first=is_first,
        by=person.name if person is not None and is_another else None,
    )


def agenda_as_published(
    tx: Transaction, gathering: Gathering, *, network: Network | None = None
) -> Blocks:
    """Return the agenda that holds for one gathering; empty where nobody has planned one.

    Each block keeps who leads it; None there means whoever leads the phase (S4). ``network`` spares
    a query where it is known.
    """
    there = network or tx.networks.get(gathering.network_id)
    if there is None:
        raise NotFound
    return _agenda(there, gathering, tx.agendas.published(gathering.id))


def agendas_as_published(
    tx: Transaction, network: Network, gatherings: Iterable[Gathering]
) -> Mapping[int, Blocks]:
    """Return the agendas of several gatherings of a network by their ids, in one query."""
    published = tx.agendas.of_network(network.id)
    return {one.id: _agenda(network, one, published.get(one.id)) for one in gatherings}


def _agenda(network: Network, gathering: Gathering, published: Agenda | None) -> Blocks:
    if published is not None:
        return published.blocks
    return series_of(gathering, network.programme).agenda_of(gathering.number)


def agenda_view(
    tx: Transaction,
    actor: Actor,
    network: Network,
    gathering: Gathering,
    *,
    is_ahead: bool,
    looks_again: bool = False,
) -> AgendaView:
    """Return an agenda as an actor sees it; ``is_ahead`` while the gathering can still change."""
    phase, here = phase_of(network), Matter(network_id=network.id)
    owns = may(actor, publishing(phase), here)
    return AgendaView(
        network=network,
        gathering=gathering,
        phase=phase,
        blocks=agenda_as_published(tx, gathering, network=network),
        draft=working_copy(tx, network, gathering) if owns else None,
        can_publish=owns and is_ahead,
        can_propose=not owns and is_ahead and may(actor, Verb.PROPOSE_BLOCK, here),
        is_own=tx.agendas.published(gathering.id) is not None,
        proposals=_proposals(tx, actor, gathering),
        looks_again=looks_again,
    )


def waiting_for(tx: Transaction, network: Network, gathering: Gathering, *, actor: Actor) -> int:
    """Return how many proposals an actor may answer for a gathering that takes place."""
    if not gathering.is_on or not may(
        actor, publishing(phase_of(network)), Matter(network_id=network.id)
    ):
        return 0
    return sum(one.waits for one in tx.agendas.proposals(gathering.id))


def working_copy(tx: Transaction, network: Network, gathering: Gathering) -> Blocks | None:
    """Return the copy that the present owners work on.

    One that was begun by staff before the schools took over, or the other way round, is left alone:
    nobody showed it to those who own the agenda now.
    """
    draft = tx.agendas.draft(gathering.id)
    if draft is None:
        return None
    member = tx.members.get(network.id, draft.by_id or 0)
    schools = phase_of(network).agenda_owner == "school"
    if member is None or member.is_facilitator is schools:
        return None
    return draft.blocks


def _proposals(
    tx: Transaction, actor: Actor, gathering: Gathering
) -> tuple[tuple[AgendaProposal, str], ...]:
    found = [
        one
        for one in tx.agendas.proposals(gathering.id)
        if one.waits or one.proposed_by == actor.id
    ]
    people = {one.proposed_by: tx.people.get(one.proposed_by or 0) for one in found}
    names = {key: person.name if person else "" for key, person in people.items()}
    return tuple((one, names[one.proposed_by]) for one in found)


def phase_of(network: Network) -> Phase:
    """Return the phase that a network is in."""
    return network.programme.phase(network.phase_id)
