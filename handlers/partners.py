"""Partners: one's own and what was agreed; a facilitator draws, looks, swaps and begins (S26)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.matching import Groups
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.errors import Invalid, NotFound
from bot.i18n import mark
from handlers import homes
from handlers.blocks import partners as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def show(turn: Turn, network: Network) -> None:
    """Show somebody's partners; to who facilitates, everybody's."""
    view = turn.services.partners.see(turn.actor, network.id)
    turn.show(blocks.partners_modal(view, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="partners",
        hint=mark("Shows your partner, and what you agreed."),
        run=in_network("partners", show, part=Part.PARTNERS),
        needs=permissions.Verb.SEE_PARTNERS,
        part=Part.PARTNERS,
    ),
)


def register(app: App) -> None:
    """Listen to the buttons of partners and to the modal in which they begin."""
    app.action(starting(Action.OPEN_PARTNERS))(open_partners)
    app.action(Action.DRAW_PARTNERS)(draw)
    app.action(Action.CHANGE_PARTNERS)(change)
    app.action(Action.SWAP_PARTNERS)(swap)
    app.view_submission(Callback.BEGIN_PARTNERS)(begin)
    app.action(starting(Action.FIND_PARTNER))(find_one)


def open_partners(ack: Ack, turn: Turn) -> None:
    """Show partners from a button."""
    ack()
    in_network("partners", show, part=Part.PARTNERS)(turn)


def draw(ack: Ack, turn: Turn) -> None:
    """Draw groups, other ones each time, and show them before anybody hears of it."""
    ack()
    seed = turn.number("i") + 1 if turn.text("i") else 1
    drawn = turn.services.partners.draw(turn.actor, turn.number("n"), seed=seed)
    turn.show(blocks.drawn_modal(drawn, turn.reader, seed=seed))


def change(ack: Ack, turn: Turn) -> None:
    """Show the groups that are, to swap some."""
    ack()
    drawn = turn.services.partners.present(turn.actor, turn.number("n"))
    turn.show(blocks.drawn_modal(drawn, turn.reader, seed=0))


def swap(ack: Ack, turn: Turn) -> None:
    """Let two people change places in the groups that are looked at."""
    ack()
    drawn = turn.services.partners.swap(
        turn.actor, turn.number("n"), _groups(turn), two=_two(turn), amends=_amends(turn)
    )
    turn.show(blocks.drawn_modal(drawn, turn.reader, seed=turn.number("i")))


def begin(ack: Ack, turn: Turn) -> None:
    """Begin with the groups that were looked at; each hears privately."""
    ack()
    view = turn.services.partners.begin(
        turn.actor, turn.number("n"), _groups(turn), amends=_amends(turn)
    )
    turn.show(blocks.partners_modal(view, turn.reader))
    homes.refresh(turn)


def find_one(ack: Ack, turn: Turn) -> None:
    """Put somebody without a partner with others."""
    ack()
    view = turn.services.partners.find_one(turn.actor, turn.number("n"), turn.number("m"))
    turn.show(blocks.partners_modal(view, turn.reader))


def _groups(turn: Turn) -> Groups:
    try:
        return blocks.read_back(turn.surface.rest)
    except ValueError as error:
        raise NotFound from error


def _amends(turn: Turn) -> bool:
    return turn.text("s") == "amends"


def _two(turn: Turn) -> tuple[int, int]:
    """Return whom to swap; raises Invalid where not two are chosen."""
    typed = turn.surface.typed
    one, other = (str(typed.get(block) or "") for block in (Block.SWAP_ONE, Block.SWAP_OTHER))
    if not one.isdigit() or not other.isdigit():
        raise Invalid(mark("Please choose two people to swap."))
    return int(one), int(other)
