"""Check-ins: short question rounds, asked at a member's own hour, answerable at any time."""

from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.domain.entries import Entry, FormRef
from bot.domain.forms import Form
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.prompts import Prompt
from bot.domain.rounds import is_asked, open_round, waits_until
from bot.errors import NotFound
from bot.services.anonymous import is_answered
from bot.services.networks import the_network
from bot.services.occasions import about_checkin
from bot.services.prompts import asked_prompts, network_prompts, prompt_named
from bot.services.rhythms import rhythm_of
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckinView:
    """The round of a check-in that is open now, and what the person said in it, if anything."""

    network: Network
    checkin: Prompt
    form: Form
    ref: FormRef
    round_on: date
    mine: Entry | None
    answered: bool
    """Whether they have answered it, with their name or without."""
    until: date
    """The first day on which it waits no more; that of the round where nobody is asked."""

    def waits(self, today: date) -> bool:
        """Whether it was asked, is not answered, and is not so old that it can rest."""
        return not self.answered and self.round_on <= today < self.until


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkins:
    """Verbs about check-ins."""

    store: Store
    clock: Clock

    def round(self, actor: Actor, network_id: int, *, checkin_id: str, round_on: date) -> FormRef:
        """Return the form of one round, also of an earlier one; an answer there is edited.

        Early and late answers are taken. Raises NotFound for a check-in that never was.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            prompt = prompt_named(tx, network, checkin_id)
            if prompt is None or prompt.form is None:
                raise NotFound
            return _view(tx, actor, network, prompt=prompt, round_on=round_on).ref

    def current(self, actor: Actor, network_id: int) -> CheckinView | None:
        """Return the round to answer: one that waits for an answer, else the latest one.

        Early and late answers are taken: a round stays open until the next one, though it waits in
        Home for no more than four weeks. None where nobody asks this person for a check-in.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            today = local_date(self.clock.now(), zone=rhythm_of(tx, network, actor.person).zone)
            views = [
                _view(
                    tx,
                    actor,
                    network,
                    prompt=prompt,
                    round_on=open_round(prompt, network, today=today),
                )
                for prompt in _asking(tx, actor, network)
            ]
        asked = [one for one in views if one.round_on <= today]
        waiting = [one for one in asked if one.waits(today)]
        found = waiting or sorted(asked, key=lambda one: one.round_on, reverse=True) or views
        return found[0] if found else None


def _asking(tx: Transaction, actor: Actor, network: Network) -> list[Prompt]:
    """Return the check-ins that ask somebody; a facilitator may look at all with names."""
    member = tx.members.get(network.id, actor.id)
    rounds = [one for one in network_prompts(tx, network) if one.form is not None]
    if member is None or member.is_facilitator:
        return [one for one in rounds if not network.programme.form(str(one.form)).anonymous]
    return [one for one in rounds if is_asked(one, member, network)]


def _view(
    tx: Transaction, actor: Actor, network: Network, *, prompt: Prompt, round_on: date
) -> CheckinView:
    assert prompt.form is not None  # noqa: S101 - only prompts with a form have rounds
    about = about_checkin(prompt.id, round_on.isoformat())
    until = round_on
    if prompt in asked_prompts(tx, network):
        rhythm = rhythm_of(tx, network, actor.person)
        until = waits_until(prompt, network, round_on=round_on, rhythm=rhythm)
    mine = tx.entries.of_author(actor.id, network_id=network.id, about=about)
    ref = FormRef(
        network_id=network.id,
        form_id=prompt.form,
        about=about,
        entry_id=mine[0].id if mine else None,
    )
    return CheckinView(
        network=network,
        checkin=prompt,
        form=network.programme.form(prompt.form),
        ref=ref,
        round_on=round_on,
        mine=mine[0] if mine else None,
        answered=is_answered(tx, actor, ref),
        until=until,
    )
