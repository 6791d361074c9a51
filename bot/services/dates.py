"""Dates: another date of a series, for all or for the people of one school (S89)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.gatherings import Gathering, SeriesDate, rhythm_for, with_its_days
from bot.domain.local_time import Rhythm, at_wall, local_date
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.series import Series
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.beginning import title_of
from bot.services.criteria import weeks_until_end
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction

_MOST_TIMES = 30
"""How often a date is repeated at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Addable:
    """What another date can be of, and for whom; ``today`` is on the network's calendar."""

    network: Network
    today: date
    schools: Mapping[int, str]
    """The names of the network's schools by id."""
    like: Gathering | None
    """The gathering from whose card it is asked for; the next of all where it is from the list."""

    @property
    def series(self) -> tuple[Series, ...]:
        """The series of the programme."""
        return self.network.programme.series


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """The date that was added, each of its days, and the day off it lies on, by name."""

    gatherings: tuple[Gathering, ...]
    closed_by: str | None = None
    times: int = 1
    """How often it was added; each time has all its days."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """Verbs that add dates; moving and cancelling are the same for every gathering."""

    store: Store
    clock: Clock

    def to_add(self, actor: Actor, network_id: int, *, like: int | None = None) -> Addable:
        """Return what a date can be added to; ``like`` is the gathering it is begun from."""
        demand(actor, Verb.PLAN_GATHERINGS, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return Addable(
                network=network,
                today=local_date(self.clock.now(), zone=network.rhythm.zone),
                schools=_schools(tx, network),
                like=_like(tx, network, like, now=self.clock.now()),
            )

    def add(
        self,
        actor: Actor,
        network_id: int,
        *,
        series_id: str,
        day: date,
        at: time,
        school_id: int | None = None,
        every_weeks: int | None = None,
    ) -> Added:
        """Add a date of a series at a wall time of the network's zone; all its days, one by one.

        It is announced, reminded of, moved and cancelled as any other. With a school only its
        people are invited. A day off is taken, and named. ``every_weeks`` repeats it until the
        phase ends, on no day off. Raises Invalid for a past moment and for what is there already.
        """
        demand(actor, Verb.PLAN_GATHERINGS, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            series = _one_series(network, series_id)
            first = SeriesDate(starts_at=at_wall(day, at, zone=network.rhythm.zone), day=day)
            known = _known(tx, network, series, school_id=school_id)
            _check(tx, network, first, known=known, school_id=school_id, now=now)
            rhythm = rhythm_for(series, network.rhythm_at(school_id))
            firsts = _from(first, network, rhythm, at=at, every_weeks=every_weeks)
            taken = {one.starts_at for one in known if one.is_on}
            free = [one for one in firsts if one.starts_at not in taken]
            days = [day for one in free for day in with_its_days(one, series, rhythm, at=at)]
            gatherings = _add(tx, network, series, days=days, known=known, at=school_id)
            tx.audit.note(
                at=now,
                team_id=network.team_id,
                actor_id=actor.id,
                verb=Verb.PLAN_GATHERINGS,
                network_id=network.id,
                what=f"gathering:{gatherings[0].id}/added",
            )
        return Added(gatherings=gatherings, closed_by=rhythm.closed_by(day), times=len(free))


def _like(
    tx: Transaction, network: Network, gathering_id: int | None, *, now: datetime
) -> Gathering | None:
    if gathering_id is None:
        return tx.gatherings.next(network.id, after=now)
    found = tx.gatherings.get(gathering_id)
    return found if found is not None and found.network_id == network.id else None


def _one_series(network: Network, series_id: str) -> Series:
    found = next((one for one in network.programme.series if one.id == series_id), None)
    if found is None:
        raise Invalid(mark("Please choose from the list."), field="series_id")
    return found


def _schools(tx: Transaction, network: Network) -> dict[int, str]:
    return {one.id: one.name for one in tx.members.schools(network.id)}


def _known(
    tx: Transaction, network: Network, series: Series, *, school_id: int | None
) -> list[Gathering]:
    """Return the dates after which a new one is numbered: those for all, and the school's own."""
    return [
        one
        for one in tx.gatherings.of_network(network.id)
        if one.series_id == series.id and (school_id is None or one.school_id in {None, school_id})
    ]


def _check(
    tx: Transaction,
    network: Network,
    first: SeriesDate,
    *,
    known: Sequence[Gathering],
    school_id: int | None,
    now: datetime,
) -> None:
    if first.starts_at <= now:
        raise Invalid(mark("This moment has passed. Please choose a later one."), field="day")
    if school_id is not None and school_id not in _schools(tx, network):
        raise Invalid(mark("Please choose from the list."), field="school")
    alike = (one for one in known if one.is_on and one.school_id in {None, school_id})
    if any(one.starts_at == first.starts_at for one in alike):
        raise Invalid(mark("This date is there already."), field="day")


def _from(
    first: SeriesDate, network: Network, rhythm: Rhythm, *, at: time, every_weeks: int | None
) -> Iterator[SeriesDate]:
    """Yield a date, and those that follow it until the phase is planned to end."""
    yield first
    last = network.starts_on + timedelta(weeks=weeks_until_end(network.programme, network.phase_id))
    day, number = first.day, first.number
    while every_weeks is not None and number < _MOST_TIMES:
        day, number = day + timedelta(weeks=every_weeks), number + 1
        if day > last:
            return
        if rhythm.closed_by(day) is None:
            yield SeriesDate(starts_at=at_wall(day, at, zone=rhythm.zone), day=day, number=number)


def _add(
    tx: Transaction,
    network: Network,
    series: Series,
    *,
    days: Sequence[SeriesDate],
    known: Sequence[Gathering],
    at: int | None,
) -> tuple[Gathering, ...]:
    """Add each day; ``at`` is the id of the school, whose name then stands in the title."""
    last = max((one.number for one in known), default=0)
    school = _schools(tx, network)[at] if at is not None else None
    before = -(-last // series.lasts_days)
    added = []
    for place, one in enumerate(days):
        number = last + 1 + place
        title = title_of(series, replace(one, number=before + 1 + place // series.lasts_days))
        gathering = tx.gatherings.add(
            network_id=network.id,
            series_id=series.id,
            number=number,
            title=f"{title} ({school})" if school else title,
            starts_at=one.starts_at,
            minutes=series.minutes,
            zone=network.zone,
            school_id=at,
        )
        added.append(gathering)
    return tuple(added)
