"""Delivery: everything promised arrives, once, whatever Slack and the network do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.domain.deliveries import DeliveryState
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.simulator.cast import FACILITATOR
from bot.simulator.slack.faults import FaultKind
from tests.services.office import JAMES, MARIA, REFLECTION, TWELVE, Office, reflection

MINUTE = timedelta(minutes=1)
POST = "chat.postMessage"


def write(office: Office, network: Network, *, visibility: Visibility, token: str) -> str:
    """Let Maria send a reflection, whose receipt is due now; return what its messages are about."""
    sent = office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=visibility,
        token=token,
    )
    assert sent is not None
    return f"entry:{sent.id}"


def receipts(office: Office) -> list[str]:
    """Return the receipts in Maria's conversation."""
    return [text for text in office.inbox(MARIA) if "Reflection" in text]


def outcome(office: Office, network: Network, thing: str) -> tuple[DeliveryState, str | None]:
    """Return what came of the only delivery about a thing."""
    (delivery,) = office.deliveries(network, thing)
    return delivery.state, delivery.outcome


@pytest.mark.parametrize("kind", ["lost_before", "lost_after", "server_error", "malformed"])
def test_a_message_of_unknown_outcome_arrives_once(each_office: Office, kind: FaultKind) -> None:
    """It is looked up by the id in its metadata before it is sent again."""
    office = each_office
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    office.slack.faults.add(method=POST, kind=kind)

    thing = write(office, network, visibility=Visibility.FACILITATOR, token="once")
    office.settle()
    office.jump(MINUTE)

    assert len(receipts(office)) == 1
    assert outcome(office, network, thing)[0] is DeliveryState.SENT
    assert [call.name for call in office.slack.log if call.name == "conversations.history"]


def test_a_process_that_dies_between_sending_and_noting_it_sends_once(each_office: Office) -> None:
    """Its lease runs out, the message is found, nothing is repeated."""
    office = each_office
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    thing = write(office, network, visibility=Visibility.FACILITATOR, token="once")
    with office.store.write() as tx:
        (claimed,) = tx.outbox.claim(
            now=office.clock.now(),
            limit=1,
            worker="dead",
            lease_until=office.clock.now() + MINUTE,
        )
        tx.outbox.begin(claimed, now=office.clock.now(), lease_until=office.clock.now() + MINUTE)
    dm = office.slack.dm(office.id_of(MARIA))
    metadata = {"event_type": "rounds_delivery", "event_payload": {"id": claimed.token}}
    client = office.clients.for_posting(office.team)
    assert client is not None
    client.chat_postMessage(channel=dm or "", text="Thank you: Reflection", metadata=metadata)

    office.jump(2 * MINUTE)

    assert len(receipts(office)) == 1
    assert outcome(office, network, thing)[0] is DeliveryState.SENT


def test_a_process_that_dies_before_sending_loses_nothing(each_office: Office) -> None:
    """Its lease runs out, nothing is found, and it is sent."""
    office = each_office
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    write(office, network, visibility=Visibility.FACILITATOR, token="once")
    now = office.clock.now()
    with office.store.write() as tx:
        (claimed,) = tx.outbox.claim(now=now, limit=1, worker="dead", lease_until=now + MINUTE)
        tx.outbox.begin(claimed, now=now, lease_until=now + MINUTE)

    office.settle()
    before = receipts(office)
    office.jump(2 * MINUTE)

    assert (len(before), len(receipts(office))) == (0, 1)


