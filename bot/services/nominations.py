"""Nominations: the questions of which the network adopts one; the others are its backlog (S41)."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.entries import Entry
from bot.domain.inquiry import Cycle
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.visibility import Visibility
from bot.services.occasions import about_step
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Nomination:
    """A question that a member would like the network to work on, and how many would (S41)."""

    entry: Entry
    author: Person
    question: str
    support: int


def nominations_of(tx: Transaction, network: Network, cycle: Cycle) -> Iterator[Nomination]:
    """Yield the questions that members share with the network in steps that adopt one."""
    for step in network.programme.steps:
        if step.adopts is None:
            continue
        for entry in tx.entries.of_network(network.id, about=about_step(cycle.id, step.id)):
            author = tx.people.get(entry.author_id)
            if author is not None and entry.visibility is Visibility.NETWORK:
                yield Nomination(
                    entry=entry,
                    author=author,
                    question=str(entry.answers.get(step.adopts) or ""),
                    support=tx.agreements.count(entry),
                )
