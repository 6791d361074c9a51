"""Cycles: begin them with a phase, tell people of a step, offer the reflection after one."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.deliveries import NewDelivery
from bot.domain.inquiry import Cycle, is_told
from bot.domain.kinds import Kind
from bot.domain.local_time import next_allowed
from bot.domain.networks import Network
from bot.domain.programme import Phase, Scope
from bot.i18n import mark
from bot.services.occasions import about_step
from bot.services.rhythms import rhythm_of
from storage.transaction import Transaction


def begin_cycles(
    tx: Transaction, network: Network, phase: Phase, *, today: date, now: datetime
) -> None:
    """Begin what a phase walks: one common cycle, or one for every member; twice is once."""
    if phase.inquiry is None:
        return
    begun = {one.owner_id for one in tx.cycles.of_network(network.id) if one.phase_id == phase.id}
    members = [one for one in tx.members.of_network(network.id) if not one.is_facilitator]
    owners: Sequence[int | None] = [None]
    if phase.inquiry.scope is Scope.INDIVIDUAL:
        owners = [one.person_id for one in members]
    for owner_id in owners:
        if owner_id in begun:
            continue
        cycle = tx.cycles.add(
            network_id=network.id,
            phase_id=phase.id,
            scope=phase.inquiry.scope,
            owner_id=owner_id,
            host_id=None,
            step_id=network.programme.steps[0].id,
            on=today,
            at=now,
        )
        tell_of_step(tx, network, cycle, now=now)


def tell_of_step(tx: Transaction, network: Network, cycle: Cycle, *, now: datetime) -> None:
    """Plan a private message to everybody a step asks, and the board of a common cycle."""
    step = network.programme.step(cycle.step_id)
    rows = []
    for member in tx.members.of_network(network.id):
        leads = member.is_facilitator
        if not is_told(step, cycle, person_id=member.person_id, is_facilitator=leads):
            continue
        person = tx.people.get(member.person_id)
        if person is not None:
            rows.append(
                NewDelivery(
                    team_id=network.team_id,
                    network_id=network.id,
                    kind=Kind.STEP_PROMPT,
                    thing=f"cycle:{cycle.id}",
                    occurrence=f"{cycle.step_id}/{cycle.step_since}",
                    recipient=f"person:{person.id}",
                    due_at=next_allowed(now, rhythm_of(tx, network, person)),
                    reason=mark("A step of your inquiry has opened."),
                    refs={"cycle": cycle.id, "step": cycle.step_id},
                )
            )
    if cycle.scope is Scope.COMMON:
        rows.append(_board(network, cycle, now))
    tx.outbox.plan(rows, at=now)


def _board(network: Network, cycle: Cycle, now: datetime) -> NewDelivery:
    return NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.INQUIRY_BOARD,
        thing=f"cycle:{cycle.id}",
        occurrence="board",
        recipient=f"channel:{network.channel_id}",
        due_at=next_allowed(now, network.rhythm),
        reason=mark("The network walks an inquiry together."),
        refs={"cycle": cycle.id},
    )


def offer_reflection(tx: Transaction, network: Network, cycle: Cycle, *, now: datetime) -> None:
    """Plan the offer of a reflection to everybody who answered a step that is done now."""
    form_id = network.programme.step(cycle.step_id).reflection
    if form_id is None:
        return
    rows = []
    for author_id in tx.entries.authors(network.id, about=about_step(cycle.id, cycle.step_id)):
        person = tx.people.get(author_id)
        if person is not None:
            rows.append(
                NewDelivery(
                    team_id=network.team_id,
                    network_id=network.id,
                    kind=Kind.FORM_PROMPT,
                    thing=f"cycle:{cycle.id}",
                    occurrence=f"reflection/{cycle.step_id}",
                    recipient=f"person:{author_id}",
                    due_at=next_allowed(now, rhythm_of(tx, network, person)),
                    reason=mark("A step of your inquiry is done; a few lines keep what it taught."),
                    refs={"form": form_id, "about": f"after_step:{cycle.id}/{cycle.step_id}"},
                )
            )
    tx.outbox.plan(rows, at=now)
