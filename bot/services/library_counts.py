"""Counts: how far practice travels, what is taken back to schools; numbers, never a text (S25)."""

from bot.domain.entries import Entry
from bot.domain.marks import Mark, Reuse, note_thing, people_who, reuse
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from storage.transaction import Transaction


def shared_notes(tx: Transaction, network: Network) -> tuple[Entry, ...]:
    """Return the practice notes that their authors share with the network, oldest first."""
    form_id = network.programme.places.practice
    if form_id is None:
        return ()
    written = tx.entries.of_network(network.id, form_id=form_id)
    return tuple(one for one in written if one.visibility is Visibility.NETWORK)


def tried_of(tx: Transaction, network: Network, entry: Entry) -> int | None:
    """Return how many have tried a practice note; None for what is none."""
    if entry.form_id != network.programme.places.practice:
        return None
    thing = note_thing(entry.id)
    marks = tx.marks.of_things(network.id, [thing])
    return len(people_who(Mark.TRIED, thing, marks=marks))


def reused(tx: Transaction, network: Network) -> Reuse:
    """Count the practice notes that members of other schools have tried (S25).

    What somebody did who has left since stays done.
    """
    notes = {one.id: one.author_id for one in shared_notes(tx, network)}
    members = tx.members.of_network(network.id, with_left=True)
    schools = {one.person_id: one.school for one in members}
    return reuse(notes, marks=tx.marks.of_network(network.id), schools=schools)


def replicas(tx: Transaction, network: Network) -> int:
    """Count the communities and inquiries that members have begun at their own schools (S27)."""
    form_id = network.programme.places.replica
    return len(tx.entries.of_network(network.id, form_id=form_id)) if form_id else 0


def take_back_cards(tx: Transaction, network: Network) -> int:
    """Count the cards that say what somebody takes back to school from a gathering (S27)."""
    cards = {one.take_back for one in network.programme.series if one.take_back}
    return sum(len(tx.entries.of_network(network.id, form_id=card)) for card in sorted(cards))
