"""Outcomes: what is known after an attempt to say something, and what helps when it was refused.

Slack's words are those of the pages about chat.postMessage, chat.update, chat.delete,
conversations.open and conversations.history (docs.slack.dev/reference/methods, read in August
2026). A word that is not among them passes until the delivery is too late.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zlib import crc32

_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=15)
_JITTER = 0.25
"""The part of a wait by which it may be longer, so that not all come back at once."""


class Verdict(StrEnum):
    """What is known after an attempt."""

    SENT = "sent"
    PASSING = "passing"
    """Not done, and worth another attempt later."""
    PERMANENT = "permanent"
    """Not done, and no attempt will do it."""
    UNKNOWN = "unknown"
    """Done or not, nobody knows."""
    SHUT_OUT = "shut_out"
    """Not done: the workspace does not let the app in, whatever it says."""


class Cause(StrEnum):
    """Why Slack refuses for good, by what helps."""

    NOT_INVITED = "not_invited"
    ARCHIVED = "archived"
    RESTRICTED = "restricted"
    NOBODY = "nobody"
    SWITCHED_OFF = "switched_off"
    AN_APP = "an_app"
    NO_MESSAGES = "no_messages"
    ALREADY_GONE = "already_gone"
    OURS = "ours"

    @property
    def is_of_the_recipient(self) -> bool:
        """Whether it lies with one channel or person, and not with the app or the workspace."""
        return self not in {Cause.NO_MESSAGES, Cause.OURS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of an attempt; ``why`` is Slack's error code or the kind of failure."""

    verdict: Verdict
    channel: str | None = None
    ts: str | None = None
    why: str | None = None
    wait: timedelta | None = None
    """For how long Slack asks for patience."""
    heard: bool = True
    """Whether Slack itself has answered, whatever it said."""


_CODES: Mapping[Cause, frozenset[str]] = {
    Cause.NOT_INVITED: frozenset(
        {"not_in_channel", "channel_not_found", "no_permission", "channel_is_limited_access"}
    ),
    Cause.ARCHIVED: frozenset({"is_archived", "is_inactive"}),
    Cause.RESTRICTED: frozenset(
        {
            "restricted_action", "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel",
            "restricted_action_thread_locked", "posting_to_channel_denied",
        }
    ),
    Cause.NOBODY: frozenset(
        {
            "user_not_found", "users_not_found", "user_not_visible", "invalid_user_combination",
            "method_not_supported_for_channel_type", "no_address",
        }
    ),
    Cause.SWITCHED_OFF: frozenset({"user_disabled"}),
    Cause.AN_APP: frozenset({"cannot_dm_bot"}),
    Cause.NO_MESSAGES: frozenset({"messages_tab_disabled"}),
    Cause.ALREADY_GONE: frozenset(
        {
            "message_not_found", "cant_update_message", "cant_delete_message",
            "edit_window_closed", "compliance_exports_prevent_deletion", "block_mismatch",
        }
    ),
    Cause.OURS: frozenset(
        {
            "msg_too_long", "msg_blocks_too_long", "no_text", "invalid_blocks",
            "invalid_blocks_format", "invalid_attachments", "invalid_metadata_format",
            "invalid_metadata_schema", "metadata_too_large", "metadata_must_be_sent_from_app",
            "markdown_text_conflict", "too_many_attachments", "too_many_contact_cards",
            "attachment_payload_limit_exceeded", "cannot_reply_to_message", "missing_file_data",
            "as_user_not_supported", "send_on_behalf_not_allowed", "is_bot",
            "invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_charset",
            "invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json",
            "json_not_object", "users_list_not_supplied", "not_enough_users", "too_many_users",
            "invalid_cursor", "invalid_ts_latest", "invalid_ts_oldest",
            "unknown_method", "method_deprecated", "deprecated_endpoint", "upgrade_required",
        }
    ),
}  # fmt: skip
_CAUSES = {code: cause for cause, codes in _CODES.items() for code in codes}
_UNINSTALLED = frozenset({"token_revoked", "account_inactive"})
_SHUT_OUT = _UNINSTALLED | frozenset(
    {
        "invalid_auth", "not_authed", "token_expired", "not_allowed_token_type", "missing_scope",
        "access_denied", "accesslimited", "app_access_restricted", "ekm_access_denied",
        "enterprise_is_restricted", "org_login_required", "team_access_not_granted",
        "team_added_to_org", "team_not_found", "two_factor_setup_required",
        "message_limit_exceeded",
    }
)  # fmt: skip
_TOO_OFTEN = frozenset({"ratelimited", "rate_limited"})
_LEFT_OPEN = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})


def outcome_of_refusal(code: str, *, wait: timedelta | None = None) -> Outcome:
    """Return what an error code of Slack means; unknown codes are passing, until too late."""
    if code in _CAUSES:
        return Outcome(verdict=Verdict.PERMANENT, why=code)
    if code in _SHUT_OUT:
        return Outcome(verdict=Verdict.SHUT_OUT, why=code)
    if code in _TOO_OFTEN:
        return Outcome(verdict=Verdict.PASSING, why=code, wait=wait or timedelta(seconds=1))
    if code in _LEFT_OPEN:
        return Outcome(verdict=Verdict.UNKNOWN, why=code)
    return Outcome(verdict=Verdict.PASSING, why=code, wait=wait)


def cause_of(why: str) -> Cause:
    """Return why Slack refused for good; what has no name of its own is for us to mend."""
    return _CAUSES.get(why, Cause.OURS)


def is_uninstalled(outcome: Outcome) -> bool:
    """Whether the workspace has taken the app out, or its token back: nothing will pass."""
    return outcome.verdict is Verdict.SHUT_OUT and outcome.why in _UNINSTALLED


def wait_before_retry(attempts: int, outcome: Outcome, *, token: str) -> timedelta:
    """Return how long to wait: what Slack asked for, else doubling from ten seconds.

    Up to a quarter longer, by the token of the delivery: those that were refused together do not
    come back together, and a rehearsal stays the same each time.
    """
    if outcome.wait is not None:
        return outcome.wait
    doubled: timedelta = min(_FIRST_WAIT * 2 ** min(attempts, 10), _LONGEST_WAIT)
    return doubled * (1 + _JITTER * crc32(f"{token}/{attempts}".encode()) / 2**32)
