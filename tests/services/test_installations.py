"""Installations: a workspace that sleeps hears nothing, and wakes with everything there."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.clock import SystemClock
from bot.services.installations import Installations
from storage.store import Store
from tests.services.office import MARIA, TWELVE, Office
from tests.storage.cast import KEY


def test_nothing_is_sent_while_a_workspace_sleeps_and_nothing_is_lost(
    each_office: Office,
) -> None:
    """The app was removed and is installed again."""
    office = each_office
    installations = office.services.installations
    installed = installations.find(office.team)
    assert installed is not None
    office.begin(members=TWELVE[:2])
    office.clock.step_to(office.clock.now().replace(hour=19))

    installations.sleep(office.team)
    office.settle()
    asleep = (installations.token(office.team), office.inbox(MARIA))
    installations.save(replace(installed, asleep_at=None))
    office.settle()

    assert asleep == (None, [])
    assert installations.token(office.team) == installed.bot_token
    assert len(office.inbox(MARIA)) == 1
    assert [one.team_id for one in installations.all()] == [office.team]


def test_an_event_is_taken_once(office: Office) -> None:
    """Slack repeats what it thinks was lost; what could not be handled is taken again."""
    installations = office.services.installations

    first, again = installations.first_time("Ev1"), installations.first_time("Ev1")
    installations.not_handled("Ev1")

    assert (first, again, installations.first_time("Ev1")) == (True, False, True)


def test_an_event_that_failed_while_the_database_was_locked_is_taken_again(tmp_path: Path) -> None:
    """It was noted as having come, and nobody could note that it must come again."""
    store = Store.open(f"sqlite:///{tmp_path / 'rounds.db'}", keys=[KEY], durable=False)
    store.upgrade()
    installations = Installations(store=store, clock=SystemClock())
    first = installations.first_time("Ev1")

    with closing(sqlite3.connect(tmp_path / "rounds.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        installations.not_handled("Ev1")
    later = [installations.first_time("Ev1") for _ in range(2)]

    assert (first, later) == (True, [True, False])
    store.dispose()
