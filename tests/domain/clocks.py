"""Clocks, calendars and rhythms to try rules on."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from bot.domain.calendars import Closure, ClosureKind
from bot.domain.local_time import QuietHours, Rhythm

ZONES = sorted(available_timezones() - {"localtime"})  # every zone but the machine's own
NEW_YORK = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST = datetime(2024, 1, 1, tzinfo=UTC)

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2034, 12, 31))
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
instants = st.integers(0, 11 * 365 * 24 * 60).map(lambda n: FIRST + n * MINUTE)
silences = st.builds(QuietHours, start=walls, end=walls)
working = st.frozensets(st.integers(0, 6), min_size=1)
rhythms = st.builds(Rhythm, zone=zones, quiet=silences, working_days=working, prompt_at=walls)
regions = st.sampled_from([None, "US", "US-NY", "KE", "GB-ENG", "NP", "WS", "nowhere"])
closures = st.lists(
    st.builds(lambda day, n: closure(day, day + n * DAY), days, st.integers(0, 60)), max_size=6
).map(tuple)
school_rhythms = st.builds(Rhythm, zone=zones, closures=closures, region=regions)


def closure(
    since: date, until: date, name: str = "Closed", kind: ClosureKind = ClosureKind.CLOSED
) -> Closure:
    """Return some days off."""
    return Closure(since=since, until=until, name=name, kind=kind)
