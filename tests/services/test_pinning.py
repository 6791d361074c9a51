"""The charter that two thirds have said yes to is pinned, and only that one (S29)."""

from datetime import timedelta
from pathlib import Path

from bot.domain.deliveries import Action, DeliveryState
from bot.domain.entries import NOTHING_SPECIAL, Entry, FormRef
from bot.domain.measures import Measure
from bot.domain.networks import Network
from bot.domain.stories import MomentKind
from bot.domain.visibility import Visibility
from bot.services.measuring import measured
from bot.simulator.cast import PRINCIPALS, Character
from tests.services.office import (
    FIRST_DAY,
    JAMES,
    MARIA,
    TWELVE,
    Office,
    close_office,
    filled,
    open_office,
)


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
        office.services.agreeing.agree(office.actor(who), entry.id, version=entry.version)
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


def change(
    office: Office,
    entry: Entry,
    *,
    purpose: str | None = None,
    visibility: Visibility = Visibility.NETWORK,
) -> Entry:
    """Let Maria change her charter, or who may read it."""
    sent = office.services.entries.submit(
        office.actor(MARIA),
        FormRef.to_edit(entry),
        answers={} if purpose is None else {"purpose": purpose},
        visibility=visibility,
        token=f"{entry.version}",
    )
    assert sent is not None
    office.settle()
    return sent


def test_a_changed_charter_is_agreed_to_again(office: Office, network: Network) -> None:
    """S29: a yes belongs to what was read; the pin goes, and comes back with the new yeses."""
    entry = charter(office, network, MARIA)
    agree(office, entry, 8)
    changed = change(office, entry, purpose="We compete for the best results.")
    told, unpinned = str(office.board(network)[-1].blocks), pins(office, network)
    agree(office, changed, 7)
    seven = pins(office, network)
    agree(office, changed, 8)

    assert "It was changed. Please say yes again." in told
    assert "0 have said yes. With 8 it is ours." in told
    assert (unpinned, seven) == ([], [])
    assert pins(office, network) == [MARIA.name]
    assert "8 of us said yes" in str(office.board(network)[-1].blocks)


def test_a_yes_to_earlier_words_is_none_to_others(office: Office, network: Network) -> None:
    """S29: who pressed on the old text is shown the new one; who may read it changes no words."""
    entry = charter(office, network, MARIA)
    agreeing, james = office.services.agreeing, office.actor(JAMES)
    hidden = change(office, entry, visibility=Visibility.FACILITATOR)
    same = change(office, hidden)
    counted = agreeing.agree(office.actor(TWELVE[3]), entry.id, version=entry.version)
    changed = change(office, same, purpose="We compete for the best results.")

    late = agreeing.agree(james, entry.id, version=same.version)
    unknown = agreeing.agree(james, entry.id, version=0)
    again = agreeing.agree(james, entry.id, version=changed.version)

    assert (counted.is_counted, counted.count) == (True, 1)
    assert (late.is_counted, late.count) == (False, 0)
    assert late.view.entry.answers["purpose"] == "We compete for the best results."
    assert not unknown.is_counted
    assert (again.is_counted, again.count) == (True, 1)


def test_a_charter_that_changes_while_slack_is_away_keeps_no_pin(
    office: Office, network: Network
) -> None:
    """S29: the pin that waits is not made up for when the words are others by then."""
    entry = charter(office, network, MARIA)
    office.slack.faults.add(method="pins.add", kind="server_error", times=1)
    agree(office, entry, 8)
    change(office, entry, purpose="We compete for the best results.")
    office.jump(timedelta(minutes=20))

    assert pins(office, network) == []
    assert "We compete for the best results." in str(office.board(network)[-1].blocks)


def test_who_may_read_a_charter_changes_no_yes(office: Office, network: Network) -> None:
    """S29: the same words have the same yeses, however often they are shared again."""
    entry = charter(office, network, MARIA)
    agree(office, entry, 8)
    hidden = change(office, entry, visibility=Visibility.FACILITATOR)
    change(office, hidden)

    assert "8 of us said yes" in str(office.board(network)[-1].blocks)


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


def test_a_phase_knows_that_the_charter_is_adopted(office: Office, network: Network) -> None:
    """S29: counted from who said yes; who joins later makes nothing undone."""
    entry = charter(office, network, MARIA)
    agree(office, entry, 7)
    before = _is_chartered(office, network)

    agree(office, entry, 8)
    office.jump(timedelta(days=1))
    late = office.id_of(PRINCIPALS[12])
    office.services.networks.channel_joined(office.team, network.channel_id, late)

    assert (before, _is_chartered(office, network)) == (False, True)


def test_the_day_a_charter_was_adopted_stands_in_the_story(
    office: Office, network: Network
) -> None:
    """S29, S4: of every school of the network, on the day of the last yes that it took."""
    entry = charter(office, network, MARIA)
    agree(office, entry, 7)
    office.jump(timedelta(days=2))
    agree(office, entry, 8)

    view = office.services.stories.see(office.actor(JAMES), network.id)

    adopted = [(one.on, one.what) for one in view.moments if one.kind is MomentKind.ADOPTED]
    assert adopted == [(FIRST_DAY + timedelta(days=2), "Our charter")]


def _is_chartered(office: Office, network: Network) -> bool:
    with office.store.read() as tx:
        found = measured(tx, network, Measure(chartered=True), now=office.clock.now())
    return found.is_met
