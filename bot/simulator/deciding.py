"""The facilitator of the cast leads decisions: opens them one after the other, counts, settles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from bot.domain.decisions import Stage
from bot.domain.networks import Network
from bot.domain.people import Actor
from bot.services.decisions import DecisionView
from bot.simulator.cast import FACILITATOR
from bot.simulator.duties import Duty
from bot.simulator.opening import Begun
from bot.simulator.slack import PersonSession
from bot.simulator.stage import Stage as Scenery
from handlers.blocks.ids import Action, numbered

_FIRST = timedelta(weeks=3)
_APART = timedelta(weeks=5)
"""So that nobody proposes and votes on everything in the same week."""
_BEFORE_THE_END = timedelta(weeks=8)
_PATIENCE = timedelta(days=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deciding:
    """Decides once for each stage of each decision what the facilitator does about it."""

    stage: Scenery
    begun: Begun

    def duties(self, actor: Actor, network: Network) -> Iterator[Duty]:
        """Yield what is open at this moment."""
        views = self.stage.bot.services.decisions.see(actor, network.id)
        for number, view in enumerate(views):
            latest, place = view.latest, f"{view.decision.id}/{view.level}"
            if latest is None:
                day = _opening(view, number)
                act = partial(self._press, number, (Action.OPEN_ROUND,), "opens", view)
                yield Duty(name=f"open/{place}", when=day, act=act)
            elif latest.stage is Stage.COLLECTING:
                at = (latest.opened_at + _PATIENCE).date()
                act = partial(self._press, number, (Action.BEGIN_VOTE,), "begins the vote on", view)
                yield Duty(name=f"vote/{latest.id}", when=at, act=act)
            elif latest.stage is Stage.VOTING:
                at = ((latest.voting_since or latest.opened_at) + _PATIENCE).date()
                act = partial(self._settle, number, view)
                yield Duty(name=f"settle/{latest.id}", when=at, act=act)

    def _press(
        self, number: int, buttons: tuple[Action, ...], told: str, view: DecisionView
    ) -> str:
        session = self._at(number)
        for one in buttons:
            session.click(one)
        session.close(all_views=True)
        return f"{told} {view.decision.name}"

    def _settle(self, number: int, view: DecisionView) -> str:
        session = self._at(number)
        session.click(Action.COUNT_VOTES)
        if session.modal is not None and "submit" not in session.modal.raw:
            session.close(all_views=True)
            return self._press(number, (Action.CLOSE_ROUND,), "ends without a decision", view)
        sent = session.submit()
        session.close(all_views=True)
        name = view.decision.name
        return f"settles {name}" if sent.ok else f"could not settle {name}: {sent}"

    def _at(self, number: int) -> PersonSession:
        """Sit down before one decision."""
        session = self.stage.person(FACILITATOR)
        session.command("/rounds", "decide", channel=self.begun.channel_id)
        session.click(numbered(Action.OPEN_DECISION, number))
        return session


def _opening(view: DecisionView, number: int) -> date:
    """Return when a decision is opened; what is only chosen from is what becomes of the network."""
    network = view.network
    if view.decision.ask is None:
        last = network.starts_on + timedelta(weeks=network.programme.weeks)
        return last - _BEFORE_THE_END
    return network.starts_on + _FIRST + number * _APART
