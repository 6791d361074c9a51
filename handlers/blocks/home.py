"""Draw App Home: what is next for somebody, what they began and wrote, how their network stands."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, DividerBlock
from slack_sdk.models.views import View

from bot.domain.entries import Draft
from bot.domain.forms import Form
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.home import HomeView
from handlers.blocks.help import HELP, stranger
from handlers.blocks.home_kept import kept_for_you, not_asked
from handlers.blocks.home_networks import network_blocks, network_state
from handlers.blocks.home_tasks import first_task, more_decisions, task_line
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import (
    Look,
    actions,
    beside,
    button,
    context,
    header,
    mrkdwn,
    plain,
    section,
)
from handlers.blocks.packing import pack
from handlers.blocks.settings import state_line, toggle
from handlers.blocks.text import brief, say
from handlers.blocks.times import when

_NAME = 150
_MOST_BLOCKS = 100
_MOST_DRAFTS = 5
_MOST_NETWORKS = 8


def render_home(home: HomeView, reader: Reader) -> View:
    """Draw Home for whoever looks: fellow, facilitator, programme lead or stranger."""
    blocks: list[Block] = [*_today(home, reader), *_drafts(home.drafts, reader)]
    blocks += [*kept_for_you(home, reader), *not_asked(home, reader)]
    for network in home.networks[:_MOST_NETWORKS]:
        blocks += [DividerBlock(), *network_blocks(network, reader)]
    if home.latest:
        blocks += [DividerBlock(), *_latest(home, reader)]
    blocks += [DividerBlock(), *_leading(home, reader), *_settings(home, reader)]
    return View(type="home", blocks=blocks[:_MOST_BLOCKS])


def today(home: HomeView, reader: Reader) -> Look:
    """Draw the answer to a bare ``/rounds``: the one thing that is next, and the way to more."""
    _ = translator(reader.locale)
    more = context(
        _("`/rounds help` shows everything you can do. *Home* shows all of this with buttons.")
    )
    if not home.networks:
        look = stranger(reader, can_start=home.can_start)
        return Look(text=look.text, blocks=[*look.blocks, more])
    task = first_task(home, reader, primary=True)
    if task is not None:
        return Look(text=task_line(home, reader), blocks=[*task, more])
    lines = [*_nothing_waits(home, reader), *(network_state(one, reader) for one in home.networks)]
    return Look(text=lines[0], blocks=[section(*lines), more])


def _today(home: HomeView, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    title: list[Block] = [header(_("Today"))]
    if not home.networks:
        return [*title, *stranger(reader, can_start=home.can_start).blocks]
    task = first_task(home, reader, primary=True)
    first = task if task is not None else [section(*_nothing_waits(home, reader))]
    return [*title, *first, *more_decisions(home, reader)]


def _nothing_waits(home: HomeView, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    belongs = any(one.member is not None and not one.network.has_ended for one in home.networks)
    more = [_("`/reflect` is always open.")] if belongs else []
    return [_("Nothing waits for you today. Enjoy your day."), *more]


def _drafts(drafts: Sequence[tuple[Draft, Form, str]], reader: Reader) -> list[Block]:
    """Offer to go on with what was begun and not sent."""
    _ = translator(reader.locale)
    blocks: list[Block] = []
    for number, (draft, form, occasion) in enumerate(drafts[:_MOST_DRAFTS]):
        title = brief(": ".join(one for one in (say(form.title, reader), occasion) if one), _NAME)
        saved = _("Saved {when}.").format(when=when(draft.saved_at, reader, style="short"))
        value = pack(n=draft.network_id, f=draft.form_id, a=str(draft.about))
        blocks.append(section(_("You began: *{title}*").format(title=title), saved))
        blocks.append(
            actions(
                button(_("Go on"), numbered(Action.CONTINUE_DRAFT, number), value=value),
                _discard(title, reader, action=numbered(Action.DISCARD_DRAFT, number), value=value),
            )
        )
    return blocks


def _discard(title: str, reader: Reader, *, action: str, value: str) -> ButtonElement:
    _ = translator(reader.locale)
    confirm = ConfirmObject(
        title=plain(_("Throw it away?"), 100),
        text=mrkdwn(_("What you began for *{title}* is gone then.").format(title=title)),
        confirm=plain(_("Throw away"), 30),
        deny=plain(_("Keep it"), 30),
    )
    return button(_("Throw away"), action, value=value, style="danger", confirm=confirm)


def _latest(home: HomeView, reader: Reader) -> list[Block]:
    """List what somebody wrote lately; it is changed, shared and taken back where it is read."""
    _ = translator(reader.locale)
    blocks: list[Block] = [section(_("*What you wrote lately*"))]
    for number, one in enumerate(home.latest):
        parts = (say(one.form.title, reader), one.occasion)
        title = brief(": ".join(part for part in parts if part), _NAME)
        sent = when(one.entry.created_at, reader, style="short")
        value = pack(n=one.network.id, e=one.entry.id)
        about = say(one.form.title, reader)
        look = button(_("Open"), numbered(Action.SEE_ENTRY, number), value=value, about=about)
        blocks.append(beside(look, f"*{title}*", sent))
    return blocks


def _leading(home: HomeView, reader: Reader) -> list[Block]:
    """Offer who leads the programme what belongs to no network; empty for everybody else."""
    _ = translator(reader.locale)
    if not home.can_appoint:
        return []
    start = [_run(_("Start a network"), "setup")] if home.can_start and home.networks else []
    buttons = [*start, _run(_("Appoint a facilitator"), "appoint")]
    count = plural(
        "There is {count} network.",
        "There are {count} networks.",
        len(home.networks),
        locale=reader.locale,
    )
    return [section(_("*The programme*"), count), actions(*buttons)]


def _settings(home: HomeView, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    city = home.zone.rpartition("/")[2].replace("_", " ")
    clock = _("Your clock: {city} time.").format(city=city)
    settings = home.actor.person.settings
    return [
        context(clock, state_line(settings, home.today, reader)),
        actions(
            button(_("My settings"), Action.OPEN_SETTINGS),
            button(_("Days away"), Action.OPEN_AWAY),
            *toggle(settings, home.today, reader),
            *([] if len(home.networks) == 1 else [_run(_("Help"), HELP)]),
        ),
    ]


def _run(label: str, verb: str) -> ButtonElement:
    return button(label, numbered(Action.RUN_COMMAND, verb), value=pack(v=verb))
