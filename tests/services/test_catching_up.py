"""What was held back: counted against the cap, kept in Home, told together on the right morning."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.deliveries import Delivery, DeliveryState, NewDelivery
from bot.domain.messages import Kind
from bot.domain.networks import Network
from bot.domain.people import Away, Digest, Topic
from bot.domain.visibility import Visibility
from bot.services.preferences import Wish
from tests.services.office import FIRST_DAY, MARIA, TWELVE, Office

MORNING = datetime(2026, 9, 2, 12, 30, tzinfo=UTC)
"""Half past eight in New York, on a Wednesday."""
CHECKIN = "checkin:checkin"
NIGHT = {"zone": None, "quiet_start": None, "quiet_end": None}


def begin(office: Office) -> Network:
    """Begin a network of two and let its first messages go out."""
    network = office.begin(members=TWELVE[:2], starts_on=FIRST_DAY + timedelta(days=300))
    office.settle()
    return network


def ask(
    office: Office,
    network: Network,
    *,
    at: datetime = MORNING,
    thing: str = CHECKIN,
    number: int = 1,
    kind: Kind = Kind.CHECKIN_PROMPT,
) -> None:
    """Put a prompt for Maria into the outbox: a round of the check-in, or a nudge."""
    maria = office.actor(MARIA)
    round_on = date(2026, 9, 2) + timedelta(weeks=number)
    refs: dict[str, str | int] = {"checkin": "checkin", "round": round_on.isoformat()}
    if kind is Kind.NUDGE:
        refs = {"sender": maria.id, "missing": "nothing", "at": at.isoformat()}
    row = NewDelivery(
        team_id=network.team_id,
        network_id=network.id,
        kind=kind,
        thing=thing,
        occurrence=str(number),
        recipient=f"person:{maria.id}",
        due_at=at,
        reason="A test asks for it.",
        refs=refs,
        text=f"Words number {number}." if kind is Kind.NUDGE else None,
    )
    with office.store.write() as tx:
        tx.outbox.plan([row], at=office.clock.now())


def nudge(office: Office, network: Network, *numbers: int, at: datetime = MORNING) -> None:
    """Put nudges for Maria into the outbox."""
    for number in numbers:
        thing = f"nudge:{number}"
        ask(office, network, at=at, thing=thing, number=number, kind=Kind.NUDGE)


def rows(office: Office, kind: Kind) -> list[Delivery]:
    """Return what the outbox has for Maria of a kind, in the order of its making."""
    with office.store.read() as tx:
        found = tx.outbox.recent_of(f"person:{office.actor(MARIA).id}", kinds=[kind], limit=50)
    return list(reversed(found))


def fates(office: Office, kind: Kind) -> list[str]:
    """Return what came of each: SENT, or why not."""
    return [
        one.state.name if one.state is not DeliveryState.DROPPED else str(one.outcome)
        for one in rows(office, kind)
    ]


def local(instant: datetime | None) -> str:
    """Return an instant on Maria's clock."""
    assert instant is not None
    return (instant - timedelta(hours=4)).strftime("%a %H:%M")


def test_a_fourth_prompt_in_seven_days_is_held(office: Office) -> None:
    """Issue 4: one weekly cap per person over all facilitators and programmes."""
    network, other = begin(office), office.begin("lake-principals", members=TWELVE[:2])
    nudge(office, network, 1, 2)
    nudge(office, other, 3, 4)

    office.jump_to(MORNING)

    assert fates(office, Kind.NUDGE) == ["SENT", "SENT", "SENT", "CAP"]
    assert [one.counted for one in rows(office, Kind.NUDGE)] == [True, True, True, False]


def test_after_seven_days_there_is_room_again(office: Office) -> None:
    """The days of the cap roll; no Monday brings a fresh start."""
    network = begin(office)
    nudge(office, network, 1, 2, 3)
    nudge(office, network, 4, at=MORNING + timedelta(days=6))
    nudge(office, network, 5, at=MORNING + timedelta(days=7, minutes=5))

    office.jump_to(MORNING + timedelta(days=8))

    assert fates(office, Kind.NUDGE) == ["SENT", "SENT", "SENT", "CAP", "SENT"]


