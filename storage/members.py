"""Members of networks, and the schools they come from."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.domain.networks import Member, School
from storage.repository import Repository, Values, adding_if_new
from storage.tables import members, networks, people, schools

_ALL = (
    select(
        members,
        people.c.name,
        people.c.slack_id,
        people.c.email,
        schools.c.name.label("school"),
    )
    .join(people, people.c.id == members.c.person_id)
    .outerjoin(schools, schools.c.id == members.c.school_id)
    .order_by(people.c.name, members.c.id)
)
_OF_NETWORK = _ALL.where(members.c.network_id == bindparam("network_id"))
_STILL_THERE = _OF_NETWORK.where(members.c.left_at.is_(None))
_ONE = _OF_NETWORK.where(members.c.person_id == bindparam("person_id"))
_SCHOOLS = (
    select(schools)
    .where(schools.c.network_id == bindparam("network_id"))
    .order_by(schools.c.name, schools.c.id)
)

_CHANNELS = (
    select(schools.c.channel_id)
    .join(networks, networks.c.id == schools.c.network_id)
    .where(networks.c.team_id == bindparam("team_id"), schools.c.channel_id.is_not(None))
)


class Members(Repository):
    """Who belongs to which network; those who left keep their row."""

    def add(
        self,
        *,
        network_id: int,
        person_id: int,
        joined_at: datetime,
        is_facilitator: bool = False,
        school: str | None = None,
        role: str | None = None,
        level: str | None = None,
        trio: int | None = None,
    ) -> Member:
        """Let somebody join; whoever left is a member again, with school and role as before.

        For one who is a member already only what is given is changed, and a facilitator stays one.
        """
        row = {
            "network_id": network_id,
            "person_id": person_id,
            "joined_at": joined_at,
            "is_facilitator": is_facilitator,
        }
        is_new = self._run(adding_if_new(members, self._connection.dialect.name), row)
        member = self._joined(network_id, person_id)
        revived = replace(
            member,
            joined_at=joined_at if member.left_at else member.joined_at,
            left_at=None,
            is_facilitator=is_facilitator or (member.is_facilitator and not member.left_at),
            school=school or member.school,
            role=role or member.role,
            level=level or member.level,
            trio=trio or member.trio,
        )
        if revived == member:
            return member
        self.update(revived)
        return self._joined(network_id, person_id) if is_new or school else revived

    def get(self, network_id: int, person_id: int) -> Member | None:
        """Return somebody's membership, also one that ended."""
        row = self._one(_ONE, {"network_id": network_id, "person_id": person_id})
        return None if row is None else Member(**row._asdict())

    def of_network(self, network_id: int, *, with_left: bool = False) -> tuple[Member, ...]:
        """Return the members of a network by name."""
        statement = _OF_NETWORK if with_left else _STILL_THERE
        rows = self._all(statement, {"network_id": network_id})
        return tuple(Member(**row._asdict()) for row in rows)

    def update(self, member: Member) -> None:
        """Write a membership as it now is; its school goes by name and is added where unknown.

        Name, Slack id and e-mail address belong to the person and are not written here.
        """
        school_id = self._school(member.network_id, member.school) if member.school else None
        row: Values = {
            "school_id": school_id,
            "role": member.role,
            "level": member.level,
            "is_facilitator": member.is_facilitator,
            "trio": member.trio,
            "joined_at": member.joined_at,
            "left_at": member.left_at,
        }
        self._change(members, member.id, row)

    def schools(self, network_id: int) -> tuple[School, ...]:
        """Return the schools of a network by name."""
        rows = self._all(_SCHOOLS, {"network_id": network_id})
        return tuple(School(**row._asdict()) for row in rows)

    def open_channel(self, school_id: int, channel_id: str) -> None:
        """Keep which private channel the team of a school has (S20)."""
        self._change(schools, school_id, {"channel_id": channel_id})

    def team_channels(self, team_id: str) -> frozenset[str]:
        """Return the ids of all channels of teams in a workspace (S20)."""
        return frozenset(row.channel_id for row in self._all(_CHANNELS, {"team_id": team_id}))

    def _joined(self, network_id: int, person_id: int) -> Member:
        member = self.get(network_id, person_id)
        if member is None:
            raise LookupError(person_id)
        return member

    def _school(self, network_id: int, name: str) -> int:
        """Return the id of a school, added where no case of its name is known."""
        known = self._school_ids(network_id)
        wanted = name.strip().casefold()
        if wanted not in known:
            row = {"network_id": network_id, "name": name.strip()}
            self._run(adding_if_new(schools, self._connection.dialect.name), row)
            known = self._school_ids(network_id)
        return known[wanted]

    def _school_ids(self, network_id: int) -> dict[str, int]:
        return {one.name.casefold(): one.id for one in self.schools(network_id)}
