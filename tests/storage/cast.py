"""The people and the network that the tests of storage remember things about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.programme import Programme
from storage.store import Store
from storage.transaction import Transaction

KEY = "c29tZS1rZXktZm9yLXRlc3RzLW9mLXRoaXMtYm90IS0="
OTHER_KEY = "YW5vdGhlci1rZXktZm9yLXRoZS1zYW1lLXRlc3RzISE="
TEAM = "T1"
NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

PROGRAMME = Programme.model_validate(
    {
        "key": "small-steps",
        "name": {"en": "Small steps", "es": "Pasos pequeños"},
        "about": "A programme for tests.",
        "weeks": 8,
        "size": {"min": 1, "max": 12},
        "roles": [{"id": "principal", "name": "Principal"}],
        "phases": [{"id": "connect", "name": "Connect", "weeks": 4, "lead": "programme"}],
        "series": [
            {
                "id": "conference",
                "kind": "conference",
                "name": "Conference",
                "minutes": 60,
                "when": {"week": 2, "weekday": "tuesday", "months": [9, 10], "at": "15:00"},
            }
        ],
        "places": {"reflection": "reflection"},
        "forms": [
            {
                "id": "reflection",
                "title": "Reflection",
                "pages": [
                    {"fields": [{"id": "learnt", "kind": "long_text", "label": "What is new?"}]}
                ],
            }
        ],
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """Maria facilitates the network, Tomás belongs to it."""

    maria: Person
    tomas: Person
    network: Network


def begin(store: Store) -> Cast:
    """Make the people and their network."""
    with store.write() as tx:
        maria = tx.people.add(team_id=TEAM, slack_id="U1", name="Maria", email="Maria@Lake.org")
        tomas = tx.people.add(team_id=TEAM, slack_id="U2", name="Tomás", slack_zone="Europe/Madrid")
        network = add_network(tx, "principals")
        tx.members.add(
            network_id=network.id, person_id=maria.id, joined_at=NOW, is_facilitator=True
        )
        tx.members.add(network_id=network.id, person_id=tomas.id, joined_at=NOW, school="Lakeside")
    return Cast(maria=maria, tomas=tomas, network=network)


def add_network(tx: Transaction, key: str, *, channel_id: str = "C1") -> Network:
    """Begin another network of the small programme."""
    return tx.networks.add(
        team_id=TEAM,
        key=key,
        name="Principals by the lake",
        channel_id=channel_id,
        zone="America/Chicago",
        member_word="fellow",
        starts_on=date(2026, 9, 1),
        programme=PROGRAMME,
        phase_id="connect",
        created_at=NOW,
    )


def reminder(
    number: int,
    *,
    due_at: datetime = NOW,
    team_id: str = TEAM,
    recipient: str = "person:1",
    network_id: int | None = None,
    thing: str = "gathering:1",
) -> NewDelivery:
    """Return something to be said; each number is another occurrence."""
    return NewDelivery(
        team_id=team_id,
        network_id=network_id,
        kind=Kind.REMINDER,
        thing=thing,
        occurrence=str(number),
        recipient=recipient,
        due_at=due_at,
        reason="The conference is near.",
        refs={"gathering": 1, "before": "week"},
    )
