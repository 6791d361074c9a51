"""Marks: who opened or tried something, once each, and taken back where somebody says so."""

from bot.domain.marks import Mark, Marked
from storage.store import Store
from tests.storage.cast import DAY, NOW, Cast

NOTE = "entry:12"
TOOL = "tool:feedback"


def test_trying_a_note_twice_is_once(store: Store, cast: Cast) -> None:
    """The first day counts (S25)."""
    with store.write() as tx:
        first = tx.marks.add(
            cast.network.id, NOTE, person_id=cast.tomas.id, mark=Mark.TRIED, at=NOW
        )
        again = tx.marks.add(
            cast.network.id, NOTE, person_id=cast.tomas.id, mark=Mark.TRIED, at=NOW + DAY
        )

    with store.read() as tx:
        kept = tx.marks.of_network(cast.network.id)
    assert (first, again) == (True, False)
    assert kept == (Marked(thing=NOTE, person_id=cast.tomas.id, mark=Mark.TRIED, at=NOW),)


def test_a_mark_taken_back_is_gone_and_no_other(store: Store, cast: Cast) -> None:
    """Having opened something stays, and so does what others did (S5)."""
    with store.write() as tx:
        for who, mark in (
            (cast.tomas, Mark.OPENED),
            (cast.tomas, Mark.TRIED),
            (cast.maria, Mark.TRIED),
        ):
            tx.marks.add(cast.network.id, TOOL, person_id=who.id, mark=mark, at=NOW)
        gone = [
            tx.marks.take_back(cast.network.id, TOOL, person_id=cast.tomas.id, mark=Mark.TRIED)
            for _ in range(2)
        ]

    with store.read() as tx:
        left = tx.marks.of_things(cast.network.id, [TOOL])
        his = tx.marks.of_person(cast.network.id, cast.tomas.id)
        others = tx.marks.of_things(cast.network.id, [NOTE])
    assert gone == [True, False]
    assert {(one.person_id, one.mark) for one in left} == {
        (cast.tomas.id, Mark.OPENED),
        (cast.maria.id, Mark.TRIED),
    }
    assert [one.mark for one in his] == [Mark.OPENED]
    assert others == ()
