"""Planning: fill the outbox a day or two ahead; safe to run as often as anybody likes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import LATE_BY, Delivery, NewDelivery
from bot.domain.gatherings import Gathering, series_of
from bot.domain.local_time import local_date, prompt_on_or_before
from bot.domain.messages import Kind
from bot.domain.networks import Member, Network
from bot.domain.nudges import after_gathering, due_checkins, due_reminders
from bot.domain.people import Person
from bot.i18n import mark
from bot.services.invitations import invited_members
from storage.store import Store
from storage.transaction import Transaction

AHEAD = timedelta(days=2)
_ANNOUNCE_BEFORE = timedelta(days=21)
_LONGEST_LEAD = timedelta(days=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Planning:
    """The planning tick."""

    store: Store
    clock: Clock

    def plan(self) -> int:
        """Queue what falls due within two days; returns how many deliveries are new.

        1. For every running network, work out what its people are to be told in the window.
        2. Insert what is not there yet; the unique key of the outbox makes repeating harmless.
        3. Move what waits already but would be due at another time now (a changed zone, new quiet
           hours).
        """
        now = self.clock.now()
        with self.store.read() as tx:
            networks = tx.networks.running()
        return sum(self._plan_one(network, now) for network in networks)

    def foresee(self, until: datetime) -> tuple[NewDelivery, ...]:
        """Return what is to come by itself up to an instant, in order; nothing is queued by it."""
        now = self.clock.now()
        with self.store.read() as tx:
            rows = [
                row
                for network in tx.networks.running()
                for row in _wanted(tx, network, since=now, until=until)
                if row.due_at > now
            ]
        return tuple(sorted(rows, key=lambda row: row.due_at))

    def _plan_one(self, network: Network, now: datetime) -> int:
        with self.store.read() as tx:
            wanted = list(_wanted(tx, network, since=now - LATE_BY, until=now + AHEAD))
            waiting = {_key(one): one for one in tx.outbox.pending(network_id=network.id)}
        new = [row for row in wanted if _key(row) not in waiting]
        moved = [
            (waiting[_key(row)].id, row.due_at)
            for row in wanted
            if _key(row) in waiting and waiting[_key(row)].due_at != row.due_at
        ]
        if not new and not moved:
            return 0
        with self.store.write() as tx:
            for delivery_id, due_at in moved:
                tx.outbox.move(delivery_id, due_at)
            return tx.outbox.plan(new, at=now)


def _key(row: NewDelivery | Delivery) -> tuple[str, str, str, str]:
    return (row.thing, row.occurrence, row.recipient, row.kind)


def _wanted(
    tx: Transaction, network: Network, *, since: datetime, until: datetime
) -> Iterator[NewDelivery]:
    members = [one for one in tx.members.of_network(network.id) if one.left_at is None]
    people = {one.person_id: tx.people.get(one.person_id) for one in members}
    awake = {key: one for key, one in people.items() if one is not None and one.is_active}
    horizon = until + max(_ANNOUNCE_BEFORE, _LONGEST_LEAD)
    for gathering in tx.gatherings.between(
        network.id, since=since - timedelta(days=1), until=horizon
    ):
        if gathering.is_on:
            yield from _about(tx, network, gathering, people=awake, window=(since, until))
    yield from _checkins(network, members, people=awake, window=(since, until))


def _about(
    tx: Transaction,
    network: Network,
    gathering: Gathering,
    *,
    people: dict[int, Person],
    window: tuple[datetime, datetime],
) -> Iterator[NewDelivery]:
    since, until = window
    yield from _announcement(network, gathering, since=since, until=until)
    series = series_of(gathering, network.programme)
    form = network.programme.form(series.reflection) if series.reflection else None
    for member in invited_members(tx, network, gathering):
        person = people.get(member.person_id)
        if person is None:
            continue
        yield from due_reminders(gathering, network, person, since=since, until=until)
        if form is not None and since <= gathering.ends_at < until:
            yield after_gathering(gathering, network, person, form)


def _announcement(
    network: Network, gathering: Gathering, *, since: datetime, until: datetime
) -> Iterator[NewDelivery]:
    """Yield the announcement: three weeks ahead, at the network's prompt hour, on a working day."""
    rhythm = network.rhythm
    day = local_date(gathering.starts_at - _ANNOUNCE_BEFORE, zone=rhythm.zone)
    due_at = max(prompt_on_or_before(day, rhythm), network.created_at)
    if due_at < until and since < gathering.starts_at:
        yield NewDelivery(
            team_id=network.team_id,
            network_id=network.id,
            kind=Kind.ANNOUNCEMENT,
            thing=f"gathering:{gathering.id}",
            occurrence="announced",
            recipient=f"channel:{network.channel_id}",
            due_at=due_at,
            deadline_at=gathering.starts_at,
            reason=mark("A gathering of the network is coming."),
            refs={"gathering": gathering.id},
        )


def _checkins(
    network: Network,
    members: Iterable[Member],
    *,
    people: dict[int, Person],
    window: tuple[datetime, datetime],
) -> Iterator[NewDelivery]:
    since, until = window
    for checkin in network.programme.checkins:
        for member in members:
            person = people.get(member.person_id)
            if person is not None and not member.is_facilitator:
                yield from due_checkins(checkin, network, person, since=since, until=until)
