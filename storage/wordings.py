"""What networks say in their own way, by the place in their programme (S22, S58)."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select

from bot.domain.wordings import Wording, thawed
from storage.repository import Repository, saving
from storage.tables import wordings

_OF_NETWORK = (
    select(wordings)
    .where(wordings.c.network_id == bindparam("network_id"))
    .order_by(wordings.c.place)
)
_FORGET = delete(wordings).where(
    wordings.c.network_id == bindparam("network_id"), wordings.c.place == bindparam("place")
)
_FORGET_ALL = delete(wordings).where(wordings.c.network_id == bindparam("network_id"))


class Wordings(Repository):
    """The own words of all networks."""

    def of_network(self, network_id: int) -> tuple[Wording, ...]:
        """Return what a network says in its own way, by place."""
        rows = self._all(_OF_NETWORK, {"network_id": network_id})
        return tuple(
            Wording(
                network_id=row.network_id,
                place=row.place,
                before=thawed(row.value["before"]),
                after=thawed(row.value["after"]),
                by_id=row.by_id,
                at=row.at,
            )
            for row in rows
        )

    def keep(self, wording: Wording) -> None:
        """Keep a wording over an earlier one at its place."""
        row = {
            "network_id": wording.network_id,
            "place": wording.place,
            "value": {"before": wording.before, "after": wording.after},
            "by_id": wording.by_id,
            "at": wording.at,
        }
        self._run(saving(wordings, self._connection.dialect.name), row)

    def forget(self, network_id: int, place: str) -> None:
        """Forget what was said at a place; one that is gone already changes nothing."""
        self._run(_FORGET, {"network_id": network_id, "place": place})

    def replace(self, network_id: int, kept: Iterable[Wording]) -> None:
        """Keep these wordings of a network and no others."""
        self._run(_FORGET_ALL, {"network_id": network_id})
        for one in kept:
            self.keep(one)
