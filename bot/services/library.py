"""Library: the practice notes of a network: look for them, open one, say "I tried this" (S25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.marks import Mark, Marked, note_thing, people_who
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.practice import Search, headline, on_page, pages_of, whole_text
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotFound
from bot.i18n import language_of, mark
from bot.services.channel import show_or_hide
from bot.services.library_counts import shared_notes
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLine:
    """One practice note in a list."""

    entry: Entry
    headline: str
    authors: tuple[str, ...]
    """Their names: whoever sent it, then those who wrote it with them."""
    school: str | None
    tried: int
    """How many have tried it."""
    i_tried: bool
    is_mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A page of the practice notes of a network, newest first."""

    network: Network
    form: Form
    lines: tuple[NoteLine, ...]
    search: Search
    """What is looked for; its page is one that is there."""
    pages: int
    found: int
    there: int
    """How many notes there are, found or not."""
    schools: tuple[str, ...]
    can_write: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteView:
    """One practice note with all that is needed to show it."""

    network: Network
    form: Form
    line: NoteLine
    tried_by: tuple[str, ...]
    """Who tried it, each with their school, the first one first."""
    names: Mapping[str, str]
    """Names of the people chosen in its fields, by Slack id."""
    can_mark: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """Verbs about practice notes."""

    store: Store
    clock: Clock

    def look(self, actor: Actor, network_id: int, search: Search) -> Shelf | None:
        """Return a page of the notes that are shared; None where the programme asks for none.

        A word is looked for in the whole note, in its author's name and in the school's.
        """
        demand(actor, Verb.SEE_LIBRARY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            form_id = network.programme.places.practice
            if form_id is None:
                return None
            room = _room(tx, actor, network)
            notes = shared_notes(tx, network)
        found = [one for one in reversed(notes) if room.is_meant(one, search)]
        page, shown = on_page(found, search.page)
        return Shelf(
            network=network,
            form=network.programme.form(form_id),
            lines=tuple(room.line(one) for one in shown),
            search=search.turned_to(page),
            pages=pages_of(found),
            found=len(found),
            there=len(notes),
            schools=room.schools(notes),
            can_write=actor.membership(network_id) is not None,
        )

    def open(self, actor: Actor, entry_id: int) -> NoteView:
        """Return one practice note; raises NotFound for what is no note or not shared any more."""
        with self.store.read() as tx:
            network, entry = self._note(tx, actor, entry_id)
            return self._view(tx, actor, network, entry)

    def try_it(self, actor: Actor, entry_id: int) -> NoteView:
        """Say that one has tried a note; twice is once. Raises Invalid for one's own.

        The message of the note in the channel counts it.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            network, entry = self._note(tx, actor, entry_id)
            demand(actor, Verb.MARK, network_id=network.id)
            if actor.id in entry.writers:
                raise Invalid(mark("This note is your own. Others can say that they tried it."))
            if tx.marks.add(
                network.id,
                note_thing(entry_id),
                person_id=actor.id,
                mark=Mark.TRIED,
                at=now,
            ):
                show_or_hide(tx, network, entry, now=now)
            return self._view(tx, actor, network, entry)

    def take_back(self, actor: Actor, entry_id: int) -> NoteView:
        """Take "I tried this" back."""
        with self.store.write() as tx:
            network, entry = self._note(tx, actor, entry_id)
            demand(actor, Verb.MARK, network_id=network.id)
            thing = note_thing(entry_id)
            if tx.marks.take_back(network.id, thing, person_id=actor.id, mark=Mark.TRIED):
                show_or_hide(tx, network, entry, now=self.clock.now())
            return self._view(tx, actor, network, entry)

    def _note(self, tx: Transaction, actor: Actor, entry_id: int) -> tuple[Network, Entry]:
        entry = tx.entries.get(entry_id)
        if entry is None or entry.withdrawn_at is not None:
            raise NotFound
        demand(actor, Verb.SEE_LIBRARY, network_id=entry.network_id)
        network = the_network(tx, entry.network_id, team_id=actor.person.team_id)
        is_note = entry.form_id == network.programme.places.practice
        if not is_note or entry.visibility is not Visibility.NETWORK:
            raise NotFound
        return network, entry

    def _view(self, tx: Transaction, actor: Actor, network: Network, entry: Entry) -> NoteView:
        room = _room(tx, actor, network)
        return NoteView(
            network=network,
            form=network.programme.form(entry.form_id, entry.answers),
            line=room.line(entry),
            tried_by=room.tried_by(entry),
            names={one.slack_id: one.name for one in room.members.values()},
            can_mark=actor.membership(network.id) is not None and actor.id not in entry.writers,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Room:
    """What is known of a network while its notes are looked through."""

    actor: Actor
    network: Network
    members: Mapping[int, Member]
    """By person, also those who have left: what they wrote is theirs."""
    marks: Sequence[Marked]

    def line(self, entry: Entry) -> NoteLine:
        tried = people_who(Mark.TRIED, note_thing(entry.id), marks=self.marks)
        language = language_of(self.actor.person.locale)
        form = self.network.programme.form(entry.form_id, entry.answers)
        return NoteLine(
            entry=entry,
            headline=headline(form, entry.answers, language=language),
            authors=self.authors(entry),
            school=self.school_of(entry),
            tried=len(tried),
            i_tried=self.actor.id in tried,
            is_mine=self.actor.id in entry.writers,
        )

    def is_meant(self, entry: Entry, search: Search) -> bool:
        school = self.school_of(entry)
        form = self.network.programme.form(entry.form_id, entry.answers)
        words = whole_text(form, entry.answers, language=language_of(self.actor.person.locale))
        text = "\n".join((words, *self.authors(entry), school or ""))
        return search.matches(text=text, school=school)

    def authors(self, entry: Entry) -> tuple[str, ...]:
        """Return the names of those who wrote a note; nobody who was erased."""
        ids = (entry.author_id, *sorted(entry.people))
        return tuple(self.members[one].name for one in ids if one in self.members)

    def school_of(self, entry: Entry) -> str | None:
        """Return the school of whoever sent a note, where it is known."""
        author = self.members.get(entry.author_id)
        return author.school if author else None

    def schools(self, notes: Sequence[Entry]) -> tuple[str, ...]:
        """Return the schools from which there are notes, by name."""
        return tuple(sorted({school for one in notes if (school := self.school_of(one))}))

    def tried_by(self, entry: Entry) -> tuple[str, ...]:
        tried = people_who(Mark.TRIED, note_thing(entry.id), marks=self.marks)
        known = (self.members[one] for one in tried if one in self.members)
        return tuple(f"{one.name}, {one.school}" if one.school else one.name for one in known)


def _room(tx: Transaction, actor: Actor, network: Network) -> _Room:
    members = tx.members.of_network(network.id, with_left=True)
    return _Room(
        actor=actor,
        network=network,
        members={one.person_id: one for one in members},
        marks=tx.marks.of_network(network.id),
    )
