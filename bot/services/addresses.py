"""Addresses: where a delivery goes, and the conversation with a person, opened when needed."""

import logging
from dataclasses import replace

from bot.domain.deliveries import Delivery
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.services.consequences import thread
from bot.services.directory import Directory
from bot.services.messenger import Address, Reader
from storage.store import Store

log = logging.getLogger("rounds.delivery")


def address_of(
    delivery: Delivery,
    *,
    store: Store,
    directory: Directory,
    network: Network,
    person: Person | None,
) -> Address | None:
    """Return where a delivery goes: a channel, a person, an earlier message that it changes.

    None where there is no such place, for good. Raises Unreachable where nobody can say now.
    """
    zone = person.rhythm(network.rhythm).zone if person else network.rhythm.zone
    reader = Reader(locale=person.locale if person else None, zone=zone)
    team_id = delivery.team_id
    if person is not None and delivery.target_id is None:
        channel = _conversation(store, directory, person)
        return Address(team_id=team_id, channel=channel, reader=reader) if channel else None
    with store.read() as tx:
        target = tx.outbox.get(delivery.target_id) if delivery.target_id else None
        thread_ts = thread(tx, network, delivery)
    if target is not None:
        if target.channel is None or target.ts is None:
            return None
        return Address(team_id=team_id, channel=target.channel, ts=target.ts, reader=reader)
    if delivery.channel_id is None:
        return None
    return Address(team_id=team_id, channel=delivery.channel_id, thread_ts=thread_ts, reader=reader)


def _conversation(store: Store, directory: Directory, person: Person) -> str | None:
    if person.dm_channel is not None:
        return person.dm_channel
    channel = directory.direct_message(person.team_id, person.slack_id)
    if channel is None:
        log.warning("Slack opens no conversation with person %s", person.id)
        return None
    with store.write() as tx:
        known = tx.people.get(person.id)
        if known is not None:
            tx.people.update(replace(known, dm_channel=channel))
    return channel
