"""Phases: see what is met and what is missing; a facilitator moves on, the bot never does (S23)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.deliveries import NewDelivery
from bot.domain.door import Dropped
from bot.domain.figures import led
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date, next_allowed
from bot.domain.networks import Network, NetworkState
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.phases import Ruling, Tick
from bot.domain.programme import Phase
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.beginning import demand_free
from bot.services.channel import anew, withdrawal
from bot.services.criteria import CriterionView
from bot.services.cycles import begin_cycles
from bot.services.figures_facts import meetings_so_far
from bot.services.networks import the_network
from bot.services.phase_views import PhaseView, glance, phase_view
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Phases:
    """Verbs about the phases of a programme."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> PhaseView:
        """Return where the network is and what is missing before the next phase."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return phase_view(tx, actor, network, now=self.clock.now())

    def glance(self, actor: Actor, network_id: int) -> PhaseView:
        """Return where a network is, without counting anything: for those who only look by."""
        demand(actor, Verb.SEE_NETWORK, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        return glance(actor, network, now=self.clock.now())

    def tick(
        self,
        actor: Actor,
        network_id: int,
        met: frozenset[str],
        *,
        among: frozenset[str] | None = None,
        seen: str | None = None,
    ) -> PhaseView:
        """Keep which criteria a person sees as met, by their keys; computed ones stay computed.

        ``among`` are those whose boxes the actor saw; None where they saw all.
        ``seen`` is the phase that the actor looked at. Where somebody moved on meanwhile nothing
        changes here, nor in ``rule`` and ``advance``: twice is once. What stays as it was keeps who
        decided it.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = phase_view(tx, actor, network, now=self.clock.now())
            if not _may_still_move(network, seen):
                return view
            for one in view.all:
                is_met, is_seen = one.key in met, among is None or one.key in among
                if is_seen and not one.computed and is_met is not one.met:
                    ruling = Ruling.MET if is_met else Ruling.OPEN
                    self._keep(tx, actor, network, one, ruling=ruling)
            return phase_view(tx, actor, network, now=self.clock.now())

    def to_rule(self, actor: Actor, network_id: int, key: str) -> tuple[PhaseView, CriterionView]:
        """Return a criterion about which the actor may decide; raises NotFound."""
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        view = self.see(actor, network_id)
        return view, view.one(key)

    def rule(
        self,
        actor: Actor,
        network_id: int,
        key: str,
        *,
        ruling: Ruling,
        reason: str | None = None,
        seen: str | None = None,
    ) -> PhaseView:
        """Decide about one criterion, with a note, or go on without it, with a reason.

        Raises Invalid beside the field: going on without needs its reason, and what is counted
        cannot be called met.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = phase_view(tx, actor, network, now=self.clock.now())
            if not _may_still_move(network, seen):
                return view
            one, words = view.one(key), (reason or "").strip()
            if ruling is Ruling.MET and one.computed:
                raise Invalid(
                    mark("This is counted. It is met once the count says so."), field="ruling"
                )
            if ruling is Ruling.WAIVED and not words:
                raise Invalid(mark("Say in a sentence why you go on without it."), field="reason")
            self._keep(tx, actor, network, one, ruling=ruling, reason=words or None)
            return phase_view(tx, actor, network, now=self.clock.now())

    def to_advance(self, actor: Actor, network_id: int) -> PhaseView:
        """Return the phase that the actor may lead into the next, with who led so far (S4)."""
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        view = self.see(actor, network_id)
        with self.store.read() as tx:
            meetings = meetings_so_far(tx, view.network, now=self.clock.now())
        return replace(view, led=led(meetings))

    def advance(
        self, actor: Actor, network_id: int, *, reason: str | None, seen: str | None = None
    ) -> PhaseView:
        """Enter the next phase; with criteria open a reason is kept and they count as waived.

        The network is told in its channel; an inquiry that the new phase walks begins.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = phase_view(tx, actor, network, now=self.clock.now())
            if not _may_still_move(network, seen):
                return view
            if view.next is None:
                raise Invalid(mark("This is the last phase of the programme."), field="reason")
            words = self._leave(tx, actor, view, reason)
            now = self.clock.now()
            today = local_date(now, zone=network.rhythm.zone)
            moved = replace(network, phase_id=view.next.id, phase_since=today)
            tx.networks.update(moved)
            self._tell(tx, moved, view, words)
            begin_cycles(tx, moved, view.next, today=today, now=now)
            return phase_view(tx, actor, moved, now=now)

    def end(
        self, actor: Actor, network_id: int, *, reason: str | None, seen: str | None = None
    ) -> PhaseView:
        """End the programme in its last phase: the channel gets its last summary (S23).

        Nothing is asked, reminded of or announced from now on; what was written stays readable,
        and can be taken back and exported. It never ends by itself. With criteria open a reason is
        kept and they count as waived. Raises Invalid beside the field.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network, now = (
                the_network(tx, network_id, team_id=actor.person.team_id),
                self.clock.now(),
            )
            view = phase_view(tx, actor, network, now=now)
            if not _may_still_move(network, seen):
                return view
            if view.next is not None:
                raise Invalid(mark("A phase follows this one. Begin it first."), field="reason")
            words = self._leave(tx, actor, view, reason)
            today = local_date(now, zone=network.rhythm.zone)
            ended = replace(network, state=NetworkState.CLOSED, ended_on=today)
            tx.networks.update(ended)
            self._tell_the_end(tx, ended, view, words)
            self._note(tx, actor, ended, "ended")
            return phase_view(tx, actor, ended, now=now)

    def reopen(self, actor: Actor, network_id: int) -> PhaseView:
        """Open a programme again that was ended by mistake or too soon; its summary is taken back.

        Its dates and questions are there again from today on; what would have come meanwhile is
        not made up for. Raises Invalid where the channel has another network by now.
        """
        demand(actor, Verb.CHANGE_PHASE, network_id=network_id)
        with self.store.write() as tx:
            network, now = (
                the_network(tx, network_id, team_id=actor.person.team_id),
                self.clock.now(),
            )
            if network.has_ended:
                demand_free(tx, network.team_id, network.channel_id)
                network = replace(network, state=NetworkState.RUNNING, ended_on=None)
                tx.networks.update(network)
                self._take_back_the_end(tx, network)
                self._note(tx, actor, network, "opened again")
            return phase_view(tx, actor, network, now=now)

    def _take_back_the_end(self, tx: Transaction, network: Network) -> None:
        now, thing = self.clock.now(), f"end:{network.id}"
        tx.outbox.drop_pending(network_id=network.id, thing=thing, reason=Dropped.GONE.name, at=now)
        recipient = f"channel:{network.channel_id}"
        said = tx.outbox.shown(recipient, kind=Kind.PHASE_SUMMARY, thing=thing)
        if said is not None:
            reason = mark("The programme goes on.")
            tx.outbox.plan([withdrawal(said, reason=reason, now=now)], at=now)

    def _leave(self, tx: Transaction, actor: Actor, view: PhaseView, reason: str | None) -> str:
        """Waive what is open on the way out, with the reason that this needs, and return it."""
        words = (reason or "").strip()
        if view.open and not words:
            raise Invalid(
                mark("{count} criteria are open. Say in a sentence why you move on."),
                field="reason",
                count=len(view.open),
            )
        for one in view.open:
            self._keep(tx, actor, view.network, one, ruling=Ruling.WAIVED, reason=words)
        return words

    def _keep(
        self,
        tx: Transaction,
        actor: Actor,
        network: Network,
        one: CriterionView,
        *,
        ruling: Ruling,
        reason: str | None = None,
    ) -> None:
        tx.phases.tick(
            Tick(
                network_id=network.id,
                phase_id=one.phase_id,
                criterion_id=one.criterion.id,
                met=ruling is Ruling.MET,
                waived=ruling is Ruling.WAIVED,
                reason=reason,
                by_id=actor.id,
                at=self.clock.now(),
            )
        )

    def _tell(self, tx: Transaction, network: Network, left: PhaseView, reason: str) -> None:
        now = self.clock.now()
        entered = replace(
            _last_summary(network, left.phase, reason, now=now),
            thing=f"phase:{network.id}/{network.phase_id}",
            occurrence=left.phase.id,
            reason=mark("The network entered a new phase."),
            refs={"left": left.phase.id, "entered": network.phase_id},
        )
        tx.outbox.plan([entered], at=now)

    def _tell_the_end(
        self, tx: Transaction, network: Network, left: PhaseView, reason: str
    ) -> None:
        """Post the last summary; what waits to be announced is not.

        What else waits is asked about at the door, which is shut for a network that is over.
        """
        now = self.clock.now()
        tx.outbox.drop_pending(
            network_id=network.id, kind=Kind.ANNOUNCEMENT, reason=Dropped.CLOSED.name, at=now
        )
        tx.outbox.plan([_last_summary(network, left.phase, reason, now=now)], at=now)

    def _note(self, tx: Transaction, actor: Actor, network: Network, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=network.team_id,
            actor_id=actor.id,
            verb=Verb.CHANGE_PHASE,
            network_id=network.id,
            what=what,
        )


def _may_still_move(network: Network, seen: str | None) -> bool:
    """Whether a network is where somebody looked at it, and under way."""
    return not network.has_ended and seen in {None, network.phase_id}


def _last_summary(network: Network, left: Phase, reason: str, *, now: datetime) -> NewDelivery:
    """Return the summary of the end, in the morning if it is night."""
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.PHASE_SUMMARY,
        thing=f"end:{network.id}",
        occurrence=anew(now),
        recipient=f"channel:{network.channel_id}",
        due_at=next_allowed(now, network.rhythm),
        reason=mark("The programme of the network has ended."),
        refs={"left": left.id},
        text=reason or None,
    )
