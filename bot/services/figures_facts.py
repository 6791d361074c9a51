"""Facts for figures: which gatherings took place, what was sent, what is planned."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.figures import Meeting, Written
from bot.domain.gatherings import series_of
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.programme import Phase
from bot.services.agendas_shown import agendas_as_published
from storage.transaction import Transaction

SUPPORTING = frozenset(kind for kind in Kind if kind.is_prompt) | {Kind.ANNOUNCEMENT}
"""What the programme sends of itself: everything that asks, and what it announces (S12)."""


def meetings_so_far(tx: Transaction, network: Network, *, now: datetime) -> tuple[Meeting, ...]:
    """Return the gatherings that took place, by start; days are on the network's calendar."""
    held = [one for one in tx.gatherings.of_network(network.id) if one.is_on and one.is_over(now)]
    agendas = agendas_as_published(tx, network, held)
    there = tx.counts.there(network.id)
    phases = phases_so_far(tx, network)
    schools = {one.id: one.name for one in tx.members.schools(network.id)}
    meetings = []
    for one in held:
        on = local_date(one.starts_at, zone=network.rhythm.zone)
        meeting = Meeting(
            gathering_id=one.id,
            series=series_of(one, network.programme),
            on=on,
            agenda=agendas[one.id],
            lead=phase_on(on, phases).lead,
            came=there.get(one.id, frozenset()),
            is_marked=one.id in there,
            school=schools.get(one.school_id) if one.school_id else None,
        )
        meetings.append(meeting)
    return tuple(meetings)


def phases_so_far(tx: Transaction, network: Network) -> tuple[tuple[date, Phase], ...]:
    """Return the phases that a network has been in, each with the day it began, in order.

    The day is that of the summary in the channel; a phase without one began with the network.
    """
    found: list[tuple[date, Phase]] = []
    for phase in network.programme.phases:
        told = tx.outbox.of_thing(network.id, f"phase:{network.id}/{phase.id}")
        since = min((one.due_at for one in told), default=None)
        if since is not None:
            found.append((local_date(since, zone=network.rhythm.zone), phase))
    first = network.programme.phases[0]
    return ((network.starts_on, first), *sorted(found, key=lambda one: one[0]))


def phase_on(day: date, phases: Sequence[tuple[date, Phase]]) -> Phase:
    """Return the phase of a day; before the first one it is that."""
    begun = [phase for since, phase in phases if since <= day]
    return begun[-1] if begun else phases[0][1]


def dates_to_come(tx: Transaction, network: Network, *, now: datetime) -> Counter[str]:
    """Count the gatherings for all that are still to come by the kind of their series."""
    ahead = (
        one
        for one in tx.gatherings.of_network(network.id)
        if one.is_on and one.school_id is None and not one.is_over(now)
    )
    return Counter(series_of(one, network.programme).kind for one in ahead)


def days_of(written: Iterable[Written], *, zone: ZoneInfo) -> list[date]:
    """Return the days on which forms were written: on paper, or sent in a zone."""
    return [one.given_on or local_date(one.at, zone=zone) for one in written]
