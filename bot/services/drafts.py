"""Drafts within a transaction: the one of a form, and throwing it away."""

from bot.domain.entries import Draft, FormRef
from bot.domain.people import Actor
from storage.transaction import Transaction


def draft_of(tx: Transaction, actor: Actor, ref: FormRef) -> Draft | None:
    """Return the draft of a form, of a new entry or of an edit."""
    return tx.drafts.get(
        actor.id, network_id=ref.network_id, form_id=ref.form_id, about=ref.draft_about
    )


def discard(tx: Transaction, actor: Actor, ref: FormRef) -> None:
    """Throw the draft of a form away."""
    tx.drafts.discard(
        actor.id, network_id=ref.network_id, form_id=ref.form_id, about=ref.draft_about
    )
