"""The ground gives way: a database that is locked, full, away or restarted, a clock that leaps.

Issue 4, section 5: the bot says so in a sentence (to whoever clicks, in the log, in ``/health``, to
the doctor), keeps the answers it owes Slack, and carries on by itself.
"""

import random
import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.deliveries import NewDelivery
from bot.i18n import translator
from bot.services.doctor import check_database
from bot.simulator.slack import Message, PersonSession
from handlers.blocks.ids import Action
from tests.faults.ordeal import Ordeal, ordeal
from tests.faults.promises import START, Place, Size, settle_in, waves
from tests.faults.verdict import judge
from tests.handlers.scene import actions_of, told
from tests.live import fetch, until
from tests.postgres import OwnServer

FEW = Size(workspaces=1, people=4, promises=12, waves=1, kills=0)
BUSY = "The database is busy just now."
NO_ROOM = "cannot be opened or written"
AWAY = "cannot be reached"
_PAGE = 4096
"""Bytes: less than one change of the database takes, more than the log of a short life."""
WEB = ("run", "--mode", "http", "--role", "web")
WORKER = ("run", "--role", "worker")


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Ordeal]:
    """Lend a bot on SQLite, in one process."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    with ordeal(tmp_path, database_url=url, chance=random.Random(1)) as trial:
        yield trial


def test_while_another_process_holds_the_database_people_are_told(embedded: Ordeal) -> None:
    """Somebody copies the file with a tool that locks it: a sentence within Slack's patience."""
    place, wave = begin(embedded)

    with held(embedded.machine.folder / "rounds.db"):
        embedded.go_to(wave[0].due_at)
        answer, sentence = click(embedded, place)
        health = fetch(f"{embedded.bots[0].address}/health")
        doctor = check_database(embedded.eyes.store, now=embedded.eyes.clock.now())

    assert (answer, BUSY in sentence) == ("ok", True)
    assert (health.status, BUSY in health.body) == (503, True)
    assert BUSY in doctor.tell(translator())
    carries_on(embedded, place, wave)
    assert has_said_once(embedded, BUSY)
    assert embedded.slack.violations == ()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux changes the limits of another")
def test_while_the_disk_is_full_people_are_told(embedded: Ordeal) -> None:
    """No file of the process may grow: what a full disk is to SQLite."""
    place, wave = begin(embedded)

    with no_room(embedded.bots[0].process.pid):
        embedded.go_to(wave[0].due_at)
        answer, sentence = click(embedded, place)
        until(lambda: not embedded.bots[0].is_well, what="unwell")
        health = fetch(f"{embedded.bots[0].address}/health")

    assert (answer, NO_ROOM in sentence) == ("ok", True)
    assert (health.status, NO_ROOM in health.body) == (503, True)
    carries_on(embedded, place, wave)
    assert has_said_once(embedded, NO_ROOM)
    assert embedded.slack.violations == ()


def test_while_postgresql_is_away_people_are_told(tmp_path: Path, own_postgres: OwnServer) -> None:
    """Two processes, a server that is gone for a minute: who clicked is told, who joined is met."""
    with ordeal(tmp_path, database_url=own_postgres.url, chance=random.Random(1)) as trial:
        trial.roles, trial.machine.settings["SLACK_SIGNING_SECRET"] = (
            (WEB, WORKER),
            trial.slack.signing_secret,
        )
        place, wave = begin(trial)
        trial.slack.deliver_to(f"{trial.bots[0].address}/slack/events")
        petra = trial.slack.add_person("Petra Lind").id
        newcomer = trial.slack.person(petra)
        assert newcomer.command("/rounds").ok

        own_postgres.stop()
        trial.go_to(wave[0].due_at)
        answer, sentence = click(trial, place)
        newcomer.join(place.network.channel_id)
        health = [fetch(f"{one.address}/health") for one in trial.bots]
        trial.go_to(trial.eyes.clock.now() + timedelta(minutes=1))
        own_postgres.start()
        trial.slack.clock_moved()

        assert (answer, AWAY in sentence) == ("ok", True)
        assert {(one.status, AWAY in one.body) for one in health} == {(503, True)}
        carries_on(trial, replace(place, people=(*place.people, petra)), wave)
        assert has_said_once(trial, AWAY)
        assert [told([one]) for one in newcomer.inbox if "welcome" in told([one]).lower()]


def test_after_a_leap_of_the_clock_what_is_late_says_so(embedded: Ordeal) -> None:
    """A computer that slept for three hours says sorry; what is older than four stays unsaid."""
    place, wave = begin(embedded)
    nudges = [one for one in wave if one.text]
    embedded.go_to(wave[0].due_at - timedelta(minutes=1))

    embedded.go_to(wave[0].due_at + timedelta(hours=3))
    embedded.settle()
    said = [one for one in map(_words, place.messages(embedded.slack)) if "shared notes" in one]

    assert len(said) == len(nudges) > 0
    assert all("comes late" in one for one in said)
    assert embedded.slack.violations == ()


def begin(trial: Ordeal) -> tuple[Place, list[NewDelivery]]:
    """Begin a network, start the bot, let it say its first words, and promise a few more."""
    (place,) = settle_in(trial.eyes, trial.slack, FEW)
    trial.start()
    trial.go_to(START + timedelta(minutes=1))
    trial.settle()
    member = trial.slack.person(place.people[1])
    until(lambda: bool(_announcements(member, place)), what="the first conference announced")
    trial.settle()
    wave = next(waves([place], FEW, chance=trial.chance))
    trial.promise(wave)
    return place, wave


def click(trial: Ordeal, place: Place) -> tuple[str, str]:
    """Let somebody say that they come, and return how it was acknowledged and what they read."""
    somebody = trial.slack.person(place.people[1])
    answer = somebody.click(Action.RSVP_YES, on=_announcements(somebody, place)[0])
    return answer.status, told(somebody.ephemerals[-1:])


def _announcements(somebody: PersonSession, place: Place) -> list[Message]:
    seen = somebody.sees(place.network.channel_id)
    return [one for one in seen if Action.RSVP_YES in actions_of(one)]


def _words(message: Message) -> str:
    return told([message])


def carries_on(trial: Ordeal, place: Place, wave: list[NewDelivery]) -> None:
    """See that all is said once by itself, everybody is well again, and a click counts again."""
    trial.settle()
    for bot in trial.bots:
        until(lambda bot=bot: bot.is_well, what="well again")  # type: ignore[misc]
    verdict = judge(trial.database, place.messages(trial.slack), by=wave[-1].due_at)
    answer, sentence = click(trial, place)
    assert (verdict.lost, verdict.unsettled, verdict.wrongly_dropped) == ((), (), ())
    assert (verdict.doubled_private, verdict.doubled_public) == (0, 0)
    assert (answer, "database" in sentence) == ("ok", False)


def has_said_once(trial: Ordeal, sentence: str) -> bool:
    """Whether the log of each process names the trouble, in a line or two and without a trace."""
    counts = [bot.log.count(sentence) for bot in trial.bots]
    traces = sum(bot.log.count("Traceback") for bot in trial.bots)
    return max(counts) in {1, 2, 3} and traces == 0


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold a SQLite database as another process would that writes for long."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def no_room(pid: int) -> Iterator[None]:
    """Let no file of a process grow beyond one page of a database, until the block ends."""
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (_PAGE, hard))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))
