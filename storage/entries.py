"""Entries with their earlier versions, and who wrote them together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    Select,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    union,
    update,
)

from bot.domain.entries import About, Entry
from bot.domain.forms import Answers
from bot.domain.visibility import Visibility
from storage.repository import Repository, adding, adding_if_new, held
from storage.tables import (
    anonymous_answers,
    entries,
    entry_people,
    entry_versions,
    took_part,
)

_PEOPLE = (
    select(func.aggregate_strings(cast(entry_people.c.person_id, Text), ","))
    .where(entry_people.c.entry_id == entries.c.id)
    .scalar_subquery()
    .label("people")
)
_WHOLE = select(entries, _PEOPLE)
_BY_ID = _WHOLE.where(entries.c.id == bindparam("id"))
_BY_ID_HELD = held(_BY_ID)
_THERE = _WHOLE.where(entries.c.withdrawn_at.is_(None))
_NEW_ID = select(entries.c.id).where(
    entries.c.author_id == bindparam("author_id"), entries.c.token == bindparam("token")
)
_ABOUT_IT = (
    entries.c.withdrawn_at.is_(None),
    entries.c.network_id == bindparam("network_id"),
    entries.c.about_kind == bindparam("about_kind"),
    entries.c.about_which == bindparam("about_which"),
)
_SINCE = (
    entries.c.withdrawn_at.is_(None),
    entries.c.network_id == bindparam("network_id"),
    entries.c.created_at >= bindparam("since"),
)


def _whose(*conditions: ColumnElement[bool]) -> Executable:
    """Return the query for everybody who wrote some entries, alone or with a team."""
    credited = select(entry_people.c.person_id).join_from(entries, entry_people)
    return union(
        select(entries.c.author_id.label("person_id")).where(*conditions),
        credited.where(*conditions),
    )


_AUTHORS = _whose(*_ABOUT_IT)
_AUTHORS_SINCE = _whose(*_SINCE)
_FORMS_ANSWERED = union(
    *(
        select(table.c.form_id).where(table.c.network_id == bindparam("network_id"))
        for table in (entries, anonymous_answers, took_part)
    )
)
_KEEP_VERSION = insert(entry_versions).from_select(
    ["entry_id", "version", "visibility", "answers", "edited_at"],
    select(
        entries.c.id,
        entries.c.version,
        entries.c.visibility,
        entries.c.answers,
        entries.c.edited_at,
    ).where(entries.c.id == bindparam("id")),
)
_VERSIONS = (
    select(entry_versions)
    .where(entry_versions.c.entry_id == bindparam("id"))
    .order_by(entry_versions.c.version)
)
_EDIT = update(entries).where(entries.c.id == bindparam("row_id"))
_WITHDRAW = _EDIT.where(entries.c.withdrawn_at.is_(None))
_UNCREDIT = delete(entry_people).where(
    entry_people.c.entry_id == bindparam("of_entry"),
    entry_people.c.person_id == bindparam("of_person"),
)


class Entries(Repository):
    """What people wrote; the lists leave out what was withdrawn."""

    def add(
        self,
        *,
        network_id: int,
        author_id: int,
        form_id: str,
        about: About,
        visibility: Visibility,
        answers: Answers,
        created_at: datetime,
        token: str,
        given_on: date | None = None,
        entered_by: int | None = None,
    ) -> Entry | None:
        """Add an entry; None when this author's ``token`` made one already (a double click).

        ``given_on`` is the day of a paper, ``entered_by`` who typed it in for the author.
        """
        row = {
            "network_id": network_id,
            "author_id": author_id,
            "form_id": form_id,
            "about_kind": about.kind,
            "about_which": about.which,
            "visibility": visibility,
            "answers": answers,
            "version": 1,
            "created_at": created_at,
            "token": token,
            "given_on": given_on,
            "entered_by": entered_by,
        }
        if not self._run(adding_if_new(entries, self._connection.dialect.name), row):
            return None
        made = self._connection.execute(_NEW_ID, {"author_id": author_id, "token": token})
        return self.get(made.scalar_one())

    def get(self, entry_id: int) -> Entry | None:
        """Return an entry, also a withdrawn one; a transaction that writes holds it."""
        row = self._one(self._locking(_BY_ID, _BY_ID_HELD), {"id": entry_id})
        return None if row is None else _record(row)

    def is_taken(self, author_id: int, token: str) -> bool:
        """Whether an author's token made an entry already, taken back or not."""
        return self._one(_NEW_ID, {"author_id": author_id, "token": token}) is not None

    def edit(self, entry: Entry) -> bool:
        """Write an entry as it now is, one version on, and keep the version before.

        Answers, visibility and ``edited_at`` are written. Returns False, and changes nothing,
        where ``entry.version`` does not follow the stored one, because somebody else edited
        meanwhile, or where the entry is gone.
        """
        now_there = self.get(entry.id)
        if now_there is None or now_there.withdrawn_at or now_there.version + 1 != entry.version:
            return False
        self._run(_KEEP_VERSION, {"id": entry.id})
        changed = {
            "row_id": entry.id,
            "answers": entry.answers,
            "visibility": entry.visibility,
            "edited_at": entry.edited_at,
            "version": entry.version,
        }
        return self._run(_EDIT, changed) == 1

    def set_visibility(self, entry_id: int, visibility: Visibility) -> bool:
        """Let others or fewer read an entry; False when it is gone or withdrawn."""
        return self._run(_WITHDRAW, {"row_id": entry_id, "visibility": visibility}) == 1

    def credit(self, entry_id: int, people: Iterable[int]) -> frozenset[int]:
        """Keep who wrote an entry beside its author; return those who were not named before."""
        entry = self.get(entry_id)
        before = frozenset[int]() if entry is None else entry.people
        named = frozenset(people)
        for person_id in before - named:
            self.uncredit(entry_id, person_id)
        rows = [{"entry_id": entry_id, "person_id": one} for one in sorted(named - before)]
        if rows:
            self._connection.execute(adding(entry_people), rows)
        return named - before

    def uncredit(self, entry_id: int, person_id: int) -> bool:
        """Take somebody's name off an entry; False where it does not stand there."""
        return self._run(_UNCREDIT, {"of_entry": entry_id, "of_person": person_id}) == 1

    def withdraw(self, entry_id: int, *, at: datetime, again: bool = False) -> bool:
        """Take an entry back, so that the same is sent ``again`` or not; False when it is gone."""
        changes = {"token": f"withdrawn/{entry_id}"} if again else {}
        return self._run(_WITHDRAW, {"row_id": entry_id, "withdrawn_at": at, **changes}) == 1

    def of_author(
        self,
        author_id: int,
        *,
        network_id: int,
        form_id: str | None = None,
        about: About | None = None,
    ) -> tuple[Entry, ...]:
        """Return what somebody wrote in a network, newest first."""
        statement = _THERE.where(
            entries.c.author_id == author_id, *_matching(network_id, form_id, about)
        )
        return self._list(statement.order_by(entries.c.created_at.desc(), entries.c.id.desc()))

    def credited(self, person_id: int, *, network_id: int) -> tuple[Entry, ...]:
        """Return what others wrote in a network together with somebody, newest first."""
        mine = select(entry_people.c.entry_id).where(entry_people.c.person_id == person_id)
        statement = _THERE.where(entries.c.network_id == network_id, entries.c.id.in_(mine))
        return self._list(statement.order_by(entries.c.created_at.desc(), entries.c.id.desc()))

    def of_network(
        self,
        network_id: int,
        *,
        form_id: str | None = None,
        about: About | None = None,
        kinds: Sequence[str] | None = None,
    ) -> tuple[Entry, ...]:
        """Return what was written in a network, oldest first; ``kinds`` are kinds of ``about``."""
        statement = _THERE.where(*_matching(network_id, form_id, about))
        if kinds is not None:
            statement = statement.where(entries.c.about_kind.in_(kinds))
        return self._list(statement.order_by(entries.c.created_at, entries.c.id))

    def authors(self, network_id: int, *, about: About) -> frozenset[int]:
        """Return the ids of those who wrote about one thing, alone or with a team (S20)."""
        values = {
            "network_id": network_id,
            "about_kind": about.kind,
            "about_which": about.which,
        }
        return frozenset(row.person_id for row in self._all(_AUTHORS, values))

    def authors_since(self, network_id: int, *, since: datetime) -> frozenset[int]:
        """Return the ids of those who wrote anything in a network since an instant."""
        values = {"network_id": network_id, "since": since}
        return frozenset(row.person_id for row in self._all(_AUTHORS_SINCE, values))

    def forms_answered(self, network_id: int) -> frozenset[str]:
        """Return the ids of the forms a network has answers to, named or not, withdrawn or not."""
        rows = self._all(_FORMS_ANSWERED, {"network_id": network_id})
        return frozenset(row.form_id for row in rows)

    def versions(self, entry_id: int) -> tuple[Entry, ...]:
        """Return the earlier versions of an entry, as it was then, oldest first."""
        entry = self.get(entry_id)
        if entry is None:
            return ()
        return tuple(
            replace(
                entry,
                version=row.version,
                visibility=row.visibility,
                answers=row.answers,
                edited_at=row.edited_at,
            )
            for row in self._all(_VERSIONS, {"id": entry_id})
        )

    def _list(self, statement: Select[Any]) -> tuple[Entry, ...]:
        return tuple(_record(row) for row in self._all(statement))


def _matching(
    network_id: int, form_id: str | None, about: About | None
) -> list[ColumnElement[bool]]:
    """Return the conditions that all lists share."""
    conditions = [entries.c.network_id == network_id]
    if form_id is not None:
        conditions.append(entries.c.form_id == form_id)
    if about is not None:
        conditions.append(entries.c.about_kind == about.kind)
        conditions.append(entries.c.about_which == about.which)
    return conditions


def _record(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        network_id=row.network_id,
        author_id=row.author_id,
        form_id=row.form_id,
        about=About(kind=row.about_kind, which=row.about_which),
        visibility=row.visibility,
        answers=row.answers,
        version=row.version,
        created_at=row.created_at,
        edited_at=row.edited_at,
        withdrawn_at=row.withdrawn_at,
        given_on=row.given_on,
        entered_by=row.entered_by,
        people=frozenset(map(int, filter(None, (row.people or "").split(",")))),
    )
