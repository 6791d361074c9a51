"""Leadership institute year: 18 schools, two institutes, conferences, visits, one plan all year."""

from datetime import date

import pytest

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


@pytest.fixture(scope="module")
def year() -> Programme:
    """Read the year of a leadership institute."""
    return Catalogue().get("leadership-institute-year")


@pytest.fixture(scope="module")
def framework(year: Programme) -> Rubric:
    """Return the rubric that the year works with."""
    (rubric,) = year.rubrics
    return rubric


def test_teams_of_eighteen_schools_come_together(year: Programme) -> None:
    """Principal, assistants and the team of each school, at three levels (S56)."""
    team = year.members_per_school

    roles = {role.id for role in year.roles}

    assert team is not None
    assert year.size.holds(18 * team.max)
    assert tuple(level.id for level in year.levels) == LEVELS
    assert roles == {"principal", "assistant_principal", "teacher_leader", "ilt_member", "office"}


def test_everybody_who_leads_a_school_is_expected(year: Programme) -> None:
    """The year begins when the roster holds each school and each role (S52)."""
    entry = {one.id: one.computed for one in year.phases[0].entry}

    assert entry["roster"] == "roster_size"
    assert "every_role" in entry


def test_the_year_has_five_phases_with_a_way_in_and_out(year: Programme) -> None:
    """Launch, two semesters with a renewal between them, and a close (S62, issue 3)."""
    phases = [phase.id for phase in year.phases]

    assert phases == ["launch", "first_semester", "renewal", "second_semester", "year_close"]
    assert all(phase.entry and phase.exit and phase.modules for phase in year.phases)
    assert sum(phase.weeks for phase in year.phases) == year.weeks == 47


def test_the_summer_institute_has_four_days_of_its_own(year: Programme) -> None:
    """Reflection, data, planning and time as a team, each day another agenda (S62, S65)."""
    summer = year.one_series("summer_institute")

    kinds = {block.type for block in summer.blocks}
    days = days_in(summer)

    assert (summer.kind, summer.lasts_days, len(summer.days)) == ("institute", 4, 4)
    assert len({str(day.theme) for day in summer.days}) == 4
    assert {"reflect", "learn", "consult", "plan", "data", "celebrate"} <= kinds
    assert [one.month for one in days] == [8]
    assert summer.roles == summer.levels == ()


def test_the_summer_leaves_a_vision_ratings_and_a_plan(year: Programme) -> None:
    """A data dialogue, a tuning of the plan, and what each team has made by the end (S65)."""
    summer = year.one_series("summer_institute")

    protocols = [block.protocol for block in summer.blocks if block.protocol]

    assert protocols == ["data_dialogue", "tuning"]
    assert summer.makes == (
        "vision", "data_notes", "system_rating", "call_to_action", "commitment"
    )  # fmt: skip
    assert "data pack" in str(summer.before)


def test_a_goal_has_measure_start_target_owner_date_and_actions(year: Programme) -> None:
    """Five goals at most, each in a form of its own, and a system that has to grow (S66)."""
    form = year.form("call_to_action")

    needed = {field.id for field in form.fields if field.required}

    assert len(form.field("number").options) == 5
    assert needed >= {"goal", "system", "measure", "baseline", "target", "due", "owner"}
    assert "action_1" in needed
    assert form.field("owner").kind is FieldKind.MEMBER
    assert not form.field("due").in_the_past


def test_the_whole_team_signs_in_summer_and_in_winter(year: Programme) -> None:
    """Shared ownership is signed twice: as version 1 and as version 2 (S66, S69)."""
    form = year.form("commitment")

    signing = [phase.id for phase in year.phases for one in phase.modules if one.form == form.id]

    assert signing == ["launch", "renewal"]
    assert form.field("signed_by").kind is FieldKind.MEMBERS
    assert [option.id for option in form.field("version").options] == ["v1", "v2"]
    assert form.field("first_30_days").required


def test_progress_is_looked_at_every_six_weeks(year: Programme) -> None:
    """Value, status, evidence and next move of each goal, with two reminders (S67)."""
    (check,) = [one for one in year.checkins if one.id == "progress"]
    form = year.form(check.form)

    pages = [[field.id for field in page.fields] for page in form.pages]

    assert check.rule.every_weeks == 6
    assert len(check.remind_after) == 2
    assert pages == [
        [f"goal_{number}_{part}" for part in ("value", "status", "evidence", "next_move")]
        for number in (1, 2, 3, 4, 5)
    ]
    assert [field.required for field in form.fields].count(True) == 4


def test_the_winter_institute_is_a_day_in_the_first_full_week_of_january(year: Programme) -> None:
    """A date rule that holds in every year (S68)."""
    winter = year.one_series("winter_institute")

    assert (winter.kind, winter.lasts_days, winter.builds_on) == (
        "institute", 1, "summer_institute"
    )  # fmt: skip
    assert days_in(winter) == [date(2027, 1, 5)]


def test_in_winter_each_goal_is_kept_changed_or_stopped(year: Programme) -> None:
    """Teams look at the data, celebrate, and renew their plan goal by goal (S69)."""
    winter = year.one_series("winter_institute")
    form = year.form("mid_year_review")

    decisions = [form.field(f"goal_{number}_decision") for number in (1, 2, 3, 4, 5)]

    assert {block.type for block in winter.agenda} >= {"data", "celebrate", "plan", "consult"}
    assert {"mid_year_review", "commitment"} <= set(winter.makes)
    for decision in decisions:
        assert [option.id for option in decision.options] == ["keep", "change", "stop"]


