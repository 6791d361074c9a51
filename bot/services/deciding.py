"""Deciding: the steps that several verbs about decisions share, within a transaction."""

from datetime import datetime

from bot.domain.deciding import (
    DecisionRound,
    Proposal,
    decides,
    due_day,
    plainly,
    proposals_of,
)
from bot.domain.decisions import Decision, Method, Stage
from bot.domain.entries import Entry
from bot.domain.local_time import local_date
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.errors import Invalid, NotFound
from bot.i18n import language_of, mark
from bot.services.adopted import levels_of, newest
from bot.services.networks import the_network
from storage.transaction import Transaction

PROPOSED = "decision"
"""The kind of thing that proposals are about."""
MOVED_ON = mark("This has moved on meanwhile. Here is how it stands now.")


def the_round(tx: Transaction, round_id: int) -> DecisionRound:
    """Return a round; raises NotFound for one that is not there."""
    one = tx.decisions.get(round_id)
    if one is None:
        raise NotFound
    return one


def decided_in(
    tx: Transaction, actor: Actor, one: DecisionRound
) -> tuple[Network, Decision, DecisionRound]:
    """Return a round with what it decides; raises NotFound where the programme has it no more."""
    network = the_network(tx, one.network_id, team_id=actor.person.team_id)
    return network, decision_of(network, one.decision_id), one


def decision_of(network: Network, decision_id: str) -> Decision:
    """Return a decision of a network's programme; raises NotFound for one it has not."""
    try:
        return network.programme.one_decision(decision_id)
    except KeyError as error:
        raise NotFound from error


def deciders(
    tx: Transaction, network: Network, decision: Decision, *, level: str
) -> tuple[Member, ...]:
    """Return who proposes and votes."""
    members = tx.members.of_network(network.id)
    return tuple(one for one in members if decides(decision, one, level=level))


def demand_decider(
    tx: Transaction, actor: Actor, network: Network, *, decision: Decision, level: str
) -> None:
    """Raise Invalid unless somebody proposes and votes here: members do, of their own level."""
    member = tx.members.get(network.id, actor.id)
    if member is None or not decides(decision, member, level=level):
        raise Invalid(mark("This is for others in the network to decide."))


def demand_stage(one: DecisionRound, *stages: Stage) -> None:
    """Raise Invalid where a round has come further, or not yet so far."""
    if one.stage not in stages:
        raise Invalid(MOVED_ON)


def demand_newest(tx: Transaction, one: DecisionRound) -> None:
    """Raise Invalid for a round that a newer one has followed: what holds is decided there."""
    if tx.decisions.rounds(one.network_id, one.decision_id, level=one.level)[-1].id != one.id:
        raise Invalid(MOVED_ON)


def demand_collected(tx: Transaction, entry: Entry) -> None:
    """Raise Invalid for a proposal, or an edit of one, that comes when the vote has begun."""
    if entry.about.kind != PROPOSED:
        return
    decision_id = entry.about.which.partition("/")[0]
    rounds = tx.decisions.rounds(entry.network_id, decision_id)
    if not any(one.about == entry.about and one.stage is Stage.COLLECTING for one in rounds):
        raise Invalid(mark("Proposals are not collected any more: this has come to a vote."))


def proposed(
    tx: Transaction, network: Network, decision: Decision, one: DecisionRound
) -> tuple[Proposal, ...]:
    """Return what was proposed for a round by those who still decide, without any order."""
    return proposals_of(proposing(tx, network, decision, one), decision.fields)


def proposing(
    tx: Transaction, network: Network, decision: Decision, one: DecisionRound
) -> list[Entry]:
    """Return the entries in which those who still decide proposed for a round."""
    if decision.ask is None:
        return []
    here = {member.person_id for member in deciders(tx, network, decision, level=one.level)}
    entries = tx.entries.of_network(network.id, form_id=decision.ask, about=one.about)
    return [entry for entry in entries if entry.author_id in here]


def open_round(
    tx: Transaction,
    network: Network,
    decision: Decision,
    *,
    level: str,
    now: datetime,
    language: str | None = None,
) -> DecisionRound | None:
    """Open the next round of a decision; None where one is open or somebody was faster.

    Without a form that collects proposals the vote begins at once. The choices that stand from the
    beginning are in the language of whoever opens it, else in the facilitator's.
    """
    rounds = tx.decisions.rounds(network.id, decision.id, level=level)
    if any(one.is_open for one in rounds):
        return None
    return tx.decisions.open(
        network_id=network.id,
        decision_id=decision.id,
        level=level,
        number=max((one.number for one in rounds), default=0) + 1,
        stage=Stage.COLLECTING if decision.ask else Stage.VOTING,
        at=now,
        words=_standing(decision, rounds, language=language or _spoken(tx, network)),
    )


def open_what_is_due(tx: Transaction, network: Network, *, now: datetime) -> int:
    """Open the rounds that come again by themselves; returns how many. Twice is once (S58)."""
    return sum(
        open_round(tx, network, decision, level=level, now=now) is not None
        for decision, level in due_openings(tx, network, now=now)
    )


def due_openings(
    tx: Transaction, network: Network, *, now: datetime
) -> tuple[tuple[Decision, str], ...]:
    """Return the decisions, with the level, of which a round should have opened by itself."""
    today = local_date(now, zone=network.rhythm.zone)
    return tuple(
        (decision, level)
        for decision in network.programme.decisions
        if decision.again is not None
        for level in levels_of(tx, network, decision)
        if due_day(
            decision,
            tx.decisions.rounds(network.id, decision.id, level=level),
            today=today,
            starts_on=network.starts_on,
            terms=network.terms,
        )
    )


def _standing(
    decision: Decision, rounds: tuple[DecisionRound, ...], *, language: str
) -> tuple[str, ...]:
    """Return the choices of a new round: what holds now, where it can be kept, then the starters.

    What was put in an order is done with when it was worked on: there the next round begins anew.
    """
    held = newest(rounds) if decision.method is Method.APPROVE else ()
    words = [item.words for one in held for item in one.items]
    words += [choice.say(language) for choice in decision.choices]
    unique: dict[str, str] = {}
    for one in words:
        unique.setdefault(plainly(one), one)
    return tuple(unique.values())


def _spoken(tx: Transaction, network: Network) -> str:
    """Return the language of the network's first facilitator."""
    leaders = (one for one in tx.members.of_network(network.id) if one.is_facilitator)
    people = (tx.people.get(one.person_id) for one in leaders)
    return language_of(next((one.locale for one in people if one is not None), None))
