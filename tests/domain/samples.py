"""A network, its people and their things, as the rules see them: values without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.entries import NOTHING_SPECIAL, Entry
from bot.domain.gatherings import Gathering
from bot.domain.networks import Member, Network
from bot.domain.people import Actor, Membership, Person, Settings
from bot.domain.programme import Programme
from bot.domain.visibility import Visibility
from bot.services.catalogue import Catalogue

NOW = datetime(2026, 9, 1, 13, 0, tzinfo=UTC)
TEAM = "T1"
NETWORK, OTHER_NETWORK = 1, 2


def connect_lead_succeed() -> Programme:
    """Return the programme of the shipped network of principals."""
    return Catalogue().get("connect-lead-succeed")


def network(programme: Programme | None = None, *, zone: str = "America/New_York") -> Network:
    """Return a network that begins on the first of September 2026."""
    programme = programme or connect_lead_succeed()
    return Network(
        id=NETWORK,
        team_id=TEAM,
        key="harbor-principals",
        name="harbor-principals",
        channel_id="C1",
        zone=zone,
        member_word="fellow",
        starts_on=date(2026, 9, 1),
        programme=programme,
        phase_id=programme.phases[0].id,
        created_at=NOW,
    )


def person(
    number: int = 7, *, zone: str | None = "America/New_York", settings: Settings | None = None
) -> Person:
    """Return somebody; the name follows the number."""
    return Person(
        id=number,
        team_id=TEAM,
        slack_id=f"U{number}",
        name=f"Person {number}",
        slack_zone=zone,
        settings=settings or Settings(),
    )


def actor(
    number: int = 7,
    *,
    of: int | None = NETWORK,
    facilitates: bool = False,
    leads: bool = False,
    trio: int | None = None,
) -> Actor:
    """Return somebody who may belong to a network, facilitate it, or lead the programme."""
    memberships: tuple[Membership, ...] = ()
    if of is not None:
        memberships = (
            Membership(network_id=of, member_id=number, is_facilitator=facilitates, trio=trio),
        )
    return Actor(person=replace(person(number), is_programme_lead=leads), memberships=memberships)


def member(number: int = 7, *, school: str | None = "Harbor", role: str | None = "principal",
           facilitates: bool = False) -> Member:  # fmt: skip
    """Return somebody's place in the network."""
    return Member(
        id=number,
        network_id=NETWORK,
        person_id=number,
        name=f"Person {number}",
        slack_id=f"U{number}",
        school=school,
        role=role,
        is_facilitator=facilitates,
        joined_at=NOW,
    )


def entry(visibility: Visibility, *, author: int = 7) -> Entry:
    """Return something that somebody wrote in the network."""
    return Entry(
        id=1,
        network_id=NETWORK,
        author_id=author,
        form_id="reflection",
        about=NOTHING_SPECIAL,
        visibility=visibility,
        answers={"insight": "Listening first helps."},
        created_at=NOW,
    )


def gathering(
    day: date = date(2026, 9, 16), at: time = time(9, 0), *, zone: str = "America/New_York"
) -> Gathering:
    """Return a conference of four hours on a day, at a wall time of its zone."""
    starts_at = datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return Gathering(
        id=12,
        network_id=NETWORK,
        series_id="conference",
        number=1,
        title="Monthly conference 1",
        starts_at=starts_at,
        minutes=240,
        zone=zone,
    )
