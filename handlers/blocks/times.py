"""Show instants and dates: on the clock of whoever reads, and in words where Slack cannot.

Instants are aware and in UTC. Slack turns ``<!date^...>`` into the time of the zone in the reader's
profile (docs.slack.dev, "Formatting message text"); the fallback names its zone.
"""

from datetime import date, datetime, time
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_interval,
    format_skeleton,
    format_time,
    get_day_names,
    get_timezone_location,
)

from bot.domain.readers import Reader
from bot.i18n import language_of, plural, translator
from handlers.blocks.text import escape

Style = Literal["long", "short", "time"]
_TOKENS: dict[Style, str] = {
    "long": "{date_long_pretty}, {time}",
    "short": "{date_short_pretty}, {time}",
    "time": "{time}",
}
_HOUR = 60


def when(instant: datetime, reader: Reader, *, style: Style = "long") -> str:
    """Return an instant for mrkdwn; every reader sees it on their own clock."""
    fallback = escape(spoken(instant, reader))
    return f"<!date^{int(instant.timestamp())}^{_TOKENS[style]}|{fallback}>"


def spoken(instant: datetime, reader: Reader) -> str:
    """Return an instant in words, in the reader's zone, which is named."""
    locale = locale_of(reader)
    wall = instant.astimezone(reader.zone)
    shown = format_skeleton("yMMMEd", wall.replace(tzinfo=None), locale=locale)
    clock = format_time(wall, "short", tzinfo=reader.zone, locale=locale)
    return f"{shown}, {clock} ({zone_words(reader)})"


def zone_words(reader: Reader) -> str:
    """Return the reader's zone by its city: "New York time"."""
    if "/" not in reader.zone.key or reader.zone.key.startswith("Etc/"):
        return reader.zone.key
    city = get_timezone_location(reader.zone, locale=locale_of(reader), return_city=True)
    _ = translator(reader.locale)
    return _("{city} time").format(city=city.rpartition("/")[2])


def day(on: date, reader: Reader) -> str:
    """Return a date of a calendar, which is the same in every zone: "Wed, Nov 18"."""
    return format_skeleton("MMMMEEEEd", on, locale=locale_of(reader))


def day_of(text: str, reader: Reader) -> str:
    """Return an ISO date in words; what is no date is returned as it is."""
    try:
        return day(date.fromisoformat(text), reader)
    except ValueError:
        return text


def days(since: date, until: date, reader: Reader, *, with_year: bool = False) -> str:
    """Return one day or several of a calendar, short enough for a list: "Mon, Oct 12"."""
    skeleton, locale = "yMMMEd" if with_year else "MMMEd", locale_of(reader)
    if since == until:
        return format_skeleton(skeleton, since, locale=locale)
    return str(format_interval(since, until, skeleton=skeleton, locale=locale))


def month(first: date, reader: Reader) -> str:
    """Return a month of a calendar, by its first day: "Sep 2026"."""
    return format_skeleton("yMMM", first, locale=locale_of(reader))


def clock(at: time, reader: Reader) -> str:
    """Return a time of day as the reader writes it, of no zone in particular."""
    return format_time(at, "short", locale=locale_of(reader))


def weekday(number: int, reader: Reader) -> str:
    """Return a day of the week by name; 0 is Monday."""
    return str(get_day_names("wide", context="stand-alone", locale=locale_of(reader))[number])


def length(minutes: int, reader: Reader) -> str:
    """Return a length of time in words."""
    hours, rest = divmod(minutes, _HOUR)
    parts = []
    if hours:
        parts.append(plural("{count} hour", "{count} hours", hours, locale=reader.locale))
    if rest or not hours:
        parts.append(plural("{count} minute", "{count} minutes", rest, locale=reader.locale))
    return " ".join(parts)


def locale_of(reader: Reader) -> Locale:
    """Return the nearest locale that dates are known in; Slack has some, like es-LA, of its own."""
    for name in ((reader.locale or "en-US").replace("_", "-"), language_of(reader.locale)):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "US")
