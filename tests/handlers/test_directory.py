"""Asking Slack who somebody is."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.clock import SteppedClock
from bot.errors import Unreachable
from bot.services.directory import Channel, Profile
from bot.simulator.slack import LocalSlack, Person
from bot.simulator.slack.faults import FaultKind
from handlers.clients import Clients
from handlers.directory import SlackDirectory
from tests.simulator.slack.tiny_bot import manifest


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """Run a Slack."""
    clock = SteppedClock(datetime(2026, 9, 1, 12, tzinfo=UTC))
    with LocalSlack(clock=clock, manifest=manifest()) as running:
        yield running


@pytest.fixture
def directory(slack: LocalSlack) -> SlackDirectory:
    """Make a directory with the installed token."""
    tokens = {slack.workspace.team_id: slack.workspace.bot_token}
    return SlackDirectory(clients=Clients(tokens=tokens.get, base_url=slack.api_url, timeout=1))


@pytest.fixture
def team(slack: LocalSlack) -> str:
    """Return the id of the workspace."""
    return slack.workspace.team_id


@pytest.fixture
def juma(slack: LocalSlack) -> Person:
    """Let Juma in, a head teacher in Nairobi."""
    return slack.add_person("Juma Wanjiru", zone="Africa/Nairobi", locale="sw-KE")


def test_a_person_is_known_with_zone_and_language(
    directory: SlackDirectory, team: str, juma: Person
) -> None:
    """Everything that decides when and how they are written to."""
    expected = Profile(
        slack_id=juma.id,
        name="Juma Wanjiru",
        email="juma.wanjiru@schools.example",
        zone="Africa/Nairobi",
        locale="sw-KE",
    )

    assert directory.profile(team, juma.id) == expected


def test_a_person_without_a_zone_has_none(
    slack: LocalSlack, directory: SlackDirectory, team: str
) -> None:
    """Not everybody's profile names one."""
    person = slack.add_person("Nina", zone=None)

    profile = directory.profile(team, person.id)

    assert profile is not None
    assert profile.zone is None


