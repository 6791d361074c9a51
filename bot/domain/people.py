"""People: who they are, how they want to be written to, and where they belong."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.local_time import QuietHours, Rhythm, zone_named


class Topic(StrEnum):
    """What a person can switch off by kind; nothing is hidden by it."""

    GATHERINGS = "gatherings"
    CHECKINS = "checkins"
    INQUIRY = "inquiry"
    REFLECTIONS = "reflections"
    WORDS = "words"
    """Nudges: the words of a facilitator."""


class Digest(StrEnum):
    """Whether prompts come one by one or together."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, kw_only=True, slots=True)
class Away:
    """Days on which a person is away, on their own calendar, both included."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day <= self.until


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a person chose for themselves; None leaves the network's default."""

    zone: str | None = None
    quiet_start: time | None = None
    quiet_end: time | None = None
    paused: bool = False
    paused_until: date | None = None
    away: tuple[Away, ...] = ()
    muted: frozenset[Topic] = frozenset()
    digest: Digest = Digest.OFF

    def is_away(self, today: date) -> bool:
        """Whether the person is away; it ends by itself."""
        return any(one.holds(today) for one in self.away)

    def is_paused(self, today: date) -> bool:
        """Whether prompts are silenced; a pause with a date ends by itself on that date."""
        return self.paused and (self.paused_until is None or today < self.paused_until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody in a workspace; ``slack_zone`` follows the profile, ``settings.zone`` wins."""

    id: int
    team_id: str
    slack_id: str
    name: str
    email: str | None = None
    slack_zone: str | None = None
    locale: str | None = None
    dm_channel: str | None = None
    is_active: bool = True
    is_programme_lead: bool = False
    is_facilitator: bool = False
    """Whether a programme lead appointed them to start networks of their own."""
    home_opened_at: datetime | None = None
    """When they first looked at App Home; before that nobody needs to keep it fresh."""
    settings: Settings = field(default_factory=Settings)

    def rhythm(self, defaults: Rhythm) -> Rhythm:
        """Return when this person may be written to, given a network's defaults."""
        zone = self.settings.zone or self.slack_zone
        quiet = QuietHours(
            start=self.settings.quiet_start or defaults.quiet.start,
            end=self.settings.quiet_end or defaults.quiet.end,
        )
        zone_info = zone_named(zone, default=defaults.zone.key)
        return replace(defaults, zone=zone_info, quiet=quiet)


@dataclass(frozen=True, kw_only=True, slots=True)
class Silence:
    """That somebody asked not to be asked one thing again and again in a network.

    ``prompt`` is the thing of its deliveries (``checkin:weekly``). ``until`` is the day on their
    own calendar on which the asking begins again; None means not before they say so.
    """

    person_id: int
    network_id: int
    prompt: str
    until: date | None
    at: datetime

    def holds(self, today: date) -> bool:
        """Whether it lasts still; it ends by itself."""
        return self.until is None or today < self.until


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """That an actor belongs to a network, and as what."""

    network_id: int
    member_id: int
    is_facilitator: bool = False
    trio: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """That the programme of a network is over, since a day of its own calendar."""

    network_id: int
    network: str
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """The person behind a request, with all that decides what they may do.

    A stranger is an actor without memberships. Being a workspace administrator counts for nothing.
    """

    person: Person
    memberships: tuple[Membership, ...] = ()
    endings: tuple[Ending, ...] = ()
    """Which of the networks they belong to, or hold together, are over."""

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def is_programme_lead(self) -> bool:
        """Whether this person starts and holds the networks of the workspace together."""
        return self.person.is_programme_lead

    def membership(self, network_id: int) -> Membership | None:
        """Return the membership in a network, or None."""
        found = (one for one in self.memberships if one.network_id == network_id)
        return next(found, None)

    def ending(self, network_id: int | None) -> Ending | None:
        """Return since when a network is over, or None where it runs."""
        return next((one for one in self.endings if one.network_id == network_id), None)

    def facilitates(self, network_id: int) -> bool:
        """Whether this person leads that network."""
        membership = self.membership(network_id)
        return membership is not None and membership.is_facilitator
