"""Figures: what a network has done so far, in numbers without a name (S1, S4, S12, S52, S89)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.domain.figures import (
    Carried,
    LedMonth,
    Meeting,
    StrandCount,
    SupportMonth,
    Written,
    by_strand,
    led,
    support,
)
from bot.domain.local_time import local_date
from bot.domain.marks import Reuse
from bot.domain.measures import Turnout
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.tallies import (
    Answered,
    Spread,
    Tally,
    asking_who,
    coverage,
    shared_leadership,
    tally,
)
from bot.domain.visibility import Visibility
from bot.services.figures_facts import (
    SUPPORTING,
    dates_to_come,
    days_of,
    meetings_so_far,
)
from bot.services.library_counts import reused
from bot.services.measuring import participation
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class FiguresView:
    """All figures of a network; what it has no use for is empty or None. Nobody is named.

    ``sees_schools`` is for those who lead: of tallies by school everybody else sees the range and
    ``own_school``.
    """

    network: Network
    today: date
    tallies: tuple[Tally, ...]
    led: tuple[LedMonth, ...]
    support: tuple[SupportMonth, ...]
    strands: tuple[StrandCount, ...]
    turnouts: tuple[Turnout, ...]
    held: int
    """How many gatherings took place."""
    unmarked: int
    """Of how many gatherings nobody has said who was there."""
    coverage: Spread | None
    leadership: Spread | None
    practice: Reuse | None
    carried: Carried | None
    own_school: str | None
    sees_schools: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened that could be counted."""
        done = any(one.done for one in self.tallies) or bool(self.led) or bool(self.turnouts)
        return not done and not any(one.asked or one.written for one in self.support)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The verb behind the page of figures."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> FiguresView:
        """Return the figures of a network; its members see the same as those who lead it."""
        demand(actor, Verb.SEE_FIGURES, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return self._view(tx, actor, network)

    def _view(self, tx: Transaction, actor: Actor, network: Network) -> FiguresView:
        now, zone = self.clock.now(), network.rhythm.zone
        today = local_date(now, zone=zone)
        meetings = meetings_so_far(tx, network, now=now)
        written = tx.figures.written(network.id)
        members = tx.members.of_network(network.id)
        sent = tx.figures.sent(network.id, kinds=SUPPORTING)
        mine = tx.members.get(network.id, actor.id)
        about = Counter(one.about.number for one in written if one.about.kind == "gathering")
        strands = [one.id for one in network.programme.strands]
        to_come = dates_to_come(tx, network, now=now)
        schools = _schools(members)
        return FiguresView(
            network=network,
            today=today,
            tallies=_tallies(network, meetings, to_come=to_come, schools=schools),
            led=led(meetings),
            support=support(
                [local_date(at, zone=zone) for at in sent],
                days_of(written, zone=zone),
                since=network.starts_on,
                today=today,
            ),
            strands=by_strand(strands, meetings, about),
            turnouts=participation(tx, network, now=now),
            held=len(meetings),
            unmarked=sum(not one.is_marked for one in meetings),
            coverage=_coverage(tx, network),
            leadership=_leadership(tx, network),
            practice=reused(tx, network) if network.programme.places.practice else None,
            carried=_carried(network, written, schools),
            own_school=mine.school if mine is not None else None,
            sees_schools=actor.facilitates(network.id) or actor.is_programme_lead,
        )


def _tallies(
    network: Network,
    meetings: Sequence[Meeting],
    *,
    to_come: Counter[str],
    schools: dict[int, str],
) -> tuple[Tally, ...]:
    """Return how many gatherings there were of those that belong to the programme (S89)."""
    return tuple(
        tally(one, meetings, planned=sum(to_come[kind] for kind in one.kinds), school_of=schools)
        for one in network.programme.counts
    )


def _schools(members: tuple[Member, ...]) -> dict[int, str]:
    """Return the school of each member who has one, facilitators left out."""
    return {
        one.person_id: one.school
        for one in members
        if one.school is not None and not one.is_facilitator
    }


def _answered(tx: Transaction, network: Network, form_ids: list[str]) -> list[Answered]:
    """Return the answers to some forms, but for what is their author's alone."""
    entries = (one for form_id in form_ids for one in tx.entries.of_network(
        network.id, form_id=form_id
    ))  # fmt: skip
    return [
        Answered(
            author_id=one.author_id,
            form=network.programme.form(one.form_id, one.answers),
            answers=one.answers,
        )
        for one in entries
        if one.visibility is not Visibility.ONLY_ME
    ]


def _coverage(tx: Transaction, network: Network) -> Spread | None:
    """Return which dimensions of the framework people looked at; None without a framework."""
    framework = network.programme.framework
    if framework is None:
        return None
    asking = [
        form.id
        for form in network.programme.forms
        if not form.anonymous and any(one.id == framework.field for one in form.fields)
    ]
    return coverage(framework.field, framework.dimensions, _answered(tx, network, asking))


def _leadership(tx: Transaction, network: Network) -> Spread | None:
    """Return who decides how much, where some form asks for a map of it."""
    asking = [one.id for one in network.programme.forms if not one.anonymous and asking_who(one)]
    return shared_leadership(_answered(tx, network, asking)) if asking else None


def _carried(
    network: Network, written: tuple[Written, ...], schools: dict[int, str]
) -> Carried | None:
    """Count what was taken back to schools; None where the programme asks for nothing such."""
    cards = {one.take_back for one in network.programme.series if one.take_back}
    replica = network.programme.places.replica
    if not cards and replica is None:
        return None
    begun = [one for one in written if one.form_id == replica]
    return Carried(
        cards=sum(one.form_id in cards for one in written),
        replicas=len(begun),
        replica_schools=len({schools[one.author_id] for one in begun if one.author_id in schools}),
    )
