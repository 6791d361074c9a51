"""Entries: one filled form, with its author, what it is about, who may read it, its versions."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.forms import Answers
from bot.domain.visibility import Visibility

_MOST_DIGITS = 18


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What an entry belongs to: ``gathering:12``, ``step:3/data``, ``checkin:weekly/2026-09-07``.

    The words before the colon are the kind; what follows names the one thing of that kind.
    """

    kind: str
    which: str = ""

    def __str__(self) -> str:
        """Return the stored form."""
        return f"{self.kind}:{self.which}" if self.which else self.kind

    @property
    def number(self) -> int:
        """The number that ``which`` begins with; 0, which nothing has, where there is none."""
        first = self.which.partition("/")[0]
        is_number = first.isascii() and first.isdecimal() and len(first) <= _MOST_DIGITS
        return int(first) if is_number else 0

    @property
    def is_nameless(self) -> bool:
        """Whether what is written about it is shown to who leads without its author (S28)."""
        return self.kind == "decision"

    @classmethod
    def of_module(cls, phase_id: str, module_id: str) -> "About":
        """Return the subject of an entry that a module of a phase asks for."""
        return cls(kind="module", which=f"{phase_id}/{module_id}")

    @classmethod
    def read(cls, text: str) -> "About":
        """Read the stored form back."""
        kind, _, which = text.partition(":")
        return cls(kind=kind, which=which)


NOTHING_SPECIAL = About(kind="open")
"""The subject of a reflection that somebody wrote just so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What one person wrote in one form; ``version`` counts from 1 and rises with every edit."""

    id: int
    network_id: int
    author_id: int
    form_id: str
    about: About
    visibility: Visibility
    answers: Answers
    version: int = 1
    created_at: datetime
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    given_on: date | None = None
    """The day on which it was written on paper; None for what was typed here."""
    entered_by: int | None = None
    """Who typed it in for its author, from paper."""
    people: frozenset[int] = frozenset()
    """The ids of those who wrote it together with its author (S20)."""

    @property
    def writers(self) -> frozenset[int]:
        """The ids of everybody who wrote it."""
        return self.people | {self.author_id}


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What somebody began to write; saved while they type, gone when they send."""

    network_id: int
    author_id: int
    form_id: str
    about: About
    answers: Answers
    visibility: Visibility | None = None
    page: int = 0
    saved_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """That an answer was given on paper: by whom, and on which day of theirs."""

    author_id: int
    given_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class FormRef:
    """Which form, for which network, about what; with an entry it is an edit.

    With a ``paper`` somebody who leads types in what a member wrote.
    """

    network_id: int
    form_id: str
    about: About
    entry_id: int | None = None
    paper: Paper | None = None

    @property
    def draft_about(self) -> About:
        """What its draft belongs to: an edit or a paper keeps one of its own."""
        if self.paper is not None:
            day = self.paper.given_on.isoformat()
            return About(kind=_PAPER, which=f"{self.paper.author_id}/{day}/{self.about}")
        return self.about if self.entry_id is None else About(kind=_EDIT, which=str(self.entry_id))

    @classmethod
    def to_edit(cls, entry: Entry) -> "FormRef":
        """Return the form in which an entry is edited."""
        return cls(
            network_id=entry.network_id,
            form_id=entry.form_id,
            about=entry.about,
            entry_id=entry.id,
        )

    @classmethod
    def of_draft(cls, *, network_id: int, form_id: str, about: About) -> "FormRef":
        """Return the form that a draft was begun in."""
        if about.kind == _PAPER:
            author, day, real = about.which.split("/", 2)
            paper = Paper(author_id=int(author), given_on=date.fromisoformat(day))
            real_about = About.read(real)
            return cls(network_id=network_id, form_id=form_id, about=real_about, paper=paper)
        entry_id = about.number if about.kind == _EDIT else None
        return cls(network_id=network_id, form_id=form_id, about=about, entry_id=entry_id)


_EDIT = "edit"
_PAPER = "paper"
