"""Settings: zone, quiet hours, pause."""

from datetime import time, timedelta

from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.domain.people import Away, Digest, Settings, Silence, Topic
from handlers.blocks.ids import Action, Block
from tests.handlers.scene import Scene, home, page, shown, title, told


def test_a_zone_is_found_by_its_city(scene: Scene) -> None:
    """Nobody needs to know how computers name zones."""
    scene.say(scene.maria, "/rounds settings")

    found = scene.maria.options(Action.ZONE, "nairo")

    assert [one["text"]["text"] for one in found] == ["Nairobi (Africa)"]


def test_zone_and_quiet_hours_are_kept(scene: Scene) -> None:
    """What is chosen holds from the next message on."""
    scene.say(scene.maria, "/rounds settings")
    scene.maria.options(Action.ZONE, "nairo")
    scene.maria.set(Block.ZONE, "Africa/Nairobi")
    scene.maria.set(Block.QUIET_START, "20:00")
    scene.maria.set(Block.QUIET_END, "08:00")

    sent = scene.maria.submit()

    kept = scene.actor(scene.maria).person.settings
    assert sent.ok
    assert (kept.zone, kept.quiet_start, kept.quiet_end) == (
        "Africa/Nairobi",
        time(20),
        time(8),
    )


def test_quiet_hours_that_last_all_day_are_refused_beside_the_field(scene: Scene) -> None:
    """Somebody must be reachable at some hour, or pause."""
    scene.say(scene.maria, "/rounds settings")
    scene.maria.set(Block.QUIET_START, "08:00")
    scene.maria.set(Block.QUIET_END, "08:00")

    sent = scene.maria.submit()

    assert list(sent.errors) == [Block.QUIET_END]


def test_the_defaults_come_back(scene: Scene) -> None:
    """One button undoes what was chosen."""
    scene.say(scene.maria, "/rounds settings")
    scene.maria.set(Block.QUIET_END, "09:00")
    scene.maria.submit()
    scene.say(scene.maria, "/rounds settings")

    scene.maria.click(Action.RESET_SETTINGS)

    assert scene.actor(scene.maria).person.settings.quiet_end is None
    assert "the network's quiet hours again" in page(scene.maria)


def test_messages_can_be_paused_and_resumed(scene: Scene) -> None:
    """Pausing loses nothing, and Home says so."""
    scene.maria.open_home()

    scene.maria.click(Action.PAUSE)
    scene.stage.rest()
    paused = home(scene.maria)
    answer = scene.say(scene.maria, "/rounds resume")

    assert "You have paused messages." in paused
    assert "Good to have you back." in answer
    assert not scene.actor(scene.maria).person.settings.paused


def test_pausing_in_the_settings_shows_at_once(scene: Scene) -> None:
    """The modal is drawn anew."""
    scene.say(scene.maria, "/rounds settings")

    scene.maria.click(Action.PAUSE)

    assert title(scene.maria) == "My settings"
    assert "Write to me again" in page(scene.maria)


def test_somebody_chooses_what_comes_and_how(scene: Scene) -> None:
    """Issue 4: switches by kind and a digest; who changes only them goes on following the rest."""
    scene.say(scene.maria, "/rounds settings")
    scene.maria.set(Block.TOPICS, [Topic.GATHERINGS, Topic.INQUIRY])
    scene.maria.set(Block.DIGEST, Digest.WEEKLY)

    sent = scene.maria.submit()

    assert sent.ok
    assert scene.actor(scene.maria).person.settings == Settings(
        muted=frozenset({Topic.CHECKINS, Topic.REFLECTIONS, Topic.WORDS}), digest=Digest.WEEKLY
    )


def test_everything_can_be_switched_off(scene: Scene) -> None:
    """No box is ticked: nothing comes, and the boxes can be ticked again."""
    scene.say(scene.maria, "/rounds settings")
    scene.maria.set(Block.TOPICS, [])

    scene.maria.submit()
    scene.say(scene.maria, "/rounds settings")

    assert scene.actor(scene.maria).person.settings.muted == frozenset(Topic)
    assert title(scene.maria) == "My settings"


def test_days_away_are_kept_and_removed(scene: Scene) -> None:
    """Issue 4: away dates with automatic return, several of them."""
    first, last = scene.today() + timedelta(days=3), scene.today() + timedelta(days=9)
    scene.say(scene.maria, "/rounds away")
    scene.maria.set(Block.AWAY_SINCE, first.isoformat())
    scene.maria.set(Block.AWAY_UNTIL, last.isoformat())
    scene.maria.submit()
    answer = page(scene.maria)
    kept = scene.actor(scene.maria).person.settings.away

    scene.maria.click(Action.OPEN_AWAY)
    scene.maria.click(f"{Action.REMOVE_AWAY}:0")

    assert kept == (Away(since=first, until=last),)
    assert "come back to you by myself" in answer
    assert scene.actor(scene.maria).person.settings.away == ()
    assert "No days away are planned." in page(scene.maria)


def test_days_in_the_wrong_order_are_refused_beside_the_field(scene: Scene) -> None:
    """The last day comes before the first."""
    scene.say(scene.maria, "/rounds away")
    scene.maria.set(Block.AWAY_SINCE, (scene.today() + timedelta(days=9)).isoformat())
    scene.maria.set(Block.AWAY_UNTIL, (scene.today() + timedelta(days=3)).isoformat())

    sent = scene.maria.submit()

    assert list(sent.errors) == [Block.AWAY_UNTIL]


