"""Draw practice notes: the list, the search, one note with "I tried this" (S25)."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.entries import NOTHING_SPECIAL
from bot.domain.practice import LONGEST_SEARCH, Search, rest
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.library import NoteLine, NoteView, Shelf
from handlers.blocks.answers import render_answers
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import Look, actions, beside, button, context, section, sections
from handlers.blocks.modals import modal, select_input, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, trim
from handlers.blocks.times import when

_NAME = 150
_NAMES = 1500
_ANYWHERE = "*"
"""Stands for every school; no school of a roster is called so."""


def shelf_modal(shelf: Shelf, reader: Reader) -> View:
    """Draw a page of the notes, newest first, with the ways to write one and to look for some."""
    _ = translator(reader.locale)
    blocks: list[Block] = [actions(*_top(shelf, reader))] if shelf.can_write or shelf.there else []
    blocks += [context(line) for line in _found(shelf, reader)]
    for number, line in enumerate(shelf.lines):
        value = pack(n=shelf.network.id, e=line.entry.id, **_packed(shelf.search))
        blocks.append(
            beside(
                button(_("Open"), numbered(Action.OPEN_NOTE, number), value=value),
                f"*{brief(line.headline, _NAME)}*",
                by(line, reader),
                *_tried(line, reader),
            )
        )
    if turning := list(_turning(shelf, reader)):
        blocks.append(actions(*turning))
    return modal(
        _("Practice notes"),
        blocks,
        callback=Callback.LIBRARY,
        reader=reader,
        meta=pack(n=shelf.network.id),
    )


def search_modal(shelf: Shelf, reader: Reader) -> View:
    """Ask for a word and a school; both may stay empty."""
    _ = translator(reader.locale)
    schools = {_ANYWHERE: _("Every school"), **{one: one for one in shelf.schools}}
    chosen = shelf.search.school if shelf.search.school in schools else _ANYWHERE
    word = text_input(
        BlockId.SEARCH,
        _("Words to look for"),
        value=shelf.search.words,
        hint=_("In the note, or the name of a person or school. Leave it empty to see all."),
        optional=True,
        most=LONGEST_SEARCH,
    )
    blocks: list[Block] = [word]
    if shelf.schools:
        blocks.append(select_input(BlockId.SCHOOL, _("From which school?"), schools, chosen=chosen))
    return modal(
        _("Practice notes"),
        blocks,
        callback=Callback.SEARCH_NOTES,
        reader=reader,
        submit=_("Look for it"),
        meta=pack(n=shelf.network.id),
    )


def searched(words: object, school: object) -> Search:
    """Return what somebody looks for, out of what they typed and chose."""
    chosen = str(school) if school and school != _ANYWHERE else None
    return Search(words=" ".join(str(words or "").split()), school=chosen)


def note_modal(view: NoteView, search: Search, reader: Reader) -> View:
    """Draw one note, who tried it, and what its reader can do with it."""
    _ = translator(reader.locale)
    line = view.line
    told = rest(view.form, line.entry.answers, headline=line.headline, most=_NAME)
    answers = render_answers(view.form, told, reader=reader, names=view.names)
    blocks: list[Block] = [
        section(f"*{brief(line.headline, _NAME)}*", by(line, reader)),
        *sections(answers),
    ]
    tried_by = trim("; ".join(brief(one, _NAME) for one in view.tried_by), _NAMES)
    if tried_by:
        blocks.append(section(_("*Tried by:* {names}").format(names=tried_by)))
    if view.can_mark and not view.line.i_tried:
        blocks.append(context(_("If you tried it, your name stands here, so that others can ask.")))
    blocks.append(actions(*_note_buttons(view, search, reader)))
    return modal(
        _("Practice note"),
        blocks,
        callback=Callback.LIBRARY,
        reader=reader,
        meta=pack(n=view.network.id),
    )


def tried_words(view: NoteView, reader: Reader) -> list[str]:
    """Thank somebody who tried a note, where its message stands in the channel."""
    _ = translator(reader.locale)
    name = brief(view.line.headline, _NAME)
    thanks = _("Thank you. *{note}*: it stands there that you tried it.").format(note=name)
    return [thanks, _("`/rounds practice` shows all notes, and takes this back.")]


def by(line: NoteLine, reader: Reader) -> str:
    """Return who wrote a note, from which school, and when."""
    names = brief(", ".join(line.authors), _NAME)
    school = brief(line.school, _NAME) if line.school else ""
    moment = when(line.entry.created_at, reader, style="short")
    return "  ".join(one for one in (names, school, moment) if one)


def tried_count(count: int, reader: Reader) -> str:
    """Say how many have tried a note."""
    return plural(
        "{count} person has tried this.",
        "{count} people have tried this.",
        count,
        locale=reader.locale,
    )


def no_notes(reader: Reader) -> Look:
    """Say that a programme asks for no practice notes."""
    _ = translator(reader.locale)
    line = _("This programme has no practice notes. `/reflect` is always open.")
    return Look(text=line, blocks=[section(line)])


def _tried(line: NoteLine, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    told = [tried_count(line.tried, reader)] if line.tried else []
    return [" ".join([*told, _("You are one of them.")])] if line.i_tried else told


def _found(shelf: Shelf, reader: Reader) -> list[str]:
    """Say how much there is, and what to do where there is nothing."""
    _ = translator(reader.locale)
    if not shelf.there:
        first = _("There are no practice notes yet. What did you try lately that others could use?")
        return [first]
    if not shelf.found:
        return [_("Nothing like that is here. Fewer words find more.")]
    count = plural("{count} note", "{count} notes", shelf.found, locale=reader.locale)
    pages = _("page {page} of {pages}").format(page=shelf.search.page + 1, pages=shelf.pages)
    wanted = (shelf.search.words, shelf.search.school or "")
    looked = [f'"{brief(one, _NAME)}"' for one in wanted if one]
    return [", ".join([count, *looked, *([pages] if shelf.pages > 1 else [])])]


def _top(shelf: Shelf, reader: Reader) -> Iterator[ButtonElement]:
    _ = translator(reader.locale)
    here = shelf.network.id
    if shelf.can_write:
        value = pack(n=here, f=shelf.form.id, a=str(NOTHING_SPECIAL))
        yield button(_("Write one"), numbered(Action.OPEN_FORM, "note"), value=value)
    if shelf.there:
        value = pack(n=here, **_packed(shelf.search))
        yield button(_("Look for one"), Action.SEARCH_NOTES, value=value)
    if shelf.search.is_narrow:
        yield button(_("Show all"), numbered(Action.OPEN_SHELF, "all"), value=pack(n=here))


def _turning(shelf: Shelf, reader: Reader) -> Iterator[ButtonElement]:
    _ = translator(reader.locale)
    page, here = shelf.search.page, shelf.network.id
    if page > 0:
        newer = pack(n=here, **_packed(shelf.search.turned_to(page - 1)))
        yield button(_("Newer ones"), numbered(Action.OPEN_SHELF, "newer"), value=newer)
    if page + 1 < shelf.pages:
        older = pack(n=here, **_packed(shelf.search.turned_to(page + 1)))
        yield button(_("Older ones"), numbered(Action.OPEN_SHELF, "older"), value=older)


def _note_buttons(view: NoteView, search: Search, reader: Reader) -> Iterator[ButtonElement]:
    _ = translator(reader.locale)
    value = pack(n=view.network.id, e=view.line.entry.id, **_packed(search))
    if view.can_mark and view.line.i_tried:
        yield button(_("I have not tried it"), Action.NOTE_NOT_TRIED, value=value)
    elif view.can_mark:
        yield button(_("I tried this"), Action.TRY_NOTE, value=value, style="primary")
    if view.line.is_mine:
        yield button(_("Change"), Action.EDIT_ENTRY, value=value)
        yield button(_("Who may read this?"), Action.CHANGE_VISIBILITY, value=value)
    yield button(_("All notes"), Action.OPEN_SHELF, value=value)


def _packed(search: Search) -> dict[str, str | int | None]:
    """Return what is looked for as letters of a button; what is empty is left out."""
    return {"z": search.words or None, "y": search.school, "i": search.page or None}
