"""Draw the list of nudges: what goes on, and what was said with what came of it; counts only."""

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, DividerBlock
from slack_sdk.models.views import View

from bot.domain.programme import Programme
from bot.domain.prompts import Prompt
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.nudge_log import Log, Standing, Told
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.layout import actions, beside, button, context, mrkdwn, plain, section
from handlers.blocks.modals import modal
from handlers.blocks.nudges import audiences, standings
from handlers.blocks.packing import pack
from handlers.blocks.recurrences import in_words
from handlers.blocks.text import brief, say
from handlers.blocks.times import day, when

_WORDS = 200
_NAMES = 300
_MOST_STANDING = 20


def log_modal(log: Log, reader: Reader) -> View:
    """Show what goes on and what was said; whoever has nothing yet is told how to begin."""
    _ = translator(reader.locale)
    write = button(
        _("Write to members"), Action.RUN_COMMAND, value=pack(v="nudge", n=log.network.id)
    )
    blocks: list[Block] = [section(_("*What goes on*"))]
    blocks += [_standing(one, log, reader) for one in log.standing[:_MOST_STANDING]]
    if not log.standing:
        nothing = _("Nothing comes by itself. `/nudge` can send words again and again.")
        blocks.append(context(nothing))
    blocks += [DividerBlock(), section(_("*What was sent*"))]
    for told in log.told:
        blocks += _told(told, reader)
    if not log.told:
        blocks.append(context(_("Nothing yet. Here you will see what your words led to.")))
    blocks.append(actions(write))
    return modal(
        _("Nudges"),
        blocks,
        callback=Callback.NOTICE,
        reader=reader,
    )


def stop_button(network_id: int, prompt: Prompt, reader: Reader) -> ButtonElement:
    """Return the button that stops what goes on."""
    _ = translator(reader.locale)
    return button(
        _("Stop it"),
        numbered(Action.STOP_PROMPT, prompt.id),
        value=pack(n=network_id, p=prompt.id),
        confirm=ConfirmObject(
            title=plain(_("Stop this?"), 100),
            text=mrkdwn(_("It does not come any more. What was sent so far stays.")),
            confirm=plain(_("Stop it"), 30),
            deny=plain(_("Let it go on"), 30),
        ),
    )


def _standing(standing: Standing, log: Log, reader: Reader) -> Block:
    """Draw one thing that goes on; what the programme asks is not stopped here."""
    _ = translator(reader.locale)
    prompt = standing.prompt
    rhythm = in_words(prompt.rule, reader)
    if standing.next_on is not None:
        next_on = _("next on {day}").format(day=day(standing.next_on, reader))
        rhythm = next_on if prompt.rule.days else f"{rhythm}, {next_on}"
    whom = _whom(prompt, log.network.programme, reader)
    lines = [f"*{brief(say(prompt.name, reader), _WORDS)}*", rhythm, whom]
    if prompt.is_made:
        if prompt.form is not None:
            title = brief(say(log.network.programme.form(prompt.form).title, reader), _WORDS)
            lines.append(_("With the questions of *{form}*.").format(form=title))
        return beside(stop_button(log.network.id, prompt, reader), *lines)
    return section(*lines, _("_From the programme_"))


def _whom(prompt: Prompt, programme: Programme, reader: Reader) -> str:
    """Return for whom a prompt is, with roles, levels and phases by their names."""
    audience = prompt.audience
    whom = audiences(reader)[audience.missing]
    kind = [standings(reader)[audience.standing]] if audience.standing else []
    named = {one.id: one.name for one in (*programme.roles, *programme.levels)}
    named |= {one.id: one.name for one in programme.phases}
    ids = (*audience.roles, *audience.levels, *audience.phases)
    words = [say(named[one], reader) if one in named else one for one in ids]
    few = [*words, *kind, *audience.schools]
    return f"{whom} ({brief(', '.join(few), _NAMES)})" if few else whom


def _told(told: Told, reader: Reader) -> list[Block]:
    words = brief(told.text, _WORDS)
    line = f"*{words}*" if told.is_round else f"&gt; {words}"
    return [
        section(line),
        context(when(told.first_at, reader, style="short"), _came_of(told, reader)),
    ]


def _came_of(told: Told, reader: Reader) -> str:
    """Say to how many it went and what it led to, in counts."""
    _ = translator(reader.locale)
    parts = []
    if told.sent or not told.waiting:
        parts.append(
            plural(
                "sent to {count} person", "sent to {count} people", told.sent, locale=reader.locale
            )
        )
    if told.done is not None and told.sent:
        done = plural(
            "{count} has done it since",
            "{count} have done it since",
            told.done,
            locale=reader.locale,
        )
        parts.append(done)
    if told.waiting:
        waiting = plural(
            "{count} gets it at their own hour",
            "{count} get it at their own hour",
            told.waiting,
            locale=reader.locale,
        )
        parts.append(waiting)
    if told.held:
        held = plural(
            "{count} did not need it or was away",
            "{count} did not need it or were away",
            told.held,
            locale=reader.locale,
        )
        parts.append(held)
    return ", ".join(parts)
