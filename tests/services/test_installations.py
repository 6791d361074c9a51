"""Installations: a workspace that sleeps hears nothing, and wakes with everything there."""

from dataclasses import replace

from tests.services.office import MARIA, TWELVE, Office


def test_nothing_is_sent_while_a_workspace_sleeps_and_nothing_is_lost(
    each_office: Office,
) -> None:
    """The app was removed and is installed again."""
    office = each_office
    installations = office.services.installations
    installed = installations.find(office.team)
    assert installed is not None
    office.begin(members=TWELVE[:2])
    office.clock.step_to(office.clock.now().replace(hour=19))

    installations.sleep(office.team)
    office.settle()
    asleep = (installations.token(office.team), office.inbox(MARIA))
    installations.save(replace(installed, asleep_at=None))
    office.settle()

    assert asleep == (None, [])
    assert installations.token(office.team) == installed.bot_token
    assert len(office.inbox(MARIA)) == 1
    assert [one.team_id for one in installations.all()] == [office.team]


def test_an_event_is_taken_once(office: Office) -> None:
    """Slack repeats what it thinks was lost; what could not be handled is taken again."""
    installations = office.services.installations

    first, again = installations.first_time("Ev1"), installations.first_time("Ev1")
    installations.not_handled("Ev1")

    assert (first, again, installations.first_time("Ev1")) == (True, False, True)
