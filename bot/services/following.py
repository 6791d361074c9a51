"""What follows an answer: its receipt, and the next step that comes back to its author (S72)."""

from datetime import date, datetime

from bot.domain.deliveries import NewDelivery
from bot.domain.entries import Entry
from bot.domain.messages import Kind
from bot.domain.networks import Network
from bot.domain.nudges import follow_up_instant
from bot.domain.people import Actor
from bot.i18n import mark

NEXT_STEP = "next_step"
NEXT_STEP_ON = "next_step_on"
"""Fields of a form whose answer comes back to its author by itself."""


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


def come_back(actor: Actor, network: Network, entry: Entry) -> NewDelivery:
    """Return the question that comes back on the day of a planned next step, or in two weeks."""
    named = entry.answers.get(NEXT_STEP_ON)
    day = date.fromisoformat(str(named)) if named else None
    rhythm = actor.person.rhythm(network.rhythm)
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.FOLLOW_UP,
        thing=f"entry:{entry.id}",
        occurrence="next_step",
        recipient=f"person:{entry.author_id}",
        due_at=follow_up_instant(entry.created_at, day, rhythm),
        reason=mark("You planned a next step and it is time to look back."),
        refs={"entry": entry.id},
    )
