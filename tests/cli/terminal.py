"""Somebody at the keyboard: commands typed one after another, in a folder with its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a command printed, and the code it ended with."""

    code: int | str | None
    out: str
    err: str


@dataclass(frozen=True, kw_only=True)
class Terminal:
    """Runs commands in this process; only the environment and the folder are those of a test."""

    folder: Path
    settings: Mapping[str, str]
    environment: pytest.MonkeyPatch
    screen: pytest.CaptureFixture[str]

    def call(self, *arguments: str, **settings: str) -> Done:
        """Type a command; a setting that is empty counts as not there."""
        with self.environment.context() as here:
            here.chdir(self.folder)
            for name in Settings.model_fields:
                here.delenv(name.upper(), raising=False)
            for name, value in {**self.settings, **settings}.items():
                here.setenv(name, value)
            try:
                code: int | str | None = main(arguments)
            except SystemExit as end:
                code = end.code
        said = self.screen.readouterr()
        return Done(code=code, out=said.out, err=said.err)

    def complaint(self, *arguments: str, **settings: str) -> str:
        """Type a command that fails, and return the one sentence that it says."""
        done = self.call(*arguments, **settings)
        assert (done.code, "Traceback" in done.err) == (1, False), done
        (line,) = done.err.splitlines()
        return line
