"""Draw the inquiry where somebody opens it: the step, the board, what moves it on."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.networks import Network
from bot.domain.programme import Scope
from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.inquiry import BoardRow, StepView
from bot.services.nominations import Nomination
from handlers.blocks.ids import Action, Callback, numbered
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
from handlers.blocks.library_modules import protocol_button
from handlers.blocks.messages_inquiry import bar, done_when, step_name
from handlers.blocks.modals import modal, options_of, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, say
from handlers.blocks.times import day, when
from handlers.blocks.visibility import promise

_NAME = 150
_PURPOSE = 1500
_QUESTION = 600
_REASON = 500
_MOST_NOMINATIONS = 10


def step_modal(view: StepView, reader: Reader) -> View:
    """Draw the current step: what for, what to think about, when it is done, what is next."""
    _ = translator(reader.locale)
    where = view.standing
    blocks = _step(view, reader)
    if view.cycle.is_finished:
        blocks = [section(_("All {count} steps are done. Well done!").format(count=where.of))]
    if view.can_move:
        blocks += _moving(view, reader)
    title = _("Step {number} of {of}").format(number=where.number, of=where.of)
    meta = pack(n=view.network.id, c=view.cycle.id, s=view.cycle.place)
    return modal(title, blocks, callback=Callback.STEP, reader=reader, meta=meta)


def _step(view: StepView, reader: Reader) -> list[Block]:
    step = view.standing.step
    return [
        header(say(step.name, reader)),
        section(fit(say(step.purpose, reader), _PURPOSE)),
        *_question(view, reader),
        *_thoughts(view, reader),
        *_conversation(view, reader),
        *_checks(view, reader),
        context(*_progress(view, reader)),
        *_mine(view, reader),
    ]


def not_begun(network: Network, reader: Reader, *, leads: bool) -> Look:
    """Say why there is no inquiry yet, and who can begin it."""
    _ = translator(reader.locale)
    first = next((one for one in network.programme.phases if one.inquiry is not None), None)
    if first is None:
        line = _("This programme has no inquiry.")
        return Look(text=line, blocks=[section(line)])
    line = _("The inquiry begins with the phase {phase}.").format(
        phase=brief(say(first.name, reader), _NAME)
    )
    if not leads:
        soon = _("I will tell you when it is time.")
        return Look(text=f"{line} {soon}", blocks=[section(line, soon)])
    see = button(
        _("See the phase"),
        Action.RUN_COMMAND,
        value=pack(v="phase", n=network.id),
        style="primary",
    )
    return Look(text=line, blocks=[section(line), actions(see)])


def board(rows: Sequence[BoardRow], reader: Reader) -> Look:
    """Draw where every member's own cycle stands: steps, never texts."""
    _ = translator(reader.locale)
    title = _("*Where everybody's own inquiry stands*")
    if not any(row.standing for row in rows):
        line = _("Nobody has an inquiry of their own yet. They begin with a phase that has them.")
        return Look(text=line, blocks=[section(line)])
    lines = [f"• {brief(row.member.name, _NAME)}: {_place(row, reader)}" for row in rows]
    return Look(text="\n".join([title, *lines]), blocks=[*sections([title, *lines])])


def move_modal(view: StepView, reader: Reader) -> View:
    """Ask before moving on; open checks ask for a reason."""
    _ = translator(reader.locale)
    where = view.standing
    then = (
        _("Then {step} begins, and everybody it asks is told at their own hour.").format(
            step=f"*{brief(say(view.next.name, reader), _NAME)}*"
        )
        if view.next is not None
        else _("This was the last step. The inquiry is complete then.")
    )
    blocks: list[Block] = [section(f"*{step_name(where, reader)}*"), section(then)]
    if where.unticked:
        blocks.append(section(*done_when(where, reader)))
    blocks.append(
        text_input(
            BlockId.REASON,
            _("Why you move on now"),
            hint=_("Needed only while something above is still to do."),
            lines=True,
            optional=True,
            most=_REASON,
        )
    )
    return modal(
        _("Next step"),
        blocks,
        callback=Callback.MOVE_ON,
        reader=reader,
        submit=_("Move on"),
        meta=pack(n=view.network.id, c=view.cycle.id, s=view.cycle.place),
    )


def nominations_modal(view: StepView, nominations: Sequence[Nomination], reader: Reader) -> View:
    """Show the questions that members nominated; a facilitator adopts one (S41)."""
    _ = translator(reader.locale)
    blocks: list[Block] = [] if nominations else [section(_no_nominations(reader))]
    for one in nominations[:_MOST_NOMINATIONS]:
        count = _("{name}. {count} would work on this.").format(
            name=brief(one.author.name, _NAME), count=one.support
        )
        blocks.append(section(f"*{brief(one.question, _QUESTION)}*", count))
        if view.can_move:
            value = pack(n=view.network.id, c=view.cycle.id, e=one.entry.id)
            blocks.append(actions(button(_("Adopt this one"), Action.ADOPT, value=value)))
    meta = pack(n=view.network.id, c=view.cycle.id)
    return modal(_("Nominated"), blocks, callback=Callback.STEP, reader=reader, meta=meta)


