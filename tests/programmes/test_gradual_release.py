"""Gradual release: a year in three phases, teams of one school, and letting go."""

import pytest

from bot.domain.fields import FieldKind
from bot.domain.measures import Measure
from bot.domain.programme import Lead, Programme, Standing
from bot.domain.visibility import Visibility
from bot.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def partnership() -> Programme:
    """Read the partnership of gradual release."""
    return Catalogue().get("gradual-release-partnership")


def test_the_partnership_takes_a_year_and_lets_go(partnership: Programme) -> None:
    """52 weeks in three phases: the programme leads, both lead, the school leads (S4, S18)."""
    leads = [phase.lead for phase in partnership.phases]

    assert partnership.weeks == 52 == sum(phase.weeks for phase in partnership.phases)
    assert leads == [Lead.PROGRAMME, Lead.JOINT, Lead.SCHOOL]


def test_three_to_five_fellows_of_a_school_belong_together(partnership: Programme) -> None:
    """The unit of a cohort is a team of leaders from one school (S20)."""
    team = partnership.members_per_school

    assert team is not None
    assert [number for number in range(8) if team.holds(number)] == [3, 4, 5]


def test_heads_have_a_year_of_their_own() -> None:
    """Head teachers and deputies, nobody else; the rest is as in the partnership (S21)."""
    heads = Catalogue().get("gradual-release-heads")
    partnership = Catalogue().get("gradual-release-partnership")

    roles = {role.id: role.standing for role in heads.roles}

    assert roles == dict.fromkeys(("principal", "assistant_principal"), Standing.OFFICIAL)
    assert (heads.weeks, heads.builds_on) == (52, partnership.key)
    assert heads.members_per_school is not None
    assert heads.members_per_school.max == 2
    assert [one.id for one in heads.series] == [one.id for one in partnership.series]
    assert "partner organisation" in str(heads.about)
    assert [one.id for one in heads.toolkit] == [one.id for one in partnership.toolkit]
    assert "fellow" not in str([one.title for one in heads.toolkit])
    assert [one.week for one in heads.story] == [one.week for one in partnership.story]
    assert "two teachers of" not in str([one.what for one in heads.story])


def test_the_year_says_what_it_is_for(partnership: Programme) -> None:
    """Two strands; each meeting names what leaders learn and what learners have of it (S1)."""
    strands = {strand.id for strand in partnership.strands}

    assert partnership.purpose is not None
    assert strands == {"leadership", "coaching"}
    assert all(one.competency and one.outcome and one.strands for one in partnership.series)


def test_a_story_shows_the_way_before_there_are_records(partnership: Programme) -> None:
    """An invented school, from the first look to the last visit (S4)."""
    weeks = [one.week for one in partnership.story]

    assert weeks == sorted(weeks)
    assert (weeks[0], weeks[-1]) == (1, partnership.weeks)


def test_the_first_phases_have_a_toolkit(partnership: Programme) -> None:
    """Each tool is short, in our own words, and ends with a question about trying it (S5)."""
    first = [tool for tool in partnership.toolkit if "i_do" in tool.phases]

    assert len(first) >= 4
    assert all(tool.text and tool.minutes <= 5 for tool in partnership.toolkit)
    assert all(str(tool.try_it).endswith("?") for tool in partnership.toolkit)


def test_every_school_sends_an_office_and_a_teacher(partnership: Programme) -> None:
    """One of each kind of leader, and a minute to say how ready they feel (S8, S19)."""
    sent = [partnership.role(one) for one in partnership.each_school]

    readiness = partnership.form(str(partnership.places.readiness))

    assert {role.standing for role in sent if role} == set(Standing)
    assert {"motivated", "prepared", "backed"} <= {field.id for field in readiness.fields}


