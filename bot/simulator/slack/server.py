"""Serve the local Slack over HTTP and websocket from a thread with a loop of its own."""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine
from dataclasses import replace
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from bot.simulator.slack import consent, trouble
from bot.simulator.slack.backend import Backend
from bot.simulator.slack.callbacks import HttpCarrier
from bot.simulator.slack.log import LogEntry
from bot.simulator.slack.refusals import Refusal
from bot.simulator.slack.responses import respond
from bot.simulator.slack.web_api import WebApi

T = TypeVar("T")

_START_SECONDS = 10.0
_LARGEST_BODY = 64 * 1024 * 1024


class Server:
    """The thread, its loop, and what answers each path."""

    def __init__(self, backend: Backend, *, host: str, port: int) -> None:
        """Serve ``backend`` at this address once started; port 0 lets the system choose."""
        self._backend = backend
        self._web_api = WebApi(backend)
        self._host = host
        self._port = port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._runner: web.ServerRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        """Open the door; returns when the address is known."""
        loop = asyncio.new_event_loop()
        self._loop = loop
        self._thread = threading.Thread(target=self._serve, args=(loop,), name="local-slack")
        self._thread.daemon = True
        self._thread.start()
        self.run(self._open(), timeout=_START_SECONDS)

    def stop(self) -> None:
        """Close every connection and end the thread; a second time does nothing."""
        if self._loop is None or self._thread is None:
            return
        self.run(self._close(), timeout=_START_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = None
        self._thread = None

    def run(self, work: Coroutine[Any, Any, T], *, timeout: float | None = None) -> T:
        """Do some work in the loop, from another thread, and return what came of it."""
        if self._loop is None:
            work.close()
            raise RuntimeError("the local Slack is not running")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    def call(self, work: Callable[[], None]) -> None:
        """Do something quick in the loop, from another thread, and wait for it."""

        async def do() -> None:
            work()

        self.run(do(), timeout=_START_SECONDS)

    def deliver_to(self, url: str) -> None:
        """Deliver over HTTP to an address from now on."""
        if self._session is None:
            raise RuntimeError("the local Slack is not running")
        secret = self._backend.signing_secret
        carrier = HttpCarrier(url=url, secret=secret, session=self._session)
        self._backend.deliveries.carrier = carrier

    @staticmethod
    def _serve(loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()

    async def _open(self) -> None:
        self._session = aiohttp.ClientSession()
        handler = web.Server(self._answer, request_factory=_request, access_log=None)
        # Nobody but ourselves is expected, and a test must not wait for idle connections.
        self._runner = web.ServerRunner(handler, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self._backend.world.base_url = f"http://{self._host}:{port}"
        self._backend.deliveries.attach(asyncio.get_running_loop())

    async def _close(self) -> None:
        self._backend.deliveries.attach(None)
        await self._backend.deliveries.close()
        await self._backend.sockets.close()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()
        await self._end_tasks()

    @staticmethod
    async def _end_tasks() -> None:
        """Let nothing outlive the loop."""
        own = asyncio.current_task()
        rest = [task for task in asyncio.all_tasks() if task is not own]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_asyncgens()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        head, _, tail = request.path.strip("/").partition("/")
        if head == "link":
            return await self._backend.sockets.serve(request)
        self._backend.activity.begin()
        try:
            return await self._route(request, head=head, tail=tail)
        finally:
            self._backend.activity.end()

    async def _route(self, request: web.BaseRequest, *, head: str, tail: str) -> web.StreamResponse:
        if head == "api":
            return await self._web_api.handle(request, method=tail)
        if head == "response":
            return await self._take_response(request, key=tail.rpartition("/")[2])
        if head == "upload":
            return await self._take_upload(request, key=tail)
        if head == "files":
            return self._give_file(request, key=tail.partition("/")[0])
        if head == "oauth":
            return await consent.answer(request, backend=self._backend)
        return web.Response(status=HTTPStatus.NOT_FOUND, text="no such page in the local Slack")

    async def _take_response(self, request: web.BaseRequest, *, key: str) -> web.StreamResponse:
        body = json.loads(await request.text() or "{}")
        fault = self._backend.faults.next_for("response_url", body)
        instead = trouble.before(request, fault)
        if instead is not None:
            return instead
        error = self._respond(key, body)
        answer = web.Response(text="ok")
        if error:
            said = {"ok": False, "error": error}
            answer = web.json_response(said, status=HTTPStatus.NOT_FOUND)
        return await trouble.after(request, fault, answer=answer)

    def _respond(self, key: str, body: dict[str, Any]) -> str:
        """Take one answer; return Slack's error code, empty when it was taken."""
        world = self._backend.world
        team, error = "", ""
        with world.lock:
            try:
                to = self._backend.tickets.use_response(key)
                team = to.team
                respond(world, to=to, body=body, where="response_url")
            except Refusal as refusal:
                error = refusal.code
            self._backend.log.add(
                LogEntry(
                    at=world.now(),
                    direction="call",
                    name="response_url",
                    team=team,
                    arguments=body,
                    outcome=error or "ok",
                )
            )
        return error

    async def _take_upload(self, request: web.BaseRequest, *, key: str) -> web.StreamResponse:
        content = await _read_upload(request)
        fault = self._backend.faults.next_for("upload", {"file": key})
        instead = trouble.before(request, fault)
        if instead is not None:
            return instead
        answer = self._keep(key, content)
        return await trouble.after(request, fault, answer=answer)

    def _keep(self, key: str, content: bytes) -> web.Response:
        """Put uploaded bytes into the file that waits for them."""
        with self._backend.world.lock:
            files = self._backend.world.files
            file = files.get(key)
            if file is None or file.completed:
                return web.Response(status=HTTPStatus.NOT_FOUND, text="no such upload")
            if len(content) != file.size:
                return web.Response(status=HTTPStatus.BAD_REQUEST, text="length does not match")
            files[key] = replace(file, content=content)
        return web.Response(text=f"OK - {len(content)}")

    def _give_file(self, request: web.BaseRequest, *, key: str) -> web.StreamResponse:
        """Give a file to who shows a bot token of its workspace and may read files."""
        token = request.headers.get("Authorization", "").partition(" ")[2].strip()
        with self._backend.world.lock:
            file = self._backend.world.files.get(key)
            try:
                workspace = self._backend.tokens.workspace(token)
            except Refusal:
                return web.Response(status=HTTPStatus.FORBIDDEN)
            readable = "files:read" in self._backend.world.scopes
        if file is None or file.content is None or file.team_id != workspace.team_id:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        if not readable:
            return web.Response(status=HTTPStatus.FORBIDDEN)
        return web.Response(body=file.content, content_type="application/octet-stream")


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:  # noqa: ANN401, PLR0917  aiohttp's own types are private
    """Make a request that may carry a file."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=_LARGEST_BODY
    )


async def _read_upload(request: web.BaseRequest) -> bytes:
    """Return the bytes of an upload, sent bare or as the first file of a form."""
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    async for part in await request.multipart():
        if isinstance(part, aiohttp.BodyPartReader):
            return bytes(await part.read(decode=False))
    return b""
