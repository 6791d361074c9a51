"""Installations: the workspaces Rounds lives in; one that removes it falls asleep, data kept."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.domain.installations import Installation
from bot.errors import DatabaseError
from storage.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Installations:
    """Verbs about installations; asked by the drivers themselves, never by a person."""

    store: Store
    clock: Clock
    _owed: set[str] = field(default_factory=set, init=False, repr=False)
    """Events to be taken again, of which the database could not be told."""

    def save(self, installation: Installation) -> None:
        """Keep an installation; installing again wakes a workspace that slept."""
        with self.store.write() as tx:
            tx.installations.save(installation)

    def find(self, team_id: str) -> Installation | None:
        """Return an installation that is awake, or None."""
        with self.store.read() as tx:
            found = tx.installations.find(team_id)
        return found if found is not None and found.asleep_at is None else None

    def token(self, team_id: str) -> str | None:
        """Return the bot token of a workspace that is awake."""
        found = self.find(team_id)
        return found.bot_token if found else None

    def all(self) -> tuple[Installation, ...]:
        """Return every installation, sleeping ones included."""
        with self.store.read() as tx:
            return tx.installations.all()

    def sleep(self, team_id: str) -> None:
        """Let a workspace sleep: nothing is sent, nothing is lost."""
        with self.store.write() as tx:
            tx.installations.sleep(team_id, at=self.clock.now())

    def first_time(self, event_id: str) -> bool:
        """Whether an event arrives for the first time; Slack repeats what it thinks was lost."""
        with self.store.write() as tx:
            first = tx.events.first_time(event_id, at=self.clock.now())
        owed = event_id in self._owed
        self._owed.discard(event_id)
        return first or owed

    def not_handled(self, event_id: str) -> None:
        """Take an event again that could not be handled, so that Slack's repetition counts.

        Where the database cannot be told, this process keeps it in mind.
        """
        try:
            with self.store.write() as tx:
                tx.events.forget(event_id)
        except DatabaseError:
            self._owed.add(event_id)
