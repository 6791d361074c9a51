"""What facilitators ask again and again, and what came of their nudges."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from bot.domain.deliveries import Action, Delivery
from bot.domain.kinds import Kind
from bot.domain.prompts import MadePrompt, Prompt
from storage.deliveries import COLUMNS
from storage.repository import Repository, adding_if_new
from storage.tables import deliveries, prompts

_OF_NETWORK = (
    select(prompts).where(prompts.c.network_id == bindparam("network_id")).order_by(prompts.c.id)
)
_GOING_ON = _OF_NETWORK.where(prompts.c.stopped_at.is_(None))
_BY_TOKEN = select(prompts).where(prompts.c.token == bindparam("token"))
_BY_ID = _OF_NETWORK.where(prompts.c.id == bindparam("id"))
_STOP = update(prompts).where(
    prompts.c.id == bindparam("row_id"),
    prompts.c.network_id == bindparam("in_network"),
    prompts.c.stopped_at.is_(None),
)
_SAID = (
    select(*COLUMNS)
    .where(
        deliveries.c.network_id == bindparam("network_id"),
        deliveries.c.kind.in_((Kind.NUDGE, Kind.CHECKIN_PROMPT)),
        deliveries.c.action.in_((Action.POST, Action.WITHDRAW)),
    )
    .order_by(deliveries.c.id.desc())
    .limit(bindparam("n"))
)


class Prompts(Repository):
    """The standing prompts of all networks that were made in Slack."""

    def add(
        self, *, network_id: int, made_by: int, token: str, prompt: Prompt, created_at: datetime
    ) -> MadePrompt:
        """Keep a prompt from now on; a ``token`` used already (a double click) gives that one."""
        row = {
            "network_id": network_id,
            "made_by": made_by,
            "token": token,
            "spec": prompt.model_dump(mode="json", exclude={"id"}, exclude_defaults=True),
            "created_at": created_at,
        }
        self._run(adding_if_new(prompts, self._connection.dialect.name), row)
        return _record(self._connection.execute(_BY_TOKEN, {"token": token}).one())

    def get(self, network_id: int, prompt_id: int) -> MadePrompt | None:
        """Return a prompt of a network, also one that was stopped."""
        row = self._one(_BY_ID, {"network_id": network_id, "id": prompt_id})
        return None if row is None else _record(row)

    def of_network(self, network_id: int) -> tuple[MadePrompt, ...]:
        """Return the prompts of a network that go on, oldest first."""
        return tuple(_record(row) for row in self._all(_GOING_ON, {"network_id": network_id}))

    def stop(self, network_id: int, prompt_id: int, *, at: datetime) -> bool:
        """Stop a prompt for good; False when it is gone or was stopped before."""
        values = {"row_id": prompt_id, "in_network": network_id, "stopped_at": at}
        return self._run(_STOP, values) == 1

    def said(self, network_id: int, limit: int) -> tuple[Delivery, ...]:
        """Return the newest nudges and rounds of a network, a row for each recipient, newest first.

        With what took them back, and with what waits.
        """
        rows = self._all(_SAID, {"network_id": network_id, "n": limit})
        return tuple(Delivery(**row._asdict()) for row in rows)


def _record(row: Row[Any]) -> MadePrompt:
    return MadePrompt(
        network_id=row.network_id,
        made_by=row.made_by,
        prompt=Prompt.model_validate({**row.spec, "id": str(row.id)}),
        created_at=row.created_at,
        stopped_at=row.stopped_at,
    )
