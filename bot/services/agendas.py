"""Agendas: whoever owns one changes a working copy and publishes it, others propose (S15)."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.agendas import (
    MOST_BLOCKS,
    Agenda,
    Blocks,
    Direction,
    Part,
    difference,
    moved,
    new_id,
    part_of,
    publishing,
    with_block,
    without_block,
)
from bot.domain.gatherings import Gathering, series_of
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.domain.series import AgendaBlock
from bot.errors import Invalid, NotAllowed, NotFound
from bot.i18n import mark
from bot.services.adopted import looks_again
from bot.services.agendas_shown import (
    AgendaView,
    ProposalAnswer,
    agenda_as_published,
    agenda_view,
    came_of,
    phase_of,
    working_copy,
)
from bot.services.agendas_told import answered, drop_words_of, proposed
from bot.services.channel import refresh_announcement
from bot.services.invitations import next_for
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction

_MOST_WAITING = 20
_PASSED = mark("This gathering has passed or was cancelled.")
_OTHER_HANDS = mark("Others look after this agenda now, so it is theirs to answer.")
_PROPOSED = "proposed"
"""The id of a part until it is accepted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agendas:
    """Verbs about what will be done at a gathering."""

    store: Store
    clock: Clock

    def next(self, actor: Actor, network_id: int) -> AgendaView | None:
        """Return the agenda of the next gathering, or None after the last one."""
        demand(actor, Verb.SEE_GATHERINGS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            gathering = next_for(tx, actor, network_id, after=self.clock.now())
            return None if gathering is None else self._view(tx, actor, network, gathering)

    def see(self, actor: Actor, gathering_id: int) -> AgendaView:
        """Return the agenda of one gathering; every member may know."""
        with self.store.read() as tx:
            network, gathering = self._find(tx, actor, gathering_id)
            return self._view(tx, actor, network, gathering)

    def to_change(self, actor: Actor, gathering_id: int) -> AgendaView:
        """Return an agenda to one who may change it now; raises Invalid once it is over."""
        with self.store.read() as tx:
            network, gathering = self._owned(tx, actor, gathering_id)
            return self._view(tx, actor, network, gathering)

    def to_propose(self, actor: Actor, gathering_id: int) -> AgendaView:
        """Return an agenda to one who may propose a part for it."""
        with self.store.read() as tx:
            network, gathering = self._open(tx, actor, gathering_id, verb=Verb.PROPOSE_BLOCK)
            return self._view(tx, actor, network, gathering)

    def keep(
        self, actor: Actor, gathering_id: int, part: Part, *, block_id: str | None = None
    ) -> AgendaView:
        """Keep a part in the working copy, in place of the one with an id or as a new one.

        Raises Invalid beside the field.
        """

        def kept(blocks: Blocks) -> Blocks:
            before = next((one for one in blocks if one.id == block_id), None)
            name = before.id if before else new_id(blocks)
            return with_block(blocks, part_of(part, block_id=name, before=before))

        return self._work(actor, gathering_id, kept)

    def move(
        self, actor: Actor, gathering_id: int, block_id: str, direction: Direction
    ) -> AgendaView:
        """Let a part of the working copy change places with its neighbour."""
        return self._work(actor, gathering_id, lambda blocks: moved(blocks, block_id, direction))

    def remove(self, actor: Actor, gathering_id: int, block_id: str) -> AgendaView:
        """Take a part out of the working copy."""
        return self._work(actor, gathering_id, lambda blocks: without_block(blocks, block_id))

    def start_over(self, actor: Actor, gathering_id: int) -> AgendaView:
        """Begin the working copy again from the programme's own agenda."""
        with self.store.write() as tx:
            network, gathering = self._owned(tx, actor, gathering_id)
            blocks = series_of(gathering, network.programme).agenda_of(gathering.number)
            tx.agendas.keep_draft(gathering_id, blocks, by_id=actor.id, at=self.clock.now())
            return self._view(tx, actor, network, gathering)

    def drop(self, actor: Actor, gathering_id: int) -> AgendaView:
        """Forget the working copy; what was published holds."""
        with self.store.write() as tx:
            network, gathering = self._owned(tx, actor, gathering_id)
            tx.agendas.drop_draft(gathering_id)
            return self._view(tx, actor, network, gathering)

    def publish(self, actor: Actor, gathering_id: int) -> AgendaView:
        """Publish the working copy; the announcement in the channel is changed in place.

        Pressing twice publishes once. Raises Invalid while the minutes do not add up, and says by
        how many.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            network, gathering = self._owned(tx, actor, gathering_id)
            draft = working_copy(tx, network, gathering)
            if draft is not None:
                _demand_sum(draft, gathering.minutes)
                before = tx.agendas.published(gathering_id)
                agenda = Agenda(
                    gathering_id=gathering_id,
                    blocks=draft,
                    revision=before.revision + 1 if before else 1,
                    published_at=now,
                    published_by=actor.id,
                )
                tx.agendas.publish(agenda)
                refresh_announcement(tx, network, gathering, now=now)
                self._note(tx, actor, network, f"agenda:{gathering_id}/{agenda.revision}")
            return self._view(tx, actor, network, gathering)

    def propose(self, actor: Actor, gathering_id: int, part: Part) -> AgendaView:
        """Propose a part, which waits until one of the owners answers it; twice is once.

        One private word goes to those who would answer, about all that waits by then. Raises
        Invalid beside the field.
        """
        block = part_of(part, block_id=_PROPOSED)
        now = self.clock.now()
        with self.store.write() as tx:
            network, gathering = self._open(tx, actor, gathering_id, verb=Verb.PROPOSE_BLOCK)
            waiting = [one for one in tx.agendas.proposals(gathering_id) if one.waits]
            if len(waiting) >= _MOST_WAITING:
                raise Invalid(
                    mark("Many proposals wait already. Please let them be answered first.")
                )
            if all((one.block, one.proposed_by) != (block, actor.id) for one in waiting):
                proposal = tx.agendas.propose(
                    network_id=network.id,
                    gathering_id=gathering_id,
                    block=block,
                    proposed_by=actor.id,
                    proposed_at=now,
                )
                tx.outbox.plan(proposed(tx, network, proposal, now=now), at=now)
            return self._view(tx, actor, network, gathering)

    def answer(self, actor: Actor, proposal_id: int, *, accepted: bool) -> ProposalAnswer:
        """Accept a proposal into the working copy, or say no thanks; the first answer counts.

        It is published with everything else, once the minutes add up. Raises NotAllowed where the
        agenda is in other hands by now, NotFound where its gathering has passed.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            proposal = tx.agendas.proposal(proposal_id)
            if proposal is None:
                raise NotFound
            network, gathering = self._find(tx, actor, proposal.gathering_id)
            if not may(actor, publishing(phase_of(network)), Matter(network_id=network.id)):
                raise NotAllowed(_OTHER_HANDS)
            if gathering.is_over(now) or not gathering.is_on:
                raise NotFound(_PASSED)
            is_first = tx.agendas.decide(proposal_id, accepted=accepted, by_id=actor.id, at=now)
            if is_first:
                if accepted:
                    self._take_in(tx, actor, network, gathering, new=proposal.block)
                drop_words_of(tx, gathering, now=now)
                tx.outbox.plan(answered(tx, network, proposal, now=now), at=now)
            view = self._view(tx, actor, network, gathering)
            return came_of(tx, actor, proposal_id, view, is_first=is_first)

    def _take_in(
        self,
        tx: Transaction,
        actor: Actor,
        network: Network,
        gathering: Gathering,
        *,
        new: AgendaBlock,
    ) -> None:
        blocks = self._copy(tx, network, gathering)
        _demand_room(blocks)
        block = new.model_copy(update={"id": new_id(blocks)})
        after = with_block(blocks, block)
        tx.agendas.keep_draft(gathering.id, after, by_id=actor.id, at=self.clock.now())

    def _work(
        self, actor: Actor, gathering_id: int, change: Callable[[Blocks], Blocks]
    ) -> AgendaView:
        """Change the working copy, which begins as what holds."""
        with self.store.write() as tx:
            network, gathering = self._owned(tx, actor, gathering_id)
            before = self._copy(tx, network, gathering)
            after = change(before)
            if len(after) > len(before):
                _demand_room(before)
            tx.agendas.keep_draft(gathering_id, after, by_id=actor.id, at=self.clock.now())
            return self._view(tx, actor, network, gathering)

    def _copy(self, tx: Transaction, network: Network, gathering: Gathering) -> Blocks:
        draft = working_copy(tx, network, gathering)
        return agenda_as_published(tx, gathering, network=network) if draft is None else draft

    def _find(
        self, tx: Transaction, actor: Actor, gathering_id: int, *, verb: Verb = Verb.SEE_GATHERINGS
    ) -> tuple[Network, Gathering]:
        gathering = tx.gatherings.get(gathering_id)
        if gathering is None:
            raise NotFound
        demand(actor, verb, network_id=gathering.network_id)
        return the_network(tx, gathering.network_id, team_id=actor.person.team_id), gathering

    def _open(
        self, tx: Transaction, actor: Actor, gathering_id: int, *, verb: Verb
    ) -> tuple[Network, Gathering]:
        """Return a gathering whose agenda can still change; raises Invalid for another one."""
        network, gathering = self._find(tx, actor, gathering_id, verb=verb)
        if gathering.is_over(self.clock.now()) or not gathering.is_on:
            raise Invalid(_PASSED)
        return network, gathering

    def _owned(self, tx: Transaction, actor: Actor, gathering_id: int) -> tuple[Network, Gathering]:
        """Return a gathering whose agenda is the actor's to publish in the present phase (S15)."""
        network, gathering = self._open(tx, actor, gathering_id, verb=Verb.SEE_GATHERINGS)
        demand(actor, publishing(phase_of(network)), network_id=network.id)
        return network, gathering

    def _view(
        self, tx: Transaction, actor: Actor, network: Network, gathering: Gathering
    ) -> AgendaView:
        now = self.clock.now()
        ahead = gathering.is_on and not gathering.is_over(now)
        due = ahead and looks_again(tx, network, gathering, now=now)
        return agenda_view(tx, actor, network, gathering, is_ahead=ahead, looks_again=due)

    def _note(self, tx: Transaction, actor: Actor, network: Network, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=network.team_id,
            actor_id=actor.id,
            verb=publishing(phase_of(network)),
            network_id=network.id,
            what=what,
        )


def _demand_room(blocks: Blocks) -> None:
    if len(blocks) >= MOST_BLOCKS:
        raise Invalid(
            mark("An agenda has at most {most} parts. Please take one out first."), most=MOST_BLOCKS
        )


def _demand_sum(blocks: Blocks, minutes: int) -> None:
    """Raise Invalid while an agenda is longer or shorter than its gathering."""
    more = difference(blocks, minutes)
    if more:
        raise Invalid(
            mark("The parts take {taken} minutes, and the gathering has {minutes}."),
            taken=minutes + more,
            minutes=minutes,
        )
