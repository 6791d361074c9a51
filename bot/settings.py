"""The environment (and the file ``.env``) as one frozen object; nothing else reads it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlparse

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import SettingsError
from bot.i18n import mark

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Settings(BaseModel):
    """Everything that is set from outside; secrets never appear in its text."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    slack_bot_token: str | None = Field(default=None, repr=False)
    slack_app_token: str | None = Field(default=None, repr=False)
    slack_signing_secret: str | None = Field(default=None, repr=False)
    slack_client_id: str | None = None
    slack_client_secret: str | None = Field(default=None, repr=False)
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = Field(default="sqlite:///data/rounds.db", repr=False)
    secret_keys: str | None = Field(default=None, repr=False)
    port: int = Field(default=8700, ge=0, le=65535)
    programmes_dir: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    clock_file: Path | None = None
    lookups_a_minute: int = Field(default=40, ge=1, le=50)
    """Look-ups of messages in doubt, in one workspace: 40 for an internal app, 1 for one that is
    distributed commercially outside Slack's Marketplace."""

    @classmethod
    def read(cls, environ: Mapping[str, str], *, dotenv: Path | None = None) -> Self:
        """Read the environment over the file ``.env``; raises SettingsError naming the variable."""
        values = {**(dotenv_values(dotenv) if dotenv else {}), **environ}
        known = {
            name: values[name.upper()] for name in cls.model_fields if values.get(name.upper())
        }
        try:
            settings = cls.model_validate(known)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).upper()
            raise SettingsError(
                mark("{name} cannot be used as it is: {why}."), name=name, why=first["msg"]
            ) from error
        settings.check_clock()
        return settings

    def check_clock(self) -> None:
        """Refuse a stepped clock on the real Slack: it would send a year's messages at once."""
        if self.clock_file is not None and urlparse(self.slack_api_url).hostname not in _LOOPBACK:
            raise SettingsError(
                mark(
                    "CLOCK_FILE is for the local Slack only. Remove it, or set SLACK_API_URL to a "
                    "loopback address."
                )
            )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of SECRET_KEYS, separated by commas; the first one encrypts."""
        return tuple(key.strip() for key in (self.secret_keys or "").split(",") if key.strip())

    @property
    def sqlite_file(self) -> Path | None:
        """The file of an embedded database, or None for a server."""
        prefix = "sqlite:///"
        return (
            Path(self.database_url[len(prefix) :]) if self.database_url.startswith(prefix) else None
        )

    def bot_token(self) -> str:
        """Return SLACK_BOT_TOKEN; raises SettingsError with the place where it is found."""
        if not (self.slack_bot_token or "").startswith("xoxb-"):
            raise SettingsError(
                mark(
                    "SLACK_BOT_TOKEN is missing or of another kind. It starts with xoxb- and is "
                    "found in the settings of the app under OAuth & Permissions."
                )
            )
        return str(self.slack_bot_token)

    def app_token(self) -> str:
        """Return SLACK_APP_TOKEN; raises SettingsError with the place where it is found."""
        if not (self.slack_app_token or "").startswith("xapp-"):
            raise SettingsError(
                mark(
                    "SLACK_APP_TOKEN is missing or of another kind. It starts with xapp- and is "
                    "found in the settings of the app under Basic Information."
                )
            )
        return str(self.slack_app_token)

    def demand_keys(self) -> tuple[str, ...]:
        """Return the keys of SECRET_KEYS; raises SettingsError where there are none."""
        if not self.keys:
            raise SettingsError(
                mark(
                    "SECRET_KEYS is missing. With a database server the keys are yours to keep: "
                    "`python -m bot database key` makes one."
                )
            )
        return self.keys
