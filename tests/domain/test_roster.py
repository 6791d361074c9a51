"""Rosters: every good line is taken, every other one is named; what is missing is told."""

from dataclasses import replace

import pytest

from bot.domain.programme import Span
from bot.domain.roster import enrolment, read_roster, roster_gaps
from bot.i18n import translator
from bot.services.catalogue import Catalogue
from tests.domain.samples import connect_lead_succeed, member

PROGRAMME = connect_lead_succeed()
HEADER = "email,name,school,role,level\n"
GOOD = HEADER + "Maria@lake.org,Maria,Harbor,principal,elementary\n"


def problems_of(text: str) -> list[str]:
    """Return the sentences about the lines that cannot be taken."""
    return [problem.tell(translator()) for problem in read_roster(text, PROGRAMME)[1]]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace(",", ";"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("principal", "PRINCIPAL").replace("elementary", "Elementary School"),
        "Level, Role ,EMAIL,School,Name,Notes\nelementary,principal,maria@lake.org,Harbor,Maria,x",
        HEADER + '"maria@lake.org","Maria"," Harbor ","principal","elementary"\n\n',
    ],
    ids=["plain", "mark", "semicolons", "windows", "words", "own order", "quotes"],
)
def test_a_roster_from_any_spreadsheet_is_understood(text: str) -> None:
    """Byte-order mark, semicolons, line ends, order of columns and names of roles."""
    rows, problems = read_roster(text, PROGRAMME)

    assert problems == ()
    assert [(row.email, row.school, row.role, row.level) for row in rows] == [
        ("maria@lake.org", "Harbor", "principal", "elementary")
    ]


def test_columns_that_may_be_missing_are_not_missed() -> None:
    """A name comes from Slack anyway."""
    rows, problems = read_roster("email,school,role\na@b.org,Harbor,principal", PROGRAMME)

    assert problems == ()
    assert (rows[0].name, rows[0].level) == ("", None)


def test_every_line_that_cannot_be_taken_is_named_with_the_reason() -> None:
    """The good ones among them are taken all the same."""
    text = (
        f"{HEADER}"
        "maria,Maria,Harbor,principal,\n"
        "james@lake.org,James,,principal,\n"
        "lei@lake.org,Leilani,Creek,captain,\n"
        "sam@lake.org,Samuel,Desert,principal,\n"
        "SAM@lake.org,Samuel,Desert,principal,\n"
        "aisha@lake.org,Aisha,Bridge,principal,moon\n"
    )

    rows, _ = read_roster(text, PROGRAMME)

    roles = "principal, assistant_principal, teacher_leader"
    assert problems_of(text) == [
        "Line 2: 'maria' is not an e-mail address.",
        "Line 3: the school is missing.",
        f"Line 4: the role 'captain' is not one of {roles}.",
        "Line 6: SAM@lake.org stands twice.",
        "Line 7: the level 'moon' is not one of elementary, middle, high.",
    ]
    assert [row.email for row in rows] == ["sam@lake.org"]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "name,school\nMaria,Harbor", "hello"])
def test_a_file_that_is_no_roster_is_answered_with_what_is_expected(text: str) -> None:
    """The first line tells."""
    assert problems_of(text) == [
        "Line 1: the column email is missing. Expected: email,name,school,role,level."
    ]


def test_lines_are_counted_as_the_facilitator_sees_them() -> None:
    """Empty lines count too, at the top as well."""
    text = "\n\n" + HEADER + "\n" + "nobody,N,Harbor,principal,\n"

    assert problems_of(text) == ["Line 5: 'nobody' is not an e-mail address."]


def test_a_quotation_mark_that_never_closes_is_a_sentence() -> None:
    """Even where it swallows a whole large file."""
    text = HEADER + '"maria@lake.org,' + "x" * 200_000

    assert problems_of(text) == ["Line 2: a quotation mark is not closed, or the line is too long."]


