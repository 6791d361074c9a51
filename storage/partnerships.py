"""Partnerships: who was matched with whom in a network, in each matching since the first."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select

from bot.domain.partners import Partnership
from storage.repository import Repository, saving
from storage.tables import partnerships

_OF_NETWORK = (
    select(
        partnerships.c.number,
        partnerships.c.person_id,
        partnerships.c.place,
        partnerships.c.since,
    )
    .where(partnerships.c.network_id == bindparam("network_id"))
    .order_by(partnerships.c.number, partnerships.c.place, partnerships.c.person_id)
)


class Partnerships(Repository):
    """The history of matching; ``members.trio`` says with whom somebody is at present."""

    def of_network(self, network_id: int) -> tuple[Partnership, ...]:
        """Return all that ever were, the oldest matching first, group by group."""
        rows = self._all(_OF_NETWORK, {"network_id": network_id})
        return tuple(Partnership(**row._asdict()) for row in rows)

    def place(
        self, network_id: int, person_ids: Sequence[int], *, number: int, place: int, since: date
    ) -> None:
        """Put people together in a matching; who had another place in it leaves that one."""
        statement = saving(partnerships, self._connection.dialect.name)
        for person_id in person_ids:
            row = {
                "network_id": network_id,
                "number": number,
                "person_id": person_id,
                "place": place,
                "since": since,
            }
            self._run(statement, row)
