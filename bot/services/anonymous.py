"""Anonymous forms: take an answer without its author, show what came of five or more.

Nothing here writes an audit note, a draft or a log line: each would put a person and an instant
beside an answer. Issue 3, section 2; S35.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import SystemRandom

from bot.clock import Clock
from bot.domain import anonymous
from bot.domain.anonymous import Asked, Count, Result
from bot.domain.deliveries import NewDelivery
from bot.domain.entries import FormRef
from bot.domain.forms import Answers, Form
from bot.domain.kinds import Kind
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.errors import Invalid, NotFound
from bot.i18n import language_of, mark
from bot.services.filling import form_for, read_typed
from bot.services.networks import the_network
from bot.services.occasions import occasion
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What came of one anonymous form about one thing, for those who lead."""

    form: Form
    occasion: str
    count: Count
    results: tuple[Result, ...]
    """Question by question; empty below five answers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Anonymous:
    """Verbs about anonymous forms."""

    store: Store
    clock: Clock

    def answer(self, actor: Actor, ref: FormRef, answers: Answers) -> bool:
        """Take an answer without its author; False, and nothing is kept, where they gave one.

        Raises InvalidMany beside the fields, Invalid for those who read the results, NotFound for a
        form that is not anonymous.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=ref.network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network, form = form_for(tx, actor, ref)
            if not form.anonymous:
                raise NotFound
            _refuse_readers(actor, ref)
            whole = read_typed(actor.person, form, answers, now=now)
            week_of = _monday(local_date(now, zone=network.rhythm.zone))
            is_new = tx.anonymous.answer(actor.id, asked_by(ref), whole, week_of=week_of)
            if is_new:
                tx.outbox.plan([_receipt(network, actor, ref, now)], at=now)
        return is_new

    def heard(self, actor: Actor, network_id: int) -> tuple[Heard, ...]:
        """Return what came of the anonymous forms of a network, the latest first.

        Answers that are shown once stay shown; later ones join when five have come. A form that the
        programme has no more is left out.
        """
        demand(actor, Verb.READ_WHAT_IS_SENT, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            known = {form.id for form in network.programme.forms}
            counts = [one for one in tx.anonymous.counts(network_id) if one.asked.form_id in known]
            language = language_of(actor.person.locale)
            return tuple(_heard(tx, network, one, language) for one in counts[:_LATEST])


_LATEST = 4
"""How many anonymous forms are shown at once; older ones are in the export."""


def admit(tx: Transaction, actor: Actor, ref: FormRef) -> None:
    """Let somebody open an anonymous form; raises Invalid for who answered, and who reads it."""
    _refuse_readers(actor, ref)
    if tx.anonymous.took_part(actor.id, asked_by(ref)):
        raise Invalid(
            mark(
                "You have answered this one, thank you. Your answer stands without your name, so "
                "nobody can open or change it again, you and I included."
            )
        )


def is_answered(tx: Transaction, actor: Actor, ref: FormRef) -> bool:
    """Whether somebody has answered a form, with their name or without; for their own eyes."""
    return tx.anonymous.took_part(actor.id, asked_by(ref)) or (
        actor.id in tx.entries.authors(ref.network_id, about=ref.about)
    )


def asked_by(ref: FormRef) -> Asked:
    """Return within what everybody answers once."""
    return Asked(network_id=ref.network_id, form_id=ref.form_id, about=ref.about)


def _refuse_readers(actor: Actor, ref: FormRef) -> None:
    """Whoever knows their own answer and reads the results would know one more than others."""
    if may(actor, Verb.EXPORT, Matter(network_id=ref.network_id)):
        raise Invalid(
            mark(
                "This form is anonymous and asks the members only. What comes of it is shown to "
                "you in `/rounds read` once five have answered."
            )
        )


def _receipt(network: Network, actor: Actor, ref: FormRef, now: datetime) -> NewDelivery:
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.TOOK_PART,
        thing=f"anonymous:{ref.form_id}/{ref.about}",
        occurrence="counted",
        recipient=f"person:{actor.id}",
        due_at=now,
        reason=mark("You answered an anonymous form."),
        refs={"form": ref.form_id, "about": str(ref.about)},
    )


def _heard(tx: Transaction, network: Network, count: Count, language: str) -> Heard:
    form = network.programme.form(count.asked.form_id)
    shown = tx.anonymous.show(count.asked)
    return Heard(
        form=form,
        occasion=occasion(tx, network, count.asked.about, language=language),
        count=replace(count, shown=len(shown)),
        results=anonymous.results(form, shown, mixing=SystemRandom()) if shown else (),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
