"""Home: today's task and one's own for a fellow, the state of the network for who leads."""

from datetime import timedelta

import pytest

from bot.domain.networks import Network
from bot.domain.offers import Ask, Part, has
from bot.domain.permissions import Verb
from bot.domain.phases import Ruling
from bot.domain.visibility import Visibility
from bot.services.home import Task
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import JAMES, MARIA, REFLECTION, TWELVE, Office, reflection


def test_a_fellow_sees_their_task_and_their_own_words(office: Office, network: Network) -> None:
    """The next date, the check-in, drafts and what they wrote; no state of others."""
    entries, maria, form = office.services.entries, office.actor(MARIA), reflection(network)
    entries.submit(maria, form, answers=REFLECTION, visibility=Visibility.ONLY_ME, token="once")
    entries.save_draft(maria, form, answers={"learned": "I"}, visibility=None, page=0)

    view = office.services.home.see(maria)

    (mine,) = view.networks
    assert mine.gathering is not None
    assert mine.gathering.gathering.title == "Monthly conference 1"
    assert (mine.state, mine.checkin_open, mine.is_facilitator) == (None, False, False)
    assert [one.entry.answers["stays_with_you"] for one in view.latest] == list(REFLECTION.values())
    assert len(view.drafts) == 1
    assert (view.can_start, view.can_appoint, view.paused) == (False, False, False)


def test_a_facilitator_sees_how_the_network_stands(office: Office, network: Network) -> None:
    """Who has not answered the step, and what the roster lacks; no texts."""
    office.services.phases.advance(office.actor(FACILITATOR), network.id, reason="On.")
    step = office.services.inquiry.open(office.actor(MARIA), network.id)
    assert step is not None
    office.services.networks.channel_left(office.team, network.channel_id, office.id_of(JAMES))

    (seen,) = office.services.home.see(office.actor(FACILITATOR)).networks

    assert seen.state is not None
    assert (seen.state.members, len(seen.state.not_answered), len(seen.state.gaps)) == (11, 11, 1)
    assert seen.checkin is None


def test_a_facilitator_hears_once_all_that_was_asked_for_holds(
    office: Office, network: Network
) -> None:
    """S23: it stands in Home until they say so; nobody else is told, and nothing moves."""
    phases, daniel = office.services.phases, office.actor(FACILITATOR)
    before = office.services.home.see(daniel).networks[0].tasks
    for one in phases.see(daniel, network.id).open:
        phases.rule(daniel, network.id, one.key, ruling=Ruling.WAIVED, reason="We know why.")

    after = office.services.home.see(daniel).networks[0]

    assert Task.ENTER_PHASE not in before
    assert Task.ENTER_PHASE in after.tasks
    assert after.phase.phase.id == "connect"
    assert Task.ENTER_PHASE not in office.services.home.see(office.actor(MARIA)).networks[0].tasks


@pytest.mark.usefixtures("network")
def test_a_lead_sees_every_network_of_the_workspace(office: Office) -> None:
    """Without belonging to any."""
    office.begin("lake-principals", members=TWELVE[:2])

    view = office.services.home.see(office.actor(LEAD))

    assert [one.network.name for one in view.networks] == ["harbor-principals", "lake-principals"]
    assert (view.can_start, view.can_appoint) == (True, True)


@pytest.mark.usefixtures("network")
def test_a_stranger_sees_no_network(office: Office) -> None:
    """And nothing of anybody."""
    view = office.services.home.see(office.actor(STRANGER))

    assert (view.networks, view.drafts, view.latest) == ((), (), ())


def test_a_check_in_is_a_task_from_its_day_on(office: Office, network: Network) -> None:
    """Until it is answered."""
    office.jump(timedelta(days=6))
    before = office.services.home.see(office.actor(MARIA)).networks[0].checkin_open
    view = office.services.checkins.current(office.actor(MARIA), network.id)
    assert view is not None
    office.services.entries.submit(
        office.actor(MARIA),
        view.ref,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token="once",
    )

    after = office.services.home.see(office.actor(MARIA)).networks[0].checkin_open

    assert (before, after) == (True, False)


def test_a_check_in_that_comes_seldom_waits_four_weeks(office: Office) -> None:
    """The look at our norms of week 25 is no task of week 30; another check-in is."""
    network = office.begin(programme="leading-equitable-schools", members=TWELVE[:5])
    found = []
    for weeks in (25, 30):
        office.clock.step_to(network.created_at + timedelta(weeks=weeks))
        (mine,) = office.services.home.see(office.actor(MARIA)).networks
        found.append((mine.checkin.checkin.id if mine.checkin else "", mine.checkin_open))

    assert found == [("norms", True), ("checkin", True)]


def test_help_shows_what_is_ones_own(office: Office, network: Network) -> None:
    """A fellow reads of no verb that is not theirs."""
    asks = [Ask(verb=one) for one in (Verb.ANSWER_STEP, Verb.NUDGE, Verb.START_NETWORK)]
    home = office.services.home

    offered = [home.offered(office.actor(who), asks) for who in (MARIA, FACILITATOR, STRANGER)]

    assert network.id in {one.network_id for one in office.actor(MARIA).memberships}
    assert offered == [{asks[0]}, set(asks), set()]


def test_help_shows_what_the_programme_has(office: Office, network: Network) -> None:
    """Nobody reads of a toolkit that is not there, in any network or in this one."""
    asks = [Ask(verb=Verb.SEE_LIBRARY, part=one) for one in (Part.TOOLKIT, Part.PARTNERS)]
    home, maria = office.services.home, office.actor(MARIA)

    here = home.offered(maria, asks, network_id=network.id)
    elsewhere = home.offered(maria, asks, network_id=network.id + 1)

    assert {one.part for one in here} == {one for one in Part if has(network.programme, one)} & {
        Part.TOOLKIT,
        Part.PARTNERS,
    }
    assert here != set(asks)
    assert elsewhere == set()
