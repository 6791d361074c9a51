"""The programme of a network: it stays as it began until a facilitator looks and moves it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.gatherings import GatheringState
from bot.domain.networks import Network
from bot.domain.programme import Programme
from bot.errors import Invalid, NotAllowed
from bot.services.catalogue import PROGRAMMES, Catalogue
from bot.services.programme_text import programme_text
from bot.simulator.cast import FACILITATOR
from tests.services.office import MARIA, Office


def test_a_programme_that_is_written_as_a_file_is_the_same(tmp_path: Path) -> None:
    """`programme export` gives what `programme check` takes, for every shipped one (issue 3)."""
    for path in sorted(PROGRAMMES.glob("*.yml")):
        programme = Catalogue().get(path.stem)

        (tmp_path / path.name).write_text(programme_text(programme), encoding="utf-8")

        again = Catalogue(folders=(tmp_path,)).get(path.stem)
        assert again == programme.model_copy(update={"builds_on": None})


def test_a_network_follows_what_it_began_with(office: Office, network: Network) -> None:
    """Nothing is newer, so there is nothing to decide (S23)."""
    view = office.services.programmes.see(office.actor(FACILITATOR), network.id)

    assert (view.newer, view.changes, view.can_move) == (None, (), False)


def test_a_newer_file_is_shown_and_followed_when_a_facilitator_says_so(
    office: Office, network: Network
) -> None:
    """Answers stay readable in the words they were given to; nobody loses their place."""
    programmes, daniel = office.services.programmes, office.actor(FACILITATOR)
    older = began_with(office, network, norms=())

    view = programmes.see(daniel, network.id)
    moved = programmes.move(daniel, network.id, seen=view.fingerprint)

    assert [one.where for one in view.changes] == [("norms",)]
    assert view.can_move
    assert (moved.newer, moved.network.programme.norms != older.norms) == (None, True)


def test_what_was_not_looked_at_is_not_followed(office: Office, network: Network) -> None:
    """A file that changed between look and click is looked at again."""
    began_with(office, network, norms=())

    with pytest.raises(Invalid, match="look again"):
        office.services.programmes.move(office.actor(FACILITATOR), network.id, seen="older")


def test_a_network_does_not_move_away_from_where_it_is(office: Office, network: Network) -> None:
    """The phase it is in must be there still."""
    programmes, daniel = office.services.programmes, office.actor(FACILITATOR)
    with office.store.write() as tx:
        tx.networks.update(replace(network, phase_id="gone"))
    began_with(office, network, norms=(), phase_id="gone")

    view = programmes.see(daniel, network.id)

    assert [one.where for one in view.lost] == [("phases", "gone")]
    with pytest.raises(Invalid, match="no place"):
        programmes.move(daniel, network.id, seen=view.fingerprint)


def test_a_meeting_with_dates_must_be_there_still(office: Office, network: Network) -> None:
    """A series that the newer file has not is in the way while its dates stand."""
    (conference,) = network.programme.series
    began_with(office, network, series=(conference.model_copy(update={"id": "morning"}),))
    with office.store.write() as tx:
        for one in tx.gatherings.of_network(network.id):
            tx.gatherings.update(replace(one, series_id="morning"))

    view = office.services.programmes.see(office.actor(FACILITATOR), network.id)

    assert [one.where for one in view.lost] == [("series", "morning")]


def test_a_new_series_gets_its_dates(office: Office, network: Network) -> None:
    """From tomorrow on; dates that stand are the facilitator's."""
    (conference,) = network.programme.series
    began_with(office, network, series=(conference.model_copy(update={"id": "morning"}),))
    with office.store.write() as tx:
        for one in tx.gatherings.of_network(network.id):
            tx.gatherings.update(replace(one, state=GatheringState.CANCELLED))
    view = office.services.programmes.see(office.actor(FACILITATOR), network.id)

    office.services.programmes.move(office.actor(FACILITATOR), network.id, seen=view.fingerprint)

    with office.store.read() as tx:
        dated = [one for one in tx.gatherings.of_network(network.id) if one.is_on]
    assert len(dated) == 20
    assert min(one.starts_at for one in dated) > office.clock.now()


def test_a_fellow_does_not_move_a_network(office: Office, network: Network) -> None:
    """Only who leads it, and the programme lead."""
    with pytest.raises(NotAllowed):
        office.services.programmes.see(office.actor(MARIA), network.id)


def began_with(
    office: Office, network: Network, *, phase_id: str | None = None, **changed: object
) -> Programme:
    """Let a network have begun with an older version of its programme."""
    older = network.programme.model_copy(update={**changed})
    with office.store.write() as tx:
        tx.networks.update(replace(network, programme=older, phase_id=phase_id or network.phase_id))
    return older
