"""Who may talk to the playground, over real HTTP."""

from http import HTTPStatus

import pytest

from bot.simulator.playground import Playground
from bot.simulator.playground.guard import is_own_host
from tests.simulator.playground.asking import ask, send


@pytest.mark.parametrize("host", ["127.0.0.1:8700", "localhost:8700", "[::1]:8700", "playroom"])
def test_the_servers_own_names_are_answered(host: str) -> None:
    """An address, localhost, and the name it was told to serve under."""
    assert is_own_host(host, bound_to="playroom")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8700", ""])
def test_names_of_others_are_not_answered(host: str) -> None:
    """A name that somebody pointed at this machine is not ours."""
    assert not is_own_host(host, bound_to="127.0.0.1")


def test_a_rebound_name_reads_nothing(playground: Playground) -> None:
    """DNS rebinding: the request arrives here, but under a stranger's name."""
    status, _, _ = ask(playground, "", headers={"Host": "evil.example"})

    assert status == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Content-Type": "application/json"},
        {"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"},
        {"Content-Type": "text/plain"},
    ],
)
def test_another_sites_page_changes_nothing(
    playground: Playground, headers: dict[str, str]
) -> None:
    """A form or script of another site may send, but is refused."""
    status, _ = send(playground, "api/clock", {"jump": "week"}, headers=headers)

    assert status == HTTPStatus.FORBIDDEN


def test_the_own_page_may_change_things(playground: Playground) -> None:
    """The same request from the page itself is done."""
    headers = {
        "Origin": playground.address.rstrip("/"),
        "Content-Type": "application/json",
    }

    status, answer = send(playground, "api/clock", {"jump": "week"}, headers=headers)

    assert (status, answer) == (HTTPStatus.OK, {"ok": True})


def test_every_answer_forbids_foreign_scripts(playground: Playground) -> None:
    """Scripts, styles and frames come from this server or not at all."""
    _, headers, _ = ask(playground, "")

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
