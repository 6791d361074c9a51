"""Say what went wrong in one kind sentence, and log what we need to find it."""

import logging
import secrets

from slack_sdk.errors import SlackApiError

from bot.domain.readers import Reader
from bot.errors import Ended, RoundsError
from bot.i18n import translator
from handlers.blocks.times import days

_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired", "exchanged_trigger_id"})
log = logging.getLogger("rounds.mishaps")


def sentence_for(error: BaseException, locale: str | None) -> str:
    """Return what a person is told; an error of ours is logged under the reference they see."""
    _ = translator(locale)
    if isinstance(error, Ended):
        on = days(error.day, error.day, Reader(locale=locale), with_year=True)
        return _(error.sentence).format(network=error.network, day=on)
    if isinstance(error, RoundsError):
        return error.tell(_)
    if isinstance(error, SlackApiError) and error.response.get("error") in _TOO_LATE:
        return _("That took a moment too long for Slack. Please do it once more.")
    reference = secrets.token_hex(4)
    log.error("mishap %s", reference, exc_info=error)
    return _(
        "Something went wrong on our side, and it is noted. What you sent before is safe. Please "
        "try again; if it happens again, tell your facilitator this number: {reference}"
    ).format(reference=reference)
