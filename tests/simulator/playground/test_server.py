"""What the playground's server answers, over real HTTP."""

import re
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from bot.simulator import playground as package
from bot.simulator.playground import Playground
from bot.simulator.playground.words import WORDS
from tests.simulator.playground.asking import ask, read, send
from tests.simulator.playground.small_world import SmallWorld

PAGE = Path(package.__file__).parent / "page"


def test_an_unknown_person_is_shown_as_the_first_of_the_cast(
    playground: Playground, world: SmallWorld
) -> None:
    """An address kept from before starting afresh still opens."""
    seen = read(playground, "api/state?person=U00000000GONE")

    assert seen["person"] == world.people["maya"]
    assert seen["cast"][0]["name"] == "Maya Torres"


def test_a_page_waits_until_something_is_new(playground: Playground, world: SmallWorld) -> None:
    """The answer comes at once when somebody writes, not at the end of a round."""
    maya = world.people["maya"]
    before = settled(playground, maya)

    with ThreadPoolExecutor(1) as crew:
        path = f"api/state?person={maya}&since={before['version']}"
        waiting = crew.submit(read, playground, path)
        world.slack.person(maya).post(world.channel, "Good morning")
        after = waiting.result(5)

    assert after["version"] != before["version"]


def settled(playground: Playground, person: str) -> dict[str, Any]:
    """Read the state once nothing is left to be noticed."""
    first = read(playground, f"api/state?person={person}")
    while (again := read(playground, f"api/state?person={person}"))["version"] != first["version"]:
        first = again
    return first


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("api/act", {"kind": "dance", "person": "U1"}),
        ("api/act", {"kind": "click", "person": "U1"}),
        ("api/clock", {"jump": "year"}),
    ],
)
def test_what_is_not_understood_is_answered_with_a_sentence(
    playground: Playground, path: str, body: dict[str, Any]
) -> None:
    """Nothing happens, and the page has words to show."""
    status, answer = send(playground, path, body)

    assert status == HTTPStatus.BAD_REQUEST
    assert "did not understand" in answer["sentence"]


def test_what_slack_would_not_allow_is_answered_with_a_sentence(
    playground: Playground, world: SmallWorld
) -> None:
    """Writing into a channel one is not in."""
    body = {
        "kind": "post",
        "person": world.people["sofia"],
        "channel": world.channel,
        "text": "Hello?",
    }

    status, answer = send(playground, "api/act", body)

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is not in principals" in answer["sentence"]


def test_a_message_that_is_gone_is_named(playground: Playground, world: SmallWorld) -> None:
    """A click on something deleted meanwhile is explained."""
    body = {
        "kind": "click",
        "person": world.people["maya"],
        "channel": world.channel,
        "ts": "1.000001",
        "block_id": "b",
        "action_id": "count",
    }

    status, answer = send(playground, "api/act", body)

    assert (status, answer["sentence"]) == (422, "This is not there any more.")


def test_nothing_else_is_done_while_the_clock_moves(
    playground: Playground, world: SmallWorld
) -> None:
    """A command in the middle of a week that is being played would meet half a world."""
    world.hold.clear()
    command = {
        "kind": "command",
        "person": world.people["maya"],
        "command": "/whisper",
        "text": "",
        "channel": world.channel,
    }

    with ThreadPoolExecutor(1) as crew:
        moving = crew.submit(send, playground, "api/clock", {"jump": "week"})
        while read(playground, "api/state")["busy"] is None:
            pass
        refused = [
            send(playground, "api/act", command),
            send(playground, "api/clock", {"jump": "day"}),
            send(playground, "api/afresh", {}),
        ]
        world.hold.set()
        done = moving.result(10)

    assert [status for status, _ in refused] == [HTTPStatus.CONFLICT] * 3
    assert done == (HTTPStatus.OK, {"ok": True})


def test_what_could_not_be_filled_in_is_handed_back(
    playground: Playground, world: SmallWorld
) -> None:
    """A field under another modal is filled in when it lies open again."""
    maya = world.slack.person(world.people["maya"])
    maya.command("/reflect", channel=world.channel)
    covered = maya.modals[0]
    maya.click("example")
    typed = {"block_id": "school", "action_id": "school", "value": "Lakeside"}
    order = {"kind": "set", "person": maya.id, "view": covered.id, "values": [typed]}

    before = send(playground, "api/act", order)
    maya.close()
    after = send(playground, "api/act", order)

    assert (before[1]["left"], after[1]["left"]) == (["school"], [])


def test_a_taken_port_is_said_at_once(playground: Playground, world: SmallWorld) -> None:
    """Two playgrounds cannot share an address, and the second does not hang."""
    port = int(playground.address.rstrip("/").rpartition(":")[2])

    with pytest.raises(OSError, match="address already in use"):
        Playground(world, port=port).start()


def test_only_files_of_the_page_are_given(playground: Playground) -> None:
    """No path leads out of the folder."""
    paths = ("page/main.js", "page/..%2Fserver.py")

    assert [ask(playground, path)[0] for path in paths] == [HTTPStatus.OK, HTTPStatus.NOT_FOUND]


def test_the_page_says_only_what_the_catalogue_knows(playground: Playground) -> None:
    """Each sentence the page says has its words, and each word is said somewhere."""
    words = read(playground, "api/words")["words"]
    code = "".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js"))

    said = set(re.findall(r'say\(\s*"(\w+)"', code))

    assert said - words.keys() == set()
    assert {key for key in WORDS if f'"{key}"' not in code} == set()


def test_no_file_of_the_page_is_longer_than_300_lines() -> None:
    """The page is read in sittings, like the rest of the code."""
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in PAGE.iterdir()
    }

    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_markup_is_ever_made_of_text() -> None:
    """What people type reaches the page as text nodes only."""
    code = "".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js"))

    found = re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code)

    assert found == []
