"""What networks decide: rounds, choices, votes, and who would like another round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Update, bindparam, delete, func, select, update

from bot.domain.deciding import Adopted, AdoptedItem, Choice, DecisionRound
from bot.domain.decisions import Stage
from storage.repository import Repository, adding_if_new, held, saving
from storage.tables import choices, decision_rounds, votes, wishes

_BY_ID = select(decision_rounds).where(decision_rounds.c.id == bindparam("id"))
_BY_ID_HELD = held(_BY_ID)
_OF_NETWORK = (
    select(decision_rounds)
    .where(decision_rounds.c.network_id == bindparam("network_id"))
    .order_by(decision_rounds.c.number, decision_rounds.c.id)
)
_OF_DECISION = _OF_NETWORK.where(decision_rounds.c.decision_id == bindparam("decision_id"))
_NUMBERED = _OF_DECISION.where(
    decision_rounds.c.level == bindparam("level"), decision_rounds.c.number == bindparam("number")
)
_CHANGE_STAGE = update(decision_rounds).where(
    decision_rounds.c.id == bindparam("row_id"), decision_rounds.c.stage == bindparam("from_stage")
)
_KEEP_ADOPTED = update(decision_rounds).where(
    decision_rounds.c.id == bindparam("row_id"), decision_rounds.c.stage == Stage.ADOPTED
)
_CHOICES = (
    select(choices)
    .where(choices.c.round_id == bindparam("of_round"))
    .order_by(choices.c.position, choices.c.id)
)
_CHOICE = select(choices).where(choices.c.id == bindparam("id"))
_REMOVE_CHOICE = delete(choices).where(choices.c.id == bindparam("row_id"))
_VOTES = select(votes).where(votes.c.round_id == bindparam("of_round")).order_by(votes.c.at)
_WISHED = select(wishes.c.person_id).where(wishes.c.round_id == bindparam("of_round"))
_UNWISH = delete(wishes).where(
    wishes.c.round_id == bindparam("of_round"), wishes.c.person_id == bindparam("of_person")
)


class Decisions(Repository):
    """The rounds of all networks with everything that hangs on them."""

    def open(
        self,
        *,
        network_id: int,
        decision_id: str,
        level: str,
        number: int,
        stage: Stage,
        at: datetime,
        words: Sequence[str],
    ) -> DecisionRound | None:
        """Open a round with the choices that stand from the beginning.

        None, and nothing is kept, where that number was opened before (two who open at once).
        """
        row = {
            "network_id": network_id,
            "decision_id": decision_id,
            "level": level,
            "number": number,
            "stage": stage,
            "opened_at": at,
            "voting_since": at if stage is Stage.VOTING else None,
        }
        if not self._run(adding_if_new(decision_rounds, self._connection.dialect.name), row):
            return None
        key = {key: row[key] for key in ("network_id", "decision_id", "level", "number")}
        made = _record(self._connection.execute(_NUMBERED, key).one())
        for one in words:
            self.add_choice(made.id, words=one, backing=())
        return made

    def get(self, round_id: int) -> DecisionRound | None:
        """Return a round; a transaction that writes keeps it from changing."""
        row = self._one(self._locking(_BY_ID, _BY_ID_HELD), {"id": round_id})
        return None if row is None else _record(row)

    def of_network(self, network_id: int) -> tuple[DecisionRound, ...]:
        """Return all rounds of a network, of each decision the oldest first."""
        return tuple(_record(row) for row in self._all(_OF_NETWORK, {"network_id": network_id}))

    def rounds(
        self, network_id: int, decision_id: str, *, level: str | None = None
    ) -> tuple[DecisionRound, ...]:
        """Return the rounds of one decision, oldest first; of one level, or of all."""
        values = {"network_id": network_id, "decision_id": decision_id}
        found = (_record(row) for row in self._all(_OF_DECISION, values))
        return tuple(one for one in found if level in {None, one.level})

    def begin_vote(self, round_id: int, *, at: datetime) -> bool:
        """Let members vote; False where proposals are not collected (any more)."""
        changed = {"stage": Stage.VOTING, "voting_since": at}
        return self._change_stage(_CHANGE_STAGE, round_id, Stage.COLLECTING, changed)

    def collect_again(self, round_id: int) -> bool:
        """Go back from a vote to the proposals; False where there is no vote (any more)."""
        changed = {"stage": Stage.COLLECTING, "voting_since": None}
        return self._change_stage(_CHANGE_STAGE, round_id, Stage.VOTING, changed)

    def adopt(self, round_id: int, adopted: Adopted) -> bool:
        """Keep what a vote led to; False where there is no vote (any more)."""
        changed = {
            "stage": Stage.ADOPTED,
            "settled_at": adopted.at,
            "adopted": _dumped(adopted),
        }
        return self._change_stage(_CHANGE_STAGE, round_id, Stage.VOTING, changed)

    def close(self, one: DecisionRound, *, at: datetime) -> bool:
        """End a round without adopting anything; False where it moved on meanwhile."""
        changed = {"stage": Stage.CLOSED, "settled_at": at}
        return self._change_stage(_CHANGE_STAGE, one.id, one.stage, changed)

    def reopen_vote(self, round_id: int) -> bool:
        """Take a settling back: the votes stand as they did; False where nothing is adopted."""
        changed = {"stage": Stage.VOTING, "settled_at": None, "adopted": None}
        return self._change_stage(_CHANGE_STAGE, round_id, Stage.ADOPTED, changed)

    def keep(self, round_id: int, adopted: Adopted) -> bool:
        """Write what is adopted anew: which gathering takes up an item; False where it is not."""
        return self._run(_KEEP_ADOPTED, {"row_id": round_id, "adopted": _dumped(adopted)}) == 1

    def choices(self, round_id: int) -> tuple[Choice, ...]:
        """Return the choices of a round, in their order."""
        return tuple(Choice(**row._asdict()) for row in self._all(_CHOICES, {"of_round": round_id}))

    def choice(self, choice_id: int) -> Choice | None:
        """Return a choice of any round."""
        row = self._one(_CHOICE, {"id": choice_id})
        return None if row is None else Choice(**row._asdict())

    def add_choice(self, round_id: int, *, words: str, backing: Iterable[str]) -> Choice:
        """Add a choice at the end."""
        last = select(func.max(choices.c.position)).where(choices.c.round_id == round_id)
        position = (self._connection.execute(last).scalar_one() or 0) + 1
        made = Choice(
            id=0, round_id=round_id, position=position, words=words, backing=tuple(backing)
        )
        row = {
            "round_id": round_id,
            "position": position,
            "words": made.words,
            "backing": made.backing,
        }
        return replace(made, id=self._add(choices, row))

    def update_choice(self, choice: Choice) -> None:
        """Write the words of a choice and what is grouped into it."""
        self._change(choices, choice.id, {"words": choice.words, "backing": choice.backing})

    def remove_choice(self, choice_id: int) -> bool:
        """Take a choice away; False where it is gone."""
        return self._run(_REMOVE_CHOICE, {"row_id": choice_id}) == 1

    def vote(self, round_id: int, person_id: int, *, ranks: Sequence[int], at: datetime) -> None:
        """Keep somebody's vote, over the one they gave before."""
        row = {"round_id": round_id, "person_id": person_id, "ranks": tuple(ranks), "at": at}
        self._run(saving(votes, self._connection.dialect.name), row)

    def votes(self, round_id: int) -> Mapping[int, tuple[int, ...]]:
        """Return the votes of a round by the person's id; never for anybody's eyes."""
        rows = self._all(_VOTES, {"of_round": round_id})
        return {row.person_id: tuple(row.ranks) for row in rows}

    def wish(self, round_id: int, person_id: int, *, at: datetime) -> bool:
        """Remember who would like another round; False where they said so before."""
        row = {"round_id": round_id, "person_id": person_id, "at": at}
        return self._run(adding_if_new(wishes, self._connection.dialect.name), row) == 1

    def unwish(self, round_id: int, person_id: int) -> bool:
        """Forget that somebody would like another round."""
        return self._run(_UNWISH, {"of_round": round_id, "of_person": person_id}) == 1

    def wished(self, round_id: int) -> frozenset[int]:
        """Return who would like to decide anew what a round adopted."""
        return frozenset(row.person_id for row in self._all(_WISHED, {"of_round": round_id}))

    def _change_stage(
        self, statement: Update, round_id: int, stage: Stage, changed: Mapping[str, object]
    ) -> bool:
        return self._run(statement, {"row_id": round_id, "from_stage": stage, **changed}) == 1


def _record(row: Row[Any]) -> DecisionRound:
    known = {name: value for name, value in row._asdict().items() if name != "adopted"}
    made = DecisionRound(**known)
    return made if row.adopted is None else replace(made, adopted=_read(row.adopted, made))


def _read(kept: Mapping[str, Any], made: DecisionRound) -> Adopted:
    return Adopted(
        decision_id=made.decision_id,
        level=made.level,
        version=made.number,
        at=made.settled_at or made.opened_at,
        items=tuple(AdoptedItem(**item) for item in kept["items"]),
        voters=kept["voters"],
        asked=kept["asked"],
        tied=kept["tied"],
    )


def _dumped(adopted: Adopted) -> dict[str, object]:
    """Return what is kept as JSON; version and date are columns of the round."""
    items = [
        {
            "words": item.words,
            "support": item.support,
            "points": item.points,
            "gathering_id": item.gathering_id,
        }
        for item in adopted.items
    ]
    return {
        "items": items,
        "voters": adopted.voters,
        "asked": adopted.asked,
        "tied": adopted.tied,
    }
