"""Make what those suggested as fellows, and who suggested them, are told, from what is true."""

from bot.domain.candidates import CandidateAnswered, CandidateInvitation, CandidateState
from bot.domain.door import Dropped
from bot.services.scene import Scene


def candidate_invitation(scene: Scene) -> CandidateInvitation | Dropped:
    """Return the question to somebody suggested; none where it was answered or taken back."""
    candidate = scene.tx.candidates.get(int(scene.ref("candidate")))
    if candidate is None or candidate.state is not CandidateState.INVITED:
        return Dropped.GONE
    by = scene.tx.people.get(candidate.suggested_by) if candidate.suggested_by else None
    return CandidateInvitation(
        network=scene.network,
        candidate=candidate,
        school=_school(scene, candidate.school_id),
        suggested_by=by.name if by is not None else None,
    )


def candidate_answered(scene: Scene) -> CandidateAnswered | Dropped:
    """Return what came of a suggestion."""
    candidate = scene.tx.candidates.get(int(scene.ref("candidate")))
    if candidate is None or candidate.state.is_open:
        return Dropped.GONE
    school = _school(scene, candidate.school_id)
    return CandidateAnswered(network=scene.network, candidate=candidate, school=school)


def _school(scene: Scene, school_id: int | None) -> str:
    schools = scene.tx.members.schools(scene.network.id)
    return next((one.name for one in schools if one.id == school_id), "")
