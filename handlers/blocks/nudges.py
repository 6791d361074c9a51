"""Draw a nudge as it is written: the words, for whom, when, how often; and the way back."""

from datetime import date

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    DatePickerElement,
    InputBlock,
    OptionGroup,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.prompts import Every, Missing
from bot.domain.readers import Reader
from bot.domain.roles import Standing
from bot.i18n import Translator, plural, translator
from bot.services.nudge_drafts import LEVEL, LONGEST, ROLE, SCHOOL, STANDING, Draft
from bot.services.nudges import Desk, Recent
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, button, context, mrkdwn, plain, sections
from handlers.blocks.modals import Choices, asked, modal, options_of, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, quote, say

NOW, ON_A_DAY, AGAIN = "now", "day", "again"
"""What can be chosen under "When"."""
_NAME = 100
_RECENT = 300
_GROUP = 75
_MOST_GROUPS = 20
_MOST_IN_A_GROUP = 100
_REMIND_AFTER = (2, 3, 5)


def nudge_modal(desk: Desk, reader: Reader, *, draft: Draft, when: str = NOW) -> View:
    """Ask for the words, for whom they are and when; more is asked once it is needed.

    The last words can be taken back here for a while.
    """
    _ = translator(reader.locale)
    small = _("Each gets it privately, at their own hour. You see everything before it is sent.")
    return modal(
        _("Write to members"),
        [
            *(_recently(desk.recent, desk.network.id, reader) if desk.recent else ()),
            text_input(BlockId.WORDS, _("Your words"), value=draft.text, lines=True, most=LONGEST),
            select_input(
                BlockId.AUDIENCE,
                _("For whom"),
                {key.value: words for key, words in audiences(reader).items()},
                chosen=draft.missing.value,
            ),
            *_only(desk, draft, reader),
            _when(when, reader),
            *(_day(desk, draft, reader) if when == ON_A_DAY else ()),
            *(_again(desk, draft, reader) if when == AGAIN else ()),
            context(brief(desk.network.name, _NAME), small),
            actions(
                button(
                    _("What was sent, what goes on"),
                    Action.NUDGE_LOG,
                    value=pack(n=desk.network.id),
                )
            ),
        ],
        callback=Callback.NUDGE,
        reader=reader,
        submit=_("Look at it first"),
        meta=pack(n=desk.network.id),
    )


def audiences(reader: Reader) -> dict[Missing, str]:
    """Return in words whom a nudge can be for."""
    _ = translator(reader.locale)
    return {
        Missing.NOTHING: _("Everybody in the network"),
        Missing.STEP: _("Who has not answered the current step"),
        Missing.CHECKIN: _("Who has not checked in"),
        Missing.RSVP: _("Who has not said whether they come"),
        Missing.REFLECTION: _("Who has not reflected on the last gathering"),
        Missing.ANYTHING: _("Who has written nothing for four weeks"),
    }


def standings(reader: Reader) -> dict[Standing, str]:
    """Return in words what kinds of leader there are (S19)."""
    _ = translator(reader.locale)
    return {
        Standing.OFFICIAL: _("Office holders"),
        Standing.EMERGING: _("Growing into leadership"),
    }


def how_often(reader: Reader) -> dict[Every, str]:
    """Return in words how often a nudge can come."""
    _ = translator(reader.locale)
    return {
        Every.WEEK: _("Every week"),
        Every.TWO_WEEKS: _("Every two weeks"),
        Every.FOUR_WEEKS: _("Every four weeks"),
        Every.MONTH: _("Every month, on the same weekday"),
    }


def undo_button(network_id: int, token: str, reader: Reader) -> ButtonElement:
    """Return the button that takes a nudge back."""
    _ = translator(reader.locale)
    return button(
        _("Take it back"),
        Action.UNDO_NUDGE,
        value=pack(n=network_id, t=token),
        style="danger",
        confirm=ConfirmObject(
            title=plain(_("Take your words back?"), 100),
            text=mrkdwn(_("What waits is dropped, and what was sent is deleted for everybody.")),
            confirm=plain(_("Take it back"), 30),
            deny=plain(_("Leave it"), 30),
        ),
    )


def _recently(recent: Recent, network_id: int, reader: Reader) -> list[Block]:
    """Show the nudge of the last minutes, with the way to take it back."""
    line = plural(
        "*Just sent* to {count} person:",
        "*Just sent* to {count} people:",
        recent.count,
        locale=reader.locale,
    )
    words = sections([line, *quote(recent.text, budget=_RECENT)])
    return [*words, actions(undo_button(network_id, recent.token, reader))]


