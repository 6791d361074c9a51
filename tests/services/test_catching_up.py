"""What was held back: kept in Home, told together on the right morning."""

from datetime import date, timedelta

from bot.domain.deliveries import DeliveryState
from bot.domain.kinds import Kind
from bot.domain.people import Away, Digest
from bot.services.nudge_drafts import Draft
from bot.simulator.cast import FACILITATOR
from tests.services.held import (
    MORNING,
    answer,
    ask,
    begin,
    choose,
    fates,
    local,
    nudge,
    rows,
)
from tests.services.office import MARIA, Office


def test_what_is_held_stands_in_home_until_it_is_done(office: Office) -> None:
    """Issue 4: pausing silences and hides nothing."""
    network = begin(office)
    office.services.people.pause(office.actor(MARIA), paused=True)
    ask(office, network)
    office.jump_to(MORNING)
    kept = office.services.home.see(office.actor(MARIA)).kept

    answer(office, network, number=1)
    left = office.services.home.see(office.actor(MARIA)).kept

    assert [(one.message.delivery_id, one.why.name) for one in kept] == [
        (rows(office, Kind.CHECKIN_PROMPT)[0].id, "PAUSED")
    ]
    assert left == ()


def test_what_comes_too_late_stands_in_home(office: Office) -> None:
    """Issue 4: late by more than four hours is listed, not sent."""
    network = begin(office)
    ask(office, network)

    office.clock.step_to(MORNING + timedelta(hours=5))
    office.settle()

    kept = office.services.home.see(office.actor(MARIA)).kept
    assert [one.why.name for one in kept] == ["TOO_LATE"]


def test_a_digest_brings_the_prompts_of_the_morning_together(office: Office) -> None:
    """Issue 4: a digest instead of single messages for who wants it; the cap is no matter."""
    network = begin(office)
    choose(office, Digest.DAILY)
    ask(office, network)
    nudge(office, network, 1, 2, 3, 4)
    before = len(office.letters(MARIA))

    office.jump_to(MORNING + timedelta(hours=1))

    (letter,) = office.letters(MARIA)[before:]
    assert fates(office, Kind.NUDGE) == ["DIGEST"] * 4
    assert local(letter.posted_at) == "Wed 08:40"
    assert "all together" in letter.text
    assert "Words number 4" in letter.text
    kept = office.services.home.see(office.actor(MARIA)).kept
    assert [one.message.delivery_id for one in kept] == [rows(office, Kind.CHECKIN_PROMPT)[0].id]


def test_a_digest_with_nothing_left_to_say_is_not_sent(office: Office) -> None:
    """The check-in was answered in the ten minutes before."""
    network = begin(office)
    choose(office, Digest.DAILY)
    ask(office, network)
    office.jump_to(MORNING)
    answer(office, network, number=1)

    office.jump(timedelta(hours=1))

    assert fates(office, Kind.DIGEST) == ["DONE"]


def test_the_next_digest_tells_only_what_is_new_and_shortens_the_last(office: Office) -> None:
    """In private a new message each time, the older one shortened."""
    network = begin(office)
    choose(office, Digest.DAILY)
    nudge(office, network, 1)
    nudge(office, network, 2, at=MORNING + timedelta(days=1))

    office.jump_to(MORNING + timedelta(days=1, hours=1))

    first, second = office.letters(MARIA)[-2:]
    assert "newer list" in first.text
    assert "Words number 2" in second.text
    assert "Words number 1" not in second.text


def test_somebody_who_was_away_is_welcomed_back_once(office: Office) -> None:
    """Issue 4: away dates with automatic return; the message comes on the morning after."""
    network = begin(office)
    office.services.preferences.go_away(
        office.actor(MARIA), since=date(2026, 9, 2), until=date(2026, 9, 4)
    )
    ask(office, network)
    nudge(office, network, 1, at=MORNING + timedelta(days=1))
    nudge(office, network, 2, at=MORNING + timedelta(days=5))

    office.jump_to(MORNING + timedelta(days=7))

    (back,) = rows(office, Kind.DIGEST)
    assert fates(office, Kind.NUDGE) == ["AWAY", "SENT"]
    assert (back.state, local(back.settled_at)) == (DeliveryState.SENT, "Mon 08:40")
    assert any("Welcome back" in text for text in office.inbox(MARIA))


