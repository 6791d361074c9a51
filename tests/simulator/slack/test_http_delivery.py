"""The same deliveries over HTTP, signed, to a real Bolt app."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.clock import SteppedClock
from bot.simulator.slack import LocalSlack, Person
from tests.simulator.slack.kit import ask, modal, text_input
from tests.simulator.slack.tiny_bot import TinyBot

Json = dict[str, Any]
Ack = Callable[..., Any]


@pytest.fixture
def served(slack: LocalSlack) -> Iterator[TinyBot]:
    """Run a Bolt app that takes signed requests."""
    bot = TinyBot(slack)
    bot.serve()
    yield bot
    bot.close()


def test_a_signed_command_is_believed(slack: LocalSlack, served: TinyBot, ana: Person) -> None:
    """Bolt checks the signature, and answers in the same breath."""

    @served.app.command("/checkin")
    def answer(ack: Ack) -> None:
        ack("How did it go?")

    who = slack.person(ana.id)
    result = who.command("/checkin", "a & b")

    assert result.ok
    assert who.ephemerals[0].text == "How did it go?"
    assert str(served.requests[0]["x-slack-signature"]).startswith("v0=")


def test_a_wrong_signature_is_a_failed_delivery(
    slack: LocalSlack, served: TinyBot, ana: Person
) -> None:
    """What Bolt refuses with 401 fails in the person's face."""
    wrong = TinyBot(slack, signing_secret="another")
    wrong.serve()

    result = slack.person(ana.id).command("/checkin")
    wrong.close()

    assert served.requests == []
    assert (result.status, result.error) == ("failed", "dispatch_failed")
    assert [found.kind for found in slack.violations] == ["no_ack"]


def test_a_form_travels_over_http(slack: LocalSlack, served: TinyBot, ana: Person) -> None:
    """Opened, refused with a sentence, sent."""
    form = modal(ask(text_input(), block_id="why"), callback_id="form")

    @served.app.command("/checkin")
    def show(ack: Ack, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=form)
        ack()

    @served.app.view("form")
    def read(ack: Ack, view: Json) -> None:
        if len(view["state"]["values"]["why"]["write"]["value"]) < 5:
            ack(response_action="errors", errors={"why": "Please say more."})
        else:
            ack()

    who = slack.person(ana.id)
    who.command("/checkin")
    who.set("why", "Hm")
    refused = who.submit()
    who.set("why", "Because")
    taken = who.submit()

    assert refused.errors == {"why": "Please say more."}
    assert (taken.ok, who.modal) == (True, None)


def test_an_event_that_fails_is_repeated_with_headers(
    slack: LocalSlack, clock: SteppedClock, ana: Person
) -> None:
    """At once, after a minute, after five: then it is given up."""
    failing = TinyBot(slack)
    failing.serve()

    slack.change_zone(ana.id, "Europe/London")
    slack.wait_idle()
    tried = [len(failing.requests)]
    for minutes in (1, 5, 60):
        clock.step(timedelta(minutes=minutes))
        slack.wait_idle()
        tried.append(len(failing.requests))
    failing.close()

    numbers = [request.get("x-slack-retry-num") for request in failing.requests]
    assert tried == [2, 3, 4, 4]
    assert numbers == [None, "1", "2", "3"]
    assert failing.requests[-1]["x-slack-retry-reason"] == "http_error"
    assert slack.violations[-1].what == "given up after 3 retries"


def test_an_answer_after_three_seconds_is_too_late(
    slack: LocalSlack, served: TinyBot, ana: Person
) -> None:
    """The deadline is real time, whatever the clock says."""

    @served.app.command("/checkin")
    def think(ack: Ack) -> None:
        time.sleep(3.3)
        ack()

    began = time.monotonic()
    result = slack.person(ana.id).command("/checkin")

    assert (result.status, result.error) == ("failed", "operation_timeout")
    assert 2.9 < time.monotonic() - began < 3.3
    assert [found.kind for found in slack.violations] == ["late_ack"]


def test_nobody_at_the_address_is_nobody_to_blame(
    slack: LocalSlack, served: TinyBot, ana: Person
) -> None:
    """A bot that is down fails the command, and violates nothing."""
    served.close()

    result = slack.person(ana.id).command("/checkin")

    assert (result.status, result.error) == ("failed", "unreachable")
    assert slack.violations == ()


def test_delivery_can_go_back_to_sockets(slack: LocalSlack, served: TinyBot, ana: Person) -> None:
    """The way is switched while Slack runs."""
    sockets = TinyBot(slack)
    sockets.listen()

    @sockets.app.command("/checkin")
    def answer(ack: Ack) -> None:
        ack()

    slack.deliver_by_socket()
    result = slack.person(ana.id).command("/checkin")
    sockets.close()

    assert (result.ok, served.requests) == (True, [])
