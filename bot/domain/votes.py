"""Count votes: how much support each choice has, and which are adopted; pure.

Where members say yes to any number, a choice counts its yes. Where they put a few in order, the
first of ``places`` places gives as many points as there are places, the next one less (Borda). With
the same points the choice more members named stands first, then the one that stood first on the
list; the result says where only the list decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bot.domain.decisions import Decision, Method

FEWEST_PLACES = 3
MOST_PLACES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """One choice with how many voted for it, and its points."""

    choice_id: int
    support: int
    points: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a vote leads to: the counted choices in order, and which of them are adopted."""

    counted: tuple[Counted, ...]
    adopted: tuple[Counted, ...]
    voters: int
    asked: int
    needed: int
    """How many votes it takes."""
    tied: bool = False

    @property
    def has_quorum(self) -> bool:
        """Whether enough members have voted."""
        return self.voters >= self.needed

    @property
    def decides(self) -> bool:
        """Whether it can be settled by adopting something."""
        return self.has_quorum and bool(self.adopted)


def places(decision: Decision, choices: int) -> int:
    """Return how many choices a member puts in order: three to five, never more than there are."""
    return min(choices, max(FEWEST_PLACES, min(decision.most, MOST_PLACES)))


def quorum(asked: int, share: int) -> int:
    """Return how many must vote: a share of those asked in percent, at least one."""
    return max(1, ceil(asked * share / 100))


def is_majority(count: int, asked: int) -> bool:
    """Whether more than half of those asked want something."""
    return count * 2 > asked


def count_votes(
    choices: Sequence[int], votes: Iterable[Sequence[int]], *, method: Method, places: int
) -> tuple[Counted, ...]:
    """Count votes over choices, given in the order of the list; the most wanted first.

    A vote names choices, the dearest first; naming one twice counts once, and what is not on the
    list counts nothing.
    """
    support = dict.fromkeys(choices, 0)
    points = dict.fromkeys(choices, 0)
    for vote in votes:
        named = [one for one in dict.fromkeys(vote) if one in support]
        if method is Method.RANK:
            named = named[:places]
        for place, one in enumerate(named):
            support[one] += 1
            points[one] += places - place if method is Method.RANK else 1
    counted = [Counted(choice_id=one, support=support[one], points=points[one]) for one in choices]
    return tuple(sorted(counted, key=lambda one: (-one.points, -one.support)))


def outcome(
    decision: Decision, choices: Sequence[int], votes: Sequence[Sequence[int]], *, asked: int
) -> Outcome:
    """Return what a vote leads to.

    Where members say yes, what more than half of the voters want is adopted, up to ``most``; if
    that is fewer than ``least``, the next ones join. In an order the first ``most`` are adopted.
    What nobody named is never adopted, and nothing is where fewer than ``least`` were named.
    """
    there = places(decision, len(choices))
    counted = count_votes(choices, votes, method=decision.method, places=there)
    fit = [one for one in counted if one.support]
    wanted = fit
    if decision.method is Method.APPROVE:
        wanted = [one for one in fit if is_majority(one.support, len(votes))]
        wanted = wanted if len(wanted) >= decision.least else fit[: decision.least]
    adopted = wanted[: decision.most] if len(fit) >= decision.least else []
    return Outcome(
        counted=counted,
        adopted=tuple(adopted),
        voters=len(votes),
        asked=asked,
        needed=quorum(asked, decision.share),
        tied=_is_tied(adopted, fit),
    )


def _is_tied(adopted: Sequence[Counted], fit: Sequence[Counted]) -> bool:
    """Whether the first one left out had just as much support as the last one adopted."""
    if not adopted or len(fit) <= len(adopted):
        return False
    last, left_out = adopted[-1], fit[len(adopted)]
    return (last.points, last.support) == (left_out.points, left_out.support)
