"""Sorting: proposals without names become choices, a few at a time, and back (S28, S30)."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.deciding import (
    LONGEST_CHOICE,
    Choice,
    DecisionRound,
    Proposal,
    said_besides,
    ungrouped,
)
from bot.domain.decisions import Decision
from bot.domain.forms import FieldKind
from bot.domain.networks import Network
from bot.domain.text import Text
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from bot.services.deciding import proposed, proposing
from storage.transaction import Transaction

_WRITTEN = frozenset({FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Besides:
    """A question of the form that collects proposals which asks for something else."""

    label: Text
    said: tuple[str, ...]
    """What was answered, without names and in no order; nothing before five have (S28)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorting:
    """What is being grouped: proposals that wait, those alike together, and the choices so far."""

    network: Network
    decision: Decision
    round: DecisionRound
    waiting: tuple[tuple[Proposal, ...], ...]
    choices: tuple[Choice, ...]
    proposers: int
    besides: tuple[Besides, ...] = ()


def sorting_of(
    tx: Transaction, network: Network, decision: Decision, one: DecisionRound
) -> Sorting:
    """Return how far the proposals of a round are grouped."""
    found = proposed(tx, network, decision, one)
    choices = tx.decisions.choices(one.id)
    return Sorting(
        network=network,
        decision=decision,
        round=one,
        waiting=ungrouped(found, choices),
        choices=choices,
        proposers=len({proposal.author_id for proposal in found}),
        besides=_besides(tx, network, decision, one),
    )


def _besides(
    tx: Transaction, network: Network, decision: Decision, one: DecisionRound
) -> tuple[Besides, ...]:
    """Return what else the form asked for in writing, which only who leads reads."""
    if decision.ask is None:
        return ()
    entries = proposing(tx, network, decision, one)
    found = []
    for field in network.programme.form(decision.ask).fields:
        if field.kind in _WRITTEN and field.id not in decision.fields:
            said = said_besides(entries, field.id)
            shown = said if len(said) >= FEWEST_SHOWN else ()
            found.append(Besides(label=field.label, said=shown))
    return tuple(found)


def put(
    tx: Transaction,
    sorting: Sorting,
    keys: Collection[str],
    *,
    choice_id: int | None,
    words: str,
) -> None:
    """Put waiting proposals under a choice; raises Invalid where there is nothing to do."""
    taken = [alike for alike in sorting.waiting if alike[0].key in keys]
    backing = tuple(proposal.key for alike in taken for proposal in alike)
    said = " ".join(words.split())
    if len(said) > LONGEST_CHOICE:
        raise Invalid(
            mark("Please keep it under {most} characters."),
            field="choice_words",
            most=LONGEST_CHOICE,
        )
    if not backing and not said:
        raise Invalid(mark("Please tick what belongs together, or type a choice of its own."))
    if choice_id is None:
        first = taken[0][0].words[:LONGEST_CHOICE] if taken else ""
        tx.decisions.add_choice(sorting.round.id, words=said or first, backing=backing)
        return
    choice = next((one for one in sorting.choices if one.id == choice_id), None)
    if choice is None:
        raise NotFound
    tx.decisions.update_choice(
        replace(choice, words=said or choice.words, backing=(*choice.backing, *backing))
    )
