"""Stories: a school's dated way from records, shown, looked at and posted to the channel (S4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.deliveries import Action, Delivery, DeliveryState, NewDelivery
from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.kinds import Kind
from bot.domain.networks import Network, School
from bot.domain.people import Actor
from bot.domain.permissions import Verb, demand
from bot.domain.purpose import Milestone
from bot.domain.stories import Moment, dumped, fingerprint, is_begun, is_plan, timeline
from bot.errors import Invalid, NotAllowed, NotFound
from bot.i18n import language_of, mark
from bot.services.channel import withdrawal
from bot.services.networks import the_network
from bot.services.story_facts import moments_of, of_school, shared_by
from storage.store import Store
from storage.transaction import Transaction

UNDO_WITHIN = timedelta(minutes=10)
_UNDONE = "undone"
_GIVEN_TO_SLACK = {DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.UNKNOWN}
_MOST_PLANS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedForm:
    """Something a school shares with the network: the form and what was written in it."""

    form: Form
    entry: Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryView:
    """The story of a school as somebody sees it; without a school nothing is told of any."""

    network: Network
    school: School | None
    schools: tuple[School, ...]
    """Between which the reader may choose; empty for whoever sees their own alone."""
    moments: tuple[Moment, ...]
    invented: tuple[Milestone, ...]
    """The way of a school that does not exist, while there are no records of the real one."""
    vision: SharedForm | None
    """The newest vision that the school shares (S84)."""
    visions: int
    """How many there were, the newest included."""
    plans: tuple[SharedForm, ...]
    """Its plans of action, to be held beside the vision; the newest first."""
    can_post: bool
    sees_all: bool = False
    """Whether the reader leads, and may look at any school."""

    @property
    def is_begun(self) -> bool:
        """Whether there is something to tell."""
        return is_begun(self.moments)

    @property
    def seen(self) -> str:
        """A word for just these moments."""
        return fingerprint(self.moments)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stories:
    """Verbs about the stories of schools."""

    store: Store
    clock: Clock

    def see(self, actor: Actor, network_id: int, school_id: int | None = None) -> StoryView:
        """Return the story of one's own school; those who lead may choose another one.

        Its words are the reader's. Raises NotAllowed for another school.
        """
        demand(actor, Verb.SEE_STORY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            language = language_of(actor.person.locale)
            return self._view(tx, actor, network, school_id, language=language)

    def own(self, actor: Actor, network_id: int) -> StoryView:
        """Return the story of one's own school and of no other, also to those who lead."""
        view = self.see(actor, network_id)
        with self.store.read() as tx:
            mine = tx.members.get(network_id, actor.id)
        is_own = view.school is not None and mine is not None and view.school.id == mine.school_id
        return view if is_own else replace(view, school=None, vision=None, plans=())

    def preview(self, actor: Actor, network_id: int, school_id: int) -> StoryView:
        """Return a story in just the words in which the channel would read it."""
        demand(actor, Verb.POST_STORY, network_id=network_id)
        with self.store.read() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            return self._to_post(tx, actor, network, school_id)

    def post(self, actor: Actor, network_id: int, school_id: int, *, token: str, seen: str) -> None:
        """Show a story to the channel; ``token`` names one preview, and twice is once.

        Raises Invalid where something was added or taken back since it was looked at.
        """
        demand(actor, Verb.POST_STORY, network_id=network_id)
        now = self.clock.now()
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            view = self._to_post(tx, actor, network, school_id)
            if view.seen != seen:
                raise Invalid(mark("Something has changed meanwhile. Please look once more."))
            tx.outbox.plan([_row(view, actor, token=token, now=now)], at=now)
            self._note(tx, actor, network, f"story of school {school_id}")

    def take_back(self, actor: Actor, network_id: int, token: str) -> None:
        """Take a story back within ten minutes: who posted it may, and who leads the network."""
        demand(actor, Verb.POST_STORY, network_id=network_id)
        now = self.clock.now()
        thing = f"story:{token}"
        with self.store.write() as tx:
            network = the_network(tx, network_id, team_id=actor.person.team_id)
            rows = [one for one in tx.outbox.of_thing(network.id, thing) if _is_post(one)]
            for one in rows:
                if one.refs["by"] != actor.id and not actor.facilitates(network.id):
                    raise NotAllowed
                if now - datetime.fromisoformat(str(one.refs["at"])) > UNDO_WITHIN:
                    sentence = mark("Ten minutes have passed; it cannot be taken back any more.")
                    raise Invalid(sentence)
            tx.outbox.drop_pending(network_id=network.id, thing=thing, reason=_UNDONE, at=now)
            given = [one for one in rows if one.state in _GIVEN_TO_SLACK]
            reason = mark("It was taken back.")
            tx.outbox.plan([withdrawal(one, reason=reason, now=now) for one in given], at=now)
            self._note(tx, actor, network, "story taken back")

    def _to_post(
        self, tx: Transaction, actor: Actor, network: Network, school_id: int
    ) -> StoryView:
        view = self._view(tx, actor, network, school_id, language=language_of(None))
        if not view.can_post:
            raise NotAllowed
        if not view.is_begun:
            raise Invalid(mark("There is nothing to tell yet."))
        return view

    def _view(
        self,
        tx: Transaction,
        actor: Actor,
        network: Network,
        school_id: int | None,
        *,
        language: str,
    ) -> StoryView:
        leads = actor.facilitates(network.id) or actor.is_programme_lead
        mine = tx.members.get(network.id, actor.id)
        own = mine.school_id if mine is not None else None
        schools = tx.members.schools(network.id)
        school = _chosen(schools, school_id, own=own, leads=leads)
        moments: tuple[Moment, ...] = ()
        shared: tuple[SharedForm, ...] = ()
        if school is not None:
            people, now = of_school(tx, network, school.id), self.clock.now()
            moments = timeline(moments_of(tx, network, people, now=now, language=language))
            shared = _forms(network, shared_by(tx, network, people))
        visions = [one for one in shared if one.form.id == network.programme.places.vision]
        is_own = school is not None and school.id == own
        return StoryView(
            network=network,
            school=school,
            schools=schools if leads else (),
            moments=moments,
            invented=() if is_begun(moments) else network.programme.story,
            vision=visions[0] if visions else None,
            visions=sum(one.entry.version for one in visions),
            plans=_plans(shared, network),
            sees_all=leads,
            can_post=is_own or (school is not None and actor.facilitates(network.id)),
        )

    def _note(self, tx: Transaction, actor: Actor, network: Network, what: str) -> None:
        tx.audit.note(
            at=self.clock.now(),
            team_id=network.team_id,
            actor_id=actor.id,
            verb=Verb.POST_STORY,
            network_id=network.id,
            what=what,
        )


