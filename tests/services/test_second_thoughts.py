"""Second thoughts: taking back, erasing, sending the same again."""

import pytest

from bot.domain.visibility import Visibility
from bot.errors import NotAllowed, NotFound
from bot.simulator.cast import PRINCIPALS
from tests.services.office import Office, reflection


def test_an_erased_person_leaves_nothing_they_wrote(office: Office) -> None:
    """Entries, drafts and what was sent to them go; what they shared leaves the channel (S93)."""
    network = office.begin()
    author = office.actor(PRINCIPALS[0])
    answers = {"stays_with_you": "Something I would rather have back."}
    office.services.entries.submit(
        author, reflection(network), answers=answers, visibility=Visibility.NETWORK, token="once"
    )
    office.settle()
    shown = str([one.blocks for one in office.board(network)])

    office.services.people.erase(office.team, author.person.slack_id)
    office.settle()

    assert "rather have back" in shown
    assert "rather have back" not in str([one.blocks for one in office.board(network)])
    with office.store.read() as tx:
        assert tx.entries.of_network(network.id) == ()
        assert tx.people.by_slack(office.team, author.person.slack_id) is None


def test_nobody_is_erased_by_a_wrong_name(office: Office) -> None:
    """A name nobody goes by is said, and nothing happens."""
    network = office.begin()

    with pytest.raises(NotFound, match=r"nobody@schools\.example"):
        office.services.people.erase(network.team_id, "nobody@schools.example")


def test_who_has_left_can_still_take_back_what_they_shared(office: Office) -> None:
    """Leaving a network does not leave one's words behind; only hiding them is possible then."""
    network = office.begin()
    author = office.actor(PRINCIPALS[0])
    entry = office.services.entries.submit(
        author,
        reflection(network),
        answers={"stays_with_you": "Something I would rather have back."},
        visibility=Visibility.NETWORK,
        token="once",
    )
    assert entry is not None
    office.settle()
    office.services.networks.channel_left(office.team, network.channel_id, author.person.slack_id)
    gone = office.actor(PRINCIPALS[0])

    office.services.entries.share(gone, entry.id, Visibility.ONLY_ME)
    office.settle()

    assert "rather have back" not in str([one.blocks for one in office.board(network)])
    with pytest.raises(NotAllowed):
        office.services.entries.share(gone, entry.id, Visibility.NETWORK)


def test_sending_the_same_edit_twice_makes_one_version(office: Office) -> None:
    """A double press on Save leaves one receipt, not two."""
    network = office.begin()
    author = office.actor(PRINCIPALS[0])
    services = office.services.entries
    answers = {"stays_with_you": "Asking helped more than telling."}
    entry = services.submit(
        author, reflection(network), answers=answers, visibility=Visibility.FACILITATOR, token="1"
    )
    assert entry is not None
    changed = {"stays_with_you": "Asking helped, and so did waiting."}
    ref = reflection(network, entry_id=entry.id)

    first, second = (
        services.submit(
            author, ref, answers=changed, visibility=Visibility.FACILITATOR, token=token
        )
        for token in ("2", "3")
    )

    assert first is not None
    assert first.version == 2
    assert second is None


def test_an_old_receipt_gives_way_to_the_new_one(office: Office) -> None:
    """After an edit only one copy stands in full in the author's messages."""
    network = office.begin()
    author = office.actor(PRINCIPALS[0])
    services = office.services.entries
    entry = services.submit(
        author,
        reflection(network),
        answers={"stays_with_you": "The first words."},
        visibility=Visibility.FACILITATOR,
        token="1",
    )
    assert entry is not None
    office.settle()

    services.submit(
        author,
        reflection(network, entry_id=entry.id),
        answers={"stays_with_you": "The second words."},
        visibility=Visibility.FACILITATOR,
        token="2",
    )
    office.settle()

    letters = str([one.blocks for one in office.letters(PRINCIPALS[0])])
    assert "The first words." not in letters
    assert "The second words." in letters
    assert "the newer copy follows below" in letters
