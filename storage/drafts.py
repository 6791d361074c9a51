"""Drafts: what somebody began to write and did not send yet."""

from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from bot.domain.entries import About, Draft
from storage.repository import Repository, Values, saving
from storage.tables import drafts

_KEY = (
    drafts.c.author_id == bindparam("author_id"),
    drafts.c.network_id == bindparam("network_id"),
    drafts.c.form_id == bindparam("form_id"),
    drafts.c.about == bindparam("about"),
)
_ONE = select(drafts).where(*_KEY)
_DISCARD = delete(drafts).where(*_KEY)
_OF_AUTHOR = (
    select(drafts)
    .where(drafts.c.author_id == bindparam("author_id"))
    .order_by(drafts.c.saved_at.desc(), drafts.c.form_id)
)


class Drafts(Repository):
    """Unsent answers: at most one for each author, network, form and subject."""

    def get(self, author_id: int, *, network_id: int, form_id: str, about: About) -> Draft | None:
        """Return a draft, or None."""
        row = self._one(_ONE, _key(author_id, network_id, form_id, about))
        return None if row is None else _record(row)

    def save(self, draft: Draft) -> None:
        """Keep a draft, over what was kept before."""
        row = {
            **_key(draft.author_id, draft.network_id, draft.form_id, draft.about),
            "answers": draft.answers,
            "visibility": draft.visibility,
            "page": draft.page,
            "saved_at": draft.saved_at,
        }
        self._run(saving(drafts, self._connection.dialect.name), row)

    def discard(self, author_id: int, *, network_id: int, form_id: str, about: About) -> bool:
        """Throw a draft away; False when there was none."""
        return self._run(_DISCARD, _key(author_id, network_id, form_id, about)) == 1

    def of_author(self, author_id: int) -> tuple[Draft, ...]:
        """Return all drafts of a person, newest first."""
        return tuple(_record(row) for row in self._all(_OF_AUTHOR, {"author_id": author_id}))


def _key(author_id: int, network_id: int, form_id: str, about: About) -> Values:
    return {
        "author_id": author_id,
        "network_id": network_id,
        "form_id": form_id,
        "about": str(about),
    }


def _record(row: Row[Any]) -> Draft:
    return Draft(**{**row._asdict(), "about": About.read(row.about)})
