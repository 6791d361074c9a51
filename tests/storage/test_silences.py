"""Silences: what somebody asked not to be asked is remembered, once for each thing."""

from dataclasses import replace
from datetime import date

from bot.domain.people import Silence
from storage.store import Store
from tests.storage.cast import NOW, Cast


def test_the_last_word_about_a_prompt_counts(store: Store, cast: Cast) -> None:
    """Issue 4: ask later, stop asking, or go on: one word replaces the other."""
    later = silence(cast)
    never = replace(later, until=None)

    with store.write() as tx:
        for one in (later, never):
            tx.silences.keep(one)

    with store.read() as tx:
        found = [
            tx.silences.get(one.id, network_id=cast.network.id, prompt="checkin:weekly")
            for one in (cast.tomas, cast.maria)
        ]
        assert found == [never, None]
        assert tx.silences.of_person(cast.tomas.id) == (never,)
        assert tx.silences.of_network(cast.network.id) == (never,)


def test_a_silence_with_an_end_ends_by_itself(cast: Cast) -> None:
    """On its day the asking begins again; one without an end lasts."""
    later = silence(cast)

    lasts = [later.holds(date(2026, 9, day)) for day in (28, 29, 30)]

    assert lasts == [True, False, False]
    assert replace(later, until=None).holds(date(2030, 1, 1))


def silence(cast: Cast) -> Silence:
    """Return that Tomás does not want to be asked before the end of September."""
    return Silence(
        person_id=cast.tomas.id,
        network_id=cast.network.id,
        prompt="checkin:weekly",
        until=date(2026, 9, 29),
        at=NOW,
    )