def test_what_another_worker_holds_counts_too(office: Office) -> None:
    """Two workers at the same moment do not both find the last free place."""
    network = begin(office)
    nudge(office, network, 1, 2, 3, 4)
    office.clock.step_to(MORNING)
    with office.store.write() as tx:
        held = tx.outbox.claim(
            now=MORNING, limit=1, worker="other", lease_until=MORNING + timedelta(minutes=1)
        )

    office.delivering.deliver()

    assert [one.thing for one in held] == ["nudge:1"]
    assert fates(office, Kind.NUDGE) == ["CLAIMED", "SENT", "SENT", "CAP"]


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


def test_who_switches_a_kind_off_is_not_written_to_about_it(office: Office) -> None:
    """Issue 4: switches by kind; other kinds still come."""
    network = begin(office)
    muted = frozenset({Topic.WORDS})
    office.services.people.change_settings(office.actor(MARIA), **NIGHT, muted=muted)
    nudge(office, network, 1)
    ask(office, network)

    office.jump_to(MORNING)

    assert fates(office, Kind.NUDGE) == ["OFF"]
    assert fates(office, Kind.CHECKIN_PROMPT) == ["SENT"]


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


def test_after_three_silent_rounds_somebody_is_asked_whether_to_go_on(office: Office) -> None:
    """Issue 4: the bot says so kindly and asks; unless told otherwise it rests four weeks."""
    network = begin(office)
    rounds(office, network, 1, 2, 3, 4, 5)

    office.jump_to(MORNING + timedelta(weeks=5, hours=1))

    assert fates(office, Kind.CHECKIN_PROMPT) == [*["SENT"] * 3, "ASKED_INSTEAD", "SILENCED"]
    assert fates(office, Kind.STILL_HERE) == ["SENT"]
    assert "quiet for three rounds, and that is fine" in office.inbox(MARIA)[-1]


def test_who_wants_to_stay_is_asked_again(office: Office) -> None:
    """Stay: the next round comes as if nothing had been."""
    network = begin(office)
    rounds(office, network, 1, 2, 3, 4, 5)
    office.jump_to(MORNING + timedelta(weeks=4, hours=1))

    wish(office, network, Wish.GO_ON)
    office.jump_to(MORNING + timedelta(weeks=5, hours=1))

    assert fates(office, Kind.CHECKIN_PROMPT)[-1] == "SENT"


def test_who_wants_no_more_is_not_asked_until_they_say_so(office: Office) -> None:
    """Stop asking: Home says what is not asked, and offers to begin again."""
    network = begin(office)
    rounds(office, network, 1, 2)
    wish(office, network, Wish.NO_MORE)
    office.jump_to(MORNING + timedelta(weeks=1, hours=1))
    (resting,) = office.services.home.see(office.actor(MARIA)).resting

    wish(office, network, Wish.GO_ON)
    office.jump_to(MORNING + timedelta(weeks=2, hours=1))

    assert (resting.silence.until, bool(resting.name)) == (None, True)
    assert office.services.home.see(office.actor(MARIA)).resting == ()
    assert fates(office, Kind.CHECKIN_PROMPT) == ["SILENCED", "SENT"]


def test_an_answer_breaks_the_silence(office: Office) -> None:
    """Three rounds in a row are meant, not three of many."""
    network = begin(office)
    rounds(office, network, 1, 2, 3, 4)
    office.jump_to(MORNING + timedelta(weeks=2, hours=1))
    answer(office, network, number=2)

    office.jump_to(MORNING + timedelta(weeks=4, hours=1))

    assert fates(office, Kind.CHECKIN_PROMPT) == ["SENT"] * 4


def rounds(office: Office, network: Network, *numbers: int) -> None:
    """Put rounds of the check-in, a week apart, into the outbox."""
    for number in numbers:
        ask(office, network, at=MORNING + timedelta(weeks=number), number=number)


def answer(office: Office, network: Network, *, number: int) -> None:
    """Let Maria answer a round."""
    round_on = date(2026, 9, 2) + timedelta(weeks=number)
    maria = office.actor(MARIA)
    form = office.services.checkins.round(
        maria, network.id, checkin_id="checkin", round_on=round_on
    )
    office.services.entries.submit(
        maria,
        form,
        answers={"week": "4", "need": "nothing"},
        visibility=Visibility.FACILITATOR,
        token=f"round-{number}",
    )


def choose(office: Office, digest: Digest) -> None:
    """Let Maria choose how messages come."""
    office.services.people.change_settings(office.actor(MARIA), **NIGHT, digest=digest)


def wish(office: Office, network: Network, said: Wish) -> None:
    """Let Maria say whether to go on asking."""
    office.services.preferences.wish(office.actor(MARIA), network.id, prompt=CHECKIN, wish=said)
