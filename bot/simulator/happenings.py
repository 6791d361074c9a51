"""What happens to people of the cast on a day: they go away, pause, move; days off are entered.

A scenario file lists them. Everything is done through the local Slack, as people do it: by slash
commands, modals, and a changed profile.
"""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.domain.calendars import ClosureKind
from bot.domain.local_time import at_wall, zone_named
from bot.domain.people import Digest
from bot.simulator.cast import Character
from bot.simulator.facilitating import open_next_phase
from bot.simulator.opening import Begun
from bot.simulator.slack import Answer, PersonSession, Submission
from bot.simulator.slack.surfaces import walk
from bot.simulator.stage import Stage
from handlers.blocks.ids import Action, Block


class Happening(BaseModel):
    """One thing on one day: ``day`` and ``at`` are of the clock of ``who``, a name of the cast."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    at: time = time(9, 0)
    who: str

    def instant(self, zone: str) -> datetime:
        """Return when it happens to somebody who lives in a zone, in UTC."""
        return at_wall(self.day, self.at, zone=zone_named(zone))

    @abstractmethod
    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Let it happen, and say it in a few words."""


class DaysOff(Happening):
    """A facilitator enters days without school, for all or for one school."""

    does: Literal["days_off"]
    name: str
    since: date
    until: date
    kind: ClosureKind = ClosureKind.CLOSED
    school: str | None = None

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Fill in the form of the calendar."""
        session = stage.person(who)
        session.command("/rounds", "calendar", channel=begun.channel_id)
        session.click(Action.ADD_DAYS)
        session.set(Block.DAYS_NAME, self.name)
        session.set(Block.SINCE, self.since.isoformat())
        session.set(Block.UNTIL, self.until.isoformat())
        session.set(Block.DAYS_KIND, self.kind.value)
        if self.school is not None:
            session.set(Block.SCHOOL, _option(session, Block.SCHOOL, self.school))
        whose = f" of {self.school}" if self.school else ""
        return _sent(session, f"enters {self.name}{whose}, {self.since} to {self.until}")


class Holidays(Happening):
    """A facilitator chooses the place whose public holidays count, such as ``US``."""

    does: Literal["holidays"]
    region: str

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Search for the place in the form of the hours."""
        session = stage.person(who)
        session.command("/rounds", "calendar", channel=begun.channel_id)
        session.click(Action.OPEN_HOURS)
        session.options(Action.REGION, self.region)
        session.set(Block.REGION, self.region)
        return _sent(session, f"lets the public holidays of {self.region} count")


class OpensPhase(Happening):
    """A facilitator opens the next phase, before its weeks are over."""

    does: Literal["opens_phase"]

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Give a reason and open it."""
        return open_next_phase(stage.person(who), begun)


class GoesAway(Happening):
    """Somebody is away for some days."""

    does: Literal["goes_away"]
    since: date
    until: date

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Say so beforehand."""
        session = stage.person(who)
        session.command("/rounds", "away", channel=begun.channel_id)
        session.set(Block.AWAY_SINCE, self.since.isoformat())
        session.set(Block.AWAY_UNTIL, self.until.isoformat())
        return _sent(session, f"will be away {self.since} to {self.until}")


class Pauses(Happening):
    """Somebody wants to hear nothing until a day."""

    does: Literal["pauses"]
    until: date

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Pause, and give the pause an end."""
        session = stage.person(who)
        session.command("/rounds", "pause", channel=begun.channel_id)
        told = session.ephemerals[-1]
        answer = session.click(Action.PAUSE_UNTIL, on=told, value=self.until.isoformat())
        return _done(answer, f"pauses until {self.until}")


class ChoosesDigest(Happening):
    """Somebody wants to hear everything together."""

    does: Literal["chooses_digest"]
    digest: Digest

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Choose it in the settings."""
        session = stage.person(who)
        session.command("/rounds", "settings", channel=begun.channel_id)
        session.set(Block.DIGEST, self.digest.value)
        told = {
            Digest.OFF: "chooses one message at a time",
            Digest.DAILY: "chooses the daily digest",
            Digest.WEEKLY: "chooses the weekly digest",
        }
        return _sent(session, told[self.digest])


class Moves(Happening):
    """Somebody moves to another zone: Slack follows, and the bot hears of it."""

    does: Literal["moves"]
    zone: str

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if zone_named(zone).key != zone:
            raise ValueError(f"no time zone is called {zone}")
        return zone

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Let the profile change."""
        del begun
        stage.slack.change_zone(stage.admit(who).id, self.zone)
        return f"moves to {self.zone}"


class Leaves(Happening):
    """Somebody leaves the network by leaving its channel."""

    does: Literal["leaves"]

    def happen(self, stage: Stage, begun: Begun, who: Character) -> str:
        """Leave; nothing is asked of them from now on."""
        stage.person(who).leave(begun.channel_id)
        return "leaves the network"


AnyHappening = Annotated[
    DaysOff | Holidays | OpensPhase | GoesAway | Pauses | ChoosesDigest | Moves | Leaves,
    Field(discriminator="does"),
]


def _option(session: PersonSession, block_id: Block, words: str) -> str:
    """Return the value of an option that is shown in these words; raises LookupError."""
    view: Mapping[str, Any] = session.modal.raw if session.modal is not None else {"blocks": []}
    for place in walk(view["blocks"]):
        for option in place.element.get("options", ()) if place.block_id == block_id else ():
            if option["text"]["text"] == words:
                return str(option["value"])
    raise LookupError(words)


def _sent(session: PersonSession, what: str) -> str:
    sent = session.submit()
    if session.modal is not None:
        session.close(all_views=True)
    return _done(sent, what)


def _done(answer: Answer | Submission, what: str) -> str:
    return what if answer.ok else f"could not do it ({what}): {answer}"
