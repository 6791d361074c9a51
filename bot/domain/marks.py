"""Marks: what people do with what is offered to all: they open it, they try it (S5, S25)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_ENTRY = "entry:"
_TOOL = "tool:"


class Mark(StrEnum):
    """What somebody did with a practice note or an item of the toolkit."""

    OPENED = "opened"
    TRIED = "tried"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """One mark; ``thing`` is ``entry:12`` or ``tool:feedback``."""

    thing: str
    person_id: int
    mark: Mark
    at: datetime

    @property
    def entry_id(self) -> int | None:
        """The practice note that was marked; None for an item of the toolkit."""
        return int(self.thing.removeprefix(_ENTRY)) if self.thing.startswith(_ENTRY) else None


def note_thing(entry_id: int) -> str:
    """Return how marks name a practice note."""
    return f"{_ENTRY}{entry_id}"


def tool_thing(tool_id: str) -> str:
    """Return how marks and the outbox name an item of the toolkit."""
    return f"{_TOOL}{tool_id}"


def people_who(mark: Mark, thing: str, *, marks: Iterable[Marked]) -> tuple[int, ...]:
    """Return the ids of those who did something with a thing, in the order of the marks."""
    return tuple(one.person_id for one in marks if one.thing == thing and one.mark is mark)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reuse:
    """How far practice travels: counts, never names (S25)."""

    notes: int
    """How many practice notes are shared with the network."""
    reused: int
    """How many of them somebody of another school has tried."""
    tries: int
    """How often that was, each person and note once."""
    schools: int
    """How many schools have tried something that came from another one."""


def reuse(
    notes: Mapping[int, int], *, marks: Iterable[Marked], schools: Mapping[int, str | None]
) -> Reuse:
    """Count what was tried at other schools than the author's; pure.

    ``notes`` are the authors by the ids of their notes, ``schools`` the schools by person. Whose
    school nobody knows counts for none: that it is another one could not be shown.
    """
    travelled: list[tuple[int, str]] = []
    for one in marks:
        note, there = one.entry_id, schools.get(one.person_id)
        if one.mark is not Mark.TRIED or note is None or note not in notes or there is None:
            continue
        home = schools.get(notes[note])
        if home is not None and home != there:
            travelled.append((note, there))
    return Reuse(
        notes=len(notes),
        reused=len({note for note, _ in travelled}),
        tries=len(travelled),
        schools=len({school for _, school in travelled}),
    )
