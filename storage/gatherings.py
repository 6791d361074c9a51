"""Gatherings, and what people answered to their invitations."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from bot.domain.gatherings import Gathering, GatheringState, Invitation
from storage.repository import Repository, held, saving
from storage.tables import gatherings, invitations

_LONGEST = timedelta(days=2)
"""No gathering lasts longer; a programme file allows ten hours."""

_BY_ID = select(gatherings).where(gatherings.c.id == bindparam("id"))
_BY_ID_HELD = held(_BY_ID)
_OF_NETWORK = (
    select(gatherings)
    .where(gatherings.c.network_id == bindparam("network_id"))
    .order_by(gatherings.c.starts_at, gatherings.c.id)
)
_BETWEEN = _OF_NETWORK.where(
    gatherings.c.starts_at >= bindparam("since"), gatherings.c.starts_at < bindparam("until")
)
_FROM_ON_OF_ANY = _OF_NETWORK.where(
    gatherings.c.starts_at > bindparam("since"), gatherings.c.state == GatheringState.PLANNED
).limit(10)
_FROM_ON = _FROM_ON_OF_ANY.where(
    or_(gatherings.c.school_id.is_(None), gatherings.c.school_id == bindparam("school_id"))
)
_INVITATIONS = (
    select(invitations)
    .where(invitations.c.gathering_id == bindparam("gathering_id"))
    .order_by(invitations.c.person_id)
)
_INVITATION = _INVITATIONS.where(invitations.c.person_id == bindparam("person_id"))


class Gatherings(Repository):
    """The dated meetings of all networks."""

    def add(
        self,
        *,
        network_id: int,
        series_id: str,
        number: int,
        title: str,
        starts_at: datetime,
        minutes: int,
        zone: str,
        place: str | None = None,
        school_id: int | None = None,
    ) -> Gathering:
        """Add a planned gathering."""
        gathering = Gathering(
            id=0,
            network_id=network_id,
            series_id=series_id,
            number=number,
            title=title,
            starts_at=starts_at,
            minutes=minutes,
            zone=zone,
            place=place,
            school_id=school_id,
        )
        return replace(gathering, id=self._add(gatherings, _row(gathering)))

    def get(self, gathering_id: int) -> Gathering | None:
        """Return a gathering; a transaction that writes keeps it from changing meanwhile."""
        row = self._one(self._locking(_BY_ID, _BY_ID_HELD), {"id": gathering_id})
        return None if row is None else Gathering(**row._asdict())

    def of_network(self, network_id: int) -> tuple[Gathering, ...]:
        """Return all gatherings of a network, cancelled ones too, by start."""
        rows = self._all(_OF_NETWORK, {"network_id": network_id})
        return tuple(Gathering(**row._asdict()) for row in rows)

    def next(
        self, network_id: int, *, after: datetime, school_id: int | None = None
    ) -> Gathering | None:
        """Return the next planned gathering that is not over at an instant.

        One for all, or for the school that is named: those of other schools are passed over.
        """
        values = {"network_id": network_id, "since": after - _LONGEST, "school_id": school_id}
        found = (Gathering(**row._asdict()) for row in self._all(_FROM_ON, values))
        return next((one for one in found if not one.is_over(after)), None)

    def next_of_any(self, network_id: int, *, after: datetime) -> Gathering | None:
        """Return the next planned gathering that is not over, whichever school it is for."""
        values = {"network_id": network_id, "since": after - _LONGEST}
        found = (Gathering(**row._asdict()) for row in self._all(_FROM_ON_OF_ANY, values))
        return next((one for one in found if not one.is_over(after)), None)

    def between(
        self, network_id: int, *, since: datetime, until: datetime
    ) -> tuple[Gathering, ...]:
        """Return the gatherings that start at or after ``since`` and before ``until``."""
        values = {"network_id": network_id, "since": since, "until": until}
        return tuple(Gathering(**row._asdict()) for row in self._all(_BETWEEN, values))

    def update(self, gathering: Gathering) -> None:
        """Write a gathering as it now is."""
        self._change(gatherings, gathering.id, _row(gathering))

    def invitation(self, gathering_id: int, person_id: int) -> Invitation | None:
        """Return what a person answered, or None when they did not yet."""
        values = {"gathering_id": gathering_id, "person_id": person_id}
        row = self._one(_INVITATION, values)
        return None if row is None else Invitation(**row._asdict())

    def invitations(self, gathering_id: int) -> tuple[Invitation, ...]:
        """Return all answers to a gathering."""
        rows = self._all(_INVITATIONS, {"gathering_id": gathering_id})
        return tuple(Invitation(**row._asdict()) for row in rows)

    def answer(self, invitation: Invitation) -> None:
        """Write an answer, over an earlier one of the same person."""
        self._run(saving(invitations, self._connection.dialect.name), asdict(invitation))


def _row(gathering: Gathering) -> dict[str, object]:
    row = asdict(gathering)
    del row["id"]
    return row
