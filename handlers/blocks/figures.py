"""Draw the page of figures: each with a sentence, a bar of text, and a picture where Slack can."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.figures import LedMonth, Trend, halves, trend
from bot.domain.measures import percent
from bot.domain.purpose import SeriesCount
from bot.domain.readers import Reader
from bot.domain.tallies import Spread, Tally
from bot.i18n import plural, translator
from bot.services.figures import FiguresView
from handlers.blocks.charts import bar
from handlers.blocks.ids import Action, numbered
from handlers.blocks.layout import Look, actions, button, context, header, section, sections
from handlers.blocks.packing import pack
from handlers.blocks.text import brief, say
from handlers.blocks.times import month

_NAME = 150
_MOST_SCHOOLS = 30
_MOST_MONTHS = 12
_LAST_MONTHS = 3
_POINTS = 5
"""Fewer points than this are no trend in a share of a hundred."""
_TENTH = 0.1


def page(view: FiguresView, reader: Reader, *, pictures: Sequence[Block] = ()) -> Look:
    """Return all figures; with ``pictures`` for a message, without any for a modal."""
    _ = translator(reader.locale)
    title = _("Our figures")
    name = brief(view.network.name, _NAME)
    blocks: list[Block] = [header(title), context(name, _small(view, reader))]
    if view.is_empty:
        first = _("There is nothing to count yet. After your first meeting this fills by itself.")
        return Look(text=first, blocks=[*blocks, section(first), _more(view, reader)])
    for lines in _parts(view, reader, is_drawn=bool(pictures)):
        blocks += sections(lines)
    blocks += [*pictures, _more(view, reader)]
    return Look(text=f"{title}: {name}", blocks=blocks)


def figures_button(network_id: int, reader: Reader) -> ButtonElement:
    """Return the button that leads to the figures, for a review, a summary, Home."""
    _ = translator(reader.locale)
    return _run(_("Our figures"), "progress", network_id)


def who_leads(months: Sequence[LedMonth], reader: Reader) -> list[Block]:
    """Return for a review who led of late and where it is going; nothing before a meeting (S4)."""
    _ = translator(reader.locale)
    lines = [*_led(months, reader), *_by_month(months, reader, _LAST_MONTHS)]
    return sections(_titled(_("*Who leads our meetings*"), lines)) if lines else []


def _small(view: FiguresView, reader: Reader) -> str:
    """Say who sees the numbers; figures of schools by name are for those who lead alone."""
    _ = translator(reader.locale)
    by_school = any(one.count.by_school and one.schools for one in view.tallies)
    if view.sees_schools and by_school:
        return _(
            "Everybody in the network sees these numbers. They name nobody. The numbers of each "
            "school are for you who lead: a member sees those of their own school only."
        )
    return _("Everybody in the network sees these numbers. They name nobody.")


def _more(view: FiguresView, reader: Reader) -> Block:
    _ = translator(reader.locale)
    number = view.network.id
    return actions(
        _run(_("Our year by month"), "scope", number), _run(_("Our story"), "story", number)
    )


def _run(label: str, verb: str, network_id: int) -> ButtonElement:
    return button(label, numbered(Action.RUN_COMMAND, verb), value=pack(v=verb, n=network_id))


def _parts(view: FiguresView, reader: Reader, *, is_drawn: bool) -> Iterable[list[str]]:
    """Yield the figures that the network has, each with its heading.

    What goes by month is a bar of text where it is not drawn.
    """
    _ = translator(reader.locale)
    framework = view.network.programme.framework
    yield _titled(_("*What we have done*"), _tallies(view, reader))
    yield _titled(
        _("*Who leads our meetings*"),
        [*_led(view.led, reader), *([] if is_drawn else _by_month(view.led, reader, _MOST_MONTHS))],
    )
    yield _titled(
        _("*What comes from me, and what from you*"),
        [*([] if is_drawn else _support_by_month(view, reader)), *_support(view, reader)],
    )
    yield _titled(_("*Taking part*"), _taking_part(view, reader))
    yield _titled(_("*Our strands*"), _strands(view, reader))
    if view.coverage is not None and framework is not None:
        name = brief(say(framework.name, reader), _NAME)
        yield _titled(f"*{name}*", _spread(view.coverage, reader))
    if view.leadership is not None:
        yield _titled(_("*Who decides in our schools*"), _spread(view.leadership, reader))
    yield _titled(_("*Into our schools*"), _into_schools(view, reader))


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [title, *found] if found else []


def _tallies(view: FiguresView, reader: Reader) -> Iterable[str]:
    """Say of each kind of gathering how many there were, of how many (S89)."""
    _ = translator(reader.locale)
    if not view.tallies:
        yield _("Meetings that took place: {count}.").format(count=view.held)
    for one in view.tallies:
        wanted = _wanted(one.count, reader)
        name = brief(say(one.count.name, reader), _NAME)
        if one.count.by_school:
            yield from _by_school(view, one, name, reader)
            continue
        line = _("{name}: {done} {wanted}").format(name=name, done=one.done, wanted=wanted)
        yield f"{bar(one.done, one.count.min)} {line}"
        if one.planned:
            yield plural(
                "{count} more has a date.", "{count} more have a date.", one.planned,
                locale=reader.locale,
            )  # fmt: skip


def _by_school(view: FiguresView, one: Tally, name: str, reader: Reader) -> Iterable[str]:
    """Say it for the reader's own school; for those who lead, school by school."""
    _ = translator(reader.locale)
    line = _("{name}: {least} to {most} at each school")
    yield line.format(name=name, least=one.count.min, most=one.count.max)
    mine = {key: done for key, done in one.schools.items() if key == view.own_school}
    told = one.schools if view.sees_schools else mine
    if one.schools and not told:
        yield _("From {least} to {most} so far.").format(least=one.least, most=one.done)
    for school, done in list(told.items())[:_MOST_SCHOOLS]:
        said = _("{name}: {done}").format(name=brief(school, _NAME), done=done)
        yield f"{bar(done, one.count.min)} {said}"


