"""Partnering within a transaction: who is with whom, who comes later, who is left alone (S26)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.domain.deliveries import NewDelivery
from bot.domain.door import Dropped
from bot.domain.kinds import Kind
from bot.domain.local_time import at_wall, local_date, next_allowed
from bot.domain.matching import Groups, joining
from bot.domain.networks import Member, Network
from bot.domain.next_steps import step_is_shared
from bot.domain.partner_messages import News
from bot.domain.partners import met
from bot.domain.visibility import Visibility
from bot.i18n import mark
from bot.services.channel import anew
from bot.services.circles import (
    circles,
    partners_of,
    past_matchings,
    seekers,
    to_be_matched,
    with_whom,
)
from bot.services.following import (
    ask_partners,
    close_step,
    refresh_receipt,
    take_back_check_backs,
)
from bot.services.rhythms import rhythm_of
from storage.transaction import Transaction


def put_together(
    tx: Transaction, network: Network, groups: Groups, *, number: int, now: datetime
) -> None:
    """Make groups the partners of a network from now on, as its n-th matching.

    Whoever has other partners than before is told once, and what their former circle could read is
    theirs alone again. Whoever keeps their partners hears nothing.
    """
    before = with_whom(tx, network)
    known = tx.partnerships.of_network(network.id)
    last = max((one.place for one in known), default=0)
    since = _today(network, now)
    started = [one.since for one in known if one.number == number]
    for place, group in enumerate(groups, start=last + 1):
        began = min(started, default=since)
        tx.partnerships.place(network.id, group, number=number, place=place, since=began)
    places = {one: place for place, group in enumerate(groups, last + 1) for one in group}
    for member in tx.members.of_network(network.id):
        if member.trio != places.get(member.person_id):
            tx.members.update(replace(member, trio=places.get(member.person_id)))
    _follow(tx, network, before, now=now)


def take_in(tx: Transaction, network: Network, member: Member, *, now: datetime) -> Member:
    """Put somebody who comes after the matching with the smallest group, and say so.

    Returns the member as they are then. The partners are told, and who facilitates.
    """
    if network.programme.partners is None or member.is_facilitator:
        return member
    placed = place_with_others(tx, network, member, now=now)
    if placed.trio is not None:
        tell_facilitators(tx, network, News.JOINED, about=member.person_id, due_at=now, now=now)
    return placed


def place_with_others(
    tx: Transaction, network: Network, member: Member, *, now: datetime
) -> Member:
    """Put somebody with the smallest group that suits; nothing before the first matching.

    Returns the member as they are then; those whose partners change by it are told.
    """
    past = past_matchings(tx, network)
    others = [one for one in to_be_matched(tx, network) if one.person_id != member.person_id]
    groups = circles(others)
    if not past or not groups:
        return member
    before = with_whom(tx, network)
    today = _today(network, now)
    there = [seekers(tx, network, group, on=today) for group in groups]
    (seeker,) = seekers(tx, network, [member], on=today)
    placed = replace(member, trio=groups[joining(seeker, there, met(past))][0].trio)
    tx.members.update(placed)
    tx.partnerships.place(
        network.id,
        [member.person_id],
        number=past[-1].number,
        place=placed.trio or 0,
        since=past[-1].since,
    )
    _follow(tx, network, before, now=now)
    return placed


def let_go(tx: Transaction, network: Network, member: Member, *, now: datetime) -> None:
    """Let somebody leave; a partner who is left alone is named to who facilitates.

    What the one who leaves had shared with the group is theirs alone again.
    """
    left = partners_of(tx, network, member.person_id)
    tx.members.update(replace(member, trio=None, left_at=member.left_at or now))
    if member.trio is not None:
        close_circle(tx, network, [member.person_id], now=now)
    if len(left) == 1:
        about = left[0].person_id
        tell_facilitators(tx, network, News.ALONE, about=about, due_at=now, now=now)


def close_circle(
    tx: Transaction, network: Network, person_ids: Iterable[int], *, now: datetime
) -> None:
    """Let what people shared with partners they have no longer be for them alone again.

    It was written for those people and not for whoever comes after them; its author can share it
    again. Its receipt says so.
    """
    for person_id in person_ids:
        for entry in tx.entries.of_author(person_id, network_id=network.id):
            if entry.visibility is Visibility.TRIO:
                tx.entries.set_visibility(entry.id, Visibility.ONLY_ME)
                closed = replace(entry, visibility=Visibility.ONLY_ME)
                refresh_receipt(tx, network, closed, now=now)
                take_back_check_backs(tx, network, closed, now=now)
            elif step_is_shared(entry):
                closed = close_step(tx, entry)
                refresh_receipt(tx, network, closed, now=now)
                take_back_check_backs(tx, network, closed, now=now)


def tell_facilitators(
    tx: Transaction, network: Network, news: News, *, about: int, due_at: datetime, now: datetime
) -> None:
    """Plan a private word to each facilitator at their next allowed hour after an instant.

    ``about`` is the person it concerns, or the number of the matching that has had its weeks.
    """
    rows = []
    for one in tx.members.of_network(network.id):
        person = tx.people.get(one.person_id) if one.is_facilitator else None
        if person is not None:
            rows.append(
                NewDelivery(
                    team_id=network.team_id,
                    network_id=network.id,
                    kind=Kind.PARTNER_NEWS,
                    thing=f"partners:{news}/{about}",
                    occurrence=anew(now),
                    recipient=f"person:{person.id}",
                    due_at=next_allowed(due_at, rhythm_of(tx, network, person)),
                    reason=mark("You look after who is whose partner."),
                    refs={"news": news.value, "about": about},
                )
            )
    tx.outbox.plan(rows, at=now)


def tell_when_due(tx: Transaction, network: Network, *, number: int, now: datetime) -> None:
    """Plan the word that the partners of a matching have had their weeks, if they have any."""
    rule = network.programme.partners
    day = rule.ends_on(_today(network, now)) if rule is not None else None
    if day is not None:
        due_at = at_wall(day, network.rhythm.prompt_at, zone=network.rhythm.zone)
        tell_facilitators(tx, network, News.DUE, about=number, due_at=due_at, now=now)


def _follow(
    tx: Transaction, network: Network, before: dict[int, frozenset[int]], *, now: datetime
) -> None:
    """Tell those whose partners are others now, and close what their former ones could read."""
    after = with_whom(tx, network)
    changed = [one for one in after if after[one] != before.get(one, frozenset())]
    gone = [one for one in before if one not in after]
    close_circle(tx, network, [one for one in (*changed, *gone) if before.get(one)], now=now)
    for person_id in changed:
        _tell(tx, network, person_id, is_change=bool(before.get(person_id)), now=now)
        for entry in tx.entries.of_author(person_id, network_id=network.id):
            ask_partners(tx, network, entry, now=now)


def _tell(
    tx: Transaction, network: Network, person_id: int, *, is_change: bool, now: datetime
) -> None:
    """Plan the word who somebody's partners are; what waited and is overtaken is dropped."""
    person = tx.people.get(person_id)
    if person is None:
        return
    thing = f"partners:{person_id}"
    tx.outbox.drop_pending(
        network_id=network.id,
        thing=thing,
        kind=Kind.PARTNERS,
        reason=Dropped.GONE.name,
        at=now,
    )
    row = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=Kind.PARTNERS,
        thing=thing,
        occurrence=anew(now),
        recipient=f"person:{person_id}",
        due_at=next_allowed(now, rhythm_of(tx, network, person)),
        reason=mark("You have a partner in the network."),
        refs={"change": 1} if is_change else {},
    )
    tx.outbox.plan([row], at=now)


def _today(network: Network, now: datetime) -> date:
    return local_date(now, zone=network.rhythm.zone)
