"""Members: joining, leaving, coming back, and the schools they come from."""

from dataclasses import replace

from storage.store import Store
from tests.storage.cast import DAY, NOW, TEAM, Cast


def test_members_are_listed_by_name_with_their_schools(store: Store, cast: Cast) -> None:
    """A member carries the person's name and address and the school's name."""
    with store.read() as tx:
        maria, tomas = tx.members.of_network(cast.network.id)

    assert (maria.name, maria.slack_id, maria.email) == ("Maria", "U1", "maria@lake.org")
    assert (maria.is_facilitator, maria.school, maria.school_id) == (True, None, None)
    assert (tomas.name, tomas.school, tomas.is_facilitator) == ("Tomás", "Lakeside", False)


def test_who_left_is_listed_only_when_asked_for(store: Store, cast: Cast) -> None:
    """Their row stays, with all they wrote."""
    with store.write() as tx:
        tomas = tx.members.get(cast.network.id, cast.tomas.id)
        assert tomas
        gone = replace(tomas, left_at=NOW)
        tx.members.update(gone)

    with store.read() as tx:
        there = tx.members.of_network(cast.network.id)
        ever = tx.members.of_network(cast.network.id, with_left=True)
        found = tx.members.get(cast.network.id, cast.tomas.id)

    assert [one.name for one in there] == ["Maria"]
    assert [one.name for one in ever] == ["Maria", "Tomás"]
    assert found == gone


def test_who_comes_back_has_the_school_of_before(store: Store, cast: Cast) -> None:
    """Joining again revives the membership; a facilitator who left comes back as a member."""
    later = NOW + DAY
    with store.write() as tx:
        before = tx.members.of_network(cast.network.id)
        for one in before:
            tx.members.update(replace(one, role="principal", left_at=NOW))

        for one in before:
            tx.members.add(network_id=cast.network.id, person_id=one.person_id, joined_at=later)
        maria, tomas = tx.members.of_network(cast.network.id)

    assert tomas == replace(before[1], role="principal", joined_at=later)
    assert maria == replace(before[0], role="principal", joined_at=later, is_facilitator=False)


def test_joining_again_takes_nothing_from_a_facilitator(store: Store, cast: Cast) -> None:
    """The event that says "joined the channel" may come late and twice."""
    with store.write() as tx:
        (maria, _) = tx.members.of_network(cast.network.id)

        again = tx.members.add(
            network_id=cast.network.id, person_id=cast.maria.id, joined_at=NOW + DAY
        )

    assert again == maria


def test_one_school_has_one_row_however_its_name_is_written(store: Store, cast: Cast) -> None:
    """Members of LAKESIDE and of Lakeside come from the same school."""
    with store.write() as tx:
        ada = tx.people.add(team_id=TEAM, slack_id="U3", name="Ada")
        member = tx.members.add(
            network_id=cast.network.id,
            person_id=ada.id,
            joined_at=NOW,
            school=" LAKESIDE ",
            role="principal",
            level="primary",
            trio=2,
        )

        schools = tx.members.schools(cast.network.id)
        tomas = tx.members.get(cast.network.id, cast.tomas.id)

    assert [one.name for one in schools] == ["Lakeside"]
    assert tomas
    assert (member.school, member.school_id) == ("Lakeside", tomas.school_id)
    assert (member.role, member.level, member.trio) == ("principal", "primary", 2)


def test_a_member_can_change_schools(store: Store, cast: Cast) -> None:
    """A new school is added, and none is a possibility."""
    with store.write() as tx:
        tomas = tx.members.get(cast.network.id, cast.tomas.id)
        assert tomas
        seen = []
        for school in ("Hillside", None):
            tx.members.update(replace(tomas, school=school))
            found = tx.members.get(cast.network.id, cast.tomas.id)
            seen.append(found and found.school)
        names = [one.name for one in tx.members.schools(cast.network.id)]

    assert seen == ["Hillside", None]
    assert names == ["Hillside", "Lakeside"]