def test_time_and_evidence_open_the_second_phase(partnership: Programme) -> None:
    """Weeks to digest, readiness, the institute and three tries of each (S9)."""
    exit_, entry = partnership.phase("i_do").exit, partnership.phase("we_do").entry
    computed = {one.id: one.computed for one in (*exit_, *entry) if one.computed}

    assert computed["digest"] == Measure(weeks=7)
    assert computed["ready"] == Measure(average="readiness", field="prepared", at_least=4)
    assert computed["institute_done"] == Measure(attended=("institute",), share=80)
    assert computed["tried"] == Measure(entries="tryout_log", by="members", each=3, share=80)


def test_in_the_last_phase_the_schools_speak(partnership: Programme) -> None:
    """They own the agenda, are asked little, and write once a month in their own words (S12)."""
    last = partnership.phases[-1]
    asked = [one.id for one in partnership.checkins if last.id in one.audience.phases]
    before = [one.id for one in partnership.checkins if "we_do" in one.audience.phases]

    update = partnership.form("school_update")

    assert (last.agenda_owner, last.most_nudges) == ("school", 1)
    assert {phase.agenda_owner for phase in partnership.phases[:-1]} == {"programme"}
    assert (asked, before) == (["school_update"], ["checkin", "coaching"])
    assert (update.team, update.visibility) == (True, Visibility.NETWORK)


def test_teams_write_together(partnership: Programme) -> None:
    """What a school says as a school is written by one and credited to all (S20)."""
    together = {form.id for form in partnership.forms if form.team}

    assert together >= {"school_baseline", "change_project", "school_agenda", "exit_report"}
    assert not partnership.form("reflection").team


def test_training_fills_the_holidays(partnership: Programme) -> None:
    """Three weeks in April, three days in August that build on them (S6, S11, S18)."""
    institute = partnership.one_series("institute")
    workshop = partnership.one_series("holiday_workshop")
    calendar = partnership.calendar

    assert (institute.lasts_days, institute.minutes, institute.in_holidays) == (15, 300, True)
    assert (workshop.lasts_days, workshop.minutes, workshop.in_holidays) == (3, 300, True)
    assert len(calendar.terms) == 3
    assert all(one.every_year for one in (*calendar.terms, *calendar.closures))


def test_a_coach_and_the_last_visit_come_to_each_school(partnership: Programme) -> None:
    """An hour and a half every second week, three hours at the end; criteria count them (S10)."""
    visit, last = partnership.one_series("coaching_visit"), partnership.one_series("exit_visit")
    exits = {one.id: one.computed for one in partnership.phase("i_do").exit}

    assert (visit.by_school, visit.minutes, visit.when.every_weeks) == (True, 90, 2)
    assert (last.by_school, last.minutes, last.when.weeks) == (True, 180, (50,))
    assert exits["visited"] == Measure(held=("coaching_visit",), by="members", each=2, share=80)


def test_the_report_at_the_end_goes_through_the_criteria(partnership: Programme) -> None:
    """Eight of them, each with what shows it, as the phase has them (S17)."""
    report = partnership.form("exit_report")
    criteria = [one for one in report.fields if one.kind is FieldKind.YES_NO]

    assert len(criteria) == 8
    assert {one.reason_for for one in criteria} == {"always"}
    assert {"areas", "afterwards"} <= {one.id for one in partnership.phase("you_do").exit}


def test_training_can_be_asked_for_that_fits_one_school(partnership: Programme) -> None:
    """After a talk about needs, people, time and what there is (S22)."""
    request = partnership.form("training_request")

    assert {"need", "for_whom", "time", "resources"} <= {one.id for one in request.fields}
    assert request.id in partnership.places.open


def test_six_areas_are_looked_at_twice(partnership: Programme) -> None:
    """At the beginning and at the end, never a person (S16, S17)."""
    (rubric,) = partnership.rubrics
    form = partnership.form("school_assessment")
    asking = [
        phase.id for phase in partnership.phases if form.id in {one.form for one in phase.modules}
    ]

    assert [field.system for field in form.fields] == [system.id for system in rubric.systems]
    assert asking == ["i_do", "you_do"]
    assert rubric.unit == "system"
