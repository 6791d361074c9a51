"""The doctor: names what is missing or wrong, and the remedy, one line for each finding."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.simulator.slack import LocalSlack
from handlers.manifest import read_manifest
from tests.cli.terminal import Terminal

MEND = "Begin with the first."


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """Lend a local Slack with the app in it."""
    with LocalSlack(clock=SystemClock(), manifest=read_manifest()) as opened:
        yield opened


@pytest.fixture
def clinic(terminal: Terminal, slack: LocalSlack) -> Terminal:
    """Lend a terminal whose settings are all right."""
    tokens = {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.workspace.bot_token or "",
        "SLACK_APP_TOKEN": slack.app_token,
    }
    return replace(terminal, settings={**terminal.settings, **tokens})


def findings(clinic: Terminal, level: str, **settings: str) -> list[str]:
    """Return the doctor's findings of one level; the exit code follows from them."""
    done = clinic.call("doctor", **settings)
    lines = done.out.splitlines()
    wrong = [line for line in lines if line.startswith("wrong")]
    assert done.code == (1 if wrong else 0), done
    assert done.err.endswith(f"{MEND}\n" if wrong else "")
    return [line.partition(" ")[2].strip() for line in lines if line.startswith(level)]


def test_a_bot_that_is_set_up_is_well(clinic: Terminal, slack: LocalSlack) -> None:
    """Nothing is wrong; that it does not run is something to look at."""
    lead = slack.add_person("Ruth Castillo")
    clinic.call("appoint", lead.id)

    wrong = findings(clinic, "wrong")
    look = findings(clinic, "look")
    fine = findings(clinic, "ok")

    assert wrong == []
    assert look == ["Scheduler: never started. Start the bot: python -m bot run"]
    assert "Programme lead: Ruth Castillo" in fine
    assert any(line.startswith("Permissions: all ") for line in fine)


def test_without_tokens_both_are_named_with_the_remedy(terminal: Terminal) -> None:
    """The page of the app's settings stands in the line."""
    wrong = findings(terminal, "wrong")

    bot, app = wrong
    assert bot.startswith("Settings: SLACK_BOT_TOKEN is missing. It starts with xoxb-")
    assert bot.endswith("under OAuth & Permissions.")
    assert app.startswith("Settings: SLACK_APP_TOKEN is missing. It starts with xapp-")
    assert app.endswith("under Basic Information.")


def test_swapped_tokens_are_told_apart_by_their_beginning(clinic: Terminal) -> None:
    """The commonest slip of all."""
    swapped = {
        "SLACK_BOT_TOKEN": clinic.settings["SLACK_APP_TOKEN"],
        "SLACK_APP_TOKEN": clinic.settings["SLACK_BOT_TOKEN"],
    }

    wrong = findings(clinic, "wrong", **swapped)

    assert wrong[0].startswith("Settings: SLACK_BOT_TOKEN does not start with xoxb-.")
    assert wrong[1].startswith("Settings: SLACK_APP_TOKEN does not start with xapp-.")


def test_a_token_that_slack_refuses_is_named_with_the_remedy(clinic: Terminal) -> None:
    """A token that was rotated away looks like any other."""
    wrong = findings(clinic, "wrong", SLACK_BOT_TOKEN="xoxb-old", SLACK_APP_TOKEN="xapp-old")

    assert wrong[0].startswith("Slack: Slack does not accept SLACK_BOT_TOKEN (invalid_auth).")
    assert wrong[1].startswith("Slack: Slack does not accept SLACK_APP_TOKEN (invalid_auth).")


def test_a_slack_that_does_not_answer_is_named(clinic: Terminal) -> None:
    """A firewall, or a slip in SLACK_API_URL."""
    wrong = findings(clinic, "wrong", SLACK_API_URL="http://127.0.0.1:1/api/")

    assert len(wrong) == 2
    assert wrong[0].startswith("Slack: Slack does not answer at http://127.0.0.1:1/api/")


def test_a_permission_that_is_not_granted_is_named(terminal: Terminal) -> None:
    """After an upgrade whose manifest asks for more."""
    narrow = read_manifest()
    narrow["oauth_config"] = {"scopes": {"bot": ["chat:write"]}}
    with LocalSlack(clock=SystemClock(), manifest=narrow) as slack:
        settings = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.workspace.bot_token or "",
            "SLACK_APP_TOKEN": slack.app_token,
        }
        wrong = findings(terminal, "wrong", **settings)

    assert len(wrong) == 1
    assert wrong[0].startswith("Permissions: channels:read, commands, ")
    assert wrong[0].endswith("Put manifest.yml into the app's settings, reinstall it.")


