"""What the strict local Slack costs, and what our own layers cost on the way in."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from aiohttp import web
from slack_sdk import WebClient
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, SectionBlock

from bot.clock import SteppedClock
from bot.simulator.slack import LocalSlack
from tests.benchmarks.measuring import Comparison, Race
from tests.simulator.slack.tiny_bot import manifest
from tests.storage.cast import NOW

pytestmark = pytest.mark.bench

BLOCKS = [
    SectionBlock(text="Our conference is in a week: *Tuesday, 15:00*, at Lakeside."),
    ActionsBlock(
        elements=[
            ButtonElement(text="I come", action_id="come", value="gathering:1", style="primary"),
            ButtonElement(text="I cannot come", action_id="not_come", value="gathering:1"),
        ]
    ),
]


def test_a_strict_slack_is_not_much_slower_than_none_at_all(measured: list[Comparison]) -> None:
    """Checking, keeping and logging a message costs less than carrying it over HTTP twice more."""
    with LocalSlack(clock=SteppedClock(NOW), manifest=manifest()) as slack, yes_sayer() as bare_url:
        ana = slack.add_person("Ana Okafor", zone="America/New_York")
        strict = posting(slack.api_url, token=slack.workspace.bot_token, to=ana.id)
        bare = posting(bare_url, token=slack.workspace.bot_token, to=ana.id)

        seconds, beside = Race(rounds=15, times=40).run(strict, bare)
        violations = slack.violations
    found = Comparison(
        name="chat.postMessage to the local Slack",
        seconds=seconds,
        beside='a server that only says {"ok": true}',
        beside_seconds=beside,
        goal=3,
    )
    measured.append(found)

    assert violations == ()
    assert found.is_met, found.cells


def posting(base_url: str, *, token: str | None, to: str) -> Callable[[], object]:
    """Return what posts a message with buttons, as the bot posts."""
    client = WebClient(token=token, base_url=base_url, retry_handlers=[])
    metadata = {"event_type": "rounds_delivery", "event_payload": {"id": "token"}}

    def post() -> object:
        return client.chat_postMessage(
            channel=to, text="Our conference is in a week.", blocks=BLOCKS, metadata=metadata
        )

    return post


@contextmanager
def yes_sayer() -> Iterator[str]:
    """Serve the least that a client takes for Slack; yields the address for it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="yes-sayer", daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(serve_yes(), loop).result(timeout=10)
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def serve_yes() -> web.ServerRunner:
    """Agree with whoever comes, on a free port."""
    runner = web.ServerRunner(web.Server(say_yes, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def say_yes(request: web.BaseRequest) -> web.Response:
    """Take whatever comes and agree."""
    await request.read()
    return web.json_response({"ok": True})
