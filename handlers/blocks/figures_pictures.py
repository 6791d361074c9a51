"""Draw the figures that go by month as charts and a table, for messages."""

from slack_sdk.models.blocks import Block

from bot.domain.readers import Reader
from bot.i18n import translator
from bot.services.figures import FiguresView
from handlers.blocks.charts import bar_chart, table
from handlers.blocks.times import month

_MOST_MONTHS = 12


def pictures(view: FiguresView, reader: Reader) -> list[Block]:
    """Return who leads and what is written, month by month: two charts, and one table of both."""
    drawn: list[Block] = []
    if view.is_empty:
        return drawn
    if view.led:
        drawn.append(_leading(view, reader))
    drawn += [_writing(view, reader), _months(view, reader)]
    return drawn


def _leading(view: FiguresView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    months = view.led[-_MOST_MONTHS:]
    by_programme = [100 - one.share - one.joint_share for one in months]
    return bar_chart(
        _("Who leads our meetings, in %"),
        [month(one.month, reader) for one in months],
        {
            _("Schools"): [one.share for one in months],
            _("Together"): [one.joint_share for one in months],
            _("Programme"): by_programme,
        },
    )


def _writing(view: FiguresView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    months = view.support[-_MOST_MONTHS:]
    return bar_chart(
        _("What comes from me, and what from you"),
        [month(one.month, reader) for one in months],
        {
            _("Messages from me"): [one.asked for one in months],
            _("Texts from members"): [one.written for one in months],
        },
    )


def _months(view: FiguresView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    led = {one.month: one for one in view.led}
    rows = []
    for one in view.support[-_MOST_MONTHS:]:
        held = led.get(one.month)
        shares = (f"{held.share} %", f"{held.joint_share} %") if held is not None else ("", "")
        rows.append((month(one.month, reader), *shares, str(one.asked), str(one.written)))
    heading = (_("Month"), _("Schools lead"), _("Together"), _("From me"), _("From members"))
    return table(heading, rows)
