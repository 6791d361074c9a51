"""``run``: start the bot and keep it going until it is told to end, or must be started anew."""

import logging
import os
import socket
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server

from bot.app import Bot, assemble
from bot.cli.logs import write_logs
from bot.cli.openings import hide_settings, read_settings
from bot.cli.signals import ended_by_signals
from bot.clock import Clock
from bot.errors import SettingsError
from bot.i18n import mark
from bot.scheduler import HEARTBEAT, STALL
from bot.services.health import Health
from bot.settings import Settings
from bot.web import Duties, build_web
from handlers.installation import check_app_token
from storage.lock import hold

MODES = ("socket", "http")
ROLES = ("all", "web", "worker")
EVERYWHERE = "0.0.0.0"  # noqa: S104 - a container is reached from outside itself
_BACKLOG = 128
_LOOK_SECONDS = 0.2
_LOST = 1
_ONE_PROCESS = mark(
    "With SQLite one process does everything: leave --role away, or set DATABASE_URL to PostgreSQL."
)
_NO_WAY_IN = mark(
    "Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP mode) is set. "
    "One of them is how Slack reaches the bot."
)
_NO_SECRET = mark(
    "SLACK_SIGNING_SECRET is missing. HTTP mode needs it to know that requests come from Slack; "
    "it is found in the app's settings under Basic Information."
)
_PORT_TAKEN = mark(
    "PORT {port} cannot be used ({why}). Choose another one, or 0 for any that is free."
)
log = logging.getLogger("rounds.run")


def run(wanted: Namespace) -> int:
    """Start the bot in the mode and role asked for; returns 1 when Slack was lost for a minute.

    Raises SettingsError and DatabaseError before anything is started.
    """
    settings = read_settings()
    if settings.sqlite_file is not None and wanted.role != "all":
        raise SettingsError(_ONE_PROCESS)
    mode = "none" if wanted.role == "worker" else mode_of(settings, wanted.mode)
    write_logs(level=settings.log_level, style=settings.log_format)
    if mode == "http":
        from bot.cli.serve import serve  # noqa: PLC0415 - gunicorn is loaded where it serves

        return serve(settings, role=wanted.role)
    return _run_here(settings, role=wanted.role)


def mode_of(settings: Settings, named: str | None) -> str:
    """Return the mode: the named one, else socket where its token is set, else http.

    Raises SettingsError where what the mode needs is not set.
    """
    if named == "http" or (named is None and settings.slack_app_token is None):
        if settings.slack_signing_secret is None:
            raise SettingsError(_NO_SECRET if named else _NO_WAY_IN)
        return "http"
    settings.app_token()
    return "socket"


@contextmanager
def prepared(settings: Settings) -> Iterator[Bot]:
    """Hold the assembled bot, its lock, its tables and its workspace ready; starts nothing.

    An embedded database is upgraded by itself and belongs to one process at a time; a database
    server is only checked. Raises DatabaseError and SettingsError.
    """
    hide_settings()
    with ExitStack() as held:
        bot = assemble(settings)
        held.callback(bot.close)
        if bot.store.file is None:
            bot.store.check()
        else:
            held.enter_context(hold(bot.store.file))
            bot.store.upgrade()
        _meet(bot)
        yield bot


def _meet(bot: Bot) -> None:
    """Learn the workspace of the token; without a token there must be a way to be installed."""
    settings = bot.settings
    if settings.slack_bot_token is not None:
        found = bot.meet_workspace()
        log.info("workspace %s", found.team_id)
    elif not settings.slack_client_id and not bot.services.installations.all():
        settings.bot_token()


def health_of(bot: Bot) -> Health:
    """Return what takes the pulse of a bot."""
    return Health(store=bot.store, clock=bot.clock, heart=HEARTBEAT, stall=STALL)


def start_ticking(bot: Bot) -> Callable[[], None]:
    """Give a first sign of life, begin to tick, and return what ends it."""
    scheduler = bot.scheduler()
    bot.ticks.beat()
    scheduler.start()
    return scheduler.stop


def _run_here(settings: Settings, *, role: str) -> int:
    """Run with sockets, ticks or both in this process, until a signal or the loss of Slack."""
    over = ended_by_signals()
    with ExitStack() as held:
        port = held.enter_context(listening(settings.port))
        bot = held.enter_context(prepared(settings))
        duties = Duties(ticks=role != "web")
        if role != "worker":
            sockets = bot.sockets()
            check_app_token(settings.app_token(), base_url=settings.slack_api_url)
            sockets.start()
            held.callback(sockets.stop)
            duties = Duties(
                ticks=duties.ticks,
                connected=lambda: sockets.is_connected,
                lost=lambda: sockets.is_lost,
            )
        if duties.ticks:
            held.callback(start_ticking(bot))
        held.enter_context(_telling_health(bot, duties, at=port))
        log.info("started")
        return wait_until_over(over, duties, clock=bot.clock)


def wait_until_over(over: threading.Event, duties: Duties, *, clock: Clock) -> int:
    """Return 0 once ``over`` is set, or 1 for a supervisor to start us anew.

    That is when Slack is lost, or when the clock of the machine was put back: what waits for a
    time of day would wait until the old time has come again.
    """
    latest = clock.now()
    while not over.wait(_LOOK_SECONDS):
        if clock.now() < latest - STALL:
            log.error("the clock went back; this process ends so that it is started anew")
            return _LOST
        latest = max(latest, clock.now())
        if duties.lost is not None and duties.lost():
            log.error("Slack is lost; this process ends so that it is started anew")
            return _LOST
    log.info("ending: what has begun is finished first")
    return 0


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """Hold a listening socket, on a free port where ``port`` is 0; raises SettingsError."""
    try:
        made = socket.create_server((EVERYWHERE, port), backlog=_BACKLOG)
    except OSError as error:
        raise SettingsError(_PORT_TAKEN, port=port, why=os.strerror(error.errno or 0)) from error
    with made:
        yield made


@contextmanager
def _telling_health(bot: Bot, duties: Duties, *, at: socket.socket) -> Iterator[None]:
    """Serve ``/health`` and ``/metrics`` from a thread."""
    host, port = at.getsockname()
    web = build_web(health_of(bot), duties)
    server = make_server(host, port, web, threaded=True, request_handler=_Quiet, fd=at.fileno())
    thread = threading.Thread(
        target=server.serve_forever, args=(_LOOK_SECONDS,), name="rounds-health", daemon=True
    )
    thread.start()
    log.info("health at http://127.0.0.1:%d/health", port)
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


class _Quiet(WSGIRequestHandler):
    """Answers without a line in the log: somebody asks every few seconds."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""
