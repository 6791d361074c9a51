"""Write the log: for people or for machines, never with a token, never with what people wrote."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal

Format = Literal["text", "json"]

HIDDEN = "xox-hidden"
_TOKEN = re.compile(r"\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w.%-]+")
_LEAST: dict[str, int] = {
    "alembic": logging.WARNING,
    "apscheduler": logging.ERROR,
    "gunicorn": logging.INFO,
    "slack_bolt": logging.INFO,
    "slack_sdk": logging.INFO,
    "sqlalchemy": logging.WARNING,
    "urllib3": logging.INFO,
    "werkzeug": logging.WARNING,
}
"""From which level on a library is heard. Below it slack_sdk, Bolt and SQLAlchemy write down whole
requests and rows, and with them people's words; Bolt takes its level from the root log, so it is
the handler that must refuse."""


def without_tokens(text: str) -> str:
    """Return a text in which every token of Slack (xoxb-, xapp-, xoxe- ...) is made unreadable."""
    return _TOKEN.sub(HIDDEN, text)


class ForPeople(logging.Formatter):
    """One line: when (UTC), how bad, who says it, what."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and below it the trace of an error."""
        words = f"{_when(record)} {record.levelname:<7} {record.name}: {record.getMessage()}"
        trace = _trace(record)
        return without_tokens(f"{words}\n{trace}" if trace else words)


class ForMachines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        said = {
            "at": _when(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "thread": record.threadName,
            "message": record.getMessage(),
        }
        trace = _trace(record)
        whole = said | {"trace": trace} if trace else said
        return without_tokens(json.dumps(whole, ensure_ascii=False))


def is_fit_to_print(record: logging.LogRecord) -> bool:
    """Whether a line may be written: a library's debugging lines may not."""
    return record.levelno >= _LEAST.get(record.name.partition(".")[0], logging.NOTSET)


def write_logs(*, level: str, style: Format) -> None:
    """Send the log of the whole process to standard error.

    With DEBUG our own modules say more; libraries that would repeat whole requests do not.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(is_fit_to_print)
    handler.setFormatter(ForMachines() if style == "json" else ForPeople())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")


def _trace(record: logging.LogRecord) -> str:
    if record.exc_info is None:
        return ""
    return logging.Formatter().formatException(record.exc_info)
