"""A little world to play: three people, two channels, a clock with something to come."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient

from bot.clock import SteppedClock
from bot.simulator.playground import CastMember, Coming, Suggestion
from bot.simulator.slack import LocalSlack
from tests.simulator.playground.small_bot import MANIFEST, start_bot

START = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
PEOPLE = (
    ("Maya Torres", "Facilitator", "America/New_York"),
    ("Ken Adeyemi", "Principal, Lakeside", "Africa/Lagos"),
    ("Sofia Lindqvist", "New here", "Asia/Tokyo"),
)


class SmallWorld:
    """A world as the playground wants it, with a reminder at every next half past twelve UTC."""

    zone = "America/New_York"

    def __init__(self) -> None:
        """Begin on the first of September, 08:30 in New York."""
        self._end: Callable[[], None] = lambda: None
        self.hold = threading.Event()
        self.hold.set()
        self._build()

    def _build(self) -> None:
        self.clock = SteppedClock(START)
        self.slack = LocalSlack(clock=self.clock, manifest=MANIFEST)
        self.slack.start()
        people = [self.slack.add_person(name, zone=zone) for name, _, zone in PEOPLE]
        ids = tuple(person.id for person in people)
        self.people = dict(zip(("maya", "ken", "sofia"), ids, strict=True))
        self.channel = self.slack.add_channel("principals", members=ids[:2]).id
        self.hall = self.slack.add_channel("town-hall", members=ids).id
        self.attic = self.slack.add_channel("attic", members=ids[:1], with_bot=False).id
        self._end = start_bot(self.slack)
        client = WebClient(token=self.slack.workspace.bot_token, base_url=self.slack.api_url)
        self._client = client

    def close(self) -> None:
        """End the bot and the local Slack."""
        self._end()
        self.slack.stop()

    def cast(self) -> Sequence[CastMember]:
        """Return the three."""
        return [
            CastMember(person_id=key, name=name, role=role, zone=zone)
            for key, (name, role, zone) in zip(self.people.values(), PEOPLE, strict=True)
        ]

    def settle(self) -> None:
        """Nothing waits here: the small bot answers at once."""

    def next_event(self) -> Coming | None:
        """Return the next reminder."""
        now = self.clock.now()
        today = now.replace(hour=12, minute=30, second=0, microsecond=0)
        return Coming(at=today + timedelta(days=1), words="Reminder of the conference")

    def jump_to(self, instant: datetime) -> None:
        """Play every reminder on the way; a test may hold the jump up."""
        self.hold.wait(10)
        while (coming := self.next_event()) is not None and coming.at <= instant:
            self.clock.step_to(coming.at)
            text = "The conference is near."
            self._client.chat_postMessage(channel=self.people["ken"], text=text)
        self.clock.step_to(instant)

    def start_afresh(self) -> None:
        """Throw everything away and build it again."""
        self.close()
        self._build()

    def suggestions(self, person_id: str) -> Sequence[Suggestion]:
        """Return what to try: the facilitator has one more."""
        hints = [Suggestion(label="Write down what you saw", command="/reflect")]
        if person_id == self.people["maya"]:
            hints.append(Suggestion(label="See every block", command="/rounds all"))
        hints.append(Suggestion(label="Look around", hint="Open the channels on the left."))
        return hints
