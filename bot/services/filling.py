"""Filling: which form somebody may fill, and reading what they typed into it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.entries import FormRef
from bot.domain.forms import Answers, Form, FormField, Value, read_answers
from bot.domain.local_time import Rhythm, local_date, zone_named
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.errors import NotFound
from bot.services.networks import the_network
from storage.transaction import Transaction

_ANYWHERE = Rhythm(zone=zone_named(None))


def form_for(tx: Transaction, actor: Actor, ref: FormRef) -> tuple[Network, Form]:
    """Return the form a member is to fill; raises NotFound for one the programme has not."""
    demand(actor, Verb.WRITE_ENTRY, network_id=ref.network_id)
    network = the_network(tx, ref.network_id, team_id=actor.person.team_id)
    try:
        return network, network.programme.form(ref.form_id)
    except KeyError as error:
        raise NotFound from error


def read_typed(
    actor: Actor, fields: Iterable[FormField], answers: Answers, *, now: datetime
) -> Mapping[str, Value]:
    """Check answers on the calendar of who gives them; raises InvalidMany beside the fields."""
    zone = actor.person.rhythm(_ANYWHERE).zone
    return read_answers(fields, answers, today=local_date(now, zone=zone))
