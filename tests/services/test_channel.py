"""What the channel shows of an entry: what its author shares, as long as they share it."""

from datetime import timedelta

import pytest

from bot.domain.entries import Entry
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from tests.services.office import JAMES, MARIA, REFLECTION, TWELVE, Office, reflection

WORDS = REFLECTION["stays_with_you"]


@pytest.fixture
def entry(office: Office, network: Network) -> Entry:
    """Lend a reflection that Maria shares with the network, and that the channel shows."""
    sent = office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=Visibility.NETWORK,
        token="once",
    )
    assert sent is not None
    office.settle()
    return sent


def shown(office: Office, network: Network) -> list[str]:
    """Return what the channel shows of reflections."""
    return [str(m.blocks) for m in office.board(network) if "Maria" in str(m.blocks)]


def share(office: Office, entry: Entry, visibility: Visibility) -> None:
    """Let Maria choose who reads her reflection."""
    office.services.entries.share(office.actor(MARIA), entry.id, visibility)


def test_a_shared_entry_appears_in_the_channel(
    office: Office, network: Network, entry: Entry
) -> None:
    """Once, with its author's name."""
    (message,) = shown(office, network)

    assert WORDS in message
    assert entry.version == 1


def test_an_edit_updates_the_message_in_place(
    office: Office, network: Network, entry: Entry
) -> None:
    """No second message; the old words are gone."""
    before = [m.ts for m in office.board(network)]
    office.services.entries.submit(
        office.actor(MARIA),
        reflection(network, entry_id=entry.id),
        answers={"stays_with_you": "Silence helped most."},
        visibility=Visibility.NETWORK,
        token="twice",
    )

    office.settle()

    (message,) = shown(office, network)
    assert "Silence helped most." in message
    assert WORDS not in message
    assert [m.ts for m in office.board(network)] == before


def test_an_entry_that_is_no_longer_shared_disappears(
    office: Office, network: Network, entry: Entry
) -> None:
    """Its message is deleted, and a second change of mind finds nothing more to delete."""
    share(office, entry, Visibility.FACILITATOR)
    office.settle()
    share(office, entry, Visibility.ONLY_ME)
    office.settle()

    assert shown(office, network) == []


def test_an_edit_that_hides_also_takes_the_message_away(
    office: Office, network: Network, entry: Entry
) -> None:
    """Who may read it is chosen in the form, too."""
    office.services.entries.submit(
        office.actor(MARIA),
        reflection(network, entry_id=entry.id),
        answers=REFLECTION,
        visibility=Visibility.ONLY_ME,
        token="twice",
    )

    office.settle()

    assert shown(office, network) == []


def test_two_changes_of_mind_before_slack_hears_of_one_hide_it(
    office: Office, network: Network, entry: Entry
) -> None:
    """The withdrawal that waits must not be lost, whatever else is chosen."""
    share(office, entry, Visibility.FACILITATOR)
    share(office, entry, Visibility.ONLY_ME)
    share(office, entry, Visibility.FACILITATOR)

    office.settle()

    assert shown(office, network) == []


@pytest.mark.parametrize("times", [1, 2, 3])
def test_hiding_and_sharing_again_at_once_leaves_one_message(
    office: Office, network: Network, entry: Entry, times: int
) -> None:
    """Also within one moment, and also twice."""
    for _ in range(times):
        share(office, entry, Visibility.ONLY_ME)
        share(office, entry, Visibility.NETWORK)

    office.settle()

    assert len(shown(office, network)) == 1


def test_hiding_and_sharing_again_later_leaves_one_message(
    office: Office, network: Network, entry: Entry
) -> None:
    """The channel follows every change."""
    seen = []
    for visibility in (Visibility.ONLY_ME, Visibility.NETWORK, Visibility.TRIO, Visibility.NETWORK):
        share(office, entry, visibility)
        office.settle()
        seen.append(len(shown(office, network)))

    assert seen == [0, 1, 0, 1]


def test_what_was_never_posted_is_never_posted(office: Office, network: Network) -> None:
    """Hidden again before the bot came to post it."""
    sent = office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=Visibility.NETWORK,
        token="once",
    )
    assert sent is not None

    share(office, sent, Visibility.ONLY_ME)
    office.settle()

    assert shown(office, network) == []
    assert WORDS not in str(
        [
            call.arguments
            for call in office.slack.log
            if call.name == "chat.postMessage" and call.arguments["channel"] == network.channel_id
        ]
    )


def test_a_message_is_taken_back_after_a_day_without_slack(
    office: Office, network: Network, entry: Entry
) -> None:
    """However long Slack was away, the text must go."""
    office.slack.faults.add(method="chat.delete", kind="server_error", times=10_000)
    share(office, entry, Visibility.ONLY_ME)
    office.jump(timedelta(days=2))

    office.slack.faults.clear()
    office.jump(timedelta(minutes=20))

    assert shown(office, network) == []


def test_a_charter_is_adopted_by_two_thirds(office: Office, network: Network) -> None:
    """Eight of twelve; saying yes twice counts once, and the message counts along (S29)."""
    reflections, entries = office.services.reflections, office.services.entries
    form = reflections.charter(office.actor(MARIA), network.id)
    assert form is not None
    charter = entries.submit(
        office.actor(MARIA),
        form,
        answers={
            "purpose": "We help one another to lead schools in which every learner explains.",
            "goal_1": "Every member has opened their school",
            "goal_1_measure": "12 of 12",
            "goal_1_by": "2027-06-01",
        },
        visibility=Visibility.NETWORK,
        token="charter",
    )
    assert charter is not None
    office.settle()

    counts = []
    for who in (JAMES, JAMES, *TWELVE[2:9]):
        yes = office.services.agreeing.agree(office.actor(who), charter.id, version=1)
        counts.append(yes.count)
        office.clock.step(timedelta(minutes=1))
    office.settle()

    (message,) = [m for m in office.board(network) if "explains" in str(m.blocks)]
    assert counts == [1, 1, 2, 3, 4, 5, 6, 7, 8]
    assert "8" in str(message.blocks)
