"""Draw one network in somebody's Home: where it stands, the next date, and what leads it."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.home import NetworkHome, NetworkState, Task
from handlers.blocks.figures import figures_button
from handlers.blocks.gatherings import answer_row, answer_said
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import actions, button, context, header, section
from handlers.blocks.messages_gatherings import aim
from handlers.blocks.messages_inquiry import step_name
from handlers.blocks.packing import pack
from handlers.blocks.phases import standing
from handlers.blocks.text import brief, fit, say
from handlers.blocks.times import when

_NAME = 150
_NAMES = 1200
_PURPOSE = 400


def network_blocks(home: NetworkHome, reader: Reader) -> list[Block]:
    """Draw a network: for its members what is theirs, for those who lead it how it stands."""
    blocks: list[Block] = [header(home.network.name), *_purpose(home, reader)]
    blocks.append(section(standing(home.phase, reader)))
    blocks += _gathering(home, reader)
    if home.step is not None:
        blocks.append(section(step_name(home.step.standing, reader)))
    if home.member is not None:
        blocks.append(actions(*_buttons(home, reader)))
        blocks.append(actions(*_library(home, reader)))
    if home.state is not None:
        blocks += _state(home, home.state, reader)
    return blocks


def network_state(home: NetworkHome, reader: Reader) -> str:
    """Return in one line where a network is."""
    return f"*{brief(home.network.name, _NAME)}*  {standing(home.phase, reader)}"


def _purpose(home: NetworkHome, reader: Reader) -> list[Block]:
    """Return what all of it is for, and the strands that run through it (S1)."""
    _ = translator(reader.locale)
    programme = home.network.programme
    lines = [fit(say(programme.purpose, reader), _PURPOSE)] if programme.purpose else []
    if programme.strands:
        names = ", ".join(brief(say(one.name, reader), _NAME) for one in programme.strands)
        lines.append(_("Our strands: {names}.").format(names=names))
    return [context(*lines)] if lines else []


def _gathering(home: NetworkHome, reader: Reader) -> list[Block]:
    """Return the next date and what it is for (S1).

    Its buttons stand at the top of Home while an answer is missing.
    """
    view = home.gathering
    if view is None:
        return []
    _ = translator(reader.locale)
    title, moment = brief(view.gathering.title, _NAME), when(view.gathering.starts_at, reader)
    if not view.gathering.is_on:
        return [section(_("*{title}* on {when} is cancelled.").format(title=title, when=moment))]
    lines = [f"*{title}*  {moment}"]
    if home.member is None or home.is_facilitator:
        return [section(*lines), *aim(view.series, reader)]
    lines.append(answer_said(view.mine, reader))
    waits = Task.ANSWER_INVITATION in home.tasks
    return [
        section(*lines),
        *aim(view.series, reader),
        *([] if waits else answer_row(view, reader, primary=False)),
    ]


def _buttons(home: NetworkHome, reader: Reader) -> list[ButtonElement]:
    _ = translator(reader.locale)
    buttons = [_run(home, _("Write a reflection"), "reflect")]
    if home.step is not None:
        buttons.append(_run(home, _("Our inquiry"), "inquiry"))
    if home.checkin is not None:
        buttons.append(_run(home, _("Check in"), "checkin"))
    calendar = button(_("Calendar"), Action.OPEN_CALENDAR, value=pack(n=home.network.id))
    phase = _run(home, _("Phase"), "phase")
    figures = figures_button(home.network.id, reader)
    return [*buttons, _run(home, _("Next date"), "conference"), calendar, phase, figures]


def _library(home: NetworkHome, reader: Reader) -> list[ButtonElement]:
    """Return what can be written and tried at any time, as far as the programme has it."""
    _ = translator(reader.locale)
    value = pack(n=home.network.id)
    own = button(_("My page"), Action.OPEN_PORTFOLIO, value=value)
    buttons = [own, _run(home, _("Everything to write"), "write")]
    if home.network.programme.places.practice is not None:
        buttons.append(_run(home, _("Practice notes"), "practice"))
    if home.network.programme.toolkit:
        buttons.append(_run(home, _("Toolkit"), "toolkit"))
    if home.network.programme.decisions:
        buttons.append(_run(home, _("What we decide"), "decide"))
    return buttons


def _state(home: NetworkHome, state: NetworkState, reader: Reader) -> list[Block]:
    """Return how the network stands; names of those not heard are for those who lead it only."""
    _ = translator(reader.locale)
    lines = [
        _("*How it stands*"),
        _("Members: {members}. Coming next time: {coming}.").format(
            members=state.members, coming=state.coming
        ),
    ]
    lines += [brief(gap.tell(_), _NAMES) for gap in state.gaps]
    if state.not_answered:
        names = brief(", ".join(one.name for one in state.not_answered), _NAMES)
        lines.append(_("Not heard in this step yet: {names}.").format(names=names))
    return [section(*lines), actions(*_leading(home, state, reader))]


def _leading(home: NetworkHome, state: NetworkState, reader: Reader) -> list[ButtonElement]:
    _ = translator(reader.locale)
    value = pack(n=home.network.id)
    buttons = [button(_("Roster"), Action.OPEN_ROSTER, value=value)]
    if home.is_facilitator:
        buttons.append(_run(home, _("Sent to me"), "read"))
        buttons.append(_run(home, _("Write to members"), "nudge"))
    if home.is_facilitator and state.held is not None:
        held = pack(n=home.network.id, g=state.held.id)
        buttons.append(button(_("Who was there?"), Action.MARK_PRESENCE, value=held))
    if home.member is None:
        buttons.append(_run(home, _("Phase"), "phase"))
        buttons.append(button(_("Calendar"), Action.OPEN_CALENDAR, value=value))
        buttons.append(figures_button(home.network.id, reader))
    return [*buttons, _run(home, _("Export"), "export")]


def _run(home: NetworkHome, label: str, verb: str) -> ButtonElement:
    action = numbered(Action.RUN_COMMAND, verb)
    return button(label, action, value=pack(v=verb, n=home.network.id))
