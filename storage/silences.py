"""Silences: who asked not to be asked one thing again and again."""

from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.domain.people import Silence
from storage.repository import Repository, saving
from storage.tables import silences

_OF_NETWORK = select(silences).where(silences.c.network_id == bindparam("network_id"))
_OF_PERSON = (
    select(silences)
    .where(silences.c.person_id == bindparam("person_id"))
    .order_by(silences.c.network_id, silences.c.prompt)
)
_ONE = _OF_PERSON.where(
    silences.c.network_id == bindparam("network_id"), silences.c.prompt == bindparam("prompt")
)


class Silences(Repository):
    """At most one silence for each person, network and prompt; also those that have ended."""

    def get(self, person_id: int, *, network_id: int, prompt: str) -> Silence | None:
        """Return the silence of a person about a prompt, kept or ended."""
        key = {"person_id": person_id, "network_id": network_id, "prompt": prompt}
        row = self._one(_ONE, key)
        return None if row is None else _record(row)

    def of_network(self, network_id: int) -> tuple[Silence, ...]:
        """Return all silences of a network, also those that have ended."""
        return tuple(_record(row) for row in self._all(_OF_NETWORK, {"network_id": network_id}))

    def of_person(self, person_id: int) -> tuple[Silence, ...]:
        """Return all silences of a person, also those that have ended."""
        return tuple(_record(row) for row in self._all(_OF_PERSON, {"person_id": person_id}))

    def keep(self, silence: Silence) -> None:
        """Keep a silence, over what was kept about the same prompt before."""
        row = {
            "person_id": silence.person_id,
            "network_id": silence.network_id,
            "prompt": silence.prompt,
            "until": silence.until,
            "at": silence.at,
        }
        self._run(saving(silences, self._connection.dialect.name), row)


def _record(row: Row[Any]) -> Silence:
    return Silence(**row._asdict())
