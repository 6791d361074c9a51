"""Charters: when two thirds have said yes to one (S29); pure."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil

from bot.domain.networks import Member


def adopting(members: int) -> int:
    """Return how many yes adopt a charter: two thirds of the members who do not facilitate."""
    return ceil(members * 2 / 3)


def adopted_at(yes: Iterable[datetime], members: Iterable[Member]) -> datetime | None:
    """Return when a charter was adopted, in UTC; None while it is not.

    ``yes`` are the moments at which somebody said yes to its words as they are, ``members`` all who
    ever were in the network. Whoever joins later makes no adopted charter undone.
    """
    fellows = [one for one in members if not one.is_facilitator]
    for said, at in enumerate(sorted(yes), start=1):
        here = sum(_is_here(one, at) for one in fellows)
        if here and said >= adopting(here):
            return at
    return None


def _is_here(member: Member, at: datetime) -> bool:
    return member.joined_at <= at and (member.left_at is None or member.left_at > at)
