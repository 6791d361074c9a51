"""Networks: begun in a channel, filled from a roster, joined and left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.kinds import Kind
from bot.domain.networks import Network
from bot.errors import Invalid, NotAllowed, NotFound, Unreachable
from bot.i18n import translator
from bot.services.beginning import Beginning
from bot.simulator.cast import FACILITATOR, LEAD, STRANGER
from tests.services.office import (
    AISHA,
    FIRST_DAY,
    JAMES,
    LEILANI,
    MARIA,
    PROGRAMME,
    TWELVE,
    Office,
    email_of,
)


@pytest.fixture
def plan(office: Office) -> Beginning:
    """Lend what a good network is to be, in a channel with Maria and the facilitator."""
    people = (office.id_of(FACILITATOR), office.id_of(MARIA))
    channel = office.slack.add_channel("lake-principals", members=people)
    return Beginning(
        programme_key=PROGRAMME,
        channel_id=channel.id,
        starts_on=FIRST_DAY,
        zone="America/New_York",
    )


def test_a_network_begins_with_the_people_of_its_channel(office: Office, plan: Beginning) -> None:
    """Named for the channel, led by who began it; the bot itself is no member."""
    network = office.services.networks.begin(office.actor(FACILITATOR), plan)

    roster = office.services.networks.roster(office.actor(FACILITATOR), network.id)
    assert (network.key, network.phase_id, network.member_word) == (
        "lake-principals", "connect", "fellow",
    )  # fmt: skip
    assert [(one.name, one.is_facilitator) for one in roster.members] == [
        (FACILITATOR.name, True),
        (MARIA.name, False),
    ]
    assert office.audited(network) == ["start_network"]


@pytest.mark.usefixtures("network")
def test_everybody_is_greeted_privately_once(office: Office) -> None:
    """At their own next allowed hour, with what is kept and who reads what (S93)."""
    office.jump(timedelta(days=1))

    greetings = [[text for text in office.inbox(who) if "I am Rounds" in text] for who in TWELVE]
    assert [len(one) for one in greetings] == [1] * 12
    (letter, *_) = office.letters(LEILANI)
    assert f"{letter.posted_at:%H:%M}" == "15:30"  # half past eight in Los Angeles
    assert "keep" in str(letter.blocks)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"starts_on": date(2026, 8, 31)}, ("starts_on", "This day has passed")),
        ({"member_word": "x" * 31}, ("member_word", "shorter word")),
        ({"channel_id": "C0NOWHERE"}, ("channel", "I am not in this channel")),
    ],
)
def test_what_cannot_begin_gets_a_sentence_beside_its_field(
    office: Office, plan: Beginning, changes: dict[str, object], expected: tuple[str, str]
) -> None:
    """And nothing has begun."""
    wrong = replace(plan, **changes)  # type: ignore[arg-type]  # any of its fields

    with pytest.raises(Invalid, match=expected[1]) as caught:
        office.services.networks.begin(office.actor(FACILITATOR), wrong)

    assert caught.value.field == expected[0]
    assert office.services.networks.of(office.actor(FACILITATOR)) == ()


def test_a_channel_without_the_bot_is_named_with_the_remedy(
    office: Office, plan: Beginning
) -> None:
    """The facilitator reads how to invite it."""
    channel = office.slack.add_channel("closed", members=(office.id_of(MARIA),), with_bot=False)

    with pytest.raises(Invalid, match="/invite") as caught:
        office.services.networks.begin(
            office.actor(FACILITATOR), replace(plan, channel_id=channel.id)
        )

    assert caught.value.field == "channel"


def test_a_channel_has_one_network(office: Office, plan: Beginning) -> None:
    """The second one needs a channel of its own."""
    networks, daniel = office.services.networks, office.actor(FACILITATOR)
    networks.begin(daniel, plan)

    with pytest.raises(Invalid, match="has a network already") as caught:
        networks.begin(office.actor(FACILITATOR), plan)

    assert caught.value.field == "channel"


def test_who_was_not_appointed_begins_no_network(office: Office, plan: Beginning) -> None:
    """Neither somebody in the channel, nor a workspace administrator."""
    admin = office.slack.add_person("Ada Min", admin=True)
    administrator = office.services.people.actor(office.team, admin.id)

    for actor in (office.actor(MARIA), office.actor(STRANGER), administrator):
        with pytest.raises(NotAllowed):
            office.services.networks.begin(actor, plan)


def test_a_programme_nobody_knows_is_not_found(office: Office, plan: Beginning) -> None:
    """Its file may have been taken away since the form was opened."""
    with pytest.raises(NotFound):
        office.services.networks.begin(
            office.actor(FACILITATOR), replace(plan, programme_key="no-such-thing")
        )


def test_slack_being_away_begins_nothing(office: Office, plan: Beginning) -> None:
    """The facilitator hears that it did not answer, and tries again."""
    office.slack.faults.add(method="users.info", kind="server_error", times=100)

    with pytest.raises(Unreachable):
        office.services.networks.begin(office.actor(FACILITATOR), plan)

    office.slack.faults.clear()
    assert office.services.networks.begin(office.actor(FACILITATOR), plan).key


def test_a_second_network_in_the_workspace_stands_beside_the_first(
    office: Office, network: Network
) -> None:
    """With its own people, key and channel; a fellow of one sees nothing of the other."""
    other = office.begin("harbor-principals-2", members=(AISHA, JAMES), leader=LEAD)

    networks = office.services.networks
    assert [one.key for one in networks.of(office.actor(MARIA))] == [network.key]
    assert {one.key for one in networks.of(office.actor(JAMES))} == {network.key, other.key}
    assert networks.of(office.actor(JAMES), channel_id=other.channel_id) == (other,)
    with pytest.raises(NotAllowed):
        networks.get(office.actor(MARIA), other.id)
    with pytest.raises(NotAllowed):
        networks.roster(office.actor(FACILITATOR), other.id)
    assert networks.get(office.actor(LEAD), other.id) == other


def test_a_roster_gives_everybody_their_school_and_role(office: Office, network: Network) -> None:
    """Whoever is in the channel already is placed, not added twice; nothing is missing."""
    roster = office.services.networks.roster(office.actor(FACILITATOR), network.id)

    maria = next(one for one in roster.members if one.name == MARIA.name)
    assert (maria.school, maria.role, maria.level) == (MARIA.school, "principal", "elementary")
    assert len(roster.members) == 13
    assert roster.gaps == ()


def test_a_roster_takes_good_lines_and_names_the_others(office: Office, network: Network) -> None:
    """A typing error, and an address that nobody in the workspace has."""
    text = (
        "email,school,role\n"
        f"{email_of(MARIA)},New School,principal\n"
        "nobody@schools.example,Harbor,principal\n"
        f"{email_of(JAMES)},Harbor,captain\n"
    )

    result = office.services.networks.load_roster(office.actor(FACILITATOR), network.id, text)

    sentences = [problem.tell(translator()) for problem in result.problems]
    assert result.taken == (MARIA.name,)
    assert sorted(sentences) == [
        "Line 3: nobody here has the address nobody@schools.example.",
        "Line 4: the role 'captain' is not one of principal, assistant_principal, teacher_leader.",
    ]
    _, maria = office.services.networks.place(
        office.actor(MARIA), network.id, office.actor(MARIA).id
    )
    assert maria.school == "New School"


def test_a_fellow_fills_in_their_own_place_and_no_other(office: Office, network: Network) -> None:
    """Their facilitator may fill in any."""
    networks, maria, james = office.services.networks, office.actor(MARIA), office.actor(JAMES)
    _, mine = networks.place(maria, network.id, maria.id)

    placed = networks.fill_place(maria, mine, school=" Lake ", role="teacher_leader", level=None)
    with pytest.raises(NotAllowed):
        networks.fill_place(james, mine, school="Lake", role="principal", level=None)
    with pytest.raises(Invalid, match="name the school"):
        networks.fill_place(maria, mine, school=" ", role="principal", level=None)
    with pytest.raises(Invalid, match="from the list"):
        networks.fill_place(maria, mine, school="Lake", role="captain", level=None)
    again = networks.fill_place(
        office.actor(FACILITATOR), mine, school="Lake", role="principal", level=None
    )

    assert (placed.school, placed.role) == ("Lake", "teacher_leader")
    assert again.role == "principal"


def test_who_joins_the_channel_is_welcomed(office: Office, network: Network) -> None:
    """Once, however often Slack says so; the bot and other apps are nobody."""
    newcomer, app = office.id_of(STRANGER), office.slack.add_person("Poll", bot=True)

    for slack_id in (newcomer, newcomer, app.id, office.slack.workspace.bot_user_id):
        office.services.networks.channel_joined(office.team, network.channel_id, slack_id)
    office.jump(timedelta(days=1))

    roster = office.services.networks.roster(office.actor(FACILITATOR), network.id)
    assert len([one for one in roster.members if not one.is_facilitator]) == 13
    assert len([text for text in office.inbox(STRANGER) if "I am Rounds" in text]) == 1


def test_who_leaves_the_channel_hears_nothing_more(office: Office, network: Network) -> None:
    """What they wrote stays kept; coming back, they have their place again."""
    networks = office.services.networks
    networks.channel_left(office.team, network.channel_id, office.id_of(MARIA))
    before = office.inbox(MARIA)

    office.jump(timedelta(days=20))
    gone = networks.of(office.actor(MARIA))
    silent = office.inbox(MARIA) == before
    networks.channel_joined(office.team, network.channel_id, office.id_of(MARIA))

    (again,) = networks.of(office.actor(MARIA))
    _, member = networks.place(office.actor(MARIA), again.id, office.actor(MARIA).id)
    assert (gone, silent) == ((), True)
    assert member.school == MARIA.school


def test_a_school_that_nobody_comes_from_any_more_is_still_missed(
    office: Office, network: Network
) -> None:
    """S52: neither the roster nor Home forgets it when its last person leaves."""
    networks, daniel = office.services.networks, office.actor(FACILITATOR)
    networks.channel_left(office.team, network.channel_id, office.id_of(MARIA))

    roster = networks.roster(daniel, network.id)
    (home,) = office.services.home.see(daniel).networks

    assert MARIA.school in {one.school for one in roster.schools}
    assert MARIA.name not in {one.name for one in roster.members}
    assert home.state is not None
    assert [str(one) for one in roster.gaps] == [str(one) for one in home.state.gaps]


def test_a_facilitator_who_leaves_the_channel_still_leads(office: Office, network: Network) -> None:
    """A slip of the finger must not leave a network without anybody."""
    office.services.networks.channel_left(
        office.team, network.channel_id, office.id_of(FACILITATOR)
    )

    assert office.actor(FACILITATOR).facilitates(network.id)


def test_a_channel_without_a_network_concerns_nobody(office: Office, network: Network) -> None:
    """Joining and leaving elsewhere changes nothing."""
    elsewhere = office.slack.add_channel("random", members=(office.id_of(MARIA),))

    office.services.networks.channel_joined(office.team, elsewhere.id, office.id_of(STRANGER))
    office.services.networks.channel_left(office.team, elsewhere.id, office.id_of(MARIA))

    with office.store.read() as tx:
        welcomes = [one for one in tx.outbox.log(network.id, 200) if one.kind is Kind.WELCOME]
    assert len(welcomes) == 13
    assert office.actor(MARIA).membership(network.id) is not None
