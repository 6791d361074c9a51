"""Requirements whose words stand in the files before anything plays them (issue 3)."""

from pathlib import Path

import pytest
import yaml

from bot.domain.forms import FieldKind, Form
from bot.domain.measures import Measure
from bot.domain.phases import Module, Scope
from bot.domain.programme import Programme
from bot.domain.protocols import Protocol, Speaker
from bot.domain.visibility import Visibility
from bot.services.catalogue import PROGRAMMES, Catalogue

PROTOCOLS = sorted((PROGRAMMES / "protocols").glob("*.yml"))


@pytest.fixture(scope="module")
def partnership() -> Programme:
    """Read the partnership of gradual release."""
    return Catalogue().get("gradual-release-partnership")


@pytest.fixture(scope="module")
def principals() -> Programme:
    """Read the three-phase network of principals."""
    return Catalogue().get("connect-lead-succeed")


def test_each_school_is_supported_for_a_year(partnership: Programme) -> None:
    """52 weeks; a school says what it needs, and knows its mentor before fellows lead (S2)."""
    lead_in = {one.id for one in partnership.phase("we_do").entry}
    first = module_of(partnership, "i_do", "baseline")
    baseline = partnership.form(str(first.form))

    assert partnership.weeks >= 52
    assert "mentor" in lead_in
    assert baseline.team
    assert {"hard_for_learners", "area"} <= asked(baseline)
    assert {"priority", "from_us"} <= asked(partnership.form("school_agenda"))


def test_nobody_leads_change_before_the_institute(partnership: Programme) -> None:
    """The institute is the first meeting; most fellows were there before the phase ends (S6)."""
    done = {one.id: one.computed for one in partnership.phase("i_do").exit}["institute_done"]

    assert partnership.series[0].kind == "institute"
    assert done == Measure(attended=("institute",), share=80)


def test_fellows_see_a_practice_and_say_where_they_will_try_it(partnership: Programme) -> None:
    """Somebody shows it before the idea is named; the reflection asks for both (S7)."""
    institute = partnership.one_series("institute")
    types = [block.type for block in institute.agenda]
    reflection = partnership.form(str(institute.reflection))

    assert types.index("model") < types.index("learn") < types.index("practice")
    assert "copy or pass on" in str(reflection.field("stays_with_you").label)
    assert "try it first" in str(reflection.field("next_step").label)


def test_fellows_lead_a_change_with_a_coach(partnership: Programme) -> None:
    """What, who leads, a measure and dates; every two weeks a note about coaching (S10)."""
    project = partnership.form("change_project")
    (coaching,) = [one for one in partnership.checkins if one.id == "coaching"]
    days = [project.field(name) for name in ("starts_on", "look_again_on")]

    assert project.team
    assert {"for_learners", "who_leads", "watch"} <= asked(project)
    assert [one.kind for one in days] == [FieldKind.DATE, FieldKind.DATE]
    assert coaching.when is not None
    assert (coaching.form, coaching.when.every_weeks) == ("coaching_note", 2)
    assert coaching.audience.phases == ("we_do",)


def test_a_later_workshop_goes_on_where_the_institute_ended(partnership: Programme) -> None:
    """August builds on April, and fellows are asked to bring what came of it (S11)."""
    workshop = partnership.one_series("holiday_workshop")

    assert workshop.builds_on == "institute"
    assert "builds on the institute" in str(workshop.before)


def test_a_school_that_asks_for_a_workshop_shows_the_need(partnership: Programme) -> None:
    """What was seen, what was tried, who will use it, what is hoped for; at any time (S13)."""
    request = partnership.form("need_request")

    assert {"seen", "tried", "who_uses_it", "hoped_for"} <= asked(request)
    assert request.field("seen").required
    assert module_of(partnership, "you_do", "need_request").form == "need_request"
    assert "need_request" in partnership.places.open


def test_whoever_is_stuck_says_how_soon_and_where_to_answer(partnership: Programme) -> None:
    """A few words are enough; how soon, about what, in private or open may be added (S14)."""
    call = partnership.form("support_request")
    extra = [call.field(name) for name in ("urgency", "topic", "answer_in")]

    assert [one.required for one in extra] == [False, False, False]
    assert [one.id for one in call.field("answer_in").options] == ["private", "channel"]
    assert "support_request" in partnership.places.open