def _no_nominations(reader: Reader) -> str:
    _ = translator(reader.locale)
    return _(
        "Nobody has nominated a question yet. A question is nominated when its author shares it "
        "with the network."
    )


def _place(row: BoardRow, reader: Reader) -> str:
    _ = translator(reader.locale)
    if row.is_finished:
        return _("all steps done")
    return step_name(row.standing, reader) if row.standing else _("not begun")


def _question(view: StepView, reader: Reader) -> list[Block]:
    if not view.question:
        return []
    _ = translator(reader.locale)
    return [section(_("*Our question:* {question}").format(question=fit(view.question, _QUESTION)))]


def _thoughts(view: StepView, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    questions = bullets((say(one, reader) for one in view.standing.step.prompts), most=500)
    return sections([_("*Questions to think about*"), *questions])


def _conversation(view: StepView, reader: Reader) -> list[Block]:
    step = view.standing.step
    if step.protocol is None:
        return []
    return [actions(protocol_button(view.network.id, step.protocol, reader, at=step.id))]


def _checks(view: StepView, reader: Reader) -> list[Block]:
    """Return the done-when checks: boxes for those who may tick them, lines for everybody else."""
    _ = translator(reader.locale)
    where = view.standing
    if not view.can_move:
        return [section(*done_when(where, reader))]
    options = options_of({one.id: say(one.text, reader) for one in where.step.checks})
    boxes = CheckboxesElement(
        action_id=Action.TICK_CHECKS,
        options=options,
        initial_options=[one for one in options if one.value in where.ticked] or None,
    )
    return [
        section(_("*This step is done when*")),
        ActionsBlock(block_id=f"{BlockId.CHECKS}:{where.step.id}", elements=[boxes]),
    ]


def _progress(view: StepView, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    until = _("Planned until {day}.").format(day=day(view.standing.due_on, reader))
    if view.cycle.scope is Scope.INDIVIDUAL or view.asked <= 0:
        return [until]
    count = _("{part} of {whole} have contributed.").format(part=view.contributed, whole=view.asked)
    return [bar(view.contributed, view.asked) + count, until]


def _mine(view: StepView, reader: Reader) -> list[Block]:
    """Return the reader's own part: write, go on, or change what was sent."""
    _ = translator(reader.locale)
    if not view.is_asked and view.mine is None:
        return [context(_("This step does not ask you for an answer."))]
    if view.mine is None:
        blocks: list[Block] = [context(promise(view.form.visibility, reader))]
        return [*blocks, actions(_write(view, reader))]
    sent = _("You sent your answer {when}.").format(
        when=when(view.mine.created_at, reader, style="short")
    )
    change = button(
        _("Change my answer"),
        Action.EDIT_ENTRY,
        value=pack(n=view.network.id, e=view.mine.id),
        style="primary",
    )
    return [section(sent, *_advice(view, reader)), actions(change)]


def _advice(view: StepView, reader: Reader) -> list[str]:
    """Return hints on the wording of a problem of practice; never a gate (S38)."""
    _ = translator(reader.locale)
    hints = [_(one.advice) for one in view.advice if not one.holds]
    return (
        ["", _("You may want to look at its wording once more:"), *bullets(hints)] if hints else []
    )


def _write(view: StepView, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    ref = view.ref
    label = _("Go on writing") if view.draft is not None else _("Write my answer")
    value = pack(n=ref.network_id, f=ref.form_id, a=str(ref.about))
    return button(label, Action.OPEN_FORM, value=value, style="primary")


def _moving(view: StepView, reader: Reader) -> list[Block]:
    """Return what moves the cycle; for its owner or the facilitator."""
    _ = translator(reader.locale)
    value = pack(n=view.network.id, c=view.cycle.id)
    buttons = []
    if not view.cycle.is_finished:
        buttons.append(button(_("Next step"), Action.NEXT_STEP, value=value))
    if view.previous is not None:
        confirm = _back(view, reader)
        buttons.append(button(_("Back a step"), Action.PREVIOUS_STEP, value=value, confirm=confirm))
    if view.cycle.scope is not Scope.COMMON:
        return [actions(*buttons)] if buttons else []
    if view.standing.step.adopts is not None:
        label = _("Nominated questions")
        buttons.append(button(label, numbered(Action.RUN_COMMAND, "q"), value=_nominated(view)))
    host = UserSelectElement(
        action_id=Action.CHOOSE_HOST, placeholder=plain(_("Choose the host")), initial_user=None
    )
    return [actions(*buttons), actions(host)]


def _nominated(view: StepView) -> str:
    return pack(v="inquiry questions", n=view.network.id)


def _back(view: StepView, reader: Reader) -> ConfirmObject:
    _ = translator(reader.locale)
    before = say(view.previous.name, reader) if view.previous else ""
    return ConfirmObject(
        title=plain(_("Back a step?"), 100),
        text=mrkdwn(
            _("*{step}* opens again. What was written since stays where it is.").format(
                step=brief(before, _NAME)
            )
        ),
        confirm=plain(_("Go back"), 30),
        deny=plain(_("Stay here"), 30),
    )
