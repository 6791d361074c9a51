"""At the door: what is not wanted any more is not said, and what comes at night waits."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.door import (
    Dropped,
    Wanted,
    counts,
    dropped_because,
    holds_back,
    waits_for_digest,
    waits_for_morning,
)
from bot.domain.gatherings import Gathering, GatheringState, Rsvp
from bot.domain.kinds import Before, Kind
from bot.domain.local_time import Rhythm
from bot.domain.people import Away, Digest, Settings, Topic
from tests.domain.samples import NOW, gathering, person

NEW_YORK = Rhythm(zone=ZoneInfo("America/New_York"))
MUTED = Settings(muted=frozenset({Topic.GATHERINGS}))
AWAY = Settings(away=(Away(since=date(2026, 8, 31), until=date(2026, 9, 1)),))
DAILY = Settings(digest=Digest.DAILY)


def wanted(**changed: object) -> Wanted:
    """Return what is known at the door of somebody who is expected, with a change."""
    usual = Wanted(person=person(), is_member=True, gathering=gathering(), revision=1)
    return replace(usual, **changed)  # type: ignore[arg-type]  # any of its fields


def cancelled() -> Gathering:
    """Return a conference that does not take place."""
    return replace(gathering(), state=GatheringState.CANCELLED, revision=2)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (wanted(), None),
        (wanted(person=replace(person(), is_active=False)), Dropped.INACTIVE),
        (wanted(is_member=False), Dropped.LEFT),
        (wanted(network_runs=False), Dropped.CLOSED),
        (wanted(person=person(settings=Settings(paused=True))), Dropped.PAUSED),
        (wanted(done=True), Dropped.DONE),
        (wanted(gathering=cancelled()), Dropped.CANCELLED),
        (wanted(gathering=replace(gathering(), revision=2)), Dropped.CANCELLED),
        (wanted(gathering=gathering(date(2026, 8, 31))), Dropped.OVER),
        (wanted(rsvp=Rsvp.NO), Dropped.SAID_NO),
        (wanted(rsvp=Rsvp.MAYBE), None),
        (wanted(person=person(settings=MUTED)), Dropped.OFF),
        (wanted(person=person(settings=AWAY)), Dropped.AWAY),
        (wanted(counted=3), Dropped.CAP),
        (wanted(counted=3, cap=4), None),
        (wanted(counted=3, rsvp=Rsvp.YES), None),
        (wanted(silenced=True), Dropped.SILENCED),
        (wanted(person=person(settings=DAILY), before=Before.WEEK), Dropped.DIGEST),
        (wanted(person=person(settings=DAILY), before=Before.WEEK, counted=9), Dropped.DIGEST),
        (wanted(person=person(settings=DAILY), before=Before.DAY), None),
    ],
)
def test_a_reminder_that_is_not_wanted_says_why(known: Wanted, expected: Dropped | None) -> None:
    """Asked again at the door; the reason is a sentence that is kept."""
    assert dropped_because(Kind.REMINDER, known, NOW, NEW_YORK) == expected


@pytest.mark.parametrize("kind", [one for one in Kind if not one.is_prompt])
def test_an_answer_to_what_somebody_did_is_always_wanted(kind: Kind) -> None:
    """A receipt comes to those who paused; only a closed account hears nothing."""
    paused = wanted(person=person(settings=Settings(paused=True)), is_member=False)
    gone = wanted(person=replace(person(), is_active=False))

    found = [dropped_because(kind, one, NOW, NEW_YORK) for one in (paused, gone)]

    assert found == [None, Dropped.INACTIVE]


def test_a_pause_with_an_end_ends_by_itself() -> None:
    """On its date the prompts are heard again."""
    settings = Settings(paused=True, paused_until=date(2026, 9, 3))

    found = [settings.is_paused(date(2026, 9, day)) for day in (1, 2, 3, 4)]

    assert found == [True, True, False, False]


@pytest.mark.parametrize("kind", Kind)
def test_only_prompts_wait_for_the_morning(kind: Kind) -> None:
    """Zones and quiet hours may change after planning."""
    night = datetime(2026, 9, 2, 2, 0, tzinfo=UTC)

    found = waits_for_morning(kind, night, NEW_YORK)

    expected = datetime(2026, 9, 2, 12, 30, tzinfo=UTC)
    assert found == (expected if kind.is_prompt else None)


@pytest.mark.parametrize("before", Before)
def test_the_reminder_of_an_hour_waits_for_no_morning(before: Before) -> None:
    """It was placed outside the silence on purpose; one of a day may find a changed zone."""
    night = datetime(2026, 9, 2, 2, 0, tzinfo=UTC)

    found = waits_for_morning(Kind.REMINDER, night, NEW_YORK, before=before)

    assert (found is None) == (before is Before.HOUR)


@pytest.mark.parametrize(
    ("settings", "kind", "counted", "expected"),
    [
        (Settings(), Kind.NUDGE, 2, None),
        (Settings(), Kind.NUDGE, 3, Dropped.CAP),
        (Settings(), Kind.FOLLOW_UP, 9, None),
        (Settings(), Kind.DIGEST, 9, None),
        (MUTED, Kind.NUDGE, 0, None),
        (MUTED, Kind.REMINDER, 9, Dropped.OFF),
        (Settings(paused=True), Kind.DIGEST, 0, Dropped.PAUSED),
        (AWAY, Kind.CHECKIN_PROMPT, 9, Dropped.AWAY),
        (Settings(paused=True, away=AWAY.away), Kind.NUDGE, 9, Dropped.PAUSED),
    ],
)
def test_what_a_person_chose_holds_a_prompt_back(
    settings: Settings, kind: Kind, counted: int, expected: Dropped | None
) -> None:
    """Issue 4: one rule for the door and for the preview of a nudge."""
    someone = person(settings=settings)

    found = holds_back(someone, kind, today=date(2026, 9, 1), counted=counted)

    assert found == expected


def test_every_prompt_has_a_switch_but_what_was_asked_for() -> None:
    """Issue 4: switches by kind; the digest itself is switched by choosing none."""
    without = {kind for kind in Kind if kind.is_prompt and kind.topic is None}

    assert without == {Kind.DIGEST}


def test_the_cap_counts_prompts_but_not_what_somebody_asked_for() -> None:
    """Architecture 5: what a person asked for and accepted gatherings do not count."""
    counted = {kind for kind in Kind if counts(kind)}

    assert counted == {
        Kind.REMINDER,
        Kind.AGENDA_PROPOSED,
        Kind.CHECKIN_PROMPT,
        Kind.STEP_PROMPT,
        Kind.FORM_PROMPT,
        Kind.TOOL,
        Kind.CHECK_BACK,
        Kind.DECISION_PROMPT,
        Kind.NUDGE,
    }
    assert not any(counts(Kind.REMINDER, rsvp=one) for one in (Rsvp.YES, Rsvp.MAYBE))


def test_a_digest_leaves_out_the_last_reminders() -> None:
    """Issue 4: those of a day and of an hour before come by themselves."""
    someone = person(settings=DAILY)

    found = {one for one in Before if not waits_for_digest(someone, Kind.REMINDER, before=one)}

    assert found == {Before.DAY, Before.HOUR}
    assert waits_for_digest(someone, Kind.NUDGE)
    assert not waits_for_digest(person(), Kind.NUDGE)


@pytest.mark.parametrize(
    ("kind", "again", "held"),
    [
        (Kind.REMINDER, False, False),
        (Kind.STEP_PROMPT, False, False),
        (Kind.NUDGE, False, False),
        (Kind.DECISION_PROMPT, False, False),
        (Kind.DECISION_PROMPT, True, True),
        (Kind.CHECKIN_PROMPT, False, True),
        (Kind.FORM_PROMPT, False, False),
        (Kind.CHECK_BACK, False, False),
        (Kind.TOOL, False, False),
    ],
)
def test_the_last_place_of_a_week_is_for_what_moves_us_on(
    kind: Kind, again: bool, held: bool
) -> None:
    """What is asked again and again never costs anybody a conference or a step (issue 4)."""
    found = holds_back(person(), kind, today=NOW.date(), counted=2, again=again)

    assert found == (Dropped.CAP if held else None)
