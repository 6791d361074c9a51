"""Leadership institute year: 18 schools, two institutes, conferences, visits, one plan all year."""

from datetime import date

from bot.domain.forms import FieldKind
from bot.domain.measures import Measure
from bot.domain.programme import Programme
from bot.domain.recurrence import days_of
from bot.domain.rubrics import Rubric
from bot.domain.series import Series

LEVELS = ("elementary", "middle", "high")
SCHOOL_YEAR = (9, 10, 11, 12, 1, 2, 3, 4, 5)
STARTS_ON, ENDS_ON = date(2026, 8, 3), date(2027, 6, 27)


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
    assert year.each_school == ("principal", "assistant_principal", "ilt_member")


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
    """Instruction, operations, culture, collaboration; everybody brings live work (S57)."""
    topics = year.one_series("leadership_conference").topics

    times = {topic.focus: sum(one.focus == topic.focus for one in topics) for topic in topics}

    assert set(times) == {"instruction", "operations", "culture", "collaboration"}
    assert min(times.values()) >= 2
    assert year.one_series("leadership_conference").prepare == "live_work"
    assert year.form("live_work").field("piece").required


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
    read = year.form(updates.form).field("read")
    assert read.required
    assert {"not_found", "none"} <= {option.id for option in read.options}


def test_the_year_says_what_it_is_for(year: Programme) -> None:
    """Three strands; each series says what leaders learn and what learners have of it (S1, S60)."""
    strands = {strand.id for strand in year.strands}

    assert year.purpose is not None
    assert strands == {"leaders", "assistants", "teacher_leaders"}
    assert all(one.strands and one.competency and one.outcome for one in year.series)


def test_what_the_year_leaves_is_counted(year: Programme) -> None:
    """Signatures, ratings by two, checks, visits and reports: school by school (S9, S23)."""
    computed = {
        one.id: one.computed
        for phase in year.phases
        for one in phase.exit
        if isinstance(one.computed, Measure)
    }

    assert computed["signed"] == Measure(entries="commitment", by="schools")
    assert computed["baseline"] == Measure(entries="system_rating", by="schools", each=2)
    for level in LEVELS:
        held = (f"level_{level}",)
        assert computed[f"two_visits_{level}"] == Measure(held=held, count=2)
        assert computed[f"four_visits_{level}"] == Measure(held=held, count=4, ever=True)
    assert {"two_checks", "four_checks", "decided", "signed_again", "reports"} <= set(computed)


def test_nothing_is_planned_for_days_without_school(year: Programme) -> None:
    """Two breaks that come back each year: no meeting and no nudge falls on them (issue 3)."""
    closures = year.calendar.closures_in(range(2026, 2030))
    meetings = (one.when for one in year.series if not one.by_school)
    rules = [*meetings, *(one.when for one in year.nudges)]

    days = [
        day
        for rule in rules
        for day in days_of(rule, since=STARTS_ON, until=date(2029, 6, 27), starts_on=STARTS_ON)
    ]

    assert {str(one.name) for one in closures} == {"Winter break", "Spring break"}
    assert not [day for day in days if any(one.holds(day) for one in closures)]


def test_a_team_signs_one_plan_together(year: Programme) -> None:
    """Vision, goals, the winter review and the report are written by one for all (S20)."""
    together = {form.id for form in year.forms if form.team}

    assert together == {"vision", "call_to_action", "mid_year_review", "year_report"}
    assert year.places.vision == "vision"


def days_in(series: Series) -> list[date]:
    """Return the first days of a series in a year that begins in August 2026."""
    return days_of(series.when, since=STARTS_ON, until=ENDS_ON, starts_on=STARTS_ON)
