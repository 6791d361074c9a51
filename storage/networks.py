"""Networks, each with the programme it began with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bot.domain.calendars import Closure
from bot.domain.hours import OwnHours
from bot.domain.networks import Network, NetworkState
from bot.domain.programme import Programme
from storage.calendars import Calendars
from storage.link import Link
from storage.repository import Repository, Values, adding_if_new
from storage.tables import members, networks, programmes

_ALL = select(networks).order_by(networks.c.id)
_BY_ID = select(networks).where(networks.c.id == bindparam("id"))
_BY_KEY = select(networks).where(networks.c.key == bindparam("key"))
_RUNNING_FIRST = (networks.c.state == NetworkState.CLOSED, networks.c.id.desc())
_BY_CHANNEL = (
    select(networks)
    .where(
        networks.c.team_id == bindparam("team_id"),
        networks.c.channel_id == bindparam("channel_id"),
    )
    .order_by(*_RUNNING_FIRST)
)
_RUNNING = _ALL.where(networks.c.state == NetworkState.RUNNING)
_OF_TEAM = _ALL.where(networks.c.team_id == bindparam("team_id"))
_OF_PERSON = (
    select(networks)
    .join(members, members.c.network_id == networks.c.id)
    .where(members.c.person_id == bindparam("person_id"), members.c.left_at.is_(None))
    .order_by(*_RUNNING_FIRST)
)
_KEYS = select(networks.c.key).order_by(networks.c.key)
_CONTENT = select(programmes.c.content).where(programmes.c.digest == bindparam("digest"))


class Shelf:
    """Programmes that were read before, by their digest; one shelf for a store.

    A programme is frozen and so is its digest: nothing on the shelf ever goes stale.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._programmes: dict[str, Programme] = {}

    def programme(self, digest: str, connection: Connection) -> Programme:
        """Return a programme, read from the database the first time."""
        known = self._programmes.get(digest)
        if known is None:
            content = connection.execute(_CONTENT, {"digest": digest}).scalar_one()
            known = self._programmes[digest] = Programme.model_validate_json(content)
        return known


class Networks(Repository):
    """The networks of all workspaces."""

    def __init__(self, link: Link, *, shelf: Shelf, calendars: Calendars, writes: bool) -> None:
        """Take programmes from the store's shelf, and closures from the transaction's calendars."""
        super().__init__(link, writes=writes)
        self._shelf = shelf
        self._calendars = calendars
        self._read: dict[int, Network] = {}

    def add(
        self,
        *,
        team_id: str,
        key: str,
        name: str,
        channel_id: str,
        zone: str,
        member_word: str,
        starts_on: date,
        programme: Programme,
        phase_id: str,
        created_at: datetime,
    ) -> Network:
        """Add a running network; Refused at commit where another took its key just now."""
        network = Network(
            id=0,
            team_id=team_id,
            key=key,
            name=name,
            channel_id=channel_id,
            zone=zone,
            member_word=member_word,
            starts_on=starts_on,
            programme=programme,
            phase_id=phase_id,
            created_at=created_at,
        )
        row = {**_row(network), "programme_digest": self._freeze(programme)}
        return replace(network, id=self._add(networks, row))

    def get(self, network_id: int) -> Network | None:
        """Return a network by id."""
        return self._found(self._one(_BY_ID, {"id": network_id}))

    def by_key(self, key: str) -> Network | None:
        """Return a network by its key."""
        return self._found(self._one(_BY_KEY, {"key": key}))

    def by_channel(self, team_id: str, channel_id: str) -> Network | None:
        """Return the network of a channel: the running one, else the newest."""
        values = {"team_id": team_id, "channel_id": channel_id}
        return self._found(self._one(_BY_CHANNEL, values))

    def running(self) -> tuple[Network, ...]:
        """Return all networks under way."""
        return self._networks(self._all(_RUNNING))

    def of_team(self, team_id: str) -> tuple[Network, ...]:
        """Return the networks of a workspace, oldest first."""
        return self._networks(self._all(_OF_TEAM, {"team_id": team_id}))

    def of_person(self, person_id: int) -> tuple[Network, ...]:
        """Return the networks a person belongs to: running ones first, then the newest."""
        return self._networks(self._all(_OF_PERSON, {"person_id": person_id}))

    def keys(self) -> tuple[str, ...]:
        """Return all keys that are taken."""
        return tuple(row.key for row in self._all(_KEYS))

    def update(self, network: Network) -> None:
        """Write a network as it now is; only what changed since it was read is touched.

        Closures are rows of their own, written by ``Calendars``.
        """
        row = _row(network)
        known = self._read.get(network.id)
        if known is None or known.programme is not network.programme:
            row = {**row, "programme_digest": self._freeze(network.programme)}
        self._change(networks, network.id, row)

    def _freeze(self, programme: Programme) -> str:
        """Keep a programme as it is today and return its digest."""
        content = programme.model_dump_json()
        digest = sha256(content.encode()).hexdigest()
        row = {
            "digest": digest,
            "key": programme.key,
            "version": programme.version,
            "content": content,
        }
        self._run(adding_if_new(programmes, self._connection.dialect.name), row)
        return digest

    def _found(self, row: Row[Any] | None) -> Network | None:
        return None if row is None else self._networks((row,))[0]

    def _networks(self, rows: Sequence[Row[Any]]) -> tuple[Network, ...]:
        closures = self._calendars.of_networks(row.id for row in rows)
        return tuple(self._network(row, closures[row.id]) for row in rows)

    def _network(self, row: Row[Any], closures: tuple[Closure, ...]) -> Network:
        network = Network(
            id=row.id,
            team_id=row.team_id,
            key=row.key,
            name=row.name,
            channel_id=row.channel_id,
            zone=row.zone,
            member_word=row.member_word,
            starts_on=row.starts_on,
            programme=self._shelf.programme(row.programme_digest, self._connection),
            phase_id=row.phase_id,
            phase_since=row.phase_since,
            state=row.state,
            ended_on=row.ended_on,
            created_at=row.created_at,
            own_hours=OwnHours.model_validate(row.hours or {}),
            own_closures=closures,
        )
        if self._writes:
            self._known[network.id] = _row(network)
            self._read[network.id] = network
        return network


def _row(network: Network) -> Values:
    """Return all columns but the programme's digest."""
    return {
        "team_id": network.team_id,
        "key": network.key,
        "name": network.name,
        "channel_id": network.channel_id,
        "zone": network.zone,
        "member_word": network.member_word,
        "starts_on": network.starts_on,
        "phase_id": network.phase_id,
        "phase_since": network.phase_since,
        "state": network.state,
        "ended_on": network.ended_on,
        "created_at": network.created_at,
        "hours": network.own_hours.model_dump(mode="json", exclude_none=True) or None,
    }
