"""What follows an answer: its receipt, and the next step that comes back to its author (S72)."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.deliveries import Action, NewDelivery
from bot.domain.entries import About, Entry
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date
from bot.domain.networks import Member, Network
from bot.domain.next_steps import (
    NEXT_STEP,
    NEXT_STEP_ON,
    step_is_shared,
    without_partners_ask,
)
from bot.domain.nudges import follow_up_instant
from bot.domain.people import Actor
from bot.domain.visibility import Visibility
from bot.i18n import mark
from bot.services.channel import anew, withdrawal
from bot.services.circles import partners_of
from bot.services.rhythms import rhythm_of
from storage.transaction import Transaction

_FOLLOW_UP = "follow_up"
_FOR_PARTNERS = frozenset({Visibility.TRIO, Visibility.NETWORK})


def about_follow_up(entry_id: int) -> About:
    """Return the subject of what somebody writes when their next step comes back to them."""
    return About(kind=_FOLLOW_UP, which=str(entry_id))


def receipt(network: Network, entry: Entry, now: datetime) -> NewDelivery:
    """Return the receipt of an answer: the whole of it, for its author."""
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.RECEIPT,
        thing=f"entry:{entry.id}",
        occurrence=str(entry.version),
        recipient=f"person:{entry.author_id}",
        due_at=now,
        reason=mark("You sent an answer."),
        refs={"entry": entry.id},
    )


def refresh_receipt(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Plan an update of the newest receipt: who may read the answer has changed."""
    fresh = receipt(network, entry, now)
    shown = tx.outbox.shown(fresh.recipient, kind=fresh.kind, thing=fresh.thing)
    if shown is None:
        return
    update = replace(
        fresh,
        action=Action.UPDATE,
        occurrence=f"shown/{anew(now)}",
        reason=mark("You chose who may read your answer."),
        target_id=shown.id,
    )
    tx.outbox.plan([update], at=now)


def come_back(tx: Transaction, actor: Actor, network: Network, entry: Entry) -> None:
    """Plan the question that comes back on the day of a planned next step, or in two weeks.

    One question for an entry: an edit that names another day moves it.
    """
    if not entry.answers.get(NEXT_STEP):
        return
    named = entry.answers.get(NEXT_STEP_ON)
    day = date.fromisoformat(str(named)) if named else None
    at = entry.edited_at or entry.created_at
    due_at = follow_up_instant(at, day, rhythm_of(tx, network, actor.person))
    row = _question(actor, network, entry, due_at=due_at)
    waiting = tx.outbox.pending(network_id=network.id, kind=row.kind, thing=row.thing)
    for one in waiting if day is not None else ():
        tx.outbox.move(one.id, row.due_at)
    tx.outbox.plan([row], at=at)
    ask_partners(tx, network, entry, now=at)


def ask_partners(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Plan that the partners of an author ask how it went, on the day their next step names (S26).

    Whether they may read it then is asked at the door. One question for an entry and partner: an
    edit that names another day moves it. Nobody is asked about a day that has passed.
    """
    named = entry.answers.get(NEXT_STEP_ON)
    if not named or not entry.answers.get(NEXT_STEP):
        return
    day = date.fromisoformat(str(named))
    thing, kind = f"entry:{entry.id}", Kind.CHECK_BACK
    waiting = tx.outbox.pending(network_id=network.id, kind=kind, thing=thing)
    known = {one.recipient: one.id for one in waiting}
    for partner in partners_of(tx, network, entry.author_id):
        person = tx.people.get(partner.person_id)
        rhythm = rhythm_of(tx, network, person) if person is not None else network.rhythm
        if day < local_date(now, zone=rhythm.zone):
            continue
        row = _check_back(network, entry, partner, due_at=follow_up_instant(now, day, rhythm))
        if row.recipient in known:
            tx.outbox.move(known[row.recipient], row.due_at)
        else:
            tx.outbox.plan([row], at=now)


def take_back_check_backs(
    tx: Transaction, network: Network, entry: Entry, *, now: datetime
) -> None:
    """Take back the messages that quoted a next step to partners who may not read it any more."""
    is_theirs = entry.visibility in _FOR_PARTNERS or step_is_shared(entry)
    if entry.withdrawn_at is None and is_theirs:
        return
    thing, kind = f"entry:{entry.id}", Kind.CHECK_BACK
    asked = {one.recipient for one in tx.outbox.of_thing(network.id, thing) if one.kind is kind}
    shown = (tx.outbox.shown(one, kind=kind, thing=thing) for one in sorted(asked))
    reason = mark("Its author keeps it to themselves now.")
    rows = [withdrawal(one, reason=reason, now=now) for one in shown if one is not None]
    tx.outbox.plan(rows, at=now)


def close_step(tx: Transaction, entry: Entry) -> Entry:
    """Let the next step of an entry be for those who read the entry, and for no partner beside.

    So it is once its author chooses anew who may read it, or has other partners.
    """
    if not step_is_shared(entry):
        return entry
    closed = without_partners_ask(entry)
    return closed if tx.entries.edit(closed) else entry


def _check_back(
    network: Network, entry: Entry, partner: Member, *, due_at: datetime
) -> NewDelivery:
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.CHECK_BACK,
        thing=f"entry:{entry.id}",
        occurrence="check_back",
        recipient=f"person:{partner.person_id}",
        due_at=due_at,
        reason=mark("Your partner planned a next step for this day, and you may read it."),
        refs={"entry": entry.id},
    )


def _question(actor: Actor, network: Network, entry: Entry, *, due_at: datetime) -> NewDelivery:
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.FOLLOW_UP,
        thing=f"entry:{entry.id}",
        occurrence="next_step",
        recipient=f"person:{actor.id}",
        due_at=due_at,
        reason=mark("You planned a next step and it is time to look back."),
        refs={"entry": entry.id},
    )
