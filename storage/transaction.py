"""One unit of work, with every repository on it."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from storage.agendas import Agendas
from storage.agreements import Agreements
from storage.anonymous import Anonymous
from storage.audit import Audit, Events, Heartbeats
from storage.backlog import Backlogs
from storage.calendars import Calendars
from storage.candidates import Candidates
from storage.counts import Counts
from storage.decisions import Decisions
from storage.drafts import Drafts
from storage.entries import Entries
from storage.figures import Figures
from storage.gatherings import Gatherings
from storage.inquiry import Cycles, Phases
from storage.installations import Installations
from storage.link import Link
from storage.marks import Marks
from storage.members import Members
from storage.networks import Networks, Shelf
from storage.outbox import Outbox
from storage.partnerships import Partnerships
from storage.people import People
from storage.prompts import Prompts
from storage.silences import Silences
from storage.wordings import Wordings

Made = TypeVar("Made")


class Of(Generic[Made]):
    """A repository of a transaction, made when it is first asked for: most need one or two."""

    def __init__(self, kind: Callable[..., Made]) -> None:
        """Say which repository."""
        self._kind = kind
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Hear how the transaction calls it."""
        self._name = name

    def __get__(self, transaction: "Transaction", owner: type) -> Made:
        """Make it and leave it in this place."""
        made = self._kind(transaction.link, writes=transaction.writes)
        vars(transaction)[self._name] = made
        return made


class Transaction:
    """What happens here happens together, or not at all.

    ``Store.write`` and ``Store.read`` begin and end it; a repository works only in between.
    """

    def __init__(self, link: Link, *, shelf: Shelf, writes: bool) -> None:
        """Put a repository for each aggregate on the connection of a link."""
        self.link = link
        self.writes = writes
        self._shelf = shelf

    installations = Of(Installations)
    people = Of(People)
    silences = Of(Silences)
    wordings = Of(Wordings)
    prompts = Of(Prompts)
    calendars = Of(Calendars)
    members = Of(Members)
    candidates = Of(Candidates)
    partnerships = Of(Partnerships)
    gatherings = Of(Gatherings)
    agendas = Of(Agendas)
    entries = Of(Entries)
    anonymous = Of(Anonymous)
    counts = Of(Counts)
    drafts = Of(Drafts)
    agreements = Of(Agreements)
    marks = Of(Marks)
    cycles = Of(Cycles)
    phases = Of(Phases)
    decisions = Of(Decisions)
    figures = Of(Figures)
    outbox = Of(Outbox)
    backlog = Of(Backlogs)
    audit = Of(Audit)
    events = Of(Events)
    heartbeats = Of(Heartbeats)

    @cached_property
    def networks(self) -> Networks:
        """The networks, with the programmes from the store's shelf."""
        return Networks(self.link, shelf=self._shelf, calendars=self.calendars, writes=self.writes)
