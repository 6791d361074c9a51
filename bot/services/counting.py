"""Counting: what a vote would adopt, and whether it can be settled (S28, S30, S58, S59)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deciding import Adopted, AdoptedItem, DecisionRound
from bot.domain.decisions import Decision
from bot.domain.networks import Network
from bot.domain.votes import Outcome, outcome
from bot.errors import Invalid
from bot.i18n import mark
from bot.services.deciding import deciders
from storage.transaction import Transaction

MOST_CHOICES = 40
"""More than that nobody reads before voting."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """What settling a vote would lead to, before it is done."""

    network: Network
    decision: Decision
    round: DecisionRound
    outcome: Outcome
    words: Mapping[int, str]
    """The choices by id."""


def count_of(tx: Transaction, network: Network, decision: Decision, one: DecisionRound) -> Count:
    """Count the votes of those who decide now; who has left or changed level counts no more."""
    here = {member.person_id for member in deciders(tx, network, decision, level=one.level)}
    choices = tx.decisions.choices(one.id)
    votes = [ranks for who, ranks in tx.decisions.votes(one.id).items() if who in here]
    return Count(
        network=network,
        decision=decision,
        round=one,
        outcome=outcome(decision, [choice.id for choice in choices], votes, asked=len(here)),
        words={choice.id: choice.words for choice in choices},
    )


def adopted_of(count: Count, at: datetime) -> Adopted:
    """Return what a count adopts, with its date and version."""
    found = count.outcome
    return Adopted(
        decision_id=count.decision.id,
        level=count.round.level,
        version=count.round.number,
        at=at,
        items=tuple(
            AdoptedItem(words=count.words[one.choice_id], support=one.support, points=one.points)
            for one in found.adopted
        ),
        voters=found.voters,
        asked=found.asked,
        tied=found.tied,
    )


def demand_votable(decision: Decision, choices: int) -> None:
    """Raise Invalid where there are too few choices to adopt anything, or too many to read."""
    if choices < decision.least:
        raise Invalid(
            mark("There are {found} choices; it takes {least} to decide."),
            found=choices,
            least=decision.least,
        )
    if choices > MOST_CHOICES:
        raise Invalid(
            mark("There would be {found} choices. Please group them to {most} at the most."),
            found=choices,
            most=MOST_CHOICES,
        )


def demand_decided(count: Count) -> None:
    """Raise Invalid where a vote does not decide: too few have voted, or for too little."""
    found = count.outcome
    if not found.has_quorum:
        raise Invalid(
            mark("{voters} of {asked} have voted; it takes {needed}."),
            voters=found.voters,
            asked=found.asked,
            needed=found.needed,
        )
    if not found.adopted:
        raise Invalid(
            mark("Fewer than {least} choices have any support."), least=count.decision.least
        )
