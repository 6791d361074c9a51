"""Who may do what: a table of every verb and everybody who could ask."""

from dataclasses import replace

import pytest

from bot.domain.entries import About
from bot.domain.people import Actor
from bot.domain.permissions import RULES, Matter, Verb, demand, may, may_read
from bot.domain.visibility import Visibility
from bot.errors import NotAllowed
from tests.domain.samples import NETWORK, OTHER_NETWORK, actor, entry

LEAD = actor(1, of=None, leads=True)
FACILITATOR = actor(2, facilitates=True)
FELLOW = actor(7)
COLLEAGUE = actor(8)
OTHER_FELLOW = actor(4, of=OTHER_NETWORK)
OTHER_FACILITATOR = actor(5, of=OTHER_NETWORK, facilitates=True)
STRANGER = actor(6, of=None)
APPOINTED = replace(STRANGER, person=replace(STRANGER.person, is_facilitator=True))

EVERYBODY = {
    "lead": LEAD,
    "facilitator": FACILITATOR,
    "fellow": FELLOW,
    "colleague": COLLEAGUE,
    "other_fellow": OTHER_FELLOW,
    "other_facilitator": OTHER_FACILITATOR,
    "stranger": STRANGER,
    "appointed": APPOINTED,
}
ALL = frozenset(EVERYBODY)
MEMBERS = frozenset({"facilitator", "fellow", "colleague"})
"""A workspace administrator is in no column: Rounds does not even know who is one."""

MAY = {
    Verb.SEE_HELP: ALL,
    Verb.SEE_HOME: ALL,
    Verb.SEE_PRIVACY: ALL,
    Verb.CHANGE_OWN_SETTINGS: ALL,
    Verb.SEE_WHY: {"fellow"},
    Verb.START_NETWORK: {"lead", "facilitator", "other_facilitator", "appointed"},
    Verb.APPOINT_FACILITATOR: {"lead"},
    Verb.SEE_NETWORK: MEMBERS | {"lead"},
    Verb.SEE_NETWORK_STATE: {"lead", "facilitator"},
    Verb.EDIT_ROSTER: {"lead", "facilitator"},
    Verb.SUGGEST_FELLOWS: MEMBERS | {"lead"},
    Verb.ANSWER_SUGGESTION: {"fellow"},
    Verb.SEE_TEAMS: MEMBERS | {"lead"},
    Verb.FILL_OWN_PLACE: {"fellow"},
    Verb.CHANGE_PHASE: {"facilitator"},
    Verb.SEE_FIGURES: MEMBERS | {"lead"},
    Verb.SEE_STORY: MEMBERS | {"lead"},
    Verb.POST_STORY: MEMBERS,
    Verb.DECIDE: MEMBERS,
    Verb.LEAD_DECISIONS: {"facilitator"},
    Verb.SEE_CALENDAR: MEMBERS | {"lead"},
    Verb.EDIT_CALENDAR: {"lead", "facilitator"},
    Verb.SEE_GATHERINGS: MEMBERS | {"lead"},
    Verb.PLAN_GATHERINGS: {"lead", "facilitator"},
    Verb.ANSWER_INVITATION: MEMBERS,
    Verb.PUBLISH_AGENDA: {"facilitator"},
    Verb.PUBLISH_OWN_AGENDA: {"fellow", "colleague"},
    Verb.PROPOSE_BLOCK: MEMBERS | {"lead"},
    Verb.MARK_OWN_PRESENCE: MEMBERS,
    Verb.MARK_PRESENCE: {"facilitator"},
    Verb.SEE_INQUIRY: MEMBERS | {"lead"},
    Verb.ANSWER_STEP: MEMBERS,
    Verb.TICK_CHECKS: {"facilitator", "fellow"},
    Verb.MOVE_CYCLE: {"facilitator", "fellow"},
    Verb.WRITE_ENTRY: MEMBERS,
    Verb.EDIT_ENTRY: {"fellow"},
    Verb.READ_ENTRY: {"fellow", "facilitator"},
    Verb.READ_WHAT_IS_SENT: {"facilitator"},
    Verb.SHARE_ENTRY: {"fellow"},
    Verb.HIDE_ENTRY: {"fellow"},
    Verb.WITHDRAW_ENTRY: {"fellow"},
    Verb.TAKE_NAME_OFF: set(),
    Verb.ENTER_PAPER: {"facilitator"},
    Verb.SEE_PARTNERS: MEMBERS,
    Verb.MATCH_PARTNERS: {"facilitator"},
    Verb.SEE_OWN_PORTFOLIO: {"fellow"},
    Verb.AGREE: MEMBERS,
    Verb.SEE_LIBRARY: MEMBERS | {"lead"},
    Verb.MARK: MEMBERS,
    Verb.MOVE_PROGRAMME: {"lead", "facilitator"},
    Verb.CHANGE_WORDS: {"lead", "facilitator"},
    Verb.NUDGE: {"facilitator"},
    Verb.EXPORT: {"lead", "facilitator"},
}
"""In a matter of the network that the fellow owns, with an entry meant for the facilitator."""


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("verb", Verb)
def test_everybody_may_do_what_is_theirs_and_nothing_else(verb: Verb, who: str) -> None:
    """The whole policy, person by person."""
    matter = Matter(
        network_id=NETWORK, owner_id=FELLOW.id, entry=entry(Visibility.FACILITATOR, author=7)
    )

    allowed = may(EVERYBODY[who], verb, matter)

    assert allowed is (who in MAY[verb])


