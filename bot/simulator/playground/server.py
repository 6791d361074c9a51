"""Serve the playground's page, what it shows, and what is done on it."""

import asyncio
import functools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Literal, ParamSpec, Self, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import RoundsError
from bot.i18n import Translator, language_of, mark, translator
from bot.simulator.playground.acting import Outcome, carry_out
from bot.simulator.playground.guard import guard
from bot.simulator.playground.orders import ORDERS, Order
from bot.simulator.playground.picture import Busy, busy_picture, clock_picture, whole_picture
from bot.simulator.playground.pulse import Pulse
from bot.simulator.playground.words import words_for
from bot.simulator.playground.world import World
from bot.simulator.slack.surfaces import NotPossibleError

P = ParamSpec("P")
T = TypeVar("T")

_PAGE = Path(__file__).parent / "page"
_KINDS = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_POLL_SECONDS = 20.0
_START_SECONDS = 10.0
_LARGEST_REQUEST = 16 * 2**20
"""Bytes: a file of ten megabytes, which is what Slack's file input takes, written in letters."""
_JUMPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}

_NOT_UNDERSTOOD = mark("The playground did not understand this. Reload the page, please.")
_MOVING = mark("The clock is moving. Try again when it stands still.")
_NOTHING = mark("Nothing is planned that could happen next.")


class Move(BaseModel):
    """How far to move the clock on."""

    model_config = ConfigDict(frozen=True)

    jump: Literal["next", "hour", "day", "week"]


