"""Files of people: fetched with the bot's token, which goes nowhere but to Slack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.errors import Invalid
from bot.simulator.slack import LocalSlack, Person
from handlers import files
from tests.simulator.slack.tiny_bot import manifest

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """A Slack, somebody with files, and the client of the bot."""

    slack: LocalSlack
    ana: Person
    client: WebClient

    def file(self, content: bytes, *, name: str = "days.csv") -> str:
        """Let Ana upload a file; return its id."""
        return self.slack.add_file(self.ana.id, name=name, content=content).id


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Run a Slack in which Ana has files."""
    with LocalSlack(clock=SteppedClock(NOON), manifest=manifest()) as slack:
        client = WebClient(token=slack.workspace.bot_token, base_url=slack.api_url, timeout=3)
        yield Desk(slack=slack, ana=slack.add_person("Ana Okafor"), client=client)


@pytest.mark.parametrize(
    "content", ["Pâques".encode(), "\ufeffPâques".encode(), "Pâques".encode("cp1252")]
)
def test_text_is_read_as_spreadsheets_save_it(desk: Desk, content: bytes) -> None:
    """UTF-8 with and without its mark, and what older Windows writes."""
    found = files.fetch(desk.client, desk.file(content))

    assert found == files.Uploaded(name="days.csv", text="Pâques")


def test_a_file_that_is_gone_is_said_in_words(desk: Desk) -> None:
    """Beside the field, with what to do instead."""
    with pytest.raises(Invalid, match="paste its lines") as refusal:
        files.fetch(desk.client, "F0GONE")

    assert refusal.value.field == "file"


def test_a_slack_that_does_not_answer_is_said_in_words(desk: Desk) -> None:
    """A lost connection is no reason to lose somebody's form."""
    file = desk.file(b"x")
    desk.slack.faults.add(method="files.info", kind="malformed")

    with pytest.raises(Invalid, match="paste its lines"):
        files.fetch(desk.client, file)


def test_the_token_stays_with_slack(desk: Desk) -> None:
    """An address elsewhere, without encryption, is never asked."""
    file = desk.file(b"x")
    elsewhere = WebClient(
        token=desk.client.token, base_url=desk.client.base_url.replace("127.0.0.1", "localhost")
    )

    with pytest.raises(Invalid, match="paste its lines"):
        files.fetch(elsewhere, file)


@pytest.mark.parametrize(
    ("address", "is_slacks"),
    [
        ("https://files.slack.com/files-pri/T1-F1/days.csv", True),
        ("https://slack.com/files/days.csv", True),
        ("http://files.slack.com/files-pri/T1-F1/days.csv", False),
        ("https://drive.example.org/days.csv", False),
        ("https://slack.com.example.org/days.csv", False),
        ("https://notslack.com/days.csv", False),
        ("https://slack.com@example.org/days.csv", False),
        ("", False),
    ],
)
def test_the_token_follows_no_file_that_lies_elsewhere(address: str, *, is_slacks: bool) -> None:
    """Slack lists files of other services beside its own, with their own addresses."""
    assert files.lies_with_slack(address, base_url="https://slack.com/api/") is is_slacks
