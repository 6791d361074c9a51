"""Column types: texts and tokens are encrypted, instants are aware, lists come back as tuples."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol, cast

from cryptography.fernet import InvalidToken, MultiFernet
from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.errors import DatabaseError
from bot.i18n import mark

BigId = BigInteger().with_variant(Integer, "sqlite")
"""Ids: SQLite counts rows by itself only in a column of type INTEGER."""

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dict)

OTHER_KEYS = mark(
    "The texts in this database were encrypted with other keys. "
    "Put the keys that were in use back into SECRET_KEYS, "
    "or into the file secret_keys beside the database."
)


class Ciphered(Protocol):
    """A dialect that carries the cipher of its engine; ``Store.open`` puts it there."""

    rounds_cipher: MultiFernet


def attach_cipher(dialect: Dialect, cipher: MultiFernet) -> None:
    """Give an engine's dialect the cipher: no global, so that two stores may use two keys."""
    cast("Ciphered", dialect).rounds_cipher = cipher


def encrypt(text: str, dialect: Dialect) -> str:
    """Return the text as it is stored: encrypted with the first key."""
    return cast("Ciphered", dialect).rounds_cipher.encrypt(text.encode()).decode("ascii")


def decrypt(stored: str, dialect: Dialect) -> str:
    """Return the text that was stored; raises DatabaseError when no key opens it."""
    try:
        return cast("Ciphered", dialect).rounds_cipher.decrypt(stored).decode()
    except InvalidToken as error:
        raise DatabaseError(OTHER_KEYS) from error


class Encrypted(TypeDecorator[str]):
    """A text that nobody reads in the file: a token, or what a person wrote."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt on the way in."""
        return None if value is None else encrypt(value, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else decrypt(value, dialect)


class EncryptedJson(TypeDecorator[Any]):
    """A JSON value that nobody reads in the file; lists come back as tuples."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Write as JSON, then encrypt."""
        return None if value is None else encrypt(_dump(value), dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Decrypt, then read the JSON."""
        return None if value is None else _frozen(json.loads(decrypt(value, dialect)))


class TimelessJson(EncryptedJson):
    """An encrypted JSON value that does not tell when it was written.

    Fernet puts the second of encryption, in clear, before each text; here it is always the same.
    """

    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Write as JSON, then encrypt as if on the first of January 1970."""
        if value is None:
            return None
        cipher = cast("Ciphered", dialect).rounds_cipher
        return cipher.encrypt_at_time(_dump(value).encode(), 0).decode("ascii")


class PlainJson(TypeDecorator[Any]):
    """A small JSON value of ids, never of words; lists come back as tuples."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write as JSON."""
        return None if value is None else _dump(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the JSON."""
        return None if value is None else _frozen(json.loads(value))


class OneOf(TypeDecorator[StrEnum]):
    """One of the values of an enumeration, stored as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        """Keep the enumeration that words come back as."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store the word; raises ValueError for one that the enumeration does not know."""
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the member of the enumeration."""
        return None if value is None else self.kind(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC to the microsecond; a naive one is refused with ValueError.

    SQLite has no type for it: there it is ISO text of one length, which sorts as time does.
    """

    impl = TIMESTAMP(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose text on SQLite and the real type elsewhere."""
        plain: TypeEngine[Any] = Text() if dialect.name == "sqlite" else TIMESTAMP(timezone=True)
        return dialect.type_descriptor(plain)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - text or instant
        """Turn to UTC on the way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"naive instant {value.isoformat()}: say in which zone"
            raise ValueError(msg)
        instant = value.astimezone(UTC)
        return _as_text(instant) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - text or instant
        """Return an aware instant in UTC."""
        if value is None:
            return None
        instant = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return cast("datetime", instant).astimezone(UTC)


@lru_cache(maxsize=1024)
def _as_text(instant: datetime) -> str:
    """Write an instant in UTC; the same few are written for everybody in a network."""
    return instant.isoformat(timespec="microseconds")


def _dump(value: object) -> str:
    """Write compact JSON; keys keep their order, because answers are shown in it."""
    return _COMPACT.encode(value)


def _frozen(value: object) -> object:
    """Turn lists into tuples, at every depth."""
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    if isinstance(value, Mapping):
        return {key: _frozen(one) for key, one in value.items()}
    return value
