"""On paper: what an answer was about that a member wrote down on some day, and whether it fits."""

from datetime import date, datetime, timedelta

from bot.domain.entries import NOTHING_SPECIAL, About, Entry, FormRef
from bot.domain.forms import Form
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.rounds import rounds_between
from bot.domain.visibility import Visibility
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.invitations import is_elsewhere
from bot.services.occasions import about_checkin, about_gathering, about_step
from bot.services.prompts import network_prompts
from storage.transaction import Transaction

_STILL_FRESH = timedelta(days=28)
_SHARED = frozenset({Visibility.TRIO, Visibility.NETWORK})


def occasion_on(
    tx: Transaction, network: Network, author: Person, *, form_id: str, given_on: date
) -> About:
    """Return what a member wrote about in a form on a day, the nearest thing that asks it.

    1. A gathering of the four weeks before, after which the form is offered.
    2. The round of a check-in that was open on that day.
    3. A step of the author's own cycle, or of the network's.
    4. A module of a phase. Else nothing in particular.
    """
    return (
        _gathering(tx, network, author, form_id=form_id, given_on=given_on)
        or _round(tx, network, form_id=form_id, given_on=given_on)
        or _step(tx, network, author, form_id=form_id)
        or _module(network, form_id=form_id)
        or NOTHING_SPECIAL
    )


def check_day(given_on: date, *, today: date) -> None:
    """Raise Invalid for a day to come; ``today`` is the author's own."""
    if given_on > today:
        raise Invalid(mark("This day is still to come. When was it written?"), field="given_on")


def check_paper(
    tx: Transaction, network: Network, ref: FormRef, author: Person, *, today: date
) -> None:
    """Raise Invalid for a paper of the future, or where its author has answered already.

    ``today`` is the author's own day.
    """
    if ref.paper is None:
        return
    check_day(ref.paper.given_on, today=today)
    if network.programme.form(ref.form_id).anonymous:
        sentence = mark(
            "This form is anonymous: what is written in it bears no name, on paper too."
        )
        raise Invalid(sentence, field="paper_form")
    if ref.about == NOTHING_SPECIAL:
        return
    mine = tx.entries.of_author(
        author.id, network_id=network.id, form_id=ref.form_id, about=ref.about
    )
    if mine:
        raise Invalid(
            mark("{name} has answered this already, and can change it in their own messages."),
            field="paper_form",
            name=author.name,
        )


def written_on(entry: Entry, author: Person, network: Network) -> date:
    """Return the day on which an entry was written, on its author's own calendar."""
    return entry.given_on or today_of(author, network, now=entry.created_at)


def today_of(author: Person, network: Network, *, now: datetime) -> date:
    """Return the day it is where somebody lives."""
    return local_date(now, zone=author.rhythm(network.rhythm).zone)


def read_by(visibility: Visibility) -> Visibility:
    """Return who reads a paper unless it is stated: nobody beyond those who lead."""
    return Visibility.FACILITATOR if visibility in _SHARED else visibility


def unless_chosen(form: Form, ref: FormRef) -> Visibility:
    """Return who reads an answer unless its author says; a proposal is shown without its author."""
    if ref.about.is_nameless:
        return Visibility.FACILITATOR
    return form.visibility if ref.paper is None else read_by(form.visibility)


def _gathering(
    tx: Transaction, network: Network, author: Person, *, form_id: str, given_on: date
) -> About | None:
    member = tx.members.get(network.id, author.id)
    asking = {one.id for one in network.programme.series if one.reflection == form_id}
    before = [
        gathering
        for gathering in tx.gatherings.of_network(network.id)
        if gathering.is_on and gathering.series_id in asking
        if not is_elsewhere(member, gathering)
        for day in [local_date(gathering.starts_at, zone=network.rhythm.zone)]
        if timedelta() <= given_on - day <= _STILL_FRESH
    ]
    return about_gathering(before[-1].id) if before else None


def _round(tx: Transaction, network: Network, *, form_id: str, given_on: date) -> About | None:
    for prompt in network_prompts(tx, network):
        if prompt.form != form_id:
            continue
        asked = rounds_between(prompt, network, since=given_on, until=given_on)
        if asked:
            return about_checkin(prompt.id, asked[-1].on.isoformat())
    return None


def _step(tx: Transaction, network: Network, author: Person, *, form_id: str) -> About | None:
    step = next((one for one in network.programme.steps if one.form == form_id), None)
    cycles = [one for one in tx.cycles.of_network(network.id) if one.owner_id in {None, author.id}]
    if step is None or not cycles:
        return None
    own = [one for one in cycles if one.owner_id == author.id and not one.is_finished]
    return about_step((own or cycles)[-1].id, step.id)


def _module(network: Network, *, form_id: str) -> About | None:
    found = (
        About.of_module(phase.id, module.id)
        for phase in network.programme.phases
        for module in phase.modules
        if module.form == form_id
    )
    return next(found, None)
