"""Redating: what follows for gatherings when a network dates or names a series in its own way."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.gatherings import Gathering, GatheringState, SeriesDate, dates_of
from bot.domain.networks import Network
from bot.domain.series import Series
from bot.services.beginning import title_of
from bot.services.channel import refresh_announcement
from bot.services.rescheduling import ask_anew, drop_what_waits
from storage.transaction import Transaction

ANNOUNCED = timedelta(days=21)
"""Dates nearer than this have been announced: those are moved one by one, and everybody is told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Redated:
    """What became of the dates of a series: how many moved, came, went, and stay as announced."""

    moved: int = 0
    added: int = 0
    removed: int = 0
    stay: int = 0

    @property
    def changes(self) -> int:
        """How many dates are other ones than before."""
        return self.moved + self.added + self.removed


def redate(tx: Transaction, network: Network, series_id: str, *, now: datetime) -> Redated:
    """Give the gatherings of a series that are not announced yet the dates of its new rule.

    1. What is over, cancelled, for one school, or less than three weeks away stays as it is.
    2. The others take the new dates after that, in order, so that what they are about stays. A new
       date that follows an announced one within half of the usual time is that one's own.
    3. Dates beyond those are added, gatherings beyond the dates are taken off.

    Nobody was asked about them yet, so nobody is written to.
    """
    series = network.programme.one_series(series_id)
    edge = now + ANNOUNCED
    planned = [
        one
        for one in tx.gatherings.of_network(network.id)
        if one.series_id == series_id and one.is_on and one.starts_at > now
        if one.school_id is None
    ]
    open_ = [one for one in planned if one.starts_at > edge]
    staying = [one.starts_at for one in planned if one.starts_at <= edge]
    rule = _dates(network, series)
    since = max([edge, *(one + _half_of_the_time(rule) for one in staying)])
    dates = [one for one in rule if one.starts_at > since]
    moved = sum(
        _move(tx, network, one, to.starts_at, now=now)
        for one, to in zip(open_, dates, strict=False)
    )
    for one in open_[len(dates) :]:
        _take_off(tx, network, one, now=now)
    _add(tx, network, series, dates[len(open_) :])
    return Redated(
        moved=moved,
        added=max(len(dates) - len(open_), 0),
        removed=max(len(open_) - len(dates), 0),
        stay=len(staying),
    )


def retitle(
    tx: Transaction, network: Network, series_id: str, *, before: str, now: datetime
) -> None:
    """Call the gatherings to come as the series is called now; ``before`` is its earlier name."""
    name = str(network.programme.one_series(series_id).name)
    for one in tx.gatherings.of_network(network.id):
        if one.series_id == series_id and not one.is_over(now) and one.title.startswith(before):
            renamed = replace(one, title=f"{name}{one.title.removeprefix(before)}")
            tx.gatherings.update(renamed)
            refresh_announcement(tx, network, renamed, now=now)


def _move(
    tx: Transaction, network: Network, gathering: Gathering, to: datetime, *, now: datetime
) -> bool:
    if gathering.starts_at == to:
        return False
    changed = replace(gathering, starts_at=to, revision=gathering.revision + 1)
    tx.gatherings.update(changed)
    ask_anew(tx, changed)
    drop_what_waits(tx, changed, now=now)
    refresh_announcement(tx, network, changed, now=now)
    return True


def _take_off(tx: Transaction, network: Network, gathering: Gathering, *, now: datetime) -> None:
    off = replace(gathering, state=GatheringState.CANCELLED, revision=gathering.revision + 1)
    tx.gatherings.update(off)
    drop_what_waits(tx, off, now=now)
    refresh_announcement(tx, network, off, now=now)


def _add(tx: Transaction, network: Network, series: Series, dates: Sequence[SeriesDate]) -> None:
    known = [one for one in tx.gatherings.of_network(network.id) if one.series_id == series.id]
    last = max((one.number for one in known), default=0)
    for number, one in enumerate(dates, start=last + 1):
        tx.gatherings.add(
            network_id=network.id,
            series_id=series.id,
            number=number,
            title=title_of(series, replace(one, number=-(-number // series.lasts_days))),
            starts_at=one.starts_at,
            minutes=series.minutes,
            zone=network.zone,
        )


def _half_of_the_time(dates: Sequence[SeriesDate]) -> timedelta:
    """Return half of the shortest time between two dates of a series, days of one time apart."""
    firsts = [one.starts_at for one in dates if one.of_day == 1]
    gaps = [later - earlier for earlier, later in itertools.pairwise(firsts)]
    return min(gaps, default=timedelta()) / 2


def _dates(network: Network, series: Series) -> tuple[SeriesDate, ...]:
    """Return all dates of a series by its rule, from the network's first day to its last week."""
    last = network.starts_on + timedelta(weeks=network.programme.weeks)
    terms = network.terms
    return dates_of(series, since=network.starts_on, until=last, rhythm=network.rhythm, terms=terms)
