"""Draw the partners of a network: one's own with what was agreed; for who facilitates, all."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.domain.matching import FEWEST
from bot.domain.networks import Member
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.next_steps import NextStep, Outcome
from bot.services.partners import Drawn, Group, Partner, PartnersView
from handlers.blocks.answers import render_answers
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    actions,
    beside,
    button,
    context,
    header,
    section,
    sections,
)
from handlers.blocks.messages_partners import described, together
from handlers.blocks.modals import modal, select_input
from handlers.blocks.packing import pack
from handlers.blocks.text import bullets, quote, trim
from handlers.blocks.times import day

_NAMES = 300
_STEP = 600
_OUTCOME = 600
_QUOTED = "&gt; "
_MOST_STEPS = 5
_MOST_PAST = 3
_MOST_ALONE = 20
_MOST_GROUPS = 60


def partners_modal(view: PartnersView, reader: Reader) -> View:
    """Draw somebody's partners and what they agreed; below, all groups for who facilitates."""
    _ = translator(reader.locale)
    blocks = [] if view.can_match else _mine(view, reader)
    if view.can_match:
        blocks += _everybody(view, reader)
    return modal(
        _("Partners"),
        blocks,
        callback=Callback.PARTNERS,
        reader=reader,
        meta=pack(n=view.network.id),
    )


def drawn_modal(drawn: Drawn, reader: Reader, *, seed: int) -> View:
    """Show groups before they begin: draw again, swap two, then begin.

    The groups travel in the modal: what was looked at is what begins.
    """
    _ = translator(reader.locale)
    told = _("Look through them. Nobody hears of it before you begin.")
    if drawn.amends:
        told = _("Swap whom you like. Only those whose partners change hear of it.")
    lines = [_group(one, reader) for one in drawn.groups[:_MOST_GROUPS]]
    again = button(_("Draw again"), Action.DRAW_PARTNERS)
    swap = button(_("Swap these two"), Action.SWAP_PARTNERS)
    packed = pack(n=drawn.network.id, i=seed, s="amends" if drawn.amends else None)
    return modal(
        _("Partners to be"),
        [
            section(told),
            *sections(lines),
            *_swapping(drawn, reader),
            actions(*([] if drawn.amends else [again]), swap),
        ],
        callback=Callback.BEGIN_PARTNERS,
        reader=reader,
        submit=_("Begin"),
        close=_("Not yet"),
        meta=f"{packed}\n{written(drawn.ids)}",
    )


def written(groups: Sequence[Sequence[int]]) -> str:
    """Write groups down for the way through a modal: ``4,9;2,7,8``."""
    return ";".join(",".join(str(one) for one in group) for group in groups)


def read_back(words: str) -> tuple[tuple[int, ...], ...]:
    """Read groups back; raises ValueError for what was not written so."""
    return tuple(
        tuple(int(one) for one in group.split(",")) for group in words.strip().split(";") if group
    )


def steps(found: Sequence[NextStep], reader: Reader) -> list[str]:
    """Return next steps as lines: what, by when, and what came of it."""
    _ = translator(reader.locale)
    lines: list[str] = []
    for one in found[:_MOST_STEPS]:
        by = _("by {day}").format(day=day(one.on, reader)) if one.on is not None else ""
        lines += quote(one.what, budget=_STEP)
        if one.outcome is not None:
            lines.append(_("What came of it: {words}").format(words=outcome(one.outcome, reader)))
        elif by:
            lines.append(f"_{by}_")
        lines.append("")
    return lines[:-1]


def outcome(came: Outcome, reader: Reader) -> str:
    """Return what somebody wrote of a next step, without the questions, on one line; escaped."""
    lines = render_answers(came.form, came.entry.answers, reader=reader)
    words = (line.removeprefix(_QUOTED) for line in lines if line.startswith(_QUOTED))
    return trim(" ".join(words), _OUTCOME)


