"""Preparing: what a gathering asks of those who come, a week before; and what they shared of it.

A lens before a visit, a live piece of one's own work (S57, S82). The form stands in the week's
reminder and on the gathering's page; nothing more is sent for it.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.entries import Entry, FormRef
from bot.domain.forms import Form
from bot.domain.gatherings import Gathering, Rsvp, series_of
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import may_read
from bot.services.invitations import is_meant
from bot.services.occasions import about_gathering
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Preparation:
    """What a gathering asks for beforehand, as one person sees it."""

    ref: FormRef
    form: Form
    is_asked: bool
    """Whether this person is asked now: invited, not said no, nothing written, not over."""
    is_written: bool
    readable: int
    """How much of others this person may read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """What somebody prepared and lets its reader read."""

    author: Member
    form: Form
    entry: Entry


def preparation_of(
    tx: Transaction, network: Network, gathering: Gathering, *, actor: Actor, now: datetime
) -> Preparation | None:
    """Return what a gathering asks for beforehand; None where it asks for nothing."""
    ref = _ref(network, gathering)
    if ref is None:
        return None
    written = _is_written(tx, ref, actor.id)
    is_open = gathering.is_on and not gathering.is_over(now)
    others = prepared_by_all(tx, network, gathering, actor=actor)
    return Preparation(
        ref=ref,
        form=network.programme.form(ref.form_id),
        is_asked=is_open and not written and _is_coming(tx, network, gathering, actor.id),
        is_written=written,
        readable=sum(one.entry.author_id != actor.id for one in others),
    )


def form_to_prepare(
    tx: Transaction, network: Network, gathering: Gathering, *, person_id: int
) -> Form | None:
    """Return the form that a reminder asks somebody for; None where there is nothing to ask."""
    ref = _ref(network, gathering)
    if ref is None or _is_written(tx, ref, person_id):
        return None
    if not _is_coming(tx, network, gathering, person_id):
        return None
    return network.programme.form(ref.form_id)


def _ref(network: Network, gathering: Gathering) -> FormRef | None:
    form_id = series_of(gathering, network.programme).prepare
    if form_id is None:
        return None
    return FormRef(network_id=network.id, form_id=form_id, about=about_gathering(gathering.id))


def _is_written(tx: Transaction, ref: FormRef, person_id: int) -> bool:
    mine = tx.entries.of_author(
        person_id, network_id=ref.network_id, form_id=ref.form_id, about=ref.about
    )
    return bool(mine)


def _is_coming(tx: Transaction, network: Network, gathering: Gathering, person_id: int) -> bool:
    """Whether somebody is invited, does not lead, and has not said that they cannot come."""
    member = tx.members.get(network.id, person_id)
    if member is None or member.left_at is not None or member.is_facilitator:
        return False
    answer = tx.gatherings.invitation(gathering.id, person_id)
    said_no = answer is not None and answer.rsvp is Rsvp.NO
    return not said_no and is_meant(member, network, gathering)


def prepared_by_all(
    tx: Transaction, network: Network, gathering: Gathering, *, actor: Actor
) -> tuple[Prepared, ...]:
    """Return what was prepared for a gathering and the actor may read, by name; theirs, too."""
    ref = _ref(network, gathering)
    if ref is None:
        return ()
    members = {one.person_id: one for one in tx.members.of_network(network.id, with_left=True)}
    written = tx.entries.of_network(network.id, form_id=ref.form_id, about=ref.about)
    found = [
        Prepared(
            author=members[one.author_id],
            form=network.programme.form(one.form_id, one.answers),
            entry=one,
        )
        for one in written
        if one.author_id in members
        and may_read(actor, one, author_trio=members[one.author_id].trio)
    ]
    return tuple(sorted(found, key=lambda one: (one.author.name, one.entry.id)))
