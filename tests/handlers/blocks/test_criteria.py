"""Criteria as they are drawn: how far each is, in words; in every size that Slack takes."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from bot.domain.measures import Progress, Unit
from bot.domain.networks import NetworkState
from bot.domain.phases import Criterion, Tick
from bot.domain.text import Text
from bot.services.criteria import CriterionView
from bot.services.phase_views import PhaseView
from handlers.blocks.criteria import rule_modal
from handlers.blocks.phases import advance_modal, end_modal, phase_modal
from handlers.blocks.progress import progress_words
from tests.handlers.blocks import samples
from tests.handlers.blocks.test_nudges import WORST, faults_of

NOW = datetime(2026, 9, 1, 13, 0, tzinfo=UTC)


def far(unit: Unit, done: Fraction | int | None, wanted: int, of: int | None = None) -> Progress:
    """Return how far something is."""
    return Progress(unit=unit, done=done, wanted=wanted, of=of)


def criterion(number: int, *, way_in: str | None = None, waived: bool = False) -> CriterionView:
    """Return a criterion with words and a reason of the greatest length."""
    computed = ("roster_size", None)[number % 2]
    text = Text(by_language={"en": f"{number} {WORST}"[:75]})
    tick = Tick(
        network_id=3,
        phase_id="connect",
        criterion_id=f"c{number}",
        met=not waived,
        waived=waived,
        reason=WORST[:500],
        by_id=1,
        at=NOW,
    )
    return CriterionView(
        criterion=Criterion.model_validate(
            {"id": f"c{number}", "text": text, "computed": computed}
        ),
        phase_id="connect",
        way_in=way_in,
        met=not waived and computed is None,
        progress=far(Unit.MEMBERS, 9, 10, 12) if computed else None,
        tick=tick,
        by=WORST,
    )


def view(*, can_change: bool) -> PhaseView:
    """Return a phase with more criteria than anybody would write."""
    here = samples.network()
    first, second = here.programme.phases
    return PhaseView(
        network=here,
        phase=first,
        number=1,
        week=3,
        criteria=tuple(criterion(one, waived=one % 3 == 0) for one in range(25)),
        began=tuple(criterion(one, way_in="here") for one in range(6)),
        ahead=tuple(criterion(one, way_in="next") for one in range(6)),
        next=second,
        can_change=can_change,
    )


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (far(Unit.MEMBERS, 9, 10, 12), "9 of 12 fellows, 10 are enough"),
        (far(Unit.MEMBERS, 9, 12, 12), "9 of 12 fellows"),
        (far(Unit.MEMBERS, 11, 12), "11 fellows"),
        (far(Unit.SCHOOLS, 2, 1, 3), "2 of 3 schools, 1 is enough"),
        (far(Unit.WEEKS, 4, 8), "4 of 8 weeks"),
        (far(Unit.ENTRIES, 0, 5), "0 of 5 written"),
        (far(Unit.GATHERINGS, 2, 4), "2 of 4 gatherings"),
        (far(Unit.STEPS, 3, 8, 8), "3 of 8 steps"),
        (far(Unit.KEPT, 1, 6), "1 of 6 next steps looked back on"),
        (far(Unit.ATTENDANCE, 79, 80), "79 % took part, 80 % are enough"),
        (far(Unit.ATTENDANCE, None, 80), "nobody has noted yet who was there"),
        (far(Unit.LED, 44, 50), "44 % of the time is led by schools, 50 % are enough"),
        (far(Unit.LED, None, 50), "no meeting with an agenda has taken place yet"),
        (far(Unit.MEAN, Fraction(21, 5), 4), "4.2 on average, 4 is enough"),
        (far(Unit.MEAN, Fraction(3999, 1000), 4), "3.99 on average, 4 is enough"),
        (far(Unit.MEAN, None, 4), "told once five have answered"),
        (far(Unit.DECISIONS, 0, 1), "not adopted yet"),
        (far(Unit.DECISIONS, 1, 1), "adopted"),
        (far(Unit.DECISIONS, 1, 3, 3), "1 of 3 levels"),
    ],
)
def test_it_is_said_in_words_how_far_it_is(progress: Progress, words: str) -> None:
    """S23: everybody sees how much is done of how much that is enough."""
    found = progress_words(progress, samples.network(), samples.NEW_YORK)

    assert found == words


@pytest.mark.parametrize("can_change", [False, True])
def test_a_phase_fits_with_the_longest_reasons(can_change: bool) -> None:
    """Twenty-five criteria, each with a note; none of it is read by Slack as a mention."""
    seen = view(can_change=can_change)
    ended = replace(seen.network, state=NetworkState.CLOSED, ended_on=NOW.date())

    modals = [
        phase_modal(seen, samples.NEW_YORK),
        phase_modal(seen, samples.NEW_YORK, whole=True),
        advance_modal(seen, samples.NEW_YORK),
        end_modal(replace(seen, next=None), samples.NEW_YORK),
        phase_modal(replace(seen, network=ended), samples.NEW_YORK),
        *(rule_modal(seen, one, samples.NEW_YORK) for one in seen.criteria[:4]),
    ]

    assert [faults_of(one.to_dict()) for one in modals] == [[]] * 9


@pytest.mark.parametrize("whole", [False, True])
def test_a_phase_without_criteria_asks_for_none(whole: bool) -> None:
    """A small programme may name nothing; then the facilitator simply goes on."""
    seen = replace(view(can_change=True), criteria=(), began=(), ahead=())

    drawn = phase_modal(seen, samples.NEW_YORK, whole=whole).to_dict()

    assert faults_of(drawn) == []
    assert "We move on when" not in str(drawn)
    assert "missing" not in str(drawn).lower()
    assert not seen.is_ready