def test_nobody_to_begin_is_something_to_look_at(clinic: Terminal) -> None:
    """`appoint` comes before everything else."""
    clinic.call("appoint", "U404")  # meets the workspace, though it finds nobody

    look = findings(clinic, "look")

    assert any("python -m bot appoint PERSON" in line for line in look)


def test_the_doctor_makes_no_database(clinic: Terminal) -> None:
    """Looking changes nothing."""
    look = findings(clinic, "look")

    assert look[0].endswith("rounds.db is not there yet; it is made when the bot starts.")
    assert not (clinic.folder / "rounds.db").exists()


def test_a_database_of_another_kind_of_file_is_wrong(clinic: Terminal) -> None:
    """Said with the remedy, not with a trace."""
    (clinic.folder / "rounds.db").write_text("a letter", encoding="utf-8")

    wrong = findings(clinic, "wrong")

    assert len(wrong) == 1
    assert "is not a sound SQLite database" in wrong[0]


def test_a_programme_with_mistakes_is_wrong(clinic: Terminal) -> None:
    """With the command that shows them all."""
    folder: Path = clinic.folder / "ours"
    folder.mkdir()
    (folder / "ours.yml").write_text("key: ours\n", encoding="utf-8")

    (wrong,) = findings(clinic, "wrong", PROGRAMMES_DIR="ours")

    assert wrong.endswith("See: python -m bot programme check ours/ours.yml")


def test_a_folder_of_programmes_that_is_not_there_is_wrong(clinic: Terminal) -> None:
    """A slip in PROGRAMMES_DIR would pass unseen otherwise."""
    (wrong,) = findings(clinic, "wrong", PROGRAMMES_DIR="nowhere")

    assert wrong == "Programmes: PROGRAMMES_DIR names nowhere, which is no folder."


def test_half_of_oauth_is_wrong(clinic: Terminal) -> None:
    """Id and secret go together."""
    (wrong,) = findings(clinic, "wrong", SLACK_CLIENT_ID="1.2")

    assert wrong == "Settings: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together."


def test_a_setting_that_cannot_be_used_ends_the_round(clinic: Terminal) -> None:
    """Nothing else can be looked at without settings."""
    (wrong,) = findings(clinic, "wrong", PORT="eighty")

    assert wrong.startswith("Settings: PORT cannot be used as it is")


# Appointing.


def test_the_first_lead_is_appointed_by_address(clinic: Terminal, slack: LocalSlack) -> None:
    """It works before the bot ever ran, and says what comes next."""
    slack.add_person("Ruth Castillo", email="ruth@lake.org")

    done = clinic.call("appoint", "ruth@lake.org")

    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "Ruth Castillo is a programme lead of Rounds now.",
        "Next, Ruth Castillo types /rounds setup in a channel of Slack.",
    ]


def test_somebody_unknown_is_not_appointed(clinic: Terminal) -> None:
    """The sentence repeats what was typed."""
    said = clinic.complaint("appoint", "nobody@lake.org")

    assert said == "Nobody in the workspace goes by nobody@lake.org."


def test_among_several_workspaces_one_is_named(clinic: Terminal, slack: LocalSlack) -> None:
    """A name means somebody else in each."""
    lead = slack.add_person("Ruth Castillo")
    clinic.call("appoint", lead.id)
    other = slack.add_workspace("Lakeside Schools")
    there = slack.add_person("Ken Adeyemi", workspace=other)
    clinic.call("appoint", lead.id, SLACK_BOT_TOKEN=other.bot_token or "")

    asked = clinic.complaint("appoint", there.id)
    lost = clinic.complaint("appoint", there.id, "--team", "T404")
    done = clinic.call("appoint", there.id, "--team", other.team_id)

    assert asked.startswith("Rounds is in several workspaces. Say which: --team T")
    assert lost.startswith("Rounds is not in the workspace T404.")
    assert done.code == 0


def test_without_a_workspace_nobody_is_appointed(terminal: Terminal) -> None:
    """The remedy is named."""
    said = terminal.complaint("appoint", "U1")

    assert said.startswith("Rounds is in no workspace yet. Set SLACK_BOT_TOKEN")
