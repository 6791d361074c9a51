"""Measuring: how far a criterion is, from what is recorded of a network (S9, S23, S26, S52).

Counts and means only, never a text. Who left does not count, nor what was withdrawn; facilitators
count where everything is counted together, not among members and schools.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.entries import About
from bot.domain.figures import led
from bot.domain.gatherings import Gathering, is_invited
from bot.domain.local_time import local_date
from bot.domain.measures import (
    Measure,
    Progress,
    Turnout,
    Unit,
    Written,
    attendance,
    each_of,
    mean,
    share_of,
    weeks_since,
)
from bot.domain.networks import Member, Network
from bot.domain.visibility import Visibility
from bot.services.charters import adopted_charters
from bot.services.figures_facts import meetings_so_far
from bot.services.following import about_follow_up
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """What is looked at: the records of a network since it entered its phase, or all of them."""

    tx: Transaction
    network: Network
    now: datetime
    since: date | None
    """A day of the network's calendar; None where all counts."""
    members: tuple[Member, ...]

    @property
    def today(self) -> date:
        """Today, on the network's calendar."""
        return local_date(self.now, zone=self.network.rhythm.zone)

    @property
    def fellows(self) -> tuple[Member, ...]:
        """The members who do not facilitate."""
        return tuple(one for one in self.members if not one.is_facilitator)

    def holds(self, on: date, about: str = "") -> bool:
        """Whether a thing of a day counts; what a module of the phase asked for always does."""
        in_phase = about.startswith(str(About.of_module(self.network.phase_id, "")))
        return self.since is None or on >= self.since or in_phase


def measured(tx: Transaction, network: Network, measure: Measure, *, now: datetime) -> Progress:
    """Return how far a measure is, on the network's own calendar."""
    is_first = network.phase_id == network.programme.phases[0].id
    window = Window(
        tx=tx,
        network=network,
        now=now,
        since=None if measure.ever or is_first else network.phase_began,
        members=tx.members.of_network(network.id),
    )
    return _measured(window, measure)


def participation(
    tx: Transaction,
    network: Network,
    *,
    now: datetime,
    series: Collection[str] = (),
    since: date | None = None,
) -> tuple[Turnout, ...]:
    """Return who took part in each gathering that is over, of the full roster (S52).

    Oldest first; of all series where none is named. A gathering of which nobody noted who came is
    left out: nothing is known of it. Expected is everybody on the roster whom the series invites
    and who was a member by its end, whatever they answered; facilitators are not counted.
    ``percent`` makes a rate of it.
    """
    members = tx.members.of_network(network.id)
    window = Window(tx=tx, network=network, now=now, since=since, members=members)
    return _turnouts(window, series)


def _measured(window: Window, measure: Measure) -> Progress:
    if measure.weeks is not None:
        done = weeks_since(window.network.phase_began, window.today)
        return Progress(unit=Unit.WEEKS, done=done, wanted=measure.weeks)
    if measure.led is not None:
        return _led(window, measure.led)
    if measure.average is not None:
        return mean(measure, _newest(window, measure.average, str(measure.field)))
    if measure.chartered or measure.adopted is not None:
        return _adopted(window, measure.adopted)
    if measure.partnered:
        sizes = Counter(one.trio for one in window.fellows if one.trio is not None)
        partners = [sizes[one.trio] - 1 if one.trio else 0 for one in window.fellows]
        return each_of(measure, Unit.MEMBERS, partners)
    if measure.held and measure.by is None:
        took_place = [
            one for one in _past(window, measure.held) if one.is_on and one.school_id is None
        ]
        return Progress(unit=Unit.GATHERINGS, done=len(took_place), wanted=measure.count)
    if measure.attended or measure.held:
        return _attended(window, measure)
    return _counted(window, measure)


def _led(window: Window, wanted: int) -> Progress:
    """Return how much of what stood on agendas schools led alone (S4)."""
    meetings = meetings_so_far(window.tx, window.network, now=window.now)
    months = led(one for one in meetings if window.holds(one.on))
    whole = sum(one.minutes for one in months)
    school = sum(one.school for one in months)
    done = share_of(school, whole, enough=wanted) if whole else None
    return Progress(unit=Unit.LED, done=done, wanted=wanted)


