"""Gatherings: see the next one, answer the invitation, move or cancel, mark who was there."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.agendas import Blocks
from bot.domain.deciding import Agreed
from bot.domain.gatherings import (
    WAS_THERE,
    Gathering,
    GatheringState,
    Invitation,
    Presence,
    Rsvp,
    presence_marked,
    series_of,
)
from bot.domain.local_time import at_wall, zone_named
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.programme import Series
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.adopted import agreed_for
from bot.services.agendas_shown import agenda_as_published, waiting_for
from bot.services.channel import refresh_announcement
from bot.services.invitations import (
    absences,
    answer_for_all_days,
    answers_to,
    dates_for,
    invited_members,
    is_elsewhere,
    is_meant,
    next_for,
)
from bot.services.networks import the_network
from bot.services.preparing import Preparation, preparation_of
from bot.services.rescheduling import ask_anew, drop_what_waits, news_for
from storage.store import Store
from storage.transaction import Transaction

DOORS_OPEN = timedelta(minutes=60)
"""How long before the start "I am here" is taken; it closes a day after the end."""
_MOST_NOTE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheringView:
    """A gathering as somebody sees it: with their own answer, and counts without names."""

    network: Network
    gathering: Gathering
    series: Series
    agenda: Blocks
    """What will be done, as the programme says or as its owner published it (S15)."""
    mine: Invitation | None
    coming: int
    maybe: int
    invited: int
    can_plan: bool
    agreed: Agreed
    proposals: int = 0
    """How many parts are proposed for its agenda and wait for this reader's answer."""
    absences: tuple[tuple[Member, str | None], ...] = ()
    """Who said that they cannot come, and why; empty for everybody but the facilitator."""
    preparation: Preparation | None = None
    """What it asks for beforehand, and what others shared of it (S57, S82)."""
    is_elsewhere: bool = False
    """Whether it is for the people of another school, so that this reader is not asked (S89)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance:
    """Who was invited to a gathering and what is known of them; for the facilitator."""

    network: Network
    gathering: Gathering
    rows: tuple[tuple[Member, Invitation | None], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Gatherings:
    """Verbs about the meetings of a network."""

    store: Store
    clock: Clock

    def next(self, actor: Actor, network_id: int) -> GatheringView | None:
        """Return the next gathering that is not over, or None after the last."""
        demand(actor, Verb.SEE_GATHERINGS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            gathering = next_for(tx, actor, network_id, after=self.clock.now())
            if gathering is None:
                return None
            return view_of(tx, network, gathering, actor=actor, now=self.clock.now())

    def see(self, actor: Actor, gathering_id: int) -> GatheringView:
        """Return one gathering."""
        with self.store.read() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.SEE_GATHERINGS)
            return view_of(tx, network, gathering, actor=actor, now=self.clock.now())

    def calendar(self, actor: Actor, network_id: int) -> tuple[Gathering, ...]:
        """Return all gatherings in order; to a member none that are for another school."""
        demand(actor, Verb.SEE_GATHERINGS, network_id=network_id)
        with self.store.read() as tx:
            the_network(tx, network_id, team_id=actor.person.team_id)
            return dates_for(tx, actor, network_id)

    def answer(
        self, actor: Actor, gathering_id: int, *, rsvp: Rsvp, reason: str | None = None
    ) -> GatheringView:
        """Take the answer to an invitation; it can be changed until the gathering is over."""
        now = self.clock.now()
        with self.store.write() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.ANSWER_INVITATION)
            if gathering.is_over(now) or not gathering.is_on:
                raise Invalid(mark("This gathering has passed or was cancelled."))
            mine = self._mine(tx, actor, network, gathering)
            answer = replace(mine, rsvp=rsvp, reason=reason, answered_at=now)
            answer_for_all_days(tx, network, answer, before=mine)
            refresh_announcement(tx, network, gathering, now=now)
            return view_of(tx, network, gathering, actor=actor, now=self.clock.now())

    def arrive(self, actor: Actor, gathering_id: int) -> GatheringView:
        """Take "I am here": from an hour before the start until a day after the end."""
        now = self.clock.now()
        with self.store.write() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.MARK_OWN_PRESENCE)
            if now < gathering.starts_at - DOORS_OPEN or not gathering.is_on:
                raise Invalid(mark("It has not begun yet. Press this when you are there."))
            if now > gathering.ends_at + timedelta(days=1):
                raise Invalid(mark("This was a while ago. Your facilitator can still mark it."))
            late = now > gathering.starts_at + timedelta(minutes=15)
            presence = Presence.LATE if late else Presence.PRESENT
            mine = self._mine(tx, actor, network, gathering)
            if mine.presence not in WAS_THERE:
                tx.gatherings.answer(replace(mine, presence=presence, marked_at=now))
            return view_of(tx, network, gathering, actor=actor, now=self.clock.now())

    def to_plan(self, actor: Actor, gathering_id: int) -> GatheringView:
        """Return a gathering that the actor may move or cancel."""
        with self.store.read() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.PLAN_GATHERINGS)
            return view_of(tx, network, gathering, actor=actor, now=self.clock.now())

    def attendance_of_last(self, actor: Actor, network_id: int) -> Attendance:
        """Return who was at the latest gathering that has begun; raises Invalid before one."""
        demand(actor, Verb.MARK_PRESENCE, network_id=network_id)
        now = self.clock.now()
        with self.store.read() as tx:
            found = tx.gatherings.of_network(network_id)
            begun = [one for one in found if one.starts_at <= now and one.is_on]
        if not begun:
            raise Invalid(mark("No gathering has taken place yet."))
        return self.attendance(actor, begun[-1].id)

    def attendance(self, actor: Actor, gathering_id: int) -> Attendance:
        """Return who was there; for the facilitator, never for the channel."""
        with self.store.read() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.MARK_PRESENCE)
            known = {one.person_id: one for one in tx.gatherings.invitations(gathering_id)}
            members = invited_members(tx, network, gathering)
        rows = tuple((member, known.get(member.person_id)) for member in members)
        return Attendance(network=network, gathering=gathering, rows=rows)

    def mark_presence(
        self, actor: Actor, gathering_id: int, *, present: frozenset[int]
    ) -> Attendance:
        """Mark who was there (person ids); everybody else invited counts as absent or excused."""
        now = self.clock.now()
        with self.store.write() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.MARK_PRESENCE)
            if now < gathering.starts_at:
                raise Invalid(mark("It has not begun yet."))
            for member in invited_members(tx, network, gathering):
                known = tx.gatherings.invitation(gathering_id, member.person_id)
                row = known or Invitation(gathering_id=gathering_id, person_id=member.person_id)
                presence = presence_marked(row, is_present=member.person_id in present)
                if presence is not row.presence:
                    tx.gatherings.answer(replace(row, presence=presence, marked_at=now))
        return self.attendance(actor, gathering_id)

    def move(
        self, actor: Actor, gathering_id: int, *, day: date, at: time, place: str | None
    ) -> GatheringView:
        """Move a gathering to a date and wall time of its own zone; members are told privately."""
        now = self.clock.now()
        with self.store.write() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.PLAN_GATHERINGS)
            starts_at = at_wall(day, at, zone=zone_named(gathering.zone))
            if starts_at <= now:
                too_late = mark("This moment has passed. Please choose a later one.")
                raise Invalid(too_late, field="day")
            moved = replace(
                gathering,
                starts_at=starts_at,
                place=place or None,
                state=GatheringState.PLANNED,
                revision=gathering.revision + 1,
                note=None,
            )
            if starts_at != gathering.starts_at:
                ask_anew(tx, gathering)
            if starts_at == gathering.starts_at and gathering.is_on:
                moved = replace(moved, revision=gathering.revision)
            self._change(tx, network, moved, before=gathering, actor=actor)
            return view_of(tx, network, moved, actor=actor, now=self.clock.now())

    def cancel(self, actor: Actor, gathering_id: int, *, note: str | None) -> GatheringView:
        """Cancel a gathering; what was pending for it is dropped, members are told privately."""
        if note is not None and len(note) > _MOST_NOTE:
            raise Invalid(mark("Please keep it under {most} characters."), field="note", most=500)
        with self.store.write() as tx:
            network, gathering = self._find(tx, actor, gathering_id, verb=Verb.PLAN_GATHERINGS)
            if gathering.is_over(self.clock.now()):
                raise Invalid(mark("This gathering has passed."), field="note")
            cancelled = replace(
                gathering,
                state=GatheringState.CANCELLED,
                revision=gathering.revision + 1,
                note=note or None,
            )
            self._change(tx, network, cancelled, before=gathering, actor=actor)
            return view_of(tx, network, cancelled, actor=actor, now=self.clock.now())

    def _change(
        self,
        tx: Transaction,
        network: Network,
        changed: Gathering,
        *,
        before: Gathering,
        actor: Actor,
    ) -> None:
        now = self.clock.now()
        tx.gatherings.update(changed)
        refresh_announcement(tx, network, changed, now=now)
        tx.audit.note(
            at=now,
            team_id=network.team_id,
            actor_id=actor.id,
            verb=Verb.PLAN_GATHERINGS,
            network_id=network.id,
            what=f"gathering:{changed.id}/{changed.revision}",
        )
        if changed.revision == before.revision:
            return
        drop_what_waits(tx, changed, now=now)
        told = [one for one in invited_members(tx, network, changed) if one.person_id != actor.id]
        news = [
            news_for(one, tx, network=network, gathering=changed, before=before, now=now)
            for one in told
        ]
        tx.outbox.plan(news, at=now)

    def _find(
        self, tx: Transaction, actor: Actor, gathering_id: int, *, verb: Verb
    ) -> tuple[Network, Gathering]:
        gathering = tx.gatherings.get(gathering_id)
        if gathering is None:
            raise NotFound
        demand(actor, verb, network_id=gathering.network_id)
        return the_network(tx, gathering.network_id, team_id=actor.person.team_id), gathering

    def _mine(
        self, tx: Transaction, actor: Actor, network: Network, gathering: Gathering
    ) -> Invitation:
        member = tx.members.get(network.id, actor.id)
        if member is None or not is_meant(member, network, gathering):
            raise Invalid(mark("This one is for others in the network; there is nothing to say."))
        known = tx.gatherings.invitation(gathering.id, actor.id)
        return known or Invitation(gathering_id=gathering.id, person_id=actor.id)


def view_of(
    tx: Transaction, network: Network, gathering: Gathering, *, actor: Actor, now: datetime
) -> GatheringView:
    """Return a gathering as an actor sees it."""
    counts = answers_to(tx, network, gathering)
    return GatheringView(
        network=network,
        gathering=gathering,
        series=series_of(gathering, network.programme),
        agenda=agenda_as_published(tx, gathering, network=network),
        mine=tx.gatherings.invitation(gathering.id, actor.id),
        coming=counts[Rsvp.YES],
        maybe=counts[Rsvp.MAYBE],
        invited=counts.total(),
        can_plan=actor.facilitates(network.id) or actor.is_programme_lead,
        agreed=agreed_for(tx, network, gathering, now=now),
        proposals=waiting_for(tx, network, gathering, actor=actor),
        absences=absences(tx, network, gathering) if actor.facilitates(network.id) else (),
        preparation=preparation_of(tx, network, gathering, actor=actor, now=now),
        is_elsewhere=is_elsewhere(tx.members.get(network.id, actor.id), gathering),
    )
