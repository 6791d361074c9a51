"""Programme files, from the command line."""

import json
import os
import pty
import sys

import pytest

from bot.cli.colours import Colour, painted
from bot.services.catalogue import PROGRAMMES, Catalogue
from tests.cli.terminal import Terminal
from tests.storage.cast import Cast


def test_programmes_that_come_with_the_bot_can_be_used(terminal: Terminal) -> None:
    """One line for each."""
    done = terminal.call("programme", "list")

    keys = [line.partition(":")[0] for line in done.out.splitlines()]
    assert keys == sorted(path.stem for path in PROGRAMMES.glob("*.yml"))


def test_a_programme_with_mistakes_is_read_line_by_line(terminal: Terminal) -> None:
    """Each mistake has its line; the sentence at the end says how many."""
    text = (PROGRAMMES / "connect-lead-succeed.yml").read_text(encoding="utf-8")
    file = terminal.folder / "connect-lead-succeed.yml"
    file.write_text(text.replace("weeks: 95", "weeks: many"), encoding="utf-8")
    line = text[: text.index("weeks: 95")].count("\n") + 1

    done = terminal.call("programme", "check", file.name)

    assert done.code == 1
    assert f"connect-lead-succeed.yml, line {line}: " in done.out
    assert done.err.startswith("connect-lead-succeed.yml cannot be used yet")


def test_a_good_programme_is_praised(terminal: Terminal) -> None:
    """Nothing to mend."""
    done = terminal.call("programme", "check", str(PROGRAMMES / "connect-lead-succeed.yml"))

    assert (done.code, done.err) == (0, "")


def test_a_warning_keeps_nobody_from_beginning(terminal: Terminal) -> None:
    """It is printed as such, and the file can be used all the same (S70, issue 3)."""
    text = (PROGRAMMES / "connect-lead-succeed.yml").read_text(encoding="utf-8")
    file = terminal.folder / "connect-lead-succeed.yml"
    file.write_text(text.replace("type: learn,", "type: model,"), encoding="utf-8")

    done = terminal.call("programme", "check", file.name)

    assert (done.code, done.err) == (0, "")
    first, last = done.out.splitlines()
    assert "worth a look: no learn at this conference; better some of each: learn" in first
    assert last == "connect-lead-succeed.yml can be used. Worth a look: 1."


def test_a_folder_is_checked_with_its_shared_parts(terminal: Terminal) -> None:
    """Programmes, forms, protocols, rubrics; one sentence at the end says how it stands."""
    (terminal.folder / "ours" / "forms").mkdir(parents=True)
    (terminal.folder / "ours" / "first.yml").write_text("key: first\nbuilds_on: first\n", "utf-8")
    text = (PROGRAMMES / "forms" / "trust_pulse.yml").read_text(encoding="utf-8")
    form = terminal.folder / "ours" / "forms" / "trust_pulse.yml"
    form.write_text(text.replace("kind: scale", "kind: scael", 1), encoding="utf-8")
    good = str(PROGRAMMES / "rubrics" / "school_assessment.yml")

    done = terminal.call("programme", "check", "ours", good)

    assert done.code == 1
    assert 'first.yml, line 2: found "first", which is this programme itself' in done.out
    assert 'trust_pulse.yml, line 9: found "scael"' in done.out
    assert f"{good} can be used." in done.out
    assert done.err == ("2 of 3 files cannot be used yet: mend what is named above, 2 in all.\n")


def test_a_folder_without_programmes_is_said_to_be_one(terminal: Terminal) -> None:
    """Not a success: somebody has named another folder than they meant."""
    (terminal.folder / "empty").mkdir()

    told = terminal.complaint("programme", "check", "empty")

    assert told == "There is no file in empty that ends in .yml or .yaml."


