"""Wanting: gather what is known at the door about a delivery and the person it is for."""

from bot.domain.door import (
    CAP_OVER,
    SILENT_ROUNDS,
    Dropped,
    Wanted,
    counts,
    dropped_because,
    gone_because,
)
from bot.domain.entries import About
from bot.domain.gatherings import WAS_THERE, Invitation, Rsvp
from bot.domain.kinds import Before, Kind
from bot.domain.local_time import local_date
from bot.domain.networks import NetworkState
from bot.domain.people import Person
from bot.services.agendas_told import agenda_is_settled
from bot.services.asking import nudge_is_done
from bot.services.decision_prompts import has_decided
from bot.services.following import about_follow_up
from bot.services.library_offers import still_offered
from bot.services.library_prompts import tool_is_done
from bot.services.occasions import about_checkin, about_step
from bot.services.prompts import prompt_named
from bot.services.rhythms import rhythm_of
from bot.services.scene import Scene, gathering_of

COUNTING = frozenset(kind for kind in Kind if counts(kind))
"""Kinds that count towards the cap, where nothing else is known of them."""


def unwanted(scene: Scene) -> Dropped | None:
    """Return why a delivery is not to come now, or not at all; None where it may."""
    if scene.person is None:
        return None
    rhythm = rhythm_of(scene.tx, scene.network, scene.person)
    wanted = _wanted(scene, scene.person)
    return dropped_because(scene.delivery.kind, wanted, scene.now, rhythm)


def is_open(scene: Scene) -> bool:
    """Whether the thing a delivery is about still waits for its person, whatever held it back."""
    if scene.person is None:
        return False
    return gone_because(scene.delivery.kind, _wanted(scene, scene.person), scene.now) is None


def _wanted(scene: Scene, person: Person) -> Wanted:
    tx, delivery = scene.tx, scene.delivery
    member = tx.members.get(scene.network.id, person.id)
    gathering = gathering_of(scene)
    invitation = tx.gatherings.invitation(gathering.id, person.id) if gathering else None
    rsvp = _answer(invitation)
    return Wanted(
        person=person,
        is_member=member is not None and member.left_at is None,
        network_runs=scene.network.state is NetworkState.RUNNING,
        done=_is_done(scene, person),
        gathering=gathering,
        revision=int(scene.ref("revision")) if "revision" in delivery.refs else None,
        rsvp=rsvp,
        before=Before(scene.ref("before")) if "before" in delivery.refs else None,
        silenced=_is_silenced(scene, person),
        counted=_counted(scene) if counts(delivery.kind, rsvp=rsvp) else 0,
        cap=scene.network.cap,
        again="reminder" in delivery.refs,
        silent_rounds=silent_rounds(scene, person),
    )


def _answer(invitation: Invitation | None) -> Rsvp | None:
    """Return what somebody answered; who came in the end is asked as if they had not."""
    if invitation is None or invitation.presence in WAS_THERE:
        return None
    return invitation.rsvp


def _counted(scene: Scene) -> int:
    since = scene.now - CAP_OVER
    return scene.tx.outbox.taken(scene.delivery, since=since, kinds=COUNTING)


def _is_silenced(scene: Scene, person: Person) -> bool:
    if scene.delivery.kind is not Kind.CHECKIN_PROMPT:
        return False
    silence = scene.tx.silences.get(
        person.id, network_id=scene.network.id, prompt=scene.delivery.thing
    )
    today = local_date(scene.now, zone=rhythm_of(scene.tx, scene.network, person).zone)
    return silence is not None and silence.holds(today)


def silent_rounds(scene: Scene, person: Person) -> int:
    """Return how many rounds in a row somebody was asked and did not answer; three is enough.

    Those before they last said whether to be asked do not count, nor does the round at the door;
    where that was asked already, this is its reminder, and nothing else is asked instead.
    """
    if scene.delivery.kind is not Kind.CHECKIN_PROMPT or _is_anonymous(scene):
        return 0
    rounds = _rounds_asked(scene, person)
    if scene.ref("round") in rounds:
        return 0
    silent = 0
    for round_on in rounds[:SILENT_ROUNDS]:
        about = about_checkin(scene.ref("checkin"), round_on)
        if person.id in scene.tx.entries.authors(scene.network.id, about=about):
            break
        silent += 1
    return silent


def _is_anonymous(scene: Scene) -> bool:
    """Whether nobody may know who answered: then no silence is anybody's."""
    prompt = prompt_named(scene.tx, scene.network, scene.ref("checkin"))
    if prompt is None or prompt.form is None:
        return False
    return scene.network.programme.form(prompt.form).anonymous


def _rounds_asked(scene: Scene, person: Person) -> list[str]:
    """Return the days of the rounds that somebody was asked, since they last spoke of it."""
    delivery, tx = scene.delivery, scene.tx
    silence = tx.silences.get(person.id, network_id=scene.network.id, prompt=delivery.thing)
    since = silence.at if silence is not None else scene.network.created_at
    said = tx.outbox.said_about(delivery.recipient, kind=delivery.kind, thing=delivery.thing)
    return list(
        dict.fromkeys(
            str(one.refs["round"])
            for one in said
            if one.network_id == scene.network.id and one.settled_at and one.settled_at > since
        )
    )


def _is_done(scene: Scene, person: Person) -> bool:
    """Whether the person has done already what a prompt asks for."""
    about: About | None = None
    match scene.delivery.kind:
        case Kind.CHECKIN_PROMPT:
            about = about_checkin(scene.ref("checkin"), scene.ref("round"))
        case Kind.STEP_PROMPT:
            cycle = scene.tx.cycles.get(int(scene.ref("cycle")))
            if cycle is None or cycle.is_finished or cycle.step_id != scene.ref("step"):
                return True
            about = about_step(cycle.id, cycle.step_id)
        case Kind.FORM_PROMPT:
            return not still_offered(scene, person.id)
        case Kind.TOOL:
            return tool_is_done(scene, person.id)
        case Kind.AGENDA_PROPOSED:
            return agenda_is_settled(scene)
        case Kind.FOLLOW_UP:
            about = about_follow_up(int(scene.ref("entry")))
        case Kind.DECISION_PROMPT:
            return has_decided(scene, person.id)
        case Kind.NUDGE:
            return nudge_is_done(scene, person.id)
        case _:
            return False
    return person.id in scene.tx.entries.authors(scene.network.id, about=about)
