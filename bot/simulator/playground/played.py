"""The world of the playground: a network that is under way, with somebody to be and things to do.

Five of its people wait to be played; the others live their own lives whenever the clock moves.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from threading import RLock

from bot.clock import Clock
from bot.domain.deliveries import NewDelivery
from bot.domain.kinds import Kind
from bot.i18n import mark, plural, translator
from bot.simulator.cast import FACILITATOR, LEAD, PRINCIPALS, STRANGER, Character
from bot.simulator.play import Plan, Play
from bot.simulator.playground.world import CastMember, Coming, Suggestion
from bot.simulator.slack import LocalSlack
from bot.simulator.stage import Stage

_MEMBERS = 12
_PLAYED = (FACILITATOR, PRINCIPALS[0], PRINCIPALS[2], PRINCIPALS[3], LEAD, STRANGER)
"""In the order of the switcher: the facilitator first, three principals in three zones."""
_BEGAN = date(2026, 9, 1)
_OPENS = datetime(2026, 10, 13, 14, 0, tzinfo=UTC)
"""The week before a conference, in office hours from Los Angeles to New York."""
_FORESIGHT = timedelta(days=45)
_MEETING_PLACE = "town-square"
"""Where everybody of the cast is, so that lead and stranger have somewhere to type a command."""
_SECOND = "valley-principals"
_SECOND_MEMBERS = PRINCIPALS[_MEMBERS : _MEMBERS + 4]
"""A channel with people and no network yet: whoever plays can begin a second one there."""
_PATIENCE = timedelta(days=3)
"""How long the facilitator of the cast leaves a step to whoever plays."""

_SAYS = {
    Kind.ANNOUNCEMENT: mark("A gathering is announced in the channel."),
    Kind.REMINDER: mark("Reminders of a gathering go out."),
    Kind.GATHERING_CHANGED: mark("People hear of a new date."),
    Kind.FORM_PROMPT: mark("People are offered a reflection."),
    Kind.TOOL: mark("Something of the toolkit is brought or asked about."),
    Kind.STEP_PROMPT: mark("A step of the inquiry opens."),
    Kind.INQUIRY_BOARD: mark("The board of the inquiry changes."),
    Kind.CHECKIN_PROMPT: mark("The check-in is asked."),
    Kind.NUDGE: mark("A nudge goes out."),
    Kind.RECEIPT: mark("A receipt is on its way."),
    Kind.CREDITED: mark("Somebody hears that they are named among those who wrote something."),
    Kind.TOOK_PART: mark("Somebody hears that an anonymous answer counts."),
    Kind.SHARED_ENTRY: mark("Something is shared in the channel."),
    Kind.FOLLOW_UP: mark("A next step comes back to its author."),
    Kind.CHECK_BACK: mark("A partner is asked to ask how a next step went."),
    Kind.PARTNERS: mark("People hear who their partners are."),
    Kind.PARTNER_NEWS: mark("The facilitator hears of partners."),
    Kind.PHASE_SUMMARY: mark("The channel hears of a new phase."),
    Kind.WELCOME: mark("New members are greeted."),
    Kind.TROUBLE: mark("The facilitator hears of a trouble."),
    Kind.DIGEST: mark("What waited for somebody comes together."),
    Kind.STILL_HERE: mark("Somebody is asked whether to go on asking."),
}


class PlayedWorld:
    """Fulfil ``World`` with a play that somebody has joined."""

    def __init__(self) -> None:
        """Play the first weeks, so that there is something to see."""
        self._lock = RLock()
        self._begin()

    def _begin(self) -> None:
        began = datetime.combine(_BEGAN, datetime.min.time(), UTC) + timedelta(hours=13)
        self._stage = Stage(began).open()
        plan = Plan(start=_BEGAN, cast=PRINCIPALS[:_MEMBERS])
        self._play = Play(stage=self._stage, plan=plan, played=frozenset(_PLAYED))
        for character in _PLAYED:
            self._stage.admit(character)
        self._play.open(patience=_PATIENCE)
        self._add_places()
        self._play.go_on(began + timedelta(days=20))
        self._play.enter_next_phase()
        self._play.go_on(_OPENS)

    def _add_places(self) -> None:
        """Add the channels without a network, where the page offers no way to make one."""
        played = tuple(self._stage.admit(one).id for one in _PLAYED)
        leading = (FACILITATOR, LEAD, *_SECOND_MEMBERS)
        second = tuple(self._stage.admit(one).id for one in leading)
        self.slack.add_channel(_SECOND, private=True, members=second)
        self.slack.add_channel(_MEETING_PLACE, members=played)

    @property
    def slack(self) -> LocalSlack:
        """The local Slack of this round."""
        return self._stage.slack

    @property
    def clock(self) -> Clock:
        """The movable clock of this round."""
        return self._stage.clock

    @property
    def zone(self) -> str:
        """The network's own zone."""
        return FACILITATOR.zone

    def cast(self) -> Sequence[CastMember]:
        """Return who can be played."""
        return [
            CastMember(
                person_id=self._stage.admit(one).id, name=one.name, role=one.line, zone=one.zone
            )
            for one in _PLAYED
        ]

    def next_event(self) -> Coming | None:
        """Return what will happen next: a message, or what somebody of the cast does."""
        with self._lock:
            acts = self._play.next_act()
            rows = [*self._stage.bot.ticks.waiting(), *self._foreseen()]
        rows.sort(key=lambda row: row.due_at)
        if rows and (acts is None or rows[0].due_at <= acts.at):
            return Coming(at=rows[0].due_at, words=_words(rows))
        if acts is None:
            return None
        doing = translator()(mark("{name} does something.")).format(name=acts.who.name)
        return Coming(at=acts.at, words=doing)

    def settle(self) -> None:
        """Deliver what waits, receipts above all."""
        with self._lock:
            self._stage.rest()
            self._play.settle()

    def jump_to(self, instant: datetime) -> None:
        """Play on to an instant."""
        with self._lock:
            self._play.go_on(instant)

    def start_afresh(self) -> None:
        """Begin again from the first day."""
        with self._lock:
            old = self._stage
            self._begin()
            old.close()

    def close(self) -> None:
        """Take everything down."""
        with self._lock:
            self._stage.close()

    def suggestions(self, person_id: str) -> Sequence[Suggestion]:
        """Return what this person could do now."""
        who = next((one for one in _PLAYED if self._stage.admit(one).id == person_id), STRANGER)
        return tuple(_SUGGESTIONS[_part(who)])

    def _foreseen(self) -> tuple[NewDelivery, ...]:
        return self._stage.bot.ticks.planning.foresee(self._stage.now + _FORESIGHT)


