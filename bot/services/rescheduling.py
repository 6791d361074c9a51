"""Rescheduling: what follows when a gathering is moved or cancelled."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.deliveries import NewDelivery
from bot.domain.door import Dropped
from bot.domain.gatherings import Gathering
from bot.domain.kinds import Kind
from bot.domain.local_time import next_allowed
from bot.domain.networks import Member, Network
from bot.i18n import mark
from bot.services.rhythms import rhythm_of
from storage.transaction import Transaction

_NEAR = timedelta(hours=12)


def ask_anew(tx: Transaction, gathering: Gathering) -> None:
    """Forget the answers to a date that does not hold any more."""
    for one in tx.gatherings.invitations(gathering.id):
        tx.gatherings.answer(replace(one, rsvp=None, reason=None, answered_at=None))


def drop_what_waits(tx: Transaction, gathering: Gathering, *, now: datetime) -> None:
    """Drop what waits for the date before; the announcement shows whatever is true when it goes."""
    for kind in (Kind.REMINDER, Kind.FORM_PROMPT, Kind.GATHERING_CHANGED):
        tx.outbox.drop_pending(
            network_id=gathering.network_id,
            thing=f"gathering:{gathering.id}",
            kind=kind,
            reason=Dropped.CANCELLED.name,
            at=now,
        )


def news_for(
    member: Member,
    tx: Transaction,
    *,
    network: Network,
    gathering: Gathering,
    before: Gathering,
    now: datetime,
) -> NewDelivery:
    """Return the private word that a gathering was moved or cancelled.

    It comes at the next allowed hour; where the old or the new date is near, at once, so that
    nobody sets out in vain.
    """
    person = tx.people.get(member.person_id)
    rhythm = rhythm_of(tx, network, person) if person else network.rhythm
    is_near = min(before.starts_at, gathering.starts_at) - now < _NEAR
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.GATHERING_CHANGED,
        thing=f"gathering:{gathering.id}",
        occurrence=f"changed/{gathering.revision}",
        recipient=f"person:{member.person_id}",
        due_at=now if is_near else next_allowed(now, rhythm),
        reason=mark("A gathering you are invited to was moved or cancelled."),
        refs={"gathering": gathering.id, "revision": gathering.revision},
    )
