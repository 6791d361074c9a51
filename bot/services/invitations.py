"""Invitations within a transaction: whom a gathering is for, and what they answered."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from bot.domain.gatherings import Gathering, Invitation, Rsvp, is_invited, series_of
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from storage.transaction import Transaction


def invited_members(tx: Transaction, network: Network, gathering: Gathering) -> list[Member]:
    """Return the members whom a gathering is for; facilitators are not counted among them."""
    members = tx.members.of_network(network.id)
    return [one for one in members if not one.is_facilitator and is_meant(one, network, gathering)]


def is_meant(member: Member, network: Network, gathering: Gathering) -> bool:
    """Whether a gathering is for a member: by its series, and by its school where it has one."""
    series = series_of(gathering, network.programme)
    school_id = gathering.school_id
    return is_invited(member, series, programme=network.programme, school_id=school_id)


def days_of(tx: Transaction, network: Network, gathering: Gathering) -> tuple[Gathering, ...]:
    """Return the days on which a gathering takes place, in order; cancelled ones are left out.

    Most take one day, which is the gathering itself; an institute takes several (S62).
    """
    series = series_of(gathering, network.programme)
    if series.lasts_days == 1:
        return (gathering,)
    time_of = series.time_of(gathering.number)
    return tuple(
        one
        for one in tx.gatherings.of_network(network.id)
        if (one.series_id, one.school_id) == (series.id, gathering.school_id)
        and series.time_of(one.number) == time_of
        and one.is_on
    )


def answer_for_all_days(
    tx: Transaction, network: Network, answer: Invitation, *, before: Invitation
) -> None:
    """Keep an answer; one to the first of several days holds for the others, too.

    A day about which somebody has said something else keeps its own answer.
    """
    tx.gatherings.answer(answer)
    gathering = tx.gatherings.get(answer.gathering_id)
    days = days_of(tx, network, gathering) if gathering is not None else ()
    if not days or days[0].id != answer.gathering_id:
        return
    for day in days[1:]:
        known = tx.gatherings.invitation(day.id, answer.person_id)
        mine = known or Invitation(gathering_id=day.id, person_id=answer.person_id)
        if mine.rsvp in {None, before.rsvp}:
            same = replace(answer, gathering_id=day.id)
            kept = replace(same, presence=mine.presence, marked_at=mine.marked_at)
            tx.gatherings.answer(kept)


def is_elsewhere(member: Member | None, gathering: Gathering) -> bool:
    """Whether a gathering is for the people of one school, and this member is not among them."""
    if gathering.school_id is None:
        return False
    return member is None or (not member.is_facilitator and member.school_id != gathering.school_id)


def school_of(tx: Transaction, gathering: Gathering) -> str | None:
    """Return the name of the school that a gathering is for; None where it is for all."""
    schools = {one.id: one.name for one in tx.members.schools(gathering.network_id)}
    return schools.get(gathering.school_id) if gathering.school_id is not None else None


def next_for(
    tx: Transaction, actor: Actor, network_id: int, *, after: datetime
) -> Gathering | None:
    """Return the next gathering that is not over: for a member, not one of another school."""
    member = tx.members.get(network_id, actor.id)
    if member is None or member.is_facilitator:
        return tx.gatherings.next_of_any(network_id, after=after)
    return tx.gatherings.next(network_id, after=after, school_id=member.school_id)


def last_for(tx: Transaction, actor: Actor, network_id: int, *, now: datetime) -> Gathering | None:
    """Return the last gathering that took place: for a member, not one of another school."""
    found = reversed(dates_for(tx, actor, network_id))
    return next((one for one in found if one.is_on and one.is_over(now)), None)


def dates_for(tx: Transaction, actor: Actor, network_id: int) -> tuple[Gathering, ...]:
    """Return all gatherings by start; for a member, those of other schools are left out."""
    found, member = tx.gatherings.of_network(network_id), tx.members.get(network_id, actor.id)
    return tuple(one for one in found if member is None or not is_elsewhere(member, one))


def answers_to(tx: Transaction, network: Network, gathering: Gathering) -> Counter[Rsvp | None]:
    """Count what those who are invited have answered; None for who has not said anything."""
    said = {one.person_id: one.rsvp for one in tx.gatherings.invitations(gathering.id)}
    return Counter(said.get(one.person_id) for one in invited_members(tx, network, gathering))


def absences(
    tx: Transaction, network: Network, gathering: Gathering
) -> tuple[tuple[Member, str | None], ...]:
    """Return who said that they cannot come, and why."""
    no = {a.person_id: a for a in tx.gatherings.invitations(gathering.id) if a.rsvp is Rsvp.NO}
    members = invited_members(tx, network, gathering)
    return tuple((one, no[one.person_id].reason) for one in members if one.person_id in no)
