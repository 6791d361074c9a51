"""Hold together what every part of the local Slack shares."""

import time
from collections.abc import Mapping
from typing import Any

from bot.clock import Clock
from bot.simulator.slack.activity import Activity
from bot.simulator.slack.delivery import Deliveries
from bot.simulator.slack.faults import Faults
from bot.simulator.slack.limits import Limits
from bot.simulator.slack.log import Log
from bot.simulator.slack.sockets import Sockets
from bot.simulator.slack.tokens import Tokens
from bot.simulator.slack.world import World
from bot.simulator.slack.world_tickets import Tickets
from bot.simulator.slack.world_views import Views


class Backend:
    """The parts behind the HTTP surface, wired once."""

    def __init__(self, *, clock: Clock, manifest: Mapping[str, Any], limits_on: bool) -> None:
        """Wire a fresh world for the app that ``manifest`` describes."""
        self.world = World(clock=clock, manifest=manifest)
        self.tickets = Tickets(self.world)
        self.views = Views(self.world)
        self.tokens = Tokens(self.world)
        self.log = Log()
        self.faults = Faults()
        self.limits = Limits()
        self.limits_on = limits_on
        self.linger = 0.0
        self._read: dict[tuple[str, str], str] = {}
        self.activity = Activity()
        self.sockets = Sockets(world=self.world)
        self.deliveries = Deliveries(
            world=self.world, log=self.log, activity=self.activity, carrier=self.sockets
        )
        self.sockets.on_arrival = self.deliveries.arrived
        self.world.listen(self.deliveries.tell)
        self.signing_secret = "signing-secret-of-the-local-slack"  # noqa: S105  it guards nothing
        self.client_id = "1000000001.2000000002"
        self.client_secret = "client-secret-of-the-local-slack"  # noqa: S105  it guards nothing

    @property
    def base_url(self) -> str:
        """Return the server's own address, without a slash at the end."""
        return self.world.base_url

    def mark_read(self, person_id: str, channel_id: str) -> None:
        """Note that a person has looked at a conversation."""
        messages = self.world.messages_in(channel_id)
        self._read[person_id, channel_id] = messages[-1].ts if messages else ""
        self.world.touch()

    def read_until(self, person_id: str, channel_id: str) -> str:
        """Return the ts of the newest message a person has looked at, or an empty string."""
        return self._read.get((person_id, channel_id), "")

    def wait_idle(self, timeout: float) -> bool:
        """Wait (real seconds) until the app has come to rest; say whether it has.

        With ``linger`` it must stay at rest for so long: for apps that go on in threads of their
        own after they have acknowledged.
        """
        if not self.activity.wait_idle(timeout):
            return False
        if self.linger:
            time.sleep(self.linger)
            return self.activity.wait_idle(timeout)
        return True

    def response_url(
        self, *, team: str, user: str, channel: str, message_ts: str | None = None
    ) -> str:
        """Issue the address for answers to what a person is just doing in a conversation."""
        key = self.tickets.response(team=team, user=user, channel=channel, message_ts=message_ts)
        return f"{self.base_url}/response/{team}/{key}"
