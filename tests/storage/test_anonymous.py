"""Anonymous answers: one for a person, none of theirs, shown in fives."""

import base64
from dataclasses import dataclass
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from bot.domain.anonymous import Asked
from bot.domain.entries import About
from bot.domain.people import Person
from storage.store import Store
from tests.storage.cast import TEAM, Cast

MONDAY, NEXT_MONDAY = date(2026, 9, 7), date(2026, 9, 14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """One anonymous form, and people who answer it."""

    store: Store
    asked: Asked
    people: tuple[Person, ...]

    def answer(self, number: int, *, week_of: date = MONDAY) -> bool:
        """Let one of the people answer with their own number."""
        with self.store.write() as tx:
            return tx.anonymous.answer(
                self.people[number].id, self.asked, {"safe": number}, week_of=week_of
            )

    def look(self) -> list[int]:
        """Return the answers that are shown now, sorted."""
        with self.store.write() as tx:
            return sorted(int(str(one["safe"])) for one in tx.anonymous.show(self.asked))

    def stored(self, columns: str) -> list[tuple[object, ...]]:
        """Return columns of all stored answers as the database holds them."""
        with self.store._engine.connect() as connection:  # noqa: SLF001 - as an administrator looks
            rows = connection.execute(text(f"select {columns} from anonymous_answers"))  # noqa: S608 - ours
            return [tuple(row) for row in rows]


@pytest.fixture
def room(store: Store, cast: Cast) -> Room:
    """Return twelve people in front of the trust pulse."""
    with store.write() as tx:
        people = [
            tx.people.add(team_id=TEAM, slack_id=f"UP{number}", name=f"Person {number}")
            for number in range(12)
        ]
    about = About(kind="checkin", which="pulse/2026-09-07")
    asked = Asked(network_id=cast.network.id, form_id="trust_pulse", about=about)
    return Room(store=store, asked=asked, people=tuple(people))


def test_somebody_who_answers_twice_has_answered_once(room: Room) -> None:
    """The second answer is not taken, and nothing is noted twice."""
    done = [room.answer(0), room.answer(0)]

    with room.store.read() as tx:
        (count,) = tx.anonymous.counts(room.asked.network_id)
        assert tx.anonymous.took_part(room.people[0].id, room.asked)
        assert not tx.anonymous.took_part(room.people[1].id, room.asked)
        assert tx.anonymous.times(room.people[0].id) == 1
    assert done == [True, False]
    assert count.answers == 1


def test_nothing_is_shown_below_five_answers_and_later_ones_come_in_fives(room: Room) -> None:
    """Between two looks lie five answers, so the difference names nobody (issue 3, 2)."""
    looks = []
    for number in range(12):
        room.answer(number)
        looks.append(len(room.look()))

    assert looks == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]


def test_the_first_look_shows_all_who_have_answered_by_then(room: Room) -> None:
    """Who waits with looking sees everybody."""
    for number in range(8):
        room.answer(number)

    assert room.look() == list(range(8))


def test_answers_about_another_thing_are_counted_apart(room: Room) -> None:
    """Five in each round, not five in all."""
    other = Asked(
        network_id=room.asked.network_id,
        form_id="trust_pulse",
        about=About(kind="checkin", which="pulse/2026-10-05"),
    )
    with room.store.write() as tx:
        for number, person in enumerate(room.people[:6]):
            where = room.asked if number < 4 else other
            tx.anonymous.answer(person.id, where, {"safe": number}, week_of=MONDAY)

    with room.store.write() as tx:
        shown = [tx.anonymous.show(one) for one in (room.asked, other)]
        counts = tx.anonymous.counts(room.asked.network_id)

    assert shown == [(), ()]
    assert [one.answers for one in counts] == [2, 4]


def test_a_stored_answer_tells_no_time_but_a_week_that_all_share(room: Room) -> None:
    """Fernet writes the second of encryption before each text, in clear: here it says nothing."""
    room.answer(0)
    room.answer(1, week_of=NEXT_MONDAY)

    stored = room.stored("answers, week_of")

    seconds = {base64.urlsafe_b64decode(str(one[0]))[1:9] for one in stored}
    assert seconds == {bytes(8)}
    assert {str(one[1]) for one in stored} == {NEXT_MONDAY.isoformat()}


def test_every_answer_gives_all_of_them_new_places(room: Room) -> None:
    """An administrator sees neither which row is the newest nor in which order they came."""
    for number in range(5):
        room.answer(number)
    before = room.stored("token")
    room.answer(5)

    after = room.stored("token")

    assert len(after) == 6
    assert not set(before) & set(after)


def test_postgresql_remembers_one_transaction_for_all_answers(room: Room) -> None:
    """So ``xmin`` does not lead from an answer to the person who took part in it."""
    for number in range(4):
        room.answer(number)
    if room.store.file is not None:
        pytest.skip("SQLite remembers no transactions")

    assert len(set(room.stored("xmin"))) == 1


def test_nobody_is_lost_where_all_answer_at_once(room: Room) -> None:
    """The answers that are written anew belong to one transaction at a time."""
    together = Barrier(6)

    def answer(number: int) -> None:
        together.wait()
        room.answer(number)

    threads = [Thread(target=answer, args=[number]) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert room.look() == list(range(6))


def test_an_erased_person_leaves_an_answer_that_was_never_theirs(room: Room) -> None:
    """Their taking part is forgotten; which answer was theirs nobody knows (docs/privacy.md)."""
    for number in range(5):
        room.answer(number)

    with room.store.write() as tx:
        tx.people.forget(room.people[0].id)

    with room.store.read() as tx:
        assert not tx.anonymous.took_part(room.people[0].id, room.asked)
    assert room.look() == list(range(5))
