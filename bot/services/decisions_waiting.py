"""Decisions that wait: for a member to propose or vote, for a facilitator to take the next step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.decisions import Stage
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.domain.votes import quorum
from bot.services.decisions import DecisionView, view_of
from storage.transaction import Transaction

TIME_ENOUGH = timedelta(days=7)
"""After so long whoever leads is shown that a round can go on; nobody is hurried before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """The decisions of a network that wait for somebody."""

    mine: DecisionView | None = None
    """To propose or to vote on: the first of them."""
    others: tuple[DecisionView, ...] = ()
    """Further ones to propose or to vote on."""
    led: DecisionView | None = None
    """To bring to a vote, or to settle; for a facilitator only."""


def waiting(tx: Transaction, actor: Actor, network: Network, *, now: datetime) -> Waiting:
    """Return what waits for somebody; nothing is read where no round is open."""
    known = {one.id: one for one in network.programme.decisions}
    rounds = tx.decisions.of_network(network.id) if known else ()
    views = [
        view_of(tx, actor, network, known[one.decision_id], level=one.level)
        for one in rounds
        if one.is_open and one.decision_id in known
    ]
    mine = tuple(one for one in views if one.waits_for_reader)
    led = (one for one in views if one.leads and _can_go_on(one, now))
    return Waiting(mine=next(iter(mine), None), others=mine[1:], led=next(led, None))


def _can_go_on(view: DecisionView, now: datetime) -> bool:
    """Whether a round has had its time, or everybody; a vote needs enough votes besides."""
    if view.open is None:
        return False
    is_long = now - (view.open.voting_since or view.open.opened_at) >= TIME_ENOUGH
    if view.open.stage is Stage.COLLECTING:
        return view.proposers >= view.asked or (is_long and bool(view.proposers or view.choices))
    enough = view.voters >= quorum(view.asked, view.decision.share)
    return view.voters >= view.asked or (is_long and enough)
