"""Somebody is erased, with all they wrote."""

import pytest

from bot.domain.entries import NOTHING_SPECIAL, FormRef
from bot.domain.visibility import Visibility
from bot.errors import NotFound
from tests.services.office import Office


def test_an_erased_person_leaves_nothing_they_wrote(office: Office) -> None:
    """Entries, drafts and what was sent to them go; what they shared leaves the channel (S93)."""
    network = office.begin()
    author = office.member(0)
    ref = FormRef(network_id=network.id, form_id="reflection", about=NOTHING_SPECIAL)
    answers = {"stays_with_you": "Something I would rather have back."}
    office.services.entries.submit(
        author, ref, answers=answers, visibility=Visibility.NETWORK, token="once"
    )
    office.settle()
    shown = str([one.blocks for one in office.posts()])

    office.services.people.erase(network.team_id, author.person.slack_id)
    office.settle()

    assert "rather have back" in shown
    assert "rather have back" not in str([one.blocks for one in office.posts()])
    with office.store.read() as tx:
        assert tx.entries.of_network(network.id) == ()
        assert tx.people.by_slack(network.team_id, author.person.slack_id) is None


def test_nobody_is_erased_by_a_wrong_name(office: Office) -> None:
    """A name nobody goes by is said, and nothing happens."""
    network = office.begin()

    with pytest.raises(NotFound):
        office.services.people.erase(network.team_id, "nobody@schools.example")