def _wanted(count: SeriesCount, reader: Reader) -> str:
    _ = translator(reader.locale)
    if count.min == count.max:
        return _("of {number}").format(number=count.min)
    return _("of {least} to {most}").format(least=count.min, most=count.max)


def _led(months: Sequence[LedMonth], reader: Reader) -> Iterable[str]:
    """Say how much of the time schools lead, and where that is going (S4)."""
    _ = translator(reader.locale)
    if not months:
        return
    shares = [one.share for one in months]
    found = halves(shares)
    if found is None:
        (only,) = months
        line = _("In {month} schools led {share} % of our time, and {joint} % was led together.")
        yield line.format(month=month(only.month, reader), share=only.share, joint=only.joint_share)
    else:
        line = _("At first schools led about {early} % of our time, of late about {late} %.")
        yield line.format(early=round(found[0]), late=round(found[1]))
    told = {
        Trend.RISING: _("It is growing: more and more is in your hands."),
        Trend.STEADY: _("It stays about the same."),
        Trend.FALLING: _("It has become less."),
    }
    where = trend(shares, by=_POINTS)
    yield from [told[where]] if where in told else []


def _by_month(months: Sequence[LedMonth], reader: Reader, most: int) -> Iterable[str]:
    for one in months[-most:]:
        yield f"{bar(one.share, 100)} {one.share} %  {month(one.month, reader)}"


def _support(view: FiguresView, reader: Reader) -> Iterable[str]:
    """Say in all what was sent and written, and where it goes: whole months make a trend (S12)."""
    _ = translator(reader.locale)
    months = view.support
    total = _("From me: {asked} messages in all. From members: {written} texts.")
    yield total.format(
        asked=sum(one.asked for one in months), written=sum(one.written for one in months)
    )
    whole = months[:-1]
    asked, written = [one.asked for one in whole], [one.written for one in whole]
    less = trend(asked, by=max(1, _TENTH * max(asked, default=0)))
    more = trend(written, by=max(1, _TENTH * max(written, default=0)))
    if less is Trend.FALLING:
        yield _("You hear less and less from me.")
    if more is Trend.RISING:
        yield _("More and more comes from you.")


def _support_by_month(view: FiguresView, reader: Reader) -> Iterable[str]:
    _ = translator(reader.locale)
    line = _("{month}. From me: {asked}. From members: {written}.")
    for one in view.support[-_MOST_MONTHS:]:
        yield line.format(month=month(one.month, reader), asked=one.asked, written=one.written)


def _taking_part(view: FiguresView, reader: Reader) -> Iterable[str]:
    """Say how many of all on the roster were there (S52)."""
    _ = translator(reader.locale)
    share = percent(view.turnouts)
    if share is not None:
        line = plural(
            "of all who were expected took part, at {count} meeting.",
            "of all who were expected took part, over {count} meetings.",
            len(view.turnouts),
            locale=reader.locale,
        )
        yield f"{bar(share, 100)} {share} % {line}"
    if view.unmarked:
        yield plural(
            "Of {count} meeting nobody has said yet who was there.",
            "Of {count} meetings nobody has said yet who was there.",
            view.unmarked,
            locale=reader.locale,
        )


def _strands(view: FiguresView, reader: Reader) -> Iterable[str]:
    """Say how much was done for each strand (S1)."""
    _ = translator(reader.locale)
    names = {one.id: one.name for one in view.network.programme.strands}
    most = max((one.meetings for one in view.strands), default=0)
    line = _("{name}. Meetings: {meetings}. Texts about them: {written}.")
    for one in view.strands:
        name = brief(say(names[one.strand_id], reader), _NAME)
        said = line.format(name=name, meetings=one.meetings, written=one.written)
        yield f"{bar(one.meetings, most)} {said}"


def _spread(spread: Spread, reader: Reader) -> Iterable[str]:
    """Say how often each thing was named; below five people nothing of it (S85, S86)."""
    _ = translator(reader.locale)
    if not spread.is_told:
        yield _("I tell it once five people have answered, so that nobody can be guessed.")
        return
    most = max(number for _name, number in spread.counts)
    for name, number in spread.counts:
        yield f"{bar(number, most)} {number}  {brief(say(name, reader), _NAME)}"
    if spread.missing:
        names = ", ".join(brief(say(one, reader), _NAME) for one in spread.missing)
        yield _("Not named yet: {names}.").format(names=names)


def _into_schools(view: FiguresView, reader: Reader) -> Iterable[str]:
    """Say what travelled between schools, and what was taken back to them (S25, S27)."""
    _ = translator(reader.locale)
    if view.practice is not None:
        yield _("Practice notes: {notes}. Tried at another school: {reused}.").format(
            notes=view.practice.notes, reused=view.practice.reused
        )
    if view.carried is not None:
        yield _("Cards taken back from meetings: {cards}.").format(cards=view.carried.cards)
        if view.network.programme.places.replica is not None:
            yield _("Begun at our own schools: {count}. Schools: {schools}.").format(
                count=view.carried.replicas, schools=view.carried.replica_schools
            )
