"""When what was not said one by one comes together: the digest, and the welcome back; pure."""

from datetime import date, datetime, timedelta

from bot.domain.local_time import Rhythm, local_date, prompt_on_or_after
from bot.domain.people import Digest, Settings

AFTER_THE_PROMPTS = timedelta(minutes=10)
"""A digest waits for the prompts of its morning, for it is made of them."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_FURTHEST_DAYS = 400


def next_digest(
    settings: Settings, now: datetime, rhythm: Rhythm, *, is_return: bool = False
) -> datetime | None:
    """Return the next moment for a digest after now (UTC); None while a pause has no end.

    Ten minutes after the prompt hour: a daily one on working days, a weekly one on Mondays or the
    first working day after them. A return is not kept waiting for Monday. Days away and a pause
    with an end are passed over.
    """
    if settings.paused and settings.paused_until is None:
        return None
    weekly = settings.digest is Digest.WEEKLY and not is_return
    day = local_date(now, zone=rhythm.zone)
    for _ in range(_FURTHEST_DAYS):
        at = _on_or_after(day, rhythm, weekly=weekly)
        on = local_date(at, zone=rhythm.zone)
        if at > now and not settings.is_paused(on) and not settings.is_away(on):
            return at
        day = max(on, day) + _DAY
    return None


def _on_or_after(day: date, rhythm: Rhythm, *, weekly: bool) -> datetime:
    if not weekly:
        return prompt_on_or_after(day, rhythm) + AFTER_THE_PROMPTS
    monday = day - _DAY * day.weekday()
    at = prompt_on_or_after(monday, rhythm)
    if local_date(at, zone=rhythm.zone) < day:
        at = prompt_on_or_after(monday + _WEEK, rhythm)
    return at + AFTER_THE_PROMPTS
