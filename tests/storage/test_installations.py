"""Installations: kept with their tokens, put to sleep, woken by installing again."""

from dataclasses import replace

from bot.domain.installations import Installation
from storage.store import Store
from tests.storage.cast import HOUR, NOW

FIRST = Installation(
    team_id="T1",
    team_name="Lakeside Schools",
    app_id="A1",
    bot_token="xoxb-first",
    bot_id="B1",
    bot_user_id="U9",
    scopes=("chat:write", "im:history"),
    installed_at=NOW,
    raw={"installer_user_id": "U1", "is_enterprise_install": False},
)


def test_an_installation_comes_back_as_it_was_saved(store: Store) -> None:
    """Token, scopes and all that slack_sdk wants back."""
    second = Installation(team_id="T2", bot_token="xoxb-second", installed_at=NOW)

    with store.write() as tx:
        for one in (second, FIRST):
            tx.installations.save(one)

    with store.read() as tx:
        assert tx.installations.find("T1") == FIRST
        assert tx.installations.find("T3") is None
        assert tx.installations.all() == (FIRST, second)


def test_installing_again_replaces_the_token(store: Store) -> None:
    """There is one row for each workspace."""
    again = replace(FIRST, bot_token="xoxb-again", installed_at=NOW + HOUR)

    with store.write() as tx:
        for one in (FIRST, again):
            tx.installations.save(one)

    with store.read() as tx:
        assert tx.installations.all() == (again,)


def test_an_installation_falls_asleep_once_and_wakes(store: Store) -> None:
    """The first instant counts; installing again wakes it."""
    with store.write() as tx:
        tx.installations.save(FIRST)

        done = [tx.installations.sleep(team, at=NOW) for team in ("T1", "T1", "T2")]
        asleep = tx.installations.find("T1")
        tx.installations.save(FIRST)

    with store.read() as tx:
        assert done == [True, False, False]
        assert asleep == replace(FIRST, asleep_at=NOW)
        assert tx.installations.find("T1") == FIRST
