"""The programmes that come with the bot: sound, complete and short enough for a phone."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from bot.domain.forms import FieldKind, Form, FormField
from bot.domain.inquiry import question_checks
from bot.domain.programme import Asked, Lead, Programme, Scope, Standing
from bot.domain.prompts import Missing
from bot.domain.text import Text
from bot.domain.visibility import Visibility
from bot.services.catalogue import PROGRAMMES, Catalogue

KEYS = ("connect-lead-succeed", "gradual-release-partnership")
JUDGING = {"overdue", "failed", "mandatory", "compliance", "user", "users"}


@pytest.fixture(scope="module")
def principals() -> Programme:
    """Read the three-phase network of principals."""
    return Catalogue().get("connect-lead-succeed")


@pytest.fixture(scope="module")
def partnership() -> Programme:
    """Read the partnership of gradual release."""
    return Catalogue().get("gradual-release-partnership")


@pytest.fixture(scope="module", params=KEYS)
def programme(request: pytest.FixtureRequest) -> Programme:
    """Read each programme that comes with the bot."""
    return Catalogue().get(str(request.param))


def test_the_bot_comes_with_two_programmes() -> None:
    """Both can be used as they are: a file with a mistake would be missing here."""
    assert Catalogue().keys() == KEYS
    assert [mistake for key in KEYS for mistake in check(key)] == []


# ------------------------------------------------------------------ connect, lead, succeed


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

    assert len(quiet.when.months) == 4
    assert longest(quiet.text) < 300


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

    assert private == {"personal_reflection", "courageous_conversation"}
    assert principals.form("reflection").visibility is Visibility.FACILITATOR


# ------------------------------------------------------------------ gradual release


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


def test_there_are_two_kinds_of_leader(programme: Programme) -> None:
    """Office holders, and teachers who are growing into leadership (S19)."""
    assert {role.id: role.standing for role in programme.roles} == {
        "principal": Standing.OFFICIAL,
        "assistant_principal": Standing.OFFICIAL,
        "teacher_leader": Standing.EMERGING,
    }


def test_a_phase_is_looked_back_on_in_three_ways(programme: Programme) -> None:
    """Skills, attitudes and beliefs, each rated with an example (S3)."""
    form = programme.form("phase_review")

    scales = [field.id for field in form.fields if field.kind is FieldKind.SCALE]

    assert scales == ["skill", "attitude", "belief"]
    assert all(form.field(f"{scale}_example").required for scale in scales)


# ------------------------------------------------------------------ every programme


def test_every_form_fits_on_a_phone(programme: Programme) -> None:
    """Titles, labels, hints and options stay within what Slack shows."""
    for form in programme.forms:
        assert longest(form.title) <= 24, form.id
        assert all(len(page.fields) <= 5 for page in form.pages), form.id
        for where, field in fields_of(form):
            assert longest(field.label) <= 150, where
            assert longest(field.hint) <= 200, where
            assert longest(field.example) <= 150, where
            assert all(longest(option.label) <= 75 for option in field.options), where


def test_every_question_comes_with_help(programme: Programme) -> None:
    """A hint for each, an example for whatever is written, and thanks at the end."""
    for form in programme.forms:
        assert form.about, form.id
        assert form.thanks, form.id
        for where, field in fields_of(form):
            assert field.hint, where
            assert field.example or "text" not in field.kind, where


def test_every_example_would_be_taken(programme: Programme) -> None:
    """Whoever writes what the example shows is not turned away."""
    for form in programme.forms:
        for where, field in fields_of(form):
            length = longest(field.example) or field.min_length
            assert field.min_length <= length <= field.max_length, where


def test_every_form_is_asked_for_somewhere(programme: Programme) -> None:
    """A form that no step, meeting or module names would never be seen."""
    named = {programme.places.reflection, programme.places.charter}
    named |= {series.reflection for series in programme.series}
    named |= {form for step in programme.steps for form in (step.form, step.reflection)}
    named |= {checkin.form for checkin in programme.checkins}
    named |= {module.form for phase in programme.phases for module in phase.modules}

    assert {form.id for form in programme.forms} - named == set()


def test_criteria_and_checks_fit_beside_a_box_to_tick(programme: Programme) -> None:
    """Slack shows 75 characters there."""
    checks = [check.text for step in programme.steps for check in step.checks]
    criteria = [one.text for phase in programme.phases for one in (*phase.entry, *phase.exit)]

    assert [text for text in (*checks, *criteria) if longest(text) > 75] == []


def test_the_words_are_kind_and_the_sentences_short(programme: Programme) -> None:
    """No word that judges, and hardly a sentence with more than 25 words."""
    texts = list(texts_of(programme))
    words = {word.lower() for text in texts for word in re.findall(r"\w+", text)}
    sentences = [part for text in texts for part in re.split(r"(?<=[.?!:])\s", text)]

    long = [sentence for sentence in sentences if len(sentence.split()) > 25]

    assert words & JUDGING == set()
    assert len(long) <= 3, long


def check(key: str) -> tuple[object, ...]:
    """Check one of the bot's own files."""
    return Catalogue().check(PROGRAMMES / f"{key}.yml")


def longest(text: Text | None) -> int:
    """Return the length of a text in the language in which it is longest; 0 for none."""
    return max(map(len, text.by_language.values())) if text else 0


def fields_of(form: Form) -> Iterator[tuple[str, FormField]]:
    """Yield every question of a form with the name under which a failure is found."""
    for field in form.fields:
        yield f"{form.id}.{field.id}", field


def texts_of(piece: object) -> Iterator[str]:
    """Yield every English sentence of a programme."""
    match piece:
        case Text():
            yield piece.say()
        case BaseModel():
            for name in type(piece).model_fields:
                yield from texts_of(getattr(piece, name))
        case tuple():
            for one in piece:
                yield from texts_of(one)
        case _:
            pass
