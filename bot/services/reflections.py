"""Reflections: what there is to reflect on now."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.entries import NOTHING_SPECIAL, About, Entry, FormRef
from bot.domain.forms import Form
from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand, may_read
from bot.domain.rounds import days_after
from bot.i18n import language_of
from bot.services.invitations import last_for
from bot.services.library_offers import is_written
from bot.services.networks import the_network
from bot.services.occasions import about_gathering, occasion
from bot.services.teams import names_of
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What somebody wrote, for its reader."""

    author: str
    form: Form
    entry: Entry
    occasion: str
    days_after: int | None = None
    """For a check-in: how many days after its round, on the author's own calendar."""
    together: tuple[str, ...] = ()
    """The names of those who wrote it with its author."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letters:
    """A page of what members sent to their facilitator, newest first."""

    network_id: int
    sent: tuple[Sent, ...] = ()
    page: int = 0
    """Counted from 0; beyond the last page is the last one."""
    pages: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Reflections:
    """Verbs about free writing."""

    store: Store
    clock: Clock

    def current(self, actor: Actor, network_id: int) -> FormRef:
        """Return the form that suits now: of the last gathering if unwritten, else the open one.

        A gathering counts for four weeks.
        """
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        now = self.clock.now()
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            latest = last_for(tx, actor, network_id, now=now)
            if latest is not None and (now - latest.ends_at).days < _WORTH_A_WORD:
                form_id = network.programme.one_series(latest.series_id).reflection
                about = about_gathering(latest.id)
                if form_id is not None:
                    ref = FormRef(network_id=network_id, form_id=form_id, about=about)
                    if not is_written(tx, network, form_id, person_id=actor.id, about=about):
                        return ref
        return self.open_one(actor, network_id)

    def sent(self, actor: Actor, network_id: int, *, page: int = 0) -> Letters:
        """Return a page of what members sent to their facilitator, newest first; nothing else.

        What they keep for themselves or for their trio is not among it.
        """
        demand(actor, Verb.READ_WHAT_IS_SENT, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            readable = [
                one
                for one in reversed(tx.entries.of_network(network_id))
                if one.author_id != actor.id and not one.about.is_nameless and may_read(actor, one)
            ]
            pages = max(1, -(-len(readable) // _ON_A_PAGE))
            there = min(max(page, 0), pages - 1)
            shown = readable[there * _ON_A_PAGE : (there + 1) * _ON_A_PAGE]
            return Letters(
                network_id=network_id,
                sent=tuple(_sent(tx, network, one, actor) for one in shown),
                page=there,
                pages=pages,
            )

    def open_one(self, actor: Actor, network_id: int) -> FormRef:
        """Return the form for a reflection on nothing in particular."""
        return self.about(actor, network_id, NOTHING_SPECIAL)

    def about(self, actor: Actor, network_id: int, about: About) -> FormRef:
        """Return the form for a reflection on something: a message, a step that was planned."""
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        form_id = network.programme.places.reflection
        return FormRef(network_id=network_id, form_id=form_id, about=about)

    def charter(self, actor: Actor, network_id: int) -> FormRef | None:
        """Return the form of the network's purpose and goals, where the programme has one (S29)."""
        demand(actor, Verb.WRITE_ENTRY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
        form_id = network.programme.places.charter
        if form_id is None:
            return None
        return FormRef(network_id=network_id, form_id=form_id, about=NOTHING_SPECIAL)


_WORTH_A_WORD = 28
_ON_A_PAGE = 12


def _sent(tx: Transaction, network: Network, entry: Entry, actor: Actor) -> Sent:
    author = tx.people.get(entry.author_id)
    language = language_of(actor.person.locale)
    zone = (author or actor.person).rhythm(network.rhythm).zone
    return Sent(
        author=author.name if author else "",
        form=network.programme.form(entry.form_id, entry.answers),
        entry=entry,
        occasion=occasion(tx, network, entry.about, language=language),
        days_after=days_after(
            entry.about, entry.given_on or local_date(entry.created_at, zone=zone)
        ),
        together=names_of(tx, entry.people),
    )
