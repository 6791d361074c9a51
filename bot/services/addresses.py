"""Addresses: where a delivery goes, and the conversation with a person."""

from dataclasses import replace

from bot.domain.deliveries import Delivery
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.readers import Reader
from bot.services.consequences import thread
from bot.services.directory import Directory
from bot.services.messenger import Address
from storage.store import Store
from storage.transaction import Transaction


def address_of(
    tx: Transaction, delivery: Delivery, *, network: Network, person: Person | None
) -> Address | None:
    """Return where a delivery goes: a channel, a person, an earlier message that it changes.

    A person with whom no conversation is known yet is written to by their id: Slack opens it and
    answers with its name (docs.slack.dev/reference/methods/chat.postMessage), which is kept. None
    where there is no such place, for good.
    """
    zone = person.rhythm(network.rhythm).zone if person else network.rhythm.zone
    reader = Reader(locale=person.locale if person else None, zone=zone)
    team_id = delivery.team_id
    if delivery.target_id is not None:
        target = tx.outbox.get(delivery.target_id)
        if target is None or target.channel is None or target.ts is None:
            return None
        return Address(team_id=team_id, channel=target.channel, ts=target.ts, reader=reader)
    if person is not None:
        channel = person.dm_channel or person.slack_id
        return Address(team_id=team_id, channel=channel, reader=reader)
    if delivery.channel_id is None:
        return None
    thread_ts = thread(tx, network, delivery)
    return Address(team_id=team_id, channel=delivery.channel_id, thread_ts=thread_ts, reader=reader)


def conversation_with(person: Person, *, store: Store, directory: Directory) -> str | None:
    """Return the conversation with a person, asking Slack where it is not known; then it is kept.

    None where Slack opens none. Raises Unreachable.
    """
    if person.dm_channel is not None:
        return person.dm_channel
    channel = directory.direct_message(person.team_id, person.slack_id)
    if channel is not None:
        with store.write() as tx:
            keep_conversation(tx, person.id, channel)
    return channel


def keep_conversation(tx: Transaction, person_id: int, channel: str | None) -> None:
    """Remember the conversation with a person, or with None forget one that is there no more."""
    known = tx.people.get(person_id)
    if known is not None and known.dm_channel != channel:
        tx.people.update(replace(known, dm_channel=channel))
