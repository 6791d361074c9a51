"""Entries: written once, edited with their past kept, withdrawn, agreed to."""

from dataclasses import replace
from typing import Any

from bot.domain.anonymous import Asked
from bot.domain.entries import NOTHING_SPECIAL, About, Entry
from bot.domain.visibility import Visibility
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import HOUR, MINUTE, NOW, Cast

CONFERENCE = About(kind="gathering", which="1")


def test_an_entry_comes_back_as_it_was_written(store: Store, cast: Cast) -> None:
    """Text, choices and numbers, and who may read them."""
    answers = {"learnt": "Ñandú 🙂", "with": ("U1", "U2"), "scale": 4, "left_out": None}

    with store.write() as tx:
        entry = write(tx, cast, "a", answers=answers)

    with store.read() as tx:
        assert tx.entries.get(entry.id) == entry
    assert entry.answers == answers
    assert (entry.version, entry.about, entry.created_at) == (1, CONFERENCE, NOW)


def test_a_double_click_makes_one_entry(store: Store, cast: Cast) -> None:
    """The second submission of one form is recognised; another person's is another."""
    with store.write() as tx:
        first = write(tx, cast, "a")
    with store.write() as tx:
        second = tx.entries.add(**sent(cast, "a"))
        hers = tx.entries.add(**{**sent(cast, "a"), "author_id": cast.maria.id})

    with store.read() as tx:
        whole = tx.entries.of_network(cast.network.id)

    assert second is None
    assert whole == (first, hers)


def test_an_edit_keeps_what_was_there_before(store: Store, cast: Cast) -> None:
    """Every earlier version can be read again, with whom it was shared then."""
    with store.write() as tx:
        first = write(tx, cast, "a")
        second = replace(
            first,
            answers={"learnt": "Asking"},
            visibility=Visibility.ONLY_ME,
            version=2,
            edited_at=NOW + HOUR,
        )
        third = replace(second, answers={"learnt": "Waiting"}, version=3, edited_at=NOW + 2 * HOUR)

        done = [tx.entries.edit(second), tx.entries.edit(third)]

    with store.read() as tx:
        assert done == [True, True]
        assert tx.entries.get(first.id) == third
        assert tx.entries.versions(first.id) == (first, second)
        assert tx.entries.versions(0) == ()


def test_of_two_edits_at_once_one_is_refused(store: Store, cast: Cast) -> None:
    """Nobody writes over what they have not seen."""
    with store.write() as tx:
        first = write(tx, cast, "a")
        edited = replace(first, answers={"learnt": "Asking"}, version=2, edited_at=NOW)
        tx.entries.edit(edited)

        done = tx.entries.edit(replace(edited, answers={"learnt": "Waiting"}))

    with store.read() as tx:
        assert done is False
        assert tx.entries.get(first.id) == edited
        assert tx.entries.versions(first.id) == (first,)


def test_a_withdrawn_entry_is_in_no_list(store: Store, cast: Cast) -> None:
    """It can be neither edited nor shown to more people, and is withdrawn once."""
    with store.write() as tx:
        entry = write(tx, cast, "a")

        done = [
            tx.entries.withdraw(entry.id, at=NOW),
            tx.entries.withdraw(entry.id, at=NOW + HOUR),
            tx.entries.edit(replace(entry, version=2)),
            tx.entries.set_visibility(entry.id, Visibility.NETWORK),
        ]

    with store.read() as tx:
        assert done == [True, False, False, False]
        assert tx.entries.get(entry.id) == replace(entry, withdrawn_at=NOW)
        assert tx.entries.of_network(cast.network.id) == ()
        assert tx.entries.of_author(cast.tomas.id, network_id=cast.network.id) == ()
        assert tx.entries.authors(cast.network.id, about=CONFERENCE) == frozenset()


def test_who_may_read_an_entry_can_change(store: Store, cast: Cast) -> None:
    """Changing the circle of readers is no new version."""
    with store.write() as tx:
        entry = write(tx, cast, "a")
        tx.entries.set_visibility(entry.id, Visibility.TRIO)

    with store.read() as tx:
        assert tx.entries.get(entry.id) == replace(entry, visibility=Visibility.TRIO)


def test_entries_are_listed_by_author_form_and_subject(store: Store, cast: Cast) -> None:
    """A person sees the newest first, a network the oldest."""
    with store.write() as tx:
        about = [CONFERENCE, About(kind="gathering", which="2"), NOTHING_SPECIAL]
        first, second, third = (
            write(tx, cast, str(number), about=one, created_at=NOW + number * MINUTE)
            for number, one in enumerate(about)
        )
        checkin = write(tx, cast, "3", form_id="checkin", created_at=NOW + HOUR)
        hers = write(tx, cast, "4", author_id=cast.maria.id, created_at=NOW + 2 * HOUR)
        where, tomas = cast.network.id, cast.tomas.id

        assert tx.entries.of_author(tomas, network_id=where) == (checkin, third, second, first)
        assert tx.entries.of_author(tomas, network_id=where, form_id="checkin") == (checkin,)
        assert tx.entries.of_author(tomas, network_id=where, about=about[1]) == (second,)
        assert tx.entries.of_network(where) == (first, second, third, checkin, hers)
        assert tx.entries.of_network(where, about=CONFERENCE) == (first, checkin, hers)
        assert tx.entries.of_network(where, kinds=("open",)) == (third,)
        assert tx.entries.of_network(where, kinds=()) == ()
        assert tx.entries.of_network(where + 1) == ()
        assert tx.entries.authors(where, about=CONFERENCE) == {tomas, cast.maria.id}


