"""One unit of work, with every repository on it."""

from sqlalchemy import Connection

from storage.anonymous import Anonymous
from storage.audit import Audit, Events, Heartbeats
from storage.backlog import Backlogs
from storage.calendars import Calendars
from storage.drafts import Drafts
from storage.entries import Agreements, Entries
from storage.gatherings import Gatherings
from storage.inquiry import Cycles, Phases
from storage.installations import Installations
from storage.members import Members
from storage.networks import Networks, Shelf
from storage.outbox import Outbox
from storage.people import People
from storage.silences import Silences


class Transaction:
    """What happens here happens together, or not at all.

    ``Store.write`` and ``Store.read`` begin and end it; a repository works only in between.
    """

    def __init__(self, connection: Connection, *, shelf: Shelf, writes: bool) -> None:
        """Put a repository for each aggregate on the connection."""
        self.installations = Installations(connection, writes=writes)
        self.people = People(connection, writes=writes)
        self.silences = Silences(connection, writes=writes)
        self.calendars = Calendars(connection, writes=writes)
        self.networks = Networks(connection, shelf=shelf, calendars=self.calendars, writes=writes)
        self.members = Members(connection, writes=writes)
        self.gatherings = Gatherings(connection, writes=writes)
        self.entries = Entries(connection, writes=writes)
        self.anonymous = Anonymous(connection, writes=writes)
        self.drafts = Drafts(connection, writes=writes)
        self.agreements = Agreements(connection, writes=writes)
        self.cycles = Cycles(connection, writes=writes)
        self.phases = Phases(connection, writes=writes)
        self.outbox = Outbox(connection, writes=writes)
        self.backlog = Backlogs(connection, writes=writes)
        self.audit = Audit(connection, writes=writes)
        self.events = Events(connection, writes=writes)
        self.heartbeats = Heartbeats(connection, writes=writes)
