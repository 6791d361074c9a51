"""Facts for stories: what the records of a network tell of one school, shared things only (S4)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.domain.door import Dropped
from bot.domain.entries import Entry
from bot.domain.local_time import local_date
from bot.domain.messages import AnyMessage
from bot.domain.networks import Member, Network
from bot.domain.programme import Asked
from bot.domain.stories import Moment, MomentKind, SchoolStory, loaded
from bot.domain.visibility import Visibility
from bot.services.charters import adopted_charters
from bot.services.figures_facts import phases_so_far
from bot.services.occasions import occasion
from bot.services.scene import Scene
from storage.transaction import Transaction

_NOT_TOLD = frozenset({"decision", "checkin", "follow_up"})
"""What is told nowhere by name, or comes so often that it is no moment of a story."""


def of_school(tx: Transaction, network: Network, school_id: int) -> tuple[Member, ...]:
    """Return the members of a school, those who have left included; facilitators left out."""
    members = tx.members.of_network(network.id, with_left=True)
    return tuple(one for one in members if one.school_id == school_id and not one.is_facilitator)


def moments_of(
    tx: Transaction, network: Network, people: Sequence[Member], *, now: datetime, language: str
) -> Iterator[Moment]:
    """Yield what happened with a school; titles in a language, days on the network's calendar."""
    if not people:
        return
    zone = network.rhythm.zone
    since = min(local_date(one.joined_at, zone=zone) for one in people)
    yield Moment(on=since, kind=MomentKind.JOINED)
    yield from _phases(tx, network, since=since, language=language)
    yield from _came(tx, network, people, now=now, language=language)
    yield from _hosted(tx, network, people, language=language)
    yield from _shared(tx, network, people, language=language)
    yield from _adopted(tx, network, people, since=since, language=language)


def shared_by(tx: Transaction, network: Network, people: Sequence[Member]) -> tuple[Entry, ...]:
    """Return what some people share with the network, the newest first."""
    ids = {one.person_id for one in people}
    found = []
    for one in tx.figures.written(network.id):
        is_shared = one.visibility is Visibility.NETWORK and one.about.kind not in _NOT_TOLD
        entry = tx.entries.get(one.entry_id) if is_shared and one.author_id in ids else None
        if entry is not None:
            found.append(entry)
    return tuple(reversed(found))


def _phases(tx: Transaction, network: Network, *, since: date, language: str) -> Iterator[Moment]:
    """Yield the phases that the network entered while the school belonged to it."""
    _first, *others = phases_so_far(tx, network)
    for on, phase in others:
        if on >= since:
            yield Moment(on=on, kind=MomentKind.PHASE, what=phase.name.say(language))


def _came(
    tx: Transaction,
    network: Network,
    people: Sequence[Member],
    *,
    now: datetime,
    language: str,
) -> Iterator[Moment]:
    """Yield the gatherings at which somebody of the school was; several days are one."""
    ids, there = {one.person_id for one in people}, tx.counts.there(network.id)
    known = {one.id: one for one in network.programme.series}
    for one in tx.gatherings.of_network(network.id):
        if one.is_on and one.is_over(now) and there.get(one.id, frozenset()) & ids:
            on = local_date(one.starts_at, zone=network.rhythm.zone)
            series = known.get(one.series_id)
            what = one.title
            if series is not None and series.lasts_days > 1:
                what = series.name.say(language)
            yield Moment(on=on, kind=MomentKind.CAME, what=what)


def _hosted(
    tx: Transaction, network: Network, people: Sequence[Member], *, language: str
) -> Iterator[Moment]:
    """Yield the steps for which the school opened itself to the others, from when each began."""
    ids = {one.person_id for one in people}
    asked = {one.id: one for one in network.programme.steps if one.asks.common is Asked.HOST}
    for cycle in tx.cycles.of_network(network.id):
        if cycle.host_id not in ids:
            continue
        for record in tx.cycles.records(cycle.id):
            if record.step_id in asked and record.opened_at is not None:
                on = local_date(record.opened_at, zone=network.rhythm.zone)
                name = asked[record.step_id].name.say(language)
                yield Moment(on=on, kind=MomentKind.HOSTED, what=name)


def _shared(
    tx: Transaction, network: Network, people: Sequence[Member], *, language: str
) -> Iterator[Moment]:
    """Yield the titles of what the school shares with the network."""
    for entry in shared_by(tx, network, people):
        title = network.programme.form(entry.form_id).title.say(language)
        about = occasion(tx, network, entry.about, language=language)
        on = entry.given_on or local_date(entry.created_at, zone=network.rhythm.zone)
        what = f"{title} ({about})" if about else title
        yield Moment(on=on, kind=MomentKind.SHARED, what=what)


def _adopted(
    tx: Transaction, network: Network, people: Sequence[Member], *, since: date, language: str
) -> Iterator[Moment]:
    """Yield what the network, or the school's level in it, has adopted since the school joined."""
    names = {one.id: one.name for one in network.programme.decisions}
    levels = {"", *(one.level for one in people)}
    for one in tx.decisions.of_network(network.id):
        if one.adopted is None or one.level not in levels or one.decision_id not in names:
            continue
        on = local_date(one.adopted.at, zone=network.rhythm.zone)
        if on >= since:
            what = names[one.decision_id].say(language)
            yield Moment(on=on, kind=MomentKind.ADOPTED, what=what)
    for charter in adopted_charters(tx, network):
        on = local_date(charter.at, zone=network.rhythm.zone)
        if on >= since:
            what = network.programme.form(charter.entry.form_id).title.say(language)
            yield Moment(on=on, kind=MomentKind.ADOPTED, what=what)


def story_told(scene: Scene) -> AnyMessage | Dropped:
    """Return the story that somebody showed; gone where its school is."""
    schools = {one.id: one.name for one in scene.tx.members.schools(scene.network.id)}
    name = schools.get(int(scene.ref("school")))
    if name is None or scene.delivery.text is None:
        return Dropped.GONE
    return SchoolStory(network=scene.network, school=name, moments=loaded(scene.delivery.text))
