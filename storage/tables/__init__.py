"""Describe the tables; importing this folder fills ``metadata`` with all of them."""

from storage.tables.audit import audit, events, heartbeats, seal
from storage.tables.entries import (
    agreements,
    anonymous_answers,
    drafts,
    entries,
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
)
from storage.tables.outbox import deliveries
from storage.tables.people import installations, people

__all__ = [
    "agreements",
    "anonymous_answers",
    "audit",
    "closures",
    "cycles",
    "deliveries",
    "drafts",
    "entries",
    "entry_versions",
    "events",
    "gatherings",
    "heartbeats",
    "installations",
    "invitations",
    "members",
    "metadata",
    "networks",
    "people",
    "phase_ticks",
    "programmes",
    "prompts",
    "schools",
    "seal",
    "silences",
    "step_records",
    "took_part",
]
