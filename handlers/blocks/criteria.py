"""Draw the criteria of a phase: how far each is, who decided about it, and how to decide (S23)."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    Option,
    OptionGroup,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.local_time import local_date
from bot.domain.networks import Network
from bot.domain.phases import Ruling
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.criteria import CriterionView
from bot.services.phase_views import PhaseView
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, context, plain, section, sections
from handlers.blocks.modals import modal, options_of, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.progress import progress_words
from handlers.blocks.text import brief, bullets, say
from handlers.blocks.times import day

_NAME = 150
_LINE = 500
_MOST_BOXES = 10
_REASON = 500
_OPTION = 75
_SETTLED = 1500


def missing_blocks(view: PhaseView, reader: Reader) -> list[Block]:
    """Return what is missing before it goes on, boxes of a facilitator below; the rest in a line.

    What a facilitator ticks stays where it is, so that a slip of the finger is undone there.
    """
    _ = translator(reader.locale)
    if not view.all:
        return []
    if view.network.has_ended:
        return _group(view, view.criteria, _("*What was asked for before the end*"), reader)
    missing = view.open
    judged = [one for one in (*view.criteria, *view.ahead) if _is_judged(view, one)]
    counted = [one for one in missing if one not in judged]
    lines = list(dict.fromkeys(_told(view.network, one, reader) for one in counted))
    title = _("*Nothing is missing.* All that was asked for holds.")
    if missing and view.next is not None:
        name = brief(say(view.next.name, reader), _NAME)
        title = _("*What is missing before {phase}*").format(phase=name)
    elif missing:
        title = _("*What is missing before the end*")
    blocks = sections([title, *bullets(lines, most=_LINE, count=len(lines))])
    blocks += _boxes(view, judged, reader)
    late = [one for one in _late(view) if _is_judged(view, one)]
    blocks += [*since_the_beginning(view, reader), *_boxes(view, late, reader)]
    if judged or late:
        blocks.append(context(_("Tick what you see as met.")))
    rest = [one for one in view.all if one not in judged]
    return [*blocks, *_settled(view, rest, reader)]


def since_the_beginning(view: PhaseView, reader: Reader) -> list[Block]:
    """Say what should have held when the programme began and is not noted; nothing waits for it.

    What whoever leads can tick has its boxes below, where it is drawn with boxes.
    """
    _ = translator(reader.locale)
    late = _late(view)
    if not late:
        return []
    title = _("*It was to begin with this, and it is not noted yet.* Nothing waits for it now.")
    lines = [_told(view.network, one, reader) for one in late]
    return sections([title, *bullets(lines, most=_LINE, count=len(lines))])


def _late(view: PhaseView) -> list[CriterionView]:
    return [one for one in view.began if one.ruling is Ruling.OPEN]


def _settled(view: PhaseView, criteria: Sequence[CriterionView], reader: Reader) -> list[Block]:
    """Name in small print what is met already, or what the network goes on without."""
    _ = translator(reader.locale)
    done = [one for one in criteria if one.ruling is not Ruling.OPEN]
    if not done:
        return []
    told = _("Settled already, {done} of {of}: {list}.").format(
        done=sum(one.ruling is not Ruling.OPEN for one in view.all),
        of=len(view.all),
        list="; ".join(say(one.criterion.text, reader).rstrip(".") for one in done),
    )
    return [context(brief(told, _SETTLED))]


def criteria_blocks(view: PhaseView, reader: Reader) -> list[Block]:
    """Return all that has to hold: boxes for what a facilitator judges, lines for the rest."""
    return [
        block
        for title, criteria in _groups(view, reader)
        for block in _group(view, criteria, title, reader)
    ]


def _groups(view: PhaseView, reader: Reader) -> list[tuple[str, Sequence[CriterionView]]]:
    """Return the criteria that there are, with a heading for those of each kind."""
    _ = translator(reader.locale)
    name = brief(say(view.next.name, reader), _NAME) if view.next is not None else ""
    groups = [
        (_("*We move on when*"), view.criteria),
        (_("*And before {phase} begins*").format(phase=name), view.ahead if view.next else ()),
        (_("*What it began with*"), view.began),
    ]
    return [(title, criteria) for title, criteria in groups if criteria]


def rule_modal(view: PhaseView, one: CriterionView, reader: Reader) -> View:
    """Ask what a facilitator decides about one criterion, and why."""
    _ = translator(reader.locale)
    told = _detail(view.network, one, reader)
    choices = {
        Ruling.OPEN: _("It is open"),
        Ruling.MET: _("It is met"),
        Ruling.WAIVED: _("We go on without it"),
    }
    if one.computed:
        del choices[Ruling.MET]
    chosen = Ruling.OPEN if one.computed and one.met else one.ruling
    reason = one.decided.reason if one.decided is not None else None
    return modal(
        _("Decide"),
        [
            section(f"*{brief(say(one.criterion.text, reader), _LINE)}*"),
            *([context(brief(told, _LINE))] if told else []),
            select_input(
                BlockId.RULING,
                _("Where it stands"),
                {key.value: words for key, words in choices.items()},
                chosen=chosen.value,
            ),
            text_input(
                BlockId.REASON,
                _("Why"),
                value=reason,
                hint=_("Everybody in the network can read it. Needed where you go on without it."),
                lines=True,
                optional=True,
                most=_REASON,
            ),
        ],
        callback=Callback.RULE,
        reader=reader,
        submit=_("Save"),
        meta=pack(n=view.network.id, s=view.phase.id, k=one.key),
    )


def _group(
    view: PhaseView, criteria: Sequence[CriterionView], title: str, reader: Reader
) -> list[Block]:
    judged = [one for one in criteria if _is_judged(view, one)]
    lines = [_line(view.network, one, reader) for one in criteria if one not in judged]
    blocks = sections([title, *bullets(lines, most=_LINE, count=len(lines))])
    return [*blocks, *_boxes(view, judged, reader)]


def _is_judged(view: PhaseView, one: CriterionView) -> bool:
    return view.can_change and not one.computed and not view.network.has_ended


def _boxes(view: PhaseView, judged: Sequence[CriterionView], reader: Reader) -> list[Block]:
    """Return boxes for what a facilitator judges, ten to a block."""
    blocks: list[Block] = []
    for at in range(0, len(judged), _MOST_BOXES):
        group = judged[at : at + _MOST_BOXES]
        options = [_option(view.network, one, reader) for one in group]
        ticked = {one.key for one in group if one.met}
        boxes = CheckboxesElement(
            action_id=Action.TICK_CRITERIA,
            options=options,
            initial_options=[one for one in options if one.value in ticked] or None,
        )
        block_id = f"{BlockId.CRITERIA}:{view.phase.id}:{group[0].key}"
        blocks.append(ActionsBlock(block_id=block_id, elements=[boxes]))
    return blocks


def _line(network: Network, one: CriterionView, reader: Reader) -> str:
    """Return a criterion with where it stands; it is escaped where it is drawn."""
    _ = translator(reader.locale)
    told = {
        Ruling.MET: _("Met: {text}"),
        Ruling.OPEN: _("Not yet: {text}"),
        Ruling.WAIVED: _("We go on without it: {text}"),
    }
    return told[one.ruling].format(text=_told(network, one, reader))


def _told(network: Network, one: CriterionView, reader: Reader) -> str:
    """Return a criterion with how far it is and who decided what."""
    text, detail = say(one.criterion.text, reader), _detail(network, one, reader)
    return f"{text.rstrip('.')} ({detail})" if detail else text


def _option(network: Network, one: CriterionView, reader: Reader) -> Option:
    _ = translator(reader.locale)
    is_waived = one.ruling is Ruling.WAIVED and not one.computed
    parts = [_("we go on without it")] if is_waived else []
    detail = "; ".join(filter(None, [*parts, _detail(network, one, reader)]))
    return Option(
        value=one.key,
        text=plain(say(one.criterion.text, reader), _OPTION),
        description=plain(detail, _OPTION) if detail else None,
    )


def _detail(network: Network, one: CriterionView, reader: Reader) -> str:
    """Return how far it is, and who decided what when and why."""
    parts = [progress_words(one.progress, network, reader)] if one.progress else []
    decided = one.decided
    if decided is not None:
        on = day(local_date(decided.at, zone=reader.zone), reader)
        parts.append(f"{one.by}, {on}" if one.by else on)
        parts += [decided.reason] if decided.reason else []
    return "; ".join(parts)


def ruling_menu(view: PhaseView, reader: Reader) -> list[ActionsBlock]:
    """Offer who leads to decide about one criterion with a note, or to go on without it."""
    _ = translator(reader.locale)
    if not (view.can_change and view.all) or view.network.has_ended:
        return []
    groups = [
        OptionGroup(
            label=plain(title.strip("*"), _OPTION),
            options=options_of({one.key: say(one.criterion.text, reader) for one in criteria}),
        )
        for title, criteria in _groups(view, reader)
    ]
    menu = StaticSelectElement(
        action_id=Action.RULE_CRITERION,
        placeholder=plain(_("Skip one, or note why"), _NAME),
        option_groups=groups,
    )
    return [actions(menu, block_id=f"{BlockId.RULING}:{view.phase.id}")]
