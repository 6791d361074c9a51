"""Say what the playground needs to know of the world it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.simulator.slack import LocalSlack


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """Somebody to play: ``role`` is a short line below the name, ``zone`` an IANA name."""

    person_id: str
    name: str
    role: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next thing that will happen by itself: when (aware), and what in a few words."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something to do: a short label, a command to type if there is one, and a sentence why."""

    label: str
    command: str = ""
    hint: str = ""


class World(Protocol):
    """A network that is being played, on a local Slack and a movable clock.

    The playground calls these from threads of its own, never two of ``jump_to``, ``start_afresh``
    and a person's act at the same time.
    """

    @property
    def slack(self) -> LocalSlack:
        """Return the local Slack; it may be another one after ``start_afresh``."""

    @property
    def clock(self) -> Clock:
        """Return the movable clock; while ``jump_to`` works, it shows how far the jump has come."""

    @property
    def zone(self) -> str:
        """Return the network's own time zone, an IANA name."""

    def cast(self) -> Sequence[CastMember]:
        """Return who can be played, the one to begin with first."""

    def next_event(self) -> Coming | None:
        """Return the next thing that will happen, or None when nothing is planned."""

    def settle(self) -> None:
        """Let the bot send what an act has put into its outbox; the clock stays where it is."""

    def jump_to(self, instant: datetime) -> None:
        """Move the clock on to an aware instant, playing everything that is due on the way."""

    def start_afresh(self) -> None:
        """Throw away what was played and begin again."""

    def suggestions(self, person_id: str) -> Sequence[Suggestion]:
        """Return what this person of the cast could do now, the most useful first."""
