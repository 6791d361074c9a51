"""The leadership institute year, second half: communities, visits, systems, voice and values."""

from datetime import date

import pytest

from bot.domain.decisions import Method
from bot.domain.forms import FieldKind, Form
from bot.domain.programme import Lead, Programme
from bot.domain.recurrence import days_of
from bot.domain.rubrics import Rubric
from bot.domain.series import Series
from bot.domain.visibility import Visibility
from bot.services.catalogue import Catalogue

LEVELS = ("elementary", "middle", "high")
SCHOOL_YEAR = (9, 10, 11, 12, 1, 2, 3, 4, 5)
STARTS_ON, ENDS_ON = date(2026, 8, 3), date(2027, 6, 27)


def test_principals_meet_alone_by_level(year: Programme) -> None:
    """An hour of the conference and meetings of each level; nobody else is invited (S77)."""
    (hour,) = [one for one in year.one_series("leadership_conference").agenda if one.roles]
    communities = [one for one in year.series if one.kind == "learning_community"]

    levels = [one.levels for one in communities]

    assert (hour.id, hour.minutes, hour.roles) == ("community", 60, ("principal",))
    assert levels == [(level,) for level in LEVELS]
    assert all(one.roles == ("principal",) for one in communities)


def test_a_community_shows_unfinished_work_and_questions_itself(year: Programme) -> None:
    """A sign-up for showing, warm and cool feedback, a shaken assumption (S78)."""
    showing, note = (year.form(one) for one in ("public_practice", "learning_community_note"))

    noted = {field.id for field in note.fields}

    assert {"show", "feedback_on"} <= {field.id for field in showing.fields}
    assert {"assumption", "warm", "cool"} <= noted
    assert {one.reflection for one in year.series if one.kind == "learning_community"} == {note.id}


def test_a_community_chooses_its_topic_twice_a_year(year: Programme) -> None:
    """Principals of each level propose and rank in September and January, for themselves (S59)."""
    topic = year.one_decision("community_topic")

    form = year.form(str(topic.ask))

    assert (topic.by_level, topic.roles, topic.method) == (True, ("principal",), Method.RANK)
    assert topic.again is not None
    assert topic.again.months == (9, 1)
    assert set(topic.fields) <= {field.id for field in form.fields}


def test_everybody_is_asked_which_topics_would_help(year: Programme, framework: Rubric) -> None:
    """In May and November: every system stands on the ballot beside one's own topics (S58)."""
    survey = year.one_decision("term_topics")
    form = year.form(str(survey.ask))

    topics = [str(choice) for choice in survey.choices]

    assert survey.again is not None
    assert survey.again.months == (5, 11)
    assert (survey.roles, survey.method, survey.most) == ((), Method.RANK, 3)
    assert topics == [str(system.name) for system in framework.systems]
    assert form.field("own").kind is FieldKind.LONG_TEXT


def test_the_norms_are_the_networks_own(year: Programme) -> None:
    """Proposed, chosen, and looked at again where an anonymous check finds them low (S30)."""
    (norms,) = [one for one in year.decisions if one.is_norms]

    assert [str(one) for one in norms.choices] == [str(one) for one in year.norms]
    assert year.form(str(norms.check)).anonymous


def test_each_level_visits_four_times_a_year(year: Programme) -> None:
    """Half a day at a school, for the principals of one level (S79)."""
    visits = [one for one in year.series if one.kind == "level_meeting"]

    months = [[one.month for one in days_in(series)] for series in visits]

    assert [series.levels for series in visits] == [(level,) for level in LEVELS]
    assert months == [[10, 12, 2, 4]] * 3
    assert {(one.minutes, one.roles) for one in visits} == {(240, ("principal",))}


def test_a_visit_sees_one_of_three_things(year: Programme) -> None:
    """Classrooms, leadership practice, a problem of practice: each has its form (S80)."""
    modes = [option.id for option in year.form("visit_lens").field("mode").options]

    asked = {module.form for module in year.phase("first_semester").modules}

    assert modes == ["classroom", "leadership_practice", "problem_of_practice"]
    assert {"visit_classroom", "visit_leadership", "visit_problem"} <= asked
    assert asked - {"advocacy"} <= {one.form for one in year.phase("second_semester").modules}


def test_a_debrief_leads_to_a_takeaway_and_a_page_for_the_host(year: Programme) -> None:
    """Describe, then analyse; insight, change and date; evidence for the host (S81)."""
    visit = year.one_series("level_high")
    takeaway = year.form(str(visit.reflection))

    debrief = next(block for block in visit.agenda if block.id == "debrief")
    needed = {field.id for field in takeaway.fields if field.required}

    assert "recorded notes" in str(debrief.what)
    assert {"insight", "next_step", "next_step_on"} <= needed
    assert "host_feedback" in visit.makes


def test_leaders_choose_what_they_learn(year: Programme) -> None:
    """A goal that is only theirs, and a lens before each visit (S82)."""
    visits = [one for one in year.series if one.kind == "level_meeting"]

    goal = year.form(str(year.places.goal))

    assert goal.visibility is Visibility.ONLY_ME
    assert {one.prepare for one in visits} == {"visit_lens"}
    assert year.form("visit_lens").field("lens").required


