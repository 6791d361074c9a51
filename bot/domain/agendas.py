"""Agendas: what will be done at one gathering, who says so, what others propose; pure (S4, S15).

The programme gives every gathering an agenda. Whoever owns it changes a working copy, part by part,
which nobody else sees, and publishes it once its minutes add up. Everybody else proposes parts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.gatherings import Gathering
from bot.domain.kinds import Message
from bot.domain.permissions import Verb
from bot.domain.phases import Phase
from bot.domain.series import AgendaBlock, Lead
from bot.errors import Invalid
from bot.i18n import mark

MOST_BLOCKS = 20
"""More parts than that are a timetable, and no longer fit on a phone."""
LONGEST_WHAT = 150
MOST_MINUTES = 600

Blocks = tuple[AgendaBlock, ...]


class Direction(StrEnum):
    """Where a part goes in the order of an agenda."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What somebody types about one part of an agenda; ``kind`` is one of those of a block."""

    kind: str
    minutes: int
    what: str
    lead: Lead | None = None


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
class AgendaDraft:
    """The copy that owners work on until they publish; ``by_id`` is who changed it last."""

    blocks: Blocks
    by_id: int | None


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


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaProposed(Message):
    """Tells one who publishes an agenda of the parts that others would like to see there (S15)."""

    gathering: Gathering
    proposals: tuple[tuple[AgendaProposal, str], ...]
    """What waits, the oldest first, each with the name of whoever proposed it; at least one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaAnswered(Message):
    """Tells somebody what came of the part that they proposed."""

    gathering: Gathering
    proposal: AgendaProposal


def publishing(phase: Phase) -> Verb:
    """Return what somebody must be allowed to do who publishes agendas in a phase.

    Where the school owns them these are the members, and whoever leads the network is not one of
    them: staff propose and the school decides (S15). Everywhere else it is whoever leads.
    """
    own = phase.agenda_owner == "school"
    return Verb.PUBLISH_OWN_AGENDA if own else Verb.PUBLISH_AGENDA


def difference(blocks: Iterable[AgendaBlock], minutes: int) -> int:
    """Return by how many minutes an agenda is too long; below 0 is time that is left over."""
    return sum(one.minutes for one in blocks) - minutes


def part_of(part: Part, *, block_id: str, before: AgendaBlock | None = None) -> AgendaBlock:
    """Return what was typed as a part of an agenda.

    What a programme says of it beyond that, its protocol and whom it is for, stays. Raises Invalid
    beside the field.
    """
    what = " ".join(part.what.split())
    if not 0 < len(what) <= LONGEST_WHAT:
        raise Invalid(
            mark("Please say it in at most {most} characters."), field="what", most=LONGEST_WHAT
        )
    if not 1 <= part.minutes <= MOST_MINUTES:
        raise Invalid(
            mark("Please give it between 1 and {most} minutes."), field="minutes", most=MOST_MINUTES
        )
    more = before.model_dump() if before else {}
    said = {"type": part.kind, "minutes": part.minutes, "what": what, "lead": part.lead}
    if before is not None and before.what.say() == what:
        said["what"] = before.what
    return AgendaBlock.model_validate({**more, **said, "id": block_id})


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
