"""Candidates: who is suggested as a fellow of a school, and what they answer (S8)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phone(StrEnum):
    """Whether somebody has a telephone for themselves; shared ones are written to sparingly."""

    OWN = "own"
    SHARED = "shared"


class CandidateState(StrEnum):
    """What has come of a suggestion."""

    SUGGESTED = "suggested"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """Somebody who could become a fellow; ``person_id`` once they are known in the workspace."""

    id: int
    network_id: int
    school_id: int | None
    person_id: int | None
    name: str
    role: str | None
    language: str | None
    phone: Phone | None
    suggested_by: int | None
    state: CandidateState
    suggested_at: datetime
    answered_at: datetime | None = None
