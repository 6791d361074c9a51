"""Draw where a network is in its programme, and what moves it on (S23)."""

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.pathways import Pathway, Suggestion
from bot.domain.phases import Ruling
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.phase_views import PhaseView
from handlers.blocks.criteria import (
    criteria_blocks,
    missing_blocks,
    ruling_menu,
    since_the_beginning,
)
from handlers.blocks.figures import figures_button, who_leads
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    actions,
    button,
    context,
    header,
    plain,
    section,
    sections,
)
from handlers.blocks.library_modules import module_blocks
from handlers.blocks.modals import modal, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say
from handlers.blocks.times import days

_NAME = 150
_ABOUT = 1500
_REASON = 500
_BUTTON = 75
_FEW_MODULES = 3
SHORT, WHOLE, WORK, PATHWAYS = "short", "whole", "work", "pathways"
"""How much of a phase is shown."""


def phase_modal(view: PhaseView, reader: Reader, *, whole: bool = False) -> View:
    """Draw the phase: what is missing first, what it works on, what moves on; or all criteria."""
    _ = translator(reader.locale)
    blocks: list[Block] = [header(say(view.phase.name, reader))]
    blocks.append(context(standing(view, reader), brief(view.network.name, _NAME)))
    if whole:
        blocks += criteria_blocks(view, reader)
    else:
        blocks += [*missing_blocks(view, reader), *_about(view, reader)]
        blocks += [] if view.network.has_ended else _to_work_on(view, reader)
    return modal(
        _("Where we are"),
        [*blocks, *ruling_menu(view, reader), *_ways(view, reader, whole=whole)],
        callback=Callback.PHASE,
        reader=reader,
        meta=pack(n=view.network.id, s=view.phase.id, o=WHOLE if whole else None),
    )


def pathways_modal(view: PhaseView, reader: Reader) -> View:
    """Draw the ways there are to choose from, with the way back to the phase (S98)."""
    _ = translator(reader.locale)
    blocks = [block for one in view.pathways for block in sections(_pathway(one, reader))]
    return _part(_("The pathways"), blocks, view, reader)


def work_modal(view: PhaseView, reader: Reader) -> View:
    """Draw all that a phase works on: what for, and when it is done."""
    _ = translator(reader.locale)
    blocks = [
        block
        for module in view.phase.modules
        for block in module_blocks(view.network, view.phase, module, reader)
    ]
    return _part(_("What we work on"), blocks, view, reader)


def _part(title: str, blocks: list[Block], view: PhaseView, reader: Reader) -> View:
    _ = translator(reader.locale)
    back = button(_("Back"), numbered(Action.RUN_COMMAND, "phase"), value=_way(view, SHORT))
    return modal(title, [*blocks, actions(back)], callback=Callback.PHASE, reader=reader)


def _about(view: PhaseView, reader: Reader) -> list[Block]:
    about = view.phase.about
    return [section(fit(say(about, reader), _ABOUT))] if about is not None else []


def _ways(view: PhaseView, reader: Reader, *, whole: bool) -> list[Block]:
    """Return the buttons below: more or less of it, the pathways, and the next phase."""
    _ = translator(reader.locale)
    ways = {SHORT: _("Only what is missing")} if whole else {WHOLE: _("All that is asked for")}
    ways = ways if view.all else {}
    if view.network.has_ended:
        ways = {}
    elif _has_many(view) and not whole:
        ways[WORK] = _("What it is for")
    if view.pathways and not view.network.has_ended:
        ways[PATHWAYS] = _("The pathways")
    buttons = [
        button(label, numbered(Action.RUN_COMMAND, f"phase_{way}"), value=_way(view, way))
        for way, label in ways.items()
    ]
    buttons += [_onward(view, reader)] if view.can_change else []
    return [actions(*buttons)] if buttons else []


def _onward(view: PhaseView, reader: Reader) -> ButtonElement:
    """Return what whoever leads can do next: begin a phase, end the programme, or reopen it."""
    _ = translator(reader.locale)
    value, style = pack(n=view.network.id), None if view.open else "primary"
    if view.network.has_ended:
        label, action, style = _("Open it again"), Action.REOPEN_PROGRAMME, None
    elif view.next is None:
        label, action = _("End the programme"), Action.END_PROGRAMME
    else:
        label = _("Begin {phase}").format(phase=say(view.next.name, reader))
        action = Action.ADVANCE_PHASE
    return ButtonElement(text=plain(label, _BUTTON), action_id=action, value=value, style=style)


def _way(view: PhaseView, way: str) -> str:
    return pack(v="phase", n=view.network.id, o=way)


def standing(view: PhaseView, reader: Reader) -> str:
    """Return in words where a network is: "Phase 1 of 3: Connect. Week 5 of the network."."""
    _ = translator(reader.locale)
    network = view.network
    if network.ended_on is not None:
        on = days(network.ended_on, network.ended_on, reader, with_year=True)
        return _("The programme ended on {day}.").format(day=on)
    line = _("Phase {number} of {of}: {name}. Week {week} of the network.")
    if view.week > network.programme.weeks:
        line = _("Phase {number} of {of}: {name}. Week {week}, planned were {planned}.")
    return line.format(
        number=view.number,
        of=len(network.programme.phases),
        name=brief(say(view.phase.name, reader), _NAME),
        week=view.week,
        planned=network.programme.weeks,
    )


