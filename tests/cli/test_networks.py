"""Networks and their exports: who sees what, in files that spreadsheets open."""

import csv
import io
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.entries import NOTHING_SPECIAL
from bot.domain.people import Person
from bot.domain.visibility import Visibility
from storage.store import Store
from tests.cli.terminal import Terminal
from tests.storage.cast import KEY, NOW, TEAM, Cast

FORMULA = "=HYPERLINK(A1)"


def write(cast: Cast, terminal: Terminal, *, by: Person, text: str, who: Visibility) -> None:
    """Let somebody write a reflection."""
    store = Store.open(terminal.settings["DATABASE_URL"], keys=[KEY], durable=False)
    with store.write() as tx:
        tx.entries.add(
            network_id=cast.network.id,
            author_id=by.id,
            form_id="reflection",
            about=NOTHING_SPECIAL,
            visibility=who,
            answers={"learnt": text},
            created_at=NOW,
            token=text,
        )
    store.dispose()


@pytest.fixture
def written(cast: Cast, terminal: Terminal) -> Cast:
    """Lend the network with three reflections of Tomás, each for other readers, and a lead."""
    write(cast, terminal, by=cast.tomas, text=FORMULA, who=Visibility.NETWORK)
    write(cast, terminal, by=cast.tomas, text="For Maria", who=Visibility.FACILITATOR)
    write(cast, terminal, by=cast.tomas, text="For nobody", who=Visibility.ONLY_ME)
    store = Store.open(terminal.settings["DATABASE_URL"], keys=[KEY], durable=False)
    with store.write() as tx:
        ruth = tx.people.add(team_id=TEAM, slack_id="U9", name="Ruth", email="ruth@lake.org")
        tx.people.update(replace(ruth, is_programme_lead=True))
    store.dispose()
    return cast


def rows(file: Path) -> list[dict[str, str]]:
    """Read an export as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.usefixtures("written")
def test_a_calendar_is_loaded_from_a_file(terminal: Terminal) -> None:
    """Issue 4: what cannot be taken is named; a second time nothing is new."""
    lines = "since,until,name\n2026-10-12,2026-10-16,Fall break\nsomeday,,Other\n"
    (terminal.folder / "days.csv").write_text(lines, encoding="utf-8")

    first = terminal.call("network", "calendar", "principals", "days.csv")
    again = terminal.call("network", "calendar", "principals", "days.csv", "--as", "ruth@lake.org")

    assert first.code == 0, first.err
    assert first.out.splitlines()[-1] == "New in the calendar: 1. There already: 0."
    assert "Not taken. Line 3: 'someday' is not a date." in first.out
    assert again.out.splitlines()[-1] == "New in the calendar: 0. There already: 1."


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    ("file", "who", "why"),
    [("nowhere.csv", "ruth@lake.org", "nowhere.csv"), ("days.csv", "U2", "not yours to do")],
)
def test_a_calendar_that_cannot_be_loaded_is_said_in_a_sentence(
    terminal: Terminal, file: str, who: str, why: str
) -> None:
    """A file that is not there, a member who may not."""
    (terminal.folder / "days.csv").write_text("since,name\n2026-10-12,Break\n", encoding="utf-8")

    done = terminal.call("network", "calendar", "principals", file, "--as", who)

    assert (done.code, done.out) == (1, "")
    assert why in done.err


@pytest.mark.usefixtures("written")
def test_an_export_is_a_file_that_spreadsheets_open(terminal: Terminal) -> None:
    """UTF-8 with a byte-order mark, a codebook, no live formulas; without --as the lead's view."""
    done = terminal.call("export", "reflections", "--network", "principals", "--out", "out")

    (file,) = terminal.folder.glob("out/principals-reflections-*.csv")
    codebook = terminal.folder / "out" / "codebook.csv"
    assert done.code == 0, done.err
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["answer"] for row in rows(file)] == [f"'{FORMULA}"]
    assert {row["column"] for row in rows(codebook)} == set(rows(file)[0])
    assert done.out.splitlines()[1:] == [
        "Rows: 1. As seen by Ruth.",
        "Withheld, because they may not read them: 2.",
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("written")
def test_an_export_shows_what_somebody_may_see(terminal: Terminal) -> None:
    """A facilitator reads what is meant for facilitators, not what is for its author only."""
    done = terminal.call(
        "export",
        "reflections",
        "--network",
        "principals",
        "--format",
        "json",
        "--as",
        "maria@lake.org",
    )

    (file,) = terminal.folder.glob("principals-reflections-*.json")
    answers = [row["answer"] for row in json.loads(file.read_text(encoding="utf-8"))]
    assert answers == [FORMULA, "For Maria"]
    assert done.out.splitlines()[2].endswith(": 1.")


@pytest.mark.usefixtures("written")
def test_a_fellow_exports_nothing(terminal: Terminal) -> None:
    """Not in their name either; a Slack id names somebody as well as an address does."""
    said = terminal.complaint("export", "reflections", "--network", "principals", "--as", "U2")

    assert said == "This is not yours to do or see. Whoever leads your network can help."


def test_an_export_is_noted(written: Cast, terminal: Terminal) -> None:
    """Somebody can answer later for who took what."""
    terminal.call("export", "attendance", "--network", "principals")

    store = Store.open(terminal.settings["DATABASE_URL"], keys=[KEY])
    with store.read() as tx:
        (note,) = tx.audit.of_network(written.network.id)
    store.dispose()

    assert (note.verb, note.what) == ("export", "attendance csv: 0 rows, 0 entries withheld")


@pytest.mark.usefixtures("cast")
def test_an_export_of_an_unknown_network_names_those_there_are(terminal: Terminal) -> None:
    """A slip in the key is mended at once."""
    said = terminal.complaint("export", "inquiry", "--network", "principal")

    assert said == "There is no network principal. There are: principals."


@pytest.mark.usefixtures("cast")
def test_an_export_without_a_lead_says_how_to_get_one(terminal: Terminal) -> None:
    """Nobody's view is nobody's file."""
    said = terminal.complaint("export", "inquiry", "--network", "principals")

    assert said.startswith("There is no programme lead yet. Appoint one: python -m bot appoint")


@pytest.mark.usefixtures("cast")
def test_networks_are_listed(terminal: Terminal) -> None:
    """The key is what export asks for."""
    done = terminal.call("network", "list")

    assert done.out == "principals: small-steps, since 2026-09-01, 2 members, running\n"
