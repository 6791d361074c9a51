"""The log: fit for people and for machines, without tokens and without what people wrote."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.cli.logs import HIDDEN, ForMachines, ForPeople, is_fit_to_print, without_tokens

TOKENS = (
    "xoxb-12345-67890-AbCdEf",
    "xoxp-1-2-3-abc",
    "xapp-1-A0123-456-0a1b2c",
    "xoxe.xoxb-1-Mi0yLTEyMzQ",
    "xoxe-1-My0xLTEyMzQ",
)


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_is_unreadable(token: str) -> None:
    """Wherever in a line it stands, quoted or in an address."""
    line = f"calling https://slack.com/?token={token}&a=1 with 'Bearer {token}'"

    assert without_tokens(line) == (
        f"calling https://slack.com/?token={HIDDEN}&a=1 with 'Bearer {HIDDEN}'"
    )


@pytest.fixture
def paper() -> io.StringIO:
    """Lend what is written on."""
    return io.StringIO()


@pytest.fixture(params=[ForPeople, ForMachines])
def log(request: pytest.FixtureRequest, paper: io.StringIO) -> Iterator[logging.Logger]:
    """Lend a log in each format."""
    handler = logging.StreamHandler(paper)
    handler.addFilter(is_fit_to_print)
    handler.setFormatter(request.param())
    logger = logging.getLogger("slack_sdk.tested")
    logger.propagate, logger.level = False, logging.DEBUG
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


def test_a_token_in_a_trace_is_unreadable_too(log: logging.Logger, paper: io.StringIO) -> None:
    """The text of an error is not ours to choose."""
    trouble = ValueError(TOKENS[0])

    log.error("not taken: %s", TOKENS[1], exc_info=trouble)

    written = paper.getvalue()
    assert written.count(HIDDEN) >= 2
    assert not any(token in written for token in TOKENS)


def test_a_library_does_not_write_requests_down(log: logging.Logger, paper: io.StringIO) -> None:
    """slack_sdk's debugging lines hold whole messages, whatever LOG_LEVEL says."""
    log.debug("Sending a request - body: %s", {"text": "only for me"})
    log.info("A new session has been established")

    assert "only for me" not in paper.getvalue()
    assert "A new session" in paper.getvalue()


def test_machines_read_one_object_a_line(paper: io.StringIO) -> None:
    """With the time in UTC."""
    handler = logging.StreamHandler(paper)
    handler.setFormatter(ForMachines())
    record = logging.LogRecord("rounds", logging.INFO, "", 0, "Grüß %s", ("Gott",), None)
    record.created = 1_788_264_000.5

    handler.emit(record)

    said = json.loads(paper.getvalue())
    assert (said["at"], said["level"], said["message"]) == (
        "2026-09-01T12:00:00.500+00:00",
        "info",
        "Grüß Gott",
    )
