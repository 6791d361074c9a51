"""What people write: forms opened from any message, sent, continued, edited, shared."""

from slack_bolt import Ack, App

from bot.domain.entries import FormRef
from bot.domain.visibility import Visibility
from handlers import forms, homes
from handlers.blocks import anonymous, papers
from handlers.blocks import entries as blocks
from handlers.blocks.ids import Action, Block, Callback, starting
from handlers.blocks.modals import notice, said
from handlers.blocks.visibility import who_reads
from handlers.drafts import Drafts
from handlers.turn import Turn


def register(app: App) -> None:
    """Listen to every form, and to the buttons that open one."""
    app.action(Action.FORM_FIELD)(save_what_is_typed)
    app.action(starting(Action.OPEN_FORM))(open_form)
    app.action(starting(Action.CONTINUE_DRAFT))(open_form)
    app.action(starting(Action.DISCARD_DRAFT))(discard_draft)
    app.action(starting(Action.EDIT_ENTRY))(edit_entry)
    app.action(starting(Action.CHANGE_VISIBILITY))(ask_visibility)
    app.action(starting(Action.SEE_ENTRY))(see_entry)
    app.action(starting(Action.WITHDRAW_ENTRY))(take_back)
    app.action(starting(Action.TAKE_NAME_OFF))(take_name_off)
    app.view_submission(Callback.VISIBILITY)(choose_visibility)
    app.action(Action.FORM_VISIBILITY)(save_what_is_typed)
    app.action(Action.FORM_BACK)(go_back)
    app.action(Action.FORM_ADD)(add_record)
    app.view_submission(Callback.FORM)(send_page)
    app.view_closed(Callback.FORM)(close_form)


def open_form(ack: Ack, turn: Turn) -> None:
    """Open the form that a button names."""
    ack()
    forms.open_form(turn, forms.ref_given(turn))


def discard_draft(ack: Ack, turn: Turn) -> None:
    """Throw away what was begun."""
    ack()
    turn.services.entries.discard_draft(turn.actor, forms.ref_given(turn))
    homes.refresh(turn)


def edit_entry(ack: Ack, turn: Turn) -> None:
    """Open an entry to change it."""
    ack()
    view = turn.services.entries.see(turn.actor, turn.number("e"))
    forms.open_form(turn, FormRef.to_edit(view.entry))


def save_what_is_typed(ack: Ack, turn: Turn, drafts: Drafts) -> None:
    """Keep a draft while somebody types; a choice may bring other questions to the page.

    An anonymous form has no token and keeps none.
    """
    ack()
    token = forms.meta_of(turn).token
    if token:
        drafts.keep(token, lambda: forms.save(turn))
    forms.redraw(turn)


def add_record(ack: Ack, turn: Turn, drafts: Drafts) -> None:
    """Make room for another goal, action or whatever a list is of."""
    ack()
    drafts.flush(forms.meta_of(turn).token)
    forms.add_record(turn, str(turn.surface.body["actions"][0]["value"]))


def go_back(ack: Ack, turn: Turn, drafts: Drafts) -> None:
    """Show the page before, with everything as it was left."""
    ack()
    drafts.flush(forms.meta_of(turn).token)
    forms.page_before(turn)


def send_page(ack: Ack, turn: Turn, drafts: Drafts) -> None:
    """Turn the page, or send the form and say thank you."""
    ack()
    shown = forms.opened(turn)
    if shown.form.anonymous:
        forms.answer(turn, shown.form)
        turn.show(anonymous.thanks(shown.form, turn.reader))
        homes.refresh(turn)
        return
    if not forms.is_last_page(turn, shown):
        drafts.flush(forms.meta_of(turn).token)
        forms.next_page(turn, shown)
        return
    entry = forms.send(turn, shown, drafts)
    if shown.ref.paper is None:
        turn.show(blocks.thanks(shown.form, entry, turn.reader))
    else:
        turn.show(papers.kept(shown, entry, turn.reader))
    homes.refresh(turn)


def close_form(ack: Ack, turn: Turn, drafts: Drafts) -> None:
    """Write the last of what was typed; Home offers to go on."""
    ack()
    drafts.flush(forms.meta_of(turn).token)
    homes.refresh(turn)


def see_entry(ack: Ack, turn: Turn) -> None:
    """Show an answer to somebody who may read it."""
    ack()
    view = turn.services.entries.see(turn.actor, turn.number("e"))
    turn.show(blocks.entry_modal(view, turn.reader))


def take_back(ack: Ack, turn: Turn) -> None:
    """Take back what this person wrote."""
    ack()
    turn.services.taking_back.entry(turn.actor, turn.number("e"))
    gone = blocks.taken_back(turn.reader)
    if turn.surface.is_modal:
        turn.redraw(gone)
    else:  # the message whose button was pressed goes, too
        turn.tell(gone)
    homes.refresh(turn)


def take_name_off(ack: Ack, turn: Turn) -> None:
    """Take this person's name off what a colleague wrote for their team."""
    ack()
    turn.services.taking_back.name(turn.actor, turn.number("e"))
    turn.redraw(blocks.name_is_off(turn.reader))
    homes.refresh(turn)


def ask_visibility(ack: Ack, turn: Turn) -> None:
    """Ask who may read an answer."""
    ack()
    view = turn.services.entries.see(turn.actor, turn.number("e"))
    membership = turn.actor.membership(view.network.id)
    has_trio = membership is not None and membership.trio is not None
    turn.show(blocks.visibility_modal(view, turn.reader, has_trio=has_trio))


def choose_visibility(ack: Ack, turn: Turn) -> None:
    """Keep who may read an answer; its message in the channel comes or goes."""
    ack()
    chosen = Visibility(str(turn.surface.typed[Block.VISIBILITY]))
    changed = turn.services.entries.share(turn.actor, turn.number("e"), chosen)
    look = said(who_reads(changed.entry, turn.reader))
    turn.show(notice(look, turn.reader))
    homes.refresh(turn)