def test_a_pause_can_be_given_an_end_where_it_was_begun(scene: Scene) -> None:
    """The answer to the command offers a day."""
    until = scene.today() + timedelta(days=5)
    scene.say(scene.maria, "/rounds pause")

    scene.maria.set(Action.PAUSE_UNTIL, until.isoformat(), view=scene.maria.ephemerals[-1])

    kept = scene.actor(scene.maria).person.settings
    assert (kept.paused, kept.paused_until) == (True, until)


def test_a_pause_cannot_end_today(scene: Scene) -> None:
    """From tomorrow on; who wants to end it today says so."""
    scene.say(scene.maria, "/rounds pause")

    scene.maria.set(Action.PAUSE_UNTIL, scene.today().isoformat(), view=scene.maria.ephemerals[-1])

    assert "from tomorrow on" in told(scene.maria.ephemerals)


def test_a_profile_that_moves_is_followed(scene: Scene) -> None:
    """Whoever changes the zone in Slack is written to in the new one."""
    scene.stage.slack.change_zone(scene.maria.person.id, "America/Los_Angeles")
    scene.stage.slack.wait_idle()

    assert scene.actor(scene.maria).person.slack_zone == "America/Los_Angeles"


def test_the_privacy_notice_says_what_is_kept_and_whom_to_ask(scene: Scene) -> None:
    """S93: what is stored, who sees it, how to have it erased."""
    before = scene.say(scene.maria, "/rounds privacy")
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria)

    answer = scene.say(scene.maria, "/rounds privacy")

    assert "You have sent nothing yet." in before
    assert "You have sent 1 text." in answer
    assert "Daniel Osei" in answer
    assert "erased" in answer
    assert "nobody but you" in shown(scene.maria.ephemerals[-1].blocks)


def test_whoever_left_reads_what_is_still_kept_and_takes_it_back(scene: Scene) -> None:
    """S93: leaving erases nothing; the copy takes a text back, and somebody erases all of it."""
    scene.say(scene.maria, "/reflect")
    scene.write(scene.maria)
    receipt = scene.maria.inbox[-1]
    scene.maria.leave(scene.channel.id)
    scene.settle()

    kept = scene.say(scene.maria, "/rounds privacy", here=False)
    scene.maria.click(Action.WITHDRAW_ENTRY, on=receipt)
    after = scene.say(scene.maria, "/rounds privacy", here=False)

    assert "name and time zone only" not in kept + after
    assert f"You left {scene.network.name}." in kept
    assert "1 text that you sent there is still kept." in kept
    assert "ask Daniel Osei" in kept
    assert "still kept" not in after


def test_the_question_whether_to_go_on_is_answered_where_it_stands(scene: Scene) -> None:
    """Issue 4: stay, ask later, stop asking; Home offers to begin again."""
    ask_whether(scene)
    scene.maria.open_home()

    scene.maria.click(Action.ASK_NO_MORE, on=scene.maria.inbox[-1])
    scene.stage.rest()
    stopped, resting = scene.maria.inbox[-1].text, home(scene.maria)
    scene.maria.click(f"{Action.ASK_ON}:0")
    scene.stage.rest()

    assert "I stop asking" in stopped
    assert "I do not ask you for " in resting
    assert "I do not ask you for " not in home(scene.maria)


def test_asking_later_is_four_weeks_later(scene: Scene) -> None:
    """The button says so, and so does the answer."""
    ask_whether(scene)

    scene.maria.click(Action.ASK_LATER, on=scene.maria.inbox[-1])

    (silence,) = silences(scene)
    assert silence.until == scene.today() + timedelta(weeks=4)
    assert "I leave it for four weeks." in scene.maria.inbox[-1].text


def test_what_was_kept_stands_in_home(scene: Scene) -> None:
    """Pausing silences and hides nothing; resuming says where to look."""
    scene.say(scene.maria, "/rounds pause")
    put(scene, Kind.CHECKIN_PROMPT)
    scene.settle()

    scene.maria.open_home()
    answer = scene.say(scene.maria, "/rounds resume")

    assert "What I kept for you" in home(scene.maria)
    assert "You paused messages." in home(scene.maria)
    assert "Home shows what waits" in answer


def ask_whether(scene: Scene) -> None:
    """Ask Maria whether to go on asking, as after three silent rounds."""
    put(scene, Kind.STILL_HERE)
    scene.settle()


def put(scene: Scene, kind: Kind) -> None:
    """Put something about the check-in into the outbox for Maria."""
    row = NewDelivery(
        team_id=scene.network.team_id,
        network_id=scene.network.id,
        kind=kind,
        thing="checkin:checkin",
        occurrence=f"by hand in {scene.network.id}",
        recipient=f"person:{scene.actor(scene.maria).id}",
        due_at=scene.stage.now,
        reason="A test asks for it.",
        refs={"checkin": "checkin", "round": scene.today().isoformat()},
    )
    with scene.stage.store.write() as tx:
        tx.outbox.plan([row], at=scene.stage.now)


def silences(scene: Scene) -> tuple[Silence, ...]:
    """Return what Maria is not asked for."""
    with scene.stage.store.read() as tx:
        return tx.silences.of_person(scene.actor(scene.maria).id)