def test_a_switched_off_account_and_an_app_are_told_apart_from_people(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """Neither is written to."""
    app = slack.add_person("Calendar", bot=True)
    slack.deactivate(juma.id)

    gone, robot = directory.profile(team, juma.id), directory.profile(team, app.id)

    assert gone is not None
    assert robot is not None
    assert not gone.is_active
    assert robot.is_bot


def test_a_person_is_found_by_address(directory: SlackDirectory, team: str, juma: Person) -> None:
    """Rosters name people by e-mail."""
    profile = directory.by_email(team, "juma.wanjiru@schools.example")

    assert profile is not None
    assert profile.slack_id == juma.id


def test_nobody_is_nobody(directory: SlackDirectory, team: str) -> None:
    """An unknown id or address is no error."""
    assert directory.profile(team, "U0NOBODY") is None
    assert directory.by_email(team, "nobody@schools.example") is None
    assert directory.direct_message(team, "U0NOBODY") is None
    assert directory.channel(team, "C0NOWHERE") is None
    assert directory.members(team, "C0NOWHERE") == ()


def test_a_channel_says_whether_the_bot_is_in_it(
    slack: LocalSlack, directory: SlackDirectory, team: str
) -> None:
    """A public channel can be seen from outside, a private one cannot."""
    inside = slack.add_channel("harbour", private=True)
    outside = slack.add_channel("lounge", with_bot=False)
    hidden = slack.add_channel("secret", private=True, with_bot=False)

    seen = [directory.channel(team, one.id) for one in (inside, outside, hidden)]

    assert seen == [
        Channel(channel_id=inside.id, name="harbour", is_private=True, has_bot=True),
        Channel(channel_id=outside.id, name="lounge", is_private=False, has_bot=False),
        None,
    ]


def test_all_members_of_a_large_channel_are_listed(
    slack: LocalSlack, directory: SlackDirectory, team: str
) -> None:
    """Slack gives them page by page."""
    people = tuple(slack.add_person(f"Person {number}").id for number in range(230))
    channel = slack.add_channel("everybody", members=people)

    members = directory.members(team, channel.id)

    assert set(members) == {*people, slack.workspace.bot_user_id}
    assert len(members) == 231


def test_the_conversation_with_a_person_is_always_the_same(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """It is opened when it is first needed."""
    first, second = (directory.direct_message(team, juma.id) for _ in range(2))

    assert first == second == slack.dm(juma.id)


def test_there_is_no_conversation_with_an_app_or_a_switched_off_account(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """Slack refuses both."""
    app = slack.add_person("Calendar", bot=True)
    slack.deactivate(juma.id)

    assert directory.direct_message(team, app.id) is None
    assert directory.direct_message(team, juma.id) is None


@pytest.mark.parametrize("fault", ["server_error", "malformed"])
def test_a_slack_that_answers_nonsense_is_unreachable(
    slack: LocalSlack, directory: SlackDirectory, juma: Person, *, fault: FaultKind
) -> None:
    """Not knowing is not the same as nobody."""
    slack.faults.add(method="users.info", kind=fault)

    with pytest.raises(Unreachable):
        directory.profile(juma.team_id, juma.id)


def test_a_lost_question_is_asked_again(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """Asking changes nothing, so a lost connection is repeated at once."""
    slack.faults.add(method="users.info", kind="lost_before")

    profile = directory.profile(team, juma.id)

    assert profile is not None


def test_a_question_that_is_lost_again_and_again_is_given_up(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """The person is told to try later; nothing was changed."""
    slack.faults.add(method="users.info", kind="lost_before", times=5)

    with pytest.raises(Unreachable):
        directory.profile(team, juma.id)


def test_a_workspace_without_the_bot_is_unreachable(directory: SlackDirectory) -> None:
    """There is no token to ask with."""
    with pytest.raises(Unreachable):
        directory.profile("T0NOWHERE", "U0NOBODY")


def test_a_private_channel_is_made_under_a_free_name(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """S20: a number follows where the name is taken; who is let in is there."""
    first = directory.make_channel(team, "harbor-team")
    assert first is not None
    second = directory.make_channel(team, "harbor-team", known={first})

    assert second is not None
    assert directory.invite(team, first, [juma.id])
    assert not directory.invite(team, first, [juma.id])
    assert juma.id in directory.members(team, first)
    assert slack.channel(first).name == "harbor-team"
    assert slack.channel(second).name == "harbor-team-2"


def test_a_channel_that_a_crash_left_empty_is_found_again(
    slack: LocalSlack, directory: SlackDirectory, team: str, juma: Person
) -> None:
    """S20: ours, where nobody is; not somebody else's of that name, and none where people are."""
    slack.add_channel("ours-team", private=True, members=(juma.id,))
    theirs = slack.add_channel("theirs-team", private=True, members=(juma.id,), with_bot=False)
    left = directory.make_channel(team, "harbor-team")

    found = directory.make_channel(team, "harbor-team")
    beside = [directory.make_channel(team, name) for name in ("ours-team", "theirs-team")]
    assert left is not None
    directory.invite(team, left, [juma.id])
    after = directory.make_channel(team, "harbor-team")

    assert found == left
    assert theirs.id not in beside
    assert [slack.channel(str(one)).name for one in beside] == ["ours-team-2", "theirs-team-2"]
    assert after != left


def test_a_workspace_may_not_let_us_make_channels() -> None:
    """S20: without the scope there is none, and nobody sees a stack trace."""
    few = manifest(scopes=["commands", "groups:read"])
    clock = SteppedClock(datetime(2026, 9, 1, 12, tzinfo=UTC))
    with LocalSlack(clock=clock, manifest=few) as strict:
        home = strict.workspace
        clients = Clients(tokens={home.team_id: home.bot_token}.get, base_url=strict.api_url)

        assert SlackDirectory(clients=clients).make_channel(home.team_id, "harbor-team") is None