def test_a_full_roster_lacks_nothing() -> None:
    """Twelve members with school and role; the facilitator is not counted."""
    members = [*(member(n) for n in range(12)), member(99, school=None, facilitates=True)]

    assert roster_gaps(members, PROGRAMME) == ()


def test_a_roster_says_what_it_lacks() -> None:
    """Too few people, and one whose school nobody knows."""
    members = [member(1), member(2, school=None), replace(member(3), left_at=member(3).joined_at)]

    gaps = [gap.tell(translator()) for gap in roster_gaps(members, PROGRAMME)]

    assert gaps == [
        "The programme is made for 12 to 18 people; there are 2.",
        "School or role missing: Person 2.",
    ]


@pytest.mark.parametrize(("count", "is_gap"), [(2, True), (3, False), (5, False), (6, True)])
def test_three_to_five_fellows_of_a_school_learn_together(count: int, is_gap: bool) -> None:
    """Where the programme asks for teams of a school (S20)."""
    partnership = Catalogue().get("gradual-release-partnership")
    enough = [member(10 + n, school="Lake") for n in range(5)]
    members = [*enough, *(member(20 + n, school="Hill") for n in range(count))]

    gaps = [gap.tell(translator()) for gap in roster_gaps(members, partnership)]

    expected = f"Hill sends {count}; 3 to 5 from a school learn together."
    assert (expected in gaps) is is_gap


def test_a_span_holds_both_its_ends() -> None:
    """Three to five is three, four and five."""
    span = Span(min=3, max=5)

    assert [number for number in range(8) if span.holds(number)] == [3, 4, 5]


def test_every_school_is_asked_for_every_leader() -> None:
    """S52: the list names each school and the roles nobody holds; one sentence sums it up."""
    year = Catalogue().get("leadership-institute-year")
    asked = year.model_copy(update={"each_school": ("principal", "assistant_principal")})
    members = [
        member(1, school="Lake"),
        member(2, school="Lake", role="assistant_principal"),
        member(3, school="Hill", role="assistant_principal"),
        replace(member(4, school="Hill"), left_at=member(4).joined_at),
    ]

    found = enrolment(members, asked)

    assert {one.school: [role.id for role in one.missing] for one in found} == {
        "Hill": ["principal"],
        "Lake": [],
    }
    told = [gap.tell(translator()) for gap in roster_gaps(members, asked)]
    assert "At 1 of 2 schools not every role is filled: Hill." in told


def test_a_school_whose_last_person_left_is_still_missed() -> None:
    """S52: it sends nobody now, so every role of it is to be filled."""
    partnership = Catalogue().get("gradual-release-partnership")
    asked = partnership.model_copy(update={"each_school": ("principal",)})
    gone = replace(member(4, school="Hill"), left_at=member(4).joined_at)
    members = [member(1, school="Lake"), gone]

    found = enrolment(members, asked)

    assert [(one.school, len(one.missing)) for one in found] == [("Hill", 1), ("Lake", 0)]
    told = [gap.tell(translator()) for gap in roster_gaps(members, asked)]
    assert "Hill sends 0; 3 to 5 from a school learn together." in told
    assert "At 1 of 2 schools not every role is filled: Hill." in told


def test_of_many_schools_a_sentence_names_a_few() -> None:
    """S52: Home stays short; the roster has all of them."""
    asked = PROGRAMME.model_copy(update={"each_school": ("assistant_principal",)})
    members = [member(number, school=f"School {number}") for number in range(1, 8)]

    *_, told = (gap.tell(translator()) for gap in roster_gaps(members, asked))

    few = "School 1, School 2, School 3, School 4, School 5, …"
    assert told == f"At 7 of 7 schools not every role is filled: {few}."


def test_a_programme_that_names_no_roles_misses_none() -> None:
    """S52: who belongs is then for each school to say."""
    open_to_all = PROGRAMME.model_copy(update={"each_school": ()})

    found = enrolment([member(1, school="Lake", role="teacher_leader")], open_to_all)

    assert [one.missing for one in found] == [()]
