"""A network and what belongs to it, in any words: ordinary ones, or the worst there are."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.candidates import Candidate, CandidateState, Phone
from bot.domain.entries import About, Entry
from bot.domain.fields import CHOOSING
from bot.domain.forms import FieldKind, Form, FormField, Page, Value
from bot.domain.gatherings import Gathering, GatheringState
from bot.domain.inquiry import Cycle, Standing
from bot.domain.networks import Network
from bot.domain.people import Person
from bot.domain.programme import (
    AgendaBlock,
    Check,
    CheckIn,
    Criterion,
    Lead,
    Phase,
    PhaseInquiry,
    Places,
    Programme,
    Role,
    Scope,
    Series,
    SeriesRule,
    Span,
    Step,
)
from bot.domain.readers import Reader
from bot.domain.rubrics import Rubric, RubricLevel, RubricSystem
from bot.domain.series import Topic
from bot.domain.visibility import Visibility
from tests.handlers.blocks import choices
from tests.handlers.blocks.choices import text as _text

Words = Callable[[str], str]
"""Turns ordinary words into the ones to be tried."""

NOW = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
NEW_YORK = Reader(locale="en-US", zone=ZoneInfo("America/New_York"))


def as_they_are(words: str) -> str:
    """Return ordinary words."""
    return words


@lru_cache(maxsize=16)
def form(say: Words = as_they_are, *, visibility: Visibility = Visibility.FACILITATOR) -> Form:
    """Make a form of three pages with a field of every kind."""
    fields = [_field(kind, say) for kind in FieldKind]
    return Form(
        id="reflection",
        title=_text(say("Reflection")),
        about=_text(say("What you take from today, while it is fresh.")),
        visibility=visibility,
        pages=(
            Page(title=_text(say("Looking back")), fields=tuple(fields[:5])),
            Page(title=_text(say("Looking ahead")), fields=tuple(fields[5:9])),
            Page(title=_text(say("Looking closer")), fields=tuple(fields[9:])),
        ),
        thanks=_text(say("Thank you for taking the time.")),
    )


def _field(kind: FieldKind, say: Words) -> FormField:
    field = FormField(
        id=f"the_{kind}",
        kind=kind,
        label=_text(say(f"What about the {kind.replace('_', ' ')}?")),
        hint=_text(say("A few words are enough.")),
        example=_text(say("We looked at the same piece of work together.")),
        options=choices.options(say) if kind in CHOOSING else (),
        rubric="framework" if kind is FieldKind.RATING else None,
        system="teams" if kind is FieldKind.RATING else None,
        fields=choices.in_a_record(say) if kind is FieldKind.RECORDS else (),
    )
    given = {FieldKind.RATING: choices.levels(say), FieldKind.SCHOOL: choices.schools(say)}
    return field.model_copy(update={"options": given.get(kind, field.options)})


def answers(say: Words = as_they_are) -> dict[str, Value]:
    """Answer every field of the form."""
    return {
        "the_short_text": say("A calm start"),
        "the_long_text": say("We asked first.\nThen we listened."),
        "the_number": 12,
        "the_scale": 4,
        "the_choice": "second",
        "the_choices": ("first", "third"),
        "the_date": "2026-11-30",
        "the_member": "U0MARY",
        "the_members": ("U0MARY", "U0JOHN"),
        "the_yes_no": {"said": "no", "reason": say("There was no time.")},
        "the_ranked": ("second", "first"),
        "the_link": "https://example.org/plan",
        "the_time": "15:30",
        "the_school": "Hillcrest",
        "the_rating": {"level": 1, "evidence": say("The teams met in May.")},
        "the_file": choices.files(say),
        "the_records": (
            {"what": say("Visit two lessons"), "by": "2026-12-04"},
            {"what": say("Ask the learners")},
        ),
    }


def series(say: Words = as_they_are) -> Series:
    """Make a series of conferences with an agenda."""
    agenda = ("Arrive, and one word on how school is", "What I said, did, and what happened")
    return Series(
        id="conference",
        kind="conference",
        name=_text(say("Conference")),
        minutes=240,
        when=SeriesRule(week=3, weekday="wednesday", months=(9, 10, 11), at=time(9, 0)),
        before=_text(say("Bring two pieces of student work, without names.")),
        competency=_text(say("Leading a team that decides from evidence")),
        outcome=_text(say("More learners explain how they think")),
        topics=tuple(
            Topic(
                what=_text(say(what)),
                focus="instruction",
                systems=("teams",),
                teachers=_text(say("Feedback among colleagues")),
            )
            for what in ("Teams that decide", "Visits to lessons", "Cycles with data")
        ),
        agenda=tuple(
            AgendaBlock(id=f"part{number}", type="reflect", minutes=120, what=_text(say(what)))
            for number, what in enumerate(agenda)
        ),
        reflection="reflection",
    )


def step(say: Words = as_they_are) -> Step:
    """Make a step of the inquiry."""
    checks = ("Everybody has named one issue", "One question is chosen")
    return Step(
        id="issue",
        name=_text(say("Build the issue together")),
        weeks=4,
        purpose=_text(say("Find the one problem that is worth a year of learning.")),
        prompts=(
            _text(say("What do you see in classrooms that troubles you?")),
            _text(say("Who else sees it, and how?")),
        ),
        form="reflection",
        checks=tuple(
            Check(id=f"check{number}", text=_text(say(text))) for number, text in enumerate(checks)
        ),
    )


@lru_cache(maxsize=16)
def programme(say: Words = as_they_are) -> Programme:
    """Make a small programme of two phases."""
    return Programme(
        key="sample",
        name=_text(say("Sample")),
        about=_text(say("A sample.")),
        weeks=40,
        size=Span(min=1, max=20),
        roles=(Role(id="principal", name=_text(say("Principal"))),),
        phases=(_phase("connect", say), _phase("lead", say)),
        series=(series(say),),
        steps=(step(say),),
        checkins=(
            CheckIn(
                id="weekly", name=_text(say("Weekly check-in")), form="reflection", weekday="monday"
            ),
        ),
        places=Places(reflection="reflection"),
        forms=(form(say),),
        rubrics=(_rubric(say),),
    )


def _rubric(say: Words) -> Rubric:
    one = _text(say("Teams"))
    levels = tuple(RubricLevel(value=value, name=one, means=one, needs=one) for value in (0, 1))
    teams = RubricSystem(id="teams", name=one, acts=one, not_yet=one, full=one)
    return Rubric(id="framework", title=one, about=one, levels=levels, systems=(teams,))


def _phase(name: str, say: Words) -> Phase:
    return Phase(
        id=name,
        name=_text(say(name.title())),
        about=_text(say("In this phase we lead one inquiry together.")),
        weeks=16,
        lead=Lead.JOINT,
        exit=(Criterion(id="done", text=_text(say("All steps are done"))),),
        inquiry=PhaseInquiry(scope=Scope.COMMON),
    )


def network(say: Words = as_they_are) -> Network:
    """Make a network in New York."""
    return Network(
        id=3,
        team_id="T0ROUNDS",
        key="harbour",
        name=say("Harbour network"),
        channel_id="C0HARBOUR",
        zone="America/New_York",
        member_word=say("fellow"),
        starts_on=date(2026, 9, 1),
        programme=programme(say),
        phase_id="connect",
        created_at=NOW,
    )


def person(say: Words = as_they_are) -> Person:
    """Make Mary, who leads the network."""
    return Person(id=7, team_id="T0ROUNDS", slack_id="U0MARY", name=say("Mary Otieno"))


def candidate(say: Words = as_they_are) -> Candidate:
    """Return somebody who is asked whether they become a fellow."""
    return Candidate(
        id=5,
        network_id=1,
        school_id=2,
        person_id=9,
        name=say("Ken Adeyemi"),
        role="principal",
        language=say("Kiswahili"),
        phone=Phone.SHARED,
        suggested_by=7,
        state=CandidateState.INVITED,
        suggested_at=NOW,
    )


def gathering(say: Words = as_they_are, *, is_on: bool = True) -> Gathering:
    """Make the third conference of the year."""
    return Gathering(
        id=12,
        network_id=3,
        series_id="conference",
        number=3,
        title=say("Conference 3"),
        starts_at=NOW,
        minutes=240,
        zone="America/New_York",
        place=say("Home office, room 4"),
        state=GatheringState.PLANNED if is_on else GatheringState.CANCELLED,
        note=say("We meet upstairs this time."),
    )


def standing(say: Words = as_they_are, *, is_finished: bool = False) -> tuple[Cycle, Standing]:
    """Make a common cycle at its third step of eight, one check ticked."""
    cycle = Cycle(
        id=5,
        network_id=3,
        phase_id="lead",
        scope=Scope.COMMON,
        step_id="issue",
        step_since=date(2026, 11, 2),
        started_on=date(2026, 9, 1),
        finished_on=date(2027, 5, 1) if is_finished else None,
    )
    where = Standing(
        step=step(say),
        number=3,
        of=8,
        ticked=frozenset({"check0"}),
        done=frozenset(),
        due_on=date(2026, 11, 30),
    )
    return cycle, where


def entry(
    say: Words = as_they_are,
    *,
    visibility: Visibility = Visibility.FACILITATOR,
    edited_at: datetime | None = None,
) -> Entry:
    """Make a filled form."""
    return Entry(
        id=44,
        network_id=3,
        author_id=7,
        form_id="reflection",
        about=About(kind="gathering", which="12"),
        visibility=visibility,
        answers=answers(say),
        created_at=NOW,
        edited_at=edited_at,
    )