def test_two_absences_entered_at_once_are_both_kept(office: Office) -> None:
    """Issue 4: the second press knows nothing of the first, and still takes nothing away."""
    maria = office.actor(MARIA)

    for day in (9, 16):
        on = date(2026, 9, day)
        office.services.preferences.go_away(maria, since=on, until=on)

    assert [one.since.day for one in office.actor(MARIA).person.settings.away] == [9, 16]


def test_coming_back_early_brings_the_welcome_forward(office: Office) -> None:
    """Whoever removes days away is written to from the next morning on."""
    network = begin(office)
    away = Away(since=date(2026, 9, 2), until=date(2026, 9, 18))
    office.services.preferences.go_away(office.actor(MARIA), since=away.since, until=away.until)
    ask(office, network)
    office.jump_to(MORNING + timedelta(hours=3))

    office.services.preferences.come_back(office.actor(MARIA), away)
    office.jump_to(MORNING + timedelta(days=2))

    (back,) = rows(office, Kind.DIGEST)
    assert local(back.settled_at) == "Thu 08:40"


def test_a_pause_with_an_end_ends_with_what_waited(office: Office) -> None:
    """An open pause plans nothing; a day for its end brings the welcome back."""
    network = begin(office)
    office.services.people.pause(office.actor(MARIA), paused=True)
    ask(office, network)
    office.jump_to(MORNING + timedelta(hours=1))
    without_end = rows(office, Kind.DIGEST)

    office.services.preferences.pause_until(office.actor(MARIA), date(2026, 9, 4))
    office.jump_to(MORNING + timedelta(days=3))

    assert without_end == []
    assert [local(one.settled_at) for one in rows(office, Kind.DIGEST)] == ["Fri 08:40"]


def test_who_moves_zone_gets_the_digest_on_the_new_clock(office: Office) -> None:
    """Issue 4: a zone follows the Slack profile, and so does what waits."""
    network = begin(office)
    choose(office, Digest.WEEKLY)
    nudge(office, network, 1)
    office.jump_to(MORNING + timedelta(hours=1))

    office.slack.change_zone(office.id_of(MARIA), "America/Los_Angeles")
    office.services.people.profile_changed(office.team, office.id_of(MARIA))
    office.jump_to(MORNING + timedelta(days=6))

    assert [local(one.settled_at) for one in rows(office, Kind.DIGEST)] == ["Mon 11:40"]


def test_a_digest_that_told_words_taken_back_is_told_anew(office: Office) -> None:
    """Ten minutes are enough for a digest to go out: the words leave it, and nothing is left."""
    network = begin(office)
    choose(office, Digest.DAILY)
    office.jump_to(MORNING + timedelta(minutes=5))
    daniel, words = office.actor(FACILITATOR), Draft(text="Please look at the step.")
    office.services.nudges.send(daniel, network.id, words, token="n1")
    office.jump(timedelta(minutes=7))
    before = str(office.letters(MARIA)[-1].blocks)

    office.services.nudges.undo(daniel, network.id, "n1")
    office.settle()

    after = str(office.letters(MARIA)[-1].blocks)
    assert ("look at the step" in before, "look at the step" in after) == (True, False)
    assert "Nothing waits for you any more." in after


def test_words_that_were_taken_back_are_in_no_digest(office: Office) -> None:
    """Undo for ten minutes means also what waited for the digest, and Home."""
    network = begin(office)
    choose(office, Digest.DAILY)
    office.jump_to(MORNING + timedelta(hours=2))
    daniel, words = office.actor(FACILITATOR), Draft(text="Please look at the step.")
    office.services.nudges.send(daniel, network.id, words, token="n1")
    office.settle()

    office.services.nudges.undo(daniel, network.id, "n1")
    kept = office.services.home.see(office.actor(MARIA)).kept
    office.jump(timedelta(days=1))

    assert kept == ()
    assert fates(office, Kind.NUDGE) == ["undone"]
    assert fates(office, Kind.DIGEST) == ["DONE"]
