"""Settings: the environment over the file .env, checked before it is believed."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings


def test_a_machine_without_settings_uses_sqlite_and_port_8700() -> None:
    """Nothing has to be set to look around."""
    settings = Settings.read({})

    assert settings.database_url == "sqlite:///data/rounds.db"
    assert settings.sqlite_file == Path("data/rounds.db")
    assert settings.port == 8700


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """A container overrides what stands in .env."""
    dotenv = tmp_path / ".env"
    dotenv.write_text("PORT=1\nLOG_FORMAT=json\n", encoding="utf-8")

    settings = Settings.read({"PORT": "2"}, dotenv=dotenv)

    assert (settings.port, settings.log_format) == (2, "json")


def test_an_empty_setting_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    """.env.example copied as it is holds many empty lines."""
    dotenv = tmp_path / ".env"
    dotenv.write_text("SLACK_BOT_TOKEN=\nSLACK_APP_TOKEN=\n", encoding="utf-8")

    settings = Settings.read({"CLOCK_FILE": ""}, dotenv=dotenv)

    assert settings == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("LOOKUPS_A_MINUTE", "0"),
        ("LOOKUPS_A_MINUTE", "51"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    """Whoever mistyped a value reads which one."""
    with pytest.raises(SettingsError) as trouble:
        Settings.read({name: value})

    assert str(trouble.value).startswith(f"{name} cannot be used as it is")


@pytest.mark.parametrize("url", ["https://slack.com/api/", "https://slack-gov.com/api/"])
def test_a_movable_clock_is_refused_on_the_real_slack(url: str) -> None:
    """It would send a year's messages at once."""
    with pytest.raises(SettingsError, match="CLOCK_FILE is for the local Slack only"):
        Settings.read({"CLOCK_FILE": "clock", "SLACK_API_URL": url})


def test_a_movable_clock_is_taken_on_loopback() -> None:
    """The local Slack may live in any time."""
    settings = Settings.read({"CLOCK_FILE": "clock", "SLACK_API_URL": "http://127.0.0.1:1/api/"})

    assert settings.clock_file == Path("clock")


def test_no_secret_is_shown_when_settings_are_printed() -> None:
    """A log or a traceback may hold the settings."""
    secrets = {
        "SLACK_BOT_TOKEN": "xoxb-secret",
        "SLACK_APP_TOKEN": "xapp-secret",
        "SLACK_SIGNING_SECRET": "signing-secret",
        "SLACK_CLIENT_SECRET": "client-secret",
        "SECRET_KEYS": "key-secret",
        "DATABASE_URL": "postgresql+psycopg://rounds:word-secret@host/rounds",
    }

    shown = repr(Settings.read(secrets))

    assert "secret'" not in shown
    assert "-secret" not in shown


def test_several_keys_are_parted_by_commas() -> None:
    """The first encrypts; the older ones still decrypt."""
    settings = Settings.read({"SECRET_KEYS": "new, old ,"})

    assert settings.keys == ("new", "old")