def _part(who: Character) -> str:
    if who in PRINCIPALS:
        return "principal"
    return {FACILITATOR: "facilitator", LEAD: "lead"}.get(who, "stranger")


def _words(rows: Sequence[NewDelivery]) -> str:
    """Return what comes first, in words, and how many it reaches."""
    first = rows[0]
    together = [row for row in rows if row.due_at == first.due_at]
    kinds = Counter(row.kind for row in together)
    kind, count = kinds.most_common(1)[0]
    words = translator()(_SAYS[kind])
    if not first.recipient.startswith("person:"):
        return words
    return f"{words} {plural('({count} person)', '({count} people)', count)}"


_SUGGESTIONS = {
    "facilitator": (
        Suggestion(
            label=mark("See how the network stands"), command="/rounds", hint=mark("Or open Home.")
        ),
        Suggestion(
            label=mark("Nudge those who have not answered"),
            command="/nudge",
            hint=mark("You see the words and everybody's hour before anything is sent."),
        ),
        Suggestion(
            label=mark("Look at the step of the inquiry"),
            command="/inquiry",
            hint=mark("Adopt a question, tick what is done, move on."),
        ),
        Suggestion(
            label=mark("Move the next conference"),
            command="/conference",
            hint=mark("Everybody invited hears of it privately."),
        ),
    ),
    "principal": (
        Suggestion(
            label=mark("Do today's task"), command="/rounds", hint=mark("Whatever is waiting.")
        ),
        Suggestion(
            label=mark("Answer the step of the inquiry"),
            command="/inquiry",
            hint=mark("Begin, close the form, come back: your draft is kept."),
        ),
        Suggestion(
            label=mark("Check in"), command="/checkin", hint=mark("Three questions, a minute.")
        ),
        Suggestion(
            label=mark("Write a reflection"),
            command="/reflect",
            hint=mark("You choose who may read it, and can change that later."),
        ),
        Suggestion(
            label=mark("See the next conference"),
            command="/conference",
            hint=mark("Say whether you come."),
        ),
    ),
    "lead": (
        Suggestion(label=mark("See all networks"), command="/rounds", hint=mark("Or open Home.")),
        Suggestion(
            label=mark("Let somebody facilitate"),
            command="/rounds appoint",
            hint=mark("A facilitator can begin networks."),
        ),
        Suggestion(
            label=mark("Begin another network"),
            command="/rounds setup",
            hint=mark("In a channel that has none yet, such as #valley-principals."),
        ),
    ),
    "stranger": (
        Suggestion(
            label=mark("Ask what this is"),
            command="/rounds",
            hint=mark("Somebody who belongs to no network is told kindly how to join."),
        ),
        Suggestion(label=mark("Read what is kept"), command="/rounds privacy", hint=""),
    ),
}
