"""Draw a form as a modal, page by page; reading it is in ``handlers/blocks/answers.py``."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict
from slack_sdk.models.blocks import Block, InputBlock, Option, StaticSelectElement
from slack_sdk.models.views import View

from bot.domain.forms import Answers, Form
from bot.domain.readers import Reader
from bot.domain.visibility import Visibility
from bot.i18n import Translator, translator
from handlers.blocks.anonymous import pledge
from handlers.blocks.ids import Action, Callback
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, button, context, plain, section
from handlers.blocks.questions import render_question
from handlers.blocks.text import brief, fit, say
from handlers.blocks.visibility import (
    choice,
    choice_for_another,
    nameless,
    promise,
    promise_of,
)

_TITLE = 24
_ABOUT = 1500
_PAGE_TITLE = 200
_OPTION = 75
_USUAL = (Visibility.ONLY_ME, Visibility.FACILITATOR, Visibility.NETWORK)
"""Who may read a text of somebody without a trio."""


class FormMeta(BaseModel):
    """What a modal remembers in its ``private_metadata``: which form, about what, which page.

    ``entry_id`` is the entry that is being edited, None for a new one. ``author_id`` and
    ``given_on`` say whose paper is typed in, and of which day. ``token`` makes sending the same
    modal twice one entry.
    """

    model_config = ConfigDict(frozen=True)

    network_id: int
    form_id: str
    about: str
    page: int = 0
    entry_id: int | None = None
    author_id: int | None = None
    given_on: date | None = None
    token: str = ""

    def pack(self) -> str:
        """Return the text that Slack keeps; at most 3,000 characters."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the text back; raises ValueError for one that this did not write."""
        return cls.model_validate_json(text)


def render_form(
    form: Form,
    *,
    page: int,
    answers: Answers,
    visibility: Visibility | None,
    meta: FormMeta,
    reader: Reader,
    offered: Sequence[Visibility] = _USUAL,
    takes_files: bool = True,
    is_nameless: bool = False,
    intro: Sequence[Block] = (),
) -> View:
    """Draw one page of a form, filled with the answers given so far.

    ``intro`` stands above the first page: the purpose of a step, the network's norms. The last page
    asks who may read it; ``visibility`` is what was chosen before, None for the form's default.
    ``takes_files`` says whether the workspace lets the app see files; else addresses are asked.
    ``offered`` are readers to choose from; what is ``is_nameless`` or anonymous says its own.
    """
    _, last = translator(reader.locale), page == len(form.pages) - 1
    chosen, is_paper = visibility or form.visibility, meta.author_id is not None
    above = () if is_nameless or is_paper else _promised(form, chosen, reader)
    blocks = _head(form, page, reader, intro=(*intro, *above))
    blocks += _questions(form, page, answers, reader, takes_files=takes_files)
    if last and not form.anonymous:
        asked = visibility_input(chosen, reader, offered=offered, is_paper=is_paper)
        blocks.append(context(nameless(reader)) if is_nameless else asked)
    blocks += [actions(button(_("Back"), Action.FORM_BACK))] if page > 0 else []
    blocks += pledge(reader) if form.anonymous else [context(_saved(form, page, _))]
    return View(
        type="modal",
        callback_id=Callback.FORM,
        title=plain(say(form.title, reader), _TITLE),
        submit=plain(_submit(meta, last=last, translate=_), _TITLE),
        close=plain(_("Close"), _TITLE),
        blocks=blocks,
        private_metadata=meta.model_copy(update={"page": page}).pack(),
        notify_on_close=not form.anonymous,
    )


def visibility_input(
    visibility: Visibility,
    reader: Reader,
    *,
    offered: Sequence[Visibility],
    is_paper: bool = False,
) -> InputBlock:
    """Ask who may read a text; ``offered`` are the circles that there are for it.

    Of a paper it is asked in the words of somebody else than its author.
    """
    _ = translator(reader.locale)
    if visibility not in offered:
        visibility = Visibility.FACILITATOR
    words = choice_for_another if is_paper else choice
    options = {
        one: Option(value=one.value, text=plain(words(one, reader), _OPTION)) for one in offered
    }
    return InputBlock(
        block_id=BlockId.VISIBILITY,
        label=plain(_("Who may read this?")),
        element=StaticSelectElement(
            action_id=Action.FORM_VISIBILITY,
            options=list(options.values()),
            initial_option=options[visibility],
        ),
        dispatch_action=True,
    )


def _questions(
    form: Form, page: int, answers: Answers, reader: Reader, *, takes_files: bool
) -> list[Block]:
    """Draw the questions that are asked after these answers.

    Each tells of what is typed, so that it is saved; in an anonymous form only those on which
    others depend do, so that the page can be drawn again.
    """
    return [
        block
        for field in form.asked(answers, page=page)
        for block in render_question(
            field,
            answers.get(field.id),
            reader,
            is_saved=not form.anonymous or form.decides(field.id, page=page),
            takes_files=takes_files,
        )
    ]


def _promised(form: Form, visibility: Visibility, reader: Reader) -> list[Block]:
    """Say above what is private, and above several pages, who will read it: it is asked below."""
    is_short = visibility is not Visibility.ONLY_ME and len(form.pages) == 1
    if form.anonymous or is_short:
        return []
    return [context(promise(visibility, reader))]


def _about(form: Form, reader: Reader) -> list[Block]:
    """Say what a form is for, and first of all that it is anonymous, where it is."""
    _ = translator(reader.locale)
    about: list[Block] = [section(fit(say(form.about, reader), _ABOUT))] if form.about else []
    if not form.anonymous:
        return about
    return [*about, context(promise_of(form, reader), _("What that means stands at the end."))]


def _head(form: Form, page: int, reader: Reader, *, intro: Sequence[Block]) -> list[Block]:
    """Return what stands above the questions of a page; the first one says what the form is for."""
    above: list[Block] = [*intro, *_about(form, reader)] if page == 0 else []
    return [*above, *_page_title(form, page, reader)]


def _page_title(form: Form, page: int, reader: Reader) -> list[Block]:
    title = form.pages[page].title
    return [section(f"*{brief(say(title, reader), _PAGE_TITLE)}*")] if title else []


def _saved(form: Form, page: int, translate: Translator) -> str:
    _ = translate
    saved = _("Saved as you type.")
    if len(form.pages) == 1:
        return saved
    where = _("Page {page} of {pages}.").format(page=page + 1, pages=len(form.pages))
    return f"{where} {saved}"


def _submit(meta: FormMeta, *, last: bool, translate: Translator) -> str:
    _ = translate
    if not last:
        return _("Next")
    return _("Save") if meta.entry_id is not None else _("Send")
