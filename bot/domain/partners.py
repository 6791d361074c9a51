"""Partners: pairs or trios of members who hold one another to their word (S26)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from pydantic import Field

from bot.domain.forms import Strict
from bot.domain.matching import Groups, Met, pairs_of


class PartnersRule(Strict):
    """How members are matched, and for how long."""

    size: int = Field(default=2, ge=2, le=3)
    """Two or three; who is left over makes one group larger."""
    weeks: int | None = Field(default=None, ge=2, le=60)
    """After so many weeks the facilitator is offered to match anew; none means they stay."""

    def ends_on(self, since: date) -> date | None:
        """Return when partners of a day have had their weeks; None where they stay."""
        return None if self.weeks is None else since + timedelta(weeks=self.weeks)


@dataclass(frozen=True, kw_only=True, slots=True)
class Partnership:
    """That somebody was in a group; people with one ``place`` of a matching belong together.

    ``number`` counts the matchings of a network from 1; a place is never given twice in it.
    ``since`` is a date of the network's own calendar.
    """

    number: int
    person_id: int
    place: int
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """One matching as it was at its end: its groups, of people's ids."""

    number: int
    since: date
    groups: Groups

    def is_of(self, groups: Groups, *, since: date) -> bool:
        """Whether it put just these groups together on that day."""
        there = {frozenset(one) for one in self.groups}
        return self.since == since and there == {frozenset(one) for one in groups}


def matchings(rows: Sequence[Partnership]) -> tuple[Matching, ...]:
    """Return the matchings of a network in order; rows come by number and place."""
    return tuple(
        _matching(number, list(group))
        for number, group in groupby(rows, key=lambda one: one.number)
    )


def _matching(number: int, rows: list[Partnership]) -> Matching:
    groups = groupby(rows, key=lambda one: one.place)
    return Matching(
        number=number,
        since=min(one.since for one in rows),
        groups=tuple(tuple(one.person_id for one in group) for _, group in groups),
    )


def met(past: Iterable[Matching]) -> Met:
    """Count how often any two people were matched."""
    return Counter(pair for one in past for pair in pairs_of(one.groups))
