"""Entries: open a form, keep the draft while it is typed, send, edit, choose who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.entries import Draft, Entry, FormRef
from bot.domain.forms import Answers, Form
from bot.domain.networks import Network
from bot.domain.next_steps import ticked_as_before
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.teams import together
from bot.domain.visibility import Visibility
from bot.errors import NotFound
from bot.i18n import language_of
from bot.services.anonymous import admit
from bot.services.channel import show_or_hide
from bot.services.drafts import discard, draft_of
from bot.services.filling import author_of, form_for, read_typed
from bot.services.following import close_step, refresh_receipt, take_back_check_backs
from bot.services.networks import the_network
from bot.services.occasions import occasion, on_entry
from bot.services.on_paper import check_paper, today_of, unless_chosen, written_on
from bot.services.sending import Filled, send, send_again
from bot.services.teams import names_of
from storage.store import Store
from storage.transaction import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenForm:
    """A form ready to be filled: what is there already, and who will read it."""

    ref: FormRef
    network: Network
    form: Form
    answers: Answers
    visibility: Visibility
    occasion: str
    page: int
    has_trio: bool
    author: str
    resumed_from: datetime | None
    """When the draft was saved that is continued here."""
    is_nameless: bool = False
    """Whether it is shown without its author, so that nobody is asked who may read it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView:
    """One entry with all that is needed to show it."""

    network: Network
    form: Form
    entry: Entry
    occasion: str
    author: str = ""
    together: tuple[str, ...] = ()
    """The names of those who wrote it with its author."""
    typed_by: str | None = None
    """Who typed it in from paper, for its author."""
    is_mine: bool = True
    """Whether whoever looks at it is its author."""
    is_credited: bool = False
    """Whether whoever looks at it is named as having written it, too."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of the people chosen in its fields, by Slack id; a mention would call them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """Verbs about what people write."""

    store: Store
    clock: Clock

    def open(self, actor: Actor, ref: FormRef) -> OpenForm:
        """Open a form: what is in the entry to edit, over it the draft; raises NotFound.

        An anonymous form is always empty; Invalid for who answered it, and who reads its results.
        """
        with self.store.read() as tx:
            network, form = form_for(tx, actor, ref)
            if form.anonymous:
                admit(tx, actor, ref)
            draft = None if form.anonymous else draft_of(tx, actor, ref)
            entry = self._own(tx, actor, ref.entry_id) if ref.entry_id is not None else None
            about = (entry or ref).about
            words = occasion(tx, network, about, language=language_of(actor.person.locale))
            author = author_of(tx, actor, ref)
            member = tx.members.get(network.id, author.id)
            written = tx.entries.of_author(author.id, network_id=network.id)
        has_trio = member is not None and member.trio is not None
        form = form if has_trio else form.without_partners()
        before = entry.visibility if entry else unless_chosen(form, ref)
        return OpenForm(
            ref=ref,
            network=network,
            form=form,
            answers={
                **(
                    together(entry.answers, entry.people)
                    if entry
                    else ticked_as_before(form, written)
                ),
                **(draft.answers if draft else {}),
            },
            visibility=(draft.visibility if draft else None) or before,
            occasion=words,
            page=min(draft.page, len(form.pages) - 1) if draft else 0,
            has_trio=has_trio,
            author=author.name,
            resumed_from=draft.saved_at if draft else None,
            is_nameless=about.is_nameless,
        )

    def save_draft(
        self,
        actor: Actor,
        ref: FormRef,
        *,
        answers: Answers,
        visibility: Visibility | None,
        page: int,
    ) -> None:
        """Keep what was typed so far, beside what earlier pages hold; of no anonymous form."""
        with self.store.write() as tx:
            _, form = form_for(tx, actor, ref)
            if form.anonymous:
                return
            draft = draft_of(tx, actor, ref)
            kept = Draft(
                network_id=ref.network_id,
                author_id=actor.id,
                form_id=ref.form_id,
                about=ref.draft_about,
                answers={**(draft.answers if draft else {}), **answers},
                visibility=visibility or (draft.visibility if draft else None),
                page=page,
                saved_at=self.clock.now(),
            )
            tx.drafts.save(kept)

    def check_page(self, actor: Actor, ref: FormRef, page: int, answers: Answers) -> None:
        """Check one page, given the answers up to it; raises InvalidMany beside the fields."""
        demand(actor, Verb.WRITE_ENTRY, network_id=ref.network_id)
        with self.store.read() as tx:
            network, form = form_for(tx, actor, ref)
            author = author_of(tx, actor, ref)
            day = ref.paper.given_on if ref.paper else None
            if ref.entry_id is not None:
                day = written_on(self._own(tx, actor, ref.entry_id), author, network)
        read_typed(author, form, answers, now=self.clock.now(), page=page, given_on=day)

    def drafts(self, actor: Actor) -> tuple[tuple[Draft, Form, str], ...]:
        """Return what the person began and did not send, newest first, with form and occasion."""
        demand(actor, Verb.SEE_HOME)
        with self.store.read() as tx:
            return tuple(
                (draft, network.programme.form(draft.form_id), words)
                for draft in tx.drafts.of_author(actor.id)
                if (network := tx.networks.get(draft.network_id)) is not None
                and actor.membership(network.id) is not None
                for words in [_words(tx, actor, network, draft)]
            )

    def discard_draft(self, actor: Actor, ref: FormRef) -> None:
        """Throw a draft away; it was the author's alone."""
        demand(actor, Verb.SEE_OWN_PORTFOLIO, network_id=ref.network_id, owner_id=actor.id)
        with self.store.write() as tx:
            discard(tx, actor, ref)

    def submit(
        self, actor: Actor, ref: FormRef, *, answers: Answers, visibility: Visibility, token: str
    ) -> Entry | None:
        """Take a filled form: a new entry, or the next version of one.

        Earlier pages come from the draft. ``token`` names the opened form: sending it twice makes
        one entry, and the second time gives None. Raises InvalidMany, Invalid, NotFound; what is
        written in an anonymous form goes to ``Anonymous.answer`` and never comes here.
        """
        now = self.clock.now()
        with self.store.write() as tx:
            network, form = form_for(tx, actor, ref)
            if form.anonymous:
                raise NotFound
            old = None
            if ref.entry_id is not None:
                old = self._own(tx, actor, ref.entry_id)
            draft, author = draft_of(tx, actor, ref), author_of(tx, actor, ref)
            check_paper(tx, network, ref, author, today=today_of(author, network, now=now))
            filled = Filled(
                network=network,
                form=form,
                ref=ref,
                author=author,
                answers={**(draft.answers if draft else {}), **answers},
                visibility=visibility,
                token=token,
                given_on=ref.paper.given_on if ref.paper else None,
                entered_by=actor.id if ref.paper else None,
            )
            again = None if old is None else send_again(tx, filled, old, now=now)
            entry = send(tx, filled, now=now) if old is None else again
            if entry or old:
                discard(tx, actor, ref)
        return entry

    def see(self, actor: Actor, entry_id: int) -> EntryView:
        """Return an entry that the actor may read."""
        with self.store.read() as tx:
            entry = tx.entries.get(entry_id)
            if entry is None or entry.withdrawn_at is not None:
                raise NotFound
            author = tx.members.get(entry.network_id, entry.author_id)
            trio = author.trio if author else None
            demand(actor, Verb.READ_ENTRY, entry=entry, author_trio=trio)
            everybody = tx.members.of_network(entry.network_id, with_left=True)
            names = {one.slack_id: one.name for one in everybody}
            return replace(self._view(tx, actor, entry), names=names)

    def share(self, actor: Actor, entry_id: int, visibility: Visibility) -> EntryView:
        """Change who may read an entry; a message in the channel appears or goes accordingly.

        Whoever has left the network can still take back what they shared.
        """
        now = self.clock.now()
        verb = Verb.HIDE_ENTRY if visibility is Visibility.ONLY_ME else Verb.SHARE_ENTRY
        with self.store.write() as tx:
            entry = self._own(tx, actor, entry_id, verb=verb)
            changed = replace(close_step(tx, entry), visibility=visibility)
            tx.entries.set_visibility(entry_id, visibility)
            _carry_over(tx, actor, changed)
            network = the_network(tx, entry.network_id, team_id=actor.person.team_id)
            show_or_hide(tx, network, changed, now=now)
            on_entry(tx, network, changed, now=now)
            refresh_receipt(tx, network, changed, now=now)
            take_back_check_backs(tx, network, changed, now=now)
            return self._view(tx, actor, changed)

    def written(
        self, actor: Actor, network_id: int, *, form_id: str | None = None
    ) -> tuple[EntryView, ...]:
        """Return what the actor wrote in a network, newest first."""
        demand(actor, Verb.SEE_OWN_PORTFOLIO, network_id=network_id, owner_id=actor.id)
        with self.store.read() as tx:
            mine = tx.entries.of_author(actor.id, network_id=network_id, form_id=form_id)
            return tuple(self._view(tx, actor, one) for one in mine)

    def _own(
        self, tx: Transaction, actor: Actor, entry_id: int, *, verb: Verb = Verb.EDIT_ENTRY
    ) -> Entry:
        entry = tx.entries.get(entry_id)
        if entry is None or entry.withdrawn_at is not None:
            raise NotFound
        demand(actor, verb, network_id=entry.network_id, owner_id=entry.author_id)
        return entry

    def _view(self, tx: Transaction, actor: Actor, entry: Entry) -> EntryView:
        network = the_network(tx, entry.network_id, team_id=actor.person.team_id)
        return EntryView(
            network=network,
            form=network.programme.form(entry.form_id, entry.answers),
            entry=entry,
            occasion=occasion(tx, network, entry.about, language=language_of(actor.person.locale)),
            author="".join(names_of(tx, [entry.author_id])),
            together=names_of(tx, entry.people),
            typed_by=next(iter(names_of(tx, filter(None, [entry.entered_by]))), None),
            is_mine=entry.author_id == actor.id,
            is_credited=actor.id in entry.people,
        )


def _carry_over(tx: Transaction, actor: Actor, entry: Entry) -> None:
    """Let a begun edit keep to what was chosen since: going on with it widens nothing again."""
    draft = draft_of(tx, actor, FormRef.to_edit(entry))
    if draft is not None:
        tx.drafts.save(replace(draft, visibility=entry.visibility))


def _words(tx: Transaction, actor: Actor, network: Network, draft: Draft) -> str:
    """Return what a draft is about; of a paper, whose it is."""
    ref = FormRef.of_draft(network_id=network.id, form_id=draft.form_id, about=draft.about)
    words = occasion(tx, network, ref.about, language=language_of(actor.person.locale))
    author = names_of(tx, [ref.paper.author_id]) if ref.paper else ()
    return ", ".join(filter(None, (words, *author)))
