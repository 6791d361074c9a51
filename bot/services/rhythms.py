"""Rhythms: when one person of a network may be written to, their school's calendar included."""

from collections.abc import Mapping

from bot.domain.gatherings import rhythm_for
from bot.domain.local_time import Rhythm
from bot.domain.networks import Network
from bot.domain.people import Person
from storage.transaction import Transaction


def rhythm_of(tx: Transaction, network: Network, person: Person) -> Rhythm:
    """Return when a person may be written to for a network: own zone and silence, its calendar.

    Schools are asked for only where one of them has days of its own, once in a transaction and
    network: whoever plans for a thousand people asks the database once. Away dates and pauses are
    not part of a rhythm; ``bot.domain.door`` decides them.
    """
    return person.rhythm(network.rhythm_at(_school_with_days(tx, network, person)))


def rhythm_around(
    tx: Transaction, network: Network, person: Person, *, refs: Mapping[str, str | int]
) -> Rhythm:
    """Return the same for a message: one about training in the holidays comes in the holidays."""
    rhythm = rhythm_of(tx, network, person)
    gathering = tx.gatherings.get(int(refs["gathering"])) if "gathering" in refs else None
    known = {one.id: one for one in network.programme.series}
    series = known.get(gathering.series_id) if gathering is not None else None
    return rhythm if series is None else rhythm_for(series, rhythm)


def _school_with_days(tx: Transaction, network: Network, person: Person) -> int | None:
    """Return the person's school, or None where no school of the network has days of its own."""
    if all(one.school_id is None for one in network.own_closures):
        return None
    return tx.calendars.school_of(network.id, person.id)
