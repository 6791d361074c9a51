"""The bot as people start it: a process of its own, a local Slack on loopback, nothing replaced."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.simulator.slack import LocalSlack

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "bot")
PATIENCE = 20.0
"""Seconds of real time; the machine may be busy with other tests."""
_LISTENS = re.compile(r"(?:health at|Listening at:) http://[\d.]+:(\d+)")


def until(said: Callable[[], bool], *, what: str, patience: float = PATIENCE) -> None:
    """Wait until something is so, at most ``patience`` seconds of real time."""
    end = time.monotonic() + patience
    while not said():
        assert time.monotonic() < end, f"still not: {what}"
        time.sleep(0.02)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an address answered."""

    status: int
    body: str
    headers: dict[str, str]


def fetch(address: str, *, data: bytes | None = None, **headers: str) -> Answer:
    """Ask an address; an error is an answer, too."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(address, data=data, headers=named), timeout=10) as response:  # noqa: S310
            return _read(response)
    except HTTPError as error:
        with error:
            return Answer(status=error.code, body=error.read().decode(), headers={})


def _read(response: HTTPResponse) -> Answer:
    return Answer(
        status=response.status, body=response.read().decode(), headers=dict(response.headers)
    )


@dataclass(kw_only=True)
class Running:
    """A process that was started and goes on."""

    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def log(self) -> str:
        """Return what it has written to its log."""
        return self.log_file.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """Return where it answers over HTTP, once it does."""
        until(lambda: bool(_LISTENS.search(self.log)) or self.has_ended, what="listening")
        found = _LISTENS.search(self.log)
        assert found is not None, self.log
        return f"http://127.0.0.1:{found[1]}"

    @property
    def has_ended(self) -> bool:
        """Say whether it has ended."""
        return self.process.poll() is not None

    def wait_healthy(self) -> str:
        """Wait until it says that all is well; return its address."""
        address = self.address
        until(lambda: self.has_ended or self.is_well, what="healthy")
        assert not self.has_ended, self.log
        return address

    def end(self) -> int:
        """Ask it to end and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it without a word, wherever it is."""
        self.process.kill()
        self.process.wait(PATIENCE)

    @property
    def is_well(self) -> bool:
        """Say whether it answers that all is well."""
        found = _LISTENS.search(self.log)
        try:
            return found is not None and fetch(f"http://127.0.0.1:{found[1]}/health").status == 200
        except OSError:
            return False


@dataclass(kw_only=True)
class Machine:
    """A folder to start the bot in, and the settings it finds there."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)

    @classmethod
    def beside(cls, slack: LocalSlack, folder: Path) -> "Machine":
        """Return a machine whose settings name a local Slack and a database of its own."""
        settings = {
            "SLACK_BOT_TOKEN": slack.workspace.bot_token or "",
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{folder / 'rounds.db'}",
            "PORT": "0",
        }
        return cls(folder=folder, settings=settings)

    def call(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; a setting that is empty counts as not there."""
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=self.folder,
            env=self._environment(settings),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE * 2,
        )

    def start(self, *arguments: str, **settings: str) -> Running:
        """Start a command that goes on."""
        log_file = self.folder / f"log-{len(self.running)}"
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                [*COMMAND, *arguments],
                cwd=self.folder,
                env=self._environment(settings),
                stdout=log,
                stderr=log,
            )
        self.running.append(Running(process=process, log_file=log_file))
        return self.running[-1]

    def clear(self) -> None:
        """End whatever still runs."""
        for one in self.running:
            if not one.has_ended:
                one.kill()

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "PYTHONPATH": str(ROOT), **self.settings, **settings}
