"""Missing: who has not done a thing yet, and whether somebody has done it since."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.domain.entries import About
from bot.domain.gatherings import edges_of
from bot.domain.inquiry import asks
from bot.domain.local_time import at_wall, local_date
from bot.domain.networks import Member, Network
from bot.domain.programme import Scope
from bot.domain.prompts import QUIET_DAYS, Missing
from bot.domain.rounds import is_asked, open_round
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.occasions import about_checkin, about_gathering, about_step
from bot.services.prompts import network_prompts
from storage.transaction import Transaction

_RSVP = "rsvp"
_WRITTEN = "written"
_NOTHING_OF_THAT_KIND = mark("There is nothing of that kind to do right now.")


def asked_now(
    tx: Transaction, network: Network, missing: Missing, *, now: datetime
) -> dict[int, About]:
    """Return who is asked for a thing now, and for which; those who have done it, too."""
    return _THINGS[missing](tx, network, now)


def demand_asked(asked: Mapping[int, About]) -> None:
    """Raise Invalid, beside the choice, where nobody is asked for such a thing now."""
    if not asked:
        raise Invalid(_NOTHING_OF_THAT_KIND, field="missing")


def still_missing(
    tx: Transaction, network: Network, asked: Mapping[int, About]
) -> dict[int, About]:
    """Return of what is asked all that is not done yet."""
    done = {about: done_by(tx, network, about) for about in set(asked.values())}
    return {one: about for one, about in asked.items() if one not in done[about]}


def done_by(tx: Transaction, network: Network, about: About) -> frozenset[int]:
    """Return the people who have done a thing, at whatever time."""
    if about.kind == _RSVP:
        answers = tx.gatherings.invitations(about.number)
        return frozenset(one.person_id for one in answers if one.rsvp is not None)
    if about.kind == _WRITTEN:
        since = at_wall(date.fromisoformat(about.which), time.min, zone=network.rhythm.zone)
        return tx.entries.authors_since(network.id, since=since)
    if about.kind == "gathering":
        return _reflected(tx, network, about)
    return tx.entries.authors(network.id, about=about)


def _reflected(tx: Transaction, network: Network, about: About) -> frozenset[int]:
    """Return who reflected on a gathering; its card and what was prepared for it are others."""
    gathering = tx.gatherings.get(about.number)
    known = {one.id: one.reflection for one in network.programme.series}
    form_id = known.get(gathering.series_id) if gathering is not None else None
    written = tx.entries.of_network(network.id, form_id=form_id, about=about)
    return frozenset(one for entry in written for one in entry.writers)


def is_past(tx: Transaction, about: About, *, now: datetime) -> bool:
    """Whether a thing can no longer be done, or need not be: the meeting was, the step is over."""
    if about.kind == _RSVP:
        gathering = tx.gatherings.get(about.number)
        return gathering is None or not gathering.is_on or now >= gathering.starts_at
    if about.kind == "step":
        cycle = tx.cycles.get(about.number)
        step_id = about.which.partition("/")[2]
        return cycle is None or cycle.is_finished or cycle.step_id != step_id
    return False


def _nothing(_tx: Transaction, _network: Network, _now: datetime) -> dict[int, About]:
    return {}


def _steps(tx: Transaction, network: Network, _now: datetime) -> dict[int, About]:
    """Return the current step of everybody whom it asks, in a common cycle or in one's own."""
    phase = network.programme.phase(network.phase_id)
    scope = phase.inquiry.scope if phase.inquiry else Scope.COMMON
    found: dict[int, About] = {}
    for member in tx.members.of_network(network.id):
        owner = member.person_id if scope is Scope.INDIVIDUAL else None
        cycle = tx.cycles.current(network.id, owner_id=owner)
        if cycle is None or cycle.is_finished:
            continue
        step = network.programme.step(cycle.step_id)
        if asks(step, cycle, person_id=member.person_id, is_facilitator=member.is_facilitator):
            found[member.person_id] = about_step(cycle.id, step.id)
    return found


def _checkins(tx: Transaction, network: Network, now: datetime) -> dict[int, About]:
    """Return the open round of the check-in that was asked last, apart from anonymous ones.

    Who has not answered an anonymous form is not known, and not chased (architecture.md 4).
    """
    today = local_date(now, zone=network.rhythm.zone)
    rounds = [
        (open_round(one, network, today=today), one)
        for one in network_prompts(tx, network)
        if one.form is not None and not network.programme.form(one.form).anonymous
    ]
    if not rounds:
        return {}
    asked = [one for one in rounds if one[0] <= today]
    day, prompt = max(asked or rounds[:1], key=lambda one: one[0])
    about = about_checkin(prompt.id, day.isoformat())
    members = tx.members.of_network(network.id)
    return {one.person_id: about for one in members if is_asked(prompt, one, network)}


def _answers(tx: Transaction, network: Network, now: datetime) -> dict[int, About]:
    gathering = tx.gatherings.next(network.id, after=now)
    if gathering is None:
        return {}
    return _for_all(tx, network, About(kind=_RSVP, which=str(gathering.id)))


def _reflections(tx: Transaction, network: Network, now: datetime) -> dict[int, About]:
    """Return the last gathering that is over; one of several days is when its last day is."""
    found = tx.gatherings.of_network(network.id)
    lasts = edges_of(found, network.programme).lasts
    past = [one for one in found if one.is_over(now) and one.id in lasts and one.school_id is None]
    return _for_all(tx, network, about_gathering(past[-1].id)) if past else {}


def _words(tx: Transaction, network: Network, now: datetime) -> dict[int, About]:
    """Return everybody who has been here for four weeks: what they wrote since then counts."""
    since = local_date(now, zone=network.rhythm.zone) - timedelta(days=QUIET_DAYS)
    about = About(kind=_WRITTEN, which=since.isoformat())
    members = tx.members.of_network(network.id)
    here = [one for one in members if _began(one, network) <= since]
    return {one.person_id: about for one in here if not one.is_facilitator}


def _began(member: Member, network: Network) -> date:
    return max(local_date(member.joined_at, zone=network.rhythm.zone), network.starts_on)


def _for_all(tx: Transaction, network: Network, about: About) -> dict[int, About]:
    members = tx.members.of_network(network.id)
    return {one.person_id: about for one in members if not one.is_facilitator}


_THINGS = {
    Missing.NOTHING: _nothing,
    Missing.STEP: _steps,
    Missing.CHECKIN: _checkins,
    Missing.RSVP: _answers,
    Missing.REFLECTION: _reflections,
    Missing.ANYTHING: _words,
}
