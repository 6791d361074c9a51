"""Figures: a network sees in numbers what it has done, and nobody is named."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.entries import About, FormRef
from bot.domain.networks import Network
from bot.domain.series import Lead
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from bot.services.figures import FiguresView
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import JAMES, MARIA, REFLECTION, Office, reflection

OCTOBER = datetime(2026, 10, 1, 16, tzinfo=UTC)


def figures(office: Office, network: Network) -> FiguresView:
    """Return what the facilitator sees."""
    return office.services.figures.see(office.actor(FACILITATOR), network.id)


def test_members_and_leads_see_the_figures_and_strangers_do_not(
    office: Office, network: Network
) -> None:
    """Only those who lead see schools apart (S89)."""
    seen = {
        who: office.services.figures.see(office.actor(who), network.id).sees_schools
        for who in (MARIA, FACILITATOR, LEAD)
    }

    assert seen == {MARIA: False, FACILITATOR: True, LEAD: True}
    with pytest.raises(NotAllowed):
        office.services.figures.see(office.actor(STRANGER), network.id)


def test_a_network_that_begins_has_nothing_to_show(office: Office) -> None:
    """Before the first message there is nothing to count."""
    network = office.begin()

    assert figures(office, network).is_empty


def test_what_was_held_led_sent_and_written_is_counted(office: Office, network: Network) -> None:
    """S4, S12, S52: one conference of September, its agenda, what was asked and answered."""
    maria = office.actor(MARIA)
    (first, *_) = office.services.gatherings.calendar(maria, network.id)
    office.jump_to(first.starts_at)
    for who in (MARIA, JAMES):
        office.services.gatherings.arrive(office.actor(who), first.id)
    office.jump_to(OCTOBER)
    about = FormRef(
        network_id=network.id,
        form_id="reflection",
        about=About(kind="gathering", which=str(first.id)),
    )
    for number, ref in enumerate((about, reflection(network))):
        office.services.entries.submit(
            maria, ref, answers=REFLECTION, visibility=Visibility.ONLY_ME, token=f"t{number}"
        )

    seen = figures(office, network)

    (september,) = seen.led
    assert september.minutes > 0
    assert september.share + september.joint_share <= 100
    assert [(len(one.there), len(one.expected)) for one in seen.turnouts] == [(2, 12)]
    assert seen.unmarked == 0
    assert [one.month.month for one in seen.support] == [9, 10]
    assert seen.support[0].asked > 12
    assert seen.support[-1].written == 2
    assert not seen.is_empty


def test_a_block_that_names_nobody_is_led_by_who_leads_the_phase(
    office: Office, network: Network
) -> None:
    """S4: and that is the phase of the day, not the one of today."""
    (first, *_) = office.services.gatherings.calendar(office.actor(MARIA), network.id)
    office.jump_to(first.ends_at + timedelta(hours=1))
    before = figures(office, network).led
    for _phase in range(2):
        office.services.phases.advance(
            office.actor(FACILITATOR), network.id, reason="We are ready."
        )
        office.settle()

    after = figures(office, network)

    assert after.led == before
    assert after.network.programme.phases[0].lead is not Lead.SCHOOL
