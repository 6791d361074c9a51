"""Programmes: which version a network follows, what a newer one would change, the move to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.clock import Clock
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.programme import Programme
from bot.domain.programme_changes import Change, changes_between, keeping_answers, lost_places
from bot.errors import Invalid, NotFound, ProgrammeError
from bot.i18n import mark
from bot.services.beginning import date_new_series
from bot.services.catalogue import Catalogue
from bot.services.networks import the_network
from bot.services.programme_text import programme_text
from bot.services.rewording import Reworded, reworded
from storage.store import Store
from storage.transaction import Transaction

_FINGERPRINT = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeView:
    """The programme of a network, and the one of today's file where that differs."""

    network: Network
    newer: Programme | None
    changes: tuple[Change, ...]
    lost: tuple[Change, ...]
    """Where people stand now and the newer one has no place; while there is any, nobody moves."""
    reworded: Reworded | None = None
    """The newer one with the network's own words, and those that it has no place for."""

    @property
    def fingerprint(self) -> str:
        """A short mark of the newer version, which changes with every word of it."""
        content = self.newer.model_dump_json() if self.newer else ""
        return sha256(content.encode()).hexdigest()[:_FINGERPRINT]

    @property
    def can_move(self) -> bool:
        """Whether there is something to move to, and nothing in the way."""
        return self.newer is not None and not self.lost


@dataclass(frozen=True, kw_only=True, slots=True)
class Programmes:
    """Verbs about the programme of a network."""

    store: Store
    clock: Clock
    catalogue: Catalogue

    def see(self, actor: Actor, network_id: int) -> ProgrammeView:
        """Return what the network follows and what a newer file would change."""
        demand(actor, Verb.MOVE_PROGRAMME, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return compared(tx, network, self._current(network.programme.key))

    def text(self, actor: Actor, network_id: int) -> str:
        """Return the network's programme as the text of a file."""
        return programme_text(self.see(actor, network_id).network.programme)

    def move(self, actor: Actor, network_id: int, *, seen: str) -> ProgrammeView:
        """Let the network follow the file as it is now; ``seen`` is the fingerprint that was shown.

        What it says in its own way it goes on saying, wherever the newer file has a place for it.
        Nobody loses an answer: forms that were answered are kept as they were, beside the new
        ones. Nobody loses their place: a phase, a step or a meeting that is in use must still be
        there. Raises Invalid where it is not, or where the file has changed since it was shown.
        """
        demand(actor, Verb.MOVE_PROGRAMME, network_id=network_id)
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = compared(tx, network, self._current(network.programme.key))
            if view.newer is None or view.fingerprint != seen:
                raise Invalid(mark("The file has changed since you looked. Please look again."))
            if view.lost:
                raise Invalid(mark("The newer version has no place for where people are now."))
            moved = keeping_answers(network.programme, view.newer, answered=_answered(tx, network))
            followed = replace(network, programme=moved)
            tx.networks.update(followed)
            if view.reworded is not None:
                tx.wordings.replace(network_id, view.reworded.kept)
            date_new_series(tx, followed, known=_ids(network.programme), now=self.clock.now())
            tx.audit.note(
                at=self.clock.now(),
                team_id=network.team_id,
                actor_id=actor.id,
                verb=Verb.MOVE_PROGRAMME,
                network_id=network.id,
                what=f"{moved.key} {network.programme.version} to {moved.version}",
            )
            return ProgrammeView(network=followed, newer=None, changes=(), lost=())

    def _current(self, key: str) -> Programme | None:
        """Return the programme of today's file; None where it is gone or has mistakes."""
        try:
            return self.catalogue.get(key)
        except (NotFound, ProgrammeError):
            return None


def _answered(tx: Transaction, network: Network) -> frozenset[str]:
    """Return the forms that were answered in a network, with a name or without."""
    named = tx.entries.forms_answered(network.id)
    return named | tx.anonymous.forms_answered(network.id)


def compared(tx: Transaction, network: Network, file: Programme | None) -> ProgrammeView:
    """Compare what a network follows with a file that says what the network says in its own way.

    What people are at and the file has not is among what is lost; nobody moves while there is any.
    """
    said = reworded(file, tx.wordings.of_network(network.id)) if file else None
    changes = changes_between(network.programme, said.programme) if said else ()
    if said is None or not changes:
        return ProgrammeView(network=network, newer=None, changes=(), lost=())
    newer = said.programme
    cycles = [one for one in tx.cycles.of_network(network.id) if not one.is_finished]
    gatherings = [one for one in tx.gatherings.of_network(network.id) if one.is_on]
    lost = lost_places(
        newer,
        phase_id=network.phase_id,
        steps=(one.step_id for one in cycles),
        series=(one.series_id for one in gatherings),
    )
    return ProgrammeView(network=network, newer=newer, changes=changes, lost=lost, reworded=said)


def _ids(programme: Programme) -> Iterable[str]:
    return [one.id for one in programme.series]
