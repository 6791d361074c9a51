"""Partners: drawn, looked at, begun; who comes later and who is left alone (S26)."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.networks import Network
from bot.domain.visibility import Visibility
from bot.errors import Invalid, NotAllowed
from bot.simulator.cast import FACILITATOR, PRINCIPALS
from tests.services.matched import DAY, begin, draw, partners_of, plan, seen
from tests.services.office import (
    MARIA,
    TWELVE,
    Office,
    close_office,
    open_office,
)

PAIRS = """
key: pairs
builds_on: connect-lead-succeed
size: {min: 4, max: 12}
partners: {size: 2, weeks: 2}
"""


def test_everybody_hears_once_who_their_partners_are(office: Office, network: Network) -> None:
    """Privately, with what it is for; the facilitator looks before, and nobody hears of that."""
    looked_at = [draw(office, network, seed) for seed in (1, 2)]
    heard_before = [line for who in TWELVE for line in office.inbox(who) if "partner" in line]

    view = begin(office, network)

    told = {
        who.name: [t for t in office.inbox(who) if t.startswith("Your partner")] for who in TWELVE
    }
    assert heard_before == []
    assert looked_at[0].ids != looked_at[1].ids
    assert [len(group) for group in view.groups] == [3, 3, 3, 3]
    assert {len(lines) for lines in told.values()} == {1}
    for who in TWELVE:
        others = partners_of(office, network, who)
        assert len(others) == 2
        assert all(one.name in told[who.name][0] for one in others)
    assert not any("partner" in one.text for one in office.board(network))


def test_who_begins_the_same_twice_begins_once(office: Office, network: Network) -> None:
    """Two presses on a button are one matching; nobody has met before by them."""
    groups, daniel = draw(office, network).ids, office.actor(FACILITATOR)

    once, view = (
        office.services.partners.begin(daniel, network.id, groups, amends=False) for _ in range(2)
    )

    assert view.past == ()
    assert len(view.groups) == len(once.groups) == len(groups)


def test_only_who_facilitates_draws_partners(office: Office, network: Network) -> None:
    """A member sees their own partners, and nobody else's."""
    begin(office, network)

    view = seen(office, network, MARIA)

    assert (view.groups, view.alone, view.past) == ((), (), ())
    with pytest.raises(NotAllowed):
        office.services.partners.draw(office.actor(MARIA), network.id, seed=1)


def test_a_new_matching_brings_new_partners(office: Office, network: Network) -> None:
    """Who was together stays known; nobody meets the same people again while it can be avoided."""
    begin(office, network)
    before = {who.name: set(partners_of(office, network, who)) for who in TWELVE}

    view = begin(office, network, seed=5)

    after = {who.name: set(partners_of(office, network, who)) for who in TWELVE}
    assert not any(before[who.name] & after[who.name] for who in TWELVE)
    assert [one.number for one, _names in view.past] == [1]
    assert {"Maria Alvarez"} <= {name for _, groups in view.past for g in groups for name in g}


def test_what_was_shared_with_a_partner_is_not_for_the_next_one(
    office: Office, network: Network
) -> None:
    """Private texts stay private: the author can share them again, and the receipt says so."""
    begin(office, network)
    (first, _other) = partners_of(office, network, MARIA)
    entry_id = plan(office, network, readers=Visibility.TRIO)
    read = office.services.entries.see(office.actor(first), entry_id)

    begin(office, network, seed=5)

    for who in (first, *partners_of(office, network, MARIA)):
        with pytest.raises(NotAllowed):
            office.services.entries.see(office.actor(who), entry_id)
    mine = office.services.entries.see(office.actor(MARIA), entry_id)
    assert read.entry.id == entry_id
    assert mine.entry.visibility is Visibility.ONLY_ME
    assert "Only you can read this." in str([one.blocks for one in office.letters(MARIA)])


def test_two_people_change_places_before_and_after(office: Office, network: Network) -> None:
    """Before it begins nobody hears of it; afterwards only those whose partners change do."""
    service, daniel = office.services.partners, office.actor(FACILITATOR)
    begin(office, network)
    ids = service.present(daniel, network.id).ids
    letters = {who.name: len(office.letters(who)) for who in TWELVE}

    swapped = service.swap(daniel, network.id, ids, two=(ids[0][0], ids[1][0]), amends=True)
    service.begin(daniel, network.id, swapped.ids, amends=True)
    office.jump(DAY)

    more = [who for who in TWELVE if len(office.letters(who)) > letters[who.name]]
    assert len(more) == 6
    assert seen(office, network).past == ()
    with pytest.raises(Invalid, match="joined or left"):
        service.begin(daniel, network.id, swapped.ids[1:], amends=True)


def test_who_comes_later_joins_the_smallest_group(office: Office, network: Network) -> None:
    """They, their partners and the facilitator hear of it (S26)."""
    begin(office, network)
    late = PRINCIPALS[12]
    office.services.networks.channel_joined(office.team, network.channel_id, office.id_of(late))
    office.jump(DAY)

    others = partners_of(office, network, late)

    assert len(others) == 3
    assert any("Your partners" in line for line in office.inbox(late))
    assert any(
        f"{late.name} is new and has partners already" in t for t in office.inbox(FACILITATOR)
    )
    assert all(late.name in office.inbox(one)[-1] for one in others)


def test_who_is_left_alone_is_named_to_the_facilitator(office: Office, network: Network) -> None:
    """One press finds them a group; nothing is said about it in the channel."""
    begin(office, network)
    maria = office.actor(MARIA).id
    for who in partners_of(office, network, MARIA):
        office.services.networks.channel_left(office.team, network.channel_id, office.id_of(who))
    office.jump(DAY)
    alone = [one.name for one in seen(office, network).alone]

    office.services.partners.find_one(office.actor(FACILITATOR), network.id, maria)
    view = office.services.partners.find_one(office.actor(FACILITATOR), network.id, maria)

    assert alone == ["Maria Alvarez"]
    assert any("Maria Alvarez has no partner now" in line for line in office.inbox(FACILITATOR))
    office.jump(DAY)
    assert not any("is new and has partners" in line for line in office.inbox(FACILITATOR))
    assert view.alone == ()
    assert sorted(len(group) for group in view.groups) == [3, 3, 4]


def test_partners_who_had_their_weeks_are_named_once(tmp_path: Path) -> None:
    """The facilitator is offered to draw anew; nobody is matched by itself (S26)."""
    (tmp_path / "pairs.yml").write_text(PAIRS, encoding="utf-8")
    office = open_office(f"sqlite:///{tmp_path / 'rounds.db'}", programmes=tmp_path)
    network = office.begin(programme="pairs", members=TWELVE[:5])
    begin(office, network)

    office.jump(timedelta(weeks=2))
    told = [line for line in office.inbox(FACILITATOR) if "together for a while" in line]
    view = seen(office, network)
    close_office(office)

    assert len(told) == 1
    assert view.is_due
    assert sorted(len(group) for group in view.groups) == [2, 3]


def test_a_programme_without_partners_says_so(office: Office) -> None:
    """Not every network works in pairs."""
    without = office.begin("partner-schools", programme="partner-pathways", members=TWELVE[:8])

    with pytest.raises(Invalid, match="does not match partners"):
        draw(office, without)
