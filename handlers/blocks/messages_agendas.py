"""Draw what is said about proposals for an agenda (S15)."""

from slack_sdk.models.blocks import Block

from bot.domain.agendas import AgendaAnswered, AgendaProposed
from bot.domain.gatherings import Gathering
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.agendas_shown import ProposalAnswer
from handlers.blocks.agendas import part_line, proposal_buttons
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context, section
from handlers.blocks.packing import pack
from handlers.blocks.text import brief
from handlers.blocks.times import when

_TITLE = 150
_NAME = 100
_MOST = 5


def agenda_proposed(message: AgendaProposed, reader: Reader) -> Look:
    """Tell of proposals; a single one is answered here, several on the agenda."""
    _ = translator(reader.locale)
    gathering = message.gathering
    line = proposed_line(gathering, len(message.proposals), reader)
    shown = [
        f"• {part_line(one.block, reader)}, _{brief(name, _NAME)}_"
        for one, name in message.proposals[:_MOST]
    ]
    value = pack(n=gathering.network_id, g=gathering.id)
    look_at = button(_("See the agenda"), Action.OPEN_AGENDA, value=value)
    first, _who = message.proposals[0]
    row = [look_at]
    if len(message.proposals) == 1:
        row = [*proposal_buttons(first, reader, primary=True), look_at]
    blocks: list[Block] = [
        section(f"*{line}*", when(gathering.starts_at, reader), *shown),
        context(
            _("It is yours to decide. Nothing changes until you accept it and publish."),
            brief(message.network.name, _TITLE),
        ),
        actions(*row),
    ]
    return Look(text=line, blocks=blocks)


def shortened_proposals(message: AgendaProposed, reader: Reader) -> Look:
    """Draw what is left of an older word when a newer one has come."""
    _ = translator(reader.locale)
    line = proposed_line(message.gathering, len(message.proposals), reader)
    text = _("{line} (a newer message follows below)").format(line=line)
    return Look(text=text, blocks=[context(text)])


def proposed_line(gathering: Gathering, count: int, reader: Reader) -> str:
    """Return how many proposals wait for which gathering, in a sentence."""
    _ = translator(reader.locale)
    waiting = plural(
        "{count} proposal waits for the agenda.",
        "{count} proposals wait for the agenda.",
        count,
        locale=reader.locale,
    )
    title = brief(gathering.title, _TITLE)
    return _("{title}: {waiting}").format(title=title, waiting=waiting)


def agenda_answered(message: AgendaAnswered, reader: Reader) -> Look:
    """Tell somebody what came of their proposal."""
    _ = translator(reader.locale)
    line = _("What you proposed for {title} was accepted. Thank you.")
    more = _("It shows once the agenda is published.")
    if not message.proposal.accepted:
        line = _("What you proposed for {title} is not on the agenda this time. Thank you for it.")
        more = _("You can propose it again for another date.")
    text = line.format(title=brief(message.gathering.title, _TITLE))
    part = f"• {part_line(message.proposal.block, reader)}"
    return Look(text=text, blocks=[section(text, part), context(more)])


def answer_told(came: ProposalAnswer, reader: Reader) -> str:
    """Say what came of an answer; where somebody was faster, what they said holds (S15)."""
    _ = translator(reader.locale)
    name = brief(came.by, _NAME) if came.by else None
    if came.accepted:
        told = _("Accepted. Publish the agenda once its minutes add up.")
        if name:
            told = _("{name} had accepted it before you. It is in the working copy.")
        elif not came.is_first:
            told = _("It was accepted before. Publish the agenda once its minutes add up.")
    else:
        told = _("Not this time. Whoever proposed it is told kindly.")
        if name:
            told = _("{name} had said no thanks before you, so it stays out this time.")
        elif not came.is_first:
            told = _("It was answered with no thanks before, so it stays out this time.")
    return told.format(name=name)
