"""Agendas as they were published, the copies that are worked on, and what others propose (S15)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from bot.domain.agendas import Agenda, AgendaDraft, AgendaProposal, Blocks
from bot.domain.series import AgendaBlock
from storage.repository import Repository, saving
from storage.tables import agenda_drafts, agenda_proposals, agendas, gatherings

_PUBLISHED = select(agendas).where(agendas.c.gathering_id == bindparam("gathering_id"))
_OF_NETWORK = (
    select(agendas)
    .join(gatherings, gatherings.c.id == agendas.c.gathering_id)
    .where(gatherings.c.network_id == bindparam("network_id"))
)
_DRAFT = select(agenda_drafts.c.blocks, agenda_drafts.c.by_id).where(
    agenda_drafts.c.gathering_id == bindparam("gathering_id")
)
_DROP = delete(agenda_drafts).where(agenda_drafts.c.gathering_id == bindparam("gathering_id"))
_PROPOSAL = select(agenda_proposals).where(agenda_proposals.c.id == bindparam("id"))
_PROPOSED = (
    select(agenda_proposals)
    .where(agenda_proposals.c.gathering_id == bindparam("gathering_id"))
    .order_by(agenda_proposals.c.id)
)
_DECIDE = (
    update(agenda_proposals)
    .where(agenda_proposals.c.id == bindparam("row_id"), agenda_proposals.c.accepted.is_(None))
    .values(
        accepted=bindparam("is_accepted"), decided_by=bindparam("by"), decided_at=bindparam("when")
    )
)


class Agendas(Repository):
    """What differs from the programme, gathering by gathering."""

    def published(self, gathering_id: int) -> Agenda | None:
        """Return what somebody published; None where the programme's own agenda holds."""
        row = self._one(_PUBLISHED, {"gathering_id": gathering_id})
        return None if row is None else _agenda(row)

    def of_network(self, network_id: int) -> Mapping[int, Agenda]:
        """Return what was published in a network, by the id of the gathering, in one query."""
        rows = self._all(_OF_NETWORK, {"network_id": network_id})
        return {row.gathering_id: _agenda(row) for row in rows}

    def publish(self, agenda: Agenda) -> None:
        """Write an agenda over the one that was published before; the working copy goes."""
        row = {
            "gathering_id": agenda.gathering_id,
            "blocks": _plain(agenda.blocks),
            "revision": agenda.revision,
            "published_at": agenda.published_at,
            "published_by": agenda.published_by,
        }
        self._run(saving(agendas, self._connection.dialect.name), row)
        self.drop_draft(agenda.gathering_id)

    def draft(self, gathering_id: int) -> AgendaDraft | None:
        """Return the copy that its owners work on; None where nobody has begun one."""
        row = self._one(_DRAFT, {"gathering_id": gathering_id})
        return None if row is None else AgendaDraft(blocks=_blocks(row.blocks), by_id=row.by_id)

    def keep_draft(self, gathering_id: int, blocks: Blocks, *, by_id: int, at: datetime) -> None:
        """Keep the working copy as it is now."""
        row = {"gathering_id": gathering_id, "blocks": _plain(blocks), "by_id": by_id, "at": at}
        self._run(saving(agenda_drafts, self._connection.dialect.name), row)

    def drop_draft(self, gathering_id: int) -> None:
        """Forget the working copy."""
        self._run(_DROP, {"gathering_id": gathering_id})

    def propose(
        self,
        *,
        network_id: int,
        gathering_id: int,
        block: AgendaBlock,
        proposed_by: int,
        proposed_at: datetime,
    ) -> AgendaProposal:
        """Keep a proposal, which waits from now on."""
        row = {
            "network_id": network_id,
            "gathering_id": gathering_id,
            "block": block.model_dump(mode="json"),
            "proposed_by": proposed_by,
            "proposed_at": proposed_at,
        }
        return AgendaProposal(
            id=self._add(agenda_proposals, row),
            network_id=network_id,
            gathering_id=gathering_id,
            block=block,
            proposed_by=proposed_by,
            proposed_at=proposed_at,
        )

    def proposal(self, proposal_id: int) -> AgendaProposal | None:
        """Return one proposal."""
        row = self._one(_PROPOSAL, {"id": proposal_id})
        return None if row is None else _proposal(row)

    def proposals(self, gathering_id: int) -> tuple[AgendaProposal, ...]:
        """Return what was proposed for a gathering, answered or not, oldest first."""
        rows = self._all(_PROPOSED, {"gathering_id": gathering_id})
        return tuple(_proposal(row) for row in rows)

    def decide(self, proposal_id: int, *, accepted: bool, by_id: int, at: datetime) -> bool:
        """Answer a proposal; False where somebody has answered it before."""
        values = {"row_id": proposal_id, "is_accepted": accepted, "by": by_id, "when": at}
        return self._run(_DECIDE, values) == 1


def _plain(blocks: Sequence[AgendaBlock]) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json") for one in blocks]


def _blocks(plain: Sequence[Any]) -> Blocks:
    return tuple(AgendaBlock.model_validate(one) for one in plain)


def _agenda(row: Row[Any]) -> Agenda:
    return Agenda(
        gathering_id=row.gathering_id,
        blocks=_blocks(row.blocks),
        revision=row.revision,
        published_at=row.published_at,
        published_by=row.published_by,
    )


def _proposal(row: Row[Any]) -> AgendaProposal:
    return AgendaProposal(
        id=row.id,
        network_id=row.network_id,
        gathering_id=row.gathering_id,
        block=AgendaBlock.model_validate(row.block),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        accepted=row.accepted,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
