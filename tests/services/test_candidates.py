"""Leaders suggest fellows; who is asked answers in private and joins or does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.candidates import AboutThem, CandidateState, Phone, Suggestion
from bot.domain.entries import FormRef
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.candidates import READINESS
from bot.services.catalogue import Catalogue
from bot.simulator.cast import FACILITATOR, LEAD, PRINCIPALS, STRANGER, Character
from bot.simulator.casting import cast_of
from tests.services.office import Office, filled

KEY = "gradual-release-partnership"
CAST = cast_of(Catalogue().get(KEY), members=6)
HEAD, DEPUTY = CAST[:2]
TEACHER = next(one for one in CAST if one.role == "teacher_leader")
NEWCOMER = PRINCIPALS[17]


@pytest.fixture
def partners(each_office: Office) -> Network:
    """Begin a partnership of two schools, three of each; everybody is welcomed."""
    begun = each_office.begin(programme=KEY, members=CAST)
    each_office.jump(timedelta(hours=3))
    return begun


def somebody(office: Office, *who: Character) -> Suggestion:
    """Return a suggestion of people of the workspace."""
    return Suggestion(
        slack_ids=tuple(office.id_of(one) for one in who),
        school=CAST[3].school,
        about=AboutThem(role="teacher_leader"),
    )


def test_a_head_suggests_a_colleague_who_says_yes(each_office: Office, partners: Network) -> None:
    """S8: asked in private, on the roster of the head's own school, and the head hears of it."""
    office, verbs = each_office, each_office.services.candidates
    office.services.suggesting.suggest(office.actor(HEAD), partners.id, somebody(office, NEWCOMER))
    office.jump(timedelta(hours=1))

    (candidate, _), *_ = verbs.see(office.actor(HEAD), partners.id).candidates
    came = verbs.answer(office.actor(NEWCOMER), candidate.id, accepts=True)
    office.jump(timedelta(hours=20))

    asked, *_ = office.inbox(NEWCOMER)
    roster = office.services.networks.roster(office.actor(FACILITATOR), partners.id).members
    mine = next(one for one in roster if one.name == NEWCOMER.name)
    assert asked.startswith(f"{HEAD.name} thinks of you as a fellow of {HEAD.school}")
    assert (mine.school, mine.role) == (HEAD.school, "teacher_leader")
    assert came.readiness is not None
    for reader in (HEAD, FACILITATOR):
        assert any("would like to join" in text for text in office.inbox(reader))


def test_a_no_is_kept_between_three_people(each_office: Office, partners: Network) -> None:
    """S8: nobody else hears, nothing is asked again, and a second press changes nothing."""
    office, verbs = each_office, each_office.services.candidates
    office.services.suggesting.suggest(office.actor(HEAD), partners.id, somebody(office, NEWCOMER))
    (candidate, _), *_ = verbs.see(office.actor(HEAD), partners.id).candidates

    verbs.answer(office.actor(NEWCOMER), candidate.id, accepts=False)
    again = verbs.answer(office.actor(NEWCOMER), candidate.id, accepts=True)
    office.jump(timedelta(hours=20))

    said = [str(one.blocks) for one in office.board(partners)]
    assert again.candidate.state is CandidateState.DECLINED
    assert office.inbox(NEWCOMER) == []
    assert not [one for one in said if NEWCOMER.name in one]
    assert any("cannot join at present" in text for text in office.inbox(HEAD))


def test_only_who_was_asked_answers(each_office: Office, partners: Network) -> None:
    """Deny by default: not the head, not a stranger."""
    office, verbs = each_office, each_office.services.candidates
    office.services.suggesting.suggest(office.actor(HEAD), partners.id, somebody(office, NEWCOMER))
    (candidate, _), *_ = verbs.see(office.actor(HEAD), partners.id).candidates

    for who in (HEAD, LEAD, STRANGER):
        with pytest.raises(NotAllowed):
            verbs.answer(office.actor(who), candidate.id, accepts=True)


def test_a_head_sees_their_own_school_only(each_office: Office, partners: Network) -> None:
    """S8: another school's no is not theirs to know; a teacher leader suggests nobody (S19)."""
    office, verbs = each_office, each_office.services.candidates
    other = CAST[3]
    office.services.suggesting.suggest(office.actor(other), partners.id, somebody(office, NEWCOMER))

    mine = verbs.see(office.actor(HEAD), partners.id)
    all_of_them = verbs.see(office.actor(FACILITATOR), partners.id)

    assert mine.candidates == ()
    assert [one.school for one in mine.masses] == [HEAD.school]
    assert [school for _, school in all_of_them.candidates] == [other.school]
    with pytest.raises(NotAllowed, match="Whoever leads a school"):
        verbs.see(office.actor(TEACHER), partners.id)


