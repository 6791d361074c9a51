"""Library: practice notes, the toolkit, readings, and everything that can be written (S5, S25)."""

from collections.abc import Sequence

from slack_bolt import Ack, App

from bot.domain import permissions
from bot.domain.networks import Network
from bot.domain.offers import Part
from bot.domain.practice import Search
from bot.i18n import mark
from handlers.blocks import library as blocks
from handlers.blocks import library_modules, library_toolkit, library_writing
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.commands import Verb, in_network
from handlers.turn import Turn


def practice(turn: Turn, network: Network) -> None:
    """Show the practice notes that members share."""
    _show_shelf(turn, network.id, Search())


def toolkit(turn: Turn, network: Network) -> None:
    """Show what helps in the phase the network is in."""
    shelf = turn.services.toolkit.look(turn.actor, network.id)
    turn.show(library_toolkit.toolkit_modal(shelf, turn.reader))


def write(turn: Turn, network: Network) -> None:
    """Show everything that can be written at any time."""
    desk = turn.services.writing.desk(turn.actor, network.id)
    turn.show(library_writing.desk_modal(desk, turn.reader))


VERBS: Sequence[Verb] = (
    Verb(
        word="write",
        hint=mark("Shows everything you can write, and who will read it."),
        run=in_network("write", write),
        needs=permissions.Verb.WRITE_ENTRY,
    ),
    Verb(
        word="practice",
        hint=mark("Shows what others have tried at their schools, and takes what you tried."),
        run=in_network("practice", practice, part=Part.PRACTICE),
        needs=permissions.Verb.SEE_LIBRARY,
        part=Part.PRACTICE,
    ),
    Verb(
        word="toolkit",
        hint=mark("Shows what is good to know and to try in this phase."),
        run=in_network("toolkit", toolkit, part=Part.TOOLKIT),
        needs=permissions.Verb.SEE_LIBRARY,
        part=Part.TOOLKIT,
    ),
)


def register(app: App) -> None:
    """Listen to the buttons of notes, of the toolkit and of readings."""
    app.action(starting(Action.OPEN_SHELF))(open_shelf)
    app.action(Action.SEARCH_NOTES)(ask_what_to_look_for)
    app.view_submission(Callback.SEARCH_NOTES)(look_for)
    app.action(starting(Action.OPEN_NOTE))(open_note)
    app.action(Action.TRY_NOTE)(try_note)
    app.action(Action.NOTE_NOT_TRIED)(take_note_back)
    app.action(starting(Action.OPEN_TOOLKIT))(open_toolkit)
    app.action(starting(Action.OPEN_TOOL))(open_tool)
    app.action(Action.TRY_TOOL)(try_tool)
    app.action(Action.TOOL_NOT_TRIED)(take_tool_back)
    app.action(starting(Action.OPEN_READING))(open_reading)
    app.action(starting(Action.OPEN_PROTOCOL))(open_protocol)


def open_shelf(ack: Ack, turn: Turn) -> None:
    """Show a page of the notes, as they were looked for."""
    ack()
    _show_shelf(turn, turn.number("n"), _search(turn))


def ask_what_to_look_for(ack: Ack, turn: Turn) -> None:
    """Ask for a word and a school."""
    ack()
    shelf = turn.services.library.look(turn.actor, turn.number("n"), _search(turn))
    if shelf is None:
        turn.tell(blocks.no_notes(turn.reader))
    else:
        turn.show(blocks.search_modal(shelf, turn.reader))


def look_for(ack: Ack, turn: Turn) -> None:
    """Show what was looked for."""
    ack()
    typed = turn.surface.typed
    search = blocks.searched(typed.get(Block.SEARCH), typed.get(Block.SCHOOL))
    _show_shelf(turn, turn.number("n"), search)


def open_note(ack: Ack, turn: Turn) -> None:
    """Show one note."""
    ack()
    view = turn.services.library.open(turn.actor, turn.number("e"))
    turn.show(blocks.note_modal(view, _search(turn), turn.reader))


def try_note(ack: Ack, turn: Turn) -> None:
    """Keep that somebody tried a note; the message in the channel counts it by the outbox."""
    ack()
    view = turn.services.library.try_it(turn.actor, turn.number("e"))
    if turn.surface.view:
        turn.show(blocks.note_modal(view, _search(turn), turn.reader))
    else:
        turn.say(*blocks.tried_words(view, turn.reader))


def take_note_back(ack: Ack, turn: Turn) -> None:
    """Take "I tried this" back."""
    ack()
    view = turn.services.library.take_back(turn.actor, turn.number("e"))
    turn.show(blocks.note_modal(view, _search(turn), turn.reader))


def open_toolkit(ack: Ack, turn: Turn) -> None:
    """Show the toolkit: of the phase, or of all."""
    ack()
    everything = bool(turn.number("i"))
    shelf = turn.services.toolkit.look(turn.actor, turn.number("n"), everything=everything)
    turn.show(library_toolkit.toolkit_modal(shelf, turn.reader))


def open_tool(ack: Ack, turn: Turn) -> None:
    """Show one item, from the list or from a message."""
    ack()
    view = turn.services.toolkit.open(turn.actor, turn.number("n"), turn.text("k"))
    turn.show(library_toolkit.tool_modal(view, turn.reader, everything=_everything(turn)))


def try_tool(ack: Ack, turn: Turn) -> None:
    """Keep that somebody tried an item."""
    ack()
    view = turn.services.toolkit.try_it(turn.actor, turn.number("n"), turn.text("k"))
    if turn.surface.view:
        turn.show(library_toolkit.tool_modal(view, turn.reader, everything=_everything(turn)))
    else:
        turn.redraw(library_toolkit.tried_tool(view, turn.reader))


def take_tool_back(ack: Ack, turn: Turn) -> None:
    """Take "I tried it" back."""
    ack()
    view = turn.services.toolkit.take_back(turn.actor, turn.number("n"), turn.text("k"))
    turn.show(library_toolkit.tool_modal(view, turn.reader, everything=_everything(turn)))


def open_reading(ack: Ack, turn: Turn) -> None:
    """Show one reading of a module."""
    ack()
    view = turn.services.toolkit.reading(
        turn.actor,
        turn.number("n"),
        phase_id=turn.text("s"),
        module_id=turn.text("k"),
        place=turn.number("i"),
    )
    turn.show(library_modules.reading_modal(view, turn.reader))


def open_protocol(ack: Ack, turn: Turn) -> None:
    """Show how a conversation goes."""
    ack()
    network_id = turn.number("n")
    protocol = turn.services.toolkit.protocol(turn.actor, network_id, turn.text("k"))
    turn.show(library_modules.protocol_modal(protocol, network_id, turn.reader))


def _show_shelf(turn: Turn, network_id: int, search: Search) -> None:
    shelf = turn.services.library.look(turn.actor, network_id, search)
    if shelf is None:
        turn.tell(blocks.no_notes(turn.reader))
    else:
        turn.show(blocks.shelf_modal(shelf, turn.reader))


def _search(turn: Turn) -> Search:
    """Return what is looked for, as the pressed button carries it."""
    page = turn.number("i") if "i" in turn.surface.given else 0
    return Search(words=turn.text("z"), school=turn.text("y") or None, page=page)


def _everything(turn: Turn) -> bool:
    """Whether the list of all phases was open before."""
    return "i" in turn.surface.given and bool(turn.number("i"))
