"""Block Kit as we check it, compared with Slack's schema and with other people's fixtures."""

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Any

import pytest

from bot.simulator.slack.blockkit import (
    Problem,
    check_attachments,
    check_message_blocks,
    check_view,
)
from tests.simulator.slack import reference
from tests.simulator.slack.corpus import MESSAGES, VIEWS
from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    button,
    image,
    modal,
    option,
    section,
    select,
    text_input,
    words,
)
from tests.simulator.slack.sized import SIZED, cell

CONFORMANCE = "block-kit-conformance"
SCHEMA = "block-kit.schema.json"
NOT_IN_THE_REGISTRY = {"table.rows.max_items": 100}
WRONG: tuple[Any, ...] = (None, 5, True, "", [], {})
REFUSED_FIXTURES = {
    "webhook_message_basic": "repeats a block_id, which Slack's page wants unique in a message",
    "webhook_message_delete": "repeats a block_id, which Slack's page wants unique in a message",
    "rich_text_input_basic": "begins with a bare text, Slack's types want a whole rich_text block",
}
USAGE: Mapping[str, tuple[Any, Any]] = {
    "table-ragged-rows": (
        [{"type": "table", "rows": [[cell()], [cell()]]}],
        [{"type": "table", "rows": [[cell()], [cell(), cell()]]}],
    ),
    "table-column-settings-mismatch": (
        [{"type": "table", "rows": [[cell()]], "column_settings": [{"align": "left"}]}],
        [{"type": "table", "rows": [[cell()]], "column_settings": [{}, {}]}],
    ),
    "section-missing-content": ([section()], [{"type": "section"}]),
    "static-select-options-and-groups": (
        [actions(select(options=[option()]))],
        [actions(select(options=[option()], option_groups=[]))],
    ),
    "image-url-and-slack-file": (
        [image(slack_file={"id": "F1"})],
        [image(slack_file={"id": "F1"}, image_url="https://example.org/cat.png")],
    ),
    "number-input-inverted-range": (
        modal(ask({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"})),
        modal(
            ask(
                {
                    "type": "number_input",
                    "is_decimal_allowed": False,
                    "min_value": "2",
                    "max_value": "1",
                }
            )
        ),
    ),
    "context-invalid-element": (
        [{"type": "context", "elements": [image()]}],
        [{"type": "context", "elements": [button()]}],
    ),
    "input-invalid-element": (modal(ask(text_input())), modal(ask(button()))),
}


def check(surface: Any) -> list[Problem]:
    """Return what is wrong with the blocks of a message, or with a view."""
    return check_message_blocks(surface) if isinstance(surface, list) else check_view(surface)


def test_every_limit_of_the_registry_is_kept_to_the_letter() -> None:
    """As much as the limit is taken, one more (or less) is refused."""
    registry = reference.load(f"{CONFORMANCE}/limits.json")
    cases = [case["constraint"] for case in manifest() if case["constraint"] in SIZED]

    wrong = [constraint for constraint in cases if not is_kept(constraint, registry=registry)]

    assert wrong == []


def test_every_named_misuse_is_refused() -> None:
    """What may not be combined is refused, and its proper use is taken."""
    cases = [case["id"] for case in manifest() if case["constraint"] not in SIZED]

    verdicts = {case: (check(USAGE[case][0]), bool(check(USAGE[case][1]))) for case in cases}

    assert verdicts == dict.fromkeys(USAGE, ([], True))


@pytest.mark.parametrize("path", reference.each(f"{CONFORMANCE}/valid/*/*.json"))
def test_every_valid_fixture_is_taken(path: str) -> None:
    """What others hold to be right is right here, or the reason is told."""
    folder, _, name = path.removesuffix(".json").rpartition("/")
    fixture = reference.load(path)

    problems = AS_SURFACE[folder.rpartition("/")[2]](fixture)

    assert bool(problems) == (name in REFUSED_FIXTURES), problems


@pytest.mark.parametrize("surface", [*MESSAGES, *VIEWS])
def test_what_we_take_slacks_schema_takes(surface: str) -> None:
    """Each kind of block and element, used well, passes both."""
    value = {**MESSAGES, **VIEWS}[surface]

    verdicts = check(value), schema_problems(value)

    assert verdicts == ([], [])


@pytest.mark.parametrize("surface", [*MESSAGES, *VIEWS])
def test_what_slacks_schema_refuses_we_refuse(surface: str) -> None:
    """Each surface is spoiled in every way a program can: a key less, a key more, a wrong type."""
    spoiled = [each for one in singly({**MESSAGES, **VIEWS}[surface]) for each in spoil(one)]

    missed = [how for how, value in spoiled if not check(value) and schema_problems(value)]

    assert (missed, bool(spoiled)) == ([], True)


def manifest() -> list[dict[str, str]]:
    """Return the named cases of what must be refused."""
    cases: list[dict[str, str]] = reference.load(f"{CONFORMANCE}/invalid-manifest.json")["cases"]
    return cases


def is_kept(constraint: str, *, registry: Any) -> bool:
    """Say whether the limit itself is taken and what lies beyond it is refused."""
    steps = constraint.split(".")
    known = NOT_IN_THE_REGISTRY.get(constraint)
    limit = known if known is not None else reduce(lambda part, step: part[step], steps, registry)
    taken, refused = {
        "min_length": (limit, limit - 1),
        "min_items": (limit, limit - 1),
        "min": (limit, limit - 1),
        "exclusive_min": (limit + 1, limit),
    }.get(steps[-1], (limit, limit + 1))
    return not check(SIZED[constraint](taken)) and bool(check(SIZED[constraint](refused)))


def schema_problems(value: Any) -> list[str]:
    """Return what Slack's schema has against a surface."""
    kinds = {"modal": "ModalView", "home": "HomeView"}
    definition = "Blocks" if isinstance(value, list) else kinds[value["type"]]
    return reference.schema_problems(value, file=SCHEMA, definition=definition)


def singly(surface: Any) -> list[Any]:
    """Return a surface of its own for each block."""
    if isinstance(surface, list):
        return [[block] for block in surface]
    return [{**surface, "blocks": [block]} for block in surface["blocks"]]


def spoil(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the surface spoiled in one place at a time, with the place and the way."""
    for path, part in list(walk(value)):
        if path == ("type",):
            continue
        name = "/".join(str(step) for step in path)
        if isinstance(part, dict):
            yield f"{name}: more", put(value, path, {**part, "surplus": 1})
        for wrong in WRONG:
            if path and type(wrong) is not type(part):
                yield f"{name}: {wrong!r}", put(value, path, wrong)
        if path and isinstance(path[-1], str):
            yield f"{name}: less", drop(value, path)


def walk(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every part with the way to it."""
    yield path, value
    for key, part in value.items() if isinstance(value, dict) else ():
        yield from walk(part, (*path, key))
    for number, part in enumerate(value) if isinstance(value, list) else ():
        yield from walk(part, (*path, number))


def put(value: Any, path: tuple[Any, ...], part: Any) -> Any:
    """Return a copy with something else in one place."""
    if not path:
        return part
    changed = copy.deepcopy(value)
    reduce(lambda held, step: held[step], path[:-1], changed)[path[-1]] = part
    return changed


def drop(value: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy without one key."""
    changed = copy.deepcopy(value)
    del reduce(lambda held, step: held[step], path[:-1], changed)[path[-1]]
    return changed


def block(fixture: Json) -> list[Problem]:
    """Check a block where it may stand."""
    return check(modal(fixture)) if fixture["type"] == "alert" else check([fixture])


def element(fixture: Json) -> list[Problem]:
    """Check an element in a block that may hold it."""
    if fixture["type"] == "url":
        about = {"task_id": "1", "title": "Task", "status": "pending"}
        return check([{"type": "task_card", **about, "sources": [fixture]}])
    if fixture["type"] == "image":
        return check([{"type": "context", "elements": [fixture]}])
    if fixture["type"] in {"button", "overflow", "workflow_button"}:
        return check([actions(fixture)])
    return check(modal(ask(fixture)))


def composed(fixture: Json) -> list[Problem]:
    """Check a composition object in an element that may hold it, known by a telling key."""
    for telling, surface in HOLDERS.items():
        if telling in fixture:
            return check(surface(fixture))
    raise AssertionError(fixture)


def started(workflow: Json) -> list[Json]:
    """Make a button that starts a workflow."""
    return [actions({**button(), "type": "workflow_button", "workflow": workflow})]


def rich(fixture: Json) -> list[Problem]:
    """Check a piece of rich text in a block."""
    block = words()
    if fixture["type"].startswith("rich_text_"):
        block["elements"] = [fixture]
    else:
        block["elements"][0]["elements"] = [fixture]
    return check([block])


def message(fixture: Json) -> list[Problem]:
    """Check a message: its blocks and its attachments."""
    return check(fixture.get("blocks", [])) + check_attachments(fixture.get("attachments", []))


HOLDERS: Mapping[str, Callable[[Json], Any]] = {
    "confirm": lambda fixture: [actions(button(confirm=fixture))],
    "include": lambda fixture: [actions({"type": "conversations_select", "filter": fixture})],
    "trigger_actions_on": lambda fixture: modal(ask(text_input(dispatch_action_config=fixture))),
    "label": lambda fixture: [actions(select(option_groups=[fixture]))],
    "type": lambda fixture: [{"type": "section", "text": fixture}],
    "trigger": started,
    "url": lambda fixture: started({"trigger": fixture}),
    "name": lambda fixture: started(
        {"trigger": {"url": "https://a.io/", "customizable_input_parameters": [fixture]}}
    ),
    "value": lambda fixture: [actions(select(options=[fixture]))],
}
AS_SURFACE: Mapping[str, Callable[[Json], list[Problem]]] = {
    "attachments": lambda fixture: check_attachments([fixture]),
    "blocks": block,
    "elements": element,
    "messages": message,
    "objects": composed,
    "rich_text": rich,
    "views": check,
}
