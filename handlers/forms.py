"""Open a form, turn its pages, send it: one way for everything that people write."""

import secrets
from dataclasses import replace

from slack_sdk.models.views import View

from bot.domain.entries import About, Entry, FormRef, Paper
from bot.domain.forms import Answers, FieldKind, Form, Value
from bot.domain.parts import NOTHING, records_of
from bot.domain.visibility import Visibility
from bot.errors import NotFound
from bot.services.entries import OpenForm
from handlers.blocks.answers import read_form, read_visibility
from handlers.blocks.entries import opening
from handlers.blocks.forms import FormMeta, render_form
from handlers.blocks.ids import field_of
from handlers.blocks.papers import whose_paper
from handlers.blocks.stories import beside_vision
from handlers.blocks.visibility import offered_readers
from handlers.drafts import Drafts
from handlers.files import takes_files
from handlers.turn import Turn

_CHOICES = frozenset({"radio_buttons", "static_select", "checkboxes"})
"""What a question on which another depends is answered with; texts are typed in peace."""


def open_form(turn: Turn, ref: FormRef) -> None:
    """Show a form, with what is in it already."""
    found = turn.services.entries.open(turn.actor, ref)
    turn.show(draw(turn, found, page=found.page, token=secrets.token_hex(8)))


def draw(turn: Turn, shown: OpenForm, *, page: int, token: str) -> View:
    """Return one page of a form; the token stays the same through all pages.

    An anonymous form carries none: its answer keeps nothing of the modal it was written in.
    """
    ref = shown.ref
    meta = FormMeta(
        network_id=ref.network_id,
        form_id=ref.form_id,
        about=str(ref.about),
        entry_id=ref.entry_id,
        author_id=ref.paper.author_id if ref.paper else None,
        given_on=ref.paper.given_on if ref.paper else None,
        token="" if shown.form.anonymous else token,
    )
    return render_form(
        shown.form,
        page=page,
        answers=shown.answers,
        visibility=shown.visibility,
        meta=meta,
        reader=turn.reader,
        offered=_circles(shown),
        takes_files=not _asks_files(shown.form) or takes_files(turn),
        is_nameless=shown.is_nameless,
        intro=[
            *whose_paper(shown, turn.reader),
            *opening(shown.form, shown.occasion, turn.reader, resumed_from=shown.resumed_from),
            *beside_vision(shown.network, shown.form, turn.reader),
        ],
    )


def _circles(shown: OpenForm) -> list[Visibility]:
    is_charter = shown.form.id == shown.network.programme.places.charter
    return offered_readers(has_trio=shown.has_trio, is_charter=is_charter)


def _asks_files(form: Form) -> bool:
    return any(field.kind is FieldKind.FILE for field in form.fields)


def meta_of(turn: Turn) -> FormMeta:
    """Return what the open form remembers."""
    return FormMeta.read(turn.surface.view["private_metadata"])


def ref_of(meta: FormMeta) -> FormRef:
    """Return which form a modal is."""
    paper = None
    if meta.author_id is not None and meta.given_on is not None:
        paper = Paper(author_id=meta.author_id, given_on=meta.given_on)
    return FormRef(
        network_id=meta.network_id,
        form_id=meta.form_id,
        about=About.read(meta.about),
        entry_id=meta.entry_id,
        paper=paper,
    )


def ref_given(turn: Turn) -> FormRef:
    """Return the form that a button names; a draft of an edit leads back to its entry."""
    return FormRef.of_draft(
        network_id=turn.number("n"), form_id=turn.text("f"), about=About.read(turn.text("a"))
    )


def redraw(turn: Turn) -> None:
    """Show the page anew where what was just chosen shows or hides other questions of it.

    Nothing is read back of an anonymous form: what stands on its page is all there is.
    """
    meta = meta_of(turn)
    chosen = turn.surface.body["actions"][0]
    if chosen["type"] not in _CHOICES:
        return
    shown = opened(turn)
    field_id = str(field_of(chosen["block_id"])).partition("/")[0]
    if shown.form.decides(field_id, page=meta.page):
        _show_again(turn, shown, answers=_on_the_page(turn, shown))


