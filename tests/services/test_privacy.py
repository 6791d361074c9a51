"""A text marked "only me" appears nowhere but before its author."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.logs import is_fit_to_print
from bot.domain.exports import ExportKind
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from bot.simulator.cast import FACILITATOR, LEAD
from tests.services.office import (
    JAMES,
    MARIA,
    TWELVE,
    Office,
    close_office,
    open_office,
    reflection,
)

SECRET = "Xyzzy: I am afraid of the audit."
STEP = "Plugh: I will speak to the board."


class Listener(logging.Handler):
    """Keep every line of the log, at whatever level."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.records.append(record)


@pytest.fixture(scope="module")
def log() -> Iterator[Listener]:
    """Listen to everything that is logged from here on."""
    root, listener = logging.getLogger(), Listener()
    before = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield listener
    root.setLevel(before)
    root.removeHandler(listener)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lend the folder in which the database lies."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def office(folder: Path, log: Listener) -> Iterator[Office]:  # noqa: ARG001 - it hears all of it
    """Lend one office to all tests: they only look."""
    opened = open_office(f"sqlite:///{folder / 'rounds.db'}")
    yield opened
    close_office(opened)


@pytest.fixture(scope="module")
def written(office: Office) -> Network:
    """Let Maria draft, send and edit a text for herself alone, and play three weeks on."""
    network = office.begin()
    office.jump_to(office.clock.now().replace(hour=19))
    entries, maria, form = office.services.entries, office.actor(MARIA), reflection(network)
    answers = {"stays_with_you": SECRET, "next_step": STEP}
    entries.save_draft(maria, form, answers=answers, visibility=Visibility.ONLY_ME, page=0)
    sent = entries.submit(maria, form, answers=answers, visibility=Visibility.ONLY_ME, token="once")
    assert sent is not None
    office.settle()
    entries.submit(
        maria,
        reflection(network, entry_id=sent.id),
        answers={"learned": SECRET},
        visibility=Visibility.ONLY_ME,
        token="twice",
    )
    entries.save_draft(maria, form, answers=answers, visibility=Visibility.ONLY_ME, page=0)
    office.jump(timedelta(days=21))
    return network


def test_only_its_author_is_shown_it(office: Office, written: Network) -> None:
    """In the receipt, and when the planned step comes back; in no channel, to nobody else."""
    mine = str([letter.blocks for letter in office.letters(MARIA)])
    others = [(FACILITATOR, *TWELVE[1:])]

    assert SECRET in mine
    assert STEP in mine
    for who in others[0]:
        seen = str([(one.text, one.blocks) for one in office.letters(who)])
        assert "Xyzzy" not in seen
        assert "Plugh" not in seen
    channel = str([(one.text, one.blocks) for one in office.board(written)])
    assert "Xyzzy" not in channel


@pytest.mark.usefixtures("written")
def test_no_fallback_text_of_a_notification_holds_it(office: Office) -> None:
    """A phone on a table shows the first line of a message to everybody around it."""
    texts = [letter.text for letter in office.letters(MARIA)]

    assert not [text for text in texts if "Xyzzy" in text]


def test_nobody_else_can_open_it(office: Office, written: Network) -> None:
    """Neither a colleague, nor the facilitator, nor the programme lead."""
    (view,) = office.services.entries.written(office.actor(MARIA), written.id)

    for who in (JAMES, FACILITATOR, LEAD):
        with pytest.raises(NotAllowed):
            office.services.entries.see(office.actor(who), view.entry.id)


@pytest.mark.usefixtures("written")
def test_no_view_of_the_network_holds_it(office: Office) -> None:
    """What the facilitator, the lead and a colleague see first."""
    for who in (JAMES, FACILITATOR, LEAD):
        home = repr(office.services.home.see(office.actor(who)))

        assert "Xyzzy" not in home
        assert "Plugh" not in home
    assert "Xyzzy" in repr(office.services.home.see(office.actor(MARIA)))


@pytest.mark.parametrize("who", [FACILITATOR, LEAD])
def test_no_export_holds_it(office: Office, written: Network, who: object) -> None:
    """The number that is withheld is said."""
    actor = office.actor(FACILITATOR if who is FACILITATOR else LEAD)

    files = [
        office.services.exports.export(actor, written.id, kind=kind, as_type=as_type)
        for kind in ExportKind
        for as_type in ("csv", "json")
    ]

    assert not [file.name for file in files if "Xyzzy" in file.content or "Plugh" in file.content]
    assert [file.withheld for file in files if "reflections" in file.name] == [1, 1]


@pytest.mark.usefixtures("written")
def test_no_log_holds_it(log: Listener) -> None:
    """At whatever level; what a library would say of requests and rows is not written."""
    ours = [one.getMessage() for one in log.records if is_fit_to_print(one)]

    assert log.records
    assert not [line for line in ours if "Xyzzy" in line or "Plugh" in line]


def test_no_byte_of_the_database_holds_it(office: Office, written: Network, folder: Path) -> None:
    """Answers, drafts and versions are encrypted at rest, in the journal too."""
    files = [path for path in folder.iterdir() if path.name.startswith("rounds.db")]

    found = b"".join(path.read_bytes() for path in files)

    assert office.store.is_sqlite
    assert written.key.encode() in found
    assert b"Xyzzy" not in found
    assert b"Plugh" not in found
