"""What our own layers cost on the way from a slash command to its answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from slack_bolt import Ack

from bot.clock import SteppedClock
from bot.simulator.cast import PRINCIPALS
from bot.simulator.slack import LocalSlack, PersonSession
from bot.simulator.stage import Stage
from handlers import middleware
from handlers.background import Background
from storage.store import Store
from tests.benchmarks.measuring import Comparison, Race, Way
from tests.services.office import Office
from tests.simulator.slack.tiny_bot import TinyBot, manifest
from tests.storage.cast import KEY, NOW

pytestmark = pytest.mark.bench

MARIA = PRINCIPALS[0]
RACE = Race(rounds=11, times=40)
BESIDE = "a Bolt app that only acknowledges"


def test_knowing_who_asks_takes_little_longer_than_not_to_know(
    tmp_path: Path, measured: list[Comparison]
) -> None:
    """Our middleware looks the person up before any listener runs."""
    with acknowledging() as bare, acknowledging() as ours, knowing_people(ours, tmp_path):
        seconds, beside = RACE.run(asking(ours.slack, "/inquiry"), asking(bare.slack, "/inquiry"))
        violations = ours.slack.violations
    found = Comparison(
        name="a command through our middleware, Socket Mode",
        seconds=seconds,
        beside=BESIDE,
        beside_seconds=beside,
        goal=4,
    )
    measured.append(found)

    assert violations == ()
    assert found.is_met, found.cells


def test_a_whole_answer_is_told_beside_none_at_all(measured: list[Comparison]) -> None:
    """All of it: the workspace and the person looked up, the verb found, the page drawn."""
    with Stage(NOW) as stage, acknowledging() as bare:
        seconds, beside = RACE.run(
            asking(stage.slack, "/rounds", "help"), asking(bare.slack, "/inquiry")
        )
        violations = stage.slack.violations
    found = Comparison(
        name="/rounds help with its whole answer, Socket Mode",
        seconds=seconds,
        beside=BESIDE,
        beside_seconds=beside,
    )
    measured.append(found)

    assert violations == ()


@contextmanager
def acknowledging() -> Iterator[TinyBot]:
    """Run a Bolt app with one listener that only acknowledges, beside a Slack of its own."""
    with LocalSlack(clock=SteppedClock(NOW), manifest=manifest()) as slack:
        bot = TinyBot(slack)
        bot.app.command("/inquiry")(acknowledge)
        bot.listen()
        try:
            yield bot
        finally:
            bot.close()


def acknowledge(ack: Ack) -> None:
    """Say that it was heard."""
    ack()


@contextmanager
def knowing_people(bot: TinyBot, folder: Path) -> Iterator[None]:
    """Put before the listener what the bot has before all of its own."""
    store = Store.open(f"sqlite:///{folder / 'rounds.db'}", keys=[KEY])
    store.upgrade()
    office = Office(slack=bot.slack, store=store, clock=SteppedClock(NOW))
    background = Background()
    middleware.register(bot.app, services=office.services, background=background)
    try:
        yield
    finally:
        background.close()
        store.dispose()


def asking(slack: LocalSlack, command: str, text: str = "") -> Way:
    """Return what types a command and waits until it is answered."""
    maria: PersonSession = slack.person(slack.add_person(MARIA.name, zone=MARIA.zone).id)

    def ask() -> None:
        assert maria.command(command, text).ok

    return ask
