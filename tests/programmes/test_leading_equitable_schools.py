"""Leading equitable schools: students are heard first, then a vision, then small changes."""

import pytest

from bot.domain.forms import FieldKind
from bot.domain.measures import Measure
from bot.domain.phases import Module
from bot.domain.programme import Programme
from bot.domain.visibility import Visibility
from bot.services.catalogue import Catalogue

POTENTIAL = {"social", "emotional", "academic"}
DIMENSIONS = {
    "equitable_school_community",
    "learning_and_teaching",
    "resource_management",
    "collective_leadership",
}


@pytest.fixture(scope="module")
def schools() -> Programme:
    """Read the programme of equitable schools."""
    return Catalogue().get("leading-equitable-schools")


@pytest.fixture(scope="module")
def modules(schools: Programme) -> list[Module]:
    """Return what is worked on, in the order of the programme."""
    return [module for phase in schools.phases for module in phase.modules]


def test_students_are_heard_before_a_vision_or_a_plan(modules: list[Module]) -> None:
    """What students say is summed up first; the vision and every plan come later (S83)."""
    forms = [module.form for module in modules]

    heard = forms.index("student_voice_summary")

    assert all(heard < forms.index(form) for form in ("vision", "voice_plan", "prototype_card"))


def test_a_summary_of_voices_is_needed_before_moving_on(schools: Programme) -> None:
    """Two events at which students were heard are a condition, and students hear back (S83)."""
    listen = schools.phase("listen")
    form = schools.form("student_voice_summary")

    assert "voices" in {one.id for one in listen.exit}
    assert {"said", "told_back", "told_on"} <= {field.id for field in form.fields}
    assert "names" in str(form.about)


def test_the_vision_has_four_linked_parts_and_two_tests(schools: Programme) -> None:
    """What students live and learn, teaching, teachers' learning; what a visitor sees (S84)."""
    form = schools.form("vision")

    parts, tests = ([field.id for field in page.fields] for page in form.pages)

    assert parts == ["experience", "learning", "teaching", "teacher_learning"]
    assert tests == ["visitor", "beside_voice"]
    assert form.visibility is Visibility.NETWORK


def test_a_leaders_own_story_is_for_them_alone(schools: Programme) -> None:
    """Only its author sees it, bias and privilege included; no question has to be taken (S85)."""
    private = {form.id for form in schools.forms if form.visibility is Visibility.ONLY_ME}
    form = schools.form("own_experience")

    assert private == {"own_experience", "learning_goal"}
    assert "privilege" in {field.id for field in form.fields}
    assert not any(field.required for field in form.fields)


def test_who_decides_is_drawn_and_one_decision_is_shared(schools: Programme) -> None:
    """Up to ten decisions by who makes them, with one to share and from when on (S85)."""
    form = schools.form("shared_leadership_map")
    drawn = [field for field in form.fields if field.kind is FieldKind.RECORDS]

    makers = [[option.id for option in field.fields[1].options] for field in drawn]

    assert sum(field.at_most for field in drawn) == 10
    assert makers == [["leader_alone", "leader_asks", "team_decides", "all_decide"]] * 2
    assert all(form.field(one).required for one in ("never_asked", "share", "share_on"))


def test_four_dimensions_are_named_with_a_link_only(schools: Programme) -> None:
    """A reflection is tagged with one of them; the owner's text is not in the file (S86)."""
    fields = [schools.form(form).field("dimension") for form in ("reflection", "before_and_after")]

    assert all({option.id for option in field.options} == DIMENSIONS for field in fields)
    assert all("four-dimensions-school-leadership" in str(field.hint) for field in fields)
    assert not fields[0].required
    assert schools.framework is not None
    assert {one.id for one in schools.framework.dimensions} == DIMENSIONS
    assert (schools.framework.field, bool(schools.framework.link)) == ("dimension", True)


def test_an_action_says_for_which_group_and_which_potential(schools: Programme) -> None:
    """A group, never a student, and social, emotional or academic potential (S87)."""
    focus, action = schools.form("focus_statement"), schools.form("prototype_card")

    assert {option.id for option in action.field("area").options} == POTENTIAL
    assert {option.id for option in focus.field("potential").options} == POTENTIAL
    assert all("ten or more" in str(form.field("group").hint) for form in (focus, action))


