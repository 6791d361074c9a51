"""Exports: a network's answers as files, as much as the person who asks may read."""

import csv
import io
import json
from datetime import timedelta

import pytest

from bot.domain.exports import ExportKind
from bot.domain.gatherings import Rsvp
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from bot.services.exports import Export
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER, Character
from tests.services.office import JAMES, LEILANI, MARIA, SAMUEL, Office, reflection


def rows_of(export: Export) -> list[dict[str, str]]:
    """Return the rows of a CSV by column."""
    text = export.content.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def reflect(office: Office, network: Network, who: Character, *, visibility: Visibility) -> None:
    """Let somebody reflect, with their own name as the words."""
    office.services.entries.submit(
        office.actor(who),
        reflection(network),
        answers={"stays_with_you": f"={who.name} listened"},
        visibility=visibility,
        token="once",
    )


@pytest.fixture
def written(office: Office, network: Network) -> Network:
    """Lend a network in which four people reflected, each for other readers."""
    readers = zip((MARIA, JAMES, LEILANI, SAMUEL), Visibility, strict=True)
    for who, visibility in readers:
        reflect(office, network, who, visibility=visibility)
    return network


@pytest.mark.parametrize(
    ("who", "readable"),
    [(FACILITATOR, [JAMES.name, SAMUEL.name]), (LEAD, [SAMUEL.name])],
)
def test_an_export_holds_what_the_person_may_read(
    office: Office, written: Network, who: Character, readable: list[str]
) -> None:
    """And says how much is withheld; the taking is written down."""
    found = office.services.exports.export(
        office.actor(who), written.id, kind=ExportKind.REFLECTIONS
    )

    assert [row["name"] for row in rows_of(found)] == readable
    assert (found.rows, found.withheld) == (len(readable), 4 - len(readable))
    assert "export" in office.audited(written)


def test_a_row_says_who_wrote_what_when_and_for_whom(office: Office, written: Network) -> None:
    """With the date on the member's own calendar, and cells that no spreadsheet calculates."""
    found = office.services.exports.export(
        office.actor(LEAD), written.id, kind=ExportKind.REFLECTIONS
    )

    (row,) = rows_of(found)
    assert found.name == "harbor-principals-reflections-2026-09-01.csv"
    assert row == {
        "id": row["id"],
        "network": "harbor-principals",
        "school": SAMUEL.school,
        "member": office.id_of(SAMUEL),
        "name": SAMUEL.name,
        "role": "principal",
        "form": "reflection",
        "question": "What stays with you?",
        "answer": f"'={SAMUEL.name} listened",
        "visibility": "network",
        "about": "open",
        "created_at": "2026-09-01T19:00:00+00:00",
        "local_date": "2026-09-01",
        "edited_at": "",
        "days_after": "",
        "together_with": "",
        "given_on": "",
        "entered_by": "",
        "standing": "official",
    }


def test_json_has_the_words_as_they_were_written(office: Office, written: Network) -> None:
    """For programs."""
    found = office.services.exports.export(
        office.actor(LEAD), written.id, kind=ExportKind.REFLECTIONS, as_type="json"
    )

    (row,) = json.loads(found.content)
    assert row["answer"] == f"={SAMUEL.name} listened"


def test_who_left_is_still_in_the_export(office: Office, written: Network) -> None:
    """What they wrote for the network stays the network's."""
    office.services.networks.channel_left(office.team, written.channel_id, office.id_of(SAMUEL))

    found = office.services.exports.export(
        office.actor(LEAD), written.id, kind=ExportKind.REFLECTIONS
    )

    assert [row["name"] for row in rows_of(found)] == [SAMUEL.name]


def test_attendance_is_an_export_of_its_own(office: Office, network: Network) -> None:
    """Answers and presence, without the reasons that people gave."""
    gatherings = office.services.gatherings
    view = gatherings.next(office.actor(MARIA), network.id)
    assert view is not None
    gatherings.answer(
        office.actor(JAMES), view.gathering.id, rsvp=Rsvp.NO, reason="Xyzzy: at the dentist"
    )
    office.clock.step_to(view.gathering.starts_at)
    gatherings.arrive(office.actor(MARIA), view.gathering.id)

    found = office.services.exports.export(
        office.actor(FACILITATOR), network.id, kind=ExportKind.ATTENDANCE
    )

    said = [(row["name"], row["question"], row["answer"]) for row in rows_of(found)]
    assert sorted(said) == [(JAMES.name, "rsvp", "no"), (MARIA.name, "presence", "present")]
    assert "Xyzzy" not in found.content


def test_check_ins_and_steps_have_files_of_their_own(office: Office, network: Network) -> None:
    """Each kind of entry is in exactly one of them."""
    view = office.services.checkins.current(office.actor(MARIA), network.id)
    assert view is not None
    office.services.entries.submit(
        office.actor(MARIA),
        view.ref,
        answers={"week": "4", "need": "idea"},
        visibility=Visibility.FACILITATOR,
        token="once",
    )
    office.clock.step(timedelta(minutes=1))

    exports, daniel = office.services.exports, office.actor(FACILITATOR)
    counts = {kind: exports.export(daniel, network.id, kind=kind).rows for kind in ExportKind}
    checkins = rows_of(exports.export(daniel, network.id, kind=ExportKind.CHECKINS))

    assert counts[ExportKind.CHECKINS] == 2
    assert sum(counts.values()) == 2
    assert [row["answer"] for row in checkins] == ["4", "An idea or some material"]


def test_fellows_and_strangers_export_nothing(office: Office, network: Network) -> None:
    """Not even what they may read."""
    for who in (MARIA, STRANGER):
        for kind in ExportKind:
            with pytest.raises(NotAllowed):
                office.services.exports.export(office.actor(who), network.id, kind=kind)
