"""Documents that cannot rot: every command, setting, scope, metric and verb is written down."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers
from bot.cli.arguments import parser
from bot.settings import Settings
from handlers.commands import Verb
from handlers.manifest import read_manifest, scopes_of
from tests.live import ROOT

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
FACILITATORS = (ROOT / "docs" / "facilitators.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
WEB = (ROOT / "bot" / "web.py").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SETTINGS = tuple(name.upper() for name in Settings.model_fields)


def commands(within: argparse.ArgumentParser, *words: str) -> Iterator[tuple[str, ...]]:
    """Yield every command with its options, as ``("run", "--mode", "--role")``."""
    actions = within._actions  # noqa: SLF001 - argparse offers no other way to look
    groups = [one for one in actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001
    for group in groups:
        for name, deeper in group.choices.items():
            yield from commands(deeper, *words, name)
    if not groups:
        options = [one.option_strings[-1] for one in actions if one.option_strings]
        yield (" ".join(words), *(option for option in options if option != "--help"))


def rows(text: str) -> dict[str, str]:
    """Return the rows of the tables of a page: what stands first in code, and the whole row."""
    found = re.finditer(r"^\| `([^`]+)`.*$", text, re.MULTILINE)
    return {row[1].replace("\\|", "|"): row[0] for row in found}


@pytest.mark.parametrize("command", list(commands(parser())), ids=lambda one: one[0])
def test_every_command_is_documented_with_its_options(command: tuple[str, ...]) -> None:
    """In the table of operations.md."""
    name, *options = command

    (row,) = [row for row in rows(OPERATIONS) if row == name or row.startswith(f"{name} ")]

    assert [option for option in options if option not in row] == []


def test_no_command_is_documented_that_is_not_there() -> None:
    """A promise that is not kept is worse than none."""
    section = OPERATIONS.partition("## Commands")[2].partition("\n## ")[0]
    known = {name for name, *_ in commands(parser())}

    documented = {re.split(r" [\[A-Z-]", row)[0] for row in rows(section)}

    assert documented == known


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_documented(name: str) -> None:
    """In operations.md, and in the file to copy."""
    assert name in rows(OPERATIONS)
    assert re.search(rf"^{name}=", EXAMPLE, re.MULTILINE)


def test_no_setting_is_documented_that_is_not_read() -> None:
    """Whoever sets it would wait in vain."""
    section = OPERATIONS.partition("## Settings")[2].partition("\n## ")[0]

    assert set(rows(section)) == set(SETTINGS)
    assert set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == set(SETTINGS)


def test_the_documented_defaults_are_those_of_the_code() -> None:
    """Read by people who will not look into the code."""
    fields = Settings.model_fields
    defaults = {
        name: str(fields[name.lower()].default)
        for name in SETTINGS
        if fields[name.lower()].default is not None
    }

    assert [
        name for name, value in defaults.items() if f"`{value}`" not in rows(OPERATIONS)[name]
    ] == []


def test_every_scope_is_documented_with_what_needs_it() -> None:
    """Those of the manifest, no more, no fewer."""
    section = OPERATIONS.partition("### Scopes")[2].partition("\n## ")[0]

    assert set(rows(section)) == set(scopes_of(read_manifest()))


def test_every_metric_is_documented() -> None:
    """Both ways."""
    assert {row for row in rows(OPERATIONS) if row.startswith("rounds_")} == set(
        re.findall(r'"(rounds_\w+)"', WEB)
    )


@pytest.mark.parametrize(
    "verb", [one for one in handlers.verbs() if one.word], ids=lambda v: v.word
)
def test_every_verb_is_documented_for_those_who_type_it(verb: Verb) -> None:
    """With /rounds before it, or as a command of its own."""
    spelt = {f"`/rounds {verb.word}`", f"`/{verb.word}`"}

    assert any(one in FACILITATORS for one in spelt)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    """Pages, pictures and files of the repository."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)

    missing = {link for link in links if not (page.parent / link).exists()}

    assert missing == set()
