"""Composers: one for each kind of message, from what is true at the moment of sending."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.domain.door import Dropped
from bot.domain.entries import About, Entry
from bot.domain.gatherings import Rsvp
from bot.domain.inquiry import standing
from bot.domain.kinds import Before, Kind
from bot.domain.local_time import local_date
from bot.domain.messages import (
    Announcement,
    AnyMessage,
    CheckinPrompt,
    FollowUp,
    GatheringChanged,
    InquiryBoard,
    Receipt,
    Reminder,
    SharedEntry,
    StepPrompt,
    StillHere,
    TookPart,
    Trouble,
    Welcome,
)
from bot.domain.visibility import Visibility
from bot.services import partner_composers
from bot.services.adopted import agreed_for
from bot.services.agendas_shown import agenda_as_published
from bot.services.agendas_told import agenda_answered, agenda_proposed
from bot.services.asking import checkin_prompt, nudge
from bot.services.candidates_told import candidate_answered, candidate_invitation
from bot.services.channel import adoption_needs
from bot.services.decision_prompts import decided, decision_prompt
from bot.services.invitations import answers_to, days_of, school_of
from bot.services.library_counts import tried_of
from bot.services.library_offers import form_prompt
from bot.services.library_prompts import tool_message
from bot.services.occasions import (
    contributions,
    may_be_adopted,
    occasion,
    question_of,
)
from bot.services.phases_told import compose_phase_summary
from bot.services.preparing import form_to_prepare
from bot.services.scene import Scene, gathering_of
from bot.services.story_facts import story_told
from bot.services.teams import compose_credited, names_of

Composer = Callable[[Scene], AnyMessage | Dropped]
_SOON = timedelta(hours=2)


def _welcome(scene: Scene) -> AnyMessage | Dropped:
    if scene.person is None:
        return Dropped.GONE
    member = scene.tx.members.get(scene.network.id, scene.person.id)
    if member is None or member.left_at is not None:
        return Dropped.LEFT
    return Welcome(network=scene.network, person=scene.person, is_facilitator=member.is_facilitator)


def _announcement(scene: Scene) -> AnyMessage | Dropped:
    gathering = gathering_of(scene)
    if gathering is None:
        return Dropped.GONE
    counts = answers_to(scene.tx, scene.network, gathering)
    return Announcement(
        network=scene.network,
        gathering=gathering,
        series=scene.network.programme.one_series(gathering.series_id),
        agenda=agenda_as_published(scene.tx, gathering, network=scene.network),
        coming=counts[Rsvp.YES],
        maybe=counts[Rsvp.MAYBE],
        invited=counts.total(),
        agreed=agreed_for(scene.tx, scene.network, gathering, now=scene.now),
        school=school_of(scene.tx, gathering),
        days=days_of(scene.tx, scene.network, gathering),
    )


def _reminder(scene: Scene) -> AnyMessage | Dropped:
    gathering = gathering_of(scene)
    if gathering is None or scene.person is None:
        return Dropped.GONE
    invitation = scene.tx.gatherings.invitation(gathering.id, scene.person.id)
    return Reminder(
        network=scene.network,
        late=scene.late,
        gathering=gathering,
        series=scene.network.programme.one_series(gathering.series_id),
        before=Before(scene.ref("before")),
        on_the_eve=gathering.starts_at - scene.now > _SOON,
        rsvp=invitation.rsvp if invitation else None,
        agreed=agreed_for(scene.tx, scene.network, gathering, now=scene.now),
        prepare=form_to_prepare(scene.tx, scene.network, gathering, person_id=scene.person.id),
        days=days_of(scene.tx, scene.network, gathering),
    )


def _gathering_changed(scene: Scene) -> AnyMessage | Dropped:
    gathering = gathering_of(scene)
    if gathering is None:
        return Dropped.GONE
    if gathering.revision != int(scene.ref("revision")):
        return Dropped.CANCELLED
    series = scene.network.programme.one_series(gathering.series_id)
    return GatheringChanged(network=scene.network, gathering=gathering, series=series)


def _step_prompt(scene: Scene) -> AnyMessage | Dropped:
    cycle = scene.tx.cycles.get(int(scene.ref("cycle")))
    if cycle is None:
        return Dropped.GONE
    where = standing(cycle, scene.tx.cycles.records(cycle.id), scene.network.programme)
    return StepPrompt(network=scene.network, late=scene.late, cycle=cycle, standing=where)


def _inquiry_board(scene: Scene) -> AnyMessage | Dropped:
    cycle = scene.tx.cycles.get(int(scene.ref("cycle")))
    if cycle is None:
        return Dropped.GONE
    contributed, asked = contributions(scene.tx, scene.network, cycle.id)
    return InquiryBoard(
        network=scene.network,
        cycle=cycle,
        standing=standing(cycle, scene.tx.cycles.records(cycle.id), scene.network.programme),
        contributed=contributed,
        asked=asked,
        question=question_of(scene.tx, scene.network, cycle, reader_id=None),
    )


def _entry_of(scene: Scene) -> Entry | None:
    entry = scene.tx.entries.get(int(scene.ref("entry")))
    return entry if entry is not None and entry.withdrawn_at is None else None


def _names(scene: Scene) -> dict[str, str]:
    """Return the names of members by Slack id, for answers that choose some."""
    members = scene.tx.members.of_network(scene.network.id, with_left=True)
    return {one.slack_id: one.name for one in members}


def _receipt(scene: Scene) -> AnyMessage | Dropped:
    entry = _entry_of(scene)
    if entry is None:
        return Dropped.GONE
    return Receipt(
        network=scene.network,
        form=scene.network.programme.form(entry.form_id, entry.answers),
        entry=entry,
        occasion=occasion(scene.tx, scene.network, entry.about, language=scene.language),
        is_edit=entry.version > 1,
        names=_names(scene),
        together=names_of(scene.tx, entry.people),
        typed_by=next(iter(names_of(scene.tx, filter(None, [entry.entered_by]))), None),
    )


def _took_part(scene: Scene) -> AnyMessage | Dropped:
    about = About.read(scene.ref("about"))
    return TookPart(
        network=scene.network,
        form=scene.network.programme.form(scene.ref("form")),
        occasion=occasion(scene.tx, scene.network, about, language=scene.language),
    )


def _shared_entry(scene: Scene) -> AnyMessage | Dropped:
    entry = _entry_of(scene)
    author = scene.tx.people.get(entry.author_id) if entry else None
    if entry is None or author is None or entry.visibility is not Visibility.NETWORK:
        return Dropped.GONE
    is_charter = entry.form_id == scene.network.programme.places.charter
    is_nominated = may_be_adopted(scene.tx, scene.network, entry)
    takes_yes = is_charter or is_nominated
    return SharedEntry(
        network=scene.network,
        form=scene.network.programme.form(entry.form_id, entry.answers),
        entry=entry,
        author=author,
        occasion=occasion(scene.tx, scene.network, entry.about, language=scene.language),
        agreed=scene.tx.agreements.count(entry) if takes_yes else 0,
        is_asked_again=takes_yes and scene.tx.agreements.is_asked_again(entry),
        is_nominated=is_nominated,
        tried=tried_of(scene.tx, scene.network, entry),
        names=_names(scene),
        needed=adoption_needs(scene.tx, scene.network) if is_charter else 0,
        together=names_of(scene.tx, entry.people),
    )


def _follow_up(scene: Scene) -> AnyMessage | Dropped:
    entry = _entry_of(scene)
    if entry is None or scene.person is None or not entry.answers.get("next_step"):
        return Dropped.GONE
    zone = scene.person.rhythm(scene.network.rhythm).zone
    return FollowUp(
        network=scene.network,
        late=scene.late,
        entry=entry,
        next_step=str(entry.answers["next_step"]),
        planned_on=local_date(entry.created_at, zone=zone),
    )


def _trouble(scene: Scene) -> AnyMessage | Dropped:
    return Trouble(
        network=scene.network,
        what=scene.ref("what"),
        why=scene.ref("why"),
        when=scene.delivery.due_at,
    )


def _still_here(scene: Scene) -> AnyMessage | Dropped:
    asked = checkin_prompt(scene)
    if not isinstance(asked, CheckinPrompt):
        return Dropped.GONE
    return StillHere(network=scene.network, late=scene.late, asked=asked)


COMPOSERS: Mapping[Kind, Composer] = {
    Kind.WELCOME: _welcome,
    Kind.CANDIDATE_INVITATION: candidate_invitation,
    Kind.CANDIDATE_ANSWERED: candidate_answered,
    Kind.ANNOUNCEMENT: _announcement,
    Kind.REMINDER: _reminder,
    Kind.GATHERING_CHANGED: _gathering_changed,
    Kind.AGENDA_PROPOSED: agenda_proposed,
    Kind.AGENDA_ANSWERED: agenda_answered,
    Kind.FORM_PROMPT: form_prompt,
    Kind.TOOL: tool_message,
    Kind.STEP_PROMPT: _step_prompt,
    Kind.INQUIRY_BOARD: _inquiry_board,
    Kind.CHECKIN_PROMPT: checkin_prompt,
    Kind.NUDGE: nudge,
    Kind.RECEIPT: _receipt,
    Kind.TOOK_PART: _took_part,
    Kind.CREDITED: compose_credited,
    Kind.SHARED_ENTRY: _shared_entry,
    Kind.FOLLOW_UP: _follow_up,
    Kind.CHECK_BACK: partner_composers.check_back,
    Kind.PARTNERS: partner_composers.partners,
    Kind.PARTNER_NEWS: partner_composers.partner_news,
    Kind.PHASE_SUMMARY: compose_phase_summary,
    Kind.STORY: story_told,
    Kind.DECISION_PROMPT: decision_prompt,
    Kind.DECIDED: decided,
    Kind.TROUBLE: _trouble,
    Kind.STILL_HERE: _still_here,
}
"""All kinds but the digest, which is made of them: ``bot/services/catching_up.py``."""
