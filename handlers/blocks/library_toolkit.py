"""Draw the toolkit: its items, one of them with "I tried it", and counts for who leads (S5)."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.domain.tool_messages import ToolMessage
from bot.domain.tool_prompts import Moment
from bot.domain.toolkit import Reading, Tool
from bot.i18n import translator
from bot.services.library_toolkit import ToolLine, ToolShelf, ToolView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import Look, actions, beside, button, context, section, sections
from handlers.blocks.modals import modal
from handlers.blocks.packing import pack
from handlers.blocks.text import BUDGET, brief, escape, fit, pieces, say, within
from handlers.blocks.times import length

_NAME = 150
_QUESTION = 600
_SHORT = 700
_LINE = 2400


def toolkit_modal(shelf: ToolShelf, reader: Reader) -> View:
    """Draw the items of the phase, or all; what is done already is said beside each."""
    _ = translator(reader.locale)
    blocks: list[Block] = [context(*_opening(shelf, reader))]
    for number, line in enumerate(shelf.lines):
        value = pack(n=shelf.network.id, k=line.tool.id, i=int(shelf.is_all))
        title = say(line.tool.title, reader)
        blocks.append(
            beside(
                button(_("Open"), numbered(Action.OPEN_TOOL, number), value=value, about=title),
                f"*{brief(title, _NAME)}*",
                "  ".join([length(line.tool.minutes, reader), *_done(line, reader)]),
                *_counted(line, reader),
            )
        )
    if shelf.others:
        label = _("Only this phase") if shelf.is_all else _("All phases")
        value = pack(n=shelf.network.id, i=int(not shelf.is_all))
        blocks.append(actions(button(label, Action.OPEN_TOOLKIT, value=value)))
    if shelf.lines:
        small = _("Who leads the network sees how many opened and tried it, not who.")
        blocks.append(context(small))
    return modal(
        _("Toolkit"),
        blocks,
        callback=Callback.LIBRARY,
        reader=reader,
        meta=pack(n=shelf.network.id),
    )


def tool_modal(view: ToolView, reader: Reader, *, everything: bool = False) -> View:
    """Draw one item, the question that goes with it, and what its reader can do."""
    _ = translator(reader.locale)
    tool, value = view.line.tool, pack(n=view.network.id, k=view.line.tool.id, i=int(everything))
    blocks = [*reading_blocks(tool, reader), section(_("*To try*"), _try_it(tool, reader))]
    blocks += [context(one) for one in _counted(view.line, reader)]
    buttons: list[ButtonElement] = []
    if view.can_mark and view.line.tried:
        buttons.append(button(_("I have not tried it"), Action.TOOL_NOT_TRIED, value=value))
    elif view.can_mark:
        buttons.append(button(_("I tried it"), Action.TRY_TOOL, value=value, style="primary"))
    if view.can_mark:
        buttons.append(write_about(view.network, tool, reader))
    back = pack(n=view.network.id, i=int(everything))
    buttons.append(button(_("The toolkit"), Action.OPEN_TOOLKIT, value=back))
    return modal(
        _("Toolkit"),
        [*blocks, actions(*buttons)],
        callback=Callback.LIBRARY,
        reader=reader,
        meta=pack(n=view.network.id),
    )


def reading_blocks(reading: Reading, reader: Reader) -> list[Block]:
    """Draw a title, how long reading takes, and the text or the link."""
    _ = translator(reader.locale)
    title = f"*{brief(say(reading.title, reader), _NAME)}*"
    blocks: list[Block] = [section(title, length(reading.minutes, reader))]
    if reading.text is not None:
        lines = escape(say(reading.text, reader).strip()).splitlines()
        shown, _is_whole = within((piece for one in lines for piece in pieces(one, _LINE)), BUDGET)
        blocks += sections(shown)
    if reading.link is not None:
        blocks.append(section(_("Read it here: {link}").format(link=f"<{escape(reading.link)}>")))
    return blocks


def tool_message(message: ToolMessage, reader: Reader) -> Look:
    """Bring an item before a session, or ask its question after it."""
    _ = translator(reader.locale)
    tool = message.tool
    title = brief(say(tool.title, reader), _NAME)
    occasion = brief(message.occasion, _NAME)
    small = context(occasion, brief(message.network.name, _NAME))
    value = pack(n=message.network.id, k=tool.id)
    if message.moment is Moment.BEFORE:
        line = _("From the toolkit, before we meet: {tool}")
        read = button(_("Open it"), Action.OPEN_TOOL, value=value, style="primary")
        text = [fit(say(tool.text, reader), _SHORT)] if tool.text is not None else []
        blocks: list[Block] = [
            section(line.format(tool=f"*{title}*"), length(tool.minutes, reader)),
            *sections(text),
            small,
            actions(read),
        ]
        return Look(text=line.format(tool=title), blocks=blocks)
    line = _("From the toolkit, after we met: {tool}")
    question = _try_it(tool, reader)
    tried = button(_("I tried it"), Action.TRY_TOOL, value=value, style="primary")
    opens = button(_("Open it"), Action.OPEN_TOOL, value=value)
    buttons = (tried, write_about(message.network, tool, reader), opens)
    blocks = [section(line.format(tool=f"*{title}*"), question), small, actions(*buttons)]
    return Look(text=f"{line.format(tool=title)}. {question}", blocks=blocks)


def shortened_tool(message: ToolMessage, reader: Reader) -> Look:
    """Draw what is left of an item when its question has come."""
    _ = translator(reader.locale)
    title = brief(say(message.tool.title, reader), _NAME)
    text = _("From the toolkit: {tool} (a newer message follows below)").format(tool=title)
    return Look(text=text, blocks=[context(text)])


def kept_tool(message: ToolMessage, reader: Reader) -> tuple[str, tuple[str, Action, str]]:
    """Return what was held back of the toolkit as a line, with the button beside it."""
    _ = translator(reader.locale)
    title = brief(say(message.tool.title, reader), _NAME)
    value = pack(n=message.network.id, k=message.tool.id)
    line = _("From the toolkit: *{tool}*").format(tool=title)
    return line, (_("Open it"), Action.OPEN_TOOL, value)


def tried_tool(view: ToolView, reader: Reader) -> Look:
    """Thank somebody who tried an item, in place of the message that asked."""
    _ = translator(reader.locale)
    title = brief(say(view.line.tool.title, reader), _NAME)
    text = _("You tried it: {tool}. Thank you.")
    value = pack(n=view.network.id, k=view.line.tool.id)
    opens = button(_("Open it"), Action.OPEN_TOOL, value=value)
    buttons = actions(write_about(view.network, view.line.tool, reader), opens)
    return Look(
        text=text.format(tool=title), blocks=[section(text.format(tool=f"*{title}*")), buttons]
    )


def write_about(network: Network, tool: Tool, reader: Reader) -> ButtonElement:
    """Return the button that opens a reflection on an item."""
    _ = translator(reader.locale)
    value = pack(n=network.id, a=f"tool:{tool.id}")
    return button(_("Write about it"), Action.OPEN_REFLECT, value=value)


def _opening(shelf: ToolShelf, reader: Reader) -> Iterator[str]:
    _ = translator(reader.locale)
    if not shelf.lines and not shelf.others:
        yield _("This programme has no toolkit. What members tried stands in `/rounds practice`.")
    elif not shelf.lines:
        yield _("This phase has no items of its own.")
    elif shelf.is_all:
        yield _("Everything in the toolkit, for all phases.")
    else:
        phase = brief(say(shelf.phase.name, reader), _NAME)
        yield _("What helps now, in the phase {phase}.").format(phase=phase)


def _done(line: ToolLine, reader: Reader) -> list[str]:
    """Say what the reader did with an item."""
    _ = translator(reader.locale)
    if line.tried:
        return [_("You tried it.")]
    return [_("You opened it.")] if line.opened else []


def _counted(line: ToolLine, reader: Reader) -> list[str]:
    """Return what the members did with an item, for those who lead."""
    _ = translator(reader.locale)
    if line.taken is None:
        return []
    told = _("Opened by {opened} of {of}, tried by {tried}.")
    return [told.format(opened=line.taken.opened, of=line.taken.of, tried=line.taken.tried)]


def _try_it(tool: Tool, reader: Reader) -> str:
    return fit(say(tool.try_it, reader), _QUESTION)
