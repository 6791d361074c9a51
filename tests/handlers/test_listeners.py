"""The shape of all listeners, and that none of them does anything nobody was asked about."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import handlers
from bot.domain.permissions import RULES, Verb
from bot.simulator.stage import Stage

ROOT = Path(__file__).parents[2]
GIVEN = {"ack", "body", "command", "context", "event", "options", "shortcut"}
OURS = {"turn", "services", "drafts"}
LONGEST = 20
DRIVERS_OWN = {"installations.py", "delivery.py", "planning.py", "composing.py", "catalogue.py"}
"""Services without an actor: the drivers ask them, never a person."""


def test_listeners_ask_for_things_that_exist(stage: Stage) -> None:
    """A misspelt argument would be None, and nobody would be told (architecture 7.3)."""
    unknown = {
        (listener.__name__, name)
        for listener in listeners(stage)
        for name in inspect.signature(listener).parameters
        if name not in GIVEN | OURS
    }

    assert unknown == set()


def test_listeners_translate_and_do_not_decide(stage: Stage) -> None:
    """Ack, read, one service call, one answer: twenty lines at most."""
    long = {
        listener.__name__: len(inspect.getsource(listener).splitlines())
        for listener in listeners(stage)
        if len(inspect.getsource(listener).splitlines()) > LONGEST
    }

    assert long == {}


def test_every_interactive_listener_acknowledges(stage: Stage) -> None:
    """Whoever presses, types or sends is answered within three seconds."""
    silent = {
        listener.__name__
        for listener in listeners(stage)
        if "turn" in inspect.signature(listener).parameters
        and "event" not in inspect.signature(listener).parameters
        and "ack(" not in inspect.getsource(listener)
    }

    assert silent == set()


def test_every_listener_goes_through_a_service(stage: Stage) -> None:
    """Nothing happens in Slack that no policy was asked about."""
    graph = calls_between_handlers()

    astray = {
        listener.__name__
        for listener in listeners(stage)
        if not reaches_a_service(listener.__name__, graph)
    }

    assert astray - {"answer_command", "press_command"} == set()


def test_every_verb_of_a_command_goes_through_a_service() -> None:
    """Commands and the buttons that stand for them run these."""
    graph = calls_between_handlers()

    astray = {
        verb.word for verb in handlers.verbs() if not reaches_a_service(name_of(verb.run), graph)
    }

    assert astray == set()


def test_help_names_a_rule_for_every_verb() -> None:
    """What help offers is what the policy knows."""
    assert {verb.needs for verb in handlers.verbs()} <= set(RULES)


def test_every_permission_has_a_rule() -> None:
    """What no rule allows is denied; none is forgotten by accident."""
    assert set(RULES) == set(Verb)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem)
        for path in sorted((ROOT / "bot" / "services").glob("*.py"))
        if path.name not in DRIVERS_OWN
    ],
)
def test_every_verb_of_a_service_asks_the_policy(path: Path) -> None:
    """Each public method that is given an actor demands, itself or through its own methods."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    unasked = [
        f"{service.name}.{verb.name}"
        for service in tree.body
        if isinstance(service, ast.ClassDef)
        for verb in methods(service).values()
        if not verb.name.startswith("_")
        and any(one.arg == "actor" for one in verb.args.args)
        and not asks(verb, methods(service), seen=set())
    ]

    assert unasked == []


def test_what_is_drawn_calls_no_service() -> None:
    """Blocks are drawn from records; of the services they know the records only."""
    imported = {
        f"{path.name}: {alias.name}"
        for path in (ROOT / "handlers" / "blocks").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.services")
        for alias in node.names
        if is_service(node.module or "", alias.name)
    }

    assert imported == set()


def listeners(stage: Stage) -> list[Callable[..., object]]:
    """Return every function that Bolt calls for something that happened."""
    found = [one.ack_function for one in stage.bot.bolt._listeners]  # noqa: SLF001 - Bolt has no public list
    return list(dict.fromkeys(found))


def name_of(run: Callable[..., object]) -> str:
    """Return the name of the function that a verb runs, inside what finds the network."""
    inner = inspect.getclosurevars(run).nonlocals.get("run")
    return str((inner or run).__name__)


def calls_between_handlers() -> Mapping[str, set[str]]:
    """Return, for every function of the handlers, the names it mentions."""
    graph: dict[str, set[str]] = {}
    for path in (ROOT / "handlers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                graph.setdefault(node.name, set()).update(mentioned(node))
    return graph


def mentioned(node: ast.AST) -> Iterator[str]:
    """Yield every name and attribute in a piece of code."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield one.id
        elif isinstance(one, ast.Attribute):
            yield one.attr


def reaches_a_service(name: str, graph: Mapping[str, set[str]]) -> bool:
    """Whether a function asks a service, itself or through functions of the handlers."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in seen or here not in graph:
            continue
        seen.add(here)
        if "services" in graph[here]:
            return True
        waiting.extend(graph[here])
    return False


def methods(service: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    """Return the methods of a class by name."""
    return {one.name: one for one in service.body if isinstance(one, ast.FunctionDef)}


def asks(verb: ast.FunctionDef, known: Mapping[str, ast.FunctionDef], *, seen: set[str]) -> bool:
    """Whether a method demands or asks ``may``, itself or through a method of its class."""
    seen.add(verb.name)
    names = set(mentioned(verb))
    if names & {"demand", "may", "may_read"}:
        return True
    own = (known[name] for name in names - seen if name in known)
    return any(asks(one, known, seen=seen) for one in own)


def is_service(module: str, name: str) -> bool:
    """Whether a name of a module of services is one that has verbs for an actor."""
    path = ROOT / (module.replace(".", "/") + ".py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == name]
    if not found:
        return not re.match(r"[A-Z]", name)
    return any(
        argument.arg == "actor" for one in methods(found[0]).values() for argument in one.args.args
    )
