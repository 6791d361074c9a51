"""People: who is known in a workspace, and what they may be."""

from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, or_, select

from bot.domain.networks import NetworkState
from bot.domain.people import Actor, Away, Ending, Membership, Person, Settings, Topic
from storage.repository import Repository, Values, adding_if_new
from storage.tables import deliveries, members, networks, people

_ALL = select(people).order_by(people.c.name, people.c.id)
_BY_ID = select(people).where(people.c.id == bindparam("id"))
_BY_SLACK = select(people).where(
    people.c.team_id == bindparam("team_id"), people.c.slack_id == bindparam("slack_id")
)
_OF_TEAM = _ALL.where(people.c.team_id == bindparam("team_id"))
_BY_EMAIL = _OF_TEAM.where(people.c.email == bindparam("email"))
_LEADS = _OF_TEAM.where(people.c.is_programme_lead)
_MEMBERSHIPS = (
    select(members.c.network_id, members.c.id, members.c.is_facilitator, members.c.trio)
    .where(members.c.person_id == bindparam("person_id"), members.c.left_at.is_(None))
    .order_by(members.c.network_id)
)
_ENDINGS = (
    select(networks.c.id, networks.c.name, networks.c.ended_on)
    .where(
        networks.c.team_id == bindparam("team_id"),
        networks.c.state == NetworkState.CLOSED,
        networks.c.ended_on.is_not(None),
    )
    .order_by(networks.c.id)
)


class People(Repository):
    """The people of all workspaces; e-mail addresses are kept in small letters."""

    def add(
        self,
        *,
        team_id: str,
        slack_id: str,
        name: str,
        email: str | None = None,
        slack_zone: str | None = None,
        locale: str | None = None,
    ) -> Person:
        """Add somebody; whoever is known already is returned as known."""
        person = Person(
            id=0,
            team_id=team_id,
            slack_id=slack_id,
            name=name,
            email=email,
            slack_zone=slack_zone,
            locale=locale,
        )
        statement = adding_if_new(people, self._connection.dialect.name)
        self._run(statement, _row(person))
        found = self.by_slack(team_id, slack_id)
        if found is None:
            raise LookupError(slack_id)
        return found

    def get(self, person_id: int) -> Person | None:
        """Return a person by id."""
        return self._found(self._one(_BY_ID, {"id": person_id}))

    def by_slack(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person by workspace and Slack id."""
        return self._found(self._one(_BY_SLACK, {"team_id": team_id, "slack_id": slack_id}))

    def by_email(self, team_id: str, email: str) -> Person | None:
        """Return a person by e-mail address, in whichever case it is written."""
        values = {"team_id": team_id, "email": email.strip().lower()}
        return self._found(self._one(_BY_EMAIL, values))

    def of_team(self, team_id: str) -> tuple[Person, ...]:
        """Return everybody known in a workspace, by name."""
        return tuple(self._person(row) for row in self._all(_OF_TEAM, {"team_id": team_id}))

    def leads(self, team_id: str) -> tuple[Person, ...]:
        """Return the programme leads of a workspace, by name."""
        return tuple(self._person(row) for row in self._all(_LEADS, {"team_id": team_id}))

    def update(self, person: Person) -> None:
        """Write a person as they now are; only what changed since it was read is touched."""
        self._change(people, person.id, _row(person))

    def actor(self, person: Person) -> Actor:
        """Return the person with the networks they belong to and have not left."""
        rows = self._all(_MEMBERSHIPS, {"person_id": person.id})
        here = {row.network_id for row in rows}
        ended = self._all(_ENDINGS, {"team_id": person.team_id})
        return Actor(
            person=person,
            memberships=tuple(
                Membership(
                    network_id=row.network_id,
                    member_id=row.id,
                    is_facilitator=row.is_facilitator,
                    trio=row.trio,
                )
                for row in rows
            ),
            endings=tuple(
                Ending(network_id=row.id, network=row.name, on=row.ended_on)
                for row in ended
                if row.id in here or person.is_programme_lead
            ),
        )

    def forget(self, person_id: int) -> None:
        """Erase a person: all they wrote, answered and were sent goes with them.

        What others decided or did stays, without their name. Messages in Slack are not touched.
        """
        mine = deliveries.c.recipient == f"person:{person_id}"
        about_me = deliveries.c.thing == f"person:{person_id}"
        self._run(delete(deliveries).where(or_(mine, about_me)))
        self._run(delete(people).where(people.c.id == person_id))

    def _found(self, row: Row[Any] | None) -> Person | None:
        return None if row is None else self._person(row)

    def _person(self, row: Row[Any]) -> Person:
        person = _record(row)
        if self._writes:
            self._known[person.id] = _row(person)
        return person


def _record(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        team_id=row.team_id,
        slack_id=row.slack_id,
        name=row.name,
        email=row.email,
        slack_zone=row.slack_zone,
        locale=row.locale,
        dm_channel=row.dm_channel,
        is_active=row.is_active,
        is_programme_lead=row.is_programme_lead,
        is_facilitator=row.is_facilitator,
        home_opened_at=row.home_opened_at,
        settings=Settings(
            zone=row.zone,
            quiet_start=row.quiet_start,
            quiet_end=row.quiet_end,
            paused=row.paused,
            paused_until=row.paused_until,
            away=tuple(
                Away(since=date.fromisoformat(since), until=date.fromisoformat(until))
                for since, until in row.away
            ),
            muted=frozenset(Topic(one) for one in row.muted),
            digest=row.digest,
        ),
    )


def _row(person: Person) -> Values:
    settings = person.settings
    return {
        "team_id": person.team_id,
        "slack_id": person.slack_id,
        "name": person.name,
        "email": person.email.strip().lower() if person.email else None,
        "slack_zone": person.slack_zone,
        "locale": person.locale,
        "dm_channel": person.dm_channel,
        "is_active": person.is_active,
        "is_programme_lead": person.is_programme_lead,
        "is_facilitator": person.is_facilitator,
        "home_opened_at": person.home_opened_at,
        "zone": settings.zone,
        "quiet_start": settings.quiet_start,
        "quiet_end": settings.quiet_end,
        "paused": settings.paused,
        "paused_until": settings.paused_until,
        "away": [[one.since.isoformat(), one.until.isoformat()] for one in settings.away],
        "muted": sorted(settings.muted),
        "digest": settings.digest,
    }