def test_what_is_unfinished_is_safe_and_a_promise_is_seen(principals: Programme) -> None:
    """All agree to keep what is said; hard things stay private, promises are read (S32)."""
    first = principals.phase("connect")
    visibility = {form.id: form.visibility for form in principals.forms}

    assert "confidentiality" in {one.id for one in first.entry}
    assert visibility["courageous_conversation"] is Visibility.ONLY_ME
    assert visibility["dilemma"] is Visibility.FACILITATOR
    assert visibility["take_back_card"] is Visibility.TRIO
    assert Measure(kept=True, by="members") in [one.computed for one in first.exit]


def test_the_group_describes_while_the_presenter_listens(principals: Programme) -> None:
    """Rounds with minutes, speakers and words; at every conference, and slowly, too (S33)."""
    protocol = protocol_of(principals, "descriptive_consultancy")
    rounds = {one.id: one for one in protocol.rounds}
    blocks = {block.id: block for block in principals.one_series("conference").agenda}

    assert rounds["describe"].speaks == (Speaker.GROUP,)
    assert rounds["describe"].silent == (Speaker.PRESENTER,)
    assert all(one.capture for one in protocol.rounds if one.id != "open")
    assert protocol.can_be_slow
    assert blocks["consult"].protocol == protocol.id
    assert blocks["consult"].minutes >= protocol.minutes


def test_a_leader_brings_a_dilemma_that_is_concrete(principals: Programme) -> None:
    """What happens, why it matters for learners, what was tried, one question (S34)."""
    dilemma = principals.form("dilemma")
    mirror = {option.id for option in dilemma.field("qualities").options}
    module = module_of(principals, "connect", "trust_problem_solving")

    assert asked(dilemma) >= {"snapshot", "matters_for_learners", "tried", "focus_question"}
    assert mirror == {"concrete", "mine", "open", "nameless"}
    assert (module.protocol, module.form) == ("descriptive_consultancy", "dilemma")
    assert "dilemma" in principals.places.open


def test_a_picture_of_a_school_holds_numbers_and_words(
    principals: Programme, partnership: Programme
) -> None:
    """Numbers, voices and where they stand; areas are rated by two people or more (S36)."""
    picture = principals.form("school_picture")
    (rubric,) = partnership.rubrics
    ratings = partnership.form("school_assessment").fields

    assert {"numbers", "voices"} <= {one.id for one in picture.fields if one.required}
    assert picture.field("where_shown").kind is FieldKind.LINK
    assert rubric.min_respondents >= 2
    assert {one.system for one in ratings} == {system.id for system in rubric.systems}


def test_strengths_and_growth_can_be_laid_side_by_side(
    principals: Programme, year: Programme
) -> None:
    """Every school names both before a problem is chosen; systems have one scale (S37)."""
    picture = principals.form("school_picture")
    (pictures,) = [one for one in principals.phase("lead").entry if one.id == "pictures"]
    (rubric,) = year.rubrics
    ratings = [one for one in year.form("system_rating").fields if one.kind is FieldKind.RATING]

    assert {"strengths", "growth"} <= asked(picture)
    assert picture.visibility is Visibility.FACILITATOR
    assert pictures.computed == Measure(entries="school_picture", by="schools", share=80, ever=True)
    assert {one.rubric for one in ratings} == {rubric.id}


def test_members_note_a_source_and_name_a_strategy(principals: Programme) -> None:
    """Source, claim, what it takes, a caution, one idea; three are put in order (S42)."""
    step = principals.step("study")

    assert asked(principals.form("study_notes")) == {
        "source", "claim", "conditions", "caution", "strategy_idea"
    }  # fmt: skip
    assert (step.form, step.protocol) == ("study_notes", "text_discussion")
    assert {"four_sources", "three_strategies", "if_then"} == {one.id for one in step.checks}


