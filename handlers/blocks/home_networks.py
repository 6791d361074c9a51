"""Draw one network in somebody's Home: where it stands, the next date, and what leads it."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.home import NetworkHome, NetworkState, Task
from handlers.blocks.gatherings import answer_row, answer_said
from handlers.blocks.help import HELP
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import actions, beside, button, context, header, section
from handlers.blocks.messages_gatherings import aim_lines
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
    if home.state is not None:
        blocks.append(_state(home, home.state, reader))
    return [*blocks, actions(*_buttons(home, reader))]


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
    small = aim_lines(view.series, reader)
    aim: list[Block] = [context("\n".join(small))] if small else []
    if home.member is None or home.is_facilitator:
        return [section(*lines), *aim]
    lines.append(answer_said(view.mine, reader))
    waits = Task.ANSWER_INVITATION in home.tasks
    return [
        section(*lines),
        *aim,
        *([] if waits else answer_row(view, reader, primary=False)),
    ]


def _buttons(home: NetworkHome, reader: Reader) -> list[ButtonElement]:
    """Return the few buttons of a network that are pressed often, and the one to all others."""
    _ = translator(reader.locale)
    more = _run(home, _("More"), HELP)
    if home.network.has_ended:
        return [*_after_the_end(home, reader), more]
    if home.state is not None:
        return [*_leading(home, home.state, reader), more]
    buttons = [_run(home, _("Write a reflection"), "reflect")]
    if home.step is not None:
        buttons.append(_run(home, _("Our inquiry"), "inquiry"))
    if home.checkin is not None:
        buttons.append(_run(home, _("Check in"), "checkin"))
    own = button(_("My page"), Action.OPEN_PORTFOLIO, value=pack(n=home.network.id))
    return [*buttons, own, more]


def _after_the_end(home: NetworkHome, reader: Reader) -> list[ButtonElement]:
    """Return what there is still to read: what is one's own, or was sent to whoever led."""
    _ = translator(reader.locale)
    buttons = [_run(home, _("Where we were"), "phase"), _run(home, _("Our figures"), "progress")]
    if home.is_facilitator:
        return [_run(home, _("Sent to me"), "read"), *buttons]
    if home.member is None:
        return buttons
    own = button(_("My page"), Action.OPEN_PORTFOLIO, value=pack(n=home.network.id))
    return [own, *buttons]


def _state(home: NetworkHome, state: NetworkState, reader: Reader) -> Block:
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
    roster = button(_("Roster"), Action.OPEN_ROSTER, value=pack(n=home.network.id))
    return beside(roster, *lines)


def _leading(home: NetworkHome, state: NetworkState, reader: Reader) -> list[ButtonElement]:
    """Return what those who lead press most: what came in, what goes out, who was there."""
    _ = translator(reader.locale)
    if not home.is_facilitator:
        return [_run(home, _("Where we are"), "phase"), _run(home, _("Our figures"), "progress")]
    buttons = [_run(home, _("Sent to me"), "read"), _run(home, _("Write to members"), "nudge")]
    if state.held is not None:
        held = pack(n=home.network.id, g=state.held.id)
        buttons.append(button(_("Who was there?"), Action.MARK_PRESENCE, value=held))
    if home.step is not None:
        buttons.append(_run(home, _("Our inquiry"), "inquiry"))
    return buttons


def _run(home: NetworkHome, label: str, verb: str) -> ButtonElement:
    action = numbered(Action.RUN_COMMAND, verb)
    return button(label, action, value=pack(v=verb, n=home.network.id))
