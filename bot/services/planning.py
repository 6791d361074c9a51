"""Planning: fill the outbox a day or two ahead; safe to run as often as anybody likes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import Delivery, NewDelivery
from bot.domain.gatherings import Edges, Gathering, edges_of, rhythm_for, series_of
from bot.domain.kinds import Kind
from bot.domain.local_time import (
    Rhythm,
    local_date,
    next_allowed,
    prompt_on_or_after,
    prompt_on_or_before,
)
from bot.domain.networks import Member, Network
from bot.domain.nudges import after_gathering, due_reminders
from bot.domain.people import Person
from bot.domain.prompts import Missing, Prompt
from bot.domain.rounds import due_rounds, is_asked, rounds_between
from bot.i18n import mark
from bot.services.deciding import due_openings, open_what_is_due
from bot.services.decision_prompts import Decider, decision_prompts
from bot.services.invitations import invited_members
from bot.services.library_offers import offers_after
from bot.services.library_prompts import tool_prompts
from bot.services.missing import asked_now, still_missing
from bot.services.prompts import asked_prompts
from bot.services.rhythms import rhythm_of
from storage.store import Store
from storage.transaction import Transaction

AHEAD = timedelta(days=2)
_DAY = timedelta(days=1)
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
                for row in _wanted(tx, network, now=now, since=now, until=until)
                if row.due_at > now
            ]
        return tuple(sorted(rows, key=lambda row: row.due_at))

    def _open_decisions(self, network: Network, now: datetime) -> None:
        """Open the rounds of decisions that come again by themselves."""
        with self.store.read() as tx:
            due = due_openings(tx, network, now=now)
        if due:
            with self.store.write() as tx:
                open_what_is_due(tx, network, now=now)

    def _plan_one(self, network: Network, now: datetime) -> int:
        self._open_decisions(network, now)
        with self.store.read() as tx:
            wanted = list(
                _wanted(tx, network, now=now, since=now - network.late_by, until=now + AHEAD)
            )
            waiting = {_key(one): one for one in tx.outbox.pending(network_id=network.id)}
        new = [row for row in wanted if _key(row) not in waiting]
        moved = [
            (waiting[_key(row)].id, row)
            for row in wanted
            if _key(row) in waiting and _is_moved(waiting[_key(row)], row, now)
        ]
        if not new and not moved:
            return 0
        with self.store.write() as tx:
            for delivery_id, row in moved:
                tx.outbox.move(delivery_id, row.due_at, refs=row.refs)
            return tx.outbox.plan(new, at=now)


def _is_moved(waiting: Delivery, row: NewDelivery, now: datetime) -> bool:
    """Whether what waits is due at another time now; what is due already is not put off again."""
    is_due = waiting.due_at <= now and row.due_at <= now
    return waiting.due_at != row.due_at and not is_due


def _key(row: NewDelivery | Delivery) -> tuple[str, str, str, str]:
    return (row.thing, row.occurrence, row.recipient, row.kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    """A member who can be written to, and when."""

    member: Member
    person: Person
    rhythm: Rhythm


def _wanted(
    tx: Transaction, network: Network, *, now: datetime, since: datetime, until: datetime
) -> Iterator[NewDelivery]:
    """Yield what is to be told in a window; nobody hears of anything before their welcome."""
    readers = _readers(tx, network)
    rhythm = network.rhythm
    welcomed = {
        f"person:{key}": next_allowed(one.member.joined_at, one.person.rhythm(rhythm))
        for key, one in readers.items()
    }
    told = _told(tx, network, readers, now=now, window=(since, until))
    yield from (row for row in told if row.due_at >= welcomed.get(row.recipient, row.due_at))


def _told(
    tx: Transaction,
    network: Network,
    readers: Mapping[int, _Reader],
    *,
    now: datetime,
    window: tuple[datetime, datetime],
) -> Iterator[NewDelivery]:
    since, until = window
    horizon = until + max(_ANNOUNCE_BEFORE, _LONGEST_LEAD)
    near = tx.gatherings.between(network.id, since=since - _DAY, until=horizon)
    edges = _edges(tx, network, near)
    for gathering in near:
        if gathering.is_on:
            yield from _about(
                tx, network, gathering, readers=readers, edges=edges, now=now, window=window
            )
    yield from _prompts(tx, network, readers=readers.values(), now=now, window=window)
    asked = (
        Decider(member=one.member, person=one.person, rhythm=one.rhythm) for one in readers.values()
    )
    yield from decision_prompts(tx, network, asked, since=since, until=until)
    whom = {one.person.id: (one.person, one.rhythm) for one in readers.values()}
    yield from tool_prompts(tx, network, readers=whom, window=window)


def _edges(tx: Transaction, network: Network, near: Collection[Gathering]) -> Edges:
    """Return where gatherings begin and end; all are looked at where some last several days."""
    is_long = any(one.lasts_days > 1 for one in network.programme.series)
    return edges_of(tx.gatherings.of_network(network.id) if is_long else near, network.programme)


def _readers(tx: Transaction, network: Network) -> dict[int, _Reader]:
    found: dict[int, _Reader] = {}
    for member in tx.members.of_network(network.id):
        person = tx.people.get(member.person_id)
        if person is not None and person.is_active:
            rhythm = rhythm_of(tx, network, person)
            found[person.id] = _Reader(member=member, person=person, rhythm=rhythm)
    return found


def _about(
    tx: Transaction,
    network: Network,
    gathering: Gathering,
    *,
    readers: Mapping[int, _Reader],
    edges: Edges,
    now: datetime,
    window: tuple[datetime, datetime],
) -> Iterator[NewDelivery]:
    """Yield what is said about one gathering.

    Of several days the first is announced and reminded of, and the last is reflected on: nobody is
    written to every day of an institute. What is for one school by the programme, such as a visit
    of its coach, is nobody else's business: its people are reminded, the channel hears nothing.
    """
    since, until = window
    series = series_of(gathering, network.programme)
    is_first = gathering.id in edges.firsts
    if is_first and not (series.by_school and gathering.school_id is not None):
        yield from _announcement(network, gathering, now=now, since=since, until=until)
    offered = next(iter(offers_after(series)), None) if gathering.id in edges.lasts else None
    form = network.programme.form(offered) if offered else None
    for member in invited_members(tx, network, gathering):
        reader = readers.get(member.person_id)
        if reader is None:
            continue
        person, rhythm = reader.person, rhythm_for(series, reader.rhythm)
        if is_first:
            yield from due_reminders(
                gathering, network, person, rhythm=rhythm, since=since, until=until
            )
        if form is not None and since <= gathering.ends_at < until:
            yield after_gathering(gathering, network, person, rhythm=rhythm, form=form)


def _announcement(
    network: Network, gathering: Gathering, *, now: datetime, since: datetime, until: datetime
) -> Iterator[NewDelivery]:
    """Yield the announcement: three weeks ahead, at the network's prompt hour, on a working day.

    What that hour passed over, because the bot was away or a break lay before it, comes at the next
    hour at which the network is written to, in the morning not before the prompt hour.
    """
    rhythm = network.rhythm
    day = local_date(gathering.starts_at - _ANNOUNCE_BEFORE, zone=rhythm.zone)
    due_at = max(prompt_on_or_before(day, rhythm), network.created_at)
    if due_at < now:
        today = prompt_on_or_after(local_date(now, zone=rhythm.zone), rhythm)
        due_at = max(today, next_allowed(now, rhythm))
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


def _prompts(
    tx: Transaction,
    network: Network,
    *,
    readers: Collection[_Reader],
    now: datetime,
    window: tuple[datetime, datetime],
) -> Iterator[NewDelivery]:
    """Yield the rounds of all standing prompts, without those who asked not to be asked."""
    silences = {(one.person_id, one.prompt): one for one in tx.silences.of_network(network.id)}
    for prompt in asked_prompts(tx, network):
        rows = []
        for reader, row in _rounds(prompt, network, readers=readers, window=window):
            day = local_date(row.due_at, zone=reader.rhythm.zone)
            silence = silences.get((reader.person.id, prompt.thing))
            if silence is None or not silence.holds(day):
                rows.append(row)
        yield from _for_the_missing(tx, network, prompt, rows=rows, now=now)


def _for_the_missing(
    tx: Transaction, network: Network, prompt: Prompt, *, rows: list[NewDelivery], now: datetime
) -> Iterator[NewDelivery]:
    """Yield what goes to those who have not done the thing, which the door asks about again."""
    missing = prompt.audience.missing
    if missing is Missing.NOTHING or not rows:
        yield from rows
        return
    asked = asked_now(tx, network, missing, now=now)
    things = still_missing(tx, network, asked)
    for row in rows:
        about = things.get(int(row.recipient.partition(":")[2]))
        if about is not None:
            yield replace(row, refs={**row.refs, "about": str(about), "missing": missing.value})


def _rounds(
    prompt: Prompt,
    network: Network,
    *,
    readers: Collection[_Reader],
    window: tuple[datetime, datetime],
) -> Iterator[tuple[_Reader, NewDelivery]]:
    since, until = window
    first, last = (one.date() for one in window)
    rounds = rounds_between(prompt, network, since=first - _DAY, until=last + _DAY)
    for reader in readers if rounds else ():
        if not is_asked(prompt, reader.member, network):
            continue
        for row in due_rounds(
            prompt,
            network,
            reader.person,
            rhythm=reader.rhythm,
            rounds=rounds,
            since=since,
            until=until,
        ):
            yield reader, row
