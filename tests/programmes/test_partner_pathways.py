"""Partner pathways: help from outside, three ways to begin, and what stays inside."""

import pytest

from bot.domain.forms import FieldKind, Form
from bot.domain.measures import Measure
from bot.domain.pathways import suggestion
from bot.domain.programme import Lead, Programme
from bot.domain.text import Text
from bot.services.catalogue import Catalogue
from tests.programmes.test_every_programme import texts_of

WAYS = ("introductory", "pilot", "whole_school")
NAMED_IN_THE_SOURCE = (
    "2Revolutions", "SchoolWorks", "Education Elements", "Summit", "LEAP", "Elevate",
)  # fmt: skip


@pytest.fixture(scope="module")
def partners() -> Programme:
    """Read the programme of partner pathways."""
    return Catalogue().get("partner-pathways")


def modules_of(programme: Programme) -> dict[str, list[str | None]]:
    """Return the forms that each phase asks for."""
    return {phase.id: [module.form for module in phase.modules] for phase in programme.phases}


def asked(form: Form, *, only: FieldKind | None = None) -> list[str]:
    """Return the names of the questions of a form."""
    return [field.id for field in form.fields if only in {None, field.kind}]


def test_five_phases_end_in_the_hands_of_the_school(partners: Programme) -> None:
    """Scan, choose, apply, work, review, each with a way in and a way out (issue 3)."""
    phases = [phase.id for phase in partners.phases]

    assert phases == ["scan", "choose", "apply", "work", "review"]
    assert partners.phases[-1].lead is Lead.SCHOOL
    assert all(phase.entry and phase.exit for phase in partners.phases)
    assert sum(phase.weeks for phase in partners.phases) == partners.weeks


def test_what_happens_to_data_is_written_down_before_the_work(partners: Programme) -> None:
    """What leaves the school, who sees it, how long, how it is deleted; a norm says so (S93)."""
    form = partners.form("agreement")
    terms = str(form.field("data_terms").hint)

    assert "agreement" in modules_of(partners)["apply"]
    assert {"signed", "agreement_there"} <= {
        one.id for one in (*partners.phase("apply").exit, *partners.phase("work").entry)
    }
    assert all(word in terms for word in ("who sees it", "how long", "deleted"))
    assert any("learner data" in str(norm) for norm in partners.norms)


def test_the_pace_is_looked_at_in_every_phase_after_the_first(partners: Programme) -> None:
    """Slower, hold or faster, with a reason, and which school comes next (S94)."""
    form = partners.form("pace_decision")
    forms = modules_of(partners)

    assert [phase for phase in forms if "pace_decision" in forms[phase]] == [
        "choose", "apply", "work", "review"
    ]  # fmt: skip
    assert [one.id for one in form.field("pace").options] == ["slower", "hold", "faster"]
    assert form.field("reason").required
    assert {"next_schools", "they_need"} <= set(asked(form))


def test_know_how_and_confidence_are_asked_before_and_after(partners: Programme) -> None:
    """In the first phase, half way, and in the last one (S95)."""
    forms = modules_of(partners)
    half_way = asked(partners.form("midpoint_note"), only=FieldKind.SCALE)

    assert [phase for phase in forms if "know_how" in forms[phase]] == ["scan", "review"]
    assert {"know_how", "confidence"} <= set(asked(partners.form("know_how")))
    assert half_way == ["know_how", "confidence"]


def test_what_was_adopted_and_confirmed_is_kept(partners: Programme) -> None:
    """The framework that stays, and what somebody from outside confirmed (S95)."""
    assert {"framework_adopted", "confirmed"} <= set(asked(partners.form("what_stays")))


def test_a_partner_is_described_so_that_others_can_choose(partners: Programme) -> None:
    """Offer, pathways, cost, evidence, safety, data, references, contact, status (S96)."""
    form = partners.form("partner_entry")

    assert asked(form) == [
        "name", "offers", "pathways", "languages", "cost_band", "evidence",
        "safeguarding_statement", "data_terms", "references", "contact", "status", "reviewed_on",
    ]  # fmt: skip
    assert tuple(one.id for one in form.field("pathways").options) == WAYS
    assert {one.id for one in form.field("status").options} == {"proposed", "approved", "paused"}


def test_up_to_three_partners_are_compared(partners: Programme) -> None:
    """Or it is said why it is only one (S96)."""
    form = partners.form("comparison")

    needed = {field.id for field in form.fields if field.required}

    assert {"first", "second", "third", "why_only_one"} <= set(asked(form))
    assert needed == {"first", "evidence", "stop_doing", "former_schools"}