def test_a_channel_that_cannot_be_looked_into_hears_nothing_twice(office: Office) -> None:
    """A shared text rather not at all than twice; its author has the receipt."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    in_channel = {"channel": network.channel_id}
    office.slack.faults.add(
        method=POST, kind="lost_after", match=lambda sent: sent["channel"] == in_channel["channel"]
    )

    write(office, network, visibility=Visibility.NETWORK, token="once")
    office.settle()
    office.jump(MINUTE)

    assert len([m for m in office.board(network) if "Maria" in str(m.blocks)]) == 1


@pytest.mark.parametrize("seconds", [1, 30, 300])
def test_slack_asks_for_patience_and_gets_it(each_office: Office, seconds: int) -> None:
    """Nothing is sent before the time it named, and nothing is lost."""
    office = each_office
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    asked_at = office.clock.now()
    office.slack.faults.add(method=POST, kind="ratelimited", seconds=seconds)

    write(office, network, visibility=Visibility.FACILITATOR, token="once")
    office.settle()
    office.jump(timedelta(seconds=seconds + 1))

    (letter,) = [one for one in office.letters(MARIA) if "Reflection" in one.text]
    assert letter.posted_at >= asked_at + timedelta(seconds=seconds)


def test_slack_is_away_for_an_hour(each_office: Office) -> None:
    """The message waits, with longer and longer pauses, and arrives once."""
    office = each_office
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    office.slack.faults.add(method="*", kind="server_error", status=503, times=100_000)

    write(office, network, visibility=Visibility.FACILITATOR, token="once")
    office.jump(timedelta(hours=1))
    before = len(office.slack.log)
    office.slack.faults.clear()
    office.jump(timedelta(minutes=16))

    assert before < 400
    assert len(receipts(office)) == 1


def test_a_conversation_that_cannot_be_looked_into_now_is_looked_into_later(
    each_office: Office,
) -> None:
    """A first message is in doubt, and Slack does not even say where it would be."""
    office = each_office
    office.begin(members=TWELVE[:2])
    office.clock.step(timedelta(hours=6))
    office.slack.faults.add(
        method="conversations.open", kind="server_error", status=503, times=100_000
    )
    office.slack.faults.add(method=POST, kind="lost_after", times=100_000)
    office.jump(MINUTE)
    office.slack.faults.clear()
    before = [len(office.inbox(who)) for who in TWELVE[:2]]

    office.jump(timedelta(hours=1))

    assert sum(before) >= 1
    assert [len(office.inbox(who)) for who in TWELVE[:2]] == [1, 1]


def test_nobody_is_asked_for_a_conversation_before_a_first_message(office: Office) -> None:
    """Slack opens it when somebody is written to, and names it; that is kept."""
    office.begin(members=TWELVE[:2])

    office.jump(timedelta(hours=6))

    called = {call.name for call in office.slack.log}
    assert POST in called
    assert "conversations.open" not in called
    with office.store.read() as tx:
        maria = tx.people.by_slack(office.team, office.id_of(MARIA))
    assert maria is not None
    assert maria.dm_channel == office.slack.dm(office.id_of(MARIA))


def test_a_failure_for_good_is_told_to_the_facilitator_once(office: Office) -> None:
    """With the remedy, privately; not once for each message (archived channel)."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))
    office.slack.archive(network.channel_id)

    for number in range(3):
        write(office, network, visibility=Visibility.NETWORK, token=f"number {number}")
        office.settle()

    troubles = [text for text in office.inbox(FACILITATOR) if "archived" in text]
    assert len(troubles) == 1
    assert not [text for text in office.inbox(MARIA) if "archived" in text]
    assert outcome_of_post(office, network) == {(DeliveryState.FAILED, "is_archived")}


def outcome_of_post(office: Office, network: Network) -> set[tuple[DeliveryState, str | None]]:
    """Return what came of all shared entries."""
    things = [office.deliveries(network, f"entry:{number}") for number in (1, 2, 3)]
    rows = [row for thing in things for row in thing if row.kind is Kind.SHARED_ENTRY]
    return {(row.state, row.outcome) for row in rows}


def test_two_workers_share_the_work_and_double_nothing(each_office: Office) -> None:
    """Two processes on one database: a welcome for everybody, one for each."""
    office = each_office
    office.begin()
    office.clock.step(timedelta(hours=6))
    workers = [office.worker("one"), office.worker("two")]

    with ThreadPoolExecutor(max_workers=2) as pool:
        runs = [pool.submit(one.deliver) for one in workers for _ in range(3)]
        sent = sum(run.result().sent for run in runs)
    office.settle()

    assert sent >= 10
    assert [len(office.inbox(who)) for who in TWELVE] == [1] * 12


def test_a_worker_that_was_held_up_sends_nothing_that_is_no_longer_its_own(
    each_office: Office,
) -> None:
    """Slack asks it to wait for longer than its lease; another one has done the rest meanwhile."""
    office = each_office
    office.begin(members=TWELVE[:4])
    office.clock.step(timedelta(hours=6))
    other = office.worker("other")
    busy: list[bool] = []

    def meanwhile(_: datetime) -> None:
        if not busy:
            busy.append(True)
            other.reconcile()
            other.deliver()
            busy.clear()

    office.slack.faults.add(method=POST, kind="ratelimited", seconds=90)
    office.clock.on_step(meanwhile)

    office.settle()
    office.jump(5 * MINUTE)

    assert [len(office.inbox(who)) for who in TWELVE[:4]] == [1] * 4


def test_two_people_are_each_written_to_in_their_own_conversation(office: Office) -> None:
    """What is meant for one never stands before another."""
    network = office.begin(members=TWELVE[:2])
    office.jump(timedelta(hours=6))

    write(office, network, visibility=Visibility.ONLY_ME, token="once")
    office.settle()

    words = REFLECTION["stays_with_you"]
    assert words in str([letter.blocks for letter in office.letters(MARIA)])
    assert words not in str([letter.blocks for letter in office.letters(JAMES)])
