"""Reflections: the form that suits now."""

from datetime import timedelta

import pytest

from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from bot.simulator.cast import FACILITATOR, STRANGER
from tests.services.office import JAMES, MARIA, Office, filled


def current(office: Office, network: Network) -> tuple[str, str]:
    """Return which form suits Maria now, and what it is about."""
    form = office.services.reflections.current(office.actor(MARIA), network.id)
    return form.form_id, form.about.kind


def test_a_conference_is_reflected_on_for_four_weeks(office: Office, network: Network) -> None:
    """Before it, after four weeks, and once it is written, the free form suits."""
    view = office.services.gatherings.next(office.actor(MARIA), network.id)
    assert view is not None
    office.services.gatherings.cancel(
        office.actor(FACILITATOR), view.gathering.id + 1, note="Only the first one counts here."
    )

    seen = [current(office, network)]
    office.clock.step_to(view.gathering.ends_at)
    seen.append(current(office, network))
    office.clock.step(timedelta(days=27))
    seen.append(current(office, network))
    office.clock.step(timedelta(days=1))
    seen.append(current(office, network))

    free, conference = ("reflection", "open"), ("conference_reflection", "gathering")
    assert seen == [free, conference, conference, free]


def test_who_has_written_about_it_is_offered_the_free_form(
    office: Office, network: Network
) -> None:
    """What a colleague wrote does not count."""
    view = office.services.gatherings.next(office.actor(MARIA), network.id)
    assert view is not None
    office.clock.step_to(view.gathering.ends_at)

    offered = []
    for who in (JAMES, MARIA):
        form = office.services.reflections.current(office.actor(who), network.id)
        office.services.entries.submit(
            office.actor(who),
            form,
            answers=filled(network.programme.form(form.form_id)),
            visibility=Visibility.ONLY_ME,
            token="once",
        )
        offered.append(current(office, network)[0])

    assert offered == ["conference_reflection", "reflection"]


def test_a_stranger_reflects_elsewhere(office: Office, network: Network) -> None:
    """No form of a network is theirs."""
    reflections, stranger = office.services.reflections, office.actor(STRANGER)

    for form in (reflections.current, reflections.open_one, reflections.charter):
        with pytest.raises(NotAllowed):
            form(stranger, network.id)
