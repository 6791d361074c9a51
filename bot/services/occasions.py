"""Occasions: what an entry is about, in words, and what follows in the network when it is sent."""

from dataclasses import replace
from datetime import datetime

from bot.domain.entries import About, Entry
from bot.domain.inquiry import Cycle, asks
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.programme import Scope
from bot.domain.visibility import Visibility
from bot.services.channel import refresh, show_or_hide
from bot.services.following import take_back_check_backs
from bot.services.prompts import prompt_named
from storage.transaction import Transaction


def about_gathering(gathering_id: int) -> About:
    """Return the subject of an entry about a gathering."""
    return About(kind="gathering", which=str(gathering_id))


def about_step(cycle_id: int, step_id: str) -> About:
    """Return the subject of an entry that answers a step of a cycle."""
    return About(kind="step", which=f"{cycle_id}/{step_id}")


def about_checkin(checkin_id: str, round_on: str) -> About:
    """Return the subject of an entry of one round of a check-in; the date is ISO."""
    return About(kind="checkin", which=f"{checkin_id}/{round_on}")


def occasion(tx: Transaction, network: Network, about: About, *, language: str) -> str:
    """Return in words what an entry is about; empty for one written just so."""
    first, _, second = about.which.partition("/")
    if about.kind in {"step", "after_step"}:
        known = {step.id: step.name for step in network.programme.steps}
        return known[second].say(language) if second in known else ""
    if about.kind == "module":
        modules = {one.id: one.name for phase in network.programme.phases for one in phase.modules}
        return modules[second].say(language) if second in modules else ""
    if about.kind == "tool":
        tools = {one.id: one.title for one in network.programme.toolkit}
        return tools[first].say(language) if first in tools else ""
    if about.kind == "checkin":
        prompt = prompt_named(tx, network, first)
        return prompt.name.say(language) if prompt is not None else ""
    if about.kind == "decision":
        decisions = {one.id: one.name for one in network.programme.decisions}
        return decisions[first].say(language) if first in decisions else ""
    if about.kind == "gathering":
        gathering = tx.gatherings.get(about.number)
        return gathering.title if gathering and gathering.network_id == network.id else ""
    return ""


def on_entry(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Bring up to date what the network sees after an entry: the board of the common cycle."""
    if entry.about.kind == "step":
        refresh_board(tx, network, entry.about.number, now=now)


def clear_away(tx: Transaction, network: Network, entry: Entry, *, now: datetime) -> None:
    """Take an entry out of all that the channel shows: its message, and the adopted question."""
    for cycle in tx.cycles.of_network(network.id):
        if cycle.adopted_id == entry.id:
            tx.cycles.update(replace(cycle, adopted_id=None))
    gone = replace(entry, withdrawn_at=now)
    show_or_hide(tx, network, gone, now=now)
    take_back_check_backs(tx, network, gone, now=now)
    on_entry(tx, network, gone, now=now)


def refresh_board(tx: Transaction, network: Network, cycle_id: int, *, now: datetime) -> None:
    """Plan an update of the progress board of a common cycle."""
    cycle = tx.cycles.get(cycle_id)
    if cycle is None or cycle.scope is not Scope.COMMON:
        return
    refresh(
        tx,
        network,
        kind=Kind.INQUIRY_BOARD,
        thing=f"cycle:{cycle_id}",
        refs={"cycle": cycle_id},
        now=now,
    )


def may_be_adopted(tx: Transaction, network: Network, entry: Entry) -> bool:
    """Whether an entry answers a step that adopts one answer, in a cycle that has not yet (S41)."""
    if entry.about.kind != "step":
        return False
    cycle = tx.cycles.get(entry.about.number)
    is_open = cycle is not None and cycle.scope is Scope.COMMON and cycle.adopted_id is None
    step_id = entry.about.which.partition("/")[2]
    adopting = {step.id for step in network.programme.steps if step.adopts is not None}
    return is_open and step_id in adopting


def contributions(tx: Transaction, network: Network, cycle_id: int) -> tuple[int, int]:
    """Return how many members have answered the current step of a cycle, and how many it asks."""
    cycle = tx.cycles.get(cycle_id)
    if cycle is None:
        return 0, 0
    step = network.programme.step(cycle.step_id)
    asked = {
        member.person_id
        for member in tx.members.of_network(network.id)
        if asks(step, cycle, person_id=member.person_id, is_facilitator=member.is_facilitator)
    }
    answered = tx.entries.authors(network.id, about=about_step(cycle_id, step.id))
    return len(asked & answered), len(asked)


def question_of(
    tx: Transaction, network: Network, cycle: Cycle, *, reader_id: int | None
) -> str | None:
    """Return the problem of practice a cycle works on: adopted, or its owner's own.

    Without a reader it is for the channel. What its author shares with the network is for all; what
    they do not, or no longer, is for them alone.
    """
    step = next((one for one in network.programme.steps if one.adopts is not None), None)
    if step is None or step.adopts is None:
        return None
    entry = tx.entries.get(cycle.adopted_id) if cycle.adopted_id is not None else None
    if cycle.owner_id is not None:
        about = about_step(cycle.id, step.id)
        mine = tx.entries.of_author(cycle.owner_id, network_id=network.id, about=about)
        entry = mine[0] if mine else None
    if entry is None or entry.withdrawn_at is not None:
        return None
    if entry.visibility is not Visibility.NETWORK and entry.author_id != reader_id:
        return None
    return str(entry.answers.get(step.adopts) or "")