def test_leaders_look_at_their_data_and_plan_to_keep_looking(principals: Programme) -> None:
    """A start without names; measure, source, how often, who and from when (S43)."""
    step = principals.step("data")
    plan = principals.form(step.form)

    assert asked(plan) == {
        "baseline_summary", "measure", "source", "frequency", "collector", "first_date"
    }  # fmt: skip
    assert all(one.required for one in plan.fields)
    assert "weekly" in {one.id for one in plan.field("frequency").options}
    assert not plan.field("first_date").in_the_past
    assert step.protocol == "data_dialogue"


def test_members_rehearse_writing_what_a_camera_would_show(principals: Programme) -> None:
    """Notes without names or verdicts, which colleagues read (S44)."""
    step = principals.step("practice")
    notes = principals.form(step.form)

    assert {"place", "minutes", "focus", "notes", "counts"} <= asked(notes)
    assert "never the name" in str(notes.field("place").hint)
    assert {one.id for one in step.checks} == {"three_notes", "few_judgements", "peers_agree"}


def test_the_second_time_a_trio_rehearses_at_each_school(principals: Programme) -> None:
    """Cycles of one's own, trios that visit one another, teams that go on at school (S49)."""
    last = principals.phase("succeed")
    visits = module_of(principals, "succeed", "trio_visits")
    lasting = {one.id: one.computed for one in last.exit}["school_team"]

    assert last.inquiry is not None
    assert last.inquiry.scope is Scope.INDIVIDUAL
    assert principals.partners is not None
    assert protocol_of(principals, str(visits.protocol)).group.holds(principals.partners.size)
    assert principals.places.replica == "school_replica"
    assert lasting == Measure(entries="school_replica", by="schools")


@pytest.mark.parametrize(
    ("step", "protocol"),
    [
        ("study", "text_discussion"),
        ("data", "data_dialogue"),
        ("challenge", "consultancy"),  # S45
        ("visit", "instructional_rounds_day"),  # S46
        ("action", "tuning"),  # S47
    ],
)
def test_a_step_says_how_people_talk_about_it(
    step: str, protocol: str, principals: Programme
) -> None:
    """The conversation stands in the file, with its rounds (S33)."""
    assert principals.step(step).protocol == protocol
    assert protocol_of(principals, protocol).rounds


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_every_shared_protocol_can_be_held(path: Path) -> None:
    """Sound, called like its file, and its rounds fill its minutes (issue 3)."""
    protocol = Protocol.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))

    assert protocol.id == path.stem
    assert all(one.speaks or one.silent for one in protocol.rounds)


def test_no_protocol_lies_in_a_drawer() -> None:
    """Each of the thirteen is part of a meeting, a module or a step of some programme (S33)."""
    programmes = Catalogue().all()

    used = {name for one in programmes for name in protocols_named(one)}

    assert used == {path.stem for path in PROTOCOLS}
    assert len(used) == 13


def test_a_leader_may_say_after_each_meeting_which_dimension_it_was_about() -> None:
    """The same four choices, never asked for, in every reflection (S86)."""
    schools = Catalogue().get("leading-equitable-schools")
    framework = schools.framework
    fields = [
        schools.form(name).field("dimension")
        for name in ("reflection", "session_reflection", "embedded_reflection")
    ]

    assert framework is not None
    for field in fields:
        assert not field.required
        assert [one.id for one in field.options] == [one.id for one in framework.dimensions]


def asked(form: Form) -> set[str]:
    """Return the ids of the questions of a form."""
    return {field.id for field in form.fields}


def module_of(programme: Programme, phase_id: str, module_id: str) -> Module:
    """Return a module of a phase."""
    return {one.id: one for one in programme.phase(phase_id).modules}[module_id]


def protocol_of(programme: Programme, protocol_id: str) -> Protocol:
    """Return a protocol that a programme brings."""
    return {one.id: one for one in programme.protocols}[protocol_id]


def protocols_named(programme: Programme) -> set[str | None]:
    """Return the protocols by which something of a programme is held."""
    blocks = {block.protocol for series in programme.series for block in series.blocks}
    modules = {module.protocol for phase in programme.phases for module in phase.modules}
    return (blocks | modules | {step.protocol for step in programme.steps}) - {None}