def test_no_partner_of_the_source_is_recommended(partners: Programme) -> None:
    """Names in examples are invented: a file is no advertisement (S96)."""
    words = "\n".join(texts_of(partners))

    assert [name for name in NAMED_IN_THE_SOURCE if name in words] == []
    assert "Lantern Learning Lab" in words


def test_a_school_applies_for_a_pathway_with_a_partner(partners: Programme) -> None:
    """Need, evidence, team, time, measure, budget, data, and the head's word (S97)."""
    form = partners.form("application")

    assert asked(form) == [
        "school", "pathway", "partner", "need", "evidence", "team", "time_protected", "measure",
        "budget", "data_shared", "head_signature",
    ]  # fmt: skip
    assert tuple(one.id for one in form.field("pathway").options) == WAYS
    assert all(field.required for field in form.fields)


def test_three_pathways_go_from_a_small_start_to_a_whole_school(partners: Programme) -> None:
    """Each with its length, its people, a test on the way in and one on the way out (S98)."""
    assert tuple(one.id for one in partners.pathways) == WAYS
    assert [one.weeks for one in partners.pathways] == [8, 30, 90]
    assert all(one.entry and one.exit and one.people for one in partners.pathways)


@pytest.mark.parametrize("way", WAYS)
def test_five_questions_point_to_one_of_three_pathways(way: str, partners: Programme) -> None:
    """Each answer is a voice for a pathway, and it is told which ones were (S98)."""
    form = partners.form(str(partners.places.chooser))
    answers = dict.fromkeys(asked(form), way) | {"sure": "introductory"}

    found = suggestion(partners.pathways, form, answers)

    assert len(asked(form, only=FieldKind.CHOICE)) == 5
    assert found is not None
    assert found.pathway.id == way
    assert (len(found.because), found.of) == (5 if way == "introductory" else 4, 5)
    assert all(isinstance(one.question, Text) for one in found.because)


def test_six_things_can_be_made_with_a_partner(partners: Programme) -> None:
    """Protocols, visits, plans, walks, a picture: to be agreed, dated, owned and ticked (S99)."""
    form = partners.form("partnership_plan")

    agreed, done = (
        {option.id for option in form.field(name).options} for name in ("deliverables", "done")
    )

    assert agreed == done == {
        "protocols", "school_visits", "communication_plan", "professional_development_plan",
        "learning_walk_strategy", "current_practice_snapshot",
    }  # fmt: skip
    assert {"owner", "first_on", "last_on", "beside_partner"} <= set(asked(form))


def test_visits_and_walks_of_the_partnership_are_meetings_of_the_network(
    partners: Programme,
) -> None:
    """They stand in the calendar with their protocol, led by the school's own people (S99)."""
    held_by = {series.id: {block.protocol for block in series.blocks} for series in partners.series}

    assert held_by["school_visit"] == {"school_culture_observation"}
    assert held_by["learning_walk"] == {"learning_walk"}


def test_practice_is_looked_at_in_the_beginning_and_at_the_end(partners: Programme) -> None:
    """What people think of it and what visitors saw, before and after (S100)."""
    forms = modules_of(partners)
    form = partners.form("current_practice")
    visit = partners.one_series("school_visit")

    assert [phase for phase in forms if "current_practice" in forms[phase]] == ["work", "review"]
    assert len(asked(form, only=FieldKind.SCALE)) == 4
    assert form.field("observed").required
    assert visit.makes == ("current_practice",)
    assert visit.when.weeks == (13, 40)


def test_the_partner_is_not_there_when_the_pace_is_decided(partners: Programme) -> None:
    """Briefing and half-way review are for all; at the end schools speak among themselves (S94)."""
    invited = {series.id: series.roles for series in partners.series}

    assert invited["partner_briefing"] == invited["midpoint_review"] == ()
    assert "partner_liaison" not in invited["pace_review"]
    assert invited["pace_review"]


def test_what_a_school_writes_is_counted_school_by_school(partners: Programme) -> None:
    """Needs, applications, plans and decisions on pace; people judge the rest (S9, S23)."""
    computed = {
        one.id: one.computed
        for phase in partners.phases
        for one in phase.exit
        if one.computed is not None
    }

    assert computed["need_written"] == Measure(entries="need_statement", by="schools")
    assert {"applied", "signed", "planned", "half_way", "pace_decided", "stays"} <= set(computed)
    assert all(isinstance(one, Measure) and one.by == "schools" for one in computed.values())


def test_schools_and_partners_agree_on_norms(partners: Programme) -> None:
    """The school leads, the partner serves: a choice among others, and what each meeting is for."""
    (norms,) = partners.decisions

    assert norms.is_norms
    assert [str(one) for one in norms.choices] == [str(one) for one in partners.norms]
    assert all(one.competency and one.outcome for one in partners.series)
