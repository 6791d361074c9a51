"""``run`` in HTTP mode: Flask behind gunicorn, one worker process with twenty threads.

Measured best of the servers that suit a sync Bolt (platform.md 7). The parent process checks
everything, holds the lock and starts the worker; the worker holds the bot, because neither
database connections nor threads survive a fork.
"""

from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker
from slack_bolt.oauth import OAuthFlow

from bot.app import Bot, assemble
from bot.cli.run import health_of, listening, prepared, start_ticking
from bot.settings import Settings
from bot.web import Duties, build_web
from handlers.installation import build_oauth
from handlers.manifest import read_manifest, scopes_of

_THREADS = 20
_GRACE_SECONDS = 30


def serve(settings: Settings, *, role: str) -> int:
    """Serve until SIGTERM; raises SettingsError and DatabaseError before anything is started."""
    with listening(settings.port) as port, prepared(settings) as bot:
        bot.close()
        Server(settings, role=role, fd=port.detach()).run()
    return 0


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is published without types
    """gunicorn, set up from here instead of from its own command line."""

    def __init__(self, settings: Settings, *, role: str, fd: int) -> None:
        """Serve on a socket that listens already."""
        self._settings = settings
        self._role = role
        self._fd = fd
        self._endings: list[Callable[[], None]] = []
        super().__init__()

    def load_config(self) -> None:
        """Say how to serve."""
        options = {
            "bind": f"fd://{self._fd}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": _THREADS,
            "graceful_timeout": _GRACE_SECONDS,
            "control_socket_disable": True,
            "logger_class": _OurLog,
            "loglevel": self._settings.log_level.lower(),
            "worker_exit": self._end,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Assemble the bot, in the worker process."""
        bot = assemble(self._settings)
        self._endings.append(bot.close)
        duties = Duties(ticks=self._role == "all")
        if duties.ticks:
            self._endings.append(start_ticking(bot))
        return build_web(health_of(bot), duties, slack=bot.bolt, oauth=oauth_of(bot))

    def _end(self, _arbiter: Arbiter, _worker: Worker) -> None:
        """Finish what has begun and let go, in the worker process."""
        while self._endings:
            self._endings.pop()()


def oauth_of(bot: Bot) -> OAuthFlow | None:
    """Return the way for further workspaces to install the app, where the settings allow it."""
    settings = bot.settings
    if not (settings.slack_client_id and settings.slack_client_secret):
        return None
    return build_oauth(
        bot.services.installations,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        scopes=scopes_of(read_manifest()),
        base_url=settings.slack_api_url,
    )


class _OurLog(Logger):  # type: ignore[misc]  # gunicorn is published without types
    """gunicorn's lines in our own log, in its format and without tokens."""

    def setup(self, cfg: Config) -> None:
        """Keep gunicorn's levels, but hand its lines on instead of printing them."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