@pytest.mark.parametrize("verb", sorted(set(Verb) - {verb for verb in MAY if MAY[verb] == ALL}))
def test_nothing_in_particular_is_nobodys(verb: Verb) -> None:
    """Where a verb is about no network, only what needs none is allowed."""
    needs_none = {Verb.START_NETWORK, Verb.APPOINT_FACILITATOR}
    for_leads = {verb for verb, people in MAY.items() if "lead" in people}

    allowed = {name for name, one in EVERYBODY.items() if may(one, verb, Matter())}

    expected = {"lead"} if verb in for_leads else set()
    assert allowed == (set(MAY[verb]) if verb in needs_none else expected)


def test_every_verb_has_a_rule() -> None:
    """A verb that somebody forgets is denied, and this test says so."""
    assert set(RULES) == set(Verb) == set(MAY)


def test_a_refusal_is_a_sentence() -> None:
    """Whoever asks for what is not theirs hears who can help."""
    with pytest.raises(NotAllowed, match="Whoever leads your network can help"):
        demand(STRANGER, Verb.NUDGE, network_id=NETWORK)


READERS = {
    Visibility.ONLY_ME: {"author"},
    Visibility.FACILITATOR: {"author", "facilitator"},
    Visibility.TRIO: {"author", "in_trio"},
    Visibility.NETWORK: {"author", "facilitator", "in_trio", "in_other_trio", "fellow", "lead"},
}
WHO: dict[str, Actor] = {
    "author": actor(7, trio=1),
    "facilitator": FACILITATOR,
    "in_trio": actor(8, trio=1),
    "in_other_trio": actor(9, trio=2),
    "fellow": actor(10),
    "lead": LEAD,
    "other_fellow": OTHER_FELLOW,
    "other_facilitator": OTHER_FACILITATOR,
    "other_trio_of_the_same_number": actor(11, of=OTHER_NETWORK, trio=1),
    "stranger": STRANGER,
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("visibility", Visibility)
def test_a_text_is_read_by_those_it_is_meant_for(visibility: Visibility, who: str) -> None:
    """What is meant for its author alone is read by nobody else, whatever their office."""
    text = entry(visibility, author=7)

    reads = may_read(WHO[who], text, author_trio=1)

    assert reads is (who in READERS[visibility])


@pytest.mark.parametrize("who", ["author", "facilitator"])
def test_a_proposal_is_read_with_its_name_by_nobody_else(who: str) -> None:
    """S28: who leads sees it where proposals are grouped, and there without its author."""
    proposal = replace(
        entry(Visibility.FACILITATOR, author=7), about=About(kind="decision", which="values/1")
    )

    assert may_read(WHO[who], proposal) is (who == "author")


def test_without_a_trio_nobody_else_reads_what_is_meant_for_it() -> None:
    """Two people without a trio are not in the same one."""
    text = entry(Visibility.TRIO, author=7)

    reads = may_read(actor(8, trio=None), text, author_trio=None)

    assert reads is False


def test_who_typed_in_a_paper_takes_it_back_until_its_author_changes_it() -> None:
    """A slip is theirs to mend; what its author wrote anew is not (issue 3, section 2)."""
    paper = replace(entry(Visibility.FACILITATOR, author=7), entered_by=FACILITATOR.id)
    changed = replace(paper, version=2)

    allowed = [
        may(FACILITATOR, Verb.WITHDRAW_ENTRY, Matter(owner_id=7, entry=one))
        for one in (paper, changed)
    ]

    assert allowed == [True, False]


@pytest.mark.parametrize("visibility", Visibility)
def test_whoever_wrote_with_the_author_reads_it_and_may_leave(visibility: Visibility) -> None:
    """They alone take their name off; nobody becomes a reader by belonging to the team (S20)."""
    text = replace(entry(visibility, author=7), people=frozenset({COLLEAGUE.id}))

    assert may_read(COLLEAGUE, text)
    assert may(COLLEAGUE, Verb.TAKE_NAME_OFF, Matter(entry=text))
    assert not may(FELLOW, Verb.TAKE_NAME_OFF, Matter(entry=text))
    assert not may(COLLEAGUE, Verb.EDIT_ENTRY, Matter(network_id=NETWORK, owner_id=7, entry=text))
