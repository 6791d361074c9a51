"""Figures: what is counted of a network, read without a word that anybody wrote."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.domain.deliveries import Action, DeliveryState
from bot.domain.entries import About
from bot.domain.figures import Written
from bot.domain.kinds import Kind
from storage.repository import Repository
from storage.tables import deliveries, entries

_SENT = select(deliveries.c.settled_at).where(
    deliveries.c.network_id == bindparam("network_id"),
    deliveries.c.state == DeliveryState.SENT,
    deliveries.c.action == Action.POST,
    deliveries.c.kind.in_(bindparam("kinds", expanding=True)),
    deliveries.c.settled_at.is_not(None),
)
_WRITTEN = (
    select(
        entries.c.id,
        entries.c.author_id,
        entries.c.form_id,
        entries.c.about_kind,
        entries.c.about_which,
        entries.c.visibility,
        entries.c.created_at,
        entries.c.given_on,
    )
    .where(entries.c.network_id == bindparam("network_id"), entries.c.withdrawn_at.is_(None))
    .order_by(entries.c.created_at, entries.c.id)
)


class Figures(Repository):
    """Rows to be counted; nothing is decrypted for a number."""

    def sent(self, network_id: int, *, kinds: Iterable[Kind]) -> tuple[datetime, ...]:
        """Return when each message of some kinds was sent in a network."""
        rows = self._all(_SENT, {"network_id": network_id, "kinds": list(kinds)})
        return tuple(row.settled_at for row in rows)

    def written(self, network_id: int) -> tuple[Written, ...]:
        """Return what was written in a network and not withdrawn, oldest first, without words."""
        return tuple(
            Written(
                entry_id=row.id,
                author_id=row.author_id,
                form_id=row.form_id,
                about=About(kind=row.about_kind, which=row.about_which),
                visibility=row.visibility,
                at=row.created_at,
                given_on=row.given_on,
            )
            for row in self._all(_WRITTEN, {"network_id": network_id})
        )
