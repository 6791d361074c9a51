"""Beginning a network: by whom, and once in a channel."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from bot.domain.people import Actor
from bot.errors import Invalid, Refused
from bot.services.beginning import Beginning
from bot.simulator.cast import FACILITATOR, LEAD
from tests.services.office import FIRST_DAY, MARIA, PROGRAMME, Office


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
