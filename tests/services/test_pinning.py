"""The charter that two thirds have said yes to is pinned, and only that one (S29)."""

from datetime import timedelta
from pathlib import Path

from bot.domain.deliveries import Action, DeliveryState
from bot.domain.entries import NOTHING_SPECIAL, Entry, FormRef
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.simulator.cast import Character
from tests.services.office import JAMES, MARIA, TWELVE, Office, close_office, filled, open_office


def charter(office: Office, network: Network, who: Character) -> Entry:
    """Let somebody propose a charter that the channel shows."""
    form = network.programme.form("charter")
    ref = FormRef(network_id=network.id, form_id="charter", about=NOTHING_SPECIAL)
    sent = office.services.entries.submit(
        office.actor(who),
        ref,
        answers=filled(form),
        visibility=Visibility.NETWORK,
        token=who.name,
    )
    assert sent is not None
    office.settle()
    return sent


def pins(office: Office, network: Network) -> list[str]:
    """Return what is pinned in the channel, by the author's name."""
    channel = office.slack.channel(network.channel_id)
    by_ts = {message.ts: str(message.blocks) for message in office.board(network)}
    names = (MARIA.name, JAMES.name)
    return [name for ts in channel.pins for name in names if name in by_ts.get(ts, "")]


def agree(office: Office, entry: Entry, count: int) -> None:
    """Let so many members say yes."""
    for who in TWELVE[:count]:
        office.services.entries.agree(office.actor(who), entry.id)
    office.settle()


def test_an_adopted_charter_is_pinned(office: Office, network: Network) -> None:
    """S29: eight of twelve, not seven; a ninth yes pins nothing again."""
    entry = charter(office, network, MARIA)
    agree(office, entry, 7)
    before = pins(office, network)
    agree(office, entry, 9)

    rows = office.deliveries(network, f"entry:{entry.id}")

    assert before == []
    assert pins(office, network) == [MARIA.name]
    assert len([one for one in rows if one.action is Action.PIN]) == 1


def test_a_newer_charter_takes_the_place(office: Office, network: Network) -> None:
    """S29: the one before it is let go when the next is adopted, not earlier."""
    agree(office, charter(office, network, MARIA), 8)
    newer = charter(office, network, JAMES)
    agree(office, newer, 7)
    between = pins(office, network)
    agree(office, newer, 8)

    assert between == [MARIA.name]
    assert pins(office, network) == [JAMES.name]


def test_a_pin_whose_answer_got_lost_is_a_pin(office: Office, network: Network) -> None:
    """Doing it again does no harm."""
    entry = charter(office, network, MARIA)
    office.slack.faults.add(method="pins.add", kind="lost_after")
    agree(office, entry, 8)
    office.jump(timedelta(minutes=5))

    (row,) = [
        one for one in office.deliveries(network, f"entry:{entry.id}") if one.action is Action.PIN
    ]

    assert pins(office, network) == [MARIA.name]
    assert (row.state, row.attempts) == (DeliveryState.SENT, 2)


def test_a_workspace_that_has_not_agreed_to_pins_goes_on_hearing(tmp_path: Path) -> None:
    """It installed the app before there were any; nothing else is held up by it."""
    office = open_office(f"sqlite:///{tmp_path / 'rounds.db'}", without="pins:write")
    network = office.begin()
    office.jump_to(office.clock.now().replace(hour=19))

    agree(office, charter(office, network, MARIA), 9)
    last, pinned = office.board(network)[-1], pins(office, network)
    close_office(office)

    assert pinned == []
    assert "9 of us said yes" in str(last.blocks)