def _counted(window: Window, measure: Measure) -> Progress:
    """Count entries of a form, or words about next steps: each in all, or by members or schools."""
    zone, counts = window.network.rhythm.zone, window.tx.counts
    if measure.entries is not None:
        found = counts.of_form(window.network.id, measure.entries, zone=zone)
    else:
        found = _latest(counts.about(window.network.id, about_follow_up(0).kind, zone=zone))
    written = [one for one in found if window.holds(one.on, one.about)]
    if measure.by is not None:
        return _by(window, measure, [one.people for one in written])
    here = {one.person_id for one in window.members}
    unit = Unit.ENTRIES if measure.entries else Unit.KEPT
    return Progress(
        unit=unit, done=sum(bool(one.people & here) for one in written), wanted=measure.count
    )


def _latest(found: Iterable[Written]) -> tuple[Written, ...]:
    """Return one for each thing: a next step that somebody wrote about twice is one."""
    return tuple({one.about: one for one in found}.values())


def _by(window: Window, measure: Measure, done: Sequence[frozenset[int]]) -> Progress:
    """Count for each member or school how much of what was done is theirs."""
    if measure.by == "members":
        mine = Counter(person_id for people in done for person_id in people)
        return each_of(measure, Unit.MEMBERS, [mine[one.person_id] for one in window.fellows])
    school_of = {one.person_id: one.school_id for one in window.fellows if one.school_id}
    schools = [{school_of[one] for one in people if one in school_of} for people in done]
    theirs = Counter(school_id for found in schools for school_id in found)
    return each_of(measure, Unit.SCHOOLS, [theirs[one] for one in set(school_of.values())])


def _attended(window: Window, measure: Measure) -> Progress:
    turnouts = _turnouts(window, measure.attended or measure.held)
    if measure.by is None:
        return attendance(measure, turnouts)
    return _by(window, measure, [one.there for one in turnouts])


def _past(window: Window, series: Collection[str]) -> list[Gathering]:
    zone = window.network.rhythm.zone
    return [
        one
        for one in window.tx.gatherings.of_network(window.network.id)
        if one.is_over(window.now)
        and (not series or one.series_id in series)
        and window.holds(local_date(one.starts_at, zone=zone))
    ]


def _turnouts(window: Window, series: Collection[str]) -> tuple[Turnout, ...]:
    noted = window.tx.counts.there(window.network.id)
    known = {one.id: one for one in window.network.programme.series}
    zone = window.network.rhythm.zone
    found = []
    for one in _past(window, series):
        if not one.is_on or one.id not in noted:
            continue
        series_of = known.get(one.series_id)
        expected = {
            member.person_id
            for member in window.fellows
            if member.joined_at <= one.ends_at
            and (
                series_of is None
                or is_invited(
                    member,
                    series_of,
                    programme=window.network.programme,
                    school_id=one.school_id,
                )
            )
        }
        there = noted[one.id] & {member.person_id for member in window.fellows}
        found.append(
            Turnout(
                gathering_id=one.id,
                series_id=one.series_id,
                on=local_date(one.starts_at, zone=zone),
                there=there,
                expected=frozenset(expected | there),
            )
        )
    return tuple(found)


def _adopted(window: Window, decision_id: str | None) -> Progress:
    """Count the levels that decided, where each decides for itself; else it is one or none.

    Without a decision it is the charter (S29).
    """
    if decision_id is None:
        charters = adopted_charters(window.tx, window.network)
        return Progress(unit=Unit.DECISIONS, done=min(1, len(charters)), wanted=1)
    adopted = window.tx.counts.adopted(window.network.id, decision_id)
    if not window.network.programme.one_decision(decision_id).by_level:
        return Progress(unit=Unit.DECISIONS, done=min(1, len(adopted)), wanted=1)
    levels = {one.level for one in window.fellows if one.level}
    done = len(adopted & levels)
    return Progress(unit=Unit.DECISIONS, done=done, wanted=max(1, len(levels)), of=len(levels))


def _newest(window: Window, form_id: str, field: str) -> list[float]:
    """Return what each member answered last to a scale; what is for its author only stays out."""
    zone = window.network.rhythm.zone
    counts = window.tx.counts.of_form(window.network.id, form_id, zone=zone)
    days = {one.entry_id: one for one in counts if window.holds(one.on, one.about)}
    fellows = {one.person_id for one in window.fellows}
    found: dict[int, tuple[date, float]] = {}
    for entry in window.tx.entries.of_network(window.network.id, form_id=form_id):
        value = entry.answers.get(field)
        is_told = entry.author_id in fellows and entry.visibility is not Visibility.ONLY_ME
        if entry.id not in days or not is_told or not isinstance(value, int | float):
            continue
        latest = (days[entry.id].on, value)
        before = found.get(entry.author_id, latest)
        found[entry.author_id] = latest if latest[0] >= before[0] else before
    return [value for _, value in found.values()]
