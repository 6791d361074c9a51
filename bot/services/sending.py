"""Sending: a filled form becomes an entry, or the next version of one, and what follows from it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.entries import Entry, FormRef
from bot.domain.forms import Answers, Form
from bot.domain.local_time import next_allowed
from bot.domain.networks import Network
from bot.domain.next_steps import NEXT_STEP_ON
from bot.domain.people import Actor, Person
from bot.domain.teams import apart, together
from bot.domain.visibility import Visibility
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.channel import show_or_hide
from bot.services.deciding import demand_collected
from bot.services.filling import read_typed
from bot.services.following import come_back, receipt, take_back_check_backs
from bot.services.occasions import on_entry
from bot.services.on_paper import written_on
from bot.services.pinning import ask_again
from bot.services.rhythms import rhythm_of
from bot.services.teams import tell_credited
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """A form as its author filled it; for a paper, with its day and who typed it in."""

    network: Network
    form: Form
    ref: FormRef
    author: Person
    answers: Answers
    visibility: Visibility
    token: str
    given_on: date | None = None
    entered_by: int | None = None


def send(tx: Transaction, filled: Filled, *, now: datetime) -> Entry | None:
    """Keep a filled form as a new entry; None where its ``token`` made one. Raises InvalidMany."""
    read = read_typed(filled.author, filled.form, filled.answers, now=now, given_on=filled.given_on)
    answers, people = apart(read)
    entry = tx.entries.add(
        network_id=filled.network.id,
        author_id=filled.author.id,
        form_id=filled.ref.form_id,
        about=filled.ref.about,
        visibility=filled.visibility,
        answers=answers,
        created_at=now,
        token=filled.token,
        given_on=filled.given_on,
        entered_by=filled.entered_by,
    )
    if entry is None:
        return None
    return _follow(tx, filled, replace(entry, people=people), now=now)


def send_again(tx: Transaction, filled: Filled, old: Entry, *, now: datetime) -> Entry | None:
    """Keep an entry as it was edited, over what it held; None where nothing changed.

    A day that lay ahead when it was written is no reason to refuse the edit. Raises InvalidMany
    beside the fields, Invalid where somebody else edited it meanwhile.
    """
    typed = {**together(old.answers, old.people), **filled.answers}
    day = written_on(old, filled.author, filled.network)
    read = read_typed(filled.author, filled.form, typed, now=now, given_on=day)
    answers, ticked = apart(read)
    people = ticked if filled.form.team else old.people
    if (old.answers, old.visibility, old.people) == (answers, filled.visibility, people):
        return None
    entry = replace(
        old,
        answers=answers,
        visibility=filled.visibility,
        version=old.version + 1,
        edited_at=now,
        people=people,
    )
    if not tx.entries.edit(entry):
        raise Invalid(mark("This was changed elsewhere meanwhile. Please open it again."))
    sent = _follow(tx, filled, entry, now=now)
    take_back_check_backs(tx, filled.network, entry, now=now)
    ask_again(tx, filled.network, entry, before=old, now=now)
    return sent


def _follow(tx: Transaction, filled: Filled, entry: Entry, *, now: datetime) -> Entry:
    """Name the team, prove the answer to its author, and show what it changes elsewhere."""
    network = filled.network
    demand_collected(tx, entry)
    fresh = tx.entries.credit(entry.id, entry.people) if filled.form.team else ()
    due_at = now
    if filled.entered_by is not None:  # nobody who did not just send something is woken by it
        due_at = next_allowed(now, rhythm_of(tx, network, filled.author))
    tx.outbox.plan([replace(receipt(network, entry, now), due_at=due_at)], at=now)
    tell_credited(tx, network, entry, fresh, now=now)
    if not _is_past(entry):
        come_back(tx, Actor(person=filled.author), network, entry)
    show_or_hide(tx, network, entry, now=now)
    on_entry(tx, network, entry, now=now)
    return entry


def _is_past(entry: Entry) -> bool:
    """Whether a next step of a paper was planned for a day that had passed when it was typed in."""
    day, typed_on = entry.answers.get(NEXT_STEP_ON), entry.created_at.date()
    return entry.given_on is not None and bool(day) and str(day) < typed_on.isoformat()
