"""Exports: the answers of a network as a file; only what the person it acts as may see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.anonymous import words
from bot.domain.entries import Entry
from bot.domain.exports import ExportKind, Row, as_csv, as_json, codebook
from bot.domain.gatherings import Invitation
from bot.domain.local_time import local_date
from bot.domain.networks import Member, Network
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand, may_read
from bot.domain.rounds import days_after
from bot.domain.telling import shown
from bot.services.networks import the_network
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Export:
    """An export: its file name and content, the codebook, how much is in it and was withheld."""

    name: str
    content: str
    codebook: str
    rows: int
    withheld: int
    """How many entries exist that this person may not read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exports:
    """Verbs about exports."""

    store: Store
    clock: Clock

    def begin(self, actor: Actor, network_id: int) -> None:
        """Look whether somebody may export from a network, before they choose what."""
        demand(actor, Verb.EXPORT, network_id=network_id)

    def export(
        self, actor: Actor, network_id: int, *, kind: ExportKind, as_type: str = "csv"
    ) -> Export:
        """Return an export as the actor may see it; the taking of it is audited."""
        demand(actor, Verb.EXPORT, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            if kind is ExportKind.ATTENDANCE:
                rows, withheld = list(_attendance(tx, network)), 0
            else:
                rows, withheld = _entries(tx, network, actor, kind)
            tx.audit.note(
                at=now,
                team_id=network.team_id,
                actor_id=actor.id,
                verb=Verb.EXPORT,
                network_id=network_id,
                what=f"{kind} {as_type}: {len(rows)} rows, {withheld} entries withheld",
            )
        today = local_date(now, zone=network.rhythm.zone)
        return Export(
            name=f"{network.key}-{kind}-{today.isoformat()}.{as_type}",
            content=as_json(rows) if as_type == "json" else as_csv(rows),
            codebook=codebook(),
            rows=len(rows),
            withheld=withheld,
        )


def _entries(
    tx: Transaction, network: Network, actor: Actor, kind: ExportKind
) -> tuple[list[Row], int]:
    members = {one.person_id: one for one in tx.members.of_network(network.id, with_left=True)}
    rows: list[Row] = []
    withheld = 0
    for entry in tx.entries.of_network(network.id, kinds=kind.abouts):
        member = members[entry.author_id]
        if not may_read(actor, entry, author_trio=member.trio):
            withheld += 1
            continue
        zone = _zone(tx, network, member)
        rows.extend(_answers(network, members, entry, zone))
    nameless, held_back = _anonymous(tx, network, kind)
    return [*rows, *nameless], withheld + held_back


def _anonymous(tx: Transaction, network: Network, kind: ExportKind) -> tuple[list[Row], int]:
    """Return anonymous answers by question, without order; below five they are withheld."""
    known = {one.id: network.programme.form(one.id) for one in network.programme.forms}
    rows: list[Row] = []
    withheld = 0
    for count in tx.anonymous.counts(network.id):
        form = known.get(count.asked.form_id)
        if form is None or count.asked.about.kind not in kind.abouts:
            continue
        shown = tx.anonymous.show(count.asked)
        withheld += count.answers - len(shown)
        rows += [
            {
                "network": network.key,
                "form": form.id,
                "question": str(field.label),
                "answer": answer,
                "visibility": "anonymous",
                "about": str(count.asked.about),
                "local_date": count.week_of.isoformat(),
            }
            for field, answer in words(form, shown, mixing=SystemRandom())
        ]
    return rows, withheld


def _answers(
    network: Network, members: Mapping[int, Member], entry: Entry, zone: ZoneInfo
) -> Iterator[Row]:
    form = network.programme.form(entry.form_id, entry.answers)
    written_on = entry.given_on or local_date(entry.created_at, zone=zone)
    after = days_after(entry.about, written_on)
    for field in form.fields:
        answer = shown(field, entry.answers.get(field.id))
        if answer:
            yield {
                **_who(network, members[entry.author_id]),
                "id": str(entry.id),
                "form": form.id,
                "question": str(field.label),
                "answer": answer,
                "visibility": entry.visibility.value,
                "about": str(entry.about),
                "created_at": entry.created_at.isoformat(),
                "local_date": written_on.isoformat(),
                "edited_at": _iso(entry.edited_at),
                "days_after": "" if after is None else str(after),
                "together_with": _slack_ids(members, sorted(entry.people)),
                "given_on": entry.given_on.isoformat() if entry.given_on else "",
                "entered_by": _slack_ids(members, filter(None, [entry.entered_by])),
            }


def _slack_ids(members: Mapping[int, Member], people: Iterable[int]) -> str:
    return ", ".join(members[one].slack_id for one in people if one in members)


def _attendance(tx: Transaction, network: Network) -> Iterator[Row]:
    members = {one.person_id: one for one in tx.members.of_network(network.id, with_left=True)}
    for gathering in tx.gatherings.of_network(network.id):
        for invitation in tx.gatherings.invitations(gathering.id):
            member = members.get(invitation.person_id)
            if member is None:
                continue
            zone = _zone(tx, network, member)
            for question, answer, at in _said(invitation):
                yield {
                    **_who(network, member),
                    "id": f"{gathering.id}/{member.person_id}",
                    "form": gathering.series_id,
                    "question": question,
                    "answer": answer,
                    "visibility": "facilitator",
                    "about": f"gathering:{gathering.id}",
                    "created_at": _iso(at),
                    "local_date": local_date(at, zone=zone).isoformat() if at else "",
                    "edited_at": "",
                }


def _said(invitation: Invitation) -> Iterator[tuple[str, str, datetime | None]]:
    if invitation.rsvp is not None:
        yield "rsvp", invitation.rsvp.value, invitation.answered_at
    if invitation.presence is not None:
        yield "presence", invitation.presence.value, invitation.marked_at


def _who(network: Network, member: Member) -> dict[str, str]:
    """Return who somebody is, with the kind of leader that their role makes them (S19)."""
    role = network.programme.role(member.role or "")
    return {
        "network": network.key,
        "school": member.school or "",
        "member": member.slack_id,
        "name": member.name,
        "role": member.role or "",
        "standing": role.standing.value if role is not None else "",
    }


def _zone(tx: Transaction, network: Network, member: Member) -> ZoneInfo:
    person = tx.people.get(member.person_id)
    return person.rhythm(network.rhythm).zone if person else network.rhythm.zone


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