def test_the_conference_fills_a_day_each_month_of_the_school_year(year: Programme) -> None:
    """Nine full days for principals and assistants, with work to bring (S54, S57)."""
    conference = year.one_series("leadership_conference")

    months = [one.month for one in days_in(conference)]

    assert tuple(months) == SCHOOL_YEAR
    assert (conference.kind, conference.minutes) == ("conference", 450)
    assert {"principal", "assistant_principal"} <= set(conference.roles)
    assert "your own work" in str(conference.before)
    assert conference.reflection == "exit_ticket"


def test_assistants_have_a_conference_of_their_own(year: Programme) -> None:
    """As often as the principals', on the same systems, seen from another chair (S55, S60)."""
    leaders, assistants = (
        year.one_series(name) for name in ("leadership_conference", "assistants_conference")
    )

    assert (assistants.roles, assistants.builds_on) == (("assistant_principal",), leaders.id)
    assert assistants.when.months == leaders.when.months
    assert [one.systems for one in assistants.topics] == [one.systems for one in leaders.topics]
    assert all(a.what != b.what for a, b in zip(assistants.topics, leaders.topics, strict=True))


def test_every_conference_and_institute_says_what_it_is_about(
    year: Programme, framework: Rubric
) -> None:
    """A topic, one or two systems, and what teacher leaders work on meanwhile (S60, S71)."""
    known = {system.id for system in framework.systems}
    large = [one for one in year.series if one.kind in {"conference", "institute"}]

    topics = [topic for series in large for topic in series.topics]

    assert all(len(series.topics) == len(days_in(series)) for series in large)
    assert {system for topic in topics for system in topic.systems} == known
    assert all(topic.teachers for topic in topics)


def test_the_year_serves_the_hardest_parts_of_leading(year: Programme) -> None:
    """Systems for instruction and operations, culture, collaboration (S57)."""
    topics = year.one_series("leadership_conference").topics

    times = {topic.focus: sum(one.focus == topic.focus for one in topics) for topic in topics}

    assert set(times) == {"instruction", "operations", "culture", "collaboration"}
    assert min(times.values()) >= 2


def test_large_meetings_learn_reflect_consult_and_plan(year: Programme) -> None:
    """None of the four is left out at an institute or a conference (S70)."""
    large = [one for one in year.series if one.kind in {"conference", "institute"}]

    kinds = [{block.type for block in series.blocks} for series in large]

    assert len(kinds) == 4
    assert all({"learn", "reflect", "consult", "plan"} <= found for found in kinds)


def test_the_morning_goes_from_practice_to_a_next_step(year: Programme) -> None:
    """Skill, data, theory, solutions and a dated step of one's own (S72)."""
    agenda = year.one_series("leadership_conference").agenda
    card = year.form("next_step_card")

    kinds = {block.id: block.type for block in agenda}

    assert {name: kinds[name] for name in ("skill", "data", "theory", "solutions", "plan")} == {
        "skill": "practice", "data": "data", "theory": "learn",
        "solutions": "consult", "plan": "plan",
    }  # fmt: skip
    assert card.field("next_step").required
    assert not card.field("next_step_on").in_the_past


def test_operations_and_updates_are_short_and_apart(year: Programme) -> None:
    """20 to 40 minutes of operations, three words of reminder, updates that are read (S75, S76)."""
    agenda = {block.id: block for block in year.one_series("leadership_conference").agenda}
    (updates,) = [one for one in year.checkins if one.id == "updates"]

    nudges = {one.id for one in year.nudges if "Operations" in str(one.name)}

    assert agenda["operations"].type == "operations"
    assert 20 <= agenda["operations"].minutes <= 40
    assert (agenda["updates"].type, nudges) == ("updates", {"budget", "testing", "talent"})
    assert len(updates.remind_after) == 2
    assert year.form(updates.form).field("read").required


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
    """Principals of each level are asked in September and January (S59)."""
    asked = [one for one in year.checkins if one.form == "learning_topic"]

    levels = [one.audience.levels for one in asked]

    assert levels == [(level,) for level in LEVELS]
    assert {one.rule.months for one in asked} == {(9, 1)}
    assert {one.audience.roles for one in asked} == {("principal",)}
    assert year.form("learning_topic").visibility is Visibility.NETWORK


def test_everybody_is_asked_which_topics_would_help(year: Programme, framework: Rubric) -> None:
    """In May and November, on every system, or in one's own words (S58)."""
    (survey,) = [one for one in year.checkins if one.form == "topic_survey"]
    form = year.form(survey.form)

    topics = [option.id for option in form.field("topics").options]

    assert survey.rule.months == (5, 11)
    assert survey.audience.roles == ()
    assert topics == [system.id for system in framework.systems]
    assert form.field("own").kind is FieldKind.SHORT_TEXT


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
    (lens,) = [one for one in year.checkins if one.form == "visit_lens"]

    visits = year.one_series("level_high").when.months

    assert year.form("learning_goal").visibility is Visibility.ONLY_ME
    assert lens.rule.months == visits
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
    """Date, focus and agreed step, for coach and leader; no gathering for it (S50)."""
    (coaching,) = [one for one in year.checkins if one.id == "coaching"]
    form = year.form(coaching.form)

    asked = {field.id for field in form.fields}

    assert (coaching.rule.every_weeks, coaching.audience.roles) == (2, ("principal",))
    assert {"met_on", "focus", "next_step", "next_step_on"} <= asked
    assert form.visibility is Visibility.FACILITATOR
    assert "coaching" not in {series.kind for series in year.series}


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
