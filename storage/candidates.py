"""Candidates: who is suggested as a fellow, and what they answered."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from bot.domain.candidates import Candidate, CandidateState, Phone
from storage.repository import Repository, held
from storage.tables import candidates

_OF_NETWORK = (
    select(candidates)
    .where(candidates.c.network_id == bindparam("network_id"))
    .order_by(candidates.c.suggested_at, candidates.c.id)
)
_BY_ID = select(candidates).where(candidates.c.id == bindparam("id"))
_BY_ID_HELD = held(_BY_ID)
_COLUMNS = [one.name for one in fields(Candidate) if one.name != "id"]
_REMOVE = delete(candidates).where(
    candidates.c.id == bindparam("candidate_id"), candidates.c.state.in_(("suggested", "invited"))
)


class Candidates(Repository):
    """Those who are suggested, of all networks."""

    def add(
        self,
        *,
        network_id: int,
        school_id: int | None,
        person_id: int | None,
        name: str,
        role: str | None,
        language: str | None,
        phone: Phone | None,
        suggested_by: int,
        suggested_at: datetime,
    ) -> Candidate:
        """Add somebody; invited where they are known in the workspace, else suggested."""
        one = Candidate(
            id=0,
            network_id=network_id,
            school_id=school_id,
            person_id=person_id,
            name=name,
            role=role,
            language=language,
            phone=phone,
            suggested_by=suggested_by,
            state=CandidateState.SUGGESTED if person_id is None else CandidateState.INVITED,
            suggested_at=suggested_at,
        )
        row = {column: getattr(one, column) for column in _COLUMNS}
        return replace(one, id=self._add(candidates, row))

    def get(self, candidate_id: int) -> Candidate | None:
        """Return somebody suggested; a transaction that writes holds the row."""
        row = self._one(self._locking(_BY_ID, _BY_ID_HELD), {"id": candidate_id})
        return None if row is None else _record(row)

    def of_network(self, network_id: int) -> tuple[Candidate, ...]:
        """Return those suggested in a network, the earliest first."""
        return tuple(_record(row) for row in self._all(_OF_NETWORK, {"network_id": network_id}))

    def update(self, candidate: Candidate) -> None:
        """Write who somebody turned out to be, what is known of them, and what they answered."""
        changed = {
            "person_id": candidate.person_id,
            "name": candidate.name,
            "role": candidate.role,
            "language": candidate.language,
            "phone": candidate.phone,
            "state": candidate.state,
            "answered_at": candidate.answered_at,
        }
        self._change(candidates, candidate.id, changed)

    def remove(self, candidate_id: int) -> bool:
        """Take a suggestion back; False where it was answered or is gone."""
        return self._run(_REMOVE, {"candidate_id": candidate_id}) == 1


def _record(row: Row[Any]) -> Candidate:
    return Candidate(**row._asdict())
