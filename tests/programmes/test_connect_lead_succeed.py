"""Connect, lead, succeed: three phases, eight steps, a conference a month."""

import pytest

from bot.domain.forms import FieldKind
from bot.domain.inquiry import question_checks
from bot.domain.measures import Measure
from bot.domain.programme import Asked, Lead, Programme, Scope
from bot.domain.prompts import Missing
from bot.domain.visibility import Visibility
from bot.services.catalogue import Catalogue


@pytest.fixture(scope="module")
def principals() -> Programme:
    """Read the three-phase network of principals."""
    return Catalogue().get("connect-lead-succeed")


def test_the_network_goes_through_three_phases(principals: Programme) -> None:
    """Connect, lead, succeed, each with entry and exit criteria (S23)."""
    phases = [(phase.id, phase.lead) for phase in principals.phases]

    assert phases == [
        ("connect", Lead.PROGRAMME),
        ("lead", Lead.JOINT),
        ("succeed", Lead.SCHOOL),
    ]
    assert all(phase.entry and phase.exit for phase in principals.phases)


def test_the_eight_steps_stand_in_their_order(principals: Programme) -> None:
    """The inquiry has the eight steps of the source, 28 weeks in all (S40)."""
    names = [str(step.name) for step in principals.steps]

    assert names == [
        "Identify the problem of practice",
        "First study of research",
        "Analyse own school data",
        "Examine practice at school level",
        "One leader's challenge",
        "School visit",
        "Plan and carry out together",
        "Celebrate and give feedback",
    ]
    assert sum(step.weeks for step in principals.steps) == 28 == principals.phase("lead").weeks


def test_the_network_walks_together_and_then_each_alone(principals: Programme) -> None:
    """A common cycle in the second phase, one for each leader in the third (S38, S39)."""
    scopes = {phase.id: phase.inquiry.scope for phase in principals.phases if phase.inquiry}

    assert scopes == {"lead": Scope.COMMON, "succeed": Scope.INDIVIDUAL}


def test_the_quiet_are_invited_in_private(principals: Programme) -> None:
    """Four times a year, whoever has written nothing for four weeks; never in the channel (S24)."""
    (quiet,) = [one for one in principals.nudges if one.audience.missing is Missing.ANYTHING]

    assert quiet.when.months == (11, 1, 3, 5)
    assert quiet.text is not None
    assert len(quiet.text.say()) < 300


def test_every_step_asks_everybody_but_the_fifth_asks_the_host(principals: Programme) -> None:
    """In the common cycle one leader writes the brief; in a cycle of one's own everyone does."""
    asked = [step.asks.common for step in principals.steps]

    assert asked == [Asked.EVERYONE] * 4 + [Asked.HOST] + [Asked.EVERYONE] * 3
    assert {step.asks.individual for step in principals.steps} == {Asked.EVERYONE}


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("problem", "question learners_concerned evidence why_now adopted_on"),  # S38, S41
        ("study", "source claim conditions caution strategy_idea"),
        ("data", "baseline_summary measure source frequency collector first_date"),
        ("practice", "place minutes focus notes counts"),
        ("challenge", "context pop tried look_for boundaries staff_informed_on"),  # S45
        ("visit", "rooms_by_number evidence patterns predictions next_level host_plan"),  # S46
        ("action", "action owner start measure progress_notes decision"),  # S47
        ("celebrate", "thanks results lessons feedback_on_process next_question"),  # S48
    ],
)
def test_a_step_asks_for_its_artefact(step: str, fields: str, principals: Programme) -> None:
    """The form of each step holds the fields of what it leaves behind (S41, S45-S48)."""
    form = principals.form(principals.step(step).form)

    asked = {field.id for field in form.fields}

    assert set(fields.split()) <= asked


def test_a_good_question_is_known_by_six_signs(principals: Programme) -> None:
    """A question, about learning, to be seen, in our hands, worth it, on evidence (S38)."""
    step = principals.step("problem")
    form = principals.form(step.form)

    checks = {check.id for check in step.checks}
    mirror = {option.id for option in form.field("qualities").options}
    example = str(form.field("question").example)

    assert checks >= {"is_a_question", "names_learning", "can_be_seen", "in_our_control"}
    assert checks >= {"matters", "evidence_named", "adopted"}
    assert mirror == {
        "about_learning", "observable", "in_control", "high_leverage", "evidence_named"
    }  # fmt: skip
    assert all(check.holds for check in question_checks(example))


def test_the_charter_holds_a_purpose_and_up_to_three_goals(principals: Programme) -> None:
    """Each goal has a measure and a date that lies ahead; only the first is needed (S29)."""
    form = principals.form(str(principals.places.charter))

    for number in (1, 2, 3):
        goal, measure, by = (form.field(f"goal_{number}{part}") for part in ("", "_measure", "_by"))
        assert {goal.required, measure.required, by.required} == {number == 1}
        assert (by.kind, by.in_the_past) == (FieldKind.DATE, False)
    assert form.field("purpose").required
    assert form.visibility is Visibility.NETWORK