def add_record(turn: Turn, field_id: str) -> None:
    """Make room for another record in a list; raises NotFound for a list that is not there."""
    shown, meta = opened(turn), meta_of(turn)
    typed = _on_the_page(turn, shown)
    asked = {field.id: field for field in shown.form.asked({**shown.answers, **typed})}
    if field_id not in asked:
        raise NotFound
    there = records_of(typed.get(field_id))
    longer = {**typed, field_id: (*there, NOTHING)[: asked[field_id].at_most]}
    _keep(turn, longer, page=meta.page)
    _show_again(turn, shown, answers=longer)


def _show_again(turn: Turn, shown: OpenForm, *, answers: Answers) -> None:
    """Draw the shown page with what stands on it now; Slack keeps what is typed meanwhile."""
    meta, values = meta_of(turn), turn.surface.view["state"]["values"]
    page = replace(
        shown,
        answers={**shown.answers, **answers},
        visibility=read_visibility(values) or shown.visibility,
        resumed_from=None,
    )
    turn.show(draw(turn, page, page=meta.page, token=meta.token))


def _on_the_page(turn: Turn, shown: OpenForm) -> dict[str, Value]:
    return read_form(turn.surface.view["state"]["values"], shown.form)


def opened(turn: Turn) -> OpenForm:
    """Return the form that is shown, as it is kept so far."""
    return turn.services.entries.open(turn.actor, ref_of(meta_of(turn)))


def save(turn: Turn, *, page: int | None = None) -> None:
    """Keep what stands on the shown page as a draft, which goes on at ``page``."""
    at = meta_of(turn).page if page is None else page
    _keep(turn, _on_the_page(turn, opened(turn)), page=at)


def _keep(turn: Turn, answers: Answers, *, page: int) -> None:
    turn.services.entries.save_draft(
        turn.actor,
        ref_of(meta_of(turn)),
        answers=answers,
        visibility=read_visibility(turn.surface.view["state"]["values"]),
        page=page,
    )


def turn_to(turn: Turn, *, page: int) -> None:
    """Keep what stands on the shown page, and show another."""
    save(turn, page=page)
    turn.show(draw(turn, opened(turn), page=page, token=meta_of(turn).token))


def next_page(turn: Turn, shown: OpenForm) -> None:
    """Check the shown page and show the one after it; raises InvalidMany beside the fields."""
    meta = meta_of(turn)
    answers = {**shown.answers, **_on_the_page(turn, shown)}
    turn.services.entries.check_page(turn.actor, shown.ref, meta.page, answers)
    turn_to(turn, page=shown.form.page_after(meta.page, answers))


def page_before(turn: Turn) -> None:
    """Show the page before that asks something, with everything as it was left."""
    shown = opened(turn)
    answers = {**shown.answers, **_on_the_page(turn, shown)}
    turn_to(turn, page=shown.form.page_before(meta_of(turn).page, answers))


def send(turn: Turn, shown: OpenForm, drafts: Drafts) -> Entry | None:
    """Send a form; the second time it is sent gives no entry. Raises InvalidMany, Invalid."""
    meta, values = meta_of(turn), turn.surface.view["state"]["values"]
    with drafts.sending(meta.token):
        return turn.services.entries.submit(
            turn.actor,
            shown.ref,
            answers=read_form(values, shown.form),
            visibility=read_visibility(values) or Visibility(shown.visibility),
            token=meta.token,
        )


def answer(turn: Turn, form: Form) -> bool:
    """Send an anonymous form; False where this person had answered it. Raises InvalidMany."""
    values = turn.surface.view["state"]["values"]
    ref = ref_of(meta_of(turn))
    return turn.services.anonymous.answer(turn.actor, ref, read_form(values, form))


def is_last_page(turn: Turn, shown: OpenForm) -> bool:
    """Whether the shown page is the one that sends."""
    return meta_of(turn).page + 1 >= len(shown.form.pages)
