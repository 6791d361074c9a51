"""What people wrote, and every token, cannot be read in the files of the database."""

from dataclasses import replace
from pathlib import Path

from bot.domain.agendas import Part, part_of
from bot.domain.entries import NOTHING_SPECIAL, Draft
from bot.domain.gatherings import Invitation, Rsvp
from bot.domain.inquiry import StepRecord
from bot.domain.installations import Installation
from bot.domain.kinds import Kind
from bot.domain.phases import Tick
from bot.domain.programme import Scope
from bot.domain.visibility import Visibility
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.cast import KEY, NOW, TEAM, Cast, begin, reminder

WORDS = (
    "word-of-an-entry",
    "word-of-its-edit",
    "word-of-a-draft",
    "word-of-an-answer",
    "word-of-a-note",
    "word-of-a-place",
    "word-of-an-agenda",
    "word-of-a-proposal",
    "word-of-a-reason",
    "word-of-moving-on",
    "word-of-a-nudge",
    "xoxb-word",
    "xoxp-word",
)


def test_no_word_of_a_person_stands_in_the_file(tmp_path: Path) -> None:
    """Not in the database, not in its log, not in a backup; names and dates may."""
    store = Store.open(f"sqlite:///{tmp_path / 'rounds.db'}", keys=[KEY])
    store.upgrade()
    cast = begin(store)

    with store.write() as tx:
        write_entries(tx, cast)
        write_around_gatherings(tx, cast)
        write_elsewhere(tx, cast)
    store.backup(tmp_path / "copy.db")
    files = [path.read_bytes() for path in tmp_path.iterdir()]
    store.dispose()

    assert len(files) >= 3
    assert [word for word in WORDS for raw in files if word.encode() in raw] == []
    assert any("Tomás".encode() in raw for raw in files)


def write_entries(tx: Transaction, cast: Cast) -> None:
    """Write an entry, edit it, begin a draft."""
    entry = tx.entries.add(
        network_id=cast.network.id,
        author_id=cast.tomas.id,
        form_id="reflection",
        about=NOTHING_SPECIAL,
        visibility=Visibility.ONLY_ME,
        answers={"learnt": "word-of-an-entry"},
        created_at=NOW,
        token="a",
    )
    assert entry
    tx.entries.edit(replace(entry, answers={"learnt": "word-of-its-edit"}, version=2))
    draft = Draft(
        network_id=cast.network.id,
        author_id=cast.tomas.id,
        form_id="reflection",
        about=NOTHING_SPECIAL,
        answers={"learnt": ("word-of-a-draft",)},
        saved_at=NOW,
    )
    tx.drafts.save(draft)


def write_around_gatherings(tx: Transaction, cast: Cast) -> None:
    """Plan a gathering with a link, a note and an agenda, and say no to it."""
    gathering = tx.gatherings.add(
        network_id=cast.network.id,
        series_id="conference",
        number=1,
        title="Conference",
        starts_at=NOW,
        minutes=60,
        zone="UTC",
        place="word-of-a-place",
    )
    tx.gatherings.update(replace(gathering, note="word-of-a-note"))
    answer = Invitation(
        gathering_id=gathering.id,
        person_id=cast.tomas.id,
        rsvp=Rsvp.NO,
        reason="word-of-an-answer",
    )
    tx.gatherings.answer(answer)
    part = Part(kind="learn", minutes=60, what="word-of-an-agenda")
    block = part_of(part, block_id="a")
    tx.agendas.keep_draft(gathering.id, (block,), by_id=cast.tomas.id, at=NOW)
    tx.agendas.propose(
        network_id=cast.network.id,
        gathering_id=gathering.id,
        block=part_of(replace(part, what="word-of-a-proposal"), block_id="b"),
        proposed_by=cast.tomas.id,
        proposed_at=NOW,
    )


def write_elsewhere(tx: Transaction, cast: Cast) -> None:
    """Waive a criterion, move on, nudge, install the app."""
    tick = Tick(
        network_id=cast.network.id,
        phase_id="connect",
        criterion_id="trust",
        waived=True,
        reason="word-of-a-reason",
        by_id=cast.maria.id,
        at=NOW,
    )
    tx.phases.tick(tick)
    cycle = tx.cycles.add(
        network_id=cast.network.id,
        phase_id="lead",
        scope=Scope.COMMON,
        owner_id=None,
        host_id=None,
        step_id="problem",
        on=NOW.date(),
        at=NOW,
    )
    record = StepRecord(cycle_id=cycle.id, step_id="problem", reason="word-of-moving-on")
    tx.cycles.save_record(record)
    tx.outbox.plan([replace(reminder(1), kind=Kind.NUDGE, text="word-of-a-nudge")], at=NOW)
    installation = Installation(
        team_id=TEAM, bot_token="xoxb-word", installed_at=NOW, raw={"user_token": "xoxp-word"}
    )
    tx.installations.save(installation)