def test_central_office_supporters_have_questions_of_their_own(schools: Programme) -> None:
    """What makes it harder, and what they remove, provide or protect, every six weeks (S88)."""
    (asked,) = [one for one in schools.checkins if one.audience.roles]
    options = schools.form(asked.form).field("promise").options

    assert asked.audience.roles == ("central_office",)
    assert asked.rule.every_weeks == 6
    assert [option.id for option in options] == ["remove", "provide", "protect"]


def test_coaching_for_the_central_office_can_be_left_out(schools: Programme) -> None:
    """It is a series by itself, for that role alone, on which no other builds (S88)."""
    coaching = schools.one_series("central_office_coaching")

    assert coaching.roles == ("central_office",)
    assert coaching.id not in {series.builds_on for series in schools.series}


def test_five_sessions_and_four_experiences_fill_the_year(schools: Programme) -> None:
    """4 to 5 learning sessions for all, 3 to 4 experiences inside schools (S89)."""
    weeks = [
        [series.when.weeks for series in schools.series if series.kind == kind]
        for kind in ("session", "embedded")
    ]

    assert weeks == [[(1, 8, 15, 23, 34)], [(5,), (12,), (19,), (27,)]]
    assert [(one.id, one.min, one.max, one.by_school) for one in schools.counts] == [
        ("sessions", 4, 5, False),
        ("embedded", 3, 4, True),
    ]


def test_two_routines_let_others_be_heard(schools: Programme) -> None:
    """Students, parents and community: who is heard now, who hardly, and what begins (S90)."""
    form = schools.form("voice_plan")

    for name in ("heard_now", "not_heard"):
        assert form.field(name).kind is FieldKind.CHOICES
        assert {option.id for option in form.field(name).options} >= {
            "students", "parents", "community"
        }  # fmt: skip
    assert form.field("first_routine").required
    assert form.field("second_routine").required


@pytest.mark.parametrize(
    ("series", "protocol", "makes"),
    [
        ("focus_group", "student_focus_group", "student_voice_summary"),
        ("culture_observation", "school_culture_observation", "culture_notes"),
        ("learning_walk", "learning_walk", "walk_summary"),
        ("design_lab", "design_lab", "prototype_card"),
    ],
)
def test_each_experience_has_a_protocol_and_leaves_a_summary(
    series: str, protocol: str, makes: str, schools: Programme
) -> None:
    """Four kinds of experiences inside schools, each with timed rounds and a form (S91)."""
    experience = schools.one_series(series)

    protocols = [block.protocol for block in experience.blocks if block.protocol]

    assert protocols == [protocol]
    assert experience.makes == (makes,)


def test_a_talk_with_students_stays_out_of_slack(schools: Programme) -> None:
    """It takes place in a room, with families informed and a neutral adult (S91)."""
    (talk,) = [one for one in schools.protocols if one.id == "student_focus_group"]

    assert talk.place == "in_person_only"
    assert any("consent" in str(line) for line in talk.before)


def test_the_same_is_asked_before_and_after(schools: Programme, modules: list[Module]) -> None:
    """First and last of all, and in the end what is different for students, shown (S92)."""
    forms = [module.form for module in modules]
    difference = schools.form("difference_statement")

    assert forms[0] == forms[-1] == "before_and_after"
    assert forms.count("before_and_after") == 2
    assert {"different", "evidence"} <= {field.id for field in difference.fields if field.required}


def test_voices_visions_and_changes_are_counted(schools: Programme) -> None:
    """Each phase ends with what records can tell, and with what only people can (S9, S23)."""
    computed = {
        one.id: one.computed
        for phase in schools.phases
        for one in phase.exit
        if isinstance(one.computed, Measure)
    }

    assert computed["voices"] == Measure(entries="student_voice_summary", count=2)
    assert computed["walked"] == Measure(held=("learning_walk",))
    assert computed["stated"] == Measure(entries="difference_statement", by="schools")
    assert "adopted" in {one.id for one in schools.phase("envision").exit} - set(computed)


def test_the_vision_is_written_by_a_team_and_kept_in_view(schools: Programme) -> None:
    """One writes for those who took part, and it stands beside what comes later (S20, S84)."""
    assert schools.places.vision == "vision"
    assert schools.form("vision").team
    assert all(one.competency and one.outcome for one in schools.series)


def test_each_session_says_what_it_is_about(schools: Programme) -> None:
    """From what students live through to what is different now (S60, S89); announced with it."""
    sessions = schools.one_series("session")

    topics = [sessions.topic_of(number) for number in range(1, 6)]

    assert None not in topics
    assert len({str(one.what) for one in topics if one}) == 5
    assert {one.focus for one in topics if one} == {"culture", "collaboration", "instruction"}
