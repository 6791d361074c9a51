"""Decisions led: a facilitator opens a round, groups proposals, lets members vote, and settles.

Proposals are shown without names and in an order that tells nothing; a facilitator who reads the
entries of members by name elsewhere is not shown these there (S28).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.clock import Clock
from bot.domain.deciding import LONGEST_CHOICE, DecisionRound
from bot.domain.decisions import Decision, Stage
from bot.domain.local_time import next_allowed
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.errors import Invalid, NotFound
from bot.i18n import language_of, mark
from bot.services.announcing_decisions import announce, refresh_meetings, take_back
from bot.services.channel import refresh_announcement
from bot.services.counting import Count, adopted_of, count_of, demand_decided, demand_votable
from bot.services.deciding import (
    MOVED_ON,
    decided_in,
    deciders,
    decision_of,
    demand_newest,
    demand_stage,
    open_round,
    the_round,
)
from bot.services.decisions import DecisionView, view_of
from bot.services.networks import the_network
from bot.services.sorting import Sorting, put, sorting_of
from storage.store import Store
from storage.transaction import Transaction

UNDO_FOR = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class LedDecisions:
    """Verbs of facilitators about what the network decides."""

    store: Store
    clock: Clock

    def open(
        self, actor: Actor, network_id: int, decision_id: str, *, level: str = ""
    ) -> DecisionView:
        """Open a round: those who decide are asked in private; twice is once."""
        demand(actor, Verb.LEAD_DECISIONS, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            decision = decision_of(network, decision_id)
            if not deciders(tx, network, decision, level=level):
                raise Invalid(mark("There is nobody yet who could decide this."))
            language = language_of(actor.person.locale)
            made = open_round(tx, network, decision, level=level, now=now, language=language)
            if made is not None:
                self._note(tx, actor, made, "opened")
            return view_of(tx, actor, network, decision, level=level)

    def sorting(self, actor: Actor, round_id: int) -> Sorting:
        """Return what can be grouped."""
        with self.store.read() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.COLLECTING)
            return sorting_of(tx, network, decision, one)

    def group(
        self,
        actor: Actor,
        round_id: int,
        *,
        keys: Collection[str],
        choice_id: int | None,
        words: str,
    ) -> Sorting:
        """Put proposals under a choice, a new one or one that is there; new words reword it.

        A new choice without words has those of the first proposal. Raises Invalid where there is
        nothing to do, and beside the words where they are too long.
        """
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.COLLECTING)
            put(tx, sorting_of(tx, network, decision, one), keys, choice_id=choice_id, words=words)
            return sorting_of(tx, network, decision, one)

    def ungroup(self, actor: Actor, round_id: int, choice_id: int) -> Sorting:
        """Take a choice away; what was grouped into it waits again."""
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.COLLECTING)
            choice = tx.decisions.choice(choice_id)
            if choice is not None and choice.round_id == one.id:
                tx.decisions.remove_choice(choice_id)
            return sorting_of(tx, network, decision, one)

    def begin_vote(self, actor: Actor, round_id: int) -> DecisionView:
        """Let members vote; a proposal that is not grouped stands for itself.

        Raises Invalid where there are too few choices to adopt anything, or too many to read.
        """
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.COLLECTING)
            sorting = sorting_of(tx, network, decision, one)
            demand_votable(decision, len(sorting.choices) + len(sorting.waiting))
            for alike in sorting.waiting:
                keys = tuple(proposal.key for proposal in alike)
                words = alike[0].words[:LONGEST_CHOICE]
                tx.decisions.add_choice(one.id, words=words, backing=keys)
            if not tx.decisions.begin_vote(one.id, at=self.clock.now()):
                raise Invalid(MOVED_ON)
            self._note(tx, actor, one, "voting")
            return view_of(tx, actor, network, decision, level=one.level)

    def collect_again(self, actor: Actor, round_id: int) -> DecisionView:
        """Go back to the proposals while nobody has voted; raises Invalid afterwards.

        What stood for itself is a choice by now and can be taken apart.
        """
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.VOTING)
            if decision.ask is None or tx.decisions.votes(one.id):
                raise Invalid(MOVED_ON)
            tx.decisions.collect_again(one.id)
            self._note(tx, actor, one, "collecting")
            return view_of(tx, actor, network, decision, level=one.level)

    def count(self, actor: Actor, round_id: int) -> Count:
        """Return what settling would adopt; nothing happens by it."""
        with self.store.read() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.VOTING)
            return count_of(tx, network, decision, one)

    def settle(self, actor: Actor, round_id: int) -> DecisionView:
        """Adopt what has enough support and tell the channel; it can be undone for ten minutes.

        Raises Invalid where too few have voted, or nothing has the support it takes.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.VOTING)
            found = count_of(tx, network, decision, one)
            demand_decided(found)
            if not tx.decisions.adopt(one.id, adopted_of(found, now)):
                raise Invalid(MOVED_ON)
            announce(tx, network, one, at=next_allowed(now, network.rhythm), now=now)
            refresh_meetings(tx, network, adopted_of(found, now), now=now)
            self._note(tx, actor, one, "adopted")
            return view_of(tx, actor, network, decision, level=one.level)

    def undo(self, actor: Actor, round_id: int) -> DecisionView:
        """Take a settling back within ten minutes: members go on voting, the channel is cleared."""
        now = self.clock.now()
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.ADOPTED)
            demand_newest(tx, one)
            if one.settled_at is None or now - one.settled_at > UNDO_FOR:
                raise Invalid(mark("This can be taken back for ten minutes; they are over."))
            tx.decisions.reopen_vote(one.id)
            take_back(tx, network, one, now=now)
            refresh_meetings(tx, network, one.adopted, now=now)
            self._note(tx, actor, one, "undone")
            return view_of(tx, actor, network, decision, level=one.level)

    def close(self, actor: Actor, round_id: int) -> DecisionView:
        """End a round without adopting anything; what held before goes on holding."""
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            demand_stage(one, Stage.COLLECTING, Stage.VOTING)
            tx.decisions.close(one, at=self.clock.now())
            self._note(tx, actor, one, "closed")
            return view_of(tx, actor, network, decision, level=one.level)

    def take_up(
        self, actor: Actor, round_id: int, *, item: int, gathering_id: int | None
    ) -> DecisionView:
        """Say which gathering works on something adopted; its announcement names it (S58)."""
        now = self.clock.now()
        with self.store.write() as tx:
            network, decision, one = self._find(tx, actor, round_id)
            if one.adopted is None or item >= len(one.adopted.items):
                raise NotFound
            before = one.adopted.items[item]
            items = list(one.adopted.items)
            items[item] = replace(before, gathering_id=gathering_id)
            self._demand_own(tx, network, gathering_id)
            tx.decisions.keep(one.id, replace(one.adopted, items=tuple(items)))
            announce(tx, network, one, at=now, now=now)
            for changed in {before.gathering_id, gathering_id} - {None}:
                gathering = tx.gatherings.get(int(changed or 0))
                if gathering is not None:
                    refresh_announcement(tx, network, gathering, now=now)
            return view_of(tx, actor, network, decision, level=one.level)

    def _find(
        self, tx: Transaction, actor: Actor, round_id: int
    ) -> tuple[Network, Decision, DecisionRound]:
        """Return a round that somebody leads; raises NotAllowed, NotFound."""
        one = the_round(tx, round_id)
        demand(actor, Verb.LEAD_DECISIONS, network_id=one.network_id)
        return decided_in(tx, actor, one)

    def _demand_own(self, tx: Transaction, network: Network, gathering_id: int | None) -> None:
        if gathering_id is None:
            return
        gathering = tx.gatherings.get(gathering_id)
        if gathering is None or gathering.network_id != network.id:
            raise NotFound

    def _note(self, tx: Transaction, actor: Actor, one: DecisionRound, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=actor.person.team_id,
            actor_id=actor.id,
            verb=Verb.LEAD_DECISIONS,
            network_id=one.network_id,
            what=f"{one.about}/{what}",
        )
