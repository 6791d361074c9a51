"""Beginning: what a new network is to be, its dates, and the greeting of its people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.deliveries import NewDelivery
from bot.domain.gatherings import SeriesDate, dates_of
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date, next_allowed
from bot.domain.networks import Network
from bot.domain.people import Actor, Person
from bot.domain.series import Series
from bot.errors import Invalid
from bot.i18n import mark
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """What a new network is to be; ``starts_on`` is a date of its own calendar."""

    programme_key: str
    channel_id: str
    starts_on: date
    zone: str
    member_word: str | None = None
    facilitators: tuple[str, ...] = ()
    """Slack ids; whoever begins it leads it too, unless a programme lead names others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDayOff:
    """A date of the programme that fell on a day off of the network; ``closed_by`` names the day.

    ``day`` is where it is now; ``moved_from`` is None where no other day was free and it stays.
    """

    title: str
    day: date
    moved_from: date | None
    closed_by: str


def dates_on_days_off(network: Network) -> Iterator[OnDayOff]:
    """Yield what gave way to a day off, and what stays on one, as the network begins."""
    for series in network.programme.series:
        dates = _dates(network, series, since=network.starts_on)
        for one in dates:
            if one.closed_by is not None:
                yield OnDayOff(
                    title=title_of(series, one, once=happens_once(dates)),
                    day=one.day,
                    moved_from=one.moved_from,
                    closed_by=one.closed_by,
                )


def date_gatherings(tx: Transaction, network: Network) -> None:
    """Give every gathering of the programme its date, from the start to the last week.

    Closed days that are known by now are avoided; later ones are shown in the calendar.
    """
    for series in network.programme.series:
        _date_series(tx, network, series, since=network.starts_on)


def date_new_series(
    tx: Transaction, network: Network, *, known: Iterable[str], now: datetime
) -> None:
    """Date the series that a newer programme adds, from tomorrow on; dates that stand stay."""
    tomorrow = local_date(now, zone=network.rhythm.zone) + timedelta(days=1)
    for series in network.programme.series:
        if series.id not in set(known):
            _date_series(tx, network, series, since=max(tomorrow, network.starts_on))


def _date_series(tx: Transaction, network: Network, series: Series, *, since: date) -> None:
    dates = _dates(network, series, since=since)
    for number, one in enumerate(dates, start=1):
        tx.gatherings.add(
            network_id=network.id,
            series_id=series.id,
            number=number,
            title=title_of(series, one, once=happens_once(dates)),
            starts_at=one.starts_at,
            minutes=series.minutes,
            zone=network.zone,
        )


def _dates(network: Network, series: Series, *, since: date) -> tuple[SeriesDate, ...]:
    """Return the dates of a series from a day until the last week of the programme."""
    last = network.starts_on + timedelta(weeks=network.programme.weeks)
    terms = network.terms
    return dates_of(series, since=since, until=last, rhythm=network.rhythm, terms=terms)


def happens_once(dates: Iterable[SeriesDate]) -> bool:
    """Whether a series comes once, on a day or on a few in a row: then no number is needed."""
    return all(one.number == 1 for one in dates)


def title_of(series: Series, one: SeriesDate, *, once: bool = False) -> str:
    """Return what a gathering is called: "Monthly conference 3", "Institute, day 2: Our data"."""
    name = str(series.name) if once else f"{series.name} {one.number}"
    if series.lasts_days == 1:
        return name
    day = f"{name}, day {one.of_day}"
    return f"{day}: {series.days[one.of_day - 1].theme}" if series.days else day


def welcome(network: Network, person: Person, now: datetime) -> NewDelivery:
    """Return the greeting of a new member, at their next allowed hour."""
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.WELCOME,
        thing=f"network:{network.id}",
        occurrence=now.isoformat(),
        recipient=f"person:{person.id}",
        due_at=next_allowed(now, person.rhythm(network.rhythm)),
        reason=mark("You joined this network."),
    )


def demand_free(tx: Transaction, team_id: str, channel_id: str) -> None:
    """Raise Invalid where a network runs in a channel; somebody may have begun it just now."""
    here = tx.networks.by_channel(team_id, channel_id)
    if here is not None and not here.has_ended:
        raise Invalid(
            mark("This channel has a network already. Please choose another one."),
            field="channel",
        )


def demand_appointed(tx: Transaction, actor: Actor, beginning: Beginning) -> None:
    """Raise Invalid where a facilitator names one whom no programme lead has appointed."""
    if actor.is_programme_lead:
        return
    for slack_id in beginning.facilitators:
        person = tx.people.by_slack(actor.person.team_id, slack_id)
        if slack_id != actor.person.slack_id and not (person and person.is_facilitator):
            raise Invalid(
                mark("Only a programme lead appoints facilitators: `/rounds appoint`."),
                field="facilitators",
            )