def test_a_team_answers_together_and_all_are_credited(store: Store, cast: Cast) -> None:
    """Who took part counts as having written, once; only one of them edits it (S20)."""
    where, tomas, maria = cast.network.id, cast.tomas.id, cast.maria.id
    with store.write() as tx:
        entry = write(tx, cast, "a")

        fresh = [tx.entries.credit(entry.id, people) for people in ([maria], [maria], [], [maria])]

    with store.read() as tx:
        assert fresh == [{maria}, set(), set(), {maria}]
        assert tx.entries.get(entry.id) == replace(entry, people=frozenset({maria}))
        assert tx.entries.authors(where, about=CONFERENCE) == {tomas, maria}
        assert tx.entries.authors_since(where, since=NOW) == {tomas, maria}
        assert [one.id for one in tx.entries.credited(maria, network_id=where)] == [entry.id]
        assert tx.entries.of_author(maria, network_id=where) == ()


def test_a_name_taken_off_an_entry_is_off_it(store: Store, cast: Cast) -> None:
    """The entry stays with its author; nobody is taken off twice."""
    with store.write() as tx:
        entry = write(tx, cast, "a")
        tx.entries.credit(entry.id, [cast.maria.id])

        done = [tx.entries.uncredit(entry.id, cast.maria.id) for _ in range(2)]

    with store.read() as tx:
        assert done == [True, False]
        assert tx.entries.get(entry.id) == entry
        assert tx.entries.authors(cast.network.id, about=CONFERENCE) == {cast.tomas.id}


def test_an_answer_given_on_paper_keeps_its_date(store: Store, cast: Cast) -> None:
    """And who typed it in."""
    day = NOW.date()
    with store.write() as tx:
        entry = write(tx, cast, "a", given_on=day, entered_by=cast.maria.id)

    with store.read() as tx:
        assert tx.entries.get(entry.id) == entry
    assert (entry.given_on, entry.entered_by) == (day, cast.maria.id)


def test_forms_that_were_answered_without_a_name_are_answered(store: Store, cast: Cast) -> None:
    """Such a form has answers, and people who took part, like any other."""
    pulse = Asked(network_id=cast.network.id, form_id="pulse", about=NOTHING_SPECIAL)
    with store.write() as tx:
        write(tx, cast, "a")
        tx.anonymous.answer(cast.maria.id, pulse, {"safe": 4}, week_of=NOW.date())

    with store.read() as tx:
        assert tx.entries.forms_answered(cast.network.id) == {"reflection", "pulse"}


def test_agreeing_counts_once(store: Store, cast: Cast) -> None:
    """Whoever agrees twice has agreed."""
    with store.write() as tx:
        entry = write(tx, cast, "a")

        done = [
            tx.agreements.agree(entry, person.id, at=NOW)
            for person in (cast.maria, cast.maria, cast.tomas)
        ]

    with store.read() as tx:
        assert done == [True, False, True]
        assert tx.agreements.count(entry) == 2


def test_a_yes_belongs_to_the_version_it_was_given_to(store: Store, cast: Cast) -> None:
    """S29: other words need another yes; the same words keep it."""
    with store.write() as tx:
        first = write(tx, cast, "a")
        for person in (cast.maria, cast.tomas):
            tx.agreements.agree(first, person.id, at=NOW)
        kept, rewritten = replace(first, version=2), replace(first, version=3)
        tx.agreements.keep(kept)
        counts = [tx.agreements.count(one) for one in (first, kept, rewritten)]
        waits = [tx.agreements.is_asked_again(one) for one in (kept, rewritten)]

        again = [tx.agreements.agree(rewritten, cast.maria.id, at=NOW) for _ in range(2)]
        late = tx.agreements.agree(kept, cast.maria.id, at=NOW)

        assert (counts, waits) == ([0, 2, 0], [False, True])
        assert (again, late) == ([True, False], False)
        assert tx.agreements.count(rewritten) == 1


def sent(cast: Cast, token: str, **changes: object) -> dict[str, Any]:
    """Return what a sent reflection of Tomás consists of."""
    return {
        "network_id": cast.network.id,
        "author_id": cast.tomas.id,
        "form_id": "reflection",
        "about": CONFERENCE,
        "visibility": Visibility.FACILITATOR,
        "answers": {"learnt": "Listening"},
        "created_at": NOW,
        "token": token,
        **changes,
    }


def write(tx: Transaction, cast: Cast, token: str, **changes: object) -> Entry:
    """Send a reflection that was not sent before."""
    entry = tx.entries.add(**sent(cast, token, **changes))
    assert entry
    return entry
