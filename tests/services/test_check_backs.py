"""Check-backs: on the day of a next step a partner is asked to ask, if they may read it (S26)."""

from datetime import date

import pytest

from bot.domain.entries import Entry, FormRef
from bot.domain.forms import Answers
from bot.domain.networks import Network
from bot.domain.next_steps import PARTNERS_ASK
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from bot.services.following import about_follow_up
from tests.services.matched import DAY, STEP, asked, begin, partners_of, plan, seen
from tests.services.office import MARIA, REFLECTION, TWELVE, Office, reflection


@pytest.mark.parametrize("readers", [Visibility.TRIO, Visibility.NETWORK])
def test_a_partner_asks_on_the_day_of_a_next_step(
    office: Office, network: Network, readers: Visibility
) -> None:
    """S26: each commitment has a partner who gets a check-back prompt on the due date."""
    begin(office, network)

    plan(office, network, readers=readers)
    office.jump(10 * DAY)

    assert [asked(office, who) for who in partners_of(office, network, MARIA)] == [
        ["Thu 10 Sep"]
    ] * 2
    assert sum(len(asked(office, who)) for who in TWELVE) == 2
    assert any('"Visit two classrooms". How did it go?' in line for line in office.inbox(MARIA))


@pytest.mark.parametrize("readers", [Visibility.ONLY_ME, Visibility.FACILITATOR])
def test_a_partner_who_may_not_read_a_step_is_not_told_of_it(
    office: Office, network: Network, readers: Visibility
) -> None:
    """Private texts stay private, on every day."""
    begin(office, network)

    plan(office, network, readers=readers)
    office.jump(10 * DAY)

    assert [asked(office, who) for who in TWELVE] == [[]] * 12


def test_a_step_that_is_shared_later_is_asked_about(office: Office, network: Network) -> None:
    """Who may read it counts on the day itself."""
    begin(office, network)
    entry_id = plan(office, network, readers=Visibility.ONLY_ME)

    office.services.entries.share(office.actor(MARIA), entry_id, Visibility.TRIO)
    office.jump(10 * DAY)

    assert [asked(office, who) for who in partners_of(office, network, MARIA)] == [
        ["Thu 10 Sep"]
    ] * 2


@pytest.mark.parametrize("way", ["hides", "takes back", "leaves"])
def test_a_step_that_was_quoted_is_taken_back_with_its_text(
    office: Office, network: Network, way: str
) -> None:
    """Private texts stay private: nobody keeps the words that their author takes back (S93)."""
    begin(office, network)
    entry_id, maria = plan(office, network, readers=Visibility.TRIO), office.actor(MARIA)
    office.jump(10 * DAY)
    partners = partners_of(office, network, MARIA)
    before = [who.name for who in partners if STEP["next_step"] in str(office.letters(who))]

    match way:
        case "hides":
            office.services.entries.share(maria, entry_id, Visibility.ONLY_ME)
        case "takes back":
            office.services.taking_back.entry(maria, entry_id)
        case _:
            office.services.networks.channel_left(
                office.team, network.channel_id, maria.person.slack_id
            )
    office.settle()

    assert len(before) == 2
    assert not any(STEP["next_step"] in str(office.letters(who)) for who in partners)


def test_nobody_asks_about_a_step_that_was_looked_back_on(office: Office, network: Network) -> None:
    """What came of it is written: neither its author nor a partner is asked."""
    begin(office, network)
    entry_id = plan(office, network, readers=Visibility.TRIO)
    ref = office.services.reflections.about(
        office.actor(MARIA), network.id, about_follow_up(entry_id)
    )

    for token in ("once", "again"):
        office.services.entries.submit(
            office.actor(MARIA), ref, answers=REFLECTION, visibility=Visibility.TRIO, token=token
        )
    office.jump(10 * DAY)

    assert [asked(office, who) for who in TWELVE] == [[]] * 12
    assert not any("How did it go?" in line for line in office.inbox(MARIA))
    (first, _other) = partners_of(office, network, MARIA)
    (step,) = next(
        one.steps for one in seen(office, network, first).mine if one.member.name == MARIA.name
    )
    assert (step.what, step.on) == ("Visit two classrooms", date(2026, 9, 10))
    assert step.outcome is not None


