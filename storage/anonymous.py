"""Anonymous answers, and apart from them who took part.

Nothing leads from a person to an answer. There is no key between the two tables; an answer has no
time but a week, which all answers to one thing share; and whenever an answer comes in, all answers
to the same thing are written anew, in random order under new random words. So neither the order of
rows nor what PostgreSQL remembers of each row's transaction (``xmin``, ``ctid``) tells which of
them came with whom. What remains visible to whoever runs the database stands in
``docs/privacy.md``.
"""

import secrets
from datetime import date

from sqlalchemy import bindparam, case, delete, func, select, update

from bot.domain.anonymous import FEWEST_SHOWN, Asked, Count
from bot.domain.entries import About
from bot.domain.forms import Answers
from storage.repository import Repository, Values, adding, adding_if_new, held
from storage.tables import anonymous_answers, networks, took_part

_ASKED = (
    anonymous_answers.c.network_id == bindparam("of_network"),
    anonymous_answers.c.form_id == bindparam("of_form"),
    anonymous_answers.c.about == bindparam("of_about"),
)
_HOLD = held(select(networks.c.id).where(networks.c.id == bindparam("id")))
_ALL = select(anonymous_answers).where(*_ASKED).order_by(anonymous_answers.c.token)
_CLEAR = delete(anonymous_answers).where(*_ASKED)
_SHOW = update(anonymous_answers).where(*_ASKED).values(shown=True)
_COUNTS = (
    select(
        anonymous_answers.c.form_id,
        anonymous_answers.c.about,
        func.count().label("answers"),
        func.sum(case((anonymous_answers.c.shown, 1), else_=0)).label("shown"),
        func.max(anonymous_answers.c.week_of).label("week_of"),
    )
    .where(anonymous_answers.c.network_id == bindparam("network_id"))
    .group_by(anonymous_answers.c.form_id, anonymous_answers.c.about)
    .order_by(
        func.max(anonymous_answers.c.week_of).desc(),
        anonymous_answers.c.about.desc(),
        anonymous_answers.c.form_id,
    )
)
_FORMS_ANSWERED = (
    select(anonymous_answers.c.form_id)
    .where(anonymous_answers.c.network_id == bindparam("network_id"))
    .distinct()
)
_FORMS_TAKEN_PART_IN = (
    select(took_part.c.form_id).where(took_part.c.network_id == bindparam("network_id")).distinct()
)
_TOOK_PART = select(took_part.c.person_id).where(
    took_part.c.network_id == bindparam("network_id"),
    took_part.c.person_id == bindparam("person_id"),
    took_part.c.form_id == bindparam("form_id"),
    took_part.c.about == bindparam("about"),
)
_TIMES = (
    select(func.count())
    .select_from(took_part)
    .where(took_part.c.person_id == bindparam("person_id"))
)


class Anonymous(Repository):
    """Answers without authors, and the people who gave some."""

    def answer(self, person_id: int, asked: Asked, answers: Answers, *, week_of: date) -> bool:
        """Take part and answer; False, and nothing is kept, for who took part before.

        1. Hold the network, so that two who answer at once do so one after the other.
        2. Note that the person took part.
        3. Write all answers to this anew, the new one among them. ``week_of`` becomes theirs, too.
        """
        self._one(_HOLD, {"id": asked.network_id})
        if not self._run(
            adding_if_new(took_part, self._connection.dialect.name), _part(person_id, asked)
        ):
            return False
        before = self._all(_ALL, _of(asked))
        self._run(_CLEAR, _of(asked))
        kept = [(one.shown, one.answers) for one in before]
        rows = [_row(asked, one, week_of=week_of) for one in (*kept, (False, answers))]
        rows.sort(key=lambda row: row["token"])
        self._connection.execute(adding(anonymous_answers), rows)
        return True

    def took_part(self, person_id: int, asked: Asked) -> bool:
        """Whether somebody has answered; for nobody else's eyes than their own."""
        return self._one(_TOOK_PART, _part(person_id, asked)) is not None

    def times(self, person_id: int) -> int:
        """Return how many anonymous forms somebody answered; for their own eyes."""
        return int(self._connection.execute(_TIMES, {"person_id": person_id}).scalar_one())

    def counts(self, network_id: int) -> tuple[Count, ...]:
        """Return what was answered in a network, the latest week first; never who or what."""
        return tuple(
            Count(
                asked=Asked(
                    network_id=network_id, form_id=row.form_id, about=About.read(row.about)
                ),
                answers=row.answers,
                shown=row.shown,
                week_of=row.week_of,
            )
            for row in self._all(_COUNTS, {"network_id": network_id})
        )

    def peek(self, asked: Asked) -> tuple[Answers, ...]:
        """Return all answers where there are five, for a yes or no about them together.

        Nobody reads them and nothing is marked as shown; what is told of them names no figure.
        """
        rows = self._all(_ALL, _of(asked))
        return tuple(row.answers for row in rows) if len(rows) >= FEWEST_SHOWN else ()

    def forms_answered(self, network_id: int) -> frozenset[str]:
        """Return the ids of the forms that somebody in a network has answered without a name."""
        values = {"network_id": network_id}
        rows = [*self._all(_FORMS_ANSWERED, values), *self._all(_FORMS_TAKEN_PART_IN, values)]
        return frozenset(row.form_id for row in rows)

    def show(self, asked: Asked) -> tuple[Answers, ...]:
        """Return the answers that may be read, in random order; none below five.

        Those that came since the last look join them once five or more have come.
        """
        self._one(_HOLD, {"id": asked.network_id})
        rows = self._all(_ALL, _of(asked))
        may_all = sum(not row.shown for row in rows) >= FEWEST_SHOWN
        if may_all:
            self._run(_SHOW, _of(asked))
        return tuple(row.answers for row in rows if may_all or row.shown)


def _of(asked: Asked) -> Values:
    return {
        "of_network": asked.network_id,
        "of_form": asked.form_id,
        "of_about": str(asked.about),
    }


def _part(person_id: int, asked: Asked) -> Values:
    return {
        "network_id": asked.network_id,
        "person_id": person_id,
        "form_id": asked.form_id,
        "about": str(asked.about),
    }


def _row(asked: Asked, kept: tuple[bool, Answers], *, week_of: date) -> Values:
    is_shown, answers = kept
    return {
        "token": secrets.token_urlsafe(16),
        "network_id": asked.network_id,
        "form_id": asked.form_id,
        "about": str(asked.about),
        "week_of": week_of,
        "shown": is_shown,
        "answers": answers,
    }