def _only(desk: Desk, draft: Draft, reader: Reader) -> list[InputBlock]:
    """Offer to narrow it down, where there is anything to choose between."""
    _ = translator(reader.locale)
    programme = desk.network.programme
    groups = {
        _("Roles"): {f"{ROLE}:{one.id}": say(one.name, reader) for one in programme.roles},
        _("Kinds of leader"): _standings(desk, reader),
        _("Kinds of school"): {
            f"{LEVEL}:{one.id}": say(one.name, reader) for one in programme.levels
        },
        _("Schools"): {f"{SCHOOL}:{one.id}": one.name for one in desk.schools},
    }
    offered = {name: choices for name, choices in groups.items() if len(choices) > 1}
    if not offered:
        return []
    options = [
        OptionGroup(label=plain(name, _GROUP), options=options_of(choices)[:_MOST_IN_A_GROUP])
        for name, choices in offered.items()
    ]
    chosen = {key: words for one in offered.values() for key, words in one.items()}
    initial = options_of({key: chosen[key] for key in draft.only if key in chosen})
    element = StaticMultiSelectElement(
        action_id=Action.ANSWER,
        placeholder=plain(_("Everybody"), _GROUP),
        option_groups=options,
        initial_options=initial or None,
        max_selected_items=_MOST_GROUPS,
    )
    hint = _("Several of one kind widen it, several kinds narrow it down.")
    return [asked(BlockId.ONLY, _("Only for"), element, hint=hint, optional=True)]


def _standings(desk: Desk, reader: Reader) -> Choices:
    """Return the kinds of leader that the roles of a programme are of."""
    there = {one.standing for one in desk.network.programme.roles}
    told = standings(reader).items()
    return {f"{STANDING}:{one.value}": words for one, words in told if one in there}


def _when(chosen: str, reader: Reader) -> InputBlock:
    _ = translator(reader.locale)
    choices = {
        NOW: _("Now, at each one's own hour"),
        ON_A_DAY: _("On a day that I choose"),
        AGAIN: _("Again and again"),
    }
    return _telling(BlockId.WHEN, _("When"), choices, chosen=chosen)


def _day(desk: Desk, draft: Draft, reader: Reader) -> list[InputBlock]:
    _ = translator(reader.locale)
    hint = _("In the morning of that day, or of the next one on which somebody works.")
    return [_calendar(BlockId.DAY, _("Which day"), draft.day or desk.tomorrow, hint=hint)]


def _again(desk: Desk, draft: Draft, reader: Reader) -> list[InputBlock]:
    _ = translator(reader.locale)
    often = {key.value: words for key, words in how_often(reader).items()}
    chosen = Every.WEEK if draft.every is Every.ONCE else draft.every
    forms = {one.id: say(one.title, reader) for one in desk.network.programme.forms}
    return [
        select_input(BlockId.HOW_OFTEN, _("How often"), often, chosen=chosen.value),
        _calendar(BlockId.DAY, _("First day"), draft.day or desk.tomorrow),
        _calendar(
            BlockId.UNTIL,
            _("Last day"),
            draft.until,
            hint=_("Leave it empty, and it goes on until you stop it."),
            optional=True,
        ),
        _telling(
            BlockId.QUESTIONS,
            _("With these questions"),
            forms,
            chosen=draft.form,
            hint=_("Leave it empty, and only your words are sent."),
            optional=True,
        ),
        *(_reminder(draft, _) if draft.form else ()),
    ]


def _reminder(draft: Draft, translate: Translator) -> list[InputBlock]:
    _ = translate
    days = _("After {count} working days")
    choices = {"0": _("Nobody")} | {str(n): days.format(count=n) for n in _REMIND_AFTER}
    label = _("Remind who has not answered")
    return [select_input(BlockId.REMIND, label, choices, chosen=str(draft.remind_after))]


def _telling(
    block: BlockId,
    label: str,
    choices: Choices,
    *,
    chosen: str | None,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """Return a menu that tells the bot at once what was chosen, so that the modal can follow."""
    options = options_of(choices)
    element = StaticSelectElement(
        action_id=Action.NUDGE_CHOICE,
        options=options,
        initial_option=next((one for one in options if one.value == chosen), None),
    )
    return InputBlock(
        block_id=block,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
        dispatch_action=True,
    )


def _calendar(
    block: BlockId,
    label: str,
    chosen: date | None,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    initial = chosen.isoformat() if chosen else None
    element = DatePickerElement(action_id=Action.ANSWER, initial_date=initial)
    return asked(block, label, element, hint=hint, optional=optional)
