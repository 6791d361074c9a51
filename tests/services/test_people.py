"""People: met, appointed, followed, and as they want to be written to."""

from datetime import time

import pytest

from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound, Unreachable
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import MARIA, REFLECTION, Office, email_of, reflection


def test_somebody_met_for_the_first_time_is_remembered(office: Office) -> None:
    """A stranger is an actor, too, without any network."""
    actor = office.actor(STRANGER)

    assert (actor.person.name, actor.person.slack_zone) == (STRANGER.name, STRANGER.zone)
    assert (actor.memberships, actor.is_programme_lead) == ((), False)
    assert office.actor(STRANGER).id == actor.id


def test_an_id_that_slack_does_not_know_is_nobody(office: Office) -> None:
    """And Slack being away is another thing."""
    with pytest.raises(NotFound):
        office.services.people.actor(office.team, "U0NOBODY")

    office.slack.faults.add(method="users.info", kind="server_error", times=10)
    with pytest.raises(Unreachable):
        office.actor(STRANGER)


@pytest.mark.parametrize("by", ["id", "email"])
def test_the_first_lead_is_appointed_by_id_or_address(office: Office, by: str) -> None:
    """On the command line; twice is once."""
    slack_id = office.id_of(MARIA)
    who = slack_id if by == "id" else email_of(MARIA)

    for _ in range(2):
        office.services.people.appoint_lead(office.team, who)

    leads = [one.name for one in office.services.people.leads(office.team)]
    assert sorted(leads) == sorted([LEAD.name, MARIA.name])


def test_nobody_is_appointed_by_an_unknown_name(office: Office) -> None:
    """The sentence repeats what was typed."""
    with pytest.raises(NotFound, match=r"nobody@schools\.example"):
        office.services.people.appoint_lead(office.team, "nobody@schools.example")


def test_only_a_lead_appoints_and_only_people(office: Office) -> None:
    """A facilitator does not, and an app is nobody."""
    people, app = office.services.people, office.slack.add_person("Poll", bot=True)

    with pytest.raises(NotAllowed):
        people.appoint_facilitator(office.actor(FACILITATOR), office.id_of(MARIA))
    for who in (app.id, "U0NOBODY"):
        with pytest.raises(Invalid) as caught:
            people.appoint_facilitator(office.actor(LEAD), who)
        assert caught.value.field == "person"
    appointed = people.appoint_facilitator(office.actor(LEAD), office.id_of(MARIA))

    assert appointed.is_facilitator
    assert not office.actor(MARIA).is_programme_lead


def test_settings_are_kept_and_given_back(office: Office) -> None:
    """None goes back to the Slack profile and the network's hours."""
    people = office.services.people
    people.change_settings(
        office.actor(MARIA), zone="Africa/Nairobi", quiet_start=time(20), quiet_end=time(6)
    )
    chosen = people.settings(office.actor(MARIA))
    people.pause(office.actor(MARIA), paused=True)
    people.change_settings(office.actor(MARIA), zone=None, quiet_start=None, quiet_end=None)

    after = people.settings(office.actor(MARIA))

    assert (chosen.zone, chosen.quiet_start, chosen.quiet_end) == (
        "Africa/Nairobi", time(20), time(6),
    )  # fmt: skip
    assert (after.zone, after.quiet_start, after.quiet_end) == (None, None, None)
    assert after.paused


@pytest.mark.parametrize(
    ("start", "end"), [(time(20), time(20)), (None, time(19)), (time(7), None)]
)
def test_quiet_hours_that_end_where_they_begin_are_refused(
    office: Office, start: time | None, end: time | None
) -> None:
    """Also where one of the two is the network's own."""
    with pytest.raises(Invalid) as caught:
        office.services.people.change_settings(
            office.actor(MARIA), zone=None, quiet_start=start, quiet_end=end
        )

    assert caught.value.field == "quiet_end"


def test_a_changed_profile_is_followed(office: Office) -> None:
    """Name, zone and whether the account is active; of people nobody knows nothing is kept."""
    office.actor(MARIA)
    office.slack.change_zone(office.id_of(MARIA), "Asia/Tokyo")

    office.services.people.profile_changed(office.team, office.id_of(MARIA))
    office.services.people.profile_changed(office.team, office.id_of(STRANGER))

    with office.store.read() as tx:
        stranger = tx.people.by_slack(office.team, office.id_of(STRANGER))
    assert office.actor(MARIA).person.slack_zone == "Asia/Tokyo"
    assert stranger is None


def test_everybody_can_see_what_is_kept_of_them(office: Office, network: Network) -> None:
    """Networks, how many texts, and whom to ask (S93)."""
    office.services.entries.submit(
        office.actor(MARIA),
        reflection(network),
        answers=REFLECTION,
        visibility=Visibility.ONLY_ME,
        token="once",
    )

    mine = office.services.people.privacy(office.actor(MARIA))
    none = office.services.people.privacy(office.actor(STRANGER))

    assert (mine.networks, mine.facilitators, mine.texts) == (
        (network.name,),
        (FACILITATOR.name,),
        1,
    )
    assert (none.networks, none.facilitators, none.texts) == ((), (), 0)