def test_one_sentence_of_a_reflection_may_be_for_partners(office: Office, network: Network) -> None:
    """S26: off until she ticks it, then as last time; they read the step and its day alone."""
    begin(office, network)
    entries, maria = office.services.entries, office.actor(MARIA)

    at_first = entries.open(maria, reflection(network))
    sent = entries.submit(
        maria,
        reflection(network),
        answers={**STEP, PARTNERS_ASK: ("yes",)},
        visibility=Visibility.FACILITATOR,
        token="once",
    )
    next_time = entries.open(maria, reflection(network))
    office.jump(10 * DAY)

    assert sent is not None
    assert PARTNERS_ASK not in at_first.answers
    assert next_time.answers[PARTNERS_ASK] == ("yes",)
    first, other = partners_of(office, network, MARIA)
    assert [asked(office, who) for who in (first, other)] == [["Thu 10 Sep"]] * 2
    assert sum(len(asked(office, who)) for who in TWELVE) == 2
    (step,) = next(
        one.steps for one in seen(office, network, first).mine if one.member.name == MARIA.name
    )
    assert step.what == "Visit two classrooms"
    with pytest.raises(NotAllowed):
        entries.see(office.actor(first), sent.id)
    assert any("can read your next step" in str(one.blocks) for one in office.letters(MARIA))


@pytest.mark.parametrize("way", ["unticks", "keeps to herself", "chooses anew", "is drawn anew"])
def test_a_step_for_partners_is_closed_again(office: Office, network: Network, way: str) -> None:
    """S26: what was quoted goes, and what is for its author alone is so as a whole."""
    begin(office, network)
    entries, maria, ticked = office.services.entries, office.actor(MARIA), {PARTNERS_ASK: ("yes",)}
    sent = entries.submit(
        maria,
        reflection(network),
        answers={**STEP, **ticked},
        visibility=Visibility.FACILITATOR,
        token="once",
    )
    assert sent is not None
    office.jump(10 * DAY)
    partners = partners_of(office, network, MARIA)

    match way:
        case "unticks":
            edited(office, sent, {PARTNERS_ASK: ()}, Visibility.FACILITATOR)
        case "keeps to herself":
            edited(office, sent, ticked, Visibility.ONLY_ME)
        case "chooses anew":
            entries.share(maria, sent.id, Visibility.FACILITATOR)
        case _:
            begin(office, network, seed=2)
    office.settle()

    assert not any(STEP["next_step"] in str(office.letters(who)) for who in partners)
    assert not any(
        one.steps
        for who in partners_of(office, network, MARIA)
        for one in seen(office, network, who).mine
        if one.member.name == MARIA.name
    )


def test_partners_are_no_question_where_there_are_none_or_it_is_shared_anyway(
    office: Office, network: Network
) -> None:
    """S26: the form says only what concerns its writer."""
    alone = office.services.entries.open(office.actor(MARIA), reflection(network))
    begin(office, network)
    together = office.services.entries.open(office.actor(MARIA), reflection(network))

    ids = [[field.id for field in one.form.fields] for one in (alone, together)]
    assert [PARTNERS_ASK in one for one in ids] == [False, True]
    assert ids[1].index(PARTNERS_ASK) == ids[1].index("next_step_on") + 1


def edited(office: Office, entry: Entry, answers: Answers, readers: Visibility) -> None:
    """Let Maria change what she wrote, after the day that it names."""
    entries, ref = office.services.entries, FormRef.to_edit(entry)
    entries.check_page(office.actor(MARIA), ref, 0, {**STEP, **answers})
    again = entries.submit(
        office.actor(MARIA), ref, answers=answers, visibility=readers, token="again"
    )
    assert again is not None
