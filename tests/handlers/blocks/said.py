"""One of everything that the bot says by itself, in each of its shapes."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.domain import messages as records
from bot.domain.agendas import AgendaAnswered, AgendaProposal, AgendaProposed
from bot.domain.candidates import CandidateAnswered, CandidateInvitation, CandidateState
from bot.domain.figures import LedMonth
from bot.domain.gatherings import Rsvp
from bot.domain.kinds import Before
from bot.domain.partner_messages import CheckBack
from bot.domain.stories import Moment, MomentKind, SchoolStory
from bot.domain.teams import Credited
from bot.domain.visibility import Visibility
from tests.handlers.blocks import samples
from tests.handlers.blocks.said_decisions import about_decisions, agreed
from tests.handlers.blocks.said_library import about_the_library
from tests.handlers.blocks.said_of_partners import about_partners


@lru_cache(maxsize=16)
def every_message(
    say: samples.Words = samples.as_they_are, *, late: bool = False
) -> tuple[records.AnyMessage, ...]:
    """Make every kind of message, in each of the shapes that it can have; once for each words."""
    return (
        *_about_the_network(say, late=late),
        *_about_candidates(say, late=late),
        *_about_gatherings(say, late=late),
        *_about_the_inquiry(say, late=late),
        *_about_entries(say, late=late),
        *about_the_library(say, late=late),
        *about_decisions(say, late=late),
        *about_partners(say, late=late),
        *_held_back(say, late=late),
    )


def _held_back(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    """Make digests of everything that can be held back, and the question whether to go on."""
    here = samples.network(say)
    shapes = (_about_the_network, _about_gatherings, _about_the_inquiry, _about_entries)
    everything = [one for make in (*shapes, about_partners) for one in make(say, late=False)]
    one_of_each = {type(one): one for one in reversed(everything)}
    wanted = (
        records.Reminder,
        AgendaProposed,
        records.FormPrompt,
        records.StepPrompt,
        records.CheckinPrompt,
        records.NudgeMessage,
        records.FollowUp,
        CheckBack,
    )
    items = [one_of_each[kind] for kind in wanted]
    (asked,) = (one for one in items if isinstance(one, records.CheckinPrompt))
    question = records.StillHere(network=here, late=late, asked=asked)
    elsewhere = replace(question, network=replace(here, id=4))
    return [
        question,
        records.DigestMessage(network=here, late=late, items=tuple(items), is_return=True),
        records.DigestMessage(network=here, late=late, items=(question, elsewhere), more=2),
    ]


def _about_the_network(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    here, mary = samples.network(say), samples.person(say)
    connect, lead = here.programme.phases
    return [
        *(
            records.Welcome(network=here, late=late, person=mary, is_facilitator=leads)
            for leads in (False, True)
        ),
        *(
            records.NudgeMessage(
                network=here,
                late=late,
                text=say("Dear all,\nI am curious about your hunches."),
                sender=mary,
                open_verb=verb,
            )
            for verb in ("inquiry", "checkin", "reflect", "conference", None)
        ),
        SchoolStory(
            network=here,
            late=late,
            school=say("Harbor Elementary"),
            moments=tuple(
                Moment(on=date(2026, 9, 2 + number), kind=kind, what=say("Conference 1"))
                for number, kind in enumerate(MomentKind)
            ),
        ),
        records.PhaseSummary(
            network=here,
            late=late,
            left=connect,
            entered=lead,
            met=[say("The charter is adopted")] * 10,
            waived=[say("Every school is visited")],
            reason=say("Snow closed two schools."),
            led=tuple(
                LedMonth(month=date(2026, number, 1), programme=60, joint=40 - part, school=part)
                for number, part in ((8, 0), (9, 10), (10, 20), (11, 30))
            ),
        ),
        records.PhaseSummary(
            network=here, late=late, left=lead, entered=None, met=[], waived=[], reason=None
        ),
        *(
            records.Trouble(
                network=here, late=late, what=say("the announcement"), why=why, when=samples.NOW
            )
            for why in ("not_in_channel", "something_new")
        ),
    ]


def _about_candidates(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    here = samples.network(say)
    asked = samples.candidate(say)
    return [
        *(
            CandidateInvitation(
                network=here, late=late, candidate=asked, school=say("Harbor"), suggested_by=by
            )
            for by in (say("Mary"), None)
        ),
        *(
            CandidateAnswered(
                network=here, late=late, candidate=replace(asked, state=state), school=say("Harbor")
            )
            for state in (CandidateState.ACCEPTED, CandidateState.DECLINED)
        ),
    ]


def _about_gatherings(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    on, off = samples.gathering(say), samples.gathering(say, is_on=False)
    here, conferences = samples.network(say), samples.series(say)
    return [
        *(
            records.Announcement(
                network=here,
                late=late,
                gathering=one,
                series=conferences,
                agenda=conferences.agenda_of(1),
                coming=coming,
                agreed=agreed(say),
                maybe=1,
                invited=12,
                school=school,
            )
            for one, coming, school in ((on, 7, None), (on, 0, say("Harbor")), (off, 7, None))
        ),
        *(
            records.Reminder(
                network=here,
                late=late,
                gathering=on,
                series=conferences,
                before=before,
                rsvp=rsvp,
                agreed=agreed(say),
            )
            for before in Before
            for rsvp in (None, *Rsvp)
        ),
        *(
            records.GatheringChanged(network=here, late=late, gathering=one, series=conferences)
            for one in (on, off)
        ),
        *_about_agendas(say, late=late),
    ]


def _about_agendas(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    here, on, mary = samples.network(say), samples.gathering(say), samples.person(say)
    block = samples.series(say).blocks[0]
    proposals = [
        AgendaProposal(
            id=number,
            network_id=here.id,
            gathering_id=on.id,
            block=block,
            proposed_by=mary.id,
            proposed_at=samples.NOW,
            accepted=accepted,
        )
        for number, accepted in ((1, None), (2, None), (3, True), (4, False))
    ]
    waiting = tuple((one, mary.name) for one in proposals[:2])
    return [
        *(
            AgendaProposed(network=here, late=late, gathering=on, proposals=some)
            for some in (waiting[:1], waiting, waiting * 10)
        ),
        *(
            AgendaAnswered(network=here, late=late, gathering=on, proposal=one)
            for one in proposals[2:]
        ),
    ]


def _about_the_inquiry(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    here = samples.network(say)
    cycle, where = samples.standing(say)
    finished, _ = samples.standing(say, is_finished=True)
    return [
        records.StepPrompt(network=here, late=late, cycle=cycle, standing=where),
        *(
            records.InquiryBoard(
                network=here, late=late, cycle=one, standing=where, contributed=7, asked=asked
            )
            for one, asked in ((cycle, 12), (cycle, 0), (finished, 12))
        ),
    ]


def _about_entries(say: samples.Words, *, late: bool) -> list[records.AnyMessage]:
    here, questions, mary = samples.network(say), samples.form(say), samples.person(say)
    occasion = say("Conference 3")
    names = {"U0MARY": say("Mary Otieno")}
    shared = samples.entry(say, visibility=Visibility.NETWORK, edited_at=samples.NOW)
    return [
        *(
            records.FormPrompt(
                network=here,
                late=late,
                form=samples.form(say, visibility=visibility),
                about="gathering:12",
                occasion=occasion,
            )
            for visibility in Visibility
        ),
        records.CheckinPrompt(
            network=here,
            late=late,
            form=questions,
            checkin_id="weekly",
            name=here.programme.checkins[0].name,
            round_on=date(2026, 11, 16),
        ),
        *(
            records.Receipt(
                network=here,
                late=late,
                form=questions,
                entry=samples.entry(say, visibility=visibility),
                occasion=occasion,
                is_edit=is_edit,
                names=names,
            )
            for visibility in Visibility
            for is_edit in (False, True)
        ),
        records.Receipt(
            network=here,
            late=late,
            form=questions,
            entry=replace(samples.entry(say), given_on=date(2026, 11, 2), entered_by=8),
            occasion=occasion,
            together=[say("James Rivera")] * 15,
            typed_by=say("Mary Otieno"),
        ),
        records.TookPart(network=here, late=late, form=questions, occasion=occasion),
        Credited(
            network=here, late=late, form=questions, entry=shared, author=mary, occasion=occasion
        ),
        *(
            records.SharedEntry(
                network=here,
                late=late,
                form=questions,
                entry=shared,
                author=mary,
                occasion=occasion,
                agreed=agreed,
                needed=needed,
                is_asked_again=again,
                names=names,
                together=[say("James Rivera")] * bool(agreed),
            )
            for agreed, needed, again in ((0, 0, False), (5, 8, False), (8, 8, False), (1, 8, True))
        ),
        records.FollowUp(
            network=here,
            late=late,
            entry=samples.entry(say),
            next_step=say("Visit two classrooms."),
            planned_on=date(2026, 11, 4),
        ),
    ]


def of_kind(name: str, say: samples.Words = samples.as_they_are) -> list[records.AnyMessage]:
    """Return the messages of one kind, in all their shapes."""
    return [one for one in every_message(say) if type(one).__name__ == name]