class Playground:
    """One page over one world, served from a thread of its own."""

    def __init__(self, world: World, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve ``world`` at this address once started; port 0 lets the system choose."""
        self._world = world
        self._host = host
        self._port = port
        self._pulse = Pulse(world)
        self._busy: Busy | None = None
        self._round = 1
        self._turn = asyncio.Lock()
        self._crew = ThreadPoolExecutor(max_workers=8, thread_name_prefix="playground")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="playground", daemon=True)
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """Return where the page is, for a person to open."""
        host = "127.0.0.1" if self._host in {"0.0.0.0", "::"} else self._host  # noqa: S104 (compared, not bound)
        return f"http://{host}:{self._port}/"

    def start(self) -> None:
        """Open the door; raises OSError when the port is taken."""
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(_START_SECONDS)
        except OSError:
            self._end()
            raise

    def stop(self) -> None:
        """Close the door and end the threads."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(_START_SECONDS)
        self._end()

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._crew.shutdown()

    def __enter__(self) -> Self:
        """Start, for a with statement."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop at the end of a with statement."""
        self.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _open(self) -> None:
        app = web.Application(middlewares=[guard(self._host)], client_max_size=_LARGEST_REQUEST)
        app.add_routes(
            [
                web.get("/", self._give_page),
                web.get("/api/words", self._give_words),
                web.get("/api/state", self._give_state),
                web.post("/api/act", self._act),
                web.post("/api/clock", self._move_clock),
                web.post("/api/afresh", self._start_afresh),
                web.get("/page/{name}", self._give_part),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]
        self._pulse.start()

    async def _close(self) -> None:
        await asyncio.to_thread(self._pulse.stop)
        if self._runner is not None:
            await self._runner.cleanup()

    # What the page asks for.

    async def _give_page(self, _: web.Request) -> web.StreamResponse:
        return _part("page.html")

    async def _give_part(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in {path.name for path in _PAGE.iterdir()}:
            raise web.HTTPNotFound
        return _part(name)

    async def _give_words(self, request: web.Request) -> web.StreamResponse:
        words = words_for(_reader(request))
        return web.json_response({"language": language_of(_locale(request)), "words": words})

    async def _give_state(self, request: web.Request) -> web.StreamResponse:
        await self._pulse.other_than(request.query.get("since", ""), seconds=_POLL_SECONDS)
        version = self._pulse.version
        busy = self._busy
        if busy is None:
            person = request.query.get("person", "")
            seen = await self._in_thread(
                whole_picture, self._world, person, translate=_reader(request)
            )
        else:
            seen = {"clock": clock_picture(self._world)}
        about = {"version": version, "round": self._round, "busy": busy_picture(busy)}
        return web.json_response({**seen, **about})

    def _carry_out(self, order: Order) -> Outcome:
        outcome = carry_out(self._world.slack, order)
        self._world.settle()
        return outcome

    async def _act(self, request: web.Request) -> web.StreamResponse:
        try:
            order: Order = ORDERS.validate_json(await request.read())
        except ValidationError:
            return _refusal(_NOT_UNDERSTOOD, request, status=HTTPStatus.BAD_REQUEST)
        if self._busy is not None:
            return _refusal(_MOVING, request, status=HTTPStatus.CONFLICT)
        async with self._turn:
            try:
                outcome = await self._in_thread(self._carry_out, order)
            except NotPossibleError as problem:
                return _refusal(str(problem), request, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            except RoundsError as problem:
                sentence = problem.tell(_reader(request))
                return _refusal(sentence, request, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return web.json_response(
            {
                "ok": outcome.ok,
                "sentence": outcome.told(_reader(request)),
                "file": outcome.file,
                "left": list(outcome.left),
                "errors": dict(outcome.errors),
                "options": [dict(option) for option in outcome.options],
            }
        )

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        try:
            move = Move.model_validate_json(await request.read())
        except ValidationError:
            return _refusal(_NOT_UNDERSTOOD, request, status=HTTPStatus.BAD_REQUEST)
        if self._busy is not None:
            return _refusal(_MOVING, request, status=HTTPStatus.CONFLICT)
        now = self._world.clock.now()
        if move.jump == "next":
            coming = await self._in_thread(self._world.next_event)
            if coming is None:
                return _refusal(_NOTHING, request, status=HTTPStatus.CONFLICT)
            goal = coming.at
        else:
            goal = now + _JUMPS[move.jump]
        with self._long_work(Busy(kind="clock", start=now, end=goal)):
            async with self._turn:
                await self._in_thread(self._world.jump_to, goal)
        return web.json_response({"ok": True})

    async def _start_afresh(self, request: web.Request) -> web.StreamResponse:
        if self._busy is not None:
            return _refusal(_MOVING, request, status=HTTPStatus.CONFLICT)
        now = self._world.clock.now()
        with self._long_work(Busy(kind="afresh", start=now, end=now)):
            async with self._turn:
                self._pulse.doze()
                await self._in_thread(self._world.start_afresh)
                self._pulse.wake()
        self._round += 1
        return web.json_response({"ok": True})

    @contextmanager
    def _long_work(self, busy: Busy) -> Iterator[None]:
        """Show on every page that something long is under way, until it has ended."""
        self._busy = busy
        self._pulse.beat()
        try:
            yield
        finally:
            self._busy = None
            self._pulse.wake()
            self._pulse.beat()

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do what waits in one of our threads, so that the page goes on being served."""
        call = functools.partial(work, *args, **named)
        return await asyncio.get_running_loop().run_in_executor(self._crew, call)


def _part(name: str) -> web.Response:
    """Answer with one file of the page, compressed."""
    path = _PAGE / name
    response = web.Response(body=path.read_bytes(), content_type=_KINDS[path.suffix])
    response.charset = "utf-8"
    response.enable_compression()
    return response


def _refusal(sentence: str, request: web.Request, *, status: HTTPStatus) -> web.Response:
    """Answer with a sentence that the page shows."""
    return web.json_response({"ok": False, "sentence": _reader(request)(sentence)}, status=status)


def _locale(request: web.Request) -> str:
    return request.headers.get("Accept-Language", "en").split(",")[0]


def _reader(request: web.Request) -> Translator:
    """Return the translator for the language that the browser asks for first."""
    return translator(_locale(request))
