"""Outcomes: what Slack's words mean, and for how long to wait."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.outcomes import (
    Cause,
    Outcome,
    Verdict,
    cause_of,
    is_uninstalled,
    outcome_of_refusal,
    wait_before_retry,
)

REFERENCE = Path(os.environ.get("SLACK_REFERENCE_DIR", "../shared/slack-reference"))
DESCRIPTION = REFERENCE / "openapi" / "slack_web_openapi_v2_without_examples.json"
METHODS = (
    "chat.postMessage",
    "chat.update",
    "chat.delete",
    "conversations.open",
    "conversations.history",
)


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("ratelimited", Verdict.PASSING),
        ("rate_limited", Verdict.PASSING),
        ("a_code_of_tomorrow", Verdict.PASSING),
        ("fatal_error", Verdict.UNKNOWN),
        ("internal_error", Verdict.UNKNOWN),
        ("service_unavailable", Verdict.UNKNOWN),
        ("request_timeout", Verdict.UNKNOWN),
        ("not_in_channel", Verdict.PERMANENT),
        ("is_archived", Verdict.PERMANENT),
        ("restricted_action_read_only_channel", Verdict.PERMANENT),
        ("user_not_found", Verdict.PERMANENT),
        ("message_not_found", Verdict.PERMANENT),
        ("token_revoked", Verdict.SHUT_OUT),
        ("account_inactive", Verdict.SHUT_OUT),
        ("missing_scope", Verdict.SHUT_OUT),
        ("team_added_to_org", Verdict.SHUT_OUT),
    ],
)
def test_a_refusal_passes_stays_or_leaves_open_what_happened(code: str, verdict: Verdict) -> None:
    """What Slack says in its own words; a word we do not know passes until it is too late."""
    outcome = outcome_of_refusal(code)

    assert (outcome.verdict, outcome.why) == (verdict, code)


def test_every_word_of_slacks_own_description_is_known() -> None:
    """Nothing that Slack says to our calls is tried again for no other reason than ignorance."""
    if not DESCRIPTION.exists():
        pytest.skip(f"{DESCRIPTION} is not there")
    paths = json.loads(DESCRIPTION.read_text(encoding="utf-8"))["paths"]
    told = {code for method in METHODS for code in codes_of(paths[f"/{method}"])}

    strange = {
        code
        for code in told
        if outcome_of_refusal(code).verdict is Verdict.PASSING
        and code not in {"ratelimited", "rate_limited"}
    }

    assert len(told) > 30
    assert strange == set()


def codes_of(described: object) -> set[str]:
    """Return the error codes anywhere in the description of a method."""
    if isinstance(described, list):
        return {code for one in described for code in codes_of(one)}
    if not isinstance(described, dict):
        return set()
    error = described.get("error")
    named = set(error.get("enum", ())) if isinstance(error, dict) else set()
    return named | {code for one in described.values() for code in codes_of(one)}


def test_only_a_workspace_that_took_the_app_out_has_uninstalled_it() -> None:
    """A wrong answer of a moment puts nobody to sleep."""
    codes = ("token_revoked", "account_inactive", "invalid_auth", "missing_scope", "is_archived")

    found = [is_uninstalled(outcome_of_refusal(code)) for code in codes]

    assert found == [True, True, False, False, False]


def test_what_slack_refuses_for_good_has_a_cause() -> None:
    """By which a facilitator is told what helps; a word without one is ours to mend."""
    codes = ("not_in_channel", "is_archived", "user_disabled", "invalid_blocks", "of_tomorrow")

    assert [cause_of(code) for code in codes] == [
        Cause.NOT_INVITED,
        Cause.ARCHIVED,
        Cause.SWITCHED_OFF,
        Cause.OURS,
        Cause.OURS,
    ]


def test_the_wait_is_what_slack_asks_for() -> None:
    """A second where it asks for nothing in particular."""
    asked = outcome_of_refusal("ratelimited", wait=timedelta(seconds=42))
    unasked = outcome_of_refusal("ratelimited")

    waits = [wait_before_retry(3, one, token="a").total_seconds() for one in (asked, unasked)]

    assert waits == [42, 1]


def test_without_a_word_from_slack_the_wait_doubles() -> None:
    """From ten seconds to a quarter of an hour, and up to a quarter longer."""
    refused = Outcome(verdict=Verdict.PASSING, why="timeout")
    least = (10, 20, 40, 640, 900, 900)

    waits = [wait_before_retry(n, refused, token="a").total_seconds() for n in (1, 2, 3, 7, 8, 500)]

    assert [low <= wait <= 1.25 * low for low, wait in zip(least, waits, strict=True)] == [True] * 6


def test_those_who_were_refused_together_do_not_come_back_together() -> None:
    """Each by its own token, and the same each time it is played."""
    refused = Outcome(verdict=Verdict.PASSING, why="timeout")

    first, second = (
        [wait_before_retry(3, refused, token=f"token-{n}") for n in range(50)] for _ in range(2)
    )

    assert first == second
    assert len(set(first)) > 40
    assert max(first) - min(first) > timedelta(seconds=5)
