"""The main job from end to end: every command, through Socket Mode and through signed HTTP."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import pytest
from werkzeug.serving import make_server

from bot.scheduler import STALL
from bot.services.health import Health
from bot.simulator.slack import LogEntry
from bot.simulator.stage import Stage
from bot.web import EVENTS, Duties, build_web
from handlers.blocks.ids import Action, Block
from handlers.commands import COMMANDS
from tests.handlers.conftest import SEPTEMBER
from tests.handlers.scene import Scene, actions_of, page, shown, title

QUESTION = "In what ways do learners explain their thinking aloud?"


@pytest.mark.parametrize("way", ["socket", "http"])
def test_a_network_lives_through_its_first_weeks(way: str) -> None:
    """Set up, invited, reminded, inquiring, reflecting, checking in, nudged, exported."""
    with Stage(SEPTEMBER) as stage, _delivered(stage, way):
        scene = Scene.begin(stage, name=way)

        _see_what_there_is(scene)
        _plan_to_come(scene)
        _check_in_and_reflect(scene)
        _inquire(scene)
        _nudge(scene)
        _export(scene)

        stage.rest()
        assert stage.slack.violations == ()
        assert _commands(stage.slack.log) == set(COMMANDS)


def _see_what_there_is(scene: Scene) -> None:
    scene.settle()
    scene.maria.open_home()
    assert "Welcome" in shown(scene.maria.inbox[0].blocks)
    assert "Will you come?" in scene.say(scene.maria, "/rounds")
    assert "You are not in a network yet" in scene.say(scene.stranger, "/rounds", here=False)


def _plan_to_come(scene: Scene) -> None:
    scene.say(scene.maria, "/conference")
    scene.maria.click(Action.RSVP_YES, on=scene.maria.ephemerals[-1])
    assert "You said that you are coming." in shown(scene.maria.ephemerals[-1].blocks)


def _check_in_and_reflect(scene: Scene) -> None:
    scene.say(scene.maria, "/checkin")
    scene.write(scene.maria)
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria, {"stays_with_you": "The back row spoke."}, readers="facilitator")
    assert "The back row spoke." in shown(scene.maria.inbox[-1].blocks)


def _inquire(scene: Scene) -> None:
    scene.say(scene.facilitator, "/rounds phase")
    scene.facilitator.click(Action.ADVANCE_PHASE)
    scene.facilitator.set(Block.REASON, "We are ready.")
    scene.facilitator.submit()
    scene.settle()
    prompt = next(one for one in scene.maria.inbox if Action.OPEN_INQUIRY in actions_of(one))
    scene.maria.click(Action.OPEN_INQUIRY, on=prompt)
    scene.maria.click(Action.OPEN_FORM)
    scene.write(scene.maria, {"question": QUESTION})
    scene.say(scene.maria, "/inquiry")
    assert title(scene.maria) == "Step 1 of 8"
    assert "1 of 3 have contributed." in page(scene.maria)


def _nudge(scene: Scene) -> None:
    scene.say(scene.facilitator, "/nudge")
    scene.facilitator.set(Block.WORDS, "Your question is missing.")
    scene.facilitator.set(Block.AUDIENCE, "inquiry")
    scene.facilitator.submit()
    scene.facilitator.submit()
    scene.settle()
    assert "Your question is missing." in scene.james.inbox[-1].text
    assert "Your question is missing." not in scene.maria.inbox[-1].text


def _export(scene: Scene) -> None:
    scene.say(scene.facilitator, "/rounds export")
    scene.facilitator.set(Block.EXPORT_KIND, "reflections")
    scene.facilitator.submit()
    scene.stage.rest()
    assert any(one.files for one in scene.facilitator.inbox)


def _commands(log: tuple[LogEntry, ...]) -> set[str]:
    return {
        str(entry.arguments.get("command"))
        for entry in log
        if entry.direction == "delivery" and entry.arguments.get("command")
    }


def _delivered(stage: Stage, way: str) -> AbstractContextManager[None]:
    return _over_http(stage) if way == "http" else nullcontext()


@contextmanager
def _over_http(stage: Stage) -> Iterator[None]:
    """Let Slack deliver to the bot's own web application, with signatures, on loopback."""
    health = Health(store=stage.store, clock=stage.clock, heart="none", stall=STALL)
    web = build_web(health, Duties(ticks=False), slack=stage.bot.bolt)
    server = make_server("127.0.0.1", 0, web, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    stage.slack.deliver_to(f"http://127.0.0.1:{server.server_port}{EVENTS}")
    try:
        yield
    finally:
        stage.slack.deliver_by_socket()
        server.shutdown()
        thread.join()
        server.server_close()
