"""Writing: every form that somebody can fill at any time, in one place (S25, S27, S82, S84)."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.forms import Form
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Matter, Verb, demand, may
from bot.i18n import language_of
from bot.services.invitations import last_for
from bot.services.library_offers import is_written, offers_after, written_about
from bot.services.networks import the_network
from bot.services.occasions import about_gathering, occasion
from storage.store import Store
from storage.transaction import Transaction

_WORTH_A_WORD = 28
"""For so many days a gathering is still something to write about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Writable:
    """A form that can be filled now."""

    ref: FormRef
    form: Form
    occasion: str
    """What it is about, in words; empty where it is about nothing in particular."""
    written: int
    """How often the actor has filled it; 0 for an anonymous one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Everything that can be written at any time in a network."""

    network: Network
    forms: tuple[Writable, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Writing:
    """The verb behind ``/rounds write``."""

    store: Store
    clock: Clock

    def desk(self, actor: Actor, network_id: int) -> Desk:
        """Return what can be written: about the last gathering first, then what is always open.

        Anonymous forms are not offered to those who read what comes of them, nor twice.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            refs = [*self._of_the_last_gathering(tx, actor, network), *_always(network)]
            forms = tuple(
                _writable(tx, actor, network, ref)
                for ref in refs
                if _is_for(tx, actor, network, ref)
            )
        return Desk(network=network, forms=forms)

    def _of_the_last_gathering(
        self, tx: Transaction, actor: Actor, network: Network
    ) -> Iterator[FormRef]:
        now = self.clock.now()
        latest = last_for(tx, actor, network.id, now=now)
        if latest is None or (now - latest.ends_at).days >= _WORTH_A_WORD:
            return
        about = about_gathering(latest.id)
        for form_id in offers_after(network.programme.one_series(latest.series_id)):
            if not is_written(tx, network, form_id, person_id=actor.id, about=about):
                yield FormRef(network_id=network.id, form_id=form_id, about=about)


def _always(network: Network) -> Iterator[FormRef]:
    """Yield what the programme keeps open at all times, each form once."""
    places = network.programme.places
    own = (places.practice, places.goal, places.vision, places.replica)
    for form_id in dict.fromkeys((places.reflection, *own, *places.open)):
        if form_id is not None:
            yield FormRef(network_id=network.id, form_id=form_id, about=NOTHING_SPECIAL)


def _is_for(tx: Transaction, actor: Actor, network: Network, ref: FormRef) -> bool:
    if not network.programme.form(ref.form_id).anonymous:
        return True
    if may(actor, Verb.EXPORT, Matter(network_id=network.id)):
        return False
    return not is_written(tx, network, ref.form_id, person_id=actor.id, about=ref.about)


def _writable(tx: Transaction, actor: Actor, network: Network, ref: FormRef) -> Writable:
    language = language_of(actor.person.locale)
    return Writable(
        ref=ref,
        form=network.programme.form(ref.form_id),
        occasion=occasion(tx, network, ref.about, language=language),
        written=written_about(tx, network, ref.form_id, person_id=actor.id, about=None),
    )
