"""Read what somebody typed after a slash, and the buttons that stand for it.

Verbs are rows in tables of the features. One word is enough for each; whatever needs more opens a
form. A bare command does the most useful thing, ``help`` always works, and a word nobody knows is
answered with the nearest one and a button.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape
from typing import Any

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.offers import Ask, Part, has
from bot.i18n import mark
from handlers.blocks import help as pages
from handlers.blocks.help import HELP
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
    part: Part | None = None
    """The part of a programme that it is about, where not every one has it."""

    @property
    def ask(self) -> Ask:
        """What makes it somebody's."""
        return Ask(verb=self.needs, part=self.part)


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
        """Do what somebody typed; Slack sends it escaped, and every answer escapes it again."""
        ack()
        typed = unescape(command.get("text", ""))
        words = (COMMANDS[command["command"]], *typed.lower().split())
        self.run(turn, " ".join(word for word in words if word))

    def press_command(self, ack: Ack, turn: Turn) -> None:
        """Do what a button stands for."""
        ack()
        self.run(turn, turn.text("v"))

    def run(self, turn: Turn, said: str) -> None:
        """Run the verb that was said, or answer with the nearest one."""
        verb = self._verbs.get(HELP if HELP in said.split() else said)
        if verb is None:
            turn.tell(pages.unknown(said, self._nearest(turn, said), turn.reader))
        elif turn.actor.is_programme_lead and not _may_somewhere(turn, verb.needs):
            turn.tell(pages.for_members(self._offered(turn), turn.reader))
        else:
            verb.run(turn)

    def help(self, turn: Turn) -> None:
        """Tell what this person can do: as lines where it was typed, else as buttons."""
        if "command" in turn.surface.body:
            turn.tell(pages.help_page(self._offered(turn), turn.reader))
            return
        here = turn.number("n") if "n" in turn.surface.given else None
        offered = self._offered(turn, network_id=here)
        turn.show(pages.help_modal(offered, turn.reader, network_id=here))

    def _offered(self, turn: Turn, *, network_id: int | None = None) -> Mapping[str, pages.Offered]:
        """Return what this person may say and what their networks have, by its word."""
        verbs = self._verbs.values()
        theirs = turn.services.home.offered(
            turn.actor, [one.ask for one in verbs], network_id=network_id
        )
        return {
            one.word: pages.Offered(typed=_as_typed(one.word), hint=one.hint)
            for one in verbs
            if one.ask in theirs
        }

    def _nearest(self, turn: Turn, said: str) -> str | None:
        """Return the word of theirs that was probably meant: a near one, else the first one."""
        offered = [one for one in self._offered(turn) if one]
        near = get_close_matches(said, offered, n=1, cutoff=_NEAR)
        first = said.partition(" ")[0]
        return next(iter(near), first if first in offered else None)


def in_network(word: str, run: Callable[[Turn, Network], None], *, part: Part | None = None) -> Run:
    """Return a verb that is about one network: the button's, the channel's, or the only one.

    A person with several is asked which one is meant, of those that have the ``part`` it is about;
    where it is not there they are told what they can do instead. A stranger is told how to join.
    """

    def run_there(turn: Turn) -> None:
        networks = _networks(turn)
        fitting = [one for one in networks if has(one.programme, part)]
        if len(fitting) == 1:
            run(turn, fitting[0])
        elif fitting:
            turn.tell(pages.choose_network(fitting, word, turn.reader))
        elif networks and part is not None:
            turn.tell(pages.instead(part, networks[0], turn.reader))
        else:
            can_start = _may_somewhere(turn, permissions.Verb.START_NETWORK)
            turn.tell(pages.stranger(turn.reader, can_start=can_start))

    return run_there


def _may_somewhere(turn: Turn, verb: permissions.Verb) -> bool:
    return bool(turn.services.home.offered(turn.actor, [Ask(verb=verb)]))


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
