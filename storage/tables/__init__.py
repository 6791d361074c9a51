"""Describe the tables; importing this folder fills ``metadata`` with all of them."""

from storage.tables.audit import audit, events, heartbeats, seal
from storage.tables.entries import agreements, drafts, entries, entry_versions
from storage.tables.gatherings import gatherings, invitations
from storage.tables.inquiry import cycles, phase_ticks, step_records
from storage.tables.metadata import metadata
from storage.tables.networks import members, networks, programmes, schools
from storage.tables.outbox import deliveries
from storage.tables.people import installations, people

__all__ = [
    "agreements",
    "audit",
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
    "schools",
    "seal",
    "step_records",
]