def test_how_ready_somebody_feels_for_themselves_is_not_counted(
    each_office: Office, partners: Network
) -> None:
    """S8: what is its author's alone is in no mean."""
    office = each_office
    for who, readers in zip(
        (HEAD, DEPUTY, TEACHER),
        (Visibility.FACILITATOR, Visibility.FACILITATOR, Visibility.ONLY_ME),
        strict=True,
    ):
        ref = FormRef(network_id=partners.id, form_id="readiness", about=READINESS)
        answers = filled(partners.programme.form("readiness"))
        office.services.entries.submit(
            office.actor(who), ref, answers=answers, visibility=readers, token="once"
        )

    (mine,) = office.services.candidates.see(office.actor(HEAD), partners.id).masses

    assert (mine.readiness, mine.answered) == (None, 2)


def test_a_suggestion_is_taken_back_while_nobody_answered(
    each_office: Office, partners: Network
) -> None:
    """Undo: what waits is not sent, what was sent says that it is over."""
    office, verbs = each_office, each_office.services.candidates
    office.services.suggesting.suggest(office.actor(HEAD), partners.id, somebody(office, NEWCOMER))
    (candidate, _), *_ = verbs.see(office.actor(HEAD), partners.id).candidates

    left = verbs.take_back(office.actor(HEAD), candidate.id)
    office.jump(timedelta(hours=20))

    assert left.candidates == ()
    assert office.inbox(NEWCOMER) == []
    with pytest.raises(NotFound, match="taken back"):
        verbs.answer(office.actor(NEWCOMER), candidate.id, accepts=True)


def test_what_cannot_be_suggested_is_said_beside_the_field(
    each_office: Office, partners: Network
) -> None:
    """A member, somebody asked already, nobody at all, a school that is not there."""
    office, verbs = each_office, each_office.services.candidates
    head, facilitator = office.actor(HEAD), office.actor(FACILITATOR)
    nobody = Suggestion(school=HEAD.school)
    six = Suggestion(school=HEAD.school, names=tuple("ABCDEF"))
    endless = Suggestion(school=HEAD.school, names=("A" * 81,))
    elsewhere = Suggestion(names=("Jo",), school="Nowhere")
    office.services.suggesting.suggest(head, partners.id, somebody(office, NEWCOMER))

    for actor, whom, field in (
        (head, somebody(office, DEPUTY), "person"),
        (head, somebody(office, PRINCIPALS[16], NEWCOMER), "person"),
        (head, nobody, "candidate_name"),
        (head, six, "candidate_name"),
        (head, endless, "candidate_name"),
        (facilitator, elsewhere, "school"),
    ):
        with pytest.raises(Invalid) as refused:
            office.services.suggesting.suggest(actor, partners.id, whom)
        assert refused.value.field == field
    assert len(verbs.see(head, partners.id).candidates) == 1


def test_several_are_suggested_in_one_go_and_nobody_twice(
    each_office: Office, partners: Network
) -> None:
    """S8: three to five names; who is named twice is one, and who is chosen later was named."""
    office, head, verbs = each_office, each_office.actor(HEAD), each_office.services.suggesting
    jo = PRINCIPALS[16]
    three = replace(somebody(office, NEWCOMER), names=("Wanjiru Kamau", jo.name))

    verbs.suggest(head, partners.id, three)
    verbs.suggest(head, partners.id, Suggestion(school="", names=("wanjiru  kamau",)))
    view = verbs.suggest(head, partners.id, somebody(office, jo))

    states = {one.name: one.state for one, _ in view.candidates}
    assert states == {
        NEWCOMER.name: CandidateState.INVITED,
        "Wanjiru Kamau": CandidateState.SUGGESTED,
        jo.name: CandidateState.INVITED,
    }
    assert len(view.candidates) == 3
    assert view.masses[0].asked == 3


def test_somebody_who_was_only_named_is_asked_once_they_are_here(
    each_office: Office, partners: Network
) -> None:
    """S8: no second row; what is known of them is kept and can be said until they answer."""
    office, head, verbs = each_office, each_office.actor(HEAD), each_office.services.suggesting
    named = Suggestion(school="", names=("Wanjiru",), about=AboutThem(role="teacher_leader"))
    (one, _), *_ = verbs.suggest(head, partners.id, named).candidates
    known = AboutThem(role="deputy", language=" Kiswahili ", phone=Phone.SHARED)

    view = verbs.change(head, one.id, known, slack_id=office.id_of(NEWCOMER))
    office.jump(timedelta(hours=20))
    office.services.candidates.answer(office.actor(NEWCOMER), one.id, accepts=True)

    ((now, _),) = view.candidates
    assert (now.id, now.name, now.state) == (one.id, NEWCOMER.name, CandidateState.INVITED)
    assert (now.language, now.phone) == ("Kiswahili", Phone.SHARED)
    assert [text for text in office.inbox(NEWCOMER) if text.startswith(HEAD.name)]
    with pytest.raises(Invalid, match="answered meanwhile"):
        verbs.change(head, one.id, known)
    with pytest.raises(NotAllowed):
        verbs.change(office.actor(CAST[3]), one.id, known)
