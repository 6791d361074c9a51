"""Networks: what they are called, when their phase began, how much they may ask for."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.hours import OwnHours
from bot.domain.networks import network_key
from tests.handlers.blocks.samples import network

TUESDAY = date(2027, 1, 5)


@pytest.mark.parametrize(
    ("channel", "taken", "key"),
    [
        ("harbor-principals", (), "harbor-principals"),
        ("Harbor Principals!", (), "harbor-principals"),
        ("schulleitungen-größe", (), "schulleitungen-gr-e"),
        ("校長", (), "network"),
        ("harbor", ("harbor",), "harbor-2"),
        ("harbor", ("harbor", "harbor-2", "harbor-3"), "harbor-4"),
        ("harbor", ("harbor", "harbor-3"), "harbor-2"),
    ],
)
def test_a_network_is_named_for_its_channel(channel: str, taken: tuple[str, ...], key: str) -> None:
    """Unique everywhere; a number follows where another network has the name."""
    assert network_key(channel, taken=taken) == key


def test_a_phase_began_on_the_day_it_was_entered() -> None:
    """S9: where nobody noted it, on the day that was planned."""
    first = network()
    second = replace(first, phase_id="lead")

    days = [one.phase_began for one in (first, second, replace(second, phase_since=TUESDAY))]

    assert days == [first.starts_on, date(2026, 12, 22), TUESDAY]


@pytest.mark.parametrize(
    ("own", "of_phase", "cap"), [(3, 1, 1), (2, 4, 2), (3, 0, 0), (4, None, 4)]
)
def test_in_a_phase_that_steps_back_less_is_asked(own: int, of_phase: int | None, cap: int) -> None:
    """S12: the lower of both holds; what the network chose for itself is not changed."""
    here = network()
    phases = [one.model_copy(update={"most_nudges": of_phase}) for one in here.programme.phases]
    programme = here.programme.model_copy(update={"phases": tuple(phases)})

    quiet = replace(here, programme=programme, own_hours=OwnHours(most_nudges=own))

    assert (quiet.cap, quiet.most_nudges) == (cap, own)
