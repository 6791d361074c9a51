"""Team answers: one person writes, all who took part are credited, and each may leave (S20)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.exports import ExportKind
from bot.domain.networks import Network
from bot.domain.teams import WHO_TOOK_PART
from bot.domain.visibility import Visibility
from bot.errors import InvalidMany, NotAllowed, NotFound
from bot.simulator.cast import FACILITATOR
from tests.services.office import Office
from tests.services.pulse import rows_of
from tests.services.teamwork import (
    ANA,
    BEN,
    CARO,
    DAN,
    network_of_five,
    plan_of,
    team_office,
    write_plan,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office whose programme has a form for teams."""
    with team_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of two schools."""
    return network_of_five(office)


def test_a_team_form_asks_who_of_the_school_took_part(office: Office, network: Network) -> None:
    """Colleagues of one's own school can be ticked, nobody else, not oneself (S20)."""
    form = office.services.entries.open(office.actor(ANA), plan_of(network)).form

    (asked,) = [one for one in form.fields if one.id == WHO_TOOK_PART]

    assert [str(one.label) for one in asked.options] == sorted([BEN.name, CARO.name])
    assert form.fields[-1] is asked


def test_everybody_who_took_part_is_credited_told_and_may_read(
    office: Office, network: Network
) -> None:
    """With one entry, which only its author edits; others read what its visibility says (S20)."""
    entries = office.services.entries
    entry = write_plan(office, network, ticked=(BEN, CARO))
    assert entry is not None
    office.settle()

    with office.store.read() as tx:
        wrote = tx.entries.authors(network.id, about=entry.about)
    seen = entries.see(office.actor(BEN), entry.id)

    assert wrote == {office.actor(one).id for one in (ANA, BEN, CARO)}
    assert (seen.author, seen.together) == (ANA.name, tuple(sorted([BEN.name, CARO.name])))
    assert (seen.is_mine, seen.is_credited) == (False, True)
    assert f"{ANA.name} named you" in office.inbox(CARO)[-1]
    with pytest.raises(NotAllowed):
        entries.open(office.actor(BEN), plan_of(network, entry_id=entry.id))
    with pytest.raises(NotAllowed):
        entries.see(office.actor(DAN), entry.id)


def test_somebody_takes_their_name_off(office: Office, network: Network) -> None:
    """The answer stays with its author, whose copy names them no more; a second time is none."""
    entry = write_plan(office, network, ticked=(BEN, CARO))
    assert entry is not None
    office.settle()
    before = str(office.letters(ANA)[-1].blocks)

    without = office.services.taking_back.name(office.actor(BEN), entry.id)
    office.settle()

    assert without.people == {office.actor(CARO).id}
    assert BEN.name in before
    assert BEN.name not in str(office.letters(ANA)[-1].blocks)
    with pytest.raises(NotAllowed):
        office.services.taking_back.name(office.actor(BEN), entry.id)
    with pytest.raises(NotAllowed):
        office.services.entries.see(office.actor(BEN), entry.id)


def test_an_edit_shows_who_was_ticked_and_tells_only_who_is_new(
    office: Office, network: Network
) -> None:
    """Nobody hears of the same credit twice."""
    first = write_plan(office, network, ticked=(BEN,))
    assert first is not None
    office.settle()
    again = office.services.entries.open(office.actor(ANA), plan_of(network, entry_id=first.id))

    second = write_plan(office, network, ticked=(BEN, CARO), entry_id=first.id)
    office.settle()
    third = write_plan(office, network, ticked=(BEN, CARO), entry_id=first.id)

    assert again.answers[WHO_TOOK_PART] == (str(office.actor(BEN).id),)
    assert second is not None
    assert second.version == 2
    assert third is None
    told = [sum("named you" in text for text in office.inbox(one)) for one in (BEN, CARO)]
    assert told == [1, 1]


def test_nobody_of_another_school_can_be_ticked(office: Office, network: Network) -> None:
    """Whatever a modal sends."""
    with pytest.raises(InvalidMany) as caught:
        write_plan(office, network, ticked=(DAN,))

    assert [one.field for one in caught.value.problems] == [WHO_TOOK_PART]


def test_an_export_names_the_team(office: Office, network: Network) -> None:
    """Beside the member who wrote, by Slack id (S20)."""
    write_plan(office, network, ticked=(BEN,), visibility=Visibility.NETWORK)

    export = office.services.exports.export(
        office.actor(FACILITATOR), network.id, kind=ExportKind.REFLECTIONS
    )

    (row,) = rows_of(export)
    assert (row["member"], row["together_with"]) == (office.id_of(ANA), office.id_of(BEN))


def test_an_answer_that_is_taken_back_is_gone_everywhere(office: Office, network: Network) -> None:
    """Out of the channel, the copies and the exports; its author alone can do that."""
    entry = write_plan(office, network, ticked=(BEN,), visibility=Visibility.NETWORK)
    assert entry is not None
    office.settle()
    shown = [len(office.board(network)), len(office.letters(ANA)), len(office.letters(BEN))]

    with pytest.raises(NotAllowed):
        office.services.taking_back.entry(office.actor(BEN), entry.id)
    office.services.taking_back.entry(office.actor(ANA), entry.id)
    office.settle()

    left = [len(office.board(network)), len(office.letters(ANA)), len(office.letters(BEN))]
    export = office.services.exports.export(
        office.actor(FACILITATOR), network.id, kind=ExportKind.REFLECTIONS
    )
    assert left == [one - 1 for one in shown]
    assert rows_of(export) == []
    with pytest.raises(NotFound):
        office.services.taking_back.entry(office.actor(ANA), entry.id)


def test_whoever_is_erased_is_named_nowhere_as_a_writer(office: Office, network: Network) -> None:
    """What a team shares with the network stays, without their name."""
    write_plan(office, network, ticked=(BEN, CARO), visibility=Visibility.NETWORK)
    office.settle()
    before = str(office.board(network)[-1].blocks)

    office.services.people.erase(office.team, office.id_of(BEN))
    office.settle()

    after = str(office.board(network)[-1].blocks)
    assert BEN.name in before
    assert BEN.name not in after
    assert CARO.name in after


def test_what_somebody_erased_wrote_is_in_no_colleagues_messages(
    office: Office, network: Network
) -> None:
    """The copies go as they do when its author takes it back."""
    write_plan(office, network, ticked=(BEN,))
    office.settle()
    told = [line for line in office.inbox(BEN) if "named you" in line]

    office.services.people.erase(office.team, office.id_of(ANA))
    office.settle()

    assert len(told) == 1
    assert [line for line in office.inbox(BEN) if "named you" in line] == []
