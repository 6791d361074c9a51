"""Match people in pairs or trios: a pure function of who they are and whom they met before (S26).

Everybody is placed exactly once and nobody alone; who is left over makes groups larger by one. Of
all ways to do so the one with the least cost is taken, in this order of weight:

1. nobody meets again somebody whom they were matched with before, as long as that can be avoided;
2. people who are awake and written to at the same time, so that they can talk;
3. people from different schools;
4. hours enough in common: four are as good as ten.

What is equally good is decided by the seed, so that another draw gives other groups. Up to twelve
people every way is looked at; beyond, chance begins and swaps of two improve it until none does.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from random import Random

from bot.domain.local_time import Rhythm, at_wall

FEWEST = 2
"""Nobody is a group alone."""
HALF_HOURS = 48
"""Of a day in UTC; zones differ by half hours."""
_ENOUGH = 8
"""Half hours in common after which more of them make no difference."""
_AGAIN = 1_000_000_000
_NEVER_AWAKE = 1_000_000
_ONE_SCHOOL = 1_000
_LOOK_AT_ALL = 12
_STARTS = 8
_HALF_HOUR = timedelta(minutes=30)

Met = Mapping[frozenset[int], int]
"""How often two people were matched before, by their ids."""
Groups = tuple[tuple[int, ...], ...]
"""Ids of people, group by group."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seeker:
    """Somebody to be matched; ``hours`` are the half hours of a day in UTC that they can talk."""

    person_id: int
    school_id: int | None = None
    hours: frozenset[int] = frozenset(range(HALF_HOURS))

    def shares_school(self, other: "Seeker") -> bool:
        """Whether both come from one school; who has named none comes from nowhere."""
        return self.school_id is not None and self.school_id == other.school_id


def talking_hours(rhythm: Rhythm, *, on: date) -> frozenset[int]:
    """Return the half hours of a UTC day in which somebody may be written to, as of a date."""
    midnight = at_wall(on, time.min, zone=rhythm.zone)
    starts = (midnight + number * _HALF_HOUR for number in range(HALF_HOURS))
    return frozenset(
        one.hour * 2 + one.minute // 30
        for one in starts
        if not rhythm.quiet.holds(one.astimezone(rhythm.zone).time())
    )


def sizes(people: int, size: int) -> tuple[int, ...]:
    """Return how large the groups of so many people are: even, none smaller than meant.

    Fewer people than fill one group are one group; one person alone, or nobody, is none.
    """
    if people < FEWEST:
        return ()
    groups = max(1, people // size)
    smaller, larger = divmod(people, groups)
    return (smaller + 1,) * larger + (smaller,) * (groups - larger)


def pairs_of(groups: Collection[Collection[int]]) -> Iterator[frozenset[int]]:
    """Yield everybody with everybody else of their group."""
    for group in groups:
        yield from (frozenset(pair) for pair in combinations(sorted(group), 2))


def repeats(groups: Groups, met: Met) -> int:
    """Return how many pairs of these groups met before."""
    return sum(1 for pair in pairs_of(groups) if met.get(pair))


def match(people: Sequence[Seeker], *, size: int, met: Met, seed: int) -> Groups:
    """Return groups of people's ids; the same people, history and seed give the same groups.

    One person alone cannot be matched and is in no group.
    """
    chance = Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    mixed = sorted(people, key=lambda one: one.person_id)
    chance.shuffle(mixed)
    table = _Table(mixed, met)
    wanted = sizes(len(mixed), size)
    if len(mixed) <= _LOOK_AT_ALL:
        best = _Search(table, wanted).best
    else:
        draws = (_Draw(table, wanted, chance=chance).groups for _ in range(_STARTS))
        best = [tuple(group) for group in min(draws, key=table.total)]
    named = (tuple(sorted(mixed[one].person_id for one in group)) for group in best)
    return tuple(sorted(named))


class _Table:
    """What it costs to bring any two people together; people are places in a list here."""

    def __init__(self, people: Sequence[Seeker], met: Met) -> None:
        """Work out all pairs once."""
        self.count = len(people)
        self.of = [[_cost(one, other, met) for other in people] for one in people]

    def with_group(self, one: int, group: Collection[int]) -> int:
        """Return what it costs to have somebody in a group."""
        row = self.of[one]
        return sum(row[other] for other in group if other != one)

    def total(self, groups: Sequence[Sequence[int]]) -> int:
        """Return what all groups cost."""
        return sum(self.with_group(one, group) for group in groups for one in group)


def _cost(one: Seeker, other: Seeker, met: Met) -> int:
    common = len(one.hours & other.hours)
    return (
        _AGAIN * met.get(frozenset((one.person_id, other.person_id)), 0)
        + _NEVER_AWAKE * (common == 0)
        + _ONE_SCHOOL * one.shares_school(other)
        + max(_ENOUGH - common, 0)
    )


class _Search:
    """Look at every way to make the groups, and leave each as soon as it is no better."""

    def __init__(self, table: _Table, wanted: tuple[int, ...]) -> None:
        """Find the best way, the first of those that are equally good."""
        self._table = table
        self._least: int | None = None
        self._groups: list[tuple[int, ...]] = []
        self.best: list[tuple[int, ...]] = []
        self._place(frozenset(range(table.count)), wanted, cost=0)

    def _place(self, free: frozenset[int], wanted: tuple[int, ...], *, cost: int) -> None:
        """Give the first who is free every group that they can be in, and go on with the rest."""
        if self._least is not None and cost >= self._least:
            return
        if not wanted:
            self._least, self.best = cost, list(self._groups)
            return
        first = min(free)
        for at in sorted({size: at for at, size in enumerate(wanted)}.values()):
            rest = wanted[:at] + wanted[at + 1 :]
            for others in combinations(sorted(free - {first}), wanted[at] - 1):
                group = (first, *others)
                self._groups.append(group)
                more = self._table.total([group])
                self._place(free - set(group), rest, cost=cost + more)
                self._groups.pop()


class _Draw:
    """Begin by chance, and swap two people of different groups as long as that saves something."""

    def __init__(self, table: _Table, wanted: tuple[int, ...], *, chance: Random) -> None:
        """Draw, then improve."""
        self._table = table
        places = list(range(table.count))
        chance.shuffle(places)
        waiting = iter(places)
        self.groups = [[next(waiting) for _ in range(size)] for size in wanted]
        self._where = {one: group for group in self.groups for one in group}
        pairs = list(combinations(range(table.count), 2))
        chance.shuffle(pairs)
        while sum(self._swap_if_better(one, other) for one, other in pairs):
            pass

    def _swap_if_better(self, one: int, other: int) -> bool:
        here, there = self._where[one], self._where[other]
        if here is there or self._saved(one, other) <= 0:
            return False
        here[here.index(one)], there[there.index(other)] = other, one
        self._where[one], self._where[other] = there, here
        return True

    def _saved(self, one: int, other: int) -> int:
        """Return what is saved when two people of different groups change places."""
        costs, here, there = self._table.with_group, self._where[one], self._where[other]
        now = costs(one, here) + costs(other, there)
        if not now:
            return 0
        apart = 2 * self._table.of[one][other]
        return now - (costs(other, here) + costs(one, there) - apart)


def joining(seeker: Seeker, groups: Sequence[Sequence[Seeker]], met: Met) -> int:
    """Return which group somebody who comes later joins: the smallest, then the one that suits.

    Raises ValueError where there is none.
    """
    costs = {
        at: (len(group), sum(_cost(seeker, other, met) for other in group), at)
        for at, group in enumerate(groups)
    }
    return min(costs, key=lambda at: costs[at])
