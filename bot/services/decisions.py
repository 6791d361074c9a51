"""Decisions: members see what is decided, propose, vote, and ask to look at it again.

Who voted for what is nobody's business: others see counts, and those only once it is settled.
Requirements S28, S30, S58, S59.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.deciding import (
    Adopted,
    Choice,
    DecisionRound,
    Proposal,
    decides,
    ungrouped,
)
from bot.domain.decisions import Decision, Method, Stage
from bot.domain.entries import FormRef
from bot.domain.gatherings import Gathering
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.domain.text import Text
from bot.domain.votes import is_majority, places
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.adopted import levels_of, newest
from bot.services.deciding import (
    decided_in,
    deciders,
    decision_of,
    demand_decider,
    demand_newest,
    demand_stage,
    open_round,
    proposed,
    the_round,
)
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionView:
    """A decision as somebody sees it: how far it is, what holds, and what they can do."""

    network: Network
    decision: Decision
    level: str = ""
    level_name: Text | None = None
    latest: DecisionRound | None
    """The newest round, open or not; None before the first."""
    held: Adopted | None
    """What was adopted last and holds until something else is."""
    asked: int
    """How many propose and vote."""
    proposers: int
    voters: int
    choices: int
    entry_id: int | None
    """What the reader proposed in this round."""
    has_voted: bool
    wishes: int
    wished: bool
    takes_part: bool
    """Whether the reader proposes and votes here."""
    leads: bool
    ahead: tuple[Gathering, ...] = ()
    """Gatherings to come that could take up what was adopted; for whoever leads."""
    said: tuple[str, ...] = ()
    """What was proposed, without names and in no order; nothing before five have proposed (S28)."""
    given: tuple[str, ...] = ()
    """Choices of the newest round that came from no proposal: the starter set of the programme."""

    @property
    def open(self) -> DecisionRound | None:
        """The round that goes on, if one does."""
        return self.latest if self.latest is not None and self.latest.is_open else None

    @property
    def waits_for_reader(self) -> bool:
        """Whether the reader can propose or vote now and has not yet."""
        if self.open is None or not self.takes_part:
            return False
        if self.open.stage is Stage.COLLECTING:
            return self.entry_id is None
        return not self.has_voted


@dataclass(frozen=True, kw_only=True, slots=True)
class Voting:
    """What somebody votes on, with the vote they gave before."""

    network: Network
    decision: Decision
    round: DecisionRound
    choices: tuple[Choice, ...]
    places: int
    mine: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decisions:
    """Verbs of members about what the network decides."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> tuple[DecisionView, ...]:
        """Return every decision of a network; where levels decide, the reader's own level.

        Whoever leads sees all levels.
        """
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return views(tx, actor, network)

    def look(
        self, actor: Actor, network_id: int, decision_id: str, *, level: str = ""
    ) -> DecisionView:
        """Return one decision."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            decision = decision_of(network, decision_id)
            ahead = _ahead(tx, self.clock, network) if actor.facilitates(network_id) else ()
            return view_of(tx, actor, network, decision, level=level, ahead=ahead)

    def at(self, actor: Actor, round_id: int) -> DecisionView:
        """Return the decision that a round belongs to, as it is now."""
        with self.store.read() as tx:
            network, decision, one = self._find(tx, actor, round_id, verb=Verb.SEE_NETWORK)
        return self.look(actor, network.id, decision.id, level=one.level)

    def propose(self, actor: Actor, round_id: int) -> FormRef:
        """Return the form in which somebody proposes, or the one they sent before, to edit it.

        Raises Invalid for whom it does not ask, and once proposals are not collected any more.
        """
        with self.store.read() as tx:
            network, decision, one = self._find(tx, actor, round_id, verb=Verb.DECIDE)
            demand_decider(tx, actor, network, decision=decision, level=one.level)
            demand_stage(one, Stage.COLLECTING)
            if decision.ask is None:
                raise NotFound
            mine = tx.entries.of_author(actor.id, network_id=network.id, about=one.about)
        if mine:
            return FormRef.to_edit(mine[0])
        return FormRef(network_id=network.id, form_id=decision.ask, about=one.about)

    def voting(self, actor: Actor, round_id: int) -> Voting:
        """Return what somebody votes on; raises Invalid outside of a vote."""
        with self.store.read() as tx:
            network, decision, one = self._find(tx, actor, round_id, verb=Verb.DECIDE)
            demand_decider(tx, actor, network, decision=decision, level=one.level)
            demand_stage(one, Stage.VOTING)
            choices = tx.decisions.choices(one.id)
            return Voting(
                network=network,
                decision=decision,
                round=one,
                choices=choices,
                places=places(decision, len(choices)),
                mine=tx.decisions.votes(one.id).get(actor.id),
            )

    def vote(self, actor: Actor, round_id: int, ranks: Sequence[int]) -> DecisionView:
        """Keep a vote, over the one before; it can be changed until the round is settled.

        ``ranks`` names choices, the dearest first where there is an order. Raises Invalid for an
        order without a first place or with one choice twice; saying yes to nothing is a vote, too.
        """
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id, verb=Verb.DECIDE)
            demand_decider(tx, actor, network, decision=decision, level=one.level)
            demand_stage(one, Stage.VOTING)
            known = {choice.id for choice in tx.decisions.choices(one.id)}
            if not known.issuperset(ranks):
                raise NotFound
            if decision.method is Method.RANK:
                _check_order(ranks)
            tx.decisions.vote(one.id, actor.id, ranks=ranks, at=self.clock.now())
            return view_of(tx, actor, network, decision, level=one.level)

    def wish(self, actor: Actor, round_id: int, *, again: bool = True) -> DecisionView:
        """Ask to look at it again, or take that back; more than half open a new round (S59).

        Saying the same twice is saying it once.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id, verb=Verb.DECIDE)
            demand_decider(tx, actor, network, decision=decision, level=one.level)
            demand_stage(one, Stage.ADOPTED)
            demand_newest(tx, one)
            if again:
                tx.decisions.wish(one.id, actor.id, at=now)
            else:
                tx.decisions.unwish(one.id, actor.id)
            here = {member.person_id for member in deciders(tx, network, decision, level=one.level)}
            if is_majority(len(tx.decisions.wished(one.id) & here), len(here)):
                open_round(tx, network, decision, level=one.level, now=now)
            return view_of(tx, actor, network, decision, level=one.level)

    def _find(
        self, tx: Transaction, actor: Actor, round_id: int, *, verb: Verb
    ) -> tuple[Network, Decision, DecisionRound]:
        """Return a round that somebody may do this about; raises NotAllowed, NotFound."""
        one = the_round(tx, round_id)
        demand(actor, verb, network_id=one.network_id)
        return decided_in(tx, actor, one)