def advance_modal(view: PhaseView, reader: Reader) -> View:
    """Ask before a new phase begins; what is open asks for a reason."""
    _ = translator(reader.locale)
    name = brief(say(view.next.name, reader), _NAME) if view.next else ""
    told = _("Then *{phase}* begins, and the channel is told what was reached.")
    blocks: list[Block] = [section(told.format(phase=name))]
    return modal(
        _("A new phase"),
        [*blocks, *_looking_back(view, _("Why you move on now"), reader)],
        callback=Callback.ADVANCE,
        reader=reader,
        submit=_("Begin it"),
        close=_("Not yet"),
        meta=pack(n=view.network.id, s=view.phase.id),
    )


def end_modal(view: PhaseView, reader: Reader) -> View:
    """Ask before the programme ends: what ends, what stays, and what is left open (S23)."""
    _ = translator(reader.locale)
    ends = bullets(
        [
            _("The channel is told what was reached, and thanked."),
            _("Nobody is asked or reminded any more; dates after today no longer hold."),
            _("All that was written stays: to read, to take back and to export."),
            _("You can open it again here."),
        ]
    )
    return modal(
        _("The end"),
        [
            *sections(ends),
            *_met(view, reader),
            *_looking_back(view, _("Why you end now"), reader),
        ],
        callback=Callback.END,
        reader=reader,
        submit=_("End it"),
        close=_("Not yet"),
        meta=pack(n=view.network.id, s=view.phase.id),
    )


def _met(view: PhaseView, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    met = [say(one.criterion.text, reader) for one in view.criteria if one.ruling is Ruling.MET]
    return sections([_("*What you reached*"), *bullets(met)]) if met else []


def _looking_back(view: PhaseView, why: str, reader: Reader) -> list[Block]:
    """Return what is met and left open, who leads, and the question why it is time now."""
    _ = translator(reader.locale)
    blocks: list[Block] = []
    if view.missing:
        blocks += sections(
            [_("*Still open*"), *bullets(say(one.text, reader) for one in view.missing)]
        )
    blocks += since_the_beginning(view, reader)
    blocks += who_leads(view.led, reader)
    blocks.append(actions(figures_button(view.network.id, reader)))
    hint = _("Needed while something is still open; the channel reads it.")
    blocks.append(
        text_input(BlockId.REASON, why, hint=hint, lines=True, optional=not view.open, most=_REASON)
    )
    return blocks


def _to_work_on(view: PhaseView, reader: Reader) -> list[Block]:
    """Return what the phase works on, and where a member's answers point."""
    pointing = sections(_suggestion(view.suggested, reader)) if view.pathways else []
    return [*_modules(view, reader), *pointing]


def _modules(view: PhaseView, reader: Reader) -> list[Block]:
    """Return what the phase works on; a module with a form has the button that opens it."""
    _ = translator(reader.locale)
    if not view.phase.modules:
        return []
    blocks: list[Block] = [section(_("*What we work on*"))]
    for module in view.phase.modules:
        is_short = _has_many(view)
        blocks += module_blocks(view.network, view.phase, module, reader, is_short=is_short)
    return blocks


def _has_many(view: PhaseView) -> bool:
    """Whether a phase works on more than a phone shows at a glance."""
    return len(view.phase.modules) > _FEW_MODULES


def _pathway(pathway: Pathway, reader: Reader) -> list[str]:
    """Return one pathway: for whom, how long, with whom, and what holds before and after."""
    _ = translator(reader.locale)
    length = _("{weeks} weeks, {people}").format(
        weeks=pathway.weeks, people=brief(say(pathway.people, reader), _NAME)
    )
    return [
        f"*{brief(say(pathway.name, reader), _NAME)}*",
        fit(say(pathway.for_whom, reader), _ABOUT),
        length,
        _("Before it begins:"),
        *bullets(say(one, reader) for one in pathway.entry),
        _("At its end:"),
        *bullets(say(one, reader) for one in pathway.exit),
    ]


def _suggestion(suggested: Suggestion | None, reader: Reader) -> list[str]:
    """Return where somebody's answers point, and which of them; how to find out without any."""
    _ = translator(reader.locale)
    if suggested is None:
        return [_("Answer the questions above, and you see which pathway your answers point to.")]
    told = _("Your answers point to *{pathway}*, {count} of {of}:").format(
        pathway=brief(say(suggested.pathway.name, reader), _NAME),
        count=len(suggested.because),
        of=suggested.of,
    )
    reasons = (
        f"{say(one.question, reader)} {say(one.answer, reader)}" for one in suggested.because
    )
    return [told, *bullets(reasons), _("It is a suggestion. Your school chooses.")]
