"""Drafts: saved while somebody types, offered again, thrown away when sent."""

from dataclasses import replace

from bot.domain.entries import NOTHING_SPECIAL, About, Draft
from bot.domain.visibility import Visibility
from storage.store import Store
from tests.storage.cast import HOUR, NOW, Cast


def test_a_draft_is_found_again_by_what_it_is_about(store: Store, cast: Cast) -> None:
    """The last state counts; a draft about something else is another one."""
    first = draft(cast)
    last = replace(
        first,
        answers={"learnt": "Listening"},
        visibility=Visibility.TRIO,
        page=1,
        saved_at=NOW + HOUR,
    )
    other = draft(cast, about=About(kind="gathering", which="3"))

    with store.write() as tx:
        for one in (first, other, last):
            tx.drafts.save(one)

    with store.read() as tx:
        found = tx.drafts.get(
            cast.tomas.id,
            network_id=cast.network.id,
            form_id="reflection",
            about=NOTHING_SPECIAL,
        )
        assert found == last
        assert tx.drafts.of_author(cast.tomas.id) == (last, other)
        assert tx.drafts.of_author(cast.maria.id) == ()


def test_a_discarded_draft_is_gone(store: Store, cast: Cast) -> None:
    """Throwing away what is not there changes nothing."""
    key = {"network_id": cast.network.id, "form_id": "reflection", "about": NOTHING_SPECIAL}
    with store.write() as tx:
        tx.drafts.save(draft(cast))

        done = [tx.drafts.discard(cast.tomas.id, **key) for _ in range(2)]  # type: ignore[arg-type]  # spelled once

    with store.read() as tx:
        assert done == [True, False]
        assert tx.drafts.of_author(cast.tomas.id) == ()


def draft(cast: Cast, *, about: About = NOTHING_SPECIAL) -> Draft:
    """Return a reflection that Tomás began."""
    return Draft(
        network_id=cast.network.id,
        author_id=cast.tomas.id,
        form_id="reflection",
        about=about,
        answers={"learnt": "Lis"},
        saved_at=NOW,
    )
