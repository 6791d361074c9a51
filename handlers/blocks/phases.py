"""Draw where a network is in its programme, and what moves it on (S23)."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.pathways import Pathway, Suggestion
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.phases import PhaseView
from handlers.blocks.criteria import criteria_blocks
from handlers.blocks.figures import figures_button, who_leads
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    actions,
    button,
    context,
    header,
    section,
    sections,
)
from handlers.blocks.library_modules import module_blocks
from handlers.blocks.modals import modal, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say

_NAME = 150
_ABOUT = 1500
_REASON = 500


def phase_modal(view: PhaseView, reader: Reader) -> View:
    """Draw the phase, its criteria, and for the facilitator what moves on."""
    _ = translator(reader.locale)
    network = view.network
    blocks: list[Block] = [header(say(view.phase.name, reader))]
    if view.phase.about is not None:
        blocks.append(section(fit(say(view.phase.about, reader), _ABOUT)))
    blocks.append(context(standing(view, reader), brief(network.name, _NAME)))
    blocks += _modules(view, reader)
    blocks += _pathways(view, reader)
    blocks += criteria_blocks(view, reader)
    if view.can_change and view.next is not None:
        name = say(view.next.name, reader)
        enter = button(
            _("Begin {phase}").format(phase=name),
            Action.ADVANCE_PHASE,
            value=pack(n=network.id),
            style=None if view.open else "primary",
        )
        blocks.append(actions(enter))
    return modal(
        _("Where we are"),
        blocks,
        callback=Callback.PHASE,
        reader=reader,
        meta=pack(n=network.id, s=view.phase.id),
    )


def standing(view: PhaseView, reader: Reader) -> str:
    """Return in words where a network is: "Phase 1 of 3: Connect. Week 5 of the network."."""
    _ = translator(reader.locale)
    return _("Phase {number} of {of}: {name}. Week {week} of the network.").format(
        number=view.number,
        of=len(view.network.programme.phases),
        name=brief(say(view.phase.name, reader), _NAME),
        week=view.week,
    )


def advance_modal(view: PhaseView, reader: Reader) -> View:
    """Ask before a new phase begins; what is open asks for a reason."""
    _ = translator(reader.locale)
    name = brief(say(view.next.name, reader), _NAME) if view.next else ""
    told = _("Then *{phase}* begins, and the channel is told what was reached.")
    blocks: list[Block] = [section(told.format(phase=name))]
    if view.missing:
        blocks += sections(
            [_("*Still open*"), *bullets(say(one.text, reader) for one in view.missing)]
        )
    blocks += who_leads(view.led, reader)
    blocks.append(actions(figures_button(view.network.id, reader)))
    blocks.append(
        text_input(
            BlockId.REASON,
            _("Why you move on now"),
            hint=_("Needed while something is still open; the channel reads it."),
            lines=True,
            optional=not view.open,
            most=_REASON,
        )
    )
    return modal(
        _("A new phase"),
        blocks,
        callback=Callback.ADVANCE,
        reader=reader,
        submit=_("Begin it"),
        close=_("Not yet"),
        meta=pack(n=view.network.id, s=view.phase.id),
    )


def _modules(view: PhaseView, reader: Reader) -> list[Block]:
    """Return what the phase works on; a module with a form has the button that opens it."""
    _ = translator(reader.locale)
    if not view.phase.modules:
        return []
    blocks: list[Block] = [section(_("*What we work on*"))]
    for module in view.phase.modules:
        blocks += module_blocks(view.network, view.phase, module, reader)
    return blocks


def _pathways(view: PhaseView, reader: Reader) -> list[Block]:
    """Return the ways there are to choose from, and where the reader's own answers point (S98)."""
    _ = translator(reader.locale)
    if not view.pathways:
        return []
    blocks: list[Block] = [section(_("*The pathways*"))]
    for pathway in view.pathways:
        blocks += sections(_pathway(pathway, reader))
    return blocks + sections(_suggestion(view.suggested, reader))


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
