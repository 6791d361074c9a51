"""What a column takes and gives back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, insert, select, text
from sqlalchemy.exc import StatementError

from bot.domain.visibility import Visibility
from bot.errors import DatabaseError
from storage.engine import make_engine, read_address
from storage.store import Store
from storage.types import Encrypted, EncryptedJson, OneOf, PlainJson, UtcDateTime
from tests.storage.cast import KEY, OTHER_KEY

shelf = Table(
    "shelf",
    MetaData(),
    Column("secret", Encrypted),
    Column("answers", EncryptedJson),
    Column("ids", PlainJson),
    Column("who", OneOf(Visibility)),
    Column("at", UtcDateTime),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Lend an engine with one table that has a column of each type."""
    made = make_engine(read_address(database_url), keys=[KEY], durable=False)
    shelf.metadata.create_all(made)
    yield made
    made.dispose()


def test_every_type_gives_back_what_it_took(engine: Engine) -> None:
    """Lists come back as tuples, at every depth; nothing stays nothing."""
    full = {
        "secret": "xoxb-1 ñ 🙂",
        "answers": {"learnt": "Listening", "who": ("U1", "U2"), "scale": 3, "left": None},
        "ids": {"gathering": 7, "steps": ("a", "b")},
        "who": Visibility.TRIO,
        "at": datetime(2026, 9, 1, 12, 0, 0, 1, tzinfo=UTC),
    }
    empty = dict.fromkeys(full)

    rows = [kept(engine, **row) for row in (full, empty)]

    assert rows == [full, empty]


def test_answers_keep_the_order_of_their_questions(engine: Engine) -> None:
    """A form is read again in the order in which it was filled."""
    row = kept(engine, answers={"second": "b", "first": "a"})

    assert list(row["answers"]) == ["second", "first"]


def test_texts_and_tokens_cannot_be_read_in_the_table(engine: Engine) -> None:
    """What is stored is not what was written; equal texts do not even look alike."""
    for _ in range(2):
        kept(engine, secret="xoxb-token", answers={"learnt": "Listening"})

    with engine.connect() as connection:
        raw = connection.execute(text("select secret, answers from shelf")).all()
    whole = repr(raw)

    assert "xoxb-token" not in whole
    assert "Listening" not in whole
    assert raw[0] != raw[1]


def test_a_naive_instant_is_refused(engine: Engine) -> None:
    """Nobody knows which instant a wall clock without a zone means."""
    with pytest.raises(StatementError) as refusal:
        kept(engine, at=datetime(2026, 9, 1, 12, 0))  # noqa: DTZ001 - the point of the test

    assert isinstance(refusal.value.orig, ValueError)


def test_instants_come_back_in_utc(engine: Engine) -> None:
    """Wherever an instant was named, it is kept as one moment."""
    chicago = datetime(2026, 9, 1, 7, 0, tzinfo=ZoneInfo("America/Chicago"))

    at = kept(engine, at=chicago)["at"]

    assert at.isoformat() == "2026-09-01T12:00:00+00:00"
    assert at.tzinfo is UTC


def test_instants_sort_as_time_does(engine: Engine) -> None:
    """Text on SQLite sorts like instants do, microseconds and offsets or not."""
    start = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
    east = timezone(timedelta(hours=9))
    instants = [start, start + timedelta(microseconds=1), (start + timedelta(1)).astimezone(east)]
    for instant in reversed(instants):
        kept(engine, at=instant)

    with engine.connect() as connection:
        found = connection.execute(select(shelf.c.at).order_by(shelf.c.at)).scalars().all()

    assert found == instants


def test_an_unknown_word_is_refused(engine: Engine) -> None:
    """A column of an enumeration takes only its words."""
    with pytest.raises(StatementError) as refusal:
        kept(engine, who="everybody")

    assert isinstance(refusal.value.orig, ValueError)


def test_older_keys_still_open_what_they_closed(tmp_path: Path) -> None:
    """A new key is put first; what the old one encrypted stays readable."""
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    before = make_engine(read_address(url), keys=[KEY], durable=False)
    shelf.metadata.create_all(before)
    kept(before, secret="from before")
    before.dispose()

    after = make_engine(read_address(url), keys=[OTHER_KEY, KEY], durable=False)
    with after.connect() as connection:
        found = connection.execute(select(shelf.c.secret)).scalar_one()
    after.dispose()

    assert found == "from before"


def test_other_keys_are_named_as_the_trouble(database_url: str) -> None:
    """Whoever lost the keys is told so, and where they belong."""
    first = Store.open(database_url, keys=[KEY])
    first.upgrade()
    first.dispose()
    second = Store.open(database_url, keys=[OTHER_KEY])

    with pytest.raises(DatabaseError, match=r"other keys.*SECRET_KEYS"):
        second.check()
    second.dispose()


def kept(engine: Engine, **values: Any) -> dict[str, Any]:
    """Store a row and return how it comes back; columns not named are left out."""
    with engine.begin() as connection:
        connection.execute(insert(shelf), values)
        columns = [shelf.c[name] for name in values]
        rows = connection.execute(select(*columns)).all()
    return dict(rows[-1]._asdict())
