"""Nudges: a facilitator's words to those who have not done a thing; seen before they are sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.door import CAP_OVER, Dropped, counts
from bot.domain.entries import About
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date
from bot.domain.networks import Network, School
from bot.domain.nudges import Candidate, Recipient, arrival, nudge_recipients
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.domain.prompts import MadePrompt, Missing
from bot.domain.rounds import is_meant, moved
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.catching_up import tell_anew
from bot.services.channel import withdrawal
from bot.services.missing import asked_now, demand_asked, still_missing
from bot.services.networks import the_network
from bot.services.nudge_drafts import Draft, audience_of, check_draft, upcoming
from bot.services.rhythms import rhythm_of
from storage.store import Store
from storage.transaction import Transaction

UNDO_WITHIN = timedelta(minutes=10)
UNDONE = "undone"
"""What the outbox says about a nudge that was taken back before it went."""
_LATEST = 200
_GIVEN_TO_SLACK = frozenset({DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNKNOWN})
_STANDS = _GIVEN_TO_SLACK | {DeliveryState.PENDING}


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A nudge before it is sent: the exact text, who gets it when, who is left out and why.

    For one that comes later or again it shows the first time, as things stand now.
    """

    network: Network
    draft: Draft
    recipients: tuple[Recipient, ...]
    days: tuple[date, ...] = ()
    """The first days on which it comes; none where it goes now."""
    things: Mapping[int, About]

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
class Desk:
    """What a facilitator needs in order to write: whom they can choose, what was just sent."""

    network: Network
    schools: tuple[School, ...]
    recent: Recent | None
    tomorrow: date
    """On the calendar of whoever writes; the first day that can be chosen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What came of sending: how many it reaches, or the prompt that waits for its day."""

    count: int
    waiting: MadePrompt | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudges:
    """Verbs about nudges."""

    store: Store
    clock: Clock

    def begin(self, actor: Actor, network_id: int) -> Desk:
        """Look whether somebody may write to a network, and what they can choose from."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        now = self.clock.now()
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return Desk(
                network=network,
                schools=tx.members.schools(network.id),
                recent=_recent(tx, network, now),
                tomorrow=_today(network, actor, now) + timedelta(days=1),
            )

    def preview(self, actor: Actor, network_id: int, draft: Draft) -> Preview:
        """Return what would be sent to whom; changes nothing. Raises Invalid beside a field."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        now = self.clock.now()
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            checked = check_draft(draft, network, today=_today(network, actor, now))
            asked = asked_now(tx, network, checked.missing, now=now)
            if checked.missing is not Missing.NOTHING and checked.day is None:
                demand_asked(asked)
            things = still_missing(tx, network, asked)
            done = asked.keys() - things.keys()
            return Preview(
                network=network,
                draft=checked,
                recipients=_recipients(tx, network, checked, done=done, asked=asked, now=now),
                days=upcoming(checked, network),
                things=things,
            )

    def send(self, actor: Actor, network_id: int, draft: Draft, *, token: str) -> Sent:
        """Send a previewed nudge, or keep it for its days. Twice is once.

        Who is left out is decided anew: between preview and sending somebody may have done it.
        """
        fresh = self.preview(actor, network_id, draft)
        now = self.clock.now()
        with self.store.write() as tx:
            sent = _send(tx, actor, fresh, token=token, now=now)
            what = f"nudge:{token} {fresh.draft.missing} {fresh.draft.every} to {sent.count}"
            _note(tx, actor, network_id, what=what, now=now)
        return sent

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
            tx.outbox.drop_pending(network_id=network_id, thing=thing, reason=UNDONE, at=now)
            tx.outbox.drop_held(network_id=network_id, thing=thing, reason=UNDONE)
            given = [one for one in rows if one.state in _GIVEN_TO_SLACK]
            reason = mark("The facilitator took it back.")
            tx.outbox.plan([withdrawal(one, reason=reason, now=now) for one in given], at=now)
            held = [one for one in rows if one.state is DeliveryState.DROPPED]
            tx.outbox.plan(tell_anew(tx, held, now=now), at=now)
            _note(tx, actor, network_id, what=f"{thing} undone", now=now)
        return len(rows)

    def stop(self, actor: Actor, network_id: int, prompt_id: int) -> None:
        """Stop a prompt that waits or repeats; what it said so far stays. Twice is once."""
        demand(actor, Verb.NUDGE, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            made = tx.prompts.get(network_id, prompt_id)
            if made is None:
                raise NotFound
            if not tx.prompts.stop(network_id, prompt_id, at=now):
                return
            thing = made.prompt.thing
            gone = Dropped.GONE.name
            tx.outbox.drop_pending(network_id=network_id, thing=thing, reason=gone, at=now)
            _note(tx, actor, network_id, what=f"{thing} stopped", now=now)


def _note(tx: Transaction, actor: Actor, network_id: int, *, what: str, now: datetime) -> None:
    """Note who did what with a nudge, without a word of it."""
    tx.audit.note(
        at=now,
        team_id=actor.person.team_id,
        actor_id=actor.id,
        verb=Verb.NUDGE,
        network_id=network_id,
        what=what,
    )


def _today(network: Network, actor: Actor, now: datetime) -> date:
    """Return the date on the calendar of whoever writes."""
    return local_date(now, zone=actor.person.rhythm(network.rhythm).zone)


def _recent(tx: Transaction, network: Network, now: datetime) -> Recent | None:
    rows = [one for one in tx.outbox.log(network.id, _LATEST) if one.kind is Kind.NUDGE]
    things = [one.thing for one in rows if one.action is Action.POST and _is_fresh(one, now)]
    taken_back = {one.thing for one in rows if one.action is Action.WITHDRAW}
    thing = next((one for one in things if one not in taken_back), None)
    mine = [one for one in rows if one.thing == thing and one.state in _STANDS]
    if thing is None or not mine:
        return None
    return Recent(token=thing.partition(":")[2], text=mine[0].text or "", count=len(mine))


def _recipients(
    tx: Transaction,
    network: Network,
    draft: Draft,
    *,
    done: frozenset[int] | set[int],
    asked: Mapping[int, About],
    now: datetime,
) -> tuple[Recipient, ...]:
    """Decide for every member who is meant; who is not asked for the thing is not meant."""
    audience = audience_of(tx, network, draft)
    found: list[Candidate] = []
    for member in tx.members.of_network(network.id):
        person = tx.people.get(member.person_id)
        is_asked = draft.missing is Missing.NOTHING or member.person_id in asked
        if person is None or not is_meant(audience, member, network) or not is_asked:
            continue
        rhythm = rhythm_of(tx, network, person)
        until = arrival(rhythm, now=now, day=draft.day)
        counted = _counted(tx, person, now=now, until=until)
        found.append(
            Candidate(person=person, rhythm=rhythm, done=person.id in done, counted=counted)
        )
    return nudge_recipients(found, now=now, day=draft.day, cap=network.cap)


def _counted(tx: Transaction, person: Person, *, now: datetime, until: datetime) -> int:
    """Return how much of somebody's weekly cap is taken, over all networks, with what waits."""
    recipient = f"person:{person.id}"
    waiting = tx.outbox.pending(recipient=recipient)
    ahead = [one for one in waiting if one.action is Action.POST and one.due_at <= until]
    said = tx.outbox.sent_count(recipient, since=max(now, until) - CAP_OVER)
    return said + sum(counts(one.kind) for one in ahead)


def _send(tx: Transaction, actor: Actor, preview: Preview, *, token: str, now: datetime) -> Sent:
    network, draft = preview.network, preview.draft
    if draft.day is None:
        rows = [_row(preview, actor.person, one, token=token, now=now) for one in preview.reached]
        tx.outbox.plan(rows, at=now)
        return Sent(count=len(rows))
    prompt = draft.as_prompt(audience_of(tx, network, draft))
    made = tx.prompts.add(
        network_id=network.id, made_by=actor.id, token=token, prompt=prompt, created_at=now
    )
    return Sent(count=len(preview.reached), waiting=made)


def _is_fresh(delivery: Delivery, now: datetime) -> bool:
    """Whether it can be taken back; what a standing prompt says is stopped, not taken back."""
    return "at" in delivery.refs and now - _asked_at(delivery) <= UNDO_WITHIN


def _asked_at(delivery: Delivery) -> datetime:
    return datetime.fromisoformat(str(delivery.refs["at"]))


def _row(
    preview: Preview, sender: Person, recipient: Recipient, *, token: str, now: datetime
) -> NewDelivery:
    about, rhythm = preview.things.get(recipient.person.id), recipient.rhythm
    return NewDelivery(
        team_id=preview.network.team_id,
        network_id=preview.network.id,
        kind=Kind.NUDGE,
        thing=f"nudge:{token}",
        occurrence="once",
        recipient=f"person:{recipient.person.id}",
        due_at=recipient.due_at,
        reason=mark("Your facilitator wrote to you."),
        refs={
            "sender": sender.id,
            "missing": preview.draft.missing.value,
            "at": now.isoformat(),
            **({"about": str(about)} if about is not None else {}),
            **moved(local_date(now, zone=rhythm.zone), recipient.due_at, rhythm),
        },
        text=preview.draft.text,
    )
