"""What happens in a workspace is told to the bot, if it asked for it."""

from datetime import timedelta
from typing import Any

from bot.clock import SteppedClock
from bot.simulator.slack import Channel, LocalSlack, Person
from tests.simulator.slack.kit import home, section
from tests.simulator.slack.tiny_bot import TinyBot, client_of, manifest

Json = dict[str, Any]


def events(slack: LocalSlack, name: str) -> list[int]:
    """Return the attempts at which an event was delivered."""
    return [entry.attempt for entry in slack.log if entry.name == name]


def test_home_is_opened_and_published(slack: LocalSlack, bot: TinyBot, ana: Person) -> None:
    """app_home_opened carries the Home of last time."""
    seen: list[Json] = []

    @bot.app.event("app_home_opened")
    def publish(event: Json, client: Any) -> None:
        seen.append(event)
        client.views_publish(user_id=event["user"], view=home(section("Today")))

    who = slack.person(ana.id)
    first, second = who.open_home(), who.open_home()

    assert (first.ok, second.ok) == (True, True)
    assert who.home is not None
    assert who.home["blocks"][0]["text"]["text"] == "Today"
    assert ("view" in seen[0], seen[1]["view"]["type"]) == (False, "home")


def test_coming_and_going_are_told(
    slack: LocalSlack, bot: TinyBot, ana: Person, room: Channel
) -> None:
    """Also of the bot itself, and of people's zones and accounts."""
    bot.hear("member_joined_channel", "member_left_channel", "message", "user_change")
    sam = slack.add_person("Sam Stranger")
    slack.person(sam.id).join(room.id)
    slack.person(ana.id).leave(room.id)
    client_of(slack).conversations_create(name="trio")
    slack.change_zone(sam.id, "Europe/London")
    slack.deactivate(sam.id)
    slack.wait_idle()

    moved = {(event["type"], event["user"]) for event in bot.heard if "member" in event["type"]}
    changed = [event["user"] for event in bot.heard if event["type"] == "user_change"]
    assert moved == {
        ("member_joined_channel", sam.id),
        ("member_left_channel", ana.id),
        ("member_joined_channel", slack.workspace.bot_user_id),
    }
    assert {(user["tz"], user["deleted"]) for user in changed} == {
        ("Europe/London", False),
        ("Europe/London", True),
    }


def test_only_declared_events_are_delivered(clock: SteppedClock) -> None:
    """And only those whose scope was granted."""
    quiet = manifest(events=["user_change"], scopes=["channels:read"])
    with LocalSlack(clock=clock, manifest=quiet) as slack:
        bot = TinyBot(slack)
        bot.listen()
        ana = slack.add_person("Ana Okafor")
        slack.change_zone(ana.id, "Europe/London")
        slack.person(ana.id).open_home()
        slack.wait_idle()
        bot.close()

    assert [entry.name for entry in slack.log if entry.direction == "delivery"] == []


def test_an_unanswered_event_comes_again(
    slack: LocalSlack, clock: SteppedClock, bot: TinyBot, ana: Person
) -> None:
    """At once when somebody listens again, then after a minute; it stays the same event."""
    bot.close()
    slack.wait_connected(0)
    slack.change_zone(ana.id, "Europe/London")
    slack.wait_idle()
    first = events(slack, "user_change")

    bot.listen()
    slack.wait_idle()
    bot.hear("user_change")
    for minutes in (1, 5):
        clock.step(timedelta(minutes=minutes))
        slack.wait_idle()

    assert first == [0]
    assert events(slack, "user_change") == [0, 1, 2]
    entries = [entry for entry in slack.log if entry.name == "user_change"]
    assert len({entry.arguments["event_id"] for entry in entries}) == 1
    assert [found.kind for found in slack.violations] == ["late_ack"]


def test_uninstalling_is_told_before_it_happens(slack: LocalSlack, bot: TinyBot) -> None:
    """Both events arrive; afterwards commands are none."""
    seen: list[str] = []
    ana = slack.add_person("Ana Okafor")

    @bot.app.event("tokens_revoked")
    def revoked(event: Json) -> None:
        seen.append(event["type"])

    @bot.app.event("app_uninstalled")
    def uninstalled(event: Json) -> None:
        seen.append(event["type"])

    slack.uninstall(slack.workspace)
    slack.wait_idle()

    assert sorted(seen) == ["app_uninstalled", "tokens_revoked"]
    assert slack.person(ana.id).command("/checkin").status == "failed"
