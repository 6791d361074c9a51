"""Scope and sequence: the year by month, its columns, its gaps, its balance."""

from datetime import date
from functools import cache

from bot.domain.deciding import AdoptedItem
from bot.domain.programme import Programme
from bot.domain.scope_table import Dated, Gap, GapKind, ScopeTable, scope_table
from bot.domain.series import Series
from bot.services.catalogue import Catalogue

INSTITUTE = "leadership-institute-year"
PRINCIPALS = "connect-lead-succeed"
CONFERENCE, ASSISTANTS = "leadership_conference", "assistants_conference"


@cache
def programme(key: str = INSTITUTE) -> Programme:
    """Return a shipped programme."""
    return Catalogue().get(key)


def series(name: str) -> Series:
    """Return a series of the institute's year."""
    return programme().one_series(name)


def table(*dated: Dated) -> ScopeTable:
    """Return the table of a few gatherings of the institute's year."""
    return scope_table(programme(), dated)


def test_leaders_assistants_teachers_and_systems_stand_in_a_row() -> None:
    """S60: who meets alone has a column, and what teachers do at the same time is beside it."""
    first, second = series(CONFERENCE), series(ASSISTANTS)

    shown = table(
        Dated(series=first, number=1, on=date(2026, 9, 9)),
        Dated(series=second, number=1, on=date(2026, 9, 24)),
    )

    (september,) = shown.months
    assert [role.id for role in shown.roles] == ["assistant_principal"]
    assert september.leaders == (first.topics[0].what,)
    assert september.by_role == {"assistant_principal": (second.topics[0].what,)}
    assert set(first.topics[0].systems) <= set(september.systems)
    assert first.topics[0].teachers in september.teachers


def test_a_meeting_of_four_days_has_one_topic() -> None:
    """S60, S65: the same words stand once in a month."""
    institute = series("summer_institute")
    days = [Dated(series=institute, number=day, on=date(2026, 8, 2 + day)) for day in range(1, 5)]

    shown = table(*days)

    assert shown.months[0].leaders == (institute.topics[0].what,)


def test_a_month_without_the_assistants_is_a_gap() -> None:
    """S60: and so is one in which nobody meets at all."""
    first = series(CONFERENCE)

    shown = table(
        Dated(series=first, number=1, on=date(2026, 9, 9)),
        Dated(series=first, number=2, on=date(2026, 11, 11)),
    )

    assert shown.gaps[:3] == (
        Gap(kind=GapKind.ROLE, month=date(2026, 9, 1), what="assistant_principal"),
        Gap(kind=GapKind.MONTH, month=date(2026, 10, 1)),
        Gap(kind=GapKind.ROLE, month=date(2026, 11, 1), what="assistant_principal"),
    )


def test_what_members_asked_for_stands_in_the_month_of_its_meeting() -> None:
    """S58, S60: in the column of those who meet; a meeting without a topic counts with it."""
    wish = AdoptedItem(words="Families as partners", support=7, gathering_id=3)
    leaders, assistants = series(CONFERENCE), series(ASSISTANTS)
    plain = leaders.model_copy(update={"id": "visit", "topics": ()})

    shown = table(
        Dated(series=plain, number=1, on=date(2026, 9, 9), asked_for=wish),
        Dated(series=assistants, number=1, on=date(2026, 9, 24)),
        Dated(series=assistants, number=2, on=date(2026, 10, 24), asked_for=wish),
    )

    september, october = shown.months
    assert (september.leaders, september.asked_for) == ((), {"": (wish,)})
    assert october.asked_for == {"assistant_principal": (wish,)}
    assert [gap.month for gap in shown.gaps if gap.kind is GapKind.LEADERS] == [date(2026, 10, 1)]


def test_the_balance_counts_the_hardest_parts_of_leading() -> None:
    """S57: each topic serves one of four; one that no topic serves is named."""
    whole = programme()
    only = series(CONFERENCE)
    narrow = whole.model_copy(
        update={
            "series": (
                only.model_copy(
                    update={"topics": tuple(one for one in only.topics if one.focus == "culture")}
                ),
            )
        }
    )

    shown, missing = scope_table(whole, ()), scope_table(narrow, ())

    assert all(shown.balance.values())
    assert {one.what for one in missing.gaps if one.kind is GapKind.FOCUS} == {
        "instruction",
        "operations",
        "collaboration",
    }


def test_a_programme_without_topics_shows_its_meetings() -> None:
    """S60: nothing is made up; nobody is told of systems that are nowhere described."""
    principals = programme(PRINCIPALS)
    conference = principals.one_series("conference")

    shown = scope_table(principals, [Dated(series=conference, number=1, on=date(2026, 9, 3))])

    assert not shown.has_topics
    assert shown.months[0].leaders == (conference.name,)
    assert (shown.gaps, dict(shown.balance)) == ((), {})


def test_a_year_without_dates_is_empty() -> None:
    """Before dates are planned there is nothing to show."""
    assert table().months == ()