def _chosen(
    schools: tuple[School, ...], school_id: int | None, *, own: int | None, leads: bool
) -> School | None:
    """Return the school that is meant: the one chosen, else one's own, else the first one.

    Only those who lead may choose. Raises NotFound and NotAllowed.
    """
    wanted = own if school_id is None else school_id
    if wanted is None:
        return schools[0] if leads and schools else None
    found = next((one for one in schools if one.id == wanted), None)
    if found is None:
        raise NotFound
    if wanted != own and not leads:
        raise NotAllowed
    return found


def _forms(network: Network, entries: Iterable[Entry]) -> tuple[SharedForm, ...]:
    return tuple(
        SharedForm(form=network.programme.form(one.form_id, one.answers), entry=one)
        for one in entries
    )


def _plans(shared: Iterable[SharedForm], network: Network) -> tuple[SharedForm, ...]:
    """Return the plans of action among what is shared: those that ask for days to come (S84)."""
    vision = network.programme.places.vision
    plans = [one for one in shared if one.form.id != vision and is_plan(one.form)]
    return tuple(plans[:_MOST_PLANS])


def _is_post(one: Delivery) -> bool:
    return one.action is Action.POST


def _row(view: StoryView, actor: Actor, *, token: str, now: datetime) -> NewDelivery:
    return NewDelivery(
        team_id=view.network.team_id,
        network_id=view.network.id,
        kind=Kind.STORY,
        thing=f"story:{token}",
        occurrence="once",
        recipient=f"channel:{view.network.channel_id}",
        due_at=now,
        reason=mark("Somebody shows the story of a school."),
        refs={
            "school": view.school.id if view.school is not None else 0,
            "by": actor.id,
            "at": now.isoformat(),
        },
        text=dumped(view.moments),
    )
