"""Portfolio: one's own goal, partners, next steps and texts; for nobody else's eyes (S82)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.entries import NOTHING_SPECIAL, Entry, FormRef
from bot.domain.forms import Form
from bot.domain.gatherings import WAS_THERE
from bot.domain.marks import Mark, tool_thing
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand, may_read
from bot.domain.practice import headline
from bot.errors import NotFound
from bot.i18n import language_of
from bot.services.circles import partners_of
from bot.services.networks import the_network
from bot.services.next_steps import NextStep, next_steps
from bot.services.occasions import occasion
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One entry of one's own, and what it is about in words."""

    form: Form
    entry: Entry
    occasion: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """Everything that somebody wrote in one form, newest first."""

    form: Form
    written: tuple[Written, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Portfolio:
    """All that is somebody's own in a network."""

    network: Network
    member: Member
    goal_form: FormRef | None
    """Where a learning goal is written; None where the programme asks for none."""
    goal: Written | None
    """The newest learning goal."""
    partners: tuple[Member, ...]
    has_partners: bool
    """Whether the programme matches partners."""
    steps: tuple[NextStep, ...]
    shelves: tuple[Shelf, ...]
    tried: tuple[str, ...]
    """What they tried of what others shared or the programme offers, by its title."""
    present: int
    """How many gatherings they were at; where they were not is not counted."""
    leads: bool = False
    """Whether they facilitate the network."""
    typed_in: int = 0
    """How many answers on paper they typed in for others."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.shelves or self.tried or self.present)


@dataclass(frozen=True, kw_only=True, slots=True)
class Portfolios:
    """The verb about one's own page."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int) -> Portfolio:
        """Return the actor's own portfolio; there is no way to another person's.

        Raises NotFound for somebody who has no membership of their own.
        """
        demand(actor, Verb.SEE_OWN_PORTFOLIO, network_id=network_id, owner_id=actor.id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            member = tx.members.get(network_id, actor.id)
            if member is None:
                raise NotFound
            shelves = _shelves(tx, network, actor)
            goal_id = network.programme.places.goal
            goals = (one.written for one in shelves if one.form.id == goal_id)
            return Portfolio(
                network=network,
                member=member,
                goal_form=_ref(network, goal_id) if goal_id is not None else None,
                goal=next(goals, (None,))[0],
                partners=partners_of(tx, network, actor.id),
                has_partners=network.programme.partners is not None and not member.is_facilitator,
                steps=next_steps(tx, network, actor.id, reader=actor),
                shelves=tuple(one for one in shelves if one.form.id != goal_id),
                tried=tuple(_tried(tx, network, actor)),
                present=_attendance(tx, network, actor, now=self.clock.now()),
                leads=member.is_facilitator,
                typed_in=_typed_in(tx, network, actor) if member.is_facilitator else 0,
            )


def _typed_in(tx: Transaction, network: Network, actor: Actor) -> int:
    return sum(one.entered_by == actor.id for one in tx.entries.of_network(network.id))


def _ref(network: Network, form_id: str) -> FormRef:
    return FormRef(network_id=network.id, form_id=form_id, about=NOTHING_SPECIAL)


def _shelves(tx: Transaction, network: Network, actor: Actor) -> tuple[Shelf, ...]:
    """Return what the actor wrote, alone or with others; the form written in last stands first."""
    by_form: dict[str, list[Written]] = {}
    language = language_of(actor.person.locale)
    alone = tx.entries.of_author(actor.id, network_id=network.id)
    with_others = tx.entries.credited(actor.id, network_id=network.id)
    newest_first = sorted((*alone, *with_others), key=lambda one: one.created_at, reverse=True)
    for entry in newest_first:
        form = network.programme.form(entry.form_id, entry.answers)
        words = occasion(tx, network, entry.about, language=language)
        by_form.setdefault(form.id, []).append(Written(form=form, entry=entry, occasion=words))
    return tuple(
        Shelf(form=network.programme.form(form_id), written=tuple(written))
        for form_id, written in by_form.items()
    )


def _tried(tx: Transaction, network: Network, actor: Actor) -> Iterable[str]:
    """Yield the titles of what the actor tried; a note that they may no longer read has none."""
    language = language_of(actor.person.locale)
    tools = {tool_thing(one.id): one.title.say(language) for one in network.programme.toolkit}
    for marked in tx.marks.of_person(network.id, actor.id):
        if marked.mark is not Mark.TRIED:
            continue
        if marked.thing in tools:
            yield tools[marked.thing]
        entry = tx.entries.get(marked.entry_id) if marked.entry_id is not None else None
        if entry is not None and entry.withdrawn_at is None and may_read(actor, entry):
            form = network.programme.form(entry.form_id, entry.answers)
            yield headline(form, entry.answers, language=language)


def _attendance(tx: Transaction, network: Network, actor: Actor, *, now: datetime) -> int:
    past = [one for one in tx.gatherings.of_network(network.id) if one.is_on and one.is_over(now)]
    mine = (tx.gatherings.invitation(one.id, actor.id) for one in past)
    return sum(one is not None and one.presence in WAS_THERE for one in mine)
