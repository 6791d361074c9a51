"""Filling: which form somebody may fill, and reading what they typed into it."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.domain.answers import read_answers
from bot.domain.entries import FormRef
from bot.domain.fields import FieldKind, FormField, Given
from bot.domain.forms import Answers, Form, Value
from bot.domain.local_time import Rhythm, local_date, zone_named
from bot.domain.networks import Network
from bot.domain.next_steps import asking_partners, asks_for_a_day
from bot.domain.people import Actor, Person
from bot.domain.permissions import Verb, demand
from bot.domain.text import Text
from bot.errors import NotFound
from bot.i18n import Translator, translator
from bot.services.circles import partners_of
from bot.services.networks import the_network
from bot.services.teams import with_team
from storage.transaction import Transaction

_ANYWHERE = Rhythm(zone=zone_named(None))


def form_for(tx: Transaction, actor: Actor, ref: FormRef) -> tuple[Network, Form]:
    """Return the form a member is to fill; raises NotFound for one the programme has not.

    A paper is filled for its author, by somebody who leads.
    """
    demand(
        actor,
        Verb.WRITE_ENTRY if ref.paper is None else Verb.ENTER_PAPER,
        network_id=ref.network_id,
    )
    network = the_network(tx, ref.network_id, team_id=actor.person.team_id)
    author = author_of(tx, actor, ref)
    return network, form_by(tx, network, ref, author=author, reads=actor.person)


def author_of(tx: Transaction, actor: Actor, ref: FormRef) -> Person:
    """Return whose words a form takes: the actor's, or those of a member who wrote on paper.

    Raises NotFound for a paper of somebody who is no member, or who leads the network.
    """
    if ref.paper is None:
        return actor.person
    member = tx.members.get(ref.network_id, ref.paper.author_id)
    person = tx.people.get(ref.paper.author_id)
    if member is None or member.left_at is not None or member.is_facilitator or person is None:
        raise NotFound
    return person


def form_by(
    tx: Transaction,
    network: Network,
    ref: FormRef,
    *,
    author: Person,
    reads: Person | None = None,
) -> Form:
    """Return the form that somebody fills, in the words of who ``reads`` it, else their own.

    Schools are those of the network, a team that of the author's school. Raises NotFound for a form
    that the programme has not.
    """
    try:
        form = _with_schools(tx, network, network.programme.form(ref.form_id))
    except KeyError as error:
        raise NotFound from error
    translate = translator((reads or author).locale)
    if ref.paper is None and asks_for_a_day(form) and partners_of(tx, network, author.id):
        form = with_partners(form, translate)
    return with_team(
        tx,
        network,
        form,
        author_id=author.id,
        entry=None if ref.entry_id is None else tx.entries.get(ref.entry_id),
        translate=translate,
    )


def with_partners(form: Form, translate: Translator) -> Form:
    """Let a form ask whether partners may read the next step, with its day (S26)."""
    _ = translate
    return asking_partners(
        form,
        label=_("Your partners"),
        tick=_("They may read this one step, and ask me on the day"),
        hint=_("Nothing else that you write here is for them. I keep your choice for next time."),
    )


def read_typed(
    author: Person,
    form: Form,
    answers: Answers,
    *,
    now: datetime,
    page: int | None = None,
    given_on: date | None = None,
) -> Mapping[str, Value]:
    """Check answers on the calendar of who gives them; raises InvalidMany beside the fields.

    Questions that are not asked after these answers are left out, whatever was typed there before.
    What was written on paper looks ahead from its own day, ``given_on``.
    """
    zone = author.rhythm(_ANYWHERE).zone
    asked = form.asked(answers, page=page)
    return read_answers(asked, answers, today=given_on or local_date(now, zone=zone))


def _with_schools(tx: Transaction, network: Network, form: Form) -> Form:
    """Let questions for a school offer those of the network; where there are none, it is typed."""
    if not any(field.kind is FieldKind.SCHOOL for field in form.fields):
        return form
    names = [school.name for school in tx.members.schools(network.id)]
    offered = tuple(Given(id=one, label=Text(by_language={"en": one})) for one in names)

    def asked(field: FormField) -> FormField:
        is_school = field.kind is FieldKind.SCHOOL
        return field.model_copy(update={"options": offered}) if is_school else field

    pages = (
        page.model_copy(update={"fields": tuple(map(asked, page.fields))}) for page in form.pages
    )
    return form.model_copy(update={"pages": tuple(pages)})