def test_somebody_at_a_terminal_sees_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe or a file gets plain words, and so does whoever asks for no colours."""
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w", encoding="utf-8") as screen, monkeypatch.context() as here:
        here.setattr(sys, "stdout", screen)
        here.setenv("TERM", "xterm")
        here.delenv("NO_COLOR", raising=False)
        coloured = painted("fine", Colour.GREEN)
        here.setenv("NO_COLOR", "1")
        plain = painted("fine", Colour.GREEN)
    os.close(leader)

    assert (coloured, plain) == ("\033[32mfine\033[0m", "fine")
    assert painted("fine", Colour.GREEN) == "fine"


def test_editors_get_a_schema(terminal: Terminal) -> None:
    """It is JSON Schema and knows the top keys."""
    schema = json.loads(terminal.call("programme", "schema").out)

    assert {"key", "phases", "forms"} <= set(schema["properties"])


def test_a_network_takes_its_programme_along_as_a_file(cast: Cast, terminal: Terminal) -> None:
    """What it began with, in the words of today's format; the check takes it (issue 3)."""
    key = cast.network.programme.key

    done = terminal.call("programme", "export", "--network", "principals", "--out", f"{key}.yml")
    checked = terminal.call("programme", "check", f"{key}.yml")

    assert (done.code, checked.code) == (0, 0), checked.out
    written = Catalogue(folders=(terminal.folder,)).get(key)
    assert written == cast.network.programme


def test_what_a_newer_file_would_change_is_told_line_by_line(
    cast: Cast, terminal: Terminal
) -> None:
    """New, gone and changed, with the place in the file."""
    key = cast.network.programme.key
    terminal.call("programme", "export", "--network", "principals", "--out", f"{key}.yml")
    file = terminal.folder / f"{key}.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"weeks: {cast.network.programme.weeks}", "weeks: 99"), "utf-8")

    done = terminal.call("programme", "diff", "--network", "principals", file.name)

    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        f"changed  weeks: {cast.network.programme.weeks} -> 99",
        "principals goes on as it is until a facilitator moves it with /rounds programme.",
    ]


def test_what_keeps_people_from_moving_is_told_by_diff(cast: Cast, terminal: Terminal) -> None:
    """The phase they are in is gone: better known before anybody tries (issue 3)."""
    terminal.call("programme", "export", "--network", "principals", "--out", "ours.yml")
    file = terminal.folder / "ours.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"id: {cast.network.phase_id},", "id: begin,"), encoding="utf-8")

    done = terminal.call("programme", "diff", "--network", "principals", "ours.yml")

    assert done.code == 0, done.err
    assert (
        f"waits    phases, {cast.network.phase_id}: people are at it now, and it is gone; "
        "nobody can move yet"
    ) in done.out


def test_a_file_with_mistakes_is_compared_with_nothing(cast: Cast, terminal: Terminal) -> None:
    """First what must be mended, line by line; the network goes on as it is (issue 3)."""
    (terminal.folder / "ours.yml").write_text("key: ours\nbuilds_on: ours\n", encoding="utf-8")

    done = terminal.call("programme", "diff", "--network", cast.network.key, "ours.yml")

    assert done.code == 1
    assert 'ours.yml, line 2: found "ours", which is this programme itself' in done.out
    assert done.err.startswith("ours.yml cannot be used yet: mend what is named above, 1 in all.")


def test_an_exported_programme_is_called_like_its_file(cast: Cast, terminal: Terminal) -> None:
    """So that the check takes it; a file that is there already stays as it is (issue 3)."""
    done = terminal.call("programme", "export", "--network", "principals", "--out", "ours.yml")
    again = terminal.complaint(
        "programme", "export", "--network", "principals", "--out", "ours.yml"
    )
    odd = terminal.complaint(
        "programme", "export", "--network", "principals", "--out", "Our Own.yml"
    )

    assert (
        f"A file that principals can follow is called {cast.network.programme.key}.yml." in done.out
    )
    assert terminal.call("programme", "check", "ours.yml").code == 0
    assert again.startswith("ours.yml is there already.")
    assert odd.startswith("Our Own.yml cannot be a programme")
