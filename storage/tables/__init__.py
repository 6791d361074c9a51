"""Describe the tables; importing this folder fills ``metadata`` with all of them."""

from storage.tables.agendas import agenda_drafts, agenda_proposals, agendas
from storage.tables.audit import audit, events, heartbeats, seal
from storage.tables.decisions import choices, decision_rounds, votes, wishes
from storage.tables.entries import (
    agreements,
    anonymous_answers,
    drafts,
    entries,
    entry_people,
    entry_versions,
    took_part,
)
from storage.tables.gatherings import gatherings, invitations
from storage.tables.inquiry import cycles, phase_ticks, step_records
from storage.tables.metadata import metadata
from storage.tables.networks import (
    closures,
    members,
    networks,
    programmes,
    prompts,
    schools,
    silences,
    wordings,
)
from storage.tables.outbox import deliveries
from storage.tables.people import installations, people
from storage.tables.together import candidates, marks, partnerships

__all__ = [
    "agenda_drafts",
    "agenda_proposals",
    "agendas",
    "agreements",
    "anonymous_answers",
    "audit",
    "candidates",
    "choices",
    "closures",
    "cycles",
    "decision_rounds",
    "deliveries",
    "drafts",
    "entries",
    "entry_people",
    "entry_versions",
    "events",
    "gatherings",
    "heartbeats",
    "installations",
    "invitations",
    "marks",
    "members",
    "metadata",
    "networks",
    "partnerships",
    "people",
    "phase_ticks",
    "programmes",
    "prompts",
    "schools",
    "seal",
    "silences",
    "step_records",
    "took_part",
    "votes",
    "wishes",
    "wordings",
]
