"""Answers given on paper: typed in by who leads, theirs who wrote them (issue 3, section 2)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.entries import NOTHING_SPECIAL
from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed, NotFound
from bot.services.papers import LoadedPapers
from bot.simulator.cast import FACILITATOR, Character
from tests.services.office import MARIA, Office, email_of
from tests.services.teamwork import ANA, BEN, CARO, DAN, network_of_five, team_office

YESTERDAY = date(2026, 8, 31)
SURVEY = "email,form,date,size,sure,needs,goals,readers"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Lend an office whose programme has a survey and a form for teams."""
    with team_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def network(office: Office) -> Network:
    """Lend a network of two schools."""
    return network_of_five(office)


def load(office: Office, network: Network, *lines: str) -> LoadedPapers:
    """Let the facilitator load a table."""
    text = "\n".join(lines)
    return office.services.papers.load(office.actor(FACILITATOR), network.id, text)


def line(who: Character, rest: str) -> str:
    """Return a line of somebody's survey."""
    return f"{email_of(who)},survey,2026-08-31,{rest}"


def test_a_paper_is_its_authors_who_is_told_who_typed_it(office: Office, network: Network) -> None:
    """With the paper's date; they can change it, and who typed it cannot."""
    services, leader = office.services, office.actor(FACILITATOR)
    ref = services.papers.form(
        leader,
        network.id,
        person_id=office.actor(BEN).id,
        form_id="reflection",
        given_on=YESTERDAY,
    )
    opened = services.entries.open(leader, ref)
    services.entries.save_draft(leader, ref, answers={"stays": "As"}, visibility=None, page=0)
    resumed = services.entries.open(leader, ref)

    entry = services.entries.submit(
        leader, ref, answers={"stays": "Asking."}, visibility=opened.visibility, token="once"
    )
    office.settle()

    assert entry is not None
    assert (entry.author_id, entry.entered_by) == (office.actor(BEN).id, leader.id)
    assert (entry.given_on, entry.about) == (YESTERDAY, NOTHING_SPECIAL)
    assert (opened.author, resumed.answers) == (BEN.name, {"stays": "As"})
    receipt = office.letters(BEN)[-1]
    assert "typed in what you wrote on paper on" in str(receipt.blocks)
    (mine,) = services.entries.written(office.actor(BEN), network.id)
    assert (mine.entry.id, mine.typed_by) == (entry.id, FACILITATOR.name)
    with pytest.raises(NotAllowed):
        services.entries.share(leader, entry.id, Visibility.NETWORK)
    services.taking_back.entry(leader, entry.id)


def test_nobody_but_who_leads_types_in_papers(office: Office, network: Network) -> None:
    """Nor for somebody who is no member, nor for a day to come."""
    papers, ben = office.services.papers, office.actor(BEN)
    leader, asked = office.actor(FACILITATOR), {"form_id": "reflection"}

    with pytest.raises(NotAllowed):
        papers.begin(ben, network.id)
    with pytest.raises(NotAllowed):
        papers.form(ben, network.id, person_id=ben.id, given_on=YESTERDAY, **asked)
    with pytest.raises(NotFound):
        papers.form(leader, network.id, person_id=leader.id, given_on=YESTERDAY, **asked)
    tomorrow = YESTERDAY + timedelta(days=2)
    with pytest.raises(Invalid, match="still to come") as caught:
        papers.form(leader, network.id, person_id=ben.id, given_on=tomorrow, **asked)
    assert caught.value.field == "given_on"


def test_what_begins_as_its_authors_alone_is_not_offered(office: Office, network: Network) -> None:
    """Nobody hands somebody else a paper that is meant for no other eyes."""
    forms = office.services.papers.begin(office.actor(FACILITATOR), network.id).forms

    assert forms
    assert not [one.id for one in forms if one.visibility is Visibility.ONLY_ME]


def test_the_last_day_there_is_is_still_to_come(office: Office) -> None:
    """A slip in one line of a table is told like any other, also of a form asked every week."""
    network = office.begin(members=(MARIA,))

    loaded = load(office, network, "email,form,date", f"{email_of(MARIA)},checkin,9999-12-31")

    assert "still to come" in str(loaded.problems[0].why)