def _mine(view: PartnersView, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    if not view.mine:
        told = _(
            "You have no partner yet. Whoever facilitates your network brings people together."
        )
        why = _("Partners hold one another to their word: they ask how a next step went.")
        return [section(told), context(why)]
    blocks: list[Block] = []
    for partner in view.mine:
        blocks += _partner(partner, reader)
    nothing = _("You have planned no next step. A reflection asks you for one.")
    own = steps(view.my_steps, reader) or [nothing]
    blocks += [DividerBlock(), *sections([_("*What you said you would do*"), *own])]
    small = _("Your partners read a next step where you let them or the network read it.")
    blocks.append(context(small))
    if view.my_steps:
        return blocks
    write = _run(_("Write a reflection"), "reflect", view.network.id)
    return [*blocks, actions(write)]


def _run(label: str, word: str, network_id: int) -> ButtonElement:
    return button(label, numbered(Action.RUN_COMMAND, word), value=pack(v=word, n=network_id))


def _partner(partner: Partner, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    nothing = _("No next step that you may read yet. Ask what would help right now.")
    lines = steps(partner.steps, reader) or [nothing]
    return sections([described(partner.member), *lines])


def _everybody(view: PartnersView, reader: Reader) -> list[Block]:
    """Show all groups, who is alone, and what a facilitator can do about it."""
    _ = translator(reader.locale)
    value = pack(n=view.network.id)
    draw = button(_("Draw partners"), Action.DRAW_PARTNERS, value=value, style="primary")
    if view.since is None:
        return [section(*_not_yet(view, reader)), actions(draw)]
    lines = [f"• {together(group, reader)}" for group in view.groups[:_MOST_GROUPS]]
    blocks: list[Block] = [
        header(_("Together since {day}").format(day=day(view.since, reader))),
        *sections(lines),
        *(_alone(one, view, reader) for one in view.alone[:_MOST_ALONE]),
    ]
    if view.is_due:
        blocks.append(context(_("They have had their weeks. You can draw anew, or keep them.")))
    anew = button(
        _("Draw anew"), Action.DRAW_PARTNERS, value=value, style="primary" if view.is_due else None
    )
    change = button(_("Change some"), Action.CHANGE_PARTNERS, value=value)
    return [*blocks, actions(change, anew), *_past(view, reader)]


def _not_yet(view: PartnersView, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    people = plural(
        "{count} person can be matched.",
        "{count} people can be matched.",
        len(view.alone),
        locale=reader.locale,
    )
    size = _("They come in pairs.") if view.rule.size == FEWEST else _("They come in trios.")
    told = _(
        "Partners hold one another to their word. I bring people together from different schools "
        "who are awake at the same time and have not been partners before."
    )
    return [_("*Nobody has a partner yet.*"), told, f"{people} {size}"]


def _alone(member: Member, view: PartnersView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    line = _("{name} has no partner.").format(name=described(member))
    value = pack(n=view.network.id, m=member.person_id)
    find = button(_("Find a partner"), numbered(Action.FIND_PARTNER, member.person_id), value=value)
    return beside(find, line)


def _past(view: PartnersView, reader: Reader) -> list[Block]:
    if not view.past:
        return []
    _ = translator(reader.locale)
    blocks: list[Block] = [DividerBlock(), section(_("*Earlier partners*"))]
    for matching, groups in view.past[:_MOST_PAST]:
        since = _("Since {day}").format(day=day(matching.since, reader))
        names = (", ".join(group) for group in groups if len(group) > 1)
        blocks += sections([f"_{since}_", *bullets(names, most=_NAMES, count=_MOST_GROUPS)])
    return blocks


def _group(group: Group, reader: Reader) -> str:
    """Return a group on one line, with what speaks against it."""
    _ = translator(reader.locale)
    notes = [
        words
        for is_so, words in (
            (len(group.members) == 1, _("alone")),
            (group.met_before, _("together before")),
            (group.share_school, _("same school")),
            (group.share_no_hours, _("no time in common")),
        )
        if is_so
    ]
    small = f"  _({', '.join(notes)})_" if notes else ""
    return f"• {together(group.members, reader)}{small}"


def _swapping(drawn: Drawn, reader: Reader) -> list[Block]:
    """Ask for two people to change places; both may stay empty."""
    _ = translator(reader.locale)
    members = sorted((one for group in drawn.groups for one in group.members), key=_by_name)
    people = {str(one.person_id): one.name for one in members}
    return [
        select_input(BlockId.SWAP_ONE, _("Swap"), people, optional=True),
        select_input(BlockId.SWAP_OTHER, _("with"), people, optional=True),
    ]


def _by_name(member: Member) -> tuple[str, int]:
    return (member.name, member.person_id)
