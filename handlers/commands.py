"""Read what somebody typed after a slash, and the buttons that stand for it.

Verbs are rows in tables of the features. One word is enough for each; whatever needs more opens a
form. A bare command does the most useful thing, ``help`` always works, and a word nobody knows is
answered with the nearest one and a button.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.i18n import mark
from handlers.blocks import help as pages
from handlers.blocks.ids import Action, starting
from handlers.turn import Turn

COMMANDS: Mapping[str, str] = {
    "/rounds": "",
    "/checkin": "checkin",
    "/inquiry": "inquiry",
    "/reflect": "reflect",
    "/conference": "conference",
    "/nudge": "nudge",
}
"""The commands of the manifest, each with the word under which its verbs stand."""

HELP = "help"
_NEAR = 0.6
Run = Callable[[Turn], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Verb:
    """A row in a feature's table: the word, what it does in a few words, and who may do it."""

    word: str
    hint: str
    """A sentence of the catalogue, for help."""
    run: Run
    needs: permissions.Verb


class Commands:
    """The router over the tables of all features."""

    def __init__(self, verbs: Iterable[Verb]) -> None:
        """Know all verbs, and add the one that tells of them."""
        known = {verb.word: verb for verb in verbs}
        explain = Verb(
            word=HELP,
            hint=mark("Shows this page."),
            run=self.help,
            needs=permissions.Verb.SEE_HELP,
        )
        self._verbs: Mapping[str, Verb] = {**known, HELP: explain}

    @property
    def words(self) -> Sequence[str]:
        """Every word that is understood."""
        return tuple(self._verbs)

    def register(self, app: App) -> None:
        """Listen to the commands of the manifest and to the buttons that stand for them."""
        for command in COMMANDS:
            app.command(command)(self.answer_command)
        app.action(starting(Action.RUN_COMMAND))(self.press_command)
        app.action(starting(Action.CHOOSE_NETWORK))(self.press_command)

    def answer_command(self, ack: Ack, turn: Turn, command: Mapping[str, Any]) -> None:
        """Do what somebody typed."""
        ack()
        words = (COMMANDS[command["command"]], *command.get("text", "").lower().split())
        self.run(turn, " ".join(word for word in words if word))

    def press_command(self, ack: Ack, turn: Turn) -> None:
        """Do what a button stands for."""
        ack()
        self.run(turn, turn.text("v"))

    def run(self, turn: Turn, said: str) -> None:
        """Run the verb that was said, or answer with the nearest one."""
        verb = self._verbs.get(HELP if HELP in said.split() else said)
        if verb is None:
            turn.tell(pages.unknown(said, self._nearest(said), turn.reader))
            return
        verb.run(turn)

    def help(self, turn: Turn) -> None:
        """Tell what this person can say, with a line for each."""
        allowed = turn.services.home.allowed(
            turn.actor, [one.needs for one in self._verbs.values()]
        )
        offered = {
            verb.word: pages.Offered(typed=_as_typed(verb.word), hint=verb.hint)
            for verb in self._verbs.values()
            if verb.needs in allowed
        }
        turn.tell(pages.help_page(offered, turn.reader))

    def _nearest(self, said: str) -> str | None:
        """Return the word that was probably meant: a near one, else the first word's own verb."""
        near = get_close_matches(said, [one for one in self._verbs if one], n=1, cutoff=_NEAR)
        first = said.partition(" ")[0]
        return next(iter(near), first if first in self._verbs else None)


def in_network(word: str, run: Callable[[Turn, Network], None]) -> Run:
    """Return a verb that is about one network: the button's, the channel's, or the only one.

    A person with several is asked which one is meant; a stranger is told how to join.
    """

    def run_there(turn: Turn) -> None:
        networks = _networks(turn)
        if len(networks) == 1:
            run(turn, networks[0])
        elif networks:
            turn.tell(pages.choose_network(networks, word, turn.reader))
        else:
            start = permissions.Verb.START_NETWORK
            can_start = start in turn.services.home.allowed(turn.actor, [start])
            turn.tell(pages.stranger(turn.reader, can_start=can_start))

    return run_there


def _networks(turn: Turn) -> tuple[Network, ...]:
    if "n" in turn.surface.given:
        return (turn.services.networks.get(turn.actor, turn.number("n")),)
    return turn.services.networks.of(turn.actor, channel_id=turn.surface.channel_id)


def _as_typed(word: str) -> str:
    """Return how a verb is typed: everyday verbs are commands of their own."""
    everyday = {own: command for command, own in COMMANDS.items()}
    first, _, rest = word.partition(" ")
    if first in everyday:
        return f"{everyday[first]} {rest}".strip()
    return f"/rounds {word}"
