"""Counts: what was done in a network, by whom and when, never what anybody wrote.

Criteria of phases and pages of figures ask here; no text is read and nothing is decrypted.
"""

from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, select

from bot.domain.decisions import Stage
from bot.domain.gatherings import WAS_THERE
from bot.domain.local_time import local_date
from bot.domain.measures import Written
from storage.repository import Repository, Values
from storage.tables import decision_rounds, entries, entry_people, gatherings, invitations

_WRITTEN = select(
    entries.c.id,
    entries.c.author_id,
    entries.c.about_kind,
    entries.c.about_which,
    entries.c.created_at,
    entries.c.given_on,
).where(entries.c.network_id == bindparam("network_id"), entries.c.withdrawn_at.is_(None))
_CREDITED = (
    select(entry_people)
    .join(entries, entries.c.id == entry_people.c.entry_id)
    .where(entries.c.network_id == bindparam("network_id"))
)
_OF_FORM = entries.c.form_id == bindparam("form_id")
_WRITTEN_OF_FORM = _WRITTEN.where(_OF_FORM)
_CREDITED_OF_FORM = _CREDITED.where(_OF_FORM)
_OF_KIND = entries.c.about_kind == bindparam("about_kind")
_WRITTEN_OF_KIND = _WRITTEN.where(_OF_KIND)
_CREDITED_OF_KIND = _CREDITED.where(_OF_KIND)
_PRESENCES = (
    select(invitations.c.gathering_id, invitations.c.person_id, invitations.c.presence)
    .join(gatherings, gatherings.c.id == invitations.c.gathering_id)
    .where(
        gatherings.c.network_id == bindparam("network_id"),
        invitations.c.presence.is_not(None),
    )
)
_ADOPTED = (
    select(decision_rounds.c.level)
    .where(
        decision_rounds.c.network_id == bindparam("network_id"),
        decision_rounds.c.decision_id == bindparam("decision_id"),
        decision_rounds.c.stage == Stage.ADOPTED,
    )
    .distinct()
)


class Counts(Repository):
    """What was done, in facts that can be counted."""

    def of_form(self, network_id: int, form_id: str, *, zone: ZoneInfo) -> tuple[Written, ...]:
        """Return which entries of a form stand; their days are those of a zone."""
        values = {"network_id": network_id, "form_id": form_id}
        return self._written(_WRITTEN_OF_FORM, _CREDITED_OF_FORM, values, zone=zone)

    def about(self, network_id: int, kind: str, *, zone: ZoneInfo) -> tuple[Written, ...]:
        """Return which entries stand about things of a kind, such as ``follow_up``."""
        values = {"network_id": network_id, "about_kind": kind}
        return self._written(_WRITTEN_OF_KIND, _CREDITED_OF_KIND, values, zone=zone)

    def there(self, network_id: int) -> dict[int, frozenset[int]]:
        """Return who took part in each gathering whose attendance anybody noted."""
        found: dict[int, set[int]] = defaultdict(set)
        for row in self._all(_PRESENCES, {"network_id": network_id}):
            came = {row.person_id} if row.presence in WAS_THERE else set()
            found[row.gathering_id] |= came
        return {gathering_id: frozenset(people) for gathering_id, people in found.items()}

    def adopted(self, network_id: int, decision_id: str) -> frozenset[str]:
        """Return the levels that have adopted something; one is empty where all decide together."""
        values = {"network_id": network_id, "decision_id": decision_id}
        return frozenset(row.level for row in self._all(_ADOPTED, values))

    def _written(
        self, standing: Select[Any], credited: Select[Any], values: Values, *, zone: ZoneInfo
    ) -> tuple[Written, ...]:
        people: dict[int, set[int]] = defaultdict(set)
        for row in self._all(credited, values):
            people[row.entry_id].add(row.person_id)
        return tuple(
            Written(
                entry_id=row.id,
                people=frozenset(people[row.id] | {row.author_id}),
                about=f"{row.about_kind}:{row.about_which}",
                on=row.given_on or local_date(row.created_at, zone=zone),
            )
            for row in self._all(standing, values)
        )
