"""Draw the story of a school: for whoever looks, before it is shown, in the channel (S4, S84)."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.forms import Form
from bot.domain.networks import Network
from bot.domain.practice import headline
from bot.domain.readers import Reader
from bot.domain.stories import Moment, MomentKind, SchoolStory, is_plan
from bot.domain.telling import shown
from bot.i18n import language_of, translator
from bot.services.stories import SharedForm, StoryView
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import (
    Look,
    actions,
    button,
    context,
    header,
    mrkdwn,
    plain,
    section,
    sections,
)
from handlers.blocks.modals import modal, notice, options_of
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, cut, fit, say, within
from handlers.blocks.times import days, when

_NAME = 150
_WHAT = 300
_ANSWER = 500
_VISION = 2500
_STORY = 9000


def story_modal(view: StoryView, reader: Reader) -> View:
    """Return the page of a school: its vision beside its plans, its way so far, what to do."""
    _ = translator(reader.locale)
    blocks = _head(view, reader)
    if view.school is None:
        blocks.append(section(_no_school(view, reader)))
    blocks += _vision(view, reader)
    blocks += _way(view, reader)
    if view.can_post and view.is_begun and view.school is not None:
        value = pack(n=view.network.id, y=view.school.id)
        show = button(_("Show it in the channel"), Action.PREVIEW_STORY, value=value)
        blocks.append(actions(show))
    return modal(
        _("Our story"),
        blocks,
        callback=Callback.STORY,
        reader=reader,
        meta=pack(n=view.network.id),
    )


def beside_vision(network: Network, form: Form, reader: Reader) -> list[Block]:
    """Return the button that shows the vision to whoever writes a plan of action (S84)."""
    vision = network.programme.places.vision
    if vision is None or form.id == vision or not is_plan(form):
        return []
    _ = translator(reader.locale)
    return [actions(button(_("See our vision"), Action.SEE_VISION, value=pack(n=network.id)))]


def vision_look(view: StoryView, reader: Reader) -> Look:
    """Show the newest vision of a school, or say that there is none yet."""
    _ = translator(reader.locale)
    none = _("Your school has not shared a vision yet.")
    if view.vision is None:
        return Look(text=none, blocks=[section(none)])
    return Look(text=_("Our vision"), blocks=_vision(view, reader))


def preview_modal(view: StoryView, reader: Reader, *, there: Reader, token: str) -> View:
    """Return the story just as the channel reads it (``there``), before anybody else does."""
    _ = translator(reader.locale)
    name = view.school.name if view.school is not None else ""
    story = SchoolStory(network=view.network, school=name, moments=view.moments)
    look = school_story(story, there)
    blocks = [section(_("*Everybody in the channel reads this:*")), DividerBlock(), *look.blocks]
    school = view.school.id if view.school is not None else None
    return modal(
        _("Before it is shown"),
        blocks,
        callback=Callback.STORY_PREVIEW,
        reader=reader,
        submit=_("Show it"),
        close=_("Not yet"),
        meta=pack(n=view.network.id, y=school, t=token, x=view.seen),
    )


def posted(network_id: int, token: str, reader: Reader) -> View:
    """Say that it is on its way, and offer to take it back."""
    _ = translator(reader.locale)
    line = _("Your story is on its way to the channel.")
    small = _("You can take it back within ten minutes.")
    undo = _undo(network_id, token, reader)
    look = Look(text=line, blocks=[section(line), context(small), actions(undo)])
    return notice(look, reader, title=_("On its way"))


def school_story(message: SchoolStory, reader: Reader) -> Look:
    """Draw the story of a school for the channel."""
    _ = translator(reader.locale)
    title = _("The story of {school} so far").format(school=message.school)
    lines, is_whole = within((_line(one, reader) for one in message.moments), _STORY)
    more = [] if is_whole else ["…"]
    blocks: list[Block] = [header(title), *sections([*lines, *more])]
    return Look(text=brief(title, _NAME), blocks=blocks)


def shortened_story(message: SchoolStory, reader: Reader) -> Look:
    """Draw what is left of a story in one line."""
    _ = translator(reader.locale)
    text = _("The story of {school} so far").format(school=brief(message.school, _NAME))
    return Look(text=text, blocks=[context(text)])


def _undo(network_id: int, token: str, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    return button(
        _("Take it back"),
        Action.UNDO_STORY,
        value=pack(n=network_id, t=token),
        style="danger",
        confirm=ConfirmObject(
            title=plain(_("Take the story back?"), 100),
            text=mrkdwn(_("It is deleted in the channel, for everybody.")),
            confirm=plain(_("Take it back"), 30),
            deny=plain(_("Leave it"), 30),
        ),
    )


def _head(view: StoryView, reader: Reader) -> list[Block]:
    """Return whose story it is; who leads the network can choose another school."""
    _ = translator(reader.locale)
    title = view.school.name if view.school is not None else _("Our story")
    blocks: list[Block] = [header(title), context(brief(view.network.name, _NAME))]
    if not view.schools:
        return blocks
    options = options_of({str(one.id): one.name for one in view.schools})
    chosen = str(view.school.id) if view.school is not None else ""
    menu = StaticSelectElement(
        action_id=Action.CHOOSE_STORY,
        placeholder=plain(_("Another school"), _NAME),
        options=options,
        initial_option=next((one for one in options if one.value == chosen), None),
    )
    return [*blocks, ActionsBlock(block_id=BlockId.STORY, elements=[menu])]


def _no_school(view: StoryView, reader: Reader) -> str:
    _ = translator(reader.locale)
    if view.sees_all:
        return _("No school is on the roster yet.")
    return _("Choose your school first: *My school and role* in Home.")


def _vision(view: StoryView, reader: Reader) -> list[Block]:
    """Return the newest vision with the plans of action beside it (S84)."""
    _ = translator(reader.locale)
    if view.vision is None:
        return []
    entry, form, language = view.vision.entry, view.vision.form, language_of(reader.locale)
    written = when(entry.edited_at or entry.created_at, reader, style="short")
    about = _("Version {number}, {when}").format(number=view.visions, when=written)
    lines = [_("*Our vision*"), about]
    for field in form.fields:
        answer = shown(field, entry.answers.get(field.id), language=language)
        if answer:
            lines.append(f"*{brief(say(field.label, reader), _NAME)}*")
            lines.append(fit(answer, _ANSWER))
    told, _is_whole = within(lines, _VISION)
    return [*sections(told), *_plans(view, reader)]


def _plans(view: StoryView, reader: Reader) -> list[Block]:
    """Return what the school plans, to be held beside its vision."""
    _ = translator(reader.locale)
    title = _("*What we plan, beside it*")
    if not view.plans:
        return [section(title, _("Nothing is shared yet."))]
    return sections([title, *bullets((_plan(one, reader) for one in view.plans), most=_WHAT)])


def _plan(one: SharedForm, reader: Reader) -> str:
    name = say(one.form.title, reader)
    said = headline(one.form, one.entry.answers, language=language_of(reader.locale))
    return f"{name}: {cut(' '.join(said.split()), _WHAT)}"


def _way(view: StoryView, reader: Reader) -> list[Block]:
    """Return the way of the school; while there is none, that of an invented one."""
    _ = translator(reader.locale)
    title = _("*Our way so far*")
    if view.is_begun:
        told, _is_whole = within((_line(one, reader) for one in view.moments), _STORY)
        return sections([title, *told])
    if not view.invented:
        return [
            section(title, _("There is nothing to tell yet. It begins with the first meeting."))
        ]
    lines = (
        _("Week {week}: {what}").format(week=one.week, what=brief(say(one.what, reader), _WHAT))
        for one in view.invented
    )
    small = _("This school does not exist. Your own records take its place as they come.")
    return [*sections([_("*How it can go: a school that we made up*"), *lines]), context(small)]


def _line(moment: Moment, reader: Reader) -> str:
    """Return one moment with its day."""
    _ = translator(reader.locale)
    told = {
        MomentKind.JOINED: _("Our school joined the network."),
        MomentKind.PHASE: _("The phase {what} began."),
        MomentKind.CAME: _("We took part: {what}."),
        MomentKind.HOSTED: _("We opened our school to the others: {what}."),
        MomentKind.SHARED: _("We shared: {what}."),
        MomentKind.ADOPTED: _("Together we adopted: {what}."),
    }
    words = told[moment.kind].format(what=brief(moment.what, _WHAT))
    return f"*{days(moment.on, moment.on, reader, with_year=True)}*  {words}"
