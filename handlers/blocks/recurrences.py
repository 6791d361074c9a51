"""Say in words on which days something comes again and again."""

from babel.dates import get_day_names, get_month_names

from bot.domain.readers import Reader
from bot.domain.recurrence import Recurrence
from bot.i18n import mark, translator
from handlers.blocks.times import day, locale_of

_MOST_DAYS = 3
_MONTHS = 12
_WHICH = {
    1: mark("The first {weekday} of the month"),
    2: mark("The second {weekday} of the month"),
    3: mark("The third {weekday} of the month"),
    4: mark("The fourth {weekday} of the month"),
    -1: mark("The last {weekday} of the month"),
}


def in_words(rule: Recurrence, reader: Reader) -> str:
    """Return a recurrence as the beginning of a sentence: "Every two weeks on Monday"."""
    _ = translator(reader.locale)
    weekday = get_day_names("wide", locale=locale_of(reader))[rule.weekday_index]
    if rule.days:
        shown = [day(one, reader) for one in rule.days[:_MOST_DAYS]]
        return ", ".join(shown if len(shown) == len(rule.days) else [*shown, "…"])
    if rule.week is not None:
        return _(_WHICH[rule.week]).format(weekday=weekday) + _months(rule, reader)
    if rule.first_full_week_of is not None:
        month = get_month_names("wide", locale=locale_of(reader))[rule.first_full_week_of]
        return _("{weekday} of the first full week of {month}").format(weekday=weekday, month=month)
    if rule.term_week is not None:
        words = _("{weekday} of week {number} of each term")
        return words.format(weekday=weekday, number=rule.term_week)
    if rule.weeks is not None:
        numbers = ", ".join(str(number) for number in rule.weeks)
        return _("{weekday} in weeks {numbers}").format(weekday=weekday, numbers=numbers)
    weeks = rule.every_weeks or 1
    words = _("Every {weekday}") if weeks == 1 else _("Every {weeks} weeks on {weekday}")
    return words.format(weekday=weekday, weeks=weeks)


def _months(rule: Recurrence, reader: Reader) -> str:
    """Return the months it is limited to, if it is."""
    if not rule.months or len(rule.months) == _MONTHS:
        return ""
    names = get_month_names("abbreviated", locale=locale_of(reader))
    return f" ({', '.join(names[one] for one in rule.months)})"
