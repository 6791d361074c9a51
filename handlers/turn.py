"""One thing somebody did: who it was, what they may be told, and the services that do it."""

from collections.abc import Callable
from dataclasses import dataclass

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

    def text(self, letter: str) -> str:
        """Return a text out of a button or modal; empty where it is not there."""
        return str(self.surface.given.get(letter, ""))

    def afterwards(self, work: Callable[[], View]) -> None:
        """Show that it takes a moment, do it after the answer, then show what came of it."""
        self.show(loading(self.reader))
        self.background.soon(lambda: self._finish(work))

    def _finish(self, work: Callable[[], View]) -> None:
        try:
            view = work()
        except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it was
            view = notice(said(sentence_for(error, self.reader.locale)), self.reader)
        self.surface.update_later(view, text=self.translate("It is done. Here is what came of it."))


def reader_of(actor: Actor) -> Reader:
    """Return how a person reads: their language, their own clock."""
    zone = actor.person.rhythm(Rhythm(zone=zone_named(None))).zone
    return Reader(locale=actor.person.locale, zone=zone)
