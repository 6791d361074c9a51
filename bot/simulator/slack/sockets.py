"""Speak Socket Mode: hello, envelopes, acknowledgements, warnings and farewells.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode. Slack hands each payload to any
one of an app's connections, of which it allows ten.
"""

import asyncio
import json
import random
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.simulator.slack.delivery import (
    ACK_SECONDS,
    FAILED,
    TIMED_OUT,
    UNREACHABLE,
    Parcel,
    Receipt,
)
from bot.simulator.slack.payloads import (
    disconnect,
    events_api_envelope,
    hello,
    interactive_envelope,
    slash_commands_envelope,
)
from bot.simulator.slack.world import World
from bot.simulator.slack.world_records import Json

MOST_CONNECTIONS = 10
_HOST = "applink-local"
_REFRESH_SECONDS = 10.0


@dataclass(slots=True, kw_only=True, eq=False)
class _Connection:
    """One websocket; ``retiring`` once it was told to go."""

    websocket: web.WebSocketResponse
    request: web.BaseRequest
    retiring: bool = False
    sent: set[str] = field(default_factory=set)

    def abort(self) -> None:
        """Cut the line without a word, as a failing network does."""
        transport = self.request.transport
        if transport is not None:
            transport.abort()


class Sockets:
    """The websockets of the app; everything but ``ticket`` runs in the server's loop."""

    def __init__(self, *, world: World, seed: int = 0) -> None:
        """Begin without connections; ``seed`` decides which one gets what."""
        self._world = world
        self._random = random.Random(seed)
        self._connections: list[_Connection] = []
        self._tickets: set[str] = set()
        self._unanswered: dict[str, asyncio.Future[Receipt]] = {}
        self._moved = asyncio.Event()
        self.on_arrival = _nothing

    @property
    def listening(self) -> bool:
        """Say whether a connection is open."""
        return bool(self._connections)

    @property
    def count(self) -> int:
        """Return how many connections are open."""
        return len(self._connections)

    def ticket(self) -> str:
        """Issue what one websocket may be opened with, once."""
        ticket = self._world.new_id("K")
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Greet a connection and listen to it until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        websocket = web.WebSocketResponse(compress=False)
        await websocket.prepare(request)
        if len(self._connections) >= MOST_CONNECTIONS:
            farewell = {"type": "disconnect", "reason": "too_many_websockets"}
            await websocket.send_str(json.dumps(farewell | {"debug_info": {"host": _HOST}}))
            await websocket.close()
            return websocket
        connection = _Connection(websocket=websocket, request=request)
        self._connections.append(connection)
        try:
            await self._greet(connection)
            await self._listen(connection)
        finally:
            self._forget(connection)
        return websocket

    async def _greet(self, connection: _Connection) -> None:
        await self._say_hello(connection)
        self._moved.set()
        self.on_arrival()
        for predecessor in [one for one in self._connections if one.retiring][:1]:
            await predecessor.websocket.close()

    async def _say_hello(self, connection: _Connection) -> None:
        greeting = hello(
            app_id=self._world.app_id, num_connections=len(self._connections), host=_HOST
        )
        await connection.websocket.send_str(json.dumps(greeting))

    async def _listen(self, connection: _Connection) -> None:
        async for message in connection.websocket:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                answer: Json = json.loads(message.data)
                receipt = Receipt(body=answer.get("payload") or None)
                self._settle(str(answer.get("envelope_id", "")), receipt)

    def _settle(self, envelope_id: str, receipt: Receipt) -> None:
        """Take an acknowledgement, over whichever connection it came."""
        future = self._unanswered.pop(envelope_id, None)
        if future is not None and not future.done():
            future.set_result(receipt)

    def _forget(self, connection: _Connection) -> None:
        self._connections.remove(connection)
        self._moved.set()
        if connection.retiring:
            # Its successor may still bring the acknowledgements.
            return
        for envelope_id in connection.sent & self._unanswered.keys():
            self._settle(envelope_id, Receipt(error=FAILED))

    async def carry(self, parcel: Parcel, *, attempt: int, reason: str) -> Receipt:
        """Send an envelope over one of the connections and wait for its acknowledgement."""
        connection = self._choose()
        if connection is None:
            return Receipt(error=UNREACHABLE)
        envelope = self._envelope(parcel, attempt=attempt, reason=reason)
        envelope_id = str(envelope["envelope_id"])
        future: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._unanswered[envelope_id] = future
        connection.sent.add(envelope_id)
        try:
            await connection.websocket.send_str(json.dumps(envelope))
            return await asyncio.wait_for(future, ACK_SECONDS)
        except TimeoutError:
            return Receipt(error=TIMED_OUT)
        except ConnectionError:
            return Receipt(error=FAILED)
        finally:
            connection.sent.discard(envelope_id)
            self._unanswered.pop(envelope_id, None)

    def _choose(self) -> _Connection | None:
        staying = [one for one in self._connections if not one.retiring]
        open_ones = staying or self._connections
        return self._random.choice(open_ones) if open_ones else None

    def _envelope(self, parcel: Parcel, *, attempt: int, reason: str) -> Json:
        envelope_id = self._world.new_id("envelope-").lower()
        if parcel.kind == "slash_commands":
            return slash_commands_envelope(parcel.payload, envelope_id=envelope_id)
        if parcel.kind == "interactive":
            return interactive_envelope(parcel.payload, envelope_id=envelope_id)
        return events_api_envelope(
            parcel.payload, envelope_id=envelope_id, retry_attempt=attempt, retry_reason=reason
        )

    async def wait_connected(self, count: int) -> None:
        """Wait until at least so many connections are open; with 0, until none is."""
        while len(self._connections) < count or (self._connections and not count):
            self._moved.clear()
            await self._moved.wait()

    async def refresh(self, *, warn: bool) -> None:
        """Ask every connection to be replaced.

        One is closed for each that arrives; those that stay are cut after ten seconds.

        With ``warn`` the announcement is the ``warning`` that Slack sends some seconds earlier.
        """
        farewell = json.dumps(disconnect("warning" if warn else "refresh_requested", host=_HOST))
        loop = asyncio.get_running_loop()
        for connection in tuple(self._connections):
            connection.retiring = True
            with suppress(ConnectionError):
                await connection.websocket.send_str(farewell)
            loop.call_later(_REFRESH_SECONDS, connection.abort)

    async def hail(self) -> None:
        """Greet every connection once more."""
        for connection in tuple(self._connections):
            with suppress(ConnectionError):
                await self._say_hello(connection)

    def drop(self) -> None:
        """Cut every connection without a word."""
        for connection in tuple(self._connections):
            connection.abort()

    async def close(self) -> None:
        """End every connection politely."""
        for connection in tuple(self._connections):
            await connection.websocket.close()


def _nothing() -> None:
    """Do nothing when a connection arrives."""
