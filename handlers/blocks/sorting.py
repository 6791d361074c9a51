"""Draw proposals without names, and what they are grouped into (S28, S30)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, CheckboxesElement
from slack_sdk.models.views import View

from bot.domain.deciding import LONGEST_CHOICE, Choice, Proposal
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.sorting import Sorting
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, beside, button, context, section, sections
from handlers.blocks.messages_decisions import decision_name
from handlers.blocks.modals import asked, modal, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, say
from handlers.blocks.votes import GROUP, OPTION, option

_WORDS = 300
_MOST_SHOWN = 40
_LONGEST = 1000
_MOST_BESIDES = 40
NEW = "new"


def sorting_modal(sorting: Sorting, reader: Reader) -> View:
    """Show what waits to be grouped, with a choice or words to put it under, and the choices."""
    _ = translator(reader.locale)
    blocks: list[Block] = [
        section(f"*{decision_name(sorting.decision.name, None, reader)}*", _told(sorting, reader)),
        *_waiting(sorting, reader),
        *_under(sorting, reader),
        *_choices(sorting, reader),
        *_besides(sorting, reader),
    ]
    value = pack(
        n=sorting.network.id, j=sorting.decision.id, l=sorting.round.level, h=sorting.round.id
    )
    blocks.append(actions(button(_("Back"), Action.OPEN_DECISION, value=value)))
    return modal(
        _("Group the proposals"),
        blocks,
        callback=Callback.SORTING,
        reader=reader,
        submit=_("Group"),
        meta=value,
    )


def _told(sorting: Sorting, reader: Reader) -> str:
    _ = translator(reader.locale)
    if not sorting.waiting and not sorting.choices:
        return _("Nothing is proposed yet. You can already type a choice of your own.")
    if not sorting.waiting:
        return _("No proposal waits. You can still add a choice, reword one or take it apart.")
    count = plural(
        "{count} proposal waits to be grouped.",
        "{count} proposals wait to be grouped.",
        len(sorting.waiting),
        locale=reader.locale,
    )
    rest = _("They stand without names, in no order. What you leave alone stands for itself.")
    return f"{count} {rest}"


def _waiting(sorting: Sorting, reader: Reader) -> list[Block]:
    """Return boxes for what waits; long ones are there in full, too."""
    _ = translator(reader.locale)
    shown = sorting.waiting[:_MOST_SHOWN]
    long = [alike[0].words for alike in shown if len(alike[0].words) > 2 * OPTION]
    blocks: list[Block] = [*sections(brief(words, 1000) for words in long)]
    for at in range(0, len(shown), GROUP):
        options = [option(alike[0].key, _with_count(alike)) for alike in shown[at : at + GROUP]]
        boxes = CheckboxesElement(action_id=Action.ANSWER, options=options)
        label = _("And these?") if at else _("What belongs together?")
        block_id = f"{BlockId.PROPOSALS}:{_state(sorting)}:{at}"
        blocks.append(asked(block_id, label, boxes, optional=True))
    if len(sorting.waiting) > len(shown):
        blocks.append(context(_("More come as soon as some of these are grouped.")))
    return blocks


def _with_count(alike: Sequence[Proposal]) -> str:
    return alike[0].words if len(alike) == 1 else f"{alike[0].words} ({len(alike)}\u00d7)"


def _under(sorting: Sorting, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    choices = {NEW: _("A new choice")}
    choices |= {str(one.id): one.words for one in sorting.choices}
    state = _state(sorting)
    under = select_input(BlockId.CHOICE, _("Put it under"), choices, chosen=NEW)
    words = text_input(
        BlockId.CHOICE_WORDS,
        _("In these words"),
        hint=_("Left empty, the first one speaks for all. New words for a choice reword it."),
        optional=True,
        most=LONGEST_CHOICE,
    )
    under.block_id, words.block_id = f"{BlockId.CHOICE}:{state}", f"{BlockId.CHOICE_WORDS}:{state}"
    return [under, words]


def _choices(sorting: Sorting, reader: Reader) -> list[Block]:
    if not sorting.choices:
        return []
    _ = translator(reader.locale)
    title = section(_("*The choices so far*"))
    return [title, *(_choice(one, sorting, reader) for one in sorting.choices)]


def _choice(choice: Choice, sorting: Sorting, reader: Reader) -> Block:
    _ = translator(reader.locale)
    value = pack(h=sorting.round.id, i=choice.id)
    label = _("Take apart") if choice.backing else _("Take out")
    apart = button(label, numbered(Action.UNGROUP, choice.id), value=value)
    count = plural(
        "out of {count} proposal",
        "out of {count} proposals",
        len(choice.backing),
        locale=reader.locale,
    )
    lines = [brief(choice.words, _WORDS), *([f"_{count}_"] if choice.backing else [])]
    return beside(apart, *lines)


def _besides(sorting: Sorting, reader: Reader) -> list[Block]:
    """Return what else was written, which nobody but who leads reads (S28)."""
    if not sorting.besides:
        return []
    _ = translator(reader.locale)
    lines = [_("*What else was written, without names*")]
    for one in sorting.besides:
        lines.append(f"_{brief(say(one.label, reader), _WORDS)}_")
        waits = _("I show this once five have written something here.")
        lines += bullets(one.said, most=_LONGEST, count=_MOST_BESIDES) if one.said else [waits]
    seen = _("Only you who facilitate see this. It is not part of the vote.")
    return [*sections(lines), context(seen)]


def _state(sorting: Sorting) -> str:
    """Return a word that differs after each grouping, so that Slack empties the inputs."""
    grouped = sum(len(one.backing) for one in sorting.choices)
    last = max((one.id for one in sorting.choices), default=0)
    return f"{last}.{len(sorting.choices)}.{grouped}.{len(sorting.waiting)}"
