"""A network that is played from its first day: what was promised, and what Slack thinks of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from bot.domain.entries import Entry
from bot.domain.visibility import Visibility
from bot.simulator.cast import FACILITATOR, PRINCIPALS, Temper
from bot.simulator.play import Plan, Play
from bot.simulator.simulate import Report, look_back, simulate
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block
from tests.simulator.golden_year import differences, read_golden, scenario, until, written

AUTUMN = scenario().plan()
AFTER_THE_CLOCKS_CHANGED = timedelta(days=55)
PLAYED_UNTIL = date(2026, 11, 24)
"""A day that is over in every zone by then."""
FOUR = PRINCIPALS[:4]
pytestmark = pytest.mark.timeout(400)  # weeks are played, on whatever machine


@pytest.fixture(scope="module")
def autumn() -> Iterator[Play]:
    """Play the first eight weeks of the golden year, until all clocks have gone back or on."""
    with Stage(AUTUMN.opens_at) as stage:
        play = Play(stage=stage, plan=AUTUMN)
        play.open()
        play.go_on(AUTUMN.opens_at + AFTER_THE_CLOCKS_CHANGED)
        yield play


def test_the_autumn_is_as_a_person_has_read_it(autumn: Play) -> None:
    """Issue 4: twelve zones, breaks, an absence, a pause, a move: the golden file word for word."""
    played = until(written(autumn), PLAYED_UNTIL)
    golden = until(read_golden(), PLAYED_UNTIL)

    assert not (diff := differences(played, golden)), f"see make golden\n{diff}"


def test_every_promise_is_kept_and_slack_would_have_refused_nothing(autumn: Play) -> None:
    """Three reminders of each conference, at the right local hour, in twelve zones (S54)."""
    report = look_back(autumn.stage, autumn)

    assert report.faults == ()
    assert report.violations == ()
    assert report.conferences == 2
    assert report.reminders > 2 * 3 * 10


def test_the_transcript_can_be_read_with_everybodys_own_clock(autumn: Play) -> None:
    """A member in Los Angeles is reminded at half past eight there, before and after the change."""
    lines = [str(line) for line in autumn.transcript.lines]
    leilani = [line for line in lines if "Leilani Kapule" in line and "is coming up" in line]

    assert [line[:25] for line in leilani] == [
        "Wed 14 Oct 2026 08:30 PDT",
        "Tue 10 Nov 2026 08:30 PST",
    ]


def test_an_early_conference_wakes_nobody(autumn: Play) -> None:
    """Six in the morning in Los Angeles: the last word comes before the quiet, and the break."""
    lines = [str(line) for line in autumn.transcript.lines]
    hers = [line for line in lines if "Leilani Kapule" in line]
    last_words = [line for line in hers if "while I keep quiet" in line]

    assert [line[:25] for line in last_words] == [
        "Fri 16 Oct 2026 18:59 PDT",
        "Tue 17 Nov 2026 18:59 PST",
    ]


def test_the_network_walks_the_steps_while_one_stays_silent(autumn: Play) -> None:
    """Steps follow one another (S40); the silent member is neither chased nor named in public."""
    services = autumn.stage.bot.services
    view = services.inquiry.open(autumn.stage.actor(FACILITATOR), autumn.begun.network_id)
    silent = next(one for one in autumn.cast if one.temper is Temper.SILENT)
    posts = autumn.stage.slack.messages(autumn.begun.channel_id)

    assert view is not None
    assert view.standing.number > 1
    assert not [post for post in posts if silent.name in post.text + str(post.blocks)]


def test_what_only_the_author_may_read_is_nowhere_in_the_channel(autumn: Play) -> None:
    """Reflections for oneself or the facilitator stay out of everything the others see."""
    with autumn.stage.store.read() as tx:
        entries = tx.entries.of_network(autumn.begun.network_id)
    shared = _texts([one for one in entries if one.visibility is Visibility.NETWORK])
    private = _texts([one for one in entries if one.visibility is not Visibility.NETWORK]) - shared
    seen = str([one.blocks for one in autumn.stage.slack.messages(autumn.begun.channel_id)])

    assert len(private) > 5
    assert [text for text in private if text in seen] == []


def test_another_seed_plays_another_year() -> None:
    """The same seed gives the same year, as the golden file shows; another seed another one."""
    first, other = (_transcript(seed=seed) for seed in (1, 2))

    assert first != other


@pytest.mark.soak
@pytest.mark.parametrize("members", [12, 18])
def test_a_whole_year_is_played_without_a_fault(members: int) -> None:
    """Twelve months, both clock changes, all eight steps (S40, S41, S54).

    Each reminder that did not come was held by a full week; the report finds any other.
    """
    report: Report = simulate(Plan(cast=PRINCIPALS[:members]))

    assert report.is_good, "\n".join(report.told())
    assert report.steps_done == report.steps == 8
    assert report.conferences == 10
    assert 10 * 2 * members < report.reminders <= 10 * 3 * members


@pytest.mark.soak
def test_the_whole_year_is_as_a_person_has_read_it() -> None:
    """Issue 4: both clock changes, and every break, absence, pause and move of the year."""
    with Stage(AUTUMN.opens_at) as stage:
        play = Play(stage=stage, plan=AUTUMN)
        play.open()
        play.go_on(AUTUMN.opens_at + timedelta(days=scenario().days))
        played, report = list(written(play)), look_back(stage, play)

    assert not (diff := differences(played, read_golden())), f"see make golden\n{diff}"
    assert report.is_good, "\n".join(report.told())


def _transcript(*, seed: int) -> list[str]:
    plan = Plan(seed=seed, cast=FOUR)
    lines: list[str] = []
    simulate(plan, days=7, tell=lambda line: lines.append(str(line)))
    assert any(PRINCIPALS[0].name in line for line in lines)
    return lines


def _texts(entries: Sequence[Entry]) -> set[str]:
    """Return what was written at some length."""
    answers = [answer for entry in entries for answer in entry.answers.values()]
    return {one for one in answers if isinstance(one, str) and len(one) > 30}


def test_who_plays_the_facilitator_is_not_overtaken_by_the_cast() -> None:
    """A step that somebody closes by hand is closed once, and the play goes on (S40)."""
    plan = Plan(start=date(2026, 10, 1), cast=FOUR)
    with Stage(plan.opens_at) as stage:
        play = Play(stage=stage, plan=plan)
        play.open(patience=timedelta(days=3))
        play.go_on(plan.opens_at + timedelta(days=2))
        play.enter_next_phase()
        play.go_on(plan.opens_at + timedelta(days=4))
        session = stage.person(FACILITATOR)
        session.command("/inquiry", channel=play.begun.channel_id)
        session.click(Action.NEXT_STEP)
        session.set(Block.REASON, "We are quick.")
        session.submit()
        session.close(all_views=True)

        numbers = []
        for day in (25, 33):
            play.go_on(plan.opens_at + timedelta(days=day))
            view = stage.bot.services.inquiry.open(stage.actor(FACILITATOR), play.begun.network_id)
            numbers.append(view.standing.number if view else 0)

    assert numbers == [2, 3]