def test_a_paper_about_a_gathering_is_found_by_its_day(office: Office, network: Network) -> None:
    """It counts as answered there, once; before the gathering it is about nothing special."""
    office.jump(timedelta(days=20))
    papers, leader = office.services.papers, office.actor(FACILITATOR)
    ben, after = office.actor(BEN), date(2026, 9, 18)
    with office.store.read() as tx:
        (gathering, *_) = tx.gatherings.of_network(network.id)

    ref = papers.form(leader, network.id, person_id=ben.id, form_id="reflection", given_on=after)
    before = papers.form(
        leader, network.id, person_id=ben.id, form_id="reflection", given_on=YESTERDAY
    )
    office.services.entries.submit(
        leader, ref, answers={"stays": "X"}, visibility=Visibility.FACILITATOR, token="once"
    )

    assert str(ref.about) == f"gathering:{gathering.id}"
    assert before.about == NOTHING_SPECIAL
    with pytest.raises(Invalid, match="has answered this already"):
        papers.form(leader, network.id, person_id=ben.id, form_id="reflection", given_on=after)


def test_a_table_of_papers_takes_the_good_lines_and_names_the_others(
    office: Office, network: Network
) -> None:
    """With the line, the question and what would do; labels are taken as well as ids."""
    result = load(
        office,
        network,
        SURVEY,
        line(ANA, "Small,no: we wonder,time; Room,Visit|2026-09-30; Ask,network"),
        line(BEN, "huge,yes,,,"),
        line(CARO, "small,,,,facilitator"),
        line(DAN, "small,yes,,,everybody"),
        "nobody@schools.example,survey,2026-08-31,small,yes,,,",
        f"{email_of(DAN)},horoscope,2026-08-31,small,yes,,,",
        f"{email_of(DAN)},survey,31.8.2026,small,yes,,,",
    )
    office.settle()

    (added,) = result.added
    with office.store.read() as tx:
        entry = tx.entries.get(added)
    assert entry is not None
    assert entry.answers == {
        "size": "small",
        "sure": {"said": "no", "reason": "we wonder"},
        "needs": ("time", "room"),
        "goals": ({"what": "Visit", "due": "2026-09-30"}, {"what": "Ask", "due": None}),
    }
    assert entry.visibility is Visibility.NETWORK
    found = [(one.line, one.question, str(one.why)) for one in result.problems]
    assert found == [
        (3, "How large is your school?", "Please choose from the list."),
        (4, "Are you sure?", "Please choose yes or no."),
        (
            5,
            "",
            "'everybody' is no circle of readers. These are: only_me, facilitator, trio, network.",
        ),
        (6, "", "nobody@schools.example is nobody on the roster."),
    ]
    assert [one.values["line"] for one in result.unreadable] == [7, 8]


def test_the_same_table_twice_makes_one_entry_each(office: Office, network: Network) -> None:
    """A corrected table can be loaded whole; what was taken back by mistake, too."""
    first = load(office, network, SURVEY, line(ANA, "small,yes,,,"))
    again = load(office, network, SURVEY, line(ANA, "small,yes,,,"), line(BEN, "large,yes,,,"))
    papers, leader = office.services.papers, office.actor(FACILITATOR)

    gone = papers.unload(leader, network.id, first=first.added[0], last=again.added[0])
    once_more = load(office, network, SURVEY, line(ANA, "small,yes,,,"))

    assert (len(first.added), again.known, len(again.added)) == (1, 1, 1)
    assert gone == 2
    assert len(once_more.added) == 1


def test_a_team_of_a_paper_is_credited(office: Office, network: Network) -> None:
    """By the addresses in one column (S20)."""
    header = "email,form,date,aim,with"

    result = load(
        office,
        network,
        header,
        f"{email_of(ANA)},Plan of our school,2026-08-31,Every learner,{email_of(BEN)}",
        f"{email_of(CARO)},plan,2026-08-31,Every learner,{email_of(DAN)}",
    )

    (added,) = result.added
    with office.store.read() as tx:
        entry = tx.entries.get(added)
    assert entry is not None
    assert entry.people == {office.actor(BEN).id}
    (sent,) = office.services.reflections.sent(office.actor(FACILITATOR), network.id).sent
    assert (sent.author, sent.together) == (ANA.name, (BEN.name,))
    assert entry.visibility is Visibility.FACILITATOR
    assert [str(one.why) for one in result.problems] == ["Please choose from the list."]
