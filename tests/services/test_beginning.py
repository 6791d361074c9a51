"""Beginning a network: by whom, and once in a channel."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from bot.domain.people import Actor
from bot.errors import Invalid, Refused
from bot.services.beginning import Beginning
from bot.simulator.cast import FACILITATOR, LEAD
from tests.services.office import (
    FIRST_DAY,
    MARIA,
    PROGRAMME,
    Office,
    close_office,
    open_office,
)

SMALL = Path(__file__).parent / "programmes" / "small.yml"
BREAKS = """
calendar:
  closures:
    - {since: 2026-09-16, name: Sports day}
    - {since: 2026-10-12, until: 2026-11-10, name: Harvest}
"""


@pytest.fixture
def plan(office: Office) -> Beginning:
    """Lend what a good network is to be, in a channel with Maria and the facilitator."""
    people = (office.id_of(FACILITATOR), office.id_of(MARIA))
    channel = office.slack.add_channel("lake-principals", members=people)
    return Beginning(
        programme_key=PROGRAMME,
        channel_id=channel.id,
        starts_on=FIRST_DAY,
        zone="America/New_York",
    )


def test_two_who_begin_in_one_channel_at_once_begin_one_network(
    office: Office, plan: Beginning
) -> None:
    """Both forms were fine when they were sent; the later one hears that it is taken."""
    networks = office.services.networks
    actors = [office.actor(FACILITATOR), office.actor(LEAD)]
    at_once = Barrier(len(actors))

    def begin(actor: Actor) -> str:
        at_once.wait()
        try:
            return networks.begin(actor, plan).key
        except Refused as refused:
            return str(refused)

    with ThreadPoolExecutor(len(actors)) as pool:
        said = sorted(pool.map(begin, actors))

    with office.store.read() as tx:
        begun = [one.key for one in tx.networks.of_team(office.team)]
    assert begun == ["lake-principals"]
    assert "lake-principals" in said


def test_a_facilitator_names_none_whom_no_lead_has_appointed(
    office: Office, plan: Beginning
) -> None:
    """Who leads is for the programme lead to say, who may name anybody."""
    networks = office.services.networks
    wanted = replace(plan, facilitators=(office.id_of(FACILITATOR), office.id_of(MARIA)))

    with pytest.raises(Invalid, match="Only a programme lead") as caught:
        networks.begin(office.actor(FACILITATOR), wanted)
    begun = networks.begin(office.actor(LEAD), wanted)

    assert caught.value.field == "facilitators"
    assert office.actor(MARIA).facilitates(begun.id)


def test_dates_that_fall_on_days_off_are_told_when_a_network_begins(tmp_path: Path) -> None:
    """One gives way by a week; one finds no other day, stays, and can be moved (issue 4)."""
    programme = SMALL.read_text(encoding="utf-8").replace("key: small", "key: with-breaks")
    (tmp_path / "with-breaks.yml").write_text(programme + BREAKS, encoding="utf-8")
    office = open_office(f"sqlite:///{tmp_path / 'rounds.db'}", programmes=tmp_path)
    network = office.begin(programme="with-breaks", members=())
    facilitator = office.actor(FACILITATOR)

    told = office.services.calendars.at_the_beginning(facilitator, network.id)
    clashes = office.services.calendars.see(facilitator, network.id).clashes

    assert [(one.title, one.moved_from, one.day, one.closed_by) for one in told] == [
        ("Conference 1", date(2026, 9, 16), date(2026, 9, 23), "Sports day"),
        ("Conference 2", None, date(2026, 10, 21), "Harvest"),
    ]
    assert [one.gathering.title for one in clashes] == ["Conference 2"]
    close_office(office)


def test_only_what_comes_more_than_once_is_numbered(office: Office) -> None:
    """One learning walk is "Learning walk"; five sessions are told apart by their number."""
    network = office.begin(programme="leading-equitable-schools", members=(MARIA,))

    with office.store.read() as tx:
        titles = [one.title for one in tx.gatherings.of_network(network.id)]
    assert "Learning walk" in titles
    assert {f"Learning session {number}" for number in range(1, 6)} <= set(titles)