def test_the_framework_goes_from_not_yet_begun_to_full_implementation(
    year: Programme, framework: Rubric
) -> None:
    """Each system is rated on the rubric's own levels, with evidence, three times a year (S73)."""
    form = year.form("system_rating")
    asking = [phase.id for phase in year.phases if form.id in forms_in(year, phase.id)]

    ends = (str(framework.levels[0].name), str(framework.levels[-1].name))

    assert ends == ("Not Yet Begun", "Full Implementation")
    assert asking == ["launch", "renewal", "year_close"]
    for system in framework.systems:
        rating = form.field(system.id)
        assert (rating.kind, rating.rubric, rating.system) == (
            FieldKind.RATING, framework.id, system.id
        )  # fmt: skip
        assert form.field(f"{system.id}_evidence").required


def test_systems_are_rated_and_never_a_person(year: Programme, framework: Rubric) -> None:
    """No question of the rating takes a person, and two ratings make a picture (S74)."""
    form = year.form("system_rating")

    kinds = {field.kind for field in form.fields}

    assert framework.unit == "system"
    assert framework.min_respondents == 2
    assert kinds == {FieldKind.RATING, FieldKind.LONG_TEXT}
    assert "No person is rated" in str(form.about)


def test_coaching_is_a_note_every_second_week(year: Programme) -> None:
    """Date, focus and agreed step, for coach and leader; each school has days of its own (S50)."""
    (coaching,) = [one for one in year.checkins if one.id == "coaching"]
    form = year.form(coaching.form)

    asked = {field.id for field in form.fields}

    assert (coaching.rule.every_weeks, coaching.audience.roles) == (2, ("principal",))
    assert {"met_on", "focus", "next_step", "next_step_on"} <= asked
    assert form.visibility is Visibility.FACILITATOR
    visits = year.one_series("coaching")
    assert (visits.by_school, visits.minutes, visits.roles) == (True, 60, ("principal",))


def test_a_school_can_ask_the_office_to_speak_up(year: Programme) -> None:
    """What is in the way, who could remove it, what it does to learning (S51)."""
    asked = [field.id for field in year.form("advocacy").fields]

    assert asked[:3] == ["barrier", "effect", "who_can"]
    assert all("advocacy" in forms_in(year, one) for one in ("first_semester", "second_semester"))


def test_the_year_mixes_what_people_do(year: Programme) -> None:
    """Work at schools, work led by schools, practice and study: none is missing (S53)."""
    blocks = [block for series in year.series for block in series.blocks]

    kinds = {block.type for block in blocks}
    led = {block.lead for block in blocks if block.lead}

    assert {"observe", "practice", "data", "learn", "consult", "plan", "reflect"} <= kinds
    assert led == {Lead.PROGRAMME, Lead.JOINT, Lead.SCHOOL}


def test_proven_leaders_teach_their_peers(year: Programme) -> None:
    """Workshops are offered, chosen, led by schools, and counted (S61, S63)."""
    form = year.form("workshop_proposal")
    days = year.one_series("summer_institute").days

    led = [block for day in days for block in day.agenda if block.id == "workshops"]

    assert {"name", "success", "do_there", "places"} <= {field.id for field in form.fields}
    assert [block.lead for block in led] == [Lead.SCHOOL, Lead.SCHOOL]
    assert "peers_led" in {one.id for one in year.phase("second_semester").exit}


def test_norms_and_values_run_through_the_year(year: Programme) -> None:
    """Norms are opened with and looked at, values are thanked for, a move is kept (S64)."""
    opening = year.one_series("leadership_conference").agenda[0]
    (thanks,) = [one for one in year.nudges if one.form == "shout_out"]

    values = year.form("shout_out").field("value").options

    assert len(year.norms) >= 5
    assert "norms" in str(opening.what)
    assert year.form("norms_check").anonymous
    assert len(values) == 5
    assert len(thanks.when.months or ()) == 4
    assert "move" in {field.id for field in year.form("exit_ticket").fields}


@pytest.mark.parametrize("name", ["exit_ticket", "next_step_card", "norms_check", "trust_pulse"])
def test_forms_that_other_years_use_too_stand_beside_them(name: str, year: Programme) -> None:
    """A shared form is one file, taken by its name (issue 3)."""
    connect = Catalogue().get("connect-lead-succeed")

    shared: Form = year.form(name)

    assert shared.thanks
    assert connect.form("trust_pulse") == year.form("trust_pulse")


def days_in(series: Series) -> list[date]:
    """Return the first days of a series in a year that begins in August 2026."""
    return days_of(series.when, since=STARTS_ON, until=ENDS_ON, starts_on=STARTS_ON)


def forms_in(year: Programme, phase: str) -> set[str | None]:
    """Return what the modules of a phase ask for."""
    return {module.form for module in year.phase(phase).modules}
