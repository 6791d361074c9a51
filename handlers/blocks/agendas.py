"""Draw agendas: what will be done and who leads, the working copy, proposals and their answers."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    NumberInputElement,
    Option,
    OverflowMenuElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.domain.agendas import LONGEST_WHAT, MOST_MINUTES, AgendaProposal, Direction
from bot.domain.readers import Reader
from bot.domain.series import AgendaBlock, Lead
from bot.i18n import plural, translator
from bot.services.agendas_shown import AgendaView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, button, context, mrkdwn, plain, section
from handlers.blocks.messages_decisions import look_again
from handlers.blocks.modals import Choices, asked, modal, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say
from handlers.blocks.times import length, when

CHANGE, REMOVE = "change", "remove"
"""What the menu of a part offers beside the two directions."""
AS_THE_PHASE = "phase"
"""That nobody in particular leads a part."""
_TITLE = 150
_NAME = 100


def agenda_modal(view: AgendaView, reader: Reader, *, note: str = "") -> View:
    """Draw an agenda part by part; whoever owns it finds the ways to change it."""
    _ = translator(reader.locale)
    gathering = view.gathering
    moment = _("{when} ({length})").format(
        when=when(gathering.starts_at, reader), length=length(gathering.minutes, reader)
    )
    opening = [f"*{brief(gathering.title, _TITLE)}*", moment]
    blocks: list[Block] = [section(*([note, ""] if note else []), *opening)]
    blocks += look_again(reader) if view.looks_again else []
    blocks += [_part(number, one, view, reader) for number, one in enumerate(view.shown)]
    if not view.shown:
        blocks.append(section(_("Nobody has planned yet what will be done.")))
    blocks += [context(*_standing(view, reader)), *_ways(view, reader), *_proposals(view, reader)]
    return modal(
        _("Agenda"),
        blocks,
        callback=Callback.AGENDA,
        reader=reader,
        meta=pack(n=gathering.network_id, g=gathering.id),
    )


def part_modal(view: AgendaView, reader: Reader, *, block_id: str = "") -> View:
    """Ask for one part: a new one, one to be changed, or one that is proposed."""
    _ = translator(reader.locale)
    before = next((one for one in view.shown if one.id == block_id), None)
    proposing = not view.can_publish
    blocks = _inputs(view, before, reader)
    if proposing:
        blocks.append(context(_waits(view, reader)))
    return modal(
        _("Propose a part") if proposing else _("A part of the agenda"),
        blocks,
        callback=Callback.AGENDA_PART,
        reader=reader,
        submit=_("Propose it") if proposing else _("Keep it"),
        meta=pack(n=view.gathering.network_id, g=view.gathering.id, b=block_id or None),
    )


def kind_words(reader: Reader) -> Choices:
    """Return what the kinds of parts are called."""
    _ = translator(reader.locale)
    return {
        "learn": _("Learn"),
        "reflect": _("Reflect"),
        "consult": _("Consult one another"),
        "plan": _("Plan"),
        "practice": _("Practise"),
        "model": _("See it done"),
        "observe": _("Observe"),
        "data": _("Look at data"),
        "celebrate": _("Celebrate"),
        "operations": _("Practical matters"),
        "updates": _("News"),
        "break": _("Break"),
    }


def lead_words(reader: Reader) -> dict[Lead, str]:
    """Return who can lead a part (S4)."""
    _ = translator(reader.locale)
    return {
        Lead.PROGRAMME: _("the programme"),
        Lead.JOINT: _("both together"),
        Lead.SCHOOL: _("the schools"),
    }


def part_line(block: AgendaBlock, reader: Reader) -> str:
    """Return a part in one line: what, how long, and who leads where that is said."""
    _ = translator(reader.locale)
    line = _("{what} ({length})").format(
        what=brief(say(block.what, reader), _TITLE), length=length(block.minutes, reader)
    )
    if block.lead is None:
        return line
    return f"{line}, {_led_by(block.lead, reader)}"


def _led_by(lead: Lead, reader: Reader) -> str:
    _ = translator(reader.locale)
    return _("led by {who}").format(who=lead_words(reader)[lead])


def proposal_buttons(
    proposal: AgendaProposal, reader: Reader, *, primary: bool
) -> tuple[ButtonElement, ButtonElement]:
    """Return the two answers to a proposal."""
    _ = translator(reader.locale)
    value = pack(n=proposal.network_id, g=proposal.gathering_id, q=proposal.id)
    accept = button(
        _("Accept"), Action.ACCEPT_PART, value=value, style="primary" if primary else None
    )
    return accept, button(_("No, thanks"), Action.DECLINE_PART, value=value)


def _inputs(view: AgendaView, before: AgendaBlock | None, reader: Reader) -> list[Block]:
    """Return what is asked about a part: what, how long, of what kind, and who leads."""
    _ = translator(reader.locale)
    minutes = NumberInputElement(
        action_id=Action.ANSWER,
        is_decimal_allowed=False,
        min_value="1",
        max_value=str(MOST_MINUTES),
        initial_value=str(before.minutes) if before else None,
    )
    what = say(before.what, reader) if before else None
    kind = before.type if before else "learn"
    lead = before.lead if before and before.lead else AS_THE_PHASE
    leads = _leads(view, reader)
    return [
        text_input(BlockId.PART_WHAT, _("What will be done?"), value=what, most=LONGEST_WHAT),
        asked(BlockId.PART_MINUTES, _("Minutes"), minutes),
        select_input(BlockId.PART_KIND, _("Kind"), kind_words(reader), chosen=kind),
        select_input(BlockId.PART_LEAD, _("Who leads"), leads, chosen=lead),
    ]


def _part(number: int, block: AgendaBlock, view: AgendaView, reader: Reader) -> SectionBlock:
    details = [length(block.minutes, reader), kind_words(reader)[block.type]]
    if block.lead is not None:
        details.append(_led_by(block.lead, reader))
    lines = (f"*{number + 1}. {brief(say(block.what, reader), _TITLE)}*", "  ·  ".join(details))
    menu = _menu(block, view, reader, number=number) if view.can_publish else None
    return SectionBlock(text=mrkdwn("\n".join(lines)), accessory=menu)


def _menu(
    block: AgendaBlock, view: AgendaView, reader: Reader, *, number: int
) -> OverflowMenuElement:
    _ = translator(reader.locale)
    offered = {CHANGE: _("Change it"), REMOVE: _("Take it out")}
    if number > 0:
        offered[Direction.UP] = _("Earlier")
    if number < len(view.shown) - 1:
        offered[Direction.DOWN] = _("Later")
    options = [
        Option(value=f"{what}/{block.id}", text=plain(words, 75)) for what, words in offered.items()
    ]
    return OverflowMenuElement(
        action_id=numbered(Action.AGENDA_PART, number),
        options=options,
    )


def _standing(view: AgendaView, reader: Reader) -> list[str]:
    """Return whose agenda it is, and whether what is shown can be published."""
    _ = translator(reader.locale)
    if view.phase.agenda_owner == "school":
        lines = [_("It is the schools' now: they publish, and whoever facilitates proposes.")]
    elif view.can_publish:
        lines = []
        if view.draft is None:
            lines = [_("Change what you like. Nobody sees it before you publish.")]
    else:
        lines = [_("Whoever facilitates publishes it, and everybody can propose a part.")]
    if view.draft is not None:
        lines.append(_("This is your working copy. Nobody else sees it until it is published."))
        lines.append(_sum(view, reader))
        if view.difference:
            lines.append(_("Once the minutes add up you can publish it."))
    elif not view.is_own and view.shown:
        lines.append(_("It is the agenda of the programme."))
    return lines


def _sum(view: AgendaView, reader: Reader) -> str:
    """Say by how many minutes the parts and the gathering differ."""
    _ = translator(reader.locale)
    if view.difference > 0:
        return plural(
            "It is {count} minute too long.",
            "It is {count} minutes too long.",
            view.difference,
            locale=reader.locale,
        )
    if view.difference < 0:
        return plural(
            "{count} minute is left over.",
            "{count} minutes are left over.",
            -view.difference,
            locale=reader.locale,
        )
    return _("The minutes add up.")


def _ways(view: AgendaView, reader: Reader) -> Iterator[Block]:
    """Yield the row of buttons: what an owner can do, or the way to propose."""
    _ = translator(reader.locale)
    value = pack(n=view.gathering.network_id, g=view.gathering.id)
    if view.can_propose:
        yield actions(button(_("Propose a part"), Action.PROPOSE_PART, value=value))
    if not view.can_publish:
        return
    row = [button(_("Add a part"), Action.ADD_PART, value=value)]
    if view.draft is not None:
        row.append(button(_("Forget my changes"), Action.DROP_AGENDA, value=value))
        if view.difference == 0 and view.shown:
            publish = button(_("Publish"), Action.PUBLISH_AGENDA, value=value, style="primary")
            row.insert(0, publish)
    if view.is_own:
        label = _("Back to the programme's")
        sure = _again(reader)
        row.append(button(label, Action.RESET_AGENDA, value=value, confirm=sure))
    yield actions(*row)


def _again(reader: Reader) -> ConfirmObject:
    _ = translator(reader.locale)
    return ConfirmObject(
        title=plain(_("Begin again?"), 100),
        text=plain(_("Your working copy becomes the agenda of the programme."), 300),
        confirm=plain(_("Begin again"), 30),
        deny=plain(_("Keep it"), 30),
    )


def _proposals(view: AgendaView, reader: Reader) -> Iterator[Block]:
    """Yield what others would like to see there, with the answers for those who may give them."""
    if not view.proposals:
        return
    _ = translator(reader.locale)
    yield section(_("*Proposed*"))
    for proposal, name in view.proposals:
        yield section(
            part_line(proposal.block, reader), f"_{brief(name, _NAME)}: {_said(proposal, reader)}_"
        )
        if proposal.waits and view.can_publish:
            yield actions(*proposal_buttons(proposal, reader, primary=False))


def _said(proposal: AgendaProposal, reader: Reader) -> str:
    _ = translator(reader.locale)
    if proposal.waits:
        return _("waits for an answer")
    return _("accepted") if proposal.accepted else _("not this time")


def _waits(view: AgendaView, reader: Reader) -> str:
    _ = translator(reader.locale)
    if view.phase.agenda_owner == "school":
        return _("It waits until somebody from the schools accepts it.")
    return _("It waits until whoever facilitates accepts it.")


def _leads(view: AgendaView, reader: Reader) -> Choices:
    _ = translator(reader.locale)
    words = lead_words(reader)
    as_always = _("as in this phase: {who}").format(who=words[view.phase.lead])
    return {AS_THE_PHASE: as_always} | {one.value: said for one, said in words.items()}
