"""Matching: everybody once, nobody alone, nobody twice with the same, hours to talk in (S26)."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import combinations
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.local_time import QuietHours, Rhythm
from bot.domain.matching import (
    HALF_HOURS,
    Groups,
    Seeker,
    match,
    pairs_of,
    repeats,
    sizes,
    talking_hours,
)

group_sizes = st.sampled_from([2, 3])
seeds = st.integers(0, 1000)
MORNING, EVENING = frozenset(range(24)), frozenset(range(24, HALF_HOURS))


def crowd(count: int, *, schools: int | None = None) -> list[Seeker]:
    """Return so many people, each from a school of their own or spread over a few."""
    return [
        Seeker(person_id=number, school_id=number % (schools or count)) for number in range(count)
    ]


def every_way(people: Sequence[int], size: int) -> Iterator[Groups]:
    """Yield every way to put people into groups as large as they shall be."""

    def ways(free: frozenset[int], wanted: tuple[int, ...]) -> Iterator[Groups]:
        if not wanted:
            yield ()
            return
        first = min(free)
        for one in set(wanted):
            at = wanted.index(one)
            for others in combinations(sorted(free - {first}), one - 1):
                group = (first, *others)
                for rest in ways(free - set(group), wanted[:at] + wanted[at + 1 :]):
                    yield (group, *rest)

    yield from ways(frozenset(people), sizes(len(people), size))


@given(count=st.integers(2, 70), size=group_sizes, seed=seeds)
def test_everybody_has_a_partner_exactly_once(count: int, size: int, seed: int) -> None:
    """Issue 3: everyone once; the odd person makes a group larger and is never left alone."""
    groups = match(crowd(count, schools=7), size=size, met={}, seed=seed)

    placed = sorted(one for group in groups for one in group)
    assert placed == list(range(count))
    assert min(map(len, groups)) >= min(size, count)
    assert max(map(len, groups)) <= max(size + 1, 5 if count == 5 else 0)  # five are one group


def test_one_person_alone_is_not_matched() -> None:
    """There is nobody to hold them to their word yet."""
    assert match(crowd(1), size=2, met={}, seed=1) == ()
    assert match([], size=2, met={}, seed=1) == ()


@given(
    count=st.integers(2, 7),
    size=group_sizes,
    seed=seeds,
    known=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=18),
)
def test_nobody_meets_the_same_person_again_where_it_can_be_avoided(
    count: int, size: int, seed: int, known: set[tuple[int, int]]
) -> None:
    """Issue 3: no repeats while avoidable; every other way would have as many or more."""
    met = {frozenset(pair): 1 for pair in known if pair[0] != pair[1]}

    groups = match(crowd(count), size=size, met=met, seed=seed)

    fewest = min(repeats(way, met) for way in every_way(range(count), size))
    assert repeats(groups, met) == fewest


def test_a_year_of_new_partners_brings_no_old_one_back() -> None:
    """Twelve people can have eleven partners one after the other; thirty have ten in a year."""
    for count, rounds in ((12, 11), (30, 10)):
        met: dict[frozenset[int], int] = {}
        for number in range(rounds):
            groups = match(crowd(count), size=2, met=met, seed=number)
            assert repeats(groups, met) == 0
            met |= dict.fromkeys(pairs_of(groups), 1)


def test_a_hundred_leaders_find_partners_at_other_schools() -> None:
    """A whole district is drawn in one go, each with somebody who sees another school."""
    groups = match(crowd(100, schools=18), size=3, met={}, seed=4)

    schools = [[one % 18 for one in group] for group in groups]
    assert all(len(set(group)) == len(group) for group in schools)


@given(seed=seeds, count=st.sampled_from([8, 16]))
def test_people_are_matched_who_are_awake_at_the_same_time(seed: int, count: int) -> None:
    """Issue 3: shared hours; half of them work while the others sleep."""
    hours = (MORNING, EVENING)
    people = [
        Seeker(person_id=one, school_id=one // 4, hours=hours[one % 2]) for one in range(count)
    ]

    groups = match(people, size=2, met={}, seed=seed)

    assert all(one % 2 == other % 2 for one, other in groups)


def test_a_partner_met_before_comes_back_before_somebody_is_left_out() -> None:
    """Two people can only meet one another, again and again."""
    met = {frozenset((0, 1)): 3}

    assert match(crowd(2), size=2, met=met, seed=4) == ((0, 1),)


def test_another_draw_gives_other_partners() -> None:
    """The same draw can be repeated, though: what was looked at is what begins."""
    people = crowd(12)

    draws = [match(people, size=2, met={}, seed=seed) for seed in (1, 1, 2)]

    assert draws[0] == draws[1] != draws[2]


def test_hours_follow_the_clock_and_the_silence_of_each_person() -> None:
    """From seven to seven in New York is from eleven to twenty-three in UTC, in summer."""
    quiet = QuietHours(start=time(19), end=time(7))
    in_new_york = Rhythm(zone=ZoneInfo("America/New_York"), quiet=quiet)
    in_kolkata = Rhythm(zone=ZoneInfo("Asia/Kolkata"), quiet=quiet)

    hours = talking_hours(in_new_york, on=date(2026, 9, 1))

    assert hours == frozenset(range(22, 46))
    assert len(hours & talking_hours(in_kolkata, on=date(2026, 9, 1))) == 5
