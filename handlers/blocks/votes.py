"""Draw a vote: saying yes to some, or putting a few in order; and what counting it leads to."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, CheckboxesElement, Option, StaticSelectElement
from slack_sdk.models.views import View

from bot.domain.deciding import Choice
from bot.domain.decisions import Method
from bot.domain.readers import Reader
from bot.domain.votes import Counted
from bot.i18n import translator
from bot.services.counting import Count
from bot.services.decisions import Voting
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import context, plain, section, sections
from handlers.blocks.messages_decisions import decision_name, support, tie_line
from handlers.blocks.modals import asked, modal
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say

_ABOUT = 800
_WORDS = 300
OPTION = 75
GROUP = 10
"""Slack takes so many boxes in one group, and so many characters in a line."""


def vote_modal(voting: Voting, reader: Reader) -> View:
    """Ask for a vote; what was chosen before stands there."""
    _ = translator(reader.locale)
    name = decision_name(voting.decision.name, None, reader)
    told = _("Nobody sees who chose what. You can change your vote until it is settled.")
    blocks: list[Block] = [
        section(f"*{name}*", fit(say(voting.decision.about, reader), _ABOUT)),
        *_in_full(voting.choices),
    ]
    if voting.decision.method is Method.APPROVE:
        blocks += _boxes(voting, reader)
    else:
        blocks += _places(voting, reader)
    return modal(
        _("Your vote"),
        [*blocks, context(told)],
        callback=Callback.VOTE,
        reader=reader,
        submit=_("Vote"),
        meta=pack(h=voting.round.id),
    )


def settling_modal(count: Count, reader: Reader) -> View:
    """Show what settling would adopt and what the channel will read, or why it cannot be."""
    _ = translator(reader.locale)
    found = count.outcome
    voted = _("{voters} of {asked} have voted; it takes {needed}.").format(
        voters=found.voters, asked=found.asked, needed=found.needed
    )
    blocks: list[Block] = [
        section(f"*{decision_name(count.decision.name, None, reader)}*"),
        context(voted),
    ]
    if found.has_quorum:
        blocks += _tally(count, reader)
    if found.decides:
        blocks.append(context(_("The channel reads what is adopted, and how many asked for each.")))
    else:
        later = _("It cannot be settled yet. Give it more time, or end it without deciding.")
        blocks.append(section(later))
    return modal(
        _("Count the votes"),
        blocks,
        callback=Callback.SETTLING,
        reader=reader,
        submit=_("Adopt it") if found.decides else None,
        close=_("Not yet"),
        meta=pack(h=count.round.id),
    )


def _tally(count: Count, reader: Reader) -> list[Block]:
    """Return what the votes lead to; before enough have voted it would tell who chose what."""
    _ = translator(reader.locale)
    found, blocks = count.outcome, list[Block]()
    if found.adopted:
        lines = bullets((_line(one, count, reader) for one in found.adopted), most=_WORDS)
        blocks += sections([_("*This is adopted*"), *lines])
    rest = found.counted[len(found.adopted) :]
    if rest:
        lines = bullets((_line(one, count, reader) for one in rest), most=_WORDS, count=20)
        blocks += sections([_("*This is not*"), *lines])
    if found.tied:
        blocks.append(context(tie_line(reader)))
    return blocks


def option(value: str, words: str) -> Option:
    """Return a box with as many words as fit: one line, and a second one below it."""
    if len(words) <= OPTION:
        return Option(value=value, text=plain(words, OPTION))
    at = words.rfind(" ", 0, OPTION + 1)
    at = at if at > 0 else OPTION
    return Option(
        value=value, text=plain(words[:at], OPTION), description=plain(words[at:].strip(), OPTION)
    )


def _in_full(choices: Sequence[Choice]) -> list[Block]:
    """Return all choices in full, where a box or a menu cannot show one of them whole."""
    if all(len(choice.words) <= OPTION for choice in choices):
        return []
    return sections(
        f"{number}. {brief(choice.words, _WORDS)}" for number, choice in enumerate(choices, 1)
    )


def _boxes(voting: Voting, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    mine = {str(one) for one in voting.mine or ()}
    blocks: list[Block] = []
    for at in range(0, len(voting.choices), GROUP):
        options = [option(str(one.id), one.words) for one in voting.choices[at : at + GROUP]]
        boxes = CheckboxesElement(
            action_id=Action.ANSWER,
            options=options,
            initial_options=[one for one in options if one.value in mine] or None,
        )
        label = _("And these?") if at else _("Say yes to all that you want")
        blocks.append(asked(f"{BlockId.APPROVED}:{at}", label, boxes, optional=True))
    return blocks


def _places(voting: Voting, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    labels = (
        _("What comes first"),
        _("What comes second"),
        _("What comes third"),
        _("What comes fourth"),
        _("What comes fifth"),
    )
    mine = voting.mine or ()
    blocks: list[Block] = []
    options = [Option(value=str(one.id), text=plain(one.words, OPTION)) for one in voting.choices]
    for place, label in enumerate(labels[: voting.places], 1):
        chosen = str(mine[place - 1]) if place <= len(mine) else None
        menu = StaticSelectElement(
            action_id=Action.ANSWER,
            options=options,
            initial_option=next((one for one in options if one.value == chosen), None),
        )
        blocks.append(asked(f"{BlockId.RANK}:{place}", label, menu, optional=place > 1))
    return blocks


def _line(one: Counted, count: Count, reader: Reader) -> str:
    """Return a choice with how many asked for it, and its points where there is an order."""
    _ = translator(reader.locale)
    words = count.words[one.choice_id]
    if not one.support:
        return words
    asked_by = support(one.support, count.network, reader)
    if count.decision.method is Method.APPROVE:
        return f"{words} ({asked_by})"
    return _("{words} ({points} points, {asked})").format(
        words=words, points=one.points, asked=asked_by
    )
