"""A messenger that talks to Ana through a local Slack."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.clock import SteppedClock
from bot.domain.deliveries import Delivery
from bot.domain.kinds import Kind
from bot.services.messenger import Address
from bot.simulator.slack import LocalSlack, Message
from handlers.clients import Clients
from handlers.messenger import SlackMessenger
from tests.handlers.blocks import samples
from tests.handlers.blocks.said import of_kind
from tests.simulator.slack.tiny_bot import manifest

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
REMINDER = of_kind("Reminder")[0]
LATER_REMINDER = of_kind("Reminder")[4]
DELIVERY = Delivery(
    id=1,
    token="delivery-1",
    team_id="T0ROUNDS",
    kind=Kind.REMINDER,
    thing="gathering:12",
    occurrence="week/1",
    recipient="person:7",
    due_at=NOON,
    attempted_at=NOON,
    reason="A conference is coming.",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Talk:
    """A Slack, a messenger in it, and the direct message with Ana."""

    clock: SteppedClock
    slack: LocalSlack
    messenger: SlackMessenger
    to_ana: Address

    @property
    def said(self) -> tuple[Message, ...]:
        """What stands in the conversation."""
        return self.slack.messages(self.to_ana.channel)

    def calls(self, method: str) -> int:
        """Count the calls of a method."""
        return sum(entry.name == method for entry in self.slack.log)

    def address(self, channel: str) -> Address:
        """Say where else something goes."""
        team_id = self.slack.workspace.team_id
        return Address(team_id=team_id, channel=channel, reader=samples.NEW_YORK)


@contextmanager
def talking() -> Iterator[Talk]:
    """Run a Slack in which Ana can be written to."""
    clock = SteppedClock(NOON)
    with LocalSlack(clock=clock, manifest=manifest()) as slack:
        ana = slack.add_person("Ana Okafor")
        team_id = slack.workspace.team_id
        client = clients_of(slack).for_posting(team_id)
        assert client is not None
        channel = client.conversations_open(users=[ana.id])["channel"]["id"]
        to_ana = Address(team_id=team_id, channel=channel, reader=samples.NEW_YORK)
        messenger = SlackMessenger(clients=clients_of(slack))
        yield Talk(clock=clock, slack=slack, messenger=messenger, to_ana=to_ana)


def clients_of(slack: LocalSlack, *, base_url: str | None = None) -> Clients:
    """Make clients that know one workspace and wait a second for an answer."""
    tokens = {slack.workspace.team_id: slack.workspace.bot_token}
    return Clients(tokens=tokens.get, base_url=base_url or slack.api_url, timeout=1)
