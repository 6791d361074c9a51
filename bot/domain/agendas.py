"""Agendas: what will be done at one gathering, who says so, what others propose; pure (S4, S15).

The programme gives every gathering an agenda. Whoever owns it changes a working copy, part by part,
which nobody else sees, and publishes it once its minutes add up. Everybody else proposes parts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.phases import Phase
from bot.domain.series import AgendaBlock, Lead

MOST_BLOCKS = 20
"""More parts than that are a timetable, and no longer fit on a phone."""
LONGEST_WHAT = 150
_MOST_MINUTES = 600

Blocks = tuple[AgendaBlock, ...]


class Direction(StrEnum):
    """Where a part goes in the order of an agenda."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True, slots=True)
class Agenda:
    """The agenda of one gathering as somebody published it.

    ``published_at`` is UTC; ``published_by`` is None once that person's data was erased.
    ``revision`` counts how often it was published.
    """

    gathering_id: int
    blocks: Blocks
    revision: int
    published_at: datetime
    published_by: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaProposal:
    """A part that somebody would like to see on an agenda; ``accepted`` is None while it waits."""

    id: int
    network_id: int
    gathering_id: int
    block: AgendaBlock
    proposed_by: int | None
    proposed_at: datetime
    accepted: bool | None = None
    decided_by: int | None = None
    decided_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.accepted is None


def is_owner(phase: Phase, *, is_member: bool, is_facilitator: bool) -> bool:
    """Whether somebody publishes agendas in this phase.

    Where the school owns them these are the members, and whoever leads the network is not one of
    them: staff propose and the school decides (S15). Everywhere else it is whoever leads.
    """
    if phase.agenda_owner == "school":
        return is_member and not is_facilitator
    return is_facilitator


def difference(blocks: Iterable[AgendaBlock], minutes: int) -> int:
    """Return by how many minutes an agenda is too long; below 0 is time that is left over."""
    return sum(one.minutes for one in blocks) - minutes


def fits(block: AgendaBlock) -> bool:
    """Whether a part is short enough to be read and to be held in one day."""
    return 1 <= block.minutes <= _MOST_MINUTES and 0 < len(block.what.say()) <= LONGEST_WHAT


def new_id(blocks: Iterable[AgendaBlock]) -> str:
    """Return an id for one more part that none of the others has."""
    known = {one.id for one in blocks}
    return next(name for number in range(1, 1000) if (name := f"part_{number}") not in known)


def with_block(blocks: Sequence[AgendaBlock], block: AgendaBlock) -> Blocks:
    """Return an agenda with a part in place of the one with its id, or else at the end."""
    if all(one.id != block.id for one in blocks):
        return (*blocks, block)
    return tuple(block if one.id == block.id else one for one in blocks)


def without_block(blocks: Sequence[AgendaBlock], block_id: str) -> Blocks:
    """Return an agenda without a part; one that is gone already changes nothing."""
    return tuple(one for one in blocks if one.id != block_id)


def moved(blocks: Sequence[AgendaBlock], block_id: str, direction: Direction) -> Blocks:
    """Return an agenda in which a part changed places with its neighbour; at the end it stays."""
    order = list(blocks)
    at = next((place for place, one in enumerate(order) if one.id == block_id), None)
    if at is None:
        return tuple(order)
    to = at - 1 if direction is Direction.UP else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return tuple(order)


def minutes_by_lead(blocks: Iterable[AgendaBlock], *, otherwise: Lead) -> Mapping[Lead, int]:
    """Return how many minutes each leads; a part that says nothing is led as its phase is (S4)."""
    led: Counter[Lead] = Counter()
    for one in blocks:
        led[one.lead or otherwise] += one.minutes
    return {lead: led[lead] for lead in Lead}
