"""Draw somebody's own page: goal, partners, next steps, what they wrote and where they were."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    OptionGroup,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.readers import Reader
from bot.domain.telling import shown
from bot.i18n import language_of, plural, translator
from bot.services.next_steps import NextStep
from bot.services.portfolio import Portfolio, Shelf, Written
from handlers.blocks.answers import render_answers
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import (
    actions,
    beside,
    button,
    context,
    header,
    plain,
    section,
    sections,
)
from handlers.blocks.messages_partners import described
from handlers.blocks.modals import modal, options_of
from handlers.blocks.packing import pack
from handlers.blocks.partners import outcome
from handlers.blocks.text import brief, bullets, quote, say, trim
from handlers.blocks.times import day
from handlers.blocks.visibility import readers

_TITLE = 150
_GROUP = 75
_STEP = 600
_GOAL = 1500
_MOST_STEPS = 8
_MOST_OPTIONS = 100
_MOST_TRIED = 12


def portfolio_modal(own: Portfolio, reader: Reader) -> View:
    """Draw a portfolio for the one whose it is."""
    _ = translator(reader.locale)
    blocks: list[Block] = [
        context(_("Nobody but you sees this page. Open a text to see who may read it.")),
        *_leading(own, reader),
        *_goal(own, reader),
        *_partners(own, reader),
        *_steps(own, reader),
        *_shelves(own, reader),
        *_tried(own, reader),
        *_attendance(own, reader),
        DividerBlock(),
        _tools(own, reader),
    ]
    return modal(
        _("My page"),
        blocks,
        callback=Callback.PORTFOLIO,
        reader=reader,
        meta=pack(n=own.network.id),
    )


def as_text(own: Portfolio, reader: Reader) -> str:
    """Return a whole portfolio as plain text, to be kept elsewhere."""
    return "\n".join(_plain_lines(own, reader)).rstrip() + "\n"


def sent(reader: Reader) -> str:
    """Say that the text is on its way."""
    _ = translator(reader.locale)
    return _("Your page as text. It is in your messages from me, for you alone.")


def _goal(own: Portfolio, reader: Reader) -> list[Block]:
    """Draw the newest learning goal on top, or how to set one (S82)."""
    if own.goal_form is None:
        return []
    _ = translator(reader.locale)
    value = pack(n=own.network.id, f=own.goal_form.form_id, a=str(own.goal_form.about))
    if own.goal is None:
        told = _("What do you want to learn this year, for yourself? It will stand here.")
        set_it = button(_("Set a goal"), Action.OPEN_FORM, value=value, style="primary")
        return [section(_("*My learning goal*"), told), actions(set_it)]
    entry = own.goal.entry
    answers = render_answers(own.goal.form, entry.answers, reader=reader)
    change = button(_("Change it"), Action.EDIT_ENTRY, value=pack(n=own.network.id, e=entry.id))
    another = button(_("A new goal"), Action.OPEN_FORM, value=value)
    return [
        section(_("*My learning goal*"), trim("\n".join(answers).strip(), _GOAL)),
        context(readers(entry.visibility, reader)),
        actions(change, another),
    ]


def _leading(own: Portfolio, reader: Reader) -> list[Block]:
    """Say what somebody does here as a facilitator; it comes first, for that is their part."""
    if not own.leads:
        return []
    _ = translator(reader.locale)
    told = _("You lead this network. What members sent you and what you sent them is here.")
    typed_in = plural(
        "You typed in {count} answer from paper.",
        "You typed in {count} answers from paper.",
        own.typed_in,
        locale=reader.locale,
    )
    verbs = {"read": _("Sent to me"), "nudge_log": _("What was sent"), "paper": _("From paper")}
    buttons = (
        button(
            label,
            numbered(Action.RUN_COMMAND, word),
            value=pack(v=word.replace("_", " "), n=own.network.id),
        )
        for word, label in verbs.items()
    )
    lines = [told, *([typed_in] if own.typed_in else [])]
    return [section(_("*My part*"), *lines), actions(*buttons)]


def _partners(own: Portfolio, reader: Reader) -> list[Block]:
    if not own.has_partners:
        return []
    _ = translator(reader.locale)
    names = [described(one) for one in own.partners] or [_("You have no partner yet.")]
    agreed = button(_("What we agreed"), Action.OPEN_PARTNERS, value=pack(n=own.network.id))
    return [beside(agreed, _("*My partners*"), *names)]


def _steps(own: Portfolio, reader: Reader) -> list[Block]:
    """List next steps: those to look back on with the button, the others with what came of them."""
    _ = translator(reader.locale)
    if not own.steps:
        return []
    shown_steps = own.steps[:_MOST_STEPS]
    blocks: list[Block] = [DividerBlock(), header(_("What I said I would do"))]
    blocks += [_step(one, reader) for one in shown_steps]
    return blocks + _and_more(len(own.steps) - len(shown_steps), reader)


def _step(step: NextStep, reader: Reader) -> Block:
    _ = translator(reader.locale)
    lines = quote(step.what, budget=_STEP)
    if step.outcome is not None:
        came = _("What came of it: {words}").format(words=outcome(step.outcome, reader))
        return section(*lines, came)
    by = [_("by {day}").format(day=day(step.on, reader))] if step.on is not None else []
    value = pack(n=step.entry.network_id, a=f"follow_up:{step.entry.id}")
    look_back = button(
        _("Write how it went"), numbered(Action.OPEN_REFLECT, step.entry.id), value=value
    )
    return beside(look_back, *lines, *(f"_{one}_" for one in by))


def _shelves(own: Portfolio, reader: Reader) -> list[Block]:
    """Name what was written, form by form, and open one of it from a menu."""
    _ = translator(reader.locale)
    title = header(_("What I wrote"))
    if not own.shelves:
        told = _("Nothing yet. Reflections, check-ins and all you write will stand here.")
        return [DividerBlock(), title, section(told)]
    lines = [
        f"• *{brief(say(one.form.title, reader), _TITLE)}*: {_count(one, reader)}"
        for one in own.shelves
    ]
    return [DividerBlock(), title, *sections(lines), ActionsBlock(elements=[_menu(own, reader)])]


def _count(shelf: Shelf, reader: Reader) -> str:
    return plural("{count} text", "{count} texts", len(shelf.written), locale=reader.locale)


def _menu(own: Portfolio, reader: Reader) -> StaticSelectElement:
    """Return a menu of texts, grouped by form; the newest of each, as many as Slack takes."""
    _ = translator(reader.locale)
    room = max(1, _MOST_OPTIONS // len(own.shelves))
    groups = [
        OptionGroup(
            label=plain(say(shelf.form.title, reader), _GROUP),
            options=options_of(
                {str(one.entry.id): _line(one, reader) for one in shelf.written[:room]}
            ),
        )
        for shelf in own.shelves[:_MOST_OPTIONS]
    ]
    return StaticSelectElement(
        action_id=Action.OPEN_OWN_ENTRY,
        placeholder=plain(_("Open one of them"), _TITLE),
        option_groups=groups,
    )


def _line(one: Written, reader: Reader) -> str:
    """Return an entry in a menu: its day, and what it is about."""
    on = day(one.entry.created_at.astimezone(reader.zone).date(), reader)
    return f"{on}: {one.occasion}" if one.occasion else on


def _tried(own: Portfolio, reader: Reader) -> list[Block]:
    if not own.tried:
        return []
    _ = translator(reader.locale)
    lines = bullets(own.tried, count=_MOST_TRIED)
    return [DividerBlock(), *sections([_("*What I tried*"), *lines])]


def _attendance(own: Portfolio, reader: Reader) -> list[Block]:
    return [context(_was_there(own, reader))] if own.present else []


def _was_there(own: Portfolio, reader: Reader) -> str:
    return plural(
        "You were at {count} gathering.",
        "You were at {count} gatherings.",
        own.present,
        locale=reader.locale,
    )


def _tools(own: Portfolio, reader: Reader) -> ActionsBlock:
    _ = translator(reader.locale)
    value = pack(n=own.network.id)
    place = button(_("My school and role"), Action.OPEN_PLACE, value=value)
    text = button(_("Send it to me as text"), Action.COPY_PORTFOLIO, value=value)
    found: list[ButtonElement] = [place] if own.is_empty and own.goal is None else [place, text]
    return actions(*found)


def _and_more(count: int, reader: Reader) -> list[Block]:
    if count <= 0:
        return []
    return [context(plural("and {count} more", "and {count} more", count, locale=reader.locale))]


def _plain_lines(own: Portfolio, reader: Reader) -> Iterator[str]:
    _ = translator(reader.locale)
    yield f"{own.member.name}, {own.network.name}"
    yield ""
    goals = [own.goal] if own.goal is not None else []
    for one in (*goals, *(written for shelf in own.shelves for written in shelf.written)):
        yield from _plain_entry(one, reader)
    if own.tried:
        yield _("What I tried").upper()
        yield from (f"- {one}" for one in own.tried)
        yield ""
    if own.present:
        yield _was_there(own, reader)


def _plain_entry(one: Written, reader: Reader) -> Sequence[str]:
    title = ": ".join(part for part in (say(one.form.title, reader), one.occasion) if part)
    lines = [title.upper(), day(one.entry.created_at.astimezone(reader.zone).date(), reader)]
    language = language_of(reader.locale)
    for field in one.form.fields:
        words = shown(field, one.entry.answers.get(field.id), language=language)
        if words:
            lines += ["", say(field.label, reader), words]
    return [*lines, "", ""]
