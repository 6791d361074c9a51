"""Remember every call and delivery in order."""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One call of the app or one delivery to it.

    ``at`` is the movable clock, in UTC. ``name`` is a method or the type of a payload, ``outcome``
    is ``ok``, Slack's error code, or what went wrong on the way. ``answer`` is what was answered:
    the body of a Web API answer, or of the app's acknowledgement.
    """

    at: datetime
    direction: Literal["call", "delivery"]
    name: str
    team: str
    arguments: Mapping[str, Any]
    outcome: str
    answer: Mapping[str, Any] | None = None
    attempt: int = 0

    @property
    def ok(self) -> bool:
        """Say whether it went well."""
        return self.outcome == "ok"


class Log:
    """The entries so far; any thread may add."""

    def __init__(self) -> None:
        """Begin empty."""
        self._entries: list[LogEntry] = []
        self._lock = threading.Lock()

    def add(self, entry: LogEntry) -> int:
        """Append one entry and return its place."""
        with self._lock:
            self._entries.append(entry)
            return len(self._entries) - 1

    def complete(self, place: int, **known: Any) -> None:  # noqa: ANN401  the fields of an entry
        """Fill in what has become known about the entry at ``place``."""
        with self._lock:
            self._entries[place] = replace(self._entries[place], **known)

    def entries(self) -> tuple[LogEntry, ...]:
        """Return all entries, oldest first."""
        with self._lock:
            return tuple(self._entries)

    def dump_jsonl(self, path: Path) -> None:
        """Write one JSON object a line; tokens were never in it."""
        with path.open("w", encoding="utf-8") as lines:
            for entry in self.entries():
                lines.write(json.dumps(asdict(entry), default=_plain, ensure_ascii=False) + "\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