def test_the_conference_is_monthly_in_the_school_year(principals: Programme) -> None:
    """Ten mornings of four hours, from September to June (S54)."""
    series = principals.one_series("conference")

    assert series.when.months == (9, 10, 11, 12, 1, 2, 3, 4, 5, 6)
    assert (series.minutes, sum(block.minutes for block in series.agenda)) == (240, 240)
    assert series.before is not None
    assert series.reflection == "conference_reflection"


@pytest.mark.parametrize("form", ["reflection", "conference_reflection", "step_reflection"])
def test_a_reflection_leads_to_a_next_step(form: str, principals: Programme) -> None:
    """The next step and its day are asked for, and nobody has to have one (S72)."""
    step, day = (principals.form(form).field(name) for name in ("next_step", "next_step_on"))

    assert (step.kind, day.kind) == (FieldKind.SHORT_TEXT, FieldKind.DATE)
    assert {step.required, day.required, day.in_the_past} == {False}


def test_personal_questions_stay_with_the_one_who_answers(principals: Programme) -> None:
    """Reflections default to the facilitator, personal forms to their author alone."""
    private = {form.id for form in principals.forms if form.visibility is Visibility.ONLY_ME}

    assert private == {"personal_reflection", "courageous_conversation", "learning_goal"}
    assert principals.form("reflection").visibility is Visibility.FACILITATOR


def test_hopes_become_values_and_norms_are_our_own(principals: Programme) -> None:
    """Hopes are written in private; two thirds vote on three to six values, and on norms (S28)."""
    values, norms = (principals.one_decision(one) for one in ("values", "norms"))

    hopes = principals.form(str(values.ask))

    assert (values.least, values.most, values.share) == (3, 6, 66)
    assert set(values.fields) <= {field.id for field in hopes.fields}
    assert hopes.visibility is Visibility.FACILITATOR
    assert [norms.is_norms, norms.share >= 66] == [True, True]
    assert [str(one) for one in norms.choices] == [str(one) for one in principals.norms]


def test_adults_read_how_adults_learn_and_talk_about_it(principals: Programme) -> None:
    """Two short texts in our own words, a protocol, and two places to use them (S31)."""
    modules = {module.id: module for module in principals.phase("connect").modules}
    learning = modules["team_learning"]

    form = principals.form(str(learning.form))

    assert [bool(one.text) for one in learning.readings] == [True, True]
    assert learning.protocol == "text_discussion"
    assert {"use_in_network", "use_at_school"} <= {field.id for field in form.fields}


def test_the_first_phase_ends_with_a_charter_and_with_what_was_applied(
    principals: Programme,
) -> None:
    """Both are counted, and no facilitator has to tick them (S29, S31)."""
    computed = {one.id: one.computed for one in principals.phase("connect").exit}

    assert computed["charter"] == Measure(chartered=True)
    assert computed["applied"] == Measure(entries="application_note", by="members")


def test_the_network_itself_is_looked_at_twice_a_year(principals: Programme) -> None:
    """Without names, on one page: is it worth the time of those who come (S35)."""
    (health,) = [one for one in principals.checkins if one.id == "health"]
    form = principals.form(health.form)

    assert health.rule.months == (1, 6)
    assert (form.anonymous, len(form.pages)) == (True, 1)


def test_every_commitment_has_partners(principals: Programme) -> None:
    """Trios; at the end of the first phase they look at their decisions in two scales (S26)."""
    computed = {one.id: one.computed for one in principals.phase("connect").exit}
    review = principals.form("phase_review")

    assert principals.partners is not None
    assert principals.partners.size == 3
    assert computed["partners"] == Measure(partnered=True)
    assert computed["kept"] == Measure(kept=True, by="members")
    assert {review.field(one).kind for one in ("learning_first", "answerable")} == {FieldKind.SCALE}
    assert review.field("peer_example").kind is FieldKind.LONG_TEXT


def test_what_works_is_passed_on(principals: Programme) -> None:
    """Practice notes, a card after each conference, and what was begun at school (S25, S27)."""
    places = principals.places

    assert (places.practice, places.replica) == ("practice_note", "school_replica")
    assert principals.one_series("conference").take_back == "take_back_card"
    assert principals.form("practice_note").visibility is Visibility.NETWORK


def test_the_charter_is_looked_at_once_a_term(principals: Programme) -> None:
    """A word to everybody while the network works by it (S29)."""
    (review,) = [one for one in principals.nudges if one.id == "charter_review"]

    assert review.when.months == (1, 4, 9)
    assert review.audience.phases == ("lead", "succeed")


def test_what_records_can_tell_nobody_has_to_tick(principals: Programme) -> None:
    """Pictures, actions, visits, replicas and decisions are counted (S9, S23)."""
    criteria = [one for phase in principals.phases for one in (*phase.entry, *phase.exit)]

    computed = {one.id for one in criteria if one.computed is not None}

    assert computed >= {"values", "norms", "learning_first", "partners", "kept", "pictures"}
    assert computed >= {"all_steps", "everyone", "acted", "hosted", "school_team", "what_next"}
    assert {one.id for one in criteria} - computed >= {"confidentiality", "agree_to_move"}
