"""One thing somebody did: who it was, what they may be told, and the services that do it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, wait
from dataclasses import dataclass
from typing import TypeVar

from slack_sdk.models.views import View

from bot.domain.local_time import Rhythm, zone_named
from bot.domain.people import Actor
from bot.domain.readers import Reader
from bot.errors import NotFound
from bot.i18n import Translator, translator
from bot.services.everything import Services
from handlers.background import Background
from handlers.blocks.layout import Look
from handlers.blocks.modals import loading, notice, said
from handlers.mishaps import sentence_for
from handlers.surface import Surface

T = TypeVar("T")
_PATIENCE_SECONDS = 1.5
"""Slack waits three; the rest is for the way there and back."""
_ANSWER_ARRIVES_SECONDS = 0.5
_LARGEST = 2**63
"""No database has a larger number; whoever sends one made it up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What every listener that a person triggers is given; made by ``handlers/middleware.py``."""

    services: Services
    background: Background
    surface: Surface
    actor: Actor
    reader: Reader

    @property
    def translate(self) -> Translator:
        """Speak this person's language."""
        return translator(self.reader.locale)

    def tell(self, look: Look) -> None:
        """Say something to this person alone, where they are looking."""
        self.surface.tell(look, self.reader)

    def say(self, *lines: str) -> None:
        """Say a few lines to this person alone; what people typed in them is escaped already."""
        self.tell(said(*lines))

    def show(self, view: View) -> None:
        """Show a modal."""
        self.surface.show(view)

    def redraw(self, look: Look) -> None:
        """Show a thing as it is now where its button was pressed."""
        self.surface.redraw(look, self.reader)

    def redraw_message(self, look: Look) -> None:
        """Do so in a message only: a modal is needed for something else."""
        if not self.surface.view:
            self.redraw(look)

    def number(self, letter: str) -> int:
        """Return a number out of a button or modal; raises NotFound for one that is not there."""
        value = self.surface.given.get(letter)
        try:
            number = int(value if value is not None else "")
        except ValueError as error:
            raise NotFound from error
        if not 0 <= number < _LARGEST:
            raise NotFound
        return number

    def span(self, letter: str) -> tuple[int, int]:
        """Return the first and the last number of a row, out of a button; raises NotFound."""
        first, _, last = self.text(letter).partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            raise NotFound
        return int(first), int(last)

    def text(self, letter: str) -> str:
        """Return a text out of a button or modal; empty where it is not there."""
        return str(self.surface.given.get(letter, ""))

    def afterwards(self, work: Callable[[], View]) -> None:
        """Do what may take longer than Slack waits, and show what came of it.

        What is done soon is the answer itself, and what goes wrong soon is raised, so that it is
        said beside the field. Otherwise the answer says that it takes a moment, and the view comes
        later in its place: not before that answer has arrived, which would cover it for good.
        """
        errand: Future[View] = Future()
        self.background.soon(lambda: self._carry_out(work, errand))
        wait((errand,), timeout=_PATIENCE_SECONDS)
        self.show(loading(self.reader) if errand.cancel() else errand.result())

    def _carry_out(self, work: Callable[[], View], errand: "Future[View]") -> None:
        try:
            view = work()
        except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it was
            if _is_awaited(errand.set_exception, error):
                return
            view = notice(said(sentence_for(error, self.reader.locale)), self.reader)
        else:
            if _is_awaited(errand.set_result, view):
                return
        threading.Event().wait(_ANSWER_ARRIVES_SECONDS)
        self.surface.update_later(view, text=self.translate("It is done. Here is what came of it."))


def _is_awaited(hand_over: Callable[[T], None], thing: T) -> bool:
    """Hand over what came of an errand; False where nobody waits for it any more."""
    try:
        hand_over(thing)
    except InvalidStateError:
        return False
    return True


def reader_of(actor: Actor) -> Reader:
    """Return how a person reads: their language, their own clock."""
    zone = actor.person.rhythm(Rhythm(zone=zone_named(None))).zone
    return Reader(locale=actor.person.locale, zone=zone)
