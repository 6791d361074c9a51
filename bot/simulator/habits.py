"""Habits: what the cast does when the bot writes to them, at their own pace."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.domain.local_time import Rhythm, next_allowed, zone_named
from bot.simulator.cast import Character, Temper
from bot.simulator.filling import fill_and_send
from bot.simulator.slack import Message, PersonSession
from bot.simulator.slack.surfaces import walk
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Callback

_DATE = re.compile(r"<!date\^(\d+)\^")
_OPENERS = (
    Action.OPEN_FORM,
    Action.OPEN_INQUIRY,
    Action.OPEN_CHECKIN,
    Action.OPEN_REFLECT,
    Action.PROPOSE,
    Action.OPEN_VOTE,
)
_FILLED = (Callback.FORM, Callback.VOTE)
_MOST_VIEWS = 3
_WRITES: Mapping[str, float] = {Action.OPEN_FORM: 0.8, Action.OPEN_REFLECT: 0.5}
"""How often somebody answers an offer to reflect; steps and check-ins they always answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Intention:
    """Something somebody is going to do; ``act`` does it and says it in a few words."""

    at: datetime
    who: Character
    act: Callable[[], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """Reads people's direct messages as they do, and decides what follows."""

    stage: Stage
    seed: int = 1
    _chances: dict[str, random.Random] = field(default_factory=dict)
    """One for each person, so that nobody's year depends on what others were sent."""

    def chance(self, who: Character) -> random.Random:
        """Return the chance that decides for somebody; the same seed gives the same year."""
        return self._chances.setdefault(who.name, random.Random(f"{self.seed}/{who.name}"))

    def reactions(self, who: Character, message: Message) -> Iterator[Intention]:
        """Yield what somebody will do about a message that just came."""
        if who.temper is Temper.SILENT or message.deleted:
            return
        actions = {_action(place.action_id) for place in walk(message.blocks)}
        if Action.RSVP_YES in actions:
            at = self._when(who)
            yield Intention(at=at, who=who, act=lambda: self._press(who, message, Action.RSVP_YES))
        if Action.I_AM_HERE in actions and (starts := _first_date(message)) is not None:
            late = timedelta(minutes=self.chance(who).choice((-4, -2, 1, 3, 18)))
            yield Intention(
                at=starts + late, who=who, act=lambda: self._press(who, message, Action.I_AM_HERE)
            )
        if Action.EDIT_ENTRY not in actions:
            yield from self._answers(who, message)

    def _answers(self, who: Character, message: Message) -> Iterator[Intention]:
        """Yield the answers to what a message asks: one thing, or in a digest several."""
        for opener in _openers(message):
            if self.chance(who).random() < _WRITES.get(_action(opener), 1.0):
                act = partial(self._write, who, message, opener)
                yield Intention(at=self._when(who), who=who, act=act)

    def _when(self, who: Character) -> datetime:
        """Return when somebody gets round to it, in their own working hours."""
        rhythm = Rhythm(zone=zone_named(self.stage.zone_of(who)))
        hours = self.chance(who).uniform(0.2, 6.0)
        if who.temper is Temper.LATE:
            hours += self.chance(who).uniform(24, 96)
        return next_allowed(self.stage.now + timedelta(hours=hours), rhythm)

    def _press(self, who: Character, message: Message, action: Action) -> str:
        session = self.stage.person(who)
        current = _as_it_is_now(session, message)
        if current is None or not _has(current, action):
            return ""
        words = _words_on(current, action)
        done = session.click(action, on=current)
        return f"presses: {words}" if done.ok else f"{action.value} {done.error}"

    def _write(self, who: Character, message: Message, opener: str) -> str:
        session = self.stage.person(who)
        current = _as_it_is_now(session, message)
        if current is None or not _has(current, opener):
            return ""
        session.click(opener, on=current)
        if session.modal is None:  # an anonymous form takes one answer, and says so
            return f"presses: {_words_on(current, opener)}"
        return self.write_in_open_form(who, session)

    def write_in_open_form(self, who: Character, session: PersonSession) -> str:
        """Go on from whatever modal is open to the form in it, fill it and send it."""
        for _ in range(_MOST_VIEWS):
            view = session.modal
            if view is None or view.callback_id in _FILLED:
                break
            if not any(one.action_id == Action.OPEN_FORM for one in walk(view.raw["blocks"])):
                break
            session.click(Action.OPEN_FORM)
        view = session.modal
        if view is None:
            return ""
        if view.callback_id not in _FILLED:
            session.close(all_views=True)
            return ""
        title = str(view.raw["title"]["text"])
        today = self.stage.now.astimezone(zone_named(self.stage.zone_of(who))).date()
        sent = fill_and_send(session, self.chance(who), today=today)
        if session.modal is not None:
            session.close(all_views=True)
        ok = sent is not None and sent.ok
        return f"writes: {title}" if ok else f"could not send {title}: {sent}"


def _first_date(message: Message) -> datetime | None:
    """Return the first instant a message names, as the reader sees it."""
    found = _DATE.search(message.text) or _DATE.search(str(message.blocks))
    return datetime.fromtimestamp(int(found.group(1)), UTC) if found else None


def _openers(message: Message) -> list[str]:
    """Return what opens a form: the first button of its kind, and all that are numbered."""
    found = [one.action_id for one in walk(message.blocks) if _action(one.action_id) in _OPENERS]
    numbered = [one for one in found if ":" in one]
    plain = sorted(set(found) - set(numbered), key=lambda one: _OPENERS.index(Action(one)))
    return [*plain[:1], *numbered]


def _action(action_id: str) -> str:
    return action_id.partition(":")[0]


def _has(message: Message, action_id: str) -> bool:
    return any(place.action_id == action_id for place in walk(message.blocks))


def _words_on(message: Message, action_id: str) -> str:
    """Return what a button says."""
    buttons = (one.element for one in walk(message.blocks) if one.action_id == action_id)
    return next((str(one["text"]["text"]) for one in buttons), action_id)


def _as_it_is_now(session: PersonSession, message: Message) -> Message | None:
    return next((one for one in session.inbox if one.ts == message.ts), None)
