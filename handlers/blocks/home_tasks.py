"""Draw what is next for somebody: one task, with the one primary button."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.domain.deciding import DecisionPrompt
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.decisions import DecisionView
from bot.services.home import HomeView, NetworkHome, Task
from bot.services.inquiry import StepView
from handlers.blocks.decisions import waiting_line
from handlers.blocks.gatherings import answer_row
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import actions, beside, button, section
from handlers.blocks.messages_agendas import proposed_line
from handlers.blocks.messages_inquiry import step_name
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say
from handlers.blocks.times import day, spoken, when

_NAME = 150
_MOST_DECISIONS = 5


def first_task(home: HomeView, reader: Reader, *, primary: bool) -> list[Block] | None:
    """Return the task that is next, over all networks; None when nothing waits."""
    for network, task in _tasks(home):
        return _draw(network, task, reader, primary=primary)
    return None


def more_decisions(home: HomeView, reader: Reader) -> list[Block]:
    """List what else somebody can propose or vote on, below the task that is next.

    A round closes when enough have answered: it does not wait behind other tasks. What was held
    back is listed with its reason elsewhere.
    """
    _ = translator(reader.locale)
    first = next(_tasks(home), None)
    kept = {one.message.round.id for one in home.kept if isinstance(one.message, DecisionPrompt)}
    blocks: list[Block] = []
    for network in home.networks:
        mine = network.decisions.mine if first != (network, Task.DECIDE) else None
        for view in (*([mine] if mine is not None else []), *network.decisions.others):
            if network.member is not None and view.open and view.open.id not in kept:
                value = pack(n=network.network.id, j=view.decision.id, l=view.level)
                action = numbered(Action.OPEN_DECISION, len(blocks))
                look = button(_("Look at it"), action, value=value)
                where = f"_{brief(network.network.name, _NAME)}_"
                blocks.append(beside(look, waiting_line(view, reader), where))
    return blocks[:_MOST_DECISIONS]


def task_line(home: HomeView, reader: Reader) -> str:
    """Return the task that is next as one sentence; empty when nothing waits."""
    return next((_line(one, task, reader, aloud=True) for one, task in _tasks(home)), "")


def _tasks(home: HomeView) -> Iterator[tuple[NetworkHome, Task]]:
    """Yield what waits, the most pressing first, whichever network it is in."""
    for task in Task:
        yield from ((network, task) for network in home.networks if task in network.tasks)


def _draw(network: NetworkHome, task: Task, reader: Reader, *, primary: bool) -> list[Block]:
    where = brief(network.network.name, _NAME)
    blocks: list[Block] = [section(_line(network, task, reader), f"_{where}_")]
    if task is Task.ANSWER_INVITATION and network.gathering is not None:
        return [*blocks, *answer_row(network.gathering, reader, primary=primary)]
    label, action, value = _button(network, task, reader)
    stressed = button(label, action, value=value, style="primary" if primary else None)
    return [*blocks, actions(stressed)]


def _button(network: NetworkHome, task: Task, reader: Reader) -> tuple[str, Action, str]:
    """Return the label of a task's button, what it does, and what about."""
    _ = translator(reader.locale)
    here = network.network.id
    if task is Task.ANSWER_STEP and network.step is not None:
        return _("Open the step"), Action.OPEN_INQUIRY, pack(n=here, c=network.step.cycle.id)
    if task is Task.ANSWER_PROPOSAL and network.gathering is not None:
        value = pack(n=here, g=network.gathering.gathering.id)
        return _("See the agenda"), Action.OPEN_AGENDA, value
    if task is Task.CHECK_IN and network.checkin is not None:
        view = network.checkin
        value = pack(n=here, k=view.checkin.id, d=view.round_on.isoformat())
        return _("Check in"), Action.OPEN_CHECKIN, value
    if task is Task.MOVE_STEP and network.step is not None:
        return _("Look at the step"), Action.OPEN_INQUIRY, pack(n=here, c=network.step.cycle.id)
    decision = decision_of(network, task)
    if decision is not None:
        value = pack(n=here, j=decision.decision.id, l=decision.level)
        return _("Look at it"), Action.OPEN_DECISION, value
    if task is Task.ENTER_PHASE:
        return _("Look at the phase"), Action.RUN_COMMAND, pack(v="phase", n=here)
    return _("My school and role"), Action.OPEN_PLACE, pack(n=here)


def _line(network: NetworkHome, task: Task, reader: Reader, *, aloud: bool = False) -> str:
    """Return a task as a sentence; ``aloud`` is for places that show no dates of Slack's."""
    _ = translator(reader.locale)
    if task is Task.ANSWER_INVITATION and network.gathering is not None:
        gathering = network.gathering.gathering
        moment = (spoken if aloud else when)(gathering.starts_at, reader)
        return _("{title}: {when}. Will you come?").format(
            title=brief(gathering.title, _NAME), when=moment
        )
    if task is Task.ANSWER_STEP and network.step is not None:
        return _("{step} waits for your answer.").format(
            step=step_name(network.step.standing, reader)
        )
    if task is Task.ANSWER_PROPOSAL and network.gathering is not None:
        view = network.gathering
        return proposed_line(view.gathering, view.proposals, reader)
    if task is Task.CHECK_IN and network.checkin is not None:
        name = brief(say(network.checkin.checkin.name, reader), _NAME)
        return _("It is time for your check-in: {name}.").format(name=name)
    if task is Task.MOVE_STEP and network.step is not None:
        return _to_move(network.step, reader)
    decision = decision_of(network, task)
    if decision is not None:
        return waiting_line(decision, reader)
    if task is Task.ENTER_PHASE and network.phase.next is not None:
        name = brief(say(network.phase.next.name, reader), _NAME)
        return _("All that was asked for holds. {phase} can begin, when you say so.").format(
            phase=name
        )
    return _("Tell us your school and role, so that the network knows who is who.")


def decision_of(network: NetworkHome, task: Task) -> DecisionView | None:
    """Return the decision that a task is about, if it is about one."""
    waits = {Task.DECIDE: network.decisions.mine, Task.LEAD_DECISION: network.decisions.led}
    return waits.get(task)


def _to_move(step: StepView, reader: Reader) -> str:
    """Return why a step waits for whoever moves the cycle."""
    _ = translator(reader.locale)
    name = step_name(step.standing, reader)
    if step.needs_host:
        return _("{step}. Whose school do you visit? Choose the host.").format(step=name)
    if step.asked <= 1:
        return _("{step} was planned until {day}.").format(
            step=name, day=day(step.standing.due_on, reader)
        )
    return _("{step} was planned until {day}. {part} of {whole} have contributed.").format(
        step=name,
        day=day(step.standing.due_on, reader),
        part=step.contributed,
        whole=step.asked,
    )
