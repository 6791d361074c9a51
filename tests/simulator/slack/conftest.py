"""A local Slack with two people in a channel, and a bot that can be taught."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, Person
from tests.simulator.slack.tiny_bot import TinyBot, client_of, manifest

START = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppedClock:
    """Make a clock that stands at noon on the first of September."""
    return SteppedClock(START)


@pytest.fixture
def slack(clock: SteppedClock) -> Iterator[LocalSlack]:
    """Run a Slack with nobody in it yet."""
    with LocalSlack(clock=clock, manifest=manifest()) as running:
        yield running


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    """Make the bot's own client, which never tries twice by itself."""
    return client_of(slack)


@pytest.fixture
def ana(slack: LocalSlack) -> Person:
    """Let Ana in, a principal in New York."""
    return slack.add_person("Ana Okafor", zone="America/New_York")


@pytest.fixture
def ben(slack: LocalSlack) -> Person:
    """Let Ben in, a principal in Los Angeles."""
    return slack.add_person("Ben Reyes", zone="America/Los_Angeles")


@pytest.fixture
def room(slack: LocalSlack, ana: Person, ben: Person) -> Channel:
    """Make a public channel of Ana, Ben and the bot."""
    return slack.add_channel("network", members=(ana.id, ben.id))


@pytest.fixture
def bot(slack: LocalSlack) -> Iterator[TinyBot]:
    """Run a Bolt app that listens over Socket Mode to what a test teaches it."""
    taught = TinyBot(slack)
    taught.listen()
    yield taught
    taught.close()
