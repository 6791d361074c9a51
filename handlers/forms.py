"""Open a form, turn its pages, send it: one way for everything that people write."""

import secrets

from slack_sdk.models.views import View

from bot.domain.entries import About, Entry, FormRef
from bot.domain.visibility import Visibility
from bot.services.entries import EntryView, OpenForm
from handlers.blocks.answers import read_form, read_visibility
from handlers.blocks.entries import opening
from handlers.blocks.forms import FormMeta, render_form
from handlers.drafts import Drafts
from handlers.turn import Turn


def open_form(turn: Turn, ref: FormRef) -> None:
    """Show a form, with what is in it already."""
    opened = turn.services.entries.open(turn.actor, ref)
    turn.show(draw(turn, opened, page=opened.page, token=secrets.token_hex(8)))


def draw(turn: Turn, opened: OpenForm, *, page: int, token: str) -> View:
    """Return one page of an opened form; the token stays the same through all pages."""
    ref = opened.ref
    meta = FormMeta(
        network_id=ref.network_id,
        form_id=ref.form_id,
        about=str(ref.about),
        entry_id=ref.entry_id,
        token=token,
    )
    return render_form(
        opened.form,
        page=page,
        answers=opened.answers,
        visibility=opened.visibility,
        meta=meta,
        reader=turn.reader,
        has_trio=opened.has_trio,
        intro=opening(opened.occasion, opened.resumed_from, turn.reader),
    )


def meta_of(turn: Turn) -> FormMeta:
    """Return what the open form remembers."""
    return FormMeta.read(turn.surface.view["private_metadata"])


def ref_of(meta: FormMeta) -> FormRef:
    """Return which form a modal is."""
    return FormRef(
        network_id=meta.network_id,
        form_id=meta.form_id,
        about=About.read(meta.about),
        entry_id=meta.entry_id,
    )


def ref_to_edit(view: EntryView) -> FormRef:
    """Return the form in which an entry is edited."""
    entry = view.entry
    return FormRef(
        network_id=entry.network_id, form_id=entry.form_id, about=entry.about, entry_id=entry.id
    )


def ref_given(turn: Turn) -> FormRef:
    """Return the form that a button names; a draft of an edit leads back to its entry."""
    return FormRef.of_draft(
        network_id=turn.number("n"), form_id=turn.text("f"), about=About.read(turn.text("a"))
    )


def save(turn: Turn, *, page: int | None = None) -> OpenForm:
    """Keep what stands on the shown page as a draft, which goes on at ``page``; return the form."""
    meta, entries = meta_of(turn), turn.services.entries
    ref, values = ref_of(meta), turn.surface.view["state"]["values"]
    opened = entries.open(turn.actor, ref)
    entries.save_draft(
        turn.actor,
        ref,
        answers=read_form(values, opened.form),
        visibility=read_visibility(values),
        page=meta.page if page is None else page,
    )
    return entries.open(turn.actor, ref)


def turn_to(turn: Turn, *, page: int) -> None:
    """Keep what stands on the shown page, and show another."""
    opened = save(turn, page=page)
    turn.show(draw(turn, opened, page=page, token=meta_of(turn).token))


def next_page(turn: Turn) -> None:
    """Check the shown page and show the one after it; raises InvalidMany beside the fields."""
    meta, entries = meta_of(turn), turn.services.entries
    form = entries.open(turn.actor, ref_of(meta)).form
    answers = read_form(turn.surface.view["state"]["values"], form)
    entries.check_page(turn.actor, ref_of(meta), meta.page, answers)
    turn_to(turn, page=meta.page + 1)


def send(turn: Turn, drafts: Drafts) -> tuple[OpenForm, Entry | None]:
    """Send a form; the second time it is sent gives no entry. Raises InvalidMany, Invalid."""
    meta, values = meta_of(turn), turn.surface.view["state"]["values"]
    opened = turn.services.entries.open(turn.actor, ref_of(meta))
    with drafts.sending(meta.token):
        entry = turn.services.entries.submit(
            turn.actor,
            opened.ref,
            answers=read_form(values, opened.form),
            visibility=read_visibility(values) or Visibility(opened.visibility),
            token=meta.token,
        )
    return opened, entry


def is_last_page(turn: Turn) -> bool:
    """Whether the shown page is the one that sends."""
    meta = meta_of(turn)
    form = turn.services.entries.open(turn.actor, ref_of(meta)).form
    return meta.page + 1 >= len(form.pages)