def views(tx: Transaction, actor: Actor, network: Network) -> tuple[DecisionView, ...]:
    """Return the decisions of a network that are somebody's to see."""
    member = tx.members.get(network.id, actor.id)
    sees_all = may(actor, Verb.SEE_NETWORK_STATE, Matter(network_id=network.id))
    return tuple(
        view_of(tx, actor, network, decision, level=level)
        for decision in network.programme.decisions
        for level in levels_of(tx, network, decision)
        if sees_all or (member is not None and decides(decision, member, level=level))
    )


def view_of(
    tx: Transaction,
    actor: Actor,
    network: Network,
    decision: Decision,
    *,
    level: str,
    ahead: tuple[Gathering, ...] = (),
) -> DecisionView:
    """Return a decision as an actor sees it."""
    rounds = tx.decisions.rounds(network.id, decision.id, level=level)
    latest = rounds[-1] if rounds else None
    here = {member.person_id for member in deciders(tx, network, decision, level=level)}
    voted = set(tx.decisions.votes(latest.id)) & here if latest else set()
    wished = tx.decisions.wished(latest.id) & here if latest else frozenset()
    names = {one.id: one.name for one in network.programme.levels}
    proposals = proposed(tx, network, decision, latest) if latest else ()
    choices = tx.decisions.choices(latest.id) if latest else ()
    proposers = {one.author_id for one in proposals}
    return DecisionView(
        network=network,
        decision=decision,
        level=level,
        level_name=names.get(level),
        latest=latest,
        held=next(iter(newest(rounds)), None),
        asked=len(here),
        proposers=len(proposers),
        voters=len(voted),
        choices=len(choices),
        entry_id=_own_entry(tx, actor, network, latest),
        has_voted=actor.id in voted,
        said=_without_names(proposals) if len(proposers) >= FEWEST_SHOWN else (),
        wishes=len(wished),
        wished=actor.id in wished,
        takes_part=actor.id in here,
        leads=actor.facilitates(network.id),
        ahead=ahead,
        given=tuple(choice.words for choice in choices if not choice.backing),
    )


def _without_names(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Return each line once, in an order that tells nothing."""
    return tuple(alike[0].words for alike in ungrouped(proposals, ()))


def _own_entry(
    tx: Transaction, actor: Actor, network: Network, latest: DecisionRound | None
) -> int | None:
    if latest is None:
        return None
    mine = tx.entries.of_author(actor.id, network_id=network.id, about=latest.about)
    return mine[0].id if mine else None


def _ahead(tx: Transaction, clock: Clock, network: Network) -> tuple[Gathering, ...]:
    now = clock.now()
    return tuple(
        one for one in tx.gatherings.of_network(network.id) if one.is_on and not one.is_over(now)
    )


def _check_order(ranks: Sequence[int]) -> None:
    if not ranks:
        raise Invalid(mark("Please choose at least what comes first."), field="rank:1")
    if len(set(ranks)) < len(ranks):
        raise Invalid(mark("One thing stands twice in your order."), field="rank:1")
