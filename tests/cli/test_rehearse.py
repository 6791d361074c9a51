"""Rehearsals from the command line: a few days of a network, and the page of the playground."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import Invalid
from bot.simulator.scenario import Scenario, read_scenario
from tests.live import ROOT, Machine, fetch, until

TRAPS = {
    "SLACK_BOT_TOKEN": "xoxb-real",
    "SLACK_APP_TOKEN": "xapp-real",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret",
    "SLACK_API_URL": "http://127.0.0.1:1/api/",
    "DATABASE_URL": "sqlite:////nowhere/rounds.db",
}
"""Settings of a real bot, none of which may count in a rehearsal."""


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Lend a machine on which a real bot is set up."""
    lent = Machine(folder=tmp_path, settings=TRAPS)
    yield lent
    lent.clear()


def test_a_few_days_are_played_and_told(machine: Machine) -> None:
    """A transcript with local times, and what came of it."""
    scenario = machine.folder / "short.yml"
    scenario.write_text("members: 4\ndays: 10\nstart: 2026-09-01\n", encoding="utf-8")

    done = machine.call("simulate", "--scenario", scenario.name)

    assert (done.returncode, done.stderr) == (0, "")
    assert "September 2026" in done.stdout
    assert re.search(r"Tue 01 Sep 2026 08:00 EDT +Daniel Osei +sets up the network", done.stdout)
    assert "Every promise was kept" in done.stdout
    assert [path.name for path in machine.folder.iterdir()] == ["short.yml"]


def test_the_playground_serves_its_page_until_it_is_ended(machine: Machine) -> None:
    """With no other setting than PORT."""
    playing = machine.start("playground", PORT="0")
    until(
        lambda: "in a browser" in playing.log or playing.has_ended, what="an open page", patience=60
    )
    (address,) = re.findall(r"http://\S+/", playing.log)

    page = fetch(address)
    playing.process.send_signal(signal.SIGINT)
    code = playing.process.wait(20)

    assert page.status == 200
    assert "<!doctype html>" in page.body
    assert (code, "Traceback" in playing.log) == (0, False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--programme connect-lead-suceed", "Did you mean connect-lead-succeed?"),
        ("--members 900", "The cast has 18 members; 900 are too many."),
        ("--scenario missing.yml", "missing.yml: No such file or directory."),
    ],
)
def test_what_cannot_be_played_is_said(machine: Machine, arguments: str, sentence: str) -> None:
    """Before anything is started."""
    done = machine.call("simulate", *arguments.split())

    assert done.returncode == 1
    assert done.stderr.endswith(f"{sentence}\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("member: 3", "member"),
        ("days: 0", "days"),
        ("- a", "file"),
        ("a: [", "YAML"),
        ("zones: {Maria Alvarez: Mars}", "zones"),
        ("happenings: [{does: sings}]", "happenings.0"),
    ],
)
def test_a_scenario_with_a_mistake_names_the_key(tmp_path: Path, text: str, where: str) -> None:
    """Whoever wrote it can mend it."""
    file = tmp_path / "odd.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Invalid) as trouble:
        read_scenario(file)

    assert str(trouble.value).startswith(f"{file} is no scenario: {where}: ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("members: 900", "The cast has 18 members; 900 are too many."),
        ("zones: {Nobody Here: Asia/Tokyo}", "The cast of this scenario has no Nobody Here."),
        (
            "happenings: [{does: pauses, day: 2026-10-01, who: Maria, until: 2026-10-04}]",
            "The cast of this scenario has no Maria. It has: Daniel Osei, Maria Alvarez,",
        ),
    ],
)
def test_a_scenario_for_people_who_are_not_there_is_refused(
    tmp_path: Path, text: str, sentence: str
) -> None:
    """Before anything is played, with those whom there are."""
    file = tmp_path / "odd.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Invalid) as trouble:
        read_scenario(file).plan()

    assert str(trouble.value).startswith(sentence)


def test_an_empty_scenario_is_the_usual_year(tmp_path: Path) -> None:
    """Twelve members from the first of September."""
    file = tmp_path / "usual.yml"
    file.write_text("", encoding="utf-8")

    assert read_scenario(file) == Scenario()


def test_a_running_bot_carries_no_simulator_along() -> None:
    """The command line loads aiohttp and the local Slack only where they are played."""
    code = (
        "import sys, bot.cli; print([m for m in ('aiohttp', 'bot.simulator') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
