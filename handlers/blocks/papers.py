"""Draw how answers on paper are typed in: whose and of which day, one by one or as a table."""

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, DatePickerElement
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.papers import columns_of
from bot.domain.readers import Reader
from bot.errors import Invalid
from bot.i18n import plural, translator
from bot.services.entries import OpenForm
from bot.services.papers import LoadedPapers, PaperProblem, PaperView
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, button, context, plain, section, sections
from handlers.blocks.messages_teams import take_back
from handlers.blocks.modals import asked, modal, notice, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, bullets, say
from handlers.blocks.times import day

_NAME = 60
_LONGEST = 3000
_KINDS_OF_FILES = ["csv", "txt", "tsv"]
_MOST_COLUMNS = 2500


def paper_modal(view: PaperView, reader: Reader) -> View:
    """Ask whose paper is typed in, of which form, and when it was written."""
    _ = translator(reader.locale)
    value = pack(n=view.network.id)
    if not view.members:
        line = _("Nobody is in this network yet whose papers you could enter.")
        return notice(Look(text=line, blocks=[section(line)]), reader, title=_("From paper"))
    people = {str(one.person_id): _named(one.name, one.school) for one in view.members}
    forms = {one.id: say(one.title, reader) for one in view.forms}
    on = DatePickerElement(action_id=Action.ANSWER, initial_date=view.today.isoformat())
    told = _("The answer is theirs: they get a copy, they can change it or take it back.")
    blocks: list[Block] = [
        section(told),
        select_input(BlockId.PERSON, _("Who wrote it?"), people),
        select_input(BlockId.PAPER_FORM, _("Which form is it?"), forms),
        asked(BlockId.GIVEN_ON, _("When was it written?"), on),
        actions(button(_("Several at once, from a table"), Action.LOAD_PAPERS, value=value)),
    ]
    return modal(
        _("From paper"),
        blocks,
        callback=Callback.PAPER,
        reader=reader,
        submit=_("Next"),
        meta=value,
    )


def whose_paper(shown: OpenForm, reader: Reader) -> list[Block]:
    """Say above a form whose paper is typed in; nothing where somebody writes for themselves."""
    if shown.ref.paper is None:
        return []
    _ = translator(reader.locale)
    line = _("*{name}* wrote this on paper on {day}. You type it in for them.")
    on = day(shown.ref.paper.given_on, reader)
    return [section(line.format(name=brief(shown.author, _NAME), day=on))]


def kept(shown: OpenForm, entry: Entry | None, reader: Reader) -> View:
    """Say that a paper is kept, and offer the next one."""
    _ = translator(reader.locale)
    line = _("Kept for {name}, who gets a copy and can change it.")
    words = line.format(name=brief(shown.author, _NAME))
    again = button(
        _("Enter another"),
        Action.ENTER_PAPER,
        value=pack(n=shown.network.id),
        style="primary",
    )
    back = [] if entry is None else [take_back(pack(n=shown.network.id, e=entry.id), reader)]
    look = Look(text=words, blocks=[section(words), actions(again, *back)])
    return notice(look, reader, title=_("From paper"))


def load_modal(view: PaperView, form: Form | None, reader: Reader, *, takes_files: bool) -> View:
    """Ask for a table of papers; the columns of the chosen form stand there to be copied."""
    _ = translator(reader.locale)
    form = form or view.forms[0]
    columns = ",".join(columns_of(form))[:_MOST_COLUMNS]
    told = _("One paper a line. For {form} copy this as the first line:").format(
        form=f"*{brief(say(form.title, reader), _NAME)}*"
    )
    how = (
        _("You can add the columns `with` (who wrote it together) and `readers`."),
        _("Several answers to one question: `reading; writing`."),
        _("With a reason: `no: too early`. With what shows a level: `2: seen in two lessons`."),
        _("Dates look like 2026-09-30. Loading twice adds nothing twice."),
    )
    blocks: list[Block] = [section(told, f"`{columns}`"), context("\n".join(how))]
    if takes_files:
        element = FileInputElement(action_id=Action.ANSWER, filetypes=_KINDS_OF_FILES, max_files=1)
        blocks.append(asked(BlockId.CALENDAR_FILE, _("A file"), element, optional=True))
    label = _("Or its lines") if takes_files else _("The lines")
    blocks.append(
        text_input(BlockId.PAPERS_TEXT, label, lines=True, optional=takes_files, most=_LONGEST)
    )
    return modal(
        _("From paper"),
        blocks,
        callback=Callback.LOAD_PAPERS,
        reader=reader,
        submit=_("Load"),
        meta=pack(n=view.network.id),
    )


def loaded(results: list[LoadedPapers], reader: Reader) -> View:
    """Say how many papers were taken, and of each other line what would do."""
    _ = translator(reader.locale)
    added = [one for result in results for one in result.added]
    counts = _counts(len(added), sum(one.known for one in results), reader)
    blocks: list[Block] = [section(f"*{counts[0]}*", *counts[1:])]
    unreadable: list[Invalid] = [one for result in results for one in result.unreadable]
    problems = [one.tell(_) for one in unreadable]
    problems += [_problem(one, reader) for result in results for one in result.problems]
    if problems:
        blocks += sections([f"*{_('Not taken')}*", *bullets(problems, most=400, count=20)])
    value = pack(n=results[-1].network.id)
    more = button(_("Load more"), Action.LOAD_PAPERS, value=value, style="primary")
    blocks.append(actions(more, *_undo(results[-1].network.id, added, reader)))
    return notice(Look(text=counts[0], blocks=blocks), reader, title=_("From paper"))


def unloaded(count: int, reader: Reader) -> Look:
    """Say that what a table added is gone again."""
    line = plural(
        "{count} answer is taken back.",
        "{count} answers are taken back.",
        count,
        locale=reader.locale,
    )
    return Look(text=line, blocks=[section(line)])


def _counts(added: int, known: int, reader: Reader) -> list[str]:
    lines = [
        plural(
            "{count} answer was taken.", "{count} answers were taken.", added, locale=reader.locale
        )
    ]
    if known:
        lines.append(
            plural(
                "{count} was there already.",
                "{count} were there already.",
                known,
                locale=reader.locale,
            )
        )
    return lines


def _problem(one: PaperProblem, reader: Reader) -> str:
    _ = translator(reader.locale)
    why = one.why.tell(_)
    if not one.question:
        return _("Line {line}: {why}").format(line=one.line, why=why)
    line = _('Line {line}, "{question}": {why}')
    return line.format(line=one.line, question=one.question, why=why)


def _undo(network_id: int, added: list[int], reader: Reader) -> list[ButtonElement]:
    if not added:
        return []
    _ = translator(reader.locale)
    confirm = ConfirmObject(
        title=plain(_("Take them back?"), 100),
        text=plain(_("Everything that this table added goes again, with its copies."), 300),
        confirm=plain(_("Take them back"), 30),
        deny=plain(_("Keep them"), 30),
    )
    value = pack(n=network_id, x=f"{min(added)}-{max(added)}")
    return [button(_("Undo"), Action.UNLOAD_PAPERS, value=value, style="danger", confirm=confirm)]


def _named(name: str, school: str | None) -> str:
    return f"{name}, {school}" if school else name
