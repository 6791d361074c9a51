"""Draw what a module gives to read, how it is talked about, and where it is written (S31)."""

from slack_sdk.models.blocks import Block, ButtonElement, SectionBlock
from slack_sdk.models.views import View

from bot.domain.entries import About
from bot.domain.networks import Network
from bot.domain.phases import Module, Phase
from bot.domain.protocols import Protocol, ProtocolRound
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.library_toolkit import ReadingView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import actions, button, context, mrkdwn, section, sections
from handlers.blocks.library_toolkit import reading_blocks
from handlers.blocks.modals import modal
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say
from handlers.blocks.times import length

_NAME = 150
_PURPOSE = 1500
_LABEL = 60
_SIGN = 200
_MOST_READINGS = 4
_SAY = 600


def module_blocks(
    network: Network, phase: Phase, module: Module, reader: Reader, *, is_short: bool = False
) -> list[Block]:
    """Draw one module of a phase: its purpose, and buttons to write, to read, to talk.

    In short only its name stands there, beside the same buttons.
    """
    name = f"*{brief(say(module.name, reader), _NAME)}*"
    write = _write(network, phase, module, reader)
    purpose = fit(say(module.purpose, reader), _PURPOSE)
    told = [name] if is_short else [name, purpose, *_done_when(module, reader)]
    line = SectionBlock(text=mrkdwn("\n".join(told)), accessory=write)
    further = _further(network, phase, module, reader)
    return [line, actions(*further)] if further else [line]


def reading_modal(view: ReadingView, reader: Reader) -> View:
    """Draw one reading, the questions to think about, and the way to talk and to write."""
    _ = translator(reader.locale)
    blocks = reading_blocks(view.reading, reader)
    questions = bullets((say(one, reader) for one in view.module.prompts), most=500)
    if questions:
        blocks += sections([_("*To think about*"), *questions])
    here = view.network.id
    buttons: list[ButtonElement] = []
    write = _write(view.network, view.phase, view.module, reader)
    if write is not None:
        buttons.append(write)
    if view.protocol is not None:
        buttons.append(protocol_button(here, view.protocol.id, reader, at="reading"))
    buttons.append(_back(here, reader))
    return modal(
        _("To read"),
        [*blocks, actions(*buttons)],
        callback=Callback.LIBRARY,
        reader=reader,
        meta=pack(n=here),
    )


def protocol_modal(protocol: Protocol, network_id: int, reader: Reader) -> View:
    """Draw how a conversation goes: for how many, its rules, its rounds with their minutes."""
    _ = translator(reader.locale)
    group = _("{least} to {most} people").format(least=protocol.group.min, most=protocol.group.max)
    blocks: list[Block] = [
        section(
            f"*{brief(say(protocol.title, reader), _NAME)}*",
            fit(say(protocol.about, reader), _PURPOSE),
        ),
        context(length(protocol.minutes, reader), group),
        *sections([_("*Rules*"), *bullets(say(one, reader) for one in protocol.rules)]),
        section(_("*How it goes*")),
        *sections(_round(number, one, reader) for number, one in enumerate(protocol.rounds, 1)),
        actions(_back(network_id, reader)),
    ]
    return modal(
        _("How we talk"),
        blocks,
        callback=Callback.LIBRARY,
        reader=reader,
        meta=pack(n=network_id),
    )


def protocol_button(network_id: int, protocol_id: str, reader: Reader, *, at: str) -> ButtonElement:
    """Return the button that shows a conversation; ``at`` tells it from others in a view."""
    _ = translator(reader.locale)
    value = pack(n=network_id, k=protocol_id)
    return button(_("How we talk about it"), numbered(Action.OPEN_PROTOCOL, at), value=value)


def _round(number: int, one: ProtocolRound, reader: Reader) -> str:
    minutes = plural("{count} min", "{count} min", one.minutes, locale=reader.locale)
    name = f"*{brief(say(one.name, reader), _NAME)}*  " if one.name is not None else ""
    return f"{number}. {name}{minutes}  {fit(say(one.say, reader), _SAY)}"


def _done_when(module: Module, reader: Reader) -> list[str]:
    """Return the signs by which those who work on a module see that it is done."""
    _ = translator(reader.locale)
    signs = bullets((say(one, reader) for one in module.done_when), most=_SIGN)
    return [_("It is done when:"), *signs] if signs else []


def _write(network: Network, phase: Phase, module: Module, reader: Reader) -> ButtonElement | None:
    """Return the button that opens the form of a module, where it has one."""
    _ = translator(reader.locale)
    if module.form is None:
        return None
    value = pack(n=network.id, f=module.form, a=str(About.of_module(phase.id, module.id)))
    action, name = numbered(Action.OPEN_FORM, module.id), say(module.name, reader)
    return button(_("Write"), action, value=value, about=name)


def _further(network: Network, phase: Phase, module: Module, reader: Reader) -> list[ButtonElement]:
    """Return the buttons of a module's readings and of its protocol."""
    _ = translator(reader.locale)
    buttons = [
        button(
            _("Read: {title}").format(title=_short(say(reading.title, reader))),
            numbered(Action.OPEN_READING, f"{module.id}/{place}"),
            value=pack(n=network.id, s=phase.id, k=module.id, i=place),
        )
        for place, reading in enumerate(module.readings[:_MOST_READINGS])
    ]
    if module.protocol is not None:
        buttons.append(protocol_button(network.id, module.protocol, reader, at=module.id))
    return buttons


def _back(network_id: int, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    value = pack(v="phase", n=network_id)
    return button(_("Back to the phase"), numbered(Action.RUN_COMMAND, "phase"), value=value)


def _short(title: str) -> str:
    """Return a title for a button, which takes no mrkdwn."""
    words = " ".join(title.split())
    return words if len(words) <= _LABEL else words[: _LABEL - 1].rstrip() + "…"
