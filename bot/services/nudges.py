"""Nudges: a facilitator's words to those who have not done a thing; seen before they are sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.inquiry import asks
from bot.domain.messages import Kind
from bot.domain.networks import Network
from bot.domain.nudges import Candidate, Recipient, nudge_recipients
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.domain.programme import Scope
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.channel import anew
from bot.services.checkins import open_round
from bot.services.networks import the_network
from bot.services.occasions import about_checkin, about_gathering, about_step
from storage.store import Store
from storage.transaction import Transaction

UNDO_WITHIN = timedelta(minutes=10)
_LONGEST = 1500
_LATEST = 200
_WEEK = timedelta(days=7)
_GIVEN_TO_SLACK = frozenset({DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNKNOWN})
_STANDS = _GIVEN_TO_SLACK | {DeliveryState.PENDING}
_NOTHING_OF_THAT_KIND = mark("There is nothing of that kind to do right now.")


class Missing(StrEnum):
    """Whom a nudge is for: everybody, or those who have not done one thing."""

    NOTHING = "nothing"
    STEP = "inquiry"
    CHECKIN = "checkin"
    RSVP = "conference"
    REFLECTION = "reflect"


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A nudge before it is sent: the exact text, who gets it when, who is left out and why."""

    network: Network
    text: str
    missing: Missing
    recipients: tuple[Recipient, ...]

    @property
    def reached(self) -> tuple[Recipient, ...]:
        """Those who get it."""
        return tuple(one for one in self.recipients if one.left_out is None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recent:
    """A nudge of the last ten minutes, which can still be taken back."""

    token: str
    text: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudges:
    """Verbs about nudges."""

    store: Store
    clock: Clock

    def begin(self, actor: Actor, network_id: int) -> Recent | None:
        """Look whether somebody may write to a network; return what can still be taken back."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        now = self.clock.now()
        with self.store.read() as tx:
            rows = [one for one in tx.outbox.log(network_id, _LATEST) if one.kind is Kind.NUDGE]
        things = [one.thing for one in rows if one.action is Action.POST and _is_fresh(one, now)]
        taken_back = {one.thing for one in rows if one.action is Action.WITHDRAW}
        thing = next((one for one in things if one not in taken_back), None)
        mine = [one for one in rows if one.thing == thing and one.state in _STANDS]
        if thing is None or not mine:
            return None
        return Recent(token=thing.partition(":")[2], text=mine[0].text or "", count=len(mine))

    def preview(self, actor: Actor, network_id: int, *, text: str, missing: Missing) -> Preview:
        """Return what would be sent to whom; changes nothing. Raises Invalid for the text."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        words = text.strip()
        if not words:
            raise Invalid(mark("Please write a few words."), field="text")
        if len(words) > _LONGEST:
            raise Invalid(
                mark("This is {length} characters long; {most} fit. Please shorten it a little."),
                field="text",
                length=len(words),
                most=_LONGEST,
            )
        now = self.clock.now()
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            candidates = self._candidates(tx, network, actor, missing=missing, now=now)
        recipients = nudge_recipients(candidates, network, now=now)
        return Preview(network=network, text=words, missing=missing, recipients=recipients)

    def send(
        self, actor: Actor, network_id: int, *, text: str, missing: Missing, token: str
    ) -> int:
        """Put a previewed nudge into the outbox; returns how many it reaches. Twice is once.

        Who is left out is decided anew: between preview and sending somebody may have done it.
        """
        fresh = self.preview(actor, network_id, text=text, missing=missing)
        now = self.clock.now()
        rows = [_row(fresh, actor.person, one, token=token, now=now) for one in fresh.reached]
        with self.store.write() as tx:
            tx.outbox.plan(rows, at=now)
            tx.audit.note(
                at=now,
                team_id=fresh.network.team_id,
                actor_id=actor.id,
                verb=Verb.NUDGE,
                network_id=fresh.network.id,
                what=f"nudge:{token} {fresh.missing} to {len(rows)}",
            )
        return len(rows)

    def undo(self, actor: Actor, network_id: int, token: str) -> int:
        """Take a nudge back within ten minutes: what waits is dropped, what was sent is deleted."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        now = self.clock.now()
        thing = f"nudge:{token}"
        with self.store.write() as tx:
            rows = [
                one for one in tx.outbox.of_thing(network_id, thing) if one.action is Action.POST
            ]
            if any(now - _asked_at(one) > UNDO_WITHIN for one in rows):
                raise Invalid(mark("Ten minutes have passed; it cannot be taken back any more."))
            tx.outbox.drop_pending(network_id=network_id, thing=thing, reason="undone", at=now)
            given = [one for one in rows if one.state in _GIVEN_TO_SLACK]
            tx.outbox.plan(
                [
                    NewDelivery(
                        team_id=one.team_id,
                        network_id=network_id,
                        kind=Kind.NUDGE,
                        action=Action.WITHDRAW,
                        thing=thing,
                        occurrence=anew(now),
                        recipient=one.recipient,
                        due_at=now,
                        reason=mark("The facilitator took it back."),
                        target_id=one.id,
                    )
                    for one in given
                ],
                at=now,
            )
        return len(rows)

    def _candidates(
        self,
        tx: Transaction,
        network: Network,
        actor: Actor,
        *,
        missing: Missing,
        now: datetime,
    ) -> list[Candidate]:
        done = done_by(tx, network, missing, now=now, actor=actor)
        found: list[Candidate] = []
        for member in tx.members.of_network(network.id):
            person = tx.people.get(member.person_id)
            if member.is_facilitator or person is None:
                continue
            count = _nudges_of(tx, person, now=now)
            found.append(Candidate(person=person, done=person.id in done, nudged_this_week=count))
        return found


def done_by(
    tx: Transaction, network: Network, missing: Missing, *, now: datetime, actor: Actor
) -> frozenset[int]:
    """Return the people who have done a thing already, so that only the others hear of it.

    Raises Invalid where nobody is asked for such a thing now.
    """
    match missing:
        case Missing.NOTHING:
            return frozenset()
        case Missing.STEP:
            return _done_step(tx, network)
        case Missing.CHECKIN:
            if not network.programme.checkins:
                raise Invalid(_NOTHING_OF_THAT_KIND, field="missing")
            checkin = network.programme.checkins[0]
            round_on = open_round(checkin, network, now=now, actor=actor)
            about = about_checkin(checkin.id, round_on.isoformat())
            return frozenset(tx.entries.authors(network.id, about=about))
        case Missing.RSVP:
            gathering = tx.gatherings.next(network.id, after=now)
            if gathering is None:
                raise Invalid(_NOTHING_OF_THAT_KIND, field="missing")
            answers = tx.gatherings.invitations(gathering.id)
            return frozenset(one.person_id for one in answers if one.rsvp is not None)
        case Missing.REFLECTION:
            past = [one for one in tx.gatherings.of_network(network.id) if one.is_over(now)]
            held = [one for one in past if one.is_on]
            if not held:
                raise Invalid(_NOTHING_OF_THAT_KIND, field="missing")
            return frozenset(tx.entries.authors(network.id, about=about_gathering(held[-1].id)))


def _done_step(tx: Transaction, network: Network) -> frozenset[int]:
    """Return who answered the current step, or is not asked by it."""
    phase = network.programme.phase(network.phase_id)
    scope = phase.inquiry.scope if phase.inquiry else Scope.COMMON
    done: set[int] = set()
    walks = False
    for member in tx.members.of_network(network.id):
        owner = member.person_id if scope is Scope.INDIVIDUAL else None
        cycle = tx.cycles.current(network.id, owner_id=owner)
        if cycle is None or cycle.is_finished:
            done.add(member.person_id)
            continue
        walks = True
        step = network.programme.step(cycle.step_id)
        answered = tx.entries.authors(network.id, about=about_step(cycle.id, step.id))
        asked = asks(step, cycle, person_id=member.person_id, is_facilitator=member.is_facilitator)
        if not asked or member.person_id in answered:
            done.add(member.person_id)
    if not walks:
        raise Invalid(_NOTHING_OF_THAT_KIND, field="missing")
    return frozenset(done)


def _nudges_of(tx: Transaction, person: Person, *, now: datetime) -> int:
    """Return how many nudges somebody had in a week, with those that wait for the morning."""
    recipient = f"person:{person.id}"
    waiting = tx.outbox.pending(recipient=recipient, kind=Kind.NUDGE)
    said = tx.outbox.sent_count(recipient, since=now - _WEEK)
    return said + sum(one.action is Action.POST for one in waiting)


def _is_fresh(delivery: Delivery, now: datetime) -> bool:
    return now - _asked_at(delivery) <= UNDO_WITHIN


def _asked_at(delivery: Delivery) -> datetime:
    return datetime.fromisoformat(str(delivery.refs["at"]))


def _row(
    preview: Preview, sender: Person, recipient: Recipient, *, token: str, now: datetime
) -> NewDelivery:
    return NewDelivery(
        team_id=preview.network.team_id,
        network_id=preview.network.id,
        kind=Kind.NUDGE,
        thing=f"nudge:{token}",
        occurrence="once",
        recipient=f"person:{recipient.person.id}",
        due_at=recipient.due_at,
        reason=mark("Your facilitator wrote to you."),
        refs={"sender": sender.id, "missing": preview.missing.value, "at": now.isoformat()},
        text=preview.text,
    )
