"""Draw what is said about the inquiry: the opening of a step, and the board of the network."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.inquiry import Cycle, Standing
from bot.domain.messages import InquiryBoard, StepPrompt
from bot.domain.programme import Scope
from bot.domain.readers import Reader
from bot.i18n import translator
from handlers.blocks.ids import Action
from handlers.blocks.layout import Look, actions, button, context, section, sections
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, fit, quote, say
from handlers.blocks.times import day
from handlers.blocks.visibility import promise

_NAME = 150
_PURPOSE = 1200
_BAR = 10


def step_prompt(message: StepPrompt, reader: Reader) -> Look:
    """Open a step to a member: what it is for, what to think about, who reads the answer."""
    _ = translator(reader.locale)
    where, network = message.standing, message.network
    opening = _opening(message, reader)
    until = _("Planned until {day}.").format(day=day(where.due_on, reader))
    name = step_name(where, reader)
    form = network.programme.form(where.step.form)
    blocks: list[Block] = [
        section(f"{opening} *{name}*", fit(say(where.step.purpose, reader), _PURPOSE)),
        *_questions(where, reader),
        context(until, promise(form.visibility, reader), brief(network.name, _NAME)),
        actions(_open_button(message.cycle, where, reader)),
    ]
    return Look(text=f"{opening} {name}. {until}", blocks=blocks)


def inquiry_board(message: InquiryBoard, reader: Reader) -> Look:
    """Draw the progress of the common cycle: numbers only, never a name or a text."""
    _ = translator(reader.locale)
    where = message.standing
    if message.cycle.is_finished:
        text = _("Our inquiry is complete: all {count} steps are done. Thank you, everybody.")
        text = text.format(count=where.of)
        return Look(text=text, blocks=[section(text)])
    name, progress = step_name(where, reader), _progress(message, reader)
    until = _("Planned until {day}.").format(day=day(where.due_on, reader))
    blocks: list[Block] = [
        *_question(message.question, reader),
        section(_("Our inquiry"), f"*{name}*", bar(message.contributed, message.asked) + progress),
        section(*done_when(where, reader)),
        context(until, _("Only numbers are shown here. Who reads your words is up to you.")),
        actions(_open_button(message.cycle, where, reader)),
    ]
    return Look(text=_("Our inquiry.") + f" {name}. {progress}", blocks=blocks)


def shortened_step(message: StepPrompt, reader: Reader) -> Look:
    """Draw what is left of a step's opening when a newer message has come."""
    _ = translator(reader.locale)
    name = step_name(message.standing, reader)
    text = _("{step} (a newer message follows below)").format(step=name)
    return Look(text=text, blocks=[context(text)])


def step_name(where: Standing, reader: Reader) -> str:
    """Return where a cycle stands, escaped: "Step 3 of 8: Look at our data"."""
    _ = translator(reader.locale)
    name = brief(say(where.step.name, reader), _NAME)
    return _("Step {number} of {of}: {name}").format(number=where.number, of=where.of, name=name)


def done_when(where: Standing, reader: Reader) -> list[str]:
    """Return the checks of a step as lines, each with a word that says whether it is ticked."""
    _ = translator(reader.locale)
    done, to_do = _("Done: {check}"), _("To do: {check}")
    checks = [
        (done if check.id in where.ticked else to_do).format(check=say(check.text, reader))
        for check in where.step.checks
    ]
    return [_("*This step is done when*"), *bullets(checks)]


def bar(part: int, whole: int) -> str:
    """Return a bar for those who like to see; the words follow it."""
    if whole <= 0:
        return ""
    filled = min(_BAR * part // whole, _BAR)
    return "▰" * filled + "▱" * (_BAR - filled) + "  "


def _opening(message: StepPrompt, reader: Reader) -> str:
    _ = translator(reader.locale)
    is_first = message.standing.number == 1
    if message.cycle.scope is Scope.INDIVIDUAL:
        return _("Your inquiry begins.") if is_first else _("Your inquiry goes on.")
    return _("Our inquiry begins.") if is_first else _("Our inquiry goes on.")


def _progress(message: InquiryBoard, reader: Reader) -> str:
    _ = translator(reader.locale)
    if message.asked <= 0:
        return _("Nothing to write in this step.")
    return _("{part} of {whole} have contributed.").format(
        part=message.contributed, whole=message.asked
    )


def _question(question: str | None, reader: Reader) -> list[Block]:
    if not question:
        return []
    _ = translator(reader.locale)
    return [section(_("*Our question*"), *quote(question))]


def _questions(where: Standing, reader: Reader) -> list[Block]:
    _ = translator(reader.locale)
    questions = bullets((say(one, reader) for one in where.step.prompts), most=500)
    return sections([_("*Questions to think about*"), *questions])


def _open_button(cycle: Cycle, where: Standing, reader: Reader) -> ButtonElement:
    _ = translator(reader.locale)
    label = _("Open step {number}").format(number=where.number)
    value = pack(n=cycle.network_id, c=cycle.id)
    return button(label, Action.OPEN_INQUIRY, value=value, style="primary")
