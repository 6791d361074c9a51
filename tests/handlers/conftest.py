"""Stand the whole bot before a strict local Slack, and sit people down in front of it.

One stage serves the tests of a module; every test has people, a channel and a network of its own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.simulator.stage import Stage
from tests.handlers.scene import Scene, stressed

SEPTEMBER = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
"""Tuesday, ten in the morning in New York."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Open the stage: local Slack, bot, Socket Mode, movable clock."""
    with Stage(SEPTEMBER) as opened:
        yield opened


@pytest.fixture
def scene(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Begin a network of three fellows; nothing that Slack objects to may happen in the test."""
    stage.slack.forgive()
    before = len(stage.slack.log)
    yield Scene.begin(stage, name=request.node.name)
    stage.rest()
    assert stage.slack.violations == ()
    assert [one.name for one in stage.slack.log[before:] if stressed(one) > 1] == []
