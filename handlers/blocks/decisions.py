"""Draw decisions: the list of a network, and one with all that can be done about it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.deciding import Adopted
from bot.domain.decisions import Stage
from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.decisions import DecisionView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import (
    actions,
    beside,
    button,
    context,
    header,
    mrkdwn,
    plain,
    section,
    sections,
)
from handlers.blocks.messages_decisions import (
    decision_name,
    support,
    tie_line,
    version_line,
)
from handlers.blocks.modals import modal, options_of
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say
from handlers.blocks.times import spoken

_NAME = 150
_ABOUT = 1200
_WORDS = 300
_MOST_GATHERINGS = 40
_MOST_SAID = 30
_MOST_GIVEN = 20
LEAVE_IT = "leave"
"""The wish to look at it again is taken back by the button."""
NOWHERE = "0"


def decisions_modal(views: tuple[DecisionView, ...], network: Network, reader: Reader) -> View:
    """List what a network decides, each with how far it is and the way to it."""
    _ = translator(reader.locale)
    blocks: list[Block] = [context(brief(network.name, _NAME))]
    if not views:
        blocks.append(section(_("This programme leaves nothing to decide by vote.")))
    for number, view in enumerate(views):
        value = pack(n=network.id, j=view.decision.id, l=view.level)
        about = say(view.decision.name, reader)
        look = button(_("Open"), numbered(Action.OPEN_DECISION, number), value=value, about=about)
        name = decision_name(view.decision.name, view.level_name, reader)
        lines = [f"*{name}*", *_state(view, reader)]
        if view.waits_for_reader:
            lines.append(_("_It waits for you._"))
        blocks.append(beside(look, *lines))
    return modal(_("What we decide"), blocks, callback=Callback.DECISIONS, reader=reader)


def decision_modal(view: DecisionView, reader: Reader, *, undo: bool = False) -> View:
    """Draw one decision; ``undo`` offers to take back what was settled just now."""
    _ = translator(reader.locale)
    decision, latest = view.decision, view.latest
    level = brief(say(view.level_name, reader), _NAME) if view.level_name else ""
    blocks: list[Block] = [
        header(say(decision.name, reader)),
        section(fit(say(decision.about, reader), _ABOUT)),
        context(*(one for one in (level, brief(view.network.name, _NAME)) if one)),
        section(*_state(view, reader)),
    ]
    blocks += _given(view, reader)
    blocks += _said(view, reader)
    if view.held is not None:
        blocks += _held(view, view.held, reader)
    if _is_checked_in_vain(view):
        few = _("With fewer than five, anonymous answers cannot be shown, so I do not ask.")
        blocks.append(context(few))
    if _can_look_again(view):
        blocks.append(context(_wishes(view, reader)))
    rows = [[*_for_members(view, reader)], [*_for_leaders(view, reader, undo=undo)]]
    blocks += [actions(*row) for row in rows if row]
    back = button(_("All decisions"), Action.ALL_DECISIONS, value=pack(n=view.network.id))
    meta = pack(n=view.network.id, j=decision.id, l=view.level, h=latest.id if latest else None)
    return modal(
        _("What we decide"),
        [*blocks, actions(back)],
        callback=Callback.DECISION,
        reader=reader,
        meta=meta,
    )


def waiting_line(view: DecisionView, reader: Reader) -> str:
    """Return in a sentence what waits: for a member their part, for a facilitator the next step."""
    _ = translator(reader.locale)
    name = decision_name(view.decision.name, view.level_name, reader)
    if view.waits_for_reader:
        line = _("{name}: your part in the decision is asked for.")
    elif view.open is not None and view.open.stage is Stage.COLLECTING:
        line = _("{name}: proposals have come. Group them, and begin the vote when you like.")
    else:
        line = _("{name}: enough have voted. You can count the votes.")
    return line.format(name=name)


def _state(view: DecisionView, reader: Reader) -> list[str]:
    """Return how far a decision is; while it goes on, counts of people and nothing else."""
    _ = translator(reader.locale)
    lines: list[str] = []
    if view.open is not None and view.open.stage is Stage.COLLECTING:
        line = _("Proposals are collected. {count} of {asked} have proposed.")
        lines.append(line.format(count=view.proposers, asked=view.asked))
    elif view.open is not None:
        line = _("The vote is open. {count} of {asked} have voted.")
        lines.append(line.format(count=view.voters, asked=view.asked))
    elif view.held is None:
        lines.append(
            _("Nothing is decided yet. Begin when your network is ready.")
            if view.leads
            else _("Nothing is decided yet. Whoever facilitates your network begins it.")
        )
    if view.held is not None:
        lines.append(version_line(view.held, view.network, reader))
    return lines


def _given(view: DecisionView, reader: Reader) -> list[Block]:
    """Return the choices that proposals add to, while they do: nobody need propose them again."""
    if view.open is None or view.open.stage is not Stage.COLLECTING or not view.given:
        return []
    _ = translator(reader.locale)
    lines = bullets(view.given, most=_WORDS, count=_MOST_GIVEN)
    return sections([_("*These can be chosen already*"), *lines])


def _said(view: DecisionView, reader: Reader) -> list[Block]:
    """Return what was proposed, while it is open: to read before one votes (S28)."""
    _ = translator(reader.locale)
    if view.open is None or not view.said:
        return []
    lines = bullets(view.said, most=_WORDS, count=_MOST_SAID)
    return sections([_("*What was proposed, without names*"), *lines])


def _held(view: DecisionView, held: Adopted, reader: Reader) -> list[Block]:
    """Return what holds, with how many asked for it; whoever leads says where it is taken up."""
    _ = translator(reader.locale)
    lines = [
        f"{number}. {brief(item.words, _WORDS)}  _{support(item.support, view.network, reader)}_"
        for number, item in enumerate(held.items, 1)
    ]
    blocks: list[Block] = [*sections([_("*What we agreed on*"), *lines])]
    if held.tied:
        blocks.append(context(tie_line(reader)))
    is_latest = view.latest is not None and view.latest.adopted == held
    if view.leads and view.ahead and is_latest and not view.decision.is_norms:
        blocks += [_taken_up(view, held, number, reader) for number in range(len(held.items))]
    return blocks


def _taken_up(view: DecisionView, held: Adopted, number: int, reader: Reader) -> Block:
    """Return the menu of gatherings that could take up one item (S58)."""
    _ = translator(reader.locale)
    choices = {f"{number}/{NOWHERE}": _("No meeting yet")}
    choices |= {
        f"{number}/{one.id}": f"{one.title}, {spoken(one.starts_at, reader)}"
        for one in view.ahead[:_MOST_GATHERINGS]
    }
    options = options_of(choices)
    chosen = f"{number}/{held.items[number].gathering_id or NOWHERE}"
    menu = StaticSelectElement(
        action_id=numbered(Action.TAKE_UP, number),
        options=options,
        initial_option=next((one for one in options if one.value == chosen), options[0]),
    )
    line = _("Taken up at: {words}").format(words=brief(held.items[number].words, 60))
    block_id = f"{Action.TAKE_UP}:{view.decision.id}:{number}:{chosen}"
    return SectionBlock(text=mrkdwn(line), accessory=menu, block_id=block_id)


def _is_checked_in_vain(view: DecisionView) -> bool:
    """Whether whoever leads would wait for answers on norms that can never be shown (S35)."""
    check = view.network.programme.form(view.decision.check) if view.decision.check else None
    return view.leads and check is not None and check.anonymous and view.asked < FEWEST_SHOWN


def _can_look_again(view: DecisionView) -> bool:
    return view.latest is not None and view.latest.stage is Stage.ADOPTED


def _wishes(view: DecisionView, reader: Reader) -> str:
    _ = translator(reader.locale)
    line = _(
        "{count} of {asked} would like to look at it again. If more than half do, it begins anew."
    )
    return line.format(count=view.wishes, asked=view.asked)


def _for_members(view: DecisionView, reader: Reader) -> Iterator[ButtonElement]:
    """Yield what a member can do now; the one that waits for them is stressed."""
    if view.latest is None or not view.takes_part:
        return
    _ = translator(reader.locale)
    value = pack(h=view.latest.id)
    if view.latest.stage is Stage.COLLECTING:
        label = _("Propose") if view.entry_id is None else _("Change my proposals")
        style = "primary" if view.entry_id is None else None
        yield ButtonElement(text=plain(label), action_id=Action.PROPOSE, value=value, style=style)
    elif view.latest.stage is Stage.VOTING:
        label = _("Change my vote") if view.has_voted else _("Vote")
        style = None if view.has_voted else "primary"
        yield ButtonElement(text=plain(label), action_id=Action.OPEN_VOTE, value=value, style=style)
    elif _can_look_again(view):
        label = _("Leave it as it is") if view.wished else _("Look at it again")
        wish = pack(h=view.latest.id, s=LEAVE_IT if view.wished else None)
        yield button(label, Action.LOOK_AGAIN, value=wish)


def _for_leaders(view: DecisionView, reader: Reader, *, undo: bool) -> Iterator[ButtonElement]:
    """Yield what a facilitator can do now; what asks or tells others asks first."""
    if not view.leads:
        return
    _ = translator(reader.locale)
    value = pack(h=view.latest.id if view.latest else None)
    if view.open is None:
        yield _opening(view, reader)
        if undo:
            yield button(_("Undo"), Action.UNDO_SETTLING, value=value, style="danger")
        return
    if view.open.stage is Stage.COLLECTING:
        yield button(_("Group the proposals"), Action.SORT_PROPOSALS, value=value)
        told = _("Members are asked in private. After that nothing can be proposed or grouped.")
        confirm = _sure(_("Begin the vote?"), told, _("Begin it"), reader)
        yield button(_("Begin the vote"), Action.BEGIN_VOTE, value=value, confirm=confirm)
    else:
        yield button(_("Count the votes"), Action.COUNT_VOTES, value=value)
        if view.decision.ask is not None and not view.voters:
            yield button(_("Back to the proposals"), Action.COLLECT_AGAIN, value=value)
    told = _("Nothing is adopted. What you agreed on before stays as it is.")
    confirm = _sure(_("End without deciding?"), told, _("End it"), reader)
    label = _("End without deciding")
    yield button(label, Action.CLOSE_ROUND, value=value, style="danger", confirm=confirm)


def _opening(view: DecisionView, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    told = _("{count} members are asked in private, and reminded once. Nobody else hears of it.")
    confirm = _sure(_("Begin now?"), told.format(count=view.asked), _("Begin"), reader)
    label = _("Begin") if view.latest is None else _("Decide anew")
    value = pack(n=view.network.id, j=view.decision.id, l=view.level)
    return button(label, Action.OPEN_ROUND, value=value, confirm=confirm)


def _sure(title: str, text: str, yes: str, reader: Reader) -> ConfirmObject:
    _ = translator(reader.locale)
    return ConfirmObject(
        title=plain(title, 100),
        text=mrkdwn(text),
        confirm=plain(yes, 30),
        deny=plain(_("Not now"), 30),
    )
